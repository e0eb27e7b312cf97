use at_spec::{Command, Tenths};

/// Waits.
///
/// Source: an example.
#[derive(Command)]
#[at("#WAIT")]
struct Wait {
    /// How long.
    #[at(blocking)]
    time: Option<Tenths>,
    /// How long as well.
    #[at(blocking)]
    more: Option<Tenths>,
}

fn main() {}
