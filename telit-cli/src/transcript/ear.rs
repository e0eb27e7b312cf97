//! The module's stream, cut into frames whose place in it is known.
//!
//! In: bytes of the module. Out: [`Heard`], each with the offset of its first byte. Not here: what a line means, and
//! when the framing changes; the listener says so.

use at_parse::{Frame, Framer, Framing, ResultCodes, TailCode};

use super::dialect::inline;

/// Longer than any line that a module says; a line of a certificate has 64 bytes.
const ROOM: usize = 4096;

#[derive(Debug)]
pub(super) struct Ear {
    framer: Framer,
    room: Vec<u8>,
    /// Bytes that the framer has taken and that belong to no frame yet.
    taken: Vec<u8>,
    /// Offset in the stream of the first of them.
    start: u64,
}

/// A frame and where it began.
#[derive(Debug)]
pub(super) enum Heard {
    Line(u64, Vec<u8>),
    LineTooLong(u64, usize),
    Prompt(u64),
    Payload(u64, Vec<u8>),
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
        }
    }

    pub(super) fn expect(&mut self, framing: Framing) {
        self.framer.expect(framing);
    }

    /// Offset of the first byte that belongs to no frame yet.
    pub(super) const fn start(&self) -> u64 {
        self.start
    }

    pub(super) fn next(&mut self, input: &mut &[u8]) -> Option<Heard> {
        let before = *input;
        let frame = self.framer.next(&mut self.room, input);
        let read = before.len() - input.len();
        self.taken.extend(before.iter().take(read));
        Some(match frame? {
            Frame::Line(line) => {
                let line = line.bytes(&self.room).to_vec();
                Heard::Line(self.complete(), line)
            }
            Frame::LineTooLong { length } => Heard::LineTooLong(self.complete(), length),
            Frame::Prompt => Heard::Prompt(self.complete()),
            Frame::Payload(payload) => {
                let payload = payload.to_vec();
                Heard::Payload(self.take(payload.len()), payload)
            }
            Frame::PayloadEnd => Heard::PayloadEnd,
            Frame::BodyEnd => {
                self.complete();
                Heard::BodyEnd
            }
            // A frame that is not known yet is out of place wherever it comes.
            Frame::BodyOverrun | _ => Heard::BodyOverrun,
        })
    }

    /// What is held back and is complete if nothing more comes: a line without its LF, a prompt without its space.
    pub(super) fn held(&mut self) -> Option<Heard> {
        if self.framer.prompt_held() {
            self.framer.take_held_prompt();
            return Some(Heard::Prompt(self.complete()));
        }
        let frame = self.framer.take_held_line()?;
        Some(match frame {
            Frame::Line(line) => {
                let line = line.bytes(&self.room).to_vec();
                Heard::Line(self.complete(), line)
            }
            _ => Heard::LineTooLong(self.complete(), ROOM),
        })
    }

    pub(super) fn tail_code(&self) -> Option<TailCode> {
        self.framer.tail_code()
    }

    /// Takes the code that stands at the end of online data, its offset and its text.
    pub(super) fn take_tail(&mut self) -> Option<(u64, TailCode, Vec<u8>)> {
        let (words, detail) = self.framer.tail_text();
        let text = [words, detail].concat();
        let code = self.framer.take_tail()?;
        Some((self.complete(), code, text))
    }

    /// Takes what was held back for payload: it is heard next.
    pub(super) fn release_tail(&mut self) {
        self.framer.release_tail();
    }

    /// What has come of a line that never ended.
    pub(super) fn rest(&mut self) -> (u64, Vec<u8>) {
        self.framer.drop_line();
        let blank = self.line_ends();
        let rest = self.taken.split_off(blank);
        (self.complete(), rest)
    }

    fn line_ends(&self) -> usize {
        let is_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        self.taken.iter().take_while(is_end).count()
    }

    /// Everything taken belongs to one frame, behind the line ends before it.
    fn complete(&mut self) -> u64 {
        let at = self.start + self.line_ends() as u64;
        self.start += self.taken.len() as u64;
        self.taken.clear();
        at
    }

    fn take(&mut self, length: usize) -> u64 {
        let at = self.start;
        self.start += length as u64;
        self.taken.drain(..length.min(self.taken.len()));
        at
    }
}
