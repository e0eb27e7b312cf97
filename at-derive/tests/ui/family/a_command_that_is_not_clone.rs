#[at_spec::family]
pub mod declared {
    /// Switches a socket.
    ///
    /// Source: guide 4.1.
    #[derive(at_spec::Command, Debug, PartialEq)]
    #[at("#SSLEN")]
    pub struct Enable;
}

fn main() {}
