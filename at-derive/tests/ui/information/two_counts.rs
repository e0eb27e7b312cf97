use at_spec::Information;

/// The state of a socket.
///
/// Source: guide 4.5.
#[derive(Information)]
#[at("#SSLS")]
pub struct Status {
    /// One.
    #[at(count)]
    pub one: u32,
    /// Two.
    #[at(count)]
    pub two: u32,
}

fn main() {}
