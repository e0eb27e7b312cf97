use at_spec::{Command, Host, Quoted};

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN")]
pub struct Enable<'a, 'b> {
    /// One.
    pub one: Quoted<Host<'a>>,
    /// Two.
    pub two: Quoted<Host<'b>>,
}

fn main() {}
