use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub struct Closure(#[at(range = 1..=6)] u8);

fn main() {}
