use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN", verb(G2 => "#SSLE", G2 => "#SSLO"))]
pub struct Enable {
    /// Socket.
    pub socket: u8,
}

const G2: at_spec::ProfileId = at_spec::ProfileId::new(0);

fn main() {}
