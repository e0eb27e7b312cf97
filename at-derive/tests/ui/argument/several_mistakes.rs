use at_spec::Argument;

/// What closing does with the keys.
#[derive(Argument)]
#[at(quoted, range = 0..=1)]
pub enum Closure {
    #[at(0)]
    Free,
    /// It is kept.
    #[at("KEEP")]
    KeepSession,
    /// It is kept for a time.
    #[at(0, 1)]
    KeepForATime,
    /// Nobody knows.
    Unknown(u8),
}

/// A word.
#[derive(Argument)]
pub enum Word {
    /// One.
    #[at("one, two")]
    One,
    /// Two.
    #[at(" two")]
    Two,
    /// Three.
    #[at("one, two")]
    Three,
}

/// A socket.
#[derive(Argument)]
#[at(range = 300..=1, key)]
pub struct SocketId<T>(#[at(range = 1..=6)] u8);

fn main() {}
