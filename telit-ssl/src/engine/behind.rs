//! Behind the `OK` of an escape sequence: lines that nobody asked for, or the payload that goes on after all.
//!
//! In: bytes that come while that `OK` stands at the tail of the data, before quiet has confirmed it: the module is in command
//! mode at once, and says what it has kept back. Out: the same bytes once more, as lines or as payload, when it is known which.
//! Not here: the `OK` itself; the framer holds it. Data that such a line counts, unless they look like text: then all is payload.

use at_parse::{ResultCodes, TailCode};

use super::state::{Online, State};
use super::{Action, Engine};
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
    /// Whether what comes next is not simply the input.
    #[inline]
    pub(super) const fn reads_behind(&self) -> bool {
        self.behind.any()
            || matches!(
                self.state,
                State::Online(Online::Listen | Online::Late | Online::DtrDown)
            )
    }

    /// Polls with one piece after the other, until there is something to do.
    #[inline(never)]
    pub(super) fn poll_behind<'i>(&mut self, now: Instant, input: &mut &'i [u8]) -> Action<'i> {
        // Time that has passed decides before anything that comes behind it.
        let is_over = self.quiet.is_some_and(|quiet| now >= quiet) || self.is_over_for_bytes(now);
        let mut piece = if is_over { &[] } else { self.piece(now, input) };
        let mut is_last = piece.is_empty() && !is_over;
        loop {
            let given = piece.len();
            let action = self.poll_input(now, &mut piece);
            self.piece_taken(input, given.saturating_sub(piece.len()));
            if is_last || !matches!(action, Action::Wait) {
                return action;
            }
            piece = self.piece(now, input);
            is_last = piece.is_empty();
        }
    }

    /// What the framer is to be given: a byte that was held, or the input, no further than the end of a line, which may be
    /// that of the `OK`. What comes behind that is held.
    fn piece<'i>(&mut self, now: Instant, input: &mut &'i [u8]) -> &'i [u8] {
        while self.framer.tail_code() == Some(TailCode::Ok) {
            let Some((&byte, rest)) = input.split_first() else {
                return &[];
            };
            if self.keep(byte) {
                *input = rest;
                self.heard = Some(now);
                self.watch_held(now);
                continue;
            }
            if self.behind.any() {
                self.framer.release_tail();
            }
            break;
        }
        if !self.behind.any() {
            let ends = input.iter().position(|byte| matches!(*byte, CR | LF));
            let line = ends.and_then(|end| input.get(..=end));
            return line.unwrap_or(input);
        }
        let byte = self.partial.as_ref().get(self.behind.read);
        let at = usize::from(byte.copied().unwrap_or_default());
        LENT.get(at..=at).unwrap_or(&[])
    }

    /// So many bytes of the piece were taken. Lines are kept in the room that held bytes come from, but never beyond them.
    fn piece_taken(&mut self, input: &mut &[u8], taken: usize) {
        if !self.behind.any() {
            *input = input.get(taken..).unwrap_or(&[]);
            return;
        }
        self.behind.read = self.behind.read.saturating_add(taken);
        if self.behind.read >= self.behind.come {
            self.behind = Behind::NOTHING;
        }
    }

    /// Keeps the byte if what is held can still be lines that nobody asked for.
    fn keep(&mut self, byte: u8) -> bool {
        let Behind { come, begun, .. } = self.behind;
        let room = self.partial.as_mut();
        let line = room.get(begun..come).unwrap_or(&[]);
        let text = match (self.codes, line, byte) {
            (ResultCodes::Verbose, [], CR) | (ResultCodes::Verbose, [CR], LF) => None,
            (ResultCodes::Verbose, [CR, LF, text @ ..], _) => Some(text),
            (ResultCodes::Verbose, ..) => return false,
            // In digits nothing stands before a line.
            (ResultCodes::Numeric, text, _) => Some(text),
        };
        let ends = match (text, byte) {
            (None, _) | (Some([]), b' '..=b'~') => false,
            (Some(&[NO_CARRIER]), CR) if self.codes == ResultCodes::Numeric => true,
            (Some([text @ .., CR]), LF) if self.unsolicited.may_begin(text) => true,
            (Some([.., last]), CR | b' '..=b'~') if *last != CR => false,
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
}

/// `NO CARRIER` in digits (V.250 5.7.1).
const NO_CARRIER: u8 = b'3';

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
