use at_spec::Dialect;

/// Everything.
#[derive(Dialect)]
#[at(test)]
pub enum All {
    /// Lines.
    #[at("lines")]
    Lines(lines::Declared<'static>),
    /// Commands.
    Commands,
}

#[at_spec::family]
pub mod lines {}

fn main() {}
