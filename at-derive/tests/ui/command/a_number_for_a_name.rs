use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at(12)]
pub struct Enable {
    /// Socket.
    pub socket: u8,
}

fn main() {}
