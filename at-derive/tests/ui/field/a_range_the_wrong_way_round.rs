use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN")]
pub struct Enable {
    /// Socket.
    #[at(range = 6..=1)]
    pub socket: u8,
}

fn main() {}
