#[at_spec::family]
struct Declared;

fn main() {}
