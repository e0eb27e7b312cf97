use at_spec::Command;

type Maybe<T> = Option<T>;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN")]
pub struct Enable {
    /// Socket.
    pub socket: Maybe<u8>,
}

fn main() {}
