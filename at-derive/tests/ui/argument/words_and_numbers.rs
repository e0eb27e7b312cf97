use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub enum Closure {
    /// Forgets.
    #[at("FREE")]
    Free,
    /// Keeps.
    #[at(1)]
    Keep,
}

fn main() {}
