//! Line framing, and the prompt that may stand where a line begins.
//!
//! In: bytes. Out: lines without their line ends, prompts. Not here: what a line means.
//! Read first: V.250 5.7.1; protocol notes 1.4 (line ends vary), 5.12 (the prompt).
//!
//! A line ends with CR or LF, and an LF right behind its CR belongs to it: so an echo (CR alone), a proper line
//! (CR LF) and the bare LF of some lists are all one rule. The LF is waited for, because online bytes may begin
//! right behind it; but a numeric result code has none, so it is complete with its CR.

use memchr::memchr2;

use crate::byte::{CR, LF, PROMPT};
use crate::frame::{Frame, Line};
use crate::framing::ResultCodes;
use crate::result_code::is_numeric_code;

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
    /// The space of a prompt that was taken without it.
    LateSpace,
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

    pub(super) fn is_bare_prompt(&self, room: &[u8]) -> bool {
        self.length == 1 && room.first() == Some(&PROMPT)
    }

    /// A line whose CR has come, taken as it is.
    pub(super) fn take_held(&mut self) -> Option<Frame<'static>> {
        (self.awaits == Awaits::Lf && self.length > 0).then(|| self.complete(usize::MAX))
    }

    /// The next line; empty ones are line ends and nothing else.
    pub(super) fn line<'i>(
        &mut self,
        codes: ResultCodes,
        room: &mut [u8],
        input: &mut &'i [u8],
    ) -> Option<Frame<'i>> {
        loop {
            let (&first, rest) = input.split_first()?;
            match self.awaits {
                Awaits::Lf => {
                    if first == LF {
                        *input = rest;
                    }
                    self.awaits = Awaits::Text;
                    if self.length > 0 {
                        return Some(self.complete(room.len()));
                    }
                }
                Awaits::LateSpace => {
                    if first == b' ' {
                        *input = rest;
                    }
                    self.awaits = Awaits::Text;
                }
                Awaits::Text => {
                    if let Some(frame) = self.text(codes, room, input) {
                        return Some(frame);
                    }
                }
            }
        }
    }

    /// The prompt where a line begins, or a line.
    pub(super) fn line_or_prompt<'i>(
        &mut self,
        codes: ResultCodes,
        room: &mut [u8],
        input: &mut &'i [u8],
    ) -> Option<Frame<'i>> {
        loop {
            // Line ends before the prompt are its own, and are passed over here, one by one.
            if !self.begun() {
                match **input {
                    [] => return None,
                    [PROMPT, b' ', ref rest @ ..] => {
                        *input = rest;
                        self.awaits = Awaits::Text;
                        return Some(Frame::Prompt);
                    }
                    [CR | LF, ref rest @ ..] => {
                        *input = rest;
                        self.awaits = Awaits::Text;
                        continue;
                    }
                    [..] => {}
                }
            } else if self.is_bare_prompt(room) && matches!(**input, [b' ' | CR | LF, ..]) {
                if let [b' ', ref rest @ ..] = **input {
                    *input = rest;
                }
                *self = Self::START;
                return Some(Frame::Prompt);
            }
            if let [PROMPT, CR | LF, ref rest @ ..] = **input
                && !self.begun()
            {
                *input = rest;
                return Some(Frame::Prompt);
            }
            return self.line(codes, room, input);
        }
    }

    /// Text up to the end of the line or of the input. `None`: go on, or the input is used up.
    fn text<'i>(
        &mut self,
        codes: ResultCodes,
        room: &mut [u8],
        input: &mut &'i [u8],
    ) -> Option<Frame<'i>> {
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
            room.get(..self.length).unwrap_or(&[])
        } else {
            text
        };
        *input = match (ending, behind.split_first()) {
            (LF, _) => behind,
            _ if codes == ResultCodes::Numeric && is_numeric_code(line) => behind,
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

    fn keep(&mut self, text: &[u8], room: &mut [u8]) {
        let place = room
            .get_mut(self.length..)
            .and_then(|free| free.split_at_mut_checked(text.len()));
        if let Some((place, _)) = place {
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
