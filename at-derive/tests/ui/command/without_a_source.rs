use at_spec::Command;

/// Switches a socket.
#[derive(Command)]
#[at("#SSLEN")]
pub struct Enable {
    /// Socket.
    pub socket: u8,
}

fn main() {}
