use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub struct Closure {
    /// Code.
    pub code: u8,
}

fn main() {}
