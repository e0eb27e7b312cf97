#[at_spec::family]
mod declared;

fn main() {}
