use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub enum Closure {
    /// Forgets.
    #[at(0)]
    Free,
    /// Keeps.
    #[at(0)]
    Keep,
}

fn main() {}
