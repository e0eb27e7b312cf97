#[at_spec::family(name = "sockets")]
mod declared {
    use at_spec::{Command, Information};

    /// Switches a socket.
    ///
    /// Source: guide 4.1.
    #[derive(Command, Clone, Debug, PartialEq)]
    #[at("#SSLEN")]
    struct Enable;

    /// Switches it again.
    ///
    /// Source: guide 4.1.
    #[derive(Command, Clone, Debug, PartialEq)]
    #[at("#sslen")]
    pub struct EnableAgain;

    /// Says so.
    #[derive(Information, Clone, Debug, PartialEq)]
    #[at("#SSLEN")]
    pub struct Enabled;
}

fn main() {}
