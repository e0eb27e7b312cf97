use at_spec::Information;

/// State of a socket.
///
/// Source: guide 4.5.
#[derive(Information)]
#[at("#SSLS")]
pub struct Status {
    /// Socket.
    #[at(quoted)]
    pub socket: u8,
}

fn main() {}
