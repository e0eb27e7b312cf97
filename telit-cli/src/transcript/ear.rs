//! The module's stream, cut into frames whose place in it is known.
//!
//! In: bytes of the module. Out: [`Heard`], each with its place; between two of them lie line ends and nothing else.
//! Not here: what a line means, and when the framing changes; the listener says so.
//!
//! The framer of `at-parse` finds the borders. It is never given more at once than a line may hold, so that a line
//! that is too long is cut at a place that depends on the stream alone and not on how it arrived.

use at_parse::{Frame, Framer, Framing, ResultCodes, TailCode};

use super::dialect::inline;

/// Longer than any line that a module says: hexadecimal payload of 16 kB in one line would still fit.
pub(super) const ROOM: usize = 1 << 16;

#[derive(Debug)]
pub(super) struct Ear {
    framer: Framer,
    room: Vec<u8>,
    /// Bytes that have been taken and that belong to no frame yet.
    taken: Vec<u8>,
    /// Offset in the stream of the first of them.
    start: u64,
    /// A line has outgrown the room, and its end has not come.
    overlong: bool,
    /// A prompt was taken without its space, which may still come.
    late_space: bool,
}

/// A frame and its place.
#[derive(Debug)]
pub(super) struct Heard {
    /// Offset of its first byte.
    pub(super) at: u64,
    /// Its bytes, line ends not included.
    pub(super) bytes: Vec<u8>,
    pub(super) what: What,
}

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Line {
        /// It ended with CR and no LF, as numeric result codes and echoes do.
        bare_cr: bool,
    },
    /// A piece of a line that has no end in sight.
    TooLong,
    Prompt,
    /// The space of a prompt that had been taken without it.
    LateSpace,
    Payload,
    PayloadEnd,
    BodyEnd,
    BodyOverrun,
}

impl Ear {
    pub(super) fn new() -> Self {
        Self {
            framer: Framer::new(Framing::Lines(ResultCodes::Verbose)).with_inline(inline),
            room: vec![0; ROOM],
            taken: Vec::new(),
            start: 0,
            overlong: false,
            late_space: false,
        }
    }

    pub(super) fn expect(&mut self, framing: Framing) {
        self.framer.expect(framing);
    }

    /// Offset of the first byte that belongs to no frame yet.
    pub(super) const fn start(&self) -> u64 {
        self.start
    }

    /// The next frame. `None`: the input is used up, or a code that may end online mode has come whole and what
    /// follows it has not been read.
    pub(super) fn next(&mut self, input: &mut &[u8]) -> Option<Heard> {
        loop {
            if input.is_empty() && !self.is_due() {
                return None;
            }
            if std::mem::take(&mut self.late_space)
                && let [space @ b' ', rest @ ..] = *input
            {
                self.taken.push(*space);
                *input = rest;
                return Some(self.frame(What::LateSpace, 1));
            }
            if self.overlong {
                match self.goes_on(input) {
                    Some(heard) => return Some(heard),
                    None if self.overlong => return None,
                    None => continue,
                }
            }
            let most = self.most(input).min(input.len());
            let (mut piece, rest) = input.split_at(most);
            let heard = self.feed(&mut piece);
            *input = input.get(most - piece.len()..).unwrap_or(rest);
            if heard.is_some() || self.framer.tail_code().is_some() {
                return heard;
            }
            if !self.framer.tail_held() && !self.framer.is_due() {
                self.pass_line_ends();
            }
            if self.taken.len() >= ROOM {
                self.framer.drop_line();
                self.overlong = true;
                return Some(self.frame(What::TooLong, usize::MAX));
            }
        }
    }

    /// How much of the input the framer is given: not more than a line may hold, and nothing behind a code that may
    /// end online mode.
    fn most(&self, input: &[u8]) -> usize {
        match self.framer.framing() {
            Framing::Online(..) if self.framer.tail_held() => 1,
            Framing::Online(..) => memchr::memchr(b'\r', input).map_or(input.len(), |cr| cr + 1),
            _ => ROOM.saturating_sub(self.taken.len()),
        }
    }

    /// Whether a frame may come although no byte does: the end of a count that is complete, or what was held back.
    fn is_due(&self) -> bool {
        let is_counted = matches!(
            self.framer.framing(),
            Framing::Counted(0) | Framing::Discard(0)
        );
        is_counted || self.framer.is_due()
    }

