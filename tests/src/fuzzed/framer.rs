//! The framer: any bytes, any cuts, any framing, any room.
//!
//! In: a script: how the module writes, what the caller expects behind each frame, then pieces of a stream and pauses.
//! Out: judgement of three laws: the frames do not depend on the cuts; every byte is in one frame, is a line end or
//! a sign of a prompt around one, or is still held; nothing panics.

use arbitrary::{Arbitrary, Unstructured};
use at_parse::{Frame, Framer, Framing, ResultCodes, Tail, TailCode};
use at_spec::Dialect;
use telit_ssl::command::Telit;

use super::script::{Script, read_bytes, write_bytes};

/// A stream and its reader.
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    /// How the module writes result codes.
    pub codes: ResultCodes,
    /// Whether the framer knows the lines of the dialect that count data.
    pub inline: bool,
    /// Bytes of the room for a line.
    pub room: usize,
    /// Length of the pieces that the stream is cut into.
    pub most: usize,
    /// What is expected first, and behind each frame that is no payload, in turn.
    pub expected: Vec<Expected>,
    /// What comes.
    pub parts: Vec<Part<'a>>,
}

/// What the caller says to the framer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing: what was expected before.
    Same,
    /// Lines.
    Lines,
    /// Lines or a prompt.
    Prompt,
    /// So many bytes of payload.
    Counted(u32),
    /// So many bytes for nobody.
    Discard(u32),
    /// Online data.
    Online(Tail),
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Bytes.
    Bytes(&'a [u8]),
    /// So much quiet that what was held is decided as the engine does.
    Quiet,
    /// So much quiet that a line without its LF is one.
    LineEnd,
    /// The caller expects something else; a line that has begun is dropped.
    Expect(Expected),
}

/// A frame that owns its bytes, or what quiet has made of something.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    Line(Vec<u8>),
    TooLong(usize),
    Prompt,
    /// Pieces in a row are one.
    Payload(Vec<u8>),
    PayloadEnd,
    BodyEnd,
    BodyOverrun,
    Code(TailCode),
}

const ROOMS: [usize; 4] = [400, 60, 7, 0];
const TAILS: [Tail; 2] = [Tail::NoCarrier, Tail::NoCarrierOrOk];

/// Plays the script and judges it.
///
/// # Panics
/// If a law is broken.
pub fn judge(bytes: &[u8]) {
    let stream = Stream::read(bytes);
    let whole = stream.frames(usize::MAX);
    assert_eq!(stream.frames(1), whole, "byte by byte");
    if stream.most > 1 {
        assert_eq!(stream.frames(stream.most), whole, "cut");
    }
}

impl<'a> Stream<'a> {
    /// The story that a script tells.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Self {
        let mut script = Script::new(bytes);
        let kind = script.byte();
        let most = usize::from(script.byte());
        let count = 1 + usize::from(kind >> 4 & 3);
        let expected = (0..count).map_while(|_| script.next()).collect();
        let parts = core::iter::from_fn(|| script.next()).collect();
        Self {
            codes: if kind & 1 == 0 {
                ResultCodes::Verbose
            } else {
                ResultCodes::Numeric
            },
            inline: kind & 2 == 0,
            room: ROOMS[usize::from(kind >> 2 & 3)],
            most,
            expected,
            parts,
        }
    }

    /// The script of this stream.
    #[must_use]
    pub fn script(&self) -> Vec<u8> {
        let room = ROOMS.iter().position(|room| *room == self.room);
        let kind = u8::from(self.codes == ResultCodes::Numeric)
            | u8::from(!self.inline) << 1
            | u8::try_from(room.unwrap_or_default()).unwrap_or_default() << 2
            | u8::try_from(self.expected.len().saturating_sub(1)).unwrap_or_default() << 4;
        let mut script = vec![kind, u8::try_from(self.most).unwrap_or(u8::MAX)];
        for expected in &self.expected {
            expected.write(&mut script);
        }
        for part in &self.parts {
            match part {
                Part::Bytes(bytes) => {
                    for piece in bytes.chunks(usize::from(u8::MAX)) {
                        script.push(0);
                        write_bytes(&mut script, piece);
                    }
                }
                Part::Quiet => script.push(5),
                Part::LineEnd => script.push(6),
                Part::Expect(expected) => {
                    script.push(7);
                    expected.write(&mut script);
                }
            }
        }
        script
    }

    /// What is found if the pieces have at most so many bytes.
    fn frames(&self, most: usize) -> Vec<Found> {
        let first = self.expected.first().copied().unwrap_or(Expected::Lines);
        let mut framer = Framer::new(first.framing(self.codes));
        if self.inline {
            framer = framer.with_inline(<Telit<'static> as Dialect<'static>>::inline);
        }
        let mut reader = Reader {
            stream: self,
            framer,
            room: vec![0; self.room],
            turn: 0,
            found: Vec::new(),
            account: Account::default(),
        };
        reader.account.expect(first);
        for part in &self.parts {
            match part {
                Part::Bytes(bytes) => bytes.chunks(most).for_each(|piece| reader.hear(piece)),
                Part::Quiet => reader.quiet(),
                Part::LineEnd => reader.line_end(),
                Part::Expect(expected) => {
                    reader.change_to(*expected);
                }
            }
        }
        reader.quiet();
        reader.account.is_settled(&reader.framer, &reader.room);
        reader.found
    }
}

