use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub enum Closure {
    /// Forgets.
    #[at(0, key)]
    Free,
}

fn main() {}
