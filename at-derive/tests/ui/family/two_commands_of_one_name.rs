const G2: at_spec::ProfileId = at_spec::ProfileId::new(0);

#[at_spec::family]
pub mod declared {
    use super::G2;

    /// Switches a socket.
    ///
    /// Source: guide 4.1.
    #[derive(at_spec::Command, Clone, Debug, PartialEq)]
    #[at("#SSLEN")]
    pub struct Enable;

    /// Switches it again.
    ///
    /// Source: guide 4.1.
    #[derive(at_spec::Command, Clone, Debug, PartialEq)]
    #[at("#SSLE", verb(G2 => "#sslen"))]
    pub struct Again;
}

fn main() {}
