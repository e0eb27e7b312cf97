use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("E")]
pub struct Enable {
    /// One.
    pub one: u8,
    /// Two.
    pub two: u8,
}

fn main() {}
