use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN")]
pub struct Enable {
    /// Socket.
    pub socket: Option<u8>,
    /// On or off.
    pub enable: u8,
}

fn main() {}