/// A framer at work.
struct Reader<'s> {
    stream: &'s Stream<'s>,
    framer: Framer,
    room: Vec<u8>,
    turn: usize,
    found: Vec<Found>,
    account: Account,
}

impl Reader<'_> {
    fn hear(&mut self, mut input: &[u8]) {
        loop {
            let before = input;
            let frame = self.framer.next(&mut self.room, &mut input);
            self.account.read(&before[..before.len() - input.len()]);
            let Some(frame) = frame else {
                assert!(input.is_empty(), "input is left and no frame found");
                return;
            };
            self.take(frame);
        }
    }

    fn take(&mut self, frame: Frame<'_>) {
        let found = match frame {
            Frame::Line(line) => Found::Line(line.bytes(&self.room).to_vec()),
            Frame::LineTooLong { length } => Found::TooLong(length),
            Frame::Prompt => Found::Prompt,
            Frame::Payload(payload) => {
                assert!(!payload.is_empty(), "a piece of payload has bytes");
                self.account.payload(payload);
                if let Some(Found::Payload(joined)) = self.found.last_mut() {
                    joined.extend(payload);
                } else {
                    self.found.push(Found::Payload(payload.to_vec()));
                }
                return;
            }
            Frame::PayloadEnd => Found::PayloadEnd,
            Frame::BodyEnd => Found::BodyEnd,
            Frame::BodyOverrun => Found::BodyOverrun,
            other => panic!("a frame that the judge does not know: {other:?}"),
        };
        self.account.frame(&found);
        self.found.push(found);
        self.turn += 1;
        let expected = &self.stream.expected;
        match expected.get(self.turn % expected.len().max(1)) {
            // Nothing counted is over at once, and again, without a byte.
            None | Some(Expected::Counted(0) | Expected::Discard(0)) => {}
            Some(next) => self.expect(*next),
        }
    }

    fn expect(&mut self, expected: Expected) {
        if expected != Expected::Same {
            self.framer.expect(expected.framing(self.stream.codes));
            self.account.expect(expected);
        }
    }

    /// Expects something else at once. What is held of online data comes out first; a line that has begun is dropped.
    fn change_to(&mut self, expected: Expected) {
        if expected == Expected::Same {
            return;
        }
        self.framer.drop_line();
        if !matches!(self.framer.framing(), Framing::Online(..)) {
            self.account.open.clear();
        }
        self.account.late_space = false;
        self.expect(expected);
        self.hear(&[]);
    }

    /// Decides what is held, as the engine does when quiet has passed.
    fn quiet(&mut self) {
        if self.framer.prompt_held() {
            self.framer.take_held_prompt();
            self.account.frame(&Found::Prompt);
            self.account.late_space = true;
            self.found.push(Found::Prompt);
        }
        if self.framer.data_held() {
            self.framer.give_up_data();
        }
        self.hear(&[]);
        if self.framer.tail_held() {
            match self.framer.take_tail() {
                Some(code) => {
                    self.account.code(code);
                    self.found.push(Found::Code(code));
                }
                None => self.framer.release_tail(),
            }
            self.hear(&[]);
        }
    }

    fn line_end(&mut self) {
        if let Some(frame) = self.framer.take_held_line(&self.room) {
            self.take(frame);
        }
    }
}

/// Where every byte has gone.
#[derive(Default)]
struct Account {
    /// What was read and is in no frame yet.
    open: Vec<u8>,
    /// How many bytes are to be discarded.
    discard: u32,
    /// Whether a space may still come that belongs to a prompt that was taken without it.
    late_space: bool,
}

