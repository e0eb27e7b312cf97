use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub enum Closure {
    #[at(0)]
    Free,
}

fn main() {}
