//! Online framing: every byte is payload, but for a result code at the very end of the stream.
//!
//! In: bytes. Out: payload, lent from the input. Held back, as a position in a known spelling: what may be a code that
//! ends online mode. Whether it is one, only the quiet behind it can tell, and the caller has the clock. What was held
//! and is payload after all comes out in pieces that never change, since the input that it came in is gone.
//! Read first: guide 4.2.1; protocol notes 1.4 (digits), 5.5 (what may stand behind the words), 6.3.

use memchr::{memchr, memchr2};

use crate::byte::CR;
use crate::frame::Frame;
use crate::framing::{ResultCodes, Tail, TailCode};

/// How a code is written: its words, perhaps something behind them, its end.
#[derive(Debug)]
struct Spelling {
    code: TailCode,
    words: &'static [u8],
    /// Whether a colon and more may stand behind the words.
    detailed: bool,
    end: &'static [u8],
}

static NO_CARRIER: Spelling = Spelling {
    code: TailCode::NoCarrier,
    words: b"\r\nNO CARRIER",
    detailed: true,
    end: b"\r\n",
};
static OK: Spelling = Spelling {
    code: TailCode::Ok,
    words: b"\r\nOK",
    detailed: false,
    end: b"\r\n",
};
static NO_CARRIER_DIGIT: Spelling = Spelling {
    code: TailCode::NoCarrier,
    words: b"3",
    detailed: false,
    end: b"\r",
};
static OK_DIGIT: Spelling = Spelling {
    code: TailCode::Ok,
    words: b"0",
    detailed: false,
    end: b"\r",
};

/// Length of `<CR><LF>`, with which every spelling in words begins and ends.
const LINE_END: usize = 2;

/// The bytes that can stand behind the words. Each can be lent from here.
static DETAIL: &[u8] = b":, 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// How much of which spelling the last bytes of the stream are.
#[derive(Clone, Debug)]
pub(super) struct Match {
    spelling: &'static Spelling,
    /// Bytes of its words that have come.
    words: usize,
    /// What has come behind them, from the colon on.
    detail: [u8; 16],
    detailed: usize,
    /// Bytes of its end that have come.
    ended: usize,
    due: Due,
}

/// What was held and is payload after all, or was taken for a code.
#[derive(Clone, Copy, Debug)]
struct Due {
    /// Whether there is something to come out.
    any: bool,
    words: &'static [u8],
    /// Bytes of the detail, and how many of them have come out.
    detailed: usize,
    out: usize,
    end: &'static [u8],
}

impl Match {
    pub(super) const NOTHING: Self = Self {
        spelling: &NO_CARRIER,
        words: 0,
        detail: [0; 16],
        detailed: 0,
        ended: 0,
        due: Due {
            any: false,
            words: &[],
            detailed: 0,
            out: 0,
            end: &[],
        },
    };

    pub(super) const fn held(&self) -> bool {
        self.words > 0
    }

    pub(super) const fn is_due(&self) -> bool {
        self.due.any
    }

    pub(super) fn whole(&self) -> Option<TailCode> {
        (self.ended == self.spelling.end.len()).then_some(self.spelling.code)
    }

    /// The words, without the line end before them, and what stands behind them.
    pub(super) fn text(&self) -> (&'static [u8], &[u8]) {
        (
            self.spelling.words.trim_ascii_start(),
            self.detail.get(..self.detailed).unwrap_or(&[]),
        )
    }

    /// Takes what is held for the code that it is: it does not come out, but can be seen.
    pub(super) fn take(&mut self) {
        let end = self.spelling.end.get(..self.ended).unwrap_or(&[]);
        self.keep(false, end);
    }

    /// The bytes that were taken last: words, detail and end, until something is given up.
    pub(super) fn taken(&self) -> [&[u8]; 3] {
        let Due {
            words,
            detailed,
            end,
            ..
        } = self.due;
        [words, self.detail.get(..detailed).unwrap_or(&[]), end]
    }

    /// Makes payload of all that is held.
    pub(super) fn release(&mut self) {
        if self.held() {
            let end = self.spelling.end.get(..self.ended).unwrap_or(&[]);
            self.give_up(end);
        }
    }

    /// What `tail` does not allow is payload.
    pub(super) fn allow(&mut self, tail: Tail) {
        if tail == Tail::NoCarrier && self.spelling.code == TailCode::Ok {
            self.release();
        }
    }

