//! Line framing, and the prompt that may stand where a line begins.
//!
//! In: bytes. Out: lines without their line ends, prompts. Not here: what a line means.
//! Read first: V.250 5.7.1; protocol notes 1.4 (line ends vary), 5.12 (the prompt).
//!
//! A line ends with CR or LF, and an LF right behind its CR belongs to it: so an echo (CR alone), a proper line
//! (CR LF) and the bare LF of some lists are all one rule. The LF is waited for, because online bytes may begin
//! right behind it; but a numeric result code has none, so it is complete with its CR.
//!
//! A prompt is one to three `>` where a line begins, and a space, a line end or quiet behind them; with anything else
//! behind them they begin a line.
//!
//! A line that counts data of its own ends by that count. Some firmware puts a blank before the data that does not
//! count (field notes A21); data may begin with one too. The line end behind them decides, which is CR LF: an
//! unsolicited code was never seen with another (protocol notes 1.4).

use memchr::memchr2;

use crate::byte::{CR, LF, PROMPT};
use crate::frame::{Frame, Inline, Line};
use crate::framing::ResultCodes;
use crate::result_code::is_numeric_code;

/// What ends a line: a line end, a digit and CR, or the count of the data in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    pub(super) codes: ResultCodes,
    pub(super) inline: Option<Find>,
}

/// Finds counted data in a line that has begun so.
pub(super) type Find = fn(&[u8]) -> Option<Inline>;

/// `>>>`, the longest prompt that was seen (field notes B13).
const LONGEST_PROMPT: usize = 3;

/// Where in a line the framer is.
#[derive(Clone, Debug)]
pub(super) struct Position {
    /// Bytes of the line that have come, in the room as far as it reaches.
    length: usize,
    awaits: Awaits,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaits {
    /// More of the line, or its end.
    Text,
    /// The LF of a line whose CR has come.
    Lf,
    /// The space of a prompt whose `>` has come, or another `>`.
    Prompt,
    /// The space of a prompt that was taken without it.
    LateSpace,
    /// Data up to this length of the line, and a line end.
    Data(Data),
    /// Nothing: the line was given up.
    Nothing,
}

/// Counted data that are coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Data {
    /// Length of the line with them.
    end: usize,
    /// Whether they begin with a blank, which may count or not.
    blank: bool,
    /// Whether a CR has come behind them; it is theirs if no LF follows.
    ending: bool,
}

impl Position {
    pub(super) const START: Self = Self {
        length: 0,
        awaits: Awaits::Text,
    };
    pub(super) const AFTER_BARE_PROMPT: Self = Self {
        length: 0,
        awaits: Awaits::LateSpace,
    };

    pub(super) const fn begun(&self) -> bool {
        self.length > 0
    }

