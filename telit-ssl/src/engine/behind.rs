//! Behind the `OK` of an escape sequence: lines that nobody asked for, or the payload that goes on after all.
//!
//! In: bytes that come while that `OK` stands at the tail of the data, before quiet has confirmed it: the module is in command
//! mode at once, and says what it has kept back. Out: the same bytes once more, as lines or as payload, when it is known which.
//! Not here: the `OK` itself; the framer holds it. Data that such a line counts, unless they look like text: then all is payload.

use at_parse::{Frame, TailCode};

use super::Engine;
use super::state::{Online, State};
use crate::byte::{CR, LF};
use crate::time::Instant;

/// What is held in the room for lines, which online mode does not use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Behind {
    /// Bytes that have come.
    come: usize,
    /// Where the line begins that has not ended.
    begun: usize,
    /// Bytes of them that were read once more.
    read: usize,
}

impl Behind {
    pub(super) const NOTHING: Self = Self {
        come: 0,
        begun: 0,
        read: 0,
    };

    /// Whether something is held, or is still to be read once more.
    pub(super) const fn any(self) -> bool {
        self.come > 0
    }

    /// Whether what is held ends with a line.
    pub(super) const fn is_whole(self) -> bool {
        self.come == self.begun
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>> Engine<B> {
    /// The next frame; payload comes straight from the framer.
    #[inline]
    pub(super) fn next_frame<'i>(
        &mut self,
        now: Instant,
        input: &mut &'i [u8],
    ) -> Option<Frame<'i>> {
        if self.behind.any()
            || matches!(self.state, State::Online(Online::Listen | Online::DtrDown))
        {
            return self.next_behind(now, input);
        }
        self.framer.next(self.partial.as_mut(), input)
    }

    #[inline(never)]
    fn next_behind<'i>(&mut self, now: Instant, input: &mut &'i [u8]) -> Option<Frame<'i>> {
        loop {
            if self.framer.tail_code() == Some(TailCode::Ok) {
                let (&byte, rest) = input.split_first()?;
                if self.keep(byte) {
                    *input = rest;
                    continue;
                }
                if self.behind.any() {
                    self.framer.release_tail();
                }
            }
            let frame = if self.behind.any() {
                self.read_again(now)
            } else {
                // No further than the end of a line, which may be that of the `OK`.
                let ends = input.iter().position(|byte| matches!(*byte, CR | LF));
                let end = ends.map_or(input.len(), |at| at.saturating_add(1));
                let (mut line, rest) = input.split_at_checked(end)?;
                let frame = self.framer.next(self.partial.as_mut(), &mut line);
                *input = input.get(end.saturating_sub(line.len())..).unwrap_or(rest);
                frame
            };
            if frame.is_some() || (input.is_empty() && !self.behind.any()) {
                return frame;
            }
        }
    }

    /// Keeps the byte if what is held can still be lines that nobody asked for.
    fn keep(&mut self, byte: u8) -> bool {
        let Behind { come, begun, .. } = self.behind;
        let room = self.partial.as_mut();
        let line = room.get(begun..come).unwrap_or(&[]);
        let ends = match (line, byte) {
            ([], CR) | ([CR], LF) | ([CR, LF], b' '..=b'~') => false,
            ([CR, LF, text @ .., CR], LF) if self.unsolicited.begin(text) => true,
            ([CR, LF, _, ..], CR | b' '..=b'~') if line.last() != Some(&CR) => false,
            _ => return false,
        };
        let Some(place) = room.get_mut(come) else {
            return false;
        };
        *place = byte;
        self.behind.come = come.saturating_add(1);
        if ends {
            self.behind.begun = self.behind.come;
        }
        true
    }

    /// Gives the framer the next byte that was held. Lines are kept in the room that it comes from, but never beyond it.
    fn read_again(&mut self, now: Instant) -> Option<Frame<'static>> {
        let Behind { come, read, .. } = self.behind;
        let room = self.partial.as_mut();
        let byte = room.get(read).copied().unwrap_or_default();
        let at = usize::from(byte);
        let mut piece = LENT.get(at..=at).unwrap_or(&[]);
        let frame = self.framer.next(room, &mut piece);
        if piece.is_empty() || frame.is_none() {
            self.behind.read = read.saturating_add(1);
            if self.behind.read >= come {
                self.behind = Behind::NOTHING;
            }
            // Quiet that has passed is over for what comes out of it, too.
            if self.quiet != Some(now) {
                self.watch_quiet(now);
            }
        }
        frame
    }
}

/// Every byte that can be held, so that each can be lent for ever.
static LENT: &[u8] = b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0B\x0C\r\x0E\x0F\
    \x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F\
    \x20!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

#[cfg(test)]
mod tests {
    use super::LENT;

    #[test]
    fn each_byte_is_lent_from_its_own_place() {
        for (place, byte) in LENT.iter().enumerate() {
            assert_eq!(place, usize::from(*byte));
        }
        assert_eq!(LENT.last(), Some(&b'~'));
    }
}
