//! The framer: bytes in any pieces -> frames.
//!
//! In: bytes, and the [`Framing`] that the caller expects. Out: [`Frame`]s, lent from the input or kept in the
//! caller's room. Not here: what a line means, time (the caller says when a quiet time has passed), storage.
//! Every byte is looked at once; payload is not copied.

mod counted;
mod line;
mod online;

use crate::frame::{Frame, Inline};
use crate::framing::{Framing, ResultCodes, TailCode};
use line::{Ends, Find, Position};
use online::Match;

/// Finds the borders in the bytes of one direction.
///
/// Law: for every way to cut a stream into inputs the frames are the same, payload pieces joined.
#[derive(Clone, Debug)]
pub struct Framer {
    framing: Framing,
    inline: Option<Find>,
    line: Position,
    tail: Match,
    /// Whether something comes out that needs no more input.
    due: bool,
}

impl Framer {
    /// A framer at the start of a stream.
    #[must_use]
    pub const fn new(framing: Framing) -> Self {
        Self {
            framing,
            inline: None,
            line: Position::START,
            tail: Match::NOTHING,
            due: false,
        }
    }

    /// The same, but where `find` knows the beginning of a line and finds counted data behind it, they are taken by
    /// their count. It is asked where the line would end, and is given no more of it than the room holds.
    #[must_use]
    pub const fn with_inline(mut self, find: fn(&[u8]) -> Option<Inline>) -> Self {
        self.inline = Some(find);
        self
    }

    /// Says what comes next. A line that has begun is finished first, whatever it is followed by; bytes held back that
    /// can be no code any more are payload.
    pub fn expect(&mut self, framing: Framing) {
        self.framing = framing;
        if let Framing::Online(tail, _) = framing {
            self.tail.allow(tail);
        } else {
            self.tail.release();
        }
        self.due |= self.tail.is_due();
    }

    /// What is expected now; a count tells how much of it is left.
    #[must_use]
    pub const fn framing(&self) -> Framing {
        self.framing
    }

