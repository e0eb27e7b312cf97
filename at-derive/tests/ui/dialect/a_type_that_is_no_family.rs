#[at_spec::family]
pub mod exchange {}

use at_spec::Dialect;

#[derive(Dialect)]
pub enum Telit<'a> {
    Exchange(exchange::Declared<'a>),
    Other(u8),
}

fn main() {}
