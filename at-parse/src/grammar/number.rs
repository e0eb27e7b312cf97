//! Numeric constants (V.250 5.4.2.1).
//!
//! In: bytes. Out: numbers that fit, never wrapped. Not here: ranges; a type or a profile has those.
//! Not nom's integer parsers, nor `recognize`: their slicing keeps a panic path (`proof/no-panic`).

use nom::Parser;
use nom::bytes::complete::tag;
use nom::character::complete::{digit1, hex_digit1};
use nom::combinator::opt;
use nom::sequence::preceded;

use super::{Expected, Parsed};
use crate::malformed::Fault;

/// An unsigned decimal number; zeros may lead it, as in the answers of S-registers (protocol notes 1.3).
///
/// # Errors
/// [`Fault::NotANumber`]; [`Fault::TooLarge`] above 2^32 - 1.
pub fn number(input: &[u8]) -> Parsed<'_, u32> {
    let (rest, digits) = digit1(input)?;
    match fold(digits, 10) {
        Some(value) => Ok((rest, value)),
        None => Err(Expected::failure(Fault::TooLarge, input)),
    }
}

/// A decimal number that may have a sign.
///
/// # Errors
/// [`Fault::NotANumber`]; [`Fault::TooLarge`] where 64 bits do not hold it.
pub fn signed(input: &[u8]) -> Parsed<'_, i64> {
    let (rest, (minus, digits)) = (opt(tag(&b"-"[..])), digit1).parse(input)?;
    let sign = if minus.is_some() { -1 } else { 1 };
    let value = digits.iter().try_fold(0_i64, |value, digit| {
        let digit = i64::from(digit.checked_sub(b'0')?);
        value.checked_mul(10)?.checked_add(digit.checked_mul(sign)?)
    });
    match value {
        Some(value) => Ok((rest, value)),
        None => Err(Expected::failure(Fault::TooLarge, input)),
    }
}

/// A hexadecimal number, with or without `0x` (27.007 writes cells and areas so, inside quotes).
///
/// # Errors
/// [`Fault::NotANumber`]; [`Fault::TooLarge`] above 2^32 - 1.
pub fn hexadecimal(input: &[u8]) -> Parsed<'_, u32> {
    let prefix = opt(nom::branch::alt((tag(&b"0x"[..]), tag(&b"0X"[..]))));
    let (rest, digits) = preceded(prefix, hex_digit1).parse(input)?;
    match fold(digits, 16) {
        Some(value) => Ok((rest, value)),
        None => Err(Expected::failure(Fault::TooLarge, input)),
    }
}

fn fold(digits: &[u8], radix: u32) -> Option<u32> {
    digits.iter().try_fold(0_u32, |value, &digit| {
        value
            .checked_mul(radix)?
            .checked_add(char::from(digit).to_digit(radix)?)
    })
}
