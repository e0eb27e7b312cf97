//! What comes next in the stream, as the engine knows it from the state of the dialogue.
//!
//! In: nothing. Out: [`Framing`]. Not here: reading.

/// What comes next. The engine says it; the framer never guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Framing {
    /// Lines of text.
    Lines(ResultCodes),
    /// Lines of text, or `> ` at the start of a line.
    Prompt(ResultCodes),
    /// So many bytes of payload. They are never scanned.
    Counted(u32),
    /// So many bytes that nobody can use; they are counted, not delivered.
    Discard(u32),
    /// The line end that must follow a counted body, however many more there are.
    BodyEnd,
    /// The same where line ends do not vary: so many bytes of CR and LF in turn, and then something else.
    BodyEndExactly(u8),
    /// Every byte is payload, but for the result code that may end online mode.
    Online(Tail, ResultCodes),
}

/// How the module writes result codes (V.250 6.2.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResultCodes {
    /// `<CR><LF>text<CR><LF>`, V1.
    #[default]
    Verbose,
    /// `digits<CR>`, V0.
    Numeric,
}

/// Which result codes may end online mode now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// `NO CARRIER` only.
    NoCarrier,
    /// `NO CARRIER`, or the `OK` that answers the escape sequence.
    NoCarrierOrOk,
}

/// A result code that stands, whole, at the end of the online bytes seen so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TailCode {
    /// `<CR><LF>NO CARRIER<CR><LF>`, perhaps with a colon and more behind its words; `3<CR>`.
    NoCarrier,
    /// `<CR><LF>OK<CR><LF>`; `0<CR>`.
    Ok,
}