const fn is_line_end(byte: &u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

impl Account {
    fn read(&mut self, bytes: &[u8]) {
        let late = !bytes.is_empty() && core::mem::take(&mut self.late_space);
        let bytes = bytes.strip_prefix(b" ").filter(|_| late).unwrap_or(bytes);
        self.open.extend(bytes);
    }

    fn expect(&mut self, expected: Expected) {
        self.discard = match expected {
            Expected::Discard(count) => count,
            _ => 0,
        };
    }

    /// What is open, without the line ends before it.
    fn line(&self) -> &[u8] {
        let start = self.open.iter().position(|byte| !is_line_end(byte));
        start.map_or(&[], |start| &self.open[start..])
    }

    fn payload(&mut self, payload: &[u8]) {
        assert!(
            self.open.starts_with(payload),
            "payload is what has come, in order"
        );
        self.open.drain(..payload.len());
    }

    fn frame(&mut self, found: &Found) {
        let discard = core::mem::take(&mut self.discard);
        match found {
            Found::Line(text) => {
                let line = self.line();
                let rest = line
                    .strip_prefix(&text[..])
                    .expect("a line is what has come");
                assert!(rest.len() <= 2 && rest.iter().all(is_line_end), "{rest:?}");
            }
            Found::TooLong(length) => {
                let rest = self.line().get(*length..).expect("so much has come");
                assert!(rest.len() <= 2 && rest.iter().all(is_line_end), "{rest:?}");
            }
            Found::Prompt => {
                let line = self.line();
                let signs = line.iter().take_while(|byte| **byte == b'>').count();
                assert!((1..=3).contains(&signs), "a prompt has one to three signs");
                assert!(matches!(&line[signs..], b"" | b" "), "and a space");
            }
            Found::PayloadEnd => assert_eq!(self.open.len(), discard as usize, "by count"),
            Found::BodyEnd => assert_eq!(self.open, b"\r"),
            Found::BodyOverrun => assert_eq!(self.open, b""),
            Found::Payload(_) | Found::Code(_) => {}
        }
        self.open.clear();
    }

    fn code(&mut self, code: TailCode) {
        let text: &[u8] = match (code, self.open.first()) {
            (TailCode::NoCarrier, Some(b'\r')) => b"\r\nNO CARRIER",
            (TailCode::Ok, Some(b'\r')) => b"\r\nOK\r\n",
            (TailCode::NoCarrier, _) => b"3\r",
            (TailCode::Ok, _) => b"0\r",
        };
        assert!(self.open.starts_with(text), "a code is what has come");
        self.open.clear();
    }

    /// What is open at the end is a line that has begun.
    fn is_settled(&self, framer: &Framer, room: &[u8]) {
        match framer.framing() {
            Framing::Lines(_) | Framing::Prompt(_) => {
                let line = self.line();
                let begun = framer.begun(room);
                if line.len() <= room.len() {
                    let rest = line.strip_prefix(begun).expect("a line is what has come");
                    assert!(rest.iter().all(is_line_end), "{rest:?}");
                }
            }
            Framing::Discard(left) => {
                assert_eq!(self.open.len() + left as usize, self.discard as usize);
            }
            _ => assert_eq!(self.open.escape_ascii().to_string(), "", "bytes are lost"),
        }
    }
}

impl Expected {
    const fn framing(self, codes: ResultCodes) -> Framing {
        match self {
            Self::Same | Self::Lines => Framing::Lines(codes),
            Self::Prompt => Framing::Prompt(codes),
            Self::Counted(count) => Framing::Counted(count),
            Self::Discard(count) => Framing::Discard(count),
            Self::Online(tail) => Framing::Online(tail, codes),
        }
    }

    fn write(self, script: &mut Vec<u8>) {
        let count = |count| u8::try_from(count).unwrap_or(u8::MAX);
        match self {
            Self::Same => script.push(0),
            Self::Lines => script.push(1),
            Self::Prompt => script.push(2),
            Self::Counted(bytes) => script.extend([3, count(bytes)]),
            Self::Discard(bytes) => script.extend([4, count(bytes)]),
            Self::Online(tail) => script.extend([5, u8::from(tail == TAILS[1])]),
        }
    }
}

impl<'a> Arbitrary<'a> for Expected {
    fn arbitrary(script: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(match script.arbitrary::<u8>()? % 6 {
            0 => Self::Same,
            1 => Self::Lines,
            2 => Self::Prompt,
            3 => Self::Counted(script.arbitrary::<u8>()?.into()),
            4 => Self::Discard(script.arbitrary::<u8>()?.into()),
            _ => Self::Online(TAILS[usize::from(script.arbitrary::<u8>()? & 1)]),
        })
    }
}

impl<'a> Arbitrary<'a> for Part<'a> {
    fn arbitrary(script: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(match script.arbitrary::<u8>()? % 8 {
            5 => Self::Quiet,
            6 => Self::LineEnd,
            7 => Self::Expect(script.arbitrary()?),
            _ => Self::Bytes(read_bytes(script)?),
        })
    }
}