    /// The next piece that was held and is payload. The pieces never change: they are lent from this file.
    pub(super) fn due(&mut self) -> Option<&'static [u8]> {
        let due = &mut self.due;
        if !due.any {
            return None;
        }
        let words = core::mem::take(&mut due.words);
        let piece = if !words.is_empty() {
            Some(words)
        } else if due.out < due.detailed {
            let byte = self.detail.get(due.out).copied().unwrap_or(0);
            due.out = due.out.saturating_add(1);
            lent(byte)
        } else {
            Some(core::mem::take(&mut due.end)).filter(|end| !end.is_empty())
        };
        due.any = due.out < due.detailed || !due.end.is_empty();
        piece
    }

    pub(super) fn online<'i>(
        &mut self,
        tail: Tail,
        codes: ResultCodes,
        input: &mut &'i [u8],
    ) -> Option<Frame<'i>> {
        if self.words == 0 {
            let start = first_of_a_code(tail, codes, input).unwrap_or(input.len());
            if start > 0 {
                let (payload, rest) = input.split_at_checked(start)?;
                *input = rest;
                return Some(Frame::Payload(payload));
            }
        }
        while let Some((&byte, rest)) = input.split_first() {
            if self.goes_on_with(byte, tail, codes) {
                *input = rest;
                continue;
            }
            self.fall_back();
            return self.due().map(Frame::Payload);
        }
        None
    }

    /// Whether `byte` is the next one of a code; it then counts as come.
    fn goes_on_with(&mut self, byte: u8, tail: Tail, codes: ResultCodes) -> bool {
        match (codes, self.words) {
            (ResultCodes::Verbose, 0 | LINE_END) => {
                self.spelling = match (byte, tail) {
                    (b'O', Tail::NoCarrierOrOk) => &OK,
                    _ => &NO_CARRIER,
                };
            }
            (ResultCodes::Numeric, 0) => {
                self.spelling = match (byte, tail) {
                    (b'0', Tail::NoCarrierOrOk) => &OK_DIGIT,
                    _ => &NO_CARRIER_DIGIT,
                };
            }
            _ => {}
        }
        let Spelling { words, end, .. } = self.spelling;
        let place = if self.words < words.len() {
            (words.get(self.words) == Some(&byte)).then_some(&mut self.words)
        } else if self.ended == 0 && self.keeps(byte) {
            Some(&mut self.detailed)
        } else {
            (end.get(self.ended) == Some(&byte)).then_some(&mut self.ended)
        };
        if let Some(place) = place {
            *place = place.saturating_add(1);
            return true;
        }
        false
    }

    /// Whether `byte` can stand behind the words; it is kept there.
    fn keeps(&mut self, byte: u8) -> bool {
        let fits = match self.detailed {
            0 => self.spelling.detailed && byte == b':',
            _ => matches!(byte, b':' | b',' | b' ' | b'0'..=b'9' | b'A'..=b'Z'),
        };
        match self.detail.get_mut(self.detailed) {
            Some(place) if fits => {
                *place = byte;
                true
            }
            _ => false,
        }
    }

    /// Gives up the shortest beginning behind which a code can begin; the caller tries the byte again.
    fn fall_back(&mut self) {
        // A spelling in words begins with the line end that also ends it, and has no other; a digit has none.
        if self.spelling.words.starts_with(self.spelling.end) {
            let stays = self.ended;
            self.give_up(&[]);
            self.words = stays;
        } else {
            self.release();
        }
    }

    /// Makes payload of words and detail, and of `end` behind them; nothing is held any more.
    fn give_up(&mut self, end: &'static [u8]) {
        self.keep(true, end);
    }

    /// Holds nothing any more. What was held is kept apart, to come out as payload if `any`.
    fn keep(&mut self, any: bool, end: &'static [u8]) {
        self.due = Due {
            any,
            words: self.spelling.words.get(..self.words).unwrap_or(&[]),
            detailed: self.detailed,
            out: 0,
            end,
        };
        self.spelling = &NO_CARRIER;
        (self.words, self.detailed, self.ended) = (0, 0, 0);
    }
}

/// Where a code may begin.
fn first_of_a_code(tail: Tail, codes: ResultCodes, input: &[u8]) -> Option<usize> {
    match (codes, tail) {
        (ResultCodes::Verbose, _) => memchr(CR, input),
        (ResultCodes::Numeric, Tail::NoCarrier) => memchr(b'3', input),
        (ResultCodes::Numeric, Tail::NoCarrierOrOk) => memchr2(b'3', b'0', input),
    }
}

/// One byte of a detail, as a piece that never changes.
fn lent(byte: u8) -> Option<&'static [u8]> {
    let place = DETAIL.iter().position(|known| *known == byte)?;
    DETAIL.get(place..=place)
}
