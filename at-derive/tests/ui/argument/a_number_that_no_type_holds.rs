use at_spec::Argument;

/// Whether the socket is open.
#[derive(Argument)]
pub enum State {
    /// It is closed.
    #[at(99999999999999999999)]
    Closed,
}

fn main() {}
