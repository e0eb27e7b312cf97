use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN")]
pub struct Enable {
    /// Socket.
    #[at(ranges(G2 => 1..=1, G2 => 1..=6))]
    pub socket: u8,
}

const G2: at_spec::ProfileId = at_spec::ProfileId::new(0);

fn main() {}
