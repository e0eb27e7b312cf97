#[at_spec::family]
pub mod exchange {}

use at_spec::Dialect;

#[derive(Dialect)]
pub enum Telit<'a> {
    #[at("exchange")]
    Exchange(exchange::Declared<'a>),
}

fn main() {}
