//! One complete nom parser for each production of a line.
//!
//! In: bytes of one frame. Out: a value and the rest, or what was expected and where. Not here: names of
//! commands, separators between subparameters (`Fields` in `at-spec` walks them), anything incremental.
//! The type that is asked for chooses the parser; a general list of tokens exists for traces only (`token.rs`).

mod number;
mod range;
mod text;

pub use number::{hexadecimal, number, signed};
pub use range::range;
pub use text::{address, bare, quoted, rest, spaces, word};

use nom::error::{ErrorKind, ParseError};

use crate::malformed::Fault;

/// Result of a production: the rest and the value, or an [`Expected`].
pub type Parsed<'a, O> = nom::IResult<&'a [u8], O, Expected<'a>>;

/// What a production did not find, and the input at that place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected<'a> {
    /// The kind of fault.
    pub fault: Fault,
    /// What lies from the fault to the end of the frame.
    pub rest: &'a [u8],
}

impl<'a> Expected<'a> {
    /// A fault that no other alternative mends.
    pub const fn failure(fault: Fault, rest: &'a [u8]) -> nom::Err<Self> {
        nom::Err::Failure(Self { fault, rest })
    }
}

impl<'a> ParseError<&'a [u8]> for Expected<'a> {
    fn from_error_kind(rest: &'a [u8], kind: ErrorKind) -> Self {
        let fault = if matches!(kind, ErrorKind::Digit | ErrorKind::HexDigit) {
            Fault::NotANumber
        } else {
            Fault::Missing
        };
        Self { fault, rest }
    }

    fn append(_: &'a [u8], _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// A value and the rest of the input, or a fault and the number of bytes before it.
pub type Reading<'a, O> = Result<(O, &'a [u8]), (Fault, usize)>;

/// A production: something that reads a value from the start of a line.
///
/// Every nom parser function of this module is one, and so is every function of the same shape; nom's own types
/// stay out of the signatures of those who only use productions.
pub trait Production<'a> {
    /// What it reads.
    type Output;

    /// Reads from the start of `input`.
    ///
    /// # Errors
    /// What was expected, and how many bytes of `input` lie before the fault.
    fn read(&self, input: &'a [u8]) -> Reading<'a, Self::Output>;
}

impl<'a, F, O> Production<'a> for F
where
    F: Fn(&'a [u8]) -> Parsed<'a, O>,
{
    type Output = O;

    fn read(&self, input: &'a [u8]) -> Reading<'a, O> {
        match self(input) {
            Ok((rest, value)) => Ok((value, rest)),
            Err(nom::Err::Error(expected) | nom::Err::Failure(expected)) => Err((
                expected.fault,
                input.len().saturating_sub(expected.rest.len()),
            )),
            // Complete parsers never ask for more.
            Err(nom::Err::Incomplete(_)) => Err((Fault::Missing, input.len())),
        }
    }
}
