//! Counted framing: so many bytes, whatever they are, and then a line end.
//!
//! In: a count, bytes. Out: payload pieces and their end. Not here: the count's origin (`engine`).
//! Read first: guide 4.2.2.2; protocol notes 5.13.

use super::Framer;
use crate::byte::CR;
use crate::frame::Frame;
use crate::framing::{Framing, ResultCodes};

impl Framer {
    /// A piece of the payload, or its end. It is never scanned: it may itself contain `<CR><LF>OK<CR><LF>`.
    pub(super) fn counted<'i>(&mut self, left: u32, input: &mut &'i [u8]) -> Option<Frame<'i>> {
        if left == 0 {
            self.framing = Framing::BodyEnd;
            return Some(Frame::PayloadEnd);
        }
        let (piece, left) = split(left, input)?;
        self.framing = Framing::Counted(left);
        Some(Frame::Payload(piece))
    }

    /// Drops by count what nobody can use, or its lines would be taken for the module's.
    pub(super) fn discard<'i>(&mut self, left: u32, input: &mut &'i [u8]) -> Option<Frame<'i>> {
        let mut left = left;
        while left > 0 {
            let (_, rest) = split(left, input)?;
            left = rest;
            self.framing = Framing::Discard(left);
        }
        self.framing = Framing::BodyEnd;
        Some(Frame::PayloadEnd)
    }

    /// Behind the body the CR is required; the LF is left to the lines, where it is an empty one.
    pub(super) fn body_end<'i>(&mut self, input: &mut &'i [u8]) -> Option<Frame<'i>> {
        let (&first, rest) = input.split_first()?;
        self.lines(ResultCodes::Verbose);
        if first == CR {
            *input = rest;
            Some(Frame::BodyEnd)
        } else {
            Some(Frame::BodyOverrun)
        }
    }
}

fn split<'i>(left: u32, input: &mut &'i [u8]) -> Option<(&'i [u8], u32)> {
    if input.is_empty() {
        return None;
    }
    let length = usize::try_from(left).unwrap_or(usize::MAX).min(input.len());
    let (piece, rest) = input.split_at_checked(length)?;
    *input = rest;
    Some((
        piece,
        left.saturating_sub(u32::try_from(length).unwrap_or(u32::MAX)),
    ))
}
