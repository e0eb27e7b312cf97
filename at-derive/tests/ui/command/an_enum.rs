use at_spec::Command;

/// Switches a socket.
///
/// Source: guide 4.1.
#[derive(Command)]
#[at("#SSLEN")]
pub enum Enable {
    /// On.
    On,
}

fn main() {}
