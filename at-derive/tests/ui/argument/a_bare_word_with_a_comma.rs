use at_spec::Argument;

/// What closing does.
#[derive(Argument)]
pub enum Closure {
    /// Forgets.
    #[at("FREE,NOW")]
    Free,
}

fn main() {}
