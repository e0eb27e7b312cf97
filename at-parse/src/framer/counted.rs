//! Counted framing: so many bytes, whatever they are, and then a line end.
//!
//! In: a count, bytes. Out: payload pieces and their end. Not here: the count's origin (`engine`).
//! Read first: guide 4.2.2.2; protocol notes 5.13.

use super::Framer;
use crate::byte::{CR, LF};
use crate::frame::Frame;
use crate::framing::{Framing, ResultCodes};

impl Framer {
    /// A piece of the payload, or its end. It is never scanned: it may itself contain `<CR><LF>OK<CR><LF>`.
    pub(super) fn counted<'i>(&mut self, left: u32, input: &mut &'i [u8]) -> Option<Frame<'i>> {
        if left == 0 {
            self.framing = Framing::BodyEnd;
            return Some(Frame::PayloadEnd);
        }
        self.piece(left, input).map(Frame::Payload)
    }

    #[inline]
    pub(super) fn piece<'i>(&mut self, left: u32, input: &mut &'i [u8]) -> Option<&'i [u8]> {
        let (piece, left) = split(left, input)?;
        self.framing = Framing::Counted(left);
        Some(piece)
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

    /// Behind the body CR and LF in turn, no more and no less: where a count was wrong by a line end, only that shows it.
    pub(super) fn body_end_exactly<'i>(
        &mut self,
        left: u8,
        input: &mut &'i [u8],
    ) -> Option<Frame<'i>> {
        let mut left = left;
        loop {
            let (&first, rest) = input.split_first()?;
            let expected = match left {
                0 => None,
                left if left.is_multiple_of(2) => Some(CR),
                _ => Some(LF),
            };
            if expected != Some(first) {
                self.lines(ResultCodes::Verbose);
                let has_ended = left == 0 && !matches!(first, CR | LF);
                return Some(if has_ended {
                    Frame::BodyEnd
                } else {
                    Frame::BodyOverrun
                });
            }
            *input = rest;
            left = left.saturating_sub(1);
            self.framing = Framing::BodyEndExactly(left);
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
