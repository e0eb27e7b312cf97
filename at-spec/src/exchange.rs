//! The shape of an exchange: who sends what, and what ends it.
//!
//! In: nothing. Out: [`Exchange`]. A declaration states it as an expression over its fields; the engine knows
//! these shapes and no command by name.

/// What happens between a command line and its final result code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exchange {
    /// Information text or none, and a final result code.
    Plain,
    /// The same, and `NO CARRIER` is a final result code of it: a dial that stays in command mode (protocol notes 1.4).
    /// Of any other exchange it says that some connection has ended.
    Dial,
    /// A prompt, payload from the host, information text or none, and a final result code.
    Prompt(Payload),
    /// Information text whose count is followed by as many bytes, at most `room`, and a final result code.
    Counted {
        /// The number of bytes that the host asked for at most.
        room: u32,
    },
    /// A line of information text, then lines without a count, and a final result code.
    Body,
    /// `CONNECT`, from where every byte is payload.
    Online,
}

/// How payload that the host sends comes to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// With `^Z`; 0x08, 0x1A and 0x1B cannot be in it (protocol notes 5.10).
    UntilCtrlZ,
    /// With so many bytes, whatever they are.
    Counted(u32),
    /// With so many bytes and a `^Z` behind them (protocol notes 5.4: PEM with a size).
    CountedThenCtrlZ(u32),
}
