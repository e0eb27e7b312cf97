use at_spec::Command;

/// Stores data.
///
/// Source: guide 3.3.
#[derive(Command)]
#[at("#SSLSECDATA")]
pub struct Store {
    /// Socket.
    pub socket: u8,
    /// How the data are written.
    #[at(unwritten, default = "1")]
    pub format: u8,
}

fn main() {}
