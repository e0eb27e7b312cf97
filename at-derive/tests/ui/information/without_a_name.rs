use at_spec::Information;

/// The state of a socket.
///
/// Source: guide 4.5.
#[derive(Information)]
#[at(inferred)]
pub struct Status {
    /// Socket.
    pub socket: u8,
}

fn main() {}
