use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub enum Closure {
    /// Forgets.
    #[at(5000000000)]
    Free,
}

fn main() {}
