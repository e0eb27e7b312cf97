use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN", answer = u8)]
pub struct Enable {
    /// Socket.
    pub socket: u8,
}

fn main() {}