    fn feed(&mut self, input: &mut &[u8]) -> Option<Heard> {
        let before = *input;
        let frame = self.framer.next(&mut self.room, input);
        let read = before.len() - input.len();
        self.taken
            .extend_from_slice(before.get(..read).unwrap_or(&[]));
        Some(match frame? {
            Frame::Line(line) => {
                let length = line.bytes(&self.room).len();
                let bare_cr = self.taken.last() == Some(&b'\r');
                self.frame(What::Line { bare_cr }, length)
            }
            Frame::LineTooLong { length } => self.frame(What::TooLong, length),
            Frame::Prompt => self.prompt(),
            Frame::Payload(payload) => {
                let payload = payload.to_vec();
                self.payload(payload)
            }
            Frame::PayloadEnd => self.nothing(What::PayloadEnd),
            Frame::BodyEnd => {
                self.pass_line_ends();
                self.nothing(What::BodyEnd)
            }
            // A frame that is not known yet is out of place wherever it comes.
            Frame::BodyOverrun | _ => self.nothing(What::BodyOverrun),
        })
    }

    /// More of a line that has outgrown the room. `None`: the input is used up, or the line has ended.
    fn goes_on(&mut self, input: &mut &[u8]) -> Option<Heard> {
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let end = input.iter().position(is_end);
        let most = ROOM - self.taken.len();
        let length = end.unwrap_or(input.len()).min(most);
        let (piece, rest) = input.split_at(length);
        self.taken.extend_from_slice(piece);
        *input = rest;
        self.overlong = end != Some(length);
        let is_whole = self.taken.len() == ROOM || !self.overlong;
        (is_whole && !self.taken.is_empty()).then(|| self.frame(What::TooLong, usize::MAX))
    }

    /// What is held back and is complete if nothing more comes: a line without its LF, a prompt without its space.
    pub(super) fn held(&mut self) -> Option<Heard> {
        if self.framer.prompt_held() {
            self.framer.drop_line();
            self.late_space = true;
            return Some(self.prompt());
        }
        if self.framer.data_held() {
            self.framer.give_up_data();
            return self.feed(&mut &[][..]);
        }
        match self.framer.take_held_line(&self.room)? {
            Frame::Line(line) => {
                let length = line.bytes(&self.room).len();
                Some(self.frame(What::Line { bare_cr: true }, length))
            }
            Frame::LineTooLong { length } => Some(self.frame(What::TooLong, length)),
            _ => None,
        }
    }

    pub(super) fn tail_code(&self) -> Option<TailCode> {
        self.framer.tail_code()
    }

    /// Takes the code that stands at the end of online data, its offset and its text.
    pub(super) fn take_tail(&mut self) -> Option<(u64, TailCode, Vec<u8>)> {
        let (words, detail) = self.framer.tail_text();
        let text = [words, detail].concat();
        let code = self.framer.take_tail()?;
        let heard = self.frame(What::PayloadEnd, 0);
        Some((heard.at, code, text))
    }

    /// Takes what was held back for payload.
    pub(super) fn release_tail(&mut self) -> Option<(u64, Vec<u8>)> {
        self.framer.release_tail();
        let at = self.start;
        let mut held = Vec::new();
        while self.framer.is_due() {
            let heard = self.feed(&mut &[][..]);
            held.extend(heard.into_iter().flat_map(|heard| heard.bytes));
        }
        (!held.is_empty()).then_some((at, held))
    }

    /// What has come of a line that never ended, and whether it has outgrown the room.
    pub(super) fn rest(&mut self) -> (Heard, bool) {
        self.framer.drop_line();
        let overlong = std::mem::take(&mut self.overlong);
        (self.frame(What::TooLong, usize::MAX), overlong)
    }

    /// Line ends that belong to no frame: an empty line, or those before a line that has begun.
    fn pass_line_ends(&mut self) {
        let count = self.line_ends();
        self.start += count as u64;
        self.taken.drain(..count);
    }

    fn line_ends(&self) -> usize {
        let is_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        self.taken.iter().take_while(is_end).count()
    }

    /// Everything taken belongs to one frame, behind the line ends before it; `length` bytes of it are the frame.
    fn frame(&mut self, what: What, length: usize) -> Heard {
        let before = self.line_ends();
        let at = self.start + before as u64;
        self.start += self.taken.len() as u64;
        let bytes = self.taken.get(before..).unwrap_or(&[]);
        let bytes = bytes.get(..length).unwrap_or(bytes).to_vec();
        self.taken.clear();
        Heard { at, bytes, what }
    }

    /// A prompt, one sign or several, with its space if it has one.
    fn prompt(&mut self) -> Heard {
        let spaced = self.taken.last() == Some(&b' ');
        let signs = self.taken.iter().filter(|byte| **byte == b'>').count();
        self.frame(What::Prompt, signs + usize::from(spaced))
    }

    /// The oldest bytes that were taken are payload.
    fn payload(&mut self, bytes: Vec<u8>) -> Heard {
        let at = self.start;
        self.start += bytes.len() as u64;
        self.taken.drain(..bytes.len().min(self.taken.len()));
        Heard {
            at,
            bytes,
            what: What::Payload,
        }
    }

    const fn nothing(&self, what: What) -> Heard {
        Heard {
            at: self.start,
            bytes: Vec::new(),
            what,
        }
    }
}
