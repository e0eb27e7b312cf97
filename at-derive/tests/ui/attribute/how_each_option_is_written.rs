use at_spec::{Argument, Command, Information};

/// Opens a secure socket.
///
/// Source: guide 4.5.3.
#[derive(Command)]
#[at("#SSLD", verb = "#SSLX", exchange(self), answer_within(5), answer, setting: Self, test = true)]
#[at(absent(G2), cited = 1, provenance = inferred, crate = "at_spec")]
pub struct Dial {
    /// Socket to open.
    #[at(range(1, 6), ranges = 1..=1, default(300), key = true, unwritten = true, blocking = true, inferred = 1)]
    pub socket: u8,
}

/// State of a socket.
///
/// Source: guide 4.5.
#[derive(Information)]
#[at(bare = true, recollected(all))]
pub struct Status {
    /// Bytes that wait.
    #[at(count = "bytes", leading = true, counted_by)]
    pub waiting: u8,
}

/// What the SIM waits for.
#[derive(Argument)]
#[at(quoted = "yes")]
pub enum Lock {
    /// Nothing.
    #[at("READY")]
    Ready,
}

fn main() {}
