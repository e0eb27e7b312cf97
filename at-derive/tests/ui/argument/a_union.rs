use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub union Closure {
    /// Code.
    pub code: u8,
}

fn main() {}
