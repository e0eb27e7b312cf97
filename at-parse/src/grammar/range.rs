//! Ranges of values, as test forms answer them (V.250 5.7.3).
//!
//! In: bytes. Out: the least and the greatest number. Not here: lists and groups; `allowed.rs` walks those.

use nom::Parser;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::{Expected, Parsed, signed, spaces};
use crate::malformed::Fault;

/// `a-b`, both included, or `a` alone, which is both.
///
/// # Errors
/// Those of [`signed`]; [`Fault::OutOfRange`] where the second number is less than the first.
pub fn range(input: &[u8]) -> Parsed<'_, (i64, i64)> {
    let (rest, least) = signed(input)?;
    let hyphen = (spaces, tag(&b"-"[..]), spaces);
    let (rest, most) = opt(preceded(hyphen, signed)).parse(rest)?;
    let most = most.unwrap_or(least);
    if least <= most {
        Ok((rest, (least, most)))
    } else {
        Err(Expected::failure(Fault::OutOfRange, input))
    }
}
