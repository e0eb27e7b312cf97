#[at_spec::family(name = Commands)]
mod declared {}

fn main() {}