    /// What has come of the line and fits the room.
    pub(super) fn kept<'r>(&self, room: &'r [u8]) -> &'r [u8] {
        room.get(..self.length).unwrap_or(&[])
    }

    pub(super) fn is_bare_prompt(&self) -> bool {
        self.awaits == Awaits::Prompt
    }

    /// A line whose CR has come, taken as it is.
    pub(super) fn take_held(&mut self, room: usize) -> Option<Frame<'static>> {
        (self.awaits == Awaits::Lf && self.length > 0).then(|| self.complete(room))
    }

    /// Whether counted data are coming.
    pub(super) const fn in_data(&self) -> bool {
        matches!(self.awaits, Awaits::Data(_))
    }

    /// Waits for counted data no more. True: there was a line that did.
    pub(super) fn give_up_data(&mut self) -> bool {
        let waited = self.in_data();
        if waited {
            self.awaits = Awaits::Nothing;
        }
        waited
    }

    pub(super) fn is_given_up(&self) -> bool {
        self.awaits == Awaits::Nothing
    }

    /// A line that was given up, as it is.
    pub(super) fn take_given_up(&mut self, room: usize) -> Option<Frame<'static>> {
        (self.awaits == Awaits::Nothing).then(|| self.complete(room))
    }

    /// Takes the only byte of the input if it is one in the middle of a line and the room has place for it.
    #[inline]
    pub(super) fn goes_on(&mut self, room: &mut [u8], input: &mut &[u8]) -> bool {
        let &[byte] = *input else { return false };
        if !self.begun() || self.awaits != Awaits::Text || matches!(byte, CR | LF) {
            return false;
        }
        let Some(place) = room.get_mut(self.length) else {
            return false;
        };
        *place = byte;
        self.length = self.length.saturating_add(1);
        *input = &[];
        true
    }

    /// The next line; empty ones are line ends and nothing else.
    pub(super) fn line<'i>(
        &mut self,
        ends: Ends,
        room: &mut [u8],
        input: &mut &'i [u8],
    ) -> Option<Frame<'i>> {
        loop {
            let (&first, rest) = input.split_first()?;
            let frame = match self.awaits {
                // Half of all lines are empty: a line end and nothing else.
                Awaits::Text if !self.begun() && matches!(first, CR | LF) => {
                    *input = match (first, rest) {
                        (CR, [LF, behind @ ..]) => behind,
                        (CR, []) => {
                            self.awaits = Awaits::Lf;
                            rest
                        }
                        _ => rest,
                    };
                    None
                }
                Awaits::Text => self.text(ends, room, input),
                // Something else has begun with it.
                Awaits::Prompt => {
                    self.awaits = Awaits::Text;
                    None
                }
                Awaits::Lf => {
                    if first == LF {
                        *input = rest;
                    }
                    self.awaits = Awaits::Text;
                    (self.length > 0).then(|| self.complete(room.len()))
                }
                Awaits::LateSpace => {
                    if first == b' ' {
                        *input = rest;
                    }
                    self.awaits = Awaits::Text;
                    None
                }
                Awaits::Data(data) => self.data(data, room, input),
                Awaits::Nothing => Some(self.complete(room.len())),
            };
            if frame.is_some() {
                return frame;
            }
        }
    }

    /// The prompt where a line begins, or a line.
    pub(super) fn line_or_prompt<'i>(
        &mut self,
        ends: Ends,
        room: &mut [u8],
        input: &mut &'i [u8],
    ) -> Option<Frame<'i>> {
        loop {
            let (&first, rest) = input.split_first()?;
            match (self.awaits, first) {
                (Awaits::Prompt, b' ') => {
                    *input = rest;
                    *self = Self::START;
                    return Some(Frame::Prompt);
                }
                // The line end is an empty line behind it.
                (Awaits::Prompt, CR | LF) => {
                    *self = Self::START;
                    return Some(Frame::Prompt);
                }
                (Awaits::Prompt, PROMPT) if self.length < LONGEST_PROMPT => {}
                // Behind it another prompt may come.
                (Awaits::LateSpace, b' ') => {
                    *input = rest;
                    *self = Self::START;
                    continue;
                }
                // Line ends before the prompt are its own, and are passed over here, one by one.
                _ if !self.begun() && matches!(first, CR | LF) => {
                    *input = rest;
                    self.awaits = Awaits::Text;
                    continue;
                }
                _ if !self.begun() && first == PROMPT => {}
                _ => return self.line(ends, room, input),
            }
            *input = rest;
            self.keep(&[PROMPT], room);
            self.awaits = Awaits::Prompt;
        }
    }

    /// Text up to the end of the line or of the input. `None`: go on, or the input is used up.
    fn text<'i>(&mut self, ends: Ends, room: &mut [u8], input: &mut &'i [u8]) -> Option<Frame<'i>> {
        let end = memchr2(CR, LF, input);
        let (text, rest) = input.split_at_checked(end.unwrap_or(input.len()))?;
        let begun = self.begun();
        let Some((&ending, behind)) = rest.split_first() else {
            self.keep(text, room);
            *input = rest;
            return None;
        };
        if begun {
            self.keep(text, room);
        }
        let line = if begun {
            room.get(..self.length).unwrap_or(room)
        } else {
            text
        };
        if !line.is_empty()
            && let Some(find) = ends.inline
            && let Some(data) = self.data_in(find, line, room.len())
        {
            if !begun {
                self.keep(text, room);
            }
            self.awaits = Awaits::Data(data);
            *input = rest;
            return None;
        }
        *input = match (ending, behind.split_first()) {
            (LF, _) => behind,
            // What the room does not hold is no digit, wherever it was cut.
            _ if ends.codes == ResultCodes::Numeric
                && self.length.max(text.len()) <= room.len()
                && is_numeric_code(line) =>
            {
                behind
            }
            (_, Some((&LF, after))) => after,
            (_, Some(_)) => behind,
            (_, None) => {
                if !begun {
                    self.keep(text, room);
                }
                self.awaits = Awaits::Lf;
                *input = behind;
                return None;
            }
        };
        if begun {
            return Some(self.complete(room.len()));
        }
        match text.len() {
            0 => None,
            length if length <= room.len() => Some(Frame::Line(Line::Lent(text))),
            length => Some(Frame::LineTooLong { length }),
        }
    }

    /// The counted data of a line that looks as if it ended here, if it does not. `line` is what is known of it; more
    /// of it than the room holds makes no difference, or a cut would make one.
    fn data_in(&self, find: Find, line: &[u8], room: usize) -> Option<Data> {
        let length = self.length.max(line.len());
        let known = line.get(..room).unwrap_or(line);
        let Inline { start, count } = find(known)?;
        let end = start.saturating_add(count);
        let blank = known.get(start) == Some(&b' ');
        (length < end || (length == end && blank)).then_some(Data {
            end,
            blank,
            ending: false,
        })
    }

    /// Counted data, and the line end behind them. `None`: go on, or the input is used up.
    // Rare, and apart from the loop that it would slow down.
    #[inline(never)]
    fn data<'i>(&mut self, data: Data, room: &mut [u8], input: &mut &'i [u8]) -> Option<Frame<'i>> {
        let missing = data.end.saturating_sub(self.length);
        if missing > 0 {
            let (piece, rest) = input.split_at_checked(missing.min(input.len()))?;
            self.keep(piece, room);
            *input = rest;
            return None;
        }
        let (&first, rest) = input.split_first()?;
        let theirs = match (data, first) {
            (Data { ending: true, .. }, LF) => {
                *input = rest;
                return Some(self.complete(room.len()));
            }
            // The blank did not count, and the CR is the last of them.
            (Data { ending: true, .. }, _) => CR,
            (Data { blank: true, .. }, CR) => {
                *input = rest;
                let ending = true;
                self.awaits = Awaits::Data(Data { ending, ..data });
                return None;
            }
            // The blank did not count, and this is the last of them.
            (Data { blank: true, .. }, _) => {
                *input = rest;
                first
            }
            // The line end, or the count was too small: the line then ends where lines do.
            (Data { blank: false, .. }, _) => {
                self.awaits = Awaits::Text;
                return None;
            }
        };
        self.keep(&[theirs], room);
        self.awaits = Awaits::Data(Data {
            end: self.length,
            blank: false,
            ending: false,
        });
        None
    }

    /// Keeps as much of the text as the room has place for, and counts all of it.
    fn keep(&mut self, text: &[u8], room: &mut [u8]) {
        let free = room.get_mut(self.length..).unwrap_or(&mut []);
        let fits = free.len().min(text.len());
        if let (Some(place), Some(text)) = (free.get_mut(..fits), text.get(..fits)) {
            place.copy_from_slice(text);
        }
        self.length = self.length.saturating_add(text.len());
    }

    fn complete(&mut self, room: usize) -> Frame<'static> {
        let length = self.length;
        *self = Self::START;
        if length <= room {
            Frame::Line(Line::Kept(length))
        } else {
            Frame::LineTooLong { length }
        }
    }
}
