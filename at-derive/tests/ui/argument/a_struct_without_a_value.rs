use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub struct Closure;

fn main() {}
