use at_spec::Dialect;

/// Everything.
#[derive(Dialect)]
#[at(bare)]
pub enum All<'a> {
    /// Lines.
    Lines(lines::Declared<'a>),
}

#[at_spec::family]
pub mod lines {}

fn main() {}
