use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN")]
pub struct Enable {
    pub socket: u8,
    pub enable: u8,
}

fn main() {}
