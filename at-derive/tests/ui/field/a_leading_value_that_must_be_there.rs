use at_spec::Information;

/// How many bytes follow.
///
/// Source: guide 4.2.
#[derive(Information)]
#[at("#SSLRECV")]
pub struct Received {
    /// Socket.
    #[at(leading)]
    pub socket: u8,
    /// Bytes.
    #[at(count)]
    pub count: u32,
}

fn main() {}
