use at_spec::Command;

/// Switches a socket.
#[derive(Command)]
#[at("AT#SSLEN", tset, answer_within = "soon")]
pub struct Enable {
    /// Socket.
    #[at(range = 6..=1, count)]
    pub socket: Option<u8>,
    pub enable: u8,
}

fn main() {}
