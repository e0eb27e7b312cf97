//! Frames: the delimited pieces of what the module sends.
//!
//! In: nothing. Out: [`Frame`], [`Line`], [`Inline`]. Not here: how the borders are found; `framer/` does that.

/// A piece of the stream with known borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Frame<'i> {
    /// A line that is not empty, without its line end. Where it counts data of its own, line ends may be in them.
    Line(Line<'i>),
    /// A line that did not fit the room; its bytes are gone, the stream goes on behind it.
    LineTooLong {
        /// Bytes that the room would have needed.
        length: usize,
    },
    /// `> ` where a prompt was due; `>` and `>>>` alike.
    Prompt,
    /// Payload, lent from the input: a piece of a counted body, or online bytes.
    Payload(&'i [u8]),
    /// The count is complete.
    PayloadEnd,
    /// The line end behind a counted body is there.
    BodyEnd,
    /// Behind a counted body stands something else than a line end: the count was wrong.
    BodyOverrun,
}

/// A line: lent from the input when it lay whole in it, else kept in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'i> {
    /// The bytes, lent from the input.
    Lent(&'i [u8]),
    /// So many bytes from the start of the room.
    Kept(usize),
}

impl<'i> Line<'i> {
    /// The bytes of the line, without line end; `room` is the one that the framer was given.
    #[must_use]
    pub fn bytes<'e>(&self, room: &'e [u8]) -> &'e [u8]
    where
        'i: 'e,
    {
        match *self {
            Self::Lent(bytes) => bytes,
            Self::Kept(length) => room.get(..length).unwrap_or(&[]),
        }
    }
}

/// Data inside a line, behind their count: they may hold line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Where they begin. Unit: bytes from the start of the line.
    pub start: usize,
    /// How many they are. Unit: bytes.
    pub count: usize,
}
