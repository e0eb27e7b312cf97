use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub struct Closure(u8, u8);

fn main() {}
