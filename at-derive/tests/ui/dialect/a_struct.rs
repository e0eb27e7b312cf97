#[at_spec::family]
pub mod exchange {}

use at_spec::Dialect;

#[derive(Dialect)]
pub struct Telit<'a>(exchange::Declared<'a>);

fn main() {}
