use at_spec::Argument;

/// Whether the socket is open.
#[derive(Argument)]
pub enum State {
    /// It is closed.
    #[at(0.5)]
    Closed,
    /// It is open.
    #[at(-"1")]
    Open,
}

fn main() {}
