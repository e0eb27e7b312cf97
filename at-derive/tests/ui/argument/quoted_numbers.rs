use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
#[at(quoted)]
pub enum Closure {
    /// Forgets.
    #[at(0)]
    Free,
}

fn main() {}
