#[at_spec::family]
pub mod declared {
    /// Switches a socket.
    ///
    /// Source: guide 4.1.
    #[derive(at_spec::Command, Clone, Debug, PartialEq)]
    #[at("#SSLEN")]
    pub(crate) struct Enable;
}

fn main() {}
