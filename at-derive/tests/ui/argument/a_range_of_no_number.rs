use at_spec::{Argument, Host, Quoted};

/// What closing does.
#[derive(Argument)]
#[at(range = 1..=6)]
pub struct Closure<'a>(Quoted<Host<'a>>);

fn main() {}