    /// The next frame, or `None` when `input` is used up; `input` is moved behind what was read.
    ///
    /// `room` keeps a line that arrives in pieces. It must be the same room until the line is complete.
    // Slow lines are read byte by byte, and nearly every byte of them is one of text.
    #[inline]
    pub fn next<'i>(&mut self, room: &mut [u8], input: &mut &'i [u8]) -> Option<Frame<'i>> {
        let is_lines = matches!(self.framing, Framing::Lines(_)) && !self.due;
        if is_lines && self.line.goes_on(room, input) {
            return None;
        }
        self.next_of_any(room, input)
    }

    fn next_of_any<'i>(&mut self, room: &mut [u8], input: &mut &'i [u8]) -> Option<Frame<'i>> {
        if self.due
            && let Some(frame) = self.next_due(room)
        {
            return Some(frame);
        }
        match self.framing {
            Framing::Lines(codes) => self.line.line(self.ends(codes), room, input),
            Framing::Prompt(codes) => self.line.line_or_prompt(self.ends(codes), room, input),
            Framing::Counted(left) => self.counted(left, input),
            Framing::Discard(left) => self.discard(left, input),
            Framing::BodyEnd => self.body_end(input),
            Framing::BodyEndExactly(left) => self.body_end_exactly(left, input),
            Framing::Online(tail, codes) => {
                let frame = self.tail.online(tail, codes, input);
                self.due = self.tail.is_due();
                frame
            }
        }
    }

    /// The next piece of a counted payload, where that and nothing else is what comes next: [`next`](Self::next) without
    /// all the rest.
    #[inline]
    pub fn counted_piece<'i>(&mut self, input: &mut &'i [u8]) -> Option<&'i [u8]> {
        let Framing::Counted(left @ 1..) = self.framing else {
            return None;
        };
        if self.due {
            return None;
        }
        self.piece(left, input)
    }

    /// What comes out without more input: payload that was held back, or a line that was given up.
    // Rare, and apart from the loops that it would slow down.
    #[inline(never)]
    fn next_due(&mut self, room: &[u8]) -> Option<Frame<'static>> {
        if let Some(payload) = self.tail.due() {
            self.due = self.tail.is_due() || self.line.is_given_up();
            return Some(Frame::Payload(payload));
        }
        self.due = false;
        self.line.take_given_up(room.len())
    }

    /// Whether a line has begun whose end has not come.
    #[must_use]
    pub const fn in_line(&self) -> bool {
        self.line.begun()
    }

    /// The bytes of a line that has begun, as far as `room` reaches.
    #[must_use]
    pub fn begun<'r>(&self, room: &'r [u8]) -> &'r [u8] {
        self.line.kept(room)
    }

    /// Forgets a line that has begun.
    pub fn drop_line(&mut self) {
        self.line = Position::START;
    }

    /// Whether bytes are held back of which quiet makes something: a code at the tail, a bare prompt, counted data.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.tail_held() || self.data_held() || self.prompt_held()
    }

    /// Whether a line has begun that counts data, and not all of them have come.
    #[must_use]
    pub const fn data_held(&self) -> bool {
        self.line.in_data()
    }

    /// Whether a prompt may be there that lacks its space: `>` or `>>>` at the start of a line and nothing behind it.
    #[must_use]
    pub fn prompt_held(&self) -> bool {
        matches!(self.framing, Framing::Prompt(_)) && self.line.is_bare_prompt()
    }

    /// Takes `>` without its space for the prompt, after a quiet time. A space that comes late is dropped.
    pub fn take_held_prompt(&mut self) {
        self.line = Position::AFTER_BARE_PROMPT;
    }

    /// Takes a line that ended with CR and waits for its LF as complete, after a quiet time. `room` is the one that keeps
    /// it.
    pub fn take_held_line(&mut self, room: &[u8]) -> Option<Frame<'static>> {
        self.line.take_held(room.len())
    }

    /// Gives up waiting for counted data, after a quiet time: the line is the next frame, as far as it has come.
    pub fn give_up_data(&mut self) {
        self.due |= self.line.give_up_data();
    }

    /// Whether bytes are held back because they may be the code that ends online mode.
    #[must_use]
    pub const fn tail_held(&self) -> bool {
        self.tail.held()
    }

    /// The code that stands whole at the end of what has come, if one does.
    #[must_use]
    pub fn tail_code(&self) -> Option<TailCode> {
        self.tail.whole()
    }

    /// The text of that code: its words or its digit, and what stands behind them, from the colon on.
    #[must_use]
    pub fn tail_text(&self) -> (&'static [u8], &[u8]) {
        self.tail.text()
    }

    /// Takes the bytes held back for payload, after a quiet time: they are the next frames.
    pub fn release_tail(&mut self) {
        self.tail.release();
        self.due |= self.tail.is_due();
    }

    /// Whether frames are due that need no more input: bytes that were held back and are payload, a line that was
    /// given up, or the end of a count.
    #[must_use]
    pub const fn is_due(&self) -> bool {
        self.due || matches!(self.framing, Framing::Counted(0) | Framing::Discard(0))
    }

    /// Takes the bytes held back for the code that they are. Half a code stays held.
    pub fn take_tail(&mut self) -> Option<TailCode> {
        let code = self.tail.whole();
        if code.is_some() || !self.tail.held() {
            self.tail.take();
        }
        code
    }

    /// The bytes that [`take_tail`](Self::take_tail) took last, as they came, in pieces; none if there was no code. They are
    /// there until more bytes are read.
    #[must_use]
    pub fn taken_tail(&self) -> [&[u8]; 3] {
        self.tail.taken()
    }

    const fn ends(&self, codes: ResultCodes) -> Ends {
        Ends {
            codes,
            inline: self.inline,
        }
    }

    /// Lines from here on.
    pub(crate) fn lines(&mut self, codes: ResultCodes) {
        self.framing = Framing::Lines(codes);
    }
}
