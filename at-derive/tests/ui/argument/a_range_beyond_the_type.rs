use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
#[at(range = 1..=256)]
pub struct Closure(u8);

fn main() {}
