//! What was wrong with a line, and where.
//!
//! In: nothing. Out: [`Malformed`]. Not here: whose fault it was; the engine knows that.

use core::fmt;

/// A line that does not have the shape asked for.
///
/// `at` is the offset in the line of the first byte that does not fit, 0 at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// What was expected or found.
    pub fault: Fault,
    /// Offset of the first byte that does not fit. Unit: bytes from the start of the line.
    pub at: usize,
}

/// The kinds of fault in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The line begins with another name than the one asked for.
    Name,
    /// A subparameter that must be there is not.
    Missing,
    /// Digits were expected.
    NotANumber,
    /// A number that its type cannot hold.
    TooLarge,
    /// A value that its type does not have.
    OutOfRange,
    /// A word that its type does not have.
    UnknownWord,
    /// A quoted string was expected.
    NotQuoted,
    /// A string, or a group, that is not closed.
    Unterminated,
    /// A byte that this kind of subparameter cannot hold.
    Forbidden,
    /// Something stands between the value and the next comma.
    Surplus,
    /// A group inside groups, deeper than is read.
    TooDeep,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Name => "another name was expected here",
            Self::Missing => "a subparameter is missing here",
            Self::NotANumber => "a number was expected here",
            Self::TooLarge => "this number is too large",
            Self::OutOfRange => "this value is not one of those defined",
            Self::UnknownWord => "this word is not one of those defined",
            Self::NotQuoted => "a string in quotes was expected here",
            Self::Unterminated => "this is never closed",
            Self::Forbidden => "this byte cannot stand here",
            Self::Surplus => "something follows the value here",
            Self::TooDeep => "groups are nested too deeply here",
        })
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (byte {})", self.fault, self.at)
    }
}

impl core::error::Error for Malformed {}
