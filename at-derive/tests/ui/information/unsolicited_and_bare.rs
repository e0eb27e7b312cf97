use at_spec::Unsolicited;

/// The state of a socket.
///
/// Source: guide 4.5.
#[derive(Unsolicited)]
#[at(bare)]
pub struct Status {
    /// Socket.
    pub socket: u8,
}

fn main() {}
