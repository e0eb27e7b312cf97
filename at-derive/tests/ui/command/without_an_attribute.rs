use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
pub struct Enable;

fn main() {}
