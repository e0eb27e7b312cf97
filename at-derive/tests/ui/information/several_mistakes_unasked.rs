use at_spec::Unsolicited;

#[derive(Unsolicited)]
#[at(bare, verb(G2 => " SSLSRING"))]
pub struct Arrived {
    /// Socket.
    #[at(ranges(G2 => 1..=1, G2 => 1..=6))]
    pub socket: u8,
}

fn main() {}
