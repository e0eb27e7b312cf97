use at_spec::{Command, Host, Quoted};

/// Opens a secure socket.
///
/// Source: guide 4.5.3.
#[derive(Command)]
#[at("#SSLD")]
pub struct Dial<'a: 'a> {
    /// Name of the peer.
    pub host: Quoted<Host<'a>>,
}

fn main() {}
