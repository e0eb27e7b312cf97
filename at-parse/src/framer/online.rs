//! Online framing: every byte is payload, but for a result code at the very end of the stream.
//!
//! In: bytes. Out: payload, lent from the input. Held back, as a position in a known pattern and never as
//! bytes: what may be `<CR><LF>NO CARRIER<CR><LF>`, or the `OK` of an escape. Whether it is one, only the quiet
//! behind it can tell, and the caller has the clock.
//! Read first: guide 4.2.1; protocol notes 6.3.

use memchr::memchr;

use crate::byte::CR;
use crate::frame::Frame;
use crate::framing::{Tail, TailCode};

/// How much of which pattern the last bytes of the stream are.
#[derive(Clone, Debug)]
pub(super) struct Match {
    code: TailCode,
    matched: usize,
}

impl Match {
    pub(super) const NOTHING: Self = Self {
        code: TailCode::NoCarrier,
        matched: 0,
    };

    pub(super) const fn held(&self) -> bool {
        self.matched > 0
    }

    pub(super) fn whole(&self) -> Option<TailCode> {
        (self.matched == self.code.pattern().len()).then_some(self.code)
    }

    pub(super) fn release(&mut self) -> &'static [u8] {
        let held = self.code.pattern().get(..self.matched).unwrap_or(&[]);
        *self = Self::NOTHING;
        held
    }

    pub(super) fn online<'i>(&mut self, tail: Tail, input: &mut &'i [u8]) -> Option<Frame<'i>> {
        if self.matched == 0 {
            let start = memchr(CR, input).unwrap_or(input.len());
            if start > 0 {
                let (payload, rest) = input.split_at_checked(start)?;
                *input = rest;
                return Some(Frame::Payload(payload));
            }
        }
        while let Some((&byte, rest)) = input.split_first() {
            if self.goes_on_with(byte, tail) {
                self.matched = self.matched.saturating_add(1);
                *input = rest;
                continue;
            }
            // What was held is payload after all, but for its end where that can begin a pattern anew.
            return Some(Frame::Payload(self.fall_back()));
        }
        None
    }

    /// Whether `byte` is the next one of a pattern; behind `<CR><LF>` it chooses the pattern.
    fn goes_on_with(&mut self, byte: u8, tail: Tail) -> bool {
        if self.matched == LINE_END {
            self.code = match (byte, tail) {
                (b'O', Tail::NoCarrierOrOk) => TailCode::Ok,
                _ => TailCode::NoCarrier,
            };
        }
        self.code.pattern().get(self.matched) == Some(&byte)
    }

    /// Gives up the shortest beginning behind which a pattern can begin; the caller tries the byte again.
    fn fall_back(&mut self) -> &'static [u8] {
        let pattern = self.code.pattern();
        // A pattern begins with its own line end and has no CR but in its two line ends.
        let stays = self
            .matched
            .saturating_sub(pattern.len().saturating_sub(LINE_END));
        let given_up = self.matched.saturating_sub(stays);
        self.matched = stays;
        pattern.get(..given_up).unwrap_or(&[])
    }
}

/// Length of `<CR><LF>`, with which every pattern begins and ends.
const LINE_END: usize = 2;
