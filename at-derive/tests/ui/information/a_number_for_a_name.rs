use at_spec::Information;

/// State of a socket.
///
/// Source: guide 4.5.
#[derive(Information)]
#[at(7)]
pub struct Status {
    /// Socket.
    pub socket: u8,
}

fn main() {}
