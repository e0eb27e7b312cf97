use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub enum Closure {
    /// Forgets.
    #[at(0)]
    Free(u8),
}

fn main() {}
