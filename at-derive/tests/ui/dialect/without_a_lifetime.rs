#[at_spec::family]
pub mod exchange {}

use at_spec::Dialect;

#[derive(Dialect)]
pub enum Telit {
    Exchange(exchange::Declared<'static>),
}

fn main() {}
