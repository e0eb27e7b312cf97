//! String constants, and the texts that stand without quotes.
//!
//! In: bytes. Out: slices of them. Not here: escapes; `\hh` of V.250 5.4.2.2 is not honoured by these modules
//! (protocol notes 1.2), so a backslash is a backslash.

use nom::Parser;
use nom::bytes::complete::{tag, take_till, take_till1};
use nom::sequence::terminated;

use super::{Expected, Parsed};
use crate::malformed::Fault;

/// Spaces, which mean nothing outside quotes (protocol notes 1.1).
///
/// # Errors
/// None: no space is a reading too.
pub fn spaces(input: &[u8]) -> Parsed<'_, ()> {
    let (rest, _) = take_till(|byte| byte != b' ').parse(input)?;
    Ok((rest, ()))
}

/// A string in quotes; the value is what stands between them.
///
/// # Errors
/// [`Fault::NotQuoted`]; [`Fault::Unterminated`].
pub fn quoted(input: &[u8]) -> Parsed<'_, &[u8]> {
    if input.first() != Some(&b'"') {
        return Err(Expected::failure(Fault::NotQuoted, input));
    }
    let mut string = (
        tag(&b"\""[..]),
        terminated(take_till(|byte| byte == b'"'), tag(&b"\""[..])),
    );
    match string.parse(input) {
        Ok((rest, (_, text))) => Ok((rest, text)),
        Err(nom::Err::Error(Expected { .. }) | nom::Err::Failure(_) | nom::Err::Incomplete(_)) => {
            Err(Expected::failure(Fault::Unterminated, input))
        }
    }
}

/// A text without quotes, up to the next comma or the end, without the spaces at its own end.
///
/// # Errors
/// [`Fault::Missing`] when nothing is there; [`Fault::Forbidden`] at a quote.
pub fn bare(input: &[u8]) -> Parsed<'_, &[u8]> {
    let (rest, text) = take_till1(|byte| byte == b',' || byte == b'"').parse(input)?;
    if rest.first() == Some(&b'"') {
        return Err(Expected::failure(Fault::Forbidden, rest));
    }
    Ok((rest, text.trim_ascii_end()))
}

/// A string, in quotes or bare: modules and drivers write both (protocol notes 4.1, 5.6).
///
/// # Errors
/// Those of [`quoted`] where a quote begins it, else those of [`bare`].
pub fn word(input: &[u8]) -> Parsed<'_, &[u8]> {
    if input.first() == Some(&b'"') {
        quoted(input)
    } else {
        bare(input)
    }
}

/// An IP address in text, quoted or bare: digits, hexadecimal digits, dots and colons, at least one separator.
///
/// # Errors
/// Those of [`word`]; [`Fault::Forbidden`] at the first byte that no address has, [`Fault::OutOfRange`] for a
/// text without `.` and `:`.
pub fn address(input: &[u8]) -> Parsed<'_, &[u8]> {
    let (rest, text) = word(input)?;
    if let Some(place) = text
        .iter()
        .position(|byte| !(byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':')))
    {
        return Err(Expected::failure(
            Fault::Forbidden,
            text.get(place..).unwrap_or(&[]),
        ));
    }
    if text.contains(&b'.') || text.contains(&b':') {
        Ok((rest, text))
    } else {
        Err(Expected::failure(Fault::OutOfRange, input))
    }
}

/// All that is left of the line.
///
/// # Errors
/// [`Fault::Missing`] when nothing is left.
pub fn rest(input: &[u8]) -> Parsed<'_, &[u8]> {
    if input.is_empty() {
        return Err(Expected::failure(Fault::Missing, input));
    }
    nom::combinator::rest(input)
}
