use at_spec::Command;

/// Opens a secure socket.
///
/// Source: guide 4.5.3.
#[derive(Command)]
#[at("#SSLD", absent = [G2 G3], verb(G2 => "#SSLX" G3 => "#SSLY"))]
pub struct Dial {
    /// Socket to open.
    #[at(ranges(G2 = 1..=1, G3 => 1..=6))]
    pub socket: u8,
}

fn main() {}
