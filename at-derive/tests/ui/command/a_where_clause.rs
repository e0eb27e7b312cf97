use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN")]
pub struct Enable
where
    u8: Copy,
{
    /// Socket.
    pub socket: u8,
}

fn main() {}
