//! The engine: bytes and calls in any order, and a port that takes as much as it likes.
//!
//! In: a script: the engine, then what happens to it. Out: judgement. What must hold whatever happens:
//! - nothing panics, and at one instant there are no more actions than bytes explain;
//! - the engine waits only when the input is used up, and with a deadline that lies ahead, or none;
//! - every request, attach and wish to suspend ends once at most, and in the way that it can; nothing else ends;
//! - what is heard and sent does not depend on how the bytes of one instant are cut;
//! - online, nothing is sent but payload and the escape sequence;
//! - when nothing comes any more, it comes to rest within [`PATIENCE`], and then nothing is open but a prompt.
//!
//! A wild script moves time as it likes and tells lies of what has left: then only the first law holds.
//! Not here: whether what is heard is right; `pair.rs` has a module that meant something.

use arbitrary::{Arbitrary, Unstructured};
use at_parse::CommandLine;
use at_spec::{Asker, Command, Dialect, Exchange, Payload};
use telit_ssl::command::Telit;
use telit_ssl::{
    Action, ControlLine, Engine, Instant, Profile, Raw, RequestError, ResultCodes, Span, Violation,
};

use super::script::{Script, read_bytes, write_bytes};
use crate::host::Heard;
use crate::simulation::PATIENCE;

/// An engine, and what happens to it.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    /// Which module it speaks to.
    pub profile: Profile,
    /// How it writes result codes at first.
    pub codes: ResultCodes,
    /// Whether the line has DTR.
    pub dtr: bool,
    /// Whether the rooms are too small for most lines.
    pub narrow: bool,
    /// Whether its caller keeps no promise.
    pub wild: bool,
    /// What happens.
    pub calls: Vec<Call<'a>>,
}

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call<'a> {
    /// Bytes come.
    Hear(&'a [u8]),
    /// The application asks: a declared command, or else a raw one.
    Ask(&'a [u8]),
    /// It asks a raw one with an exchange of this shape.
    AskRaw(Exchange, &'a [u8]),
    /// It supplies payload; it leaves at once, or when the port can.
    Supply {
        /// The payload.
        payload: &'a [u8],
        /// Whether the port takes it at once.
        at_once: bool,
    },
    /// No more payload.
    Finish,
    /// The payload is given up.
    Abort,
    /// Out of online mode.
    Suspend,
    /// Whatever it was before.
    Attach,
    /// The port takes so many bytes and no more; 255: all.
    Port(u8),
    /// DCD changes.
    Carrier(bool),
    /// Time passes: so many times 20 ms.
    Pass(u8),
    /// Time passes up to the deadline.
    GoOn,
    /// The application sets how result codes are written.
    Codes(ResultCodes),
}

/// Deadlines behind the last call until everything has come to rest.
const DEADLINES: usize = 400;
/// A time that no 64 bits are added to.
const NEVER: u64 = u64::MAX - 50;

/// Plays the script and judges it.
///
/// # Panics
/// If a law is broken.
pub fn judge(bytes: &[u8]) {
    let story = Story::read(bytes);
    let whole = Host::play(&story, usize::MAX);
    if !story.wild {
        assert_eq!(Host::play(&story, 1), whole, "byte by byte");
    }
}

impl<'a> Story<'a> {
    /// The story that a script tells.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Self {
        let mut script = Script::new(bytes);
        let kind = script.byte();
        Self {
            profile: Profile::ALL[usize::from(kind & 3)],
            codes: codes(kind >> 2 & 1),
            dtr: kind >> 3 & 1 == 1,
            narrow: kind >> 4 & 1 == 1,
            wild: kind >> 5 & 3 == 3,
            calls: core::iter::from_fn(|| script.next()).collect(),
        }
    }

    /// The script of this story.
    #[must_use]
    pub fn script(&self) -> Vec<u8> {
        let profile = Profile::ALL
            .iter()
            .position(|one| one.id == self.profile.id);
        let kind = u8::try_from(profile.unwrap_or_default()).unwrap_or_default()
            | u8::from(self.codes == ResultCodes::Numeric) << 2
            | u8::from(self.dtr) << 3
            | u8::from(self.narrow) << 4
            | if self.wild { 3 << 5 } else { 0 };
        let mut script = vec![kind];
        for call in &self.calls {
            call.write(&mut script);
        }
        script
    }
}

const fn codes(digit: u8) -> ResultCodes {
    match digit {
        0 => ResultCodes::Verbose,
        _ => ResultCodes::Numeric,
    }
}

/// What has begun and not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Request { prompted: bool },
    Suspend,
    Attach,
}

/// An application, an engine and a port.
#[derive(Debug)]
struct Host {
    engine: Engine<Vec<u8>>,
    now: Instant,
    wild: bool,
    /// Pieces of the input have at most so many bytes.
    most: usize,
    /// What has come and was not read, since the port is full.
    pending: Vec<u8>,
    /// Bytes that the port takes; `None`: all.
    port: Option<usize>,
    /// Payload that the port has not taken.
    owed: usize,
    open: Option<Open>,
    sent: Vec<u8>,
    heard: Vec<Heard>,
}

impl Host {
    fn play(story: &Story<'_>, most: usize) -> (Vec<Heard>, Vec<u8>) {
        let (line, partial) = if story.narrow { (40, 12) } else { (400, 100) };
        let mut engine = Engine::new(story.profile, vec![0; line], vec![0; partial]);
        engine.set_result_codes(story.codes);
        if story.dtr {
            engine = engine.with_dtr();
        }
        let mut host = Self {
            engine,
            now: Instant::from_millis(1),
            wild: story.wild,
            most,
            pending: Vec::new(),
            port: None,
            owed: 0,
            open: None,
            sent: Vec::new(),
            heard: Vec::new(),
        };
        for call in &story.calls {
            host.call(*call);
            host.settle();
        }
        host.port = None;
        host.settle();
        if !story.wild {
            host.come_to_rest();
        }
        (host.heard, host.sent)
    }

    fn call(&mut self, call: Call<'_>) {
        match call {
            Call::Hear(bytes) => self.pending.extend(bytes),
            Call::Ask(line) => self.ask(line),
            Call::AskRaw(shape, body) => {
                if let Ok(raw) = Raw::new(body) {
                    let raw = raw.with_exchange(shape);
                    let asked = self.engine.request(self.now, &raw).map(|_| ());
                    self.began(asked, Open::Request { prompted: false });
                }
            }
            Call::Supply { payload, at_once } => self.supply(payload, at_once),
            Call::Finish => {
                let ended = self.engine.finish(self.now);
                self.ended_payload(ended);
            }
            Call::Abort => {
                let ended = self.engine.abort(self.now);
                self.ended_payload(ended);
            }
            Call::Suspend => {
                let asked = self.engine.suspend(self.now);
                self.began(asked, Open::Suspend);
            }
            Call::Attach => {
                // It gives up whatever was under way.
                self.open = None;
                let asked = self.engine.attach(self.now);
                self.began(asked, Open::Attach);
            }
            Call::Port(u8::MAX) => self.port = None,
            Call::Port(bytes) => {
                self.port = Some(usize::from(bytes));
                if self.wild {
                    self.engine.transmitted(self.now, usize::from(bytes));
                }
            }
            Call::Carrier(on) => self.engine.line_changed(self.now, ControlLine::Dcd, on),
            Call::Pass(steps) if self.wild => self.leap(steps),
            Call::Pass(steps) => self.now = self.now + Span::from_millis(u64::from(steps) * 20),
            Call::GoOn => {
                if let Some(deadline) = self.engine.deadline() {
                    self.now = self.now.max(deadline);
                }
            }
            Call::Codes(codes) => self.engine.set_result_codes(codes),
        }
    }

    /// Time goes wherever it likes.
    fn leap(&mut self, steps: u8) {
        let now = self.now.millis();
        self.now = Instant::from_millis(match steps {
            0 => NEVER,
            1 => u64::MAX,
            2..100 => now.saturating_sub(u64::from(steps) * 50),
            _ => now.saturating_add(1 << (steps % 63)),
        });
    }

    fn ask(&mut self, line: &[u8]) {
        struct Asking<'h>(&'h mut Host);
        impl Asker for Asking<'_> {
            type Output = Result<(), RequestError>;
            fn ask<C: Command>(self, command: &C) -> Self::Output {
                self.0.engine.request(self.0.now, command).map(|_| ())
            }
        }
        let Some(commands) = CommandLine::find(line) else {
            return;
        };
        let mut commands = commands.into_iter();
        let declared = commands
            .next()
            .filter(|_| commands.rest().is_empty())
            .and_then(|one| Telit::decode(&one, self.engine.profile().id)?.ok());
        let asked = match declared {
            Some(command) => command.ask(Asking(self)),
            None => Raw::new(CommandLine::find(line).map_or(b"", |line| line.body()))
                .ok()
                .map(|raw| self.engine.request(self.now, &raw).map(|_| ())),
        };
        if let Some(asked) = asked {
            self.began(asked, Open::Request { prompted: false });
        }
    }

    fn began(&mut self, asked: Result<(), RequestError>, what: Open) {
        if asked.is_ok() && !self.wild {
            assert_eq!(self.open, None, "{what:?} was taken while that is open");
            self.open = Some(what);
        }
    }

    fn supply(&mut self, payload: &[u8], at_once: bool) {
        let mut rest = payload;
        let Ok(piece) = self.engine.supply(self.now, &mut rest) else {
            return;
        };
        assert_eq!(
            [piece, rest].concat(),
            payload,
            "payload is taken from its front"
        );
        let due = matches!(self.open, Some(Open::Request { prompted: true }));
        assert!(
            self.wild || due || self.engine.is_online(),
            "payload where none is due"
        );
        self.sent.extend(piece);
        self.owed += piece.len();
        if at_once {
            self.pay();
        }
    }

    /// The port takes the payload that it was given.
    fn pay(&mut self) {
        let owed = core::mem::take(&mut self.owed);
        self.engine.transmitted(self.now, owed);
    }

    fn ended_payload(&mut self, ended: Result<(), RequestError>) {
        if ended.is_ok() && !self.wild {
            assert_eq!(self.open, Some(Open::Request { prompted: true }));
            self.open = Some(Open::Request { prompted: false });
        }
    }

    /// Polls until the engine waits, or the port is full.
    fn settle(&mut self) {
        let pending = core::mem::take(&mut self.pending);
        let mut left = pending.len();
        if pending.is_empty() {
            self.poll(&[]);
        }
        for piece in pending.chunks(self.most) {
            left -= piece.len();
            let rest = self.poll(piece);
            if rest > 0 {
                left += rest;
                break;
            }
        }
        self.pending = pending[pending.len() - left..].to_vec();
    }

    /// Polls with these bytes; how many of them were not read, since the port is full.
    fn poll(&mut self, bytes: &[u8]) -> usize {
        let mut input = bytes;
        // An action for each byte, those that were held back before, and some for what the engine does itself.
        for _ in 0..4 * bytes.len() + 300 {
            match self.engine.poll(self.now, &mut input) {
                Action::Transmit => {
                    if !self.transmit() {
                        return input.len();
                    }
                }
                Action::Event(event) => {
                    let heard = Heard::of(&self.engine, event);
                    if !self.wild {
                        self.judge_event(&heard);
                    }
                    heard.join(&mut self.heard);
                }
                Action::SetDtr(on) => self.heard.push(Heard::Dtr(on)),
                Action::Wait => {
                    self.judge_wait(input);
                    return 0;
                }
            }
        }
        panic!("the engine does not come to rest at one instant");
    }

    /// False: the port is full.
    fn transmit(&mut self) -> bool {
        self.pay();
        let outgoing = self.engine.outgoing();
        if outgoing.is_empty() {
            // Payload was all that was in the way.
            return true;
        }
        if self.engine.is_online() && !self.wild {
            assert!(b"+++".ends_with(outgoing), "{}", outgoing.escape_ascii());
        }
        let length = outgoing.len().min(self.port.unwrap_or(usize::MAX));
        if length == 0 {
            return false;
        }
        self.sent.extend(&outgoing[..length]);
        if let Some(port) = &mut self.port {
            *port -= length;
        }
        self.engine.transmitted(self.now, length);
        true
    }

    fn judge_wait(&self, input: &[u8]) {
        assert!(input.is_empty(), "input is left: {}", input.escape_ascii());
        if self.wild {
            return;
        }
        let deadline = self.engine.deadline();
        assert!(
            deadline.is_none_or(|deadline| deadline > self.now),
            "the engine waits for {deadline:?}, which is no later than {:?}",
            self.now,
        );
        assert!(
            self.engine.outgoing().is_empty() || deadline.is_some(),
            "something is to be transmitted, and nobody knows when"
        );
        if self.engine.is_idle() {
            assert_eq!(self.open, None, "the engine is idle");
        }
    }

    /// What ends must have begun, and ends in the way that it can.
    fn judge_event(&mut self, heard: &Heard) {
        let open = self.open;
        let request = matches!(open, Some(Open::Request { .. }));
        let ends = match heard {
            Heard::Information(_) | Heard::Remark(_) => {
                assert!(request, "{heard:?} answers {open:?}");
                false
            }
            Heard::Prompt => {
                assert_eq!(open, Some(Open::Request { prompted: false }));
                self.open = Some(Open::Request { prompted: true });
                false
            }
            Heard::Done | Heard::Connected => {
                assert!(request, "{heard:?} ends {open:?}");
                true
            }
            Heard::Suspended | Heard::Failed { command: "+++", .. } => {
                assert_eq!(open, Some(Open::Suspend), "{heard:?}");
                true
            }
            Heard::Failed { .. } => {
                assert!(request, "{heard:?} ends {open:?}");
                true
            }
            Heard::Closed { .. } => {
                assert!(matches!(open, None | Some(Open::Suspend)), "{open:?}");
                true
            }
            Heard::Attached(_) => {
                assert_eq!(open, Some(Open::Attach));
                true
            }
            Heard::Ready => {
                assert_eq!(open, None, "ready");
                false
            }
            Heard::Violation(Violation::LineTooLong { .. }) => false,
            Heard::Violation(Violation::LinkLost) => {
                assert!(
                    !request,
                    "a request goes on while the module is being found"
                );
                true
            }
            Heard::Violation(_) => {
                assert!(request || open.is_none(), "{heard:?} ends {open:?}");
                true
            }
            Heard::SettingsLost | Heard::Payload(_) | Heard::Unsolicited(_) | Heard::Dtr(_) => {
                false
            }
        };
        if ends {
            self.open = None;
        }
    }

    /// Nothing comes any more.
    fn come_to_rest(&mut self) {
        self.pay();
        let last = self.now;
        for _ in 0..DEADLINES {
            self.settle();
            let Some(deadline) = self.engine.deadline() else {
                let prompted = Open::Request { prompted: true };
                assert!(
                    self.open.is_none_or(|open| open == prompted),
                    "{:?} never ends",
                    self.open
                );
                return;
            };
            self.now = deadline;
            assert!(self.now.since(last) <= PATIENCE, "it takes too long");
        }
        panic!("the engine has no rest");
    }
}

impl Call<'_> {
    fn write(&self, script: &mut Vec<u8>) {
        let mut with = |kind: &[u8], bytes: &[u8]| {
            for piece in bytes.chunks(usize::from(u8::MAX)) {
                script.extend(kind);
                write_bytes(script, piece);
            }
        };
        match *self {
            Call::Hear(bytes) => with(&[0], bytes),
            Call::Ask(line) => with(&[2], line),
            Call::AskRaw(shape, body) => {
                let shape = SHAPES.iter().position(|one| *one == shape);
                let shape = u8::try_from(shape.unwrap_or_default()).unwrap_or_default();
                with(&[3, shape], body);
            }
            Call::Supply { payload, at_once } => with(&[4 + u8::from(at_once)], payload),
            Call::Finish => script.push(6),
            Call::Abort => script.push(7),
            Call::Suspend => script.push(8),
            Call::Attach => script.push(9),
            Call::Port(bytes) => script.extend([10, bytes]),
            Call::Carrier(on) => script.extend([11, u8::from(on)]),
            Call::Pass(steps) => script.extend([12, steps]),
            Call::GoOn => script.push(13),
            Call::Codes(codes) => script.extend([14, u8::from(codes == ResultCodes::Numeric)]),
        }
    }
}

/// The shapes that a raw command is asked with.
const SHAPES: [Exchange; 9] = [
    Exchange::Plain,
    Exchange::Body,
    Exchange::Online,
    Exchange::Counted { room: 20 },
    Exchange::Counted { room: u32::MAX },
    Exchange::Prompt(Payload::UntilCtrlZ),
    Exchange::Prompt(Payload::Counted(5)),
    Exchange::Prompt(Payload::CountedThenCtrlZ(3)),
    Exchange::Dial,
];

impl<'a> Arbitrary<'a> for Call<'a> {
    fn arbitrary(script: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let kind = script.arbitrary::<u8>()? & 15;
        let shape = match kind {
            3 => SHAPES[usize::from(script.arbitrary::<u8>()?) % SHAPES.len()],
            _ => Exchange::Plain,
        };
        Ok(match kind {
            0 | 1 | 15 => Call::Hear(read_bytes(script)?),
            2 => Call::Ask(read_bytes(script)?),
            3 => Call::AskRaw(shape, read_bytes(script)?),
            4 | 5 => Call::Supply {
                payload: read_bytes(script)?,
                at_once: kind == 5,
            },
            6 => Call::Finish,
            7 => Call::Abort,
            8 => Call::Suspend,
            9 => Call::Attach,
            10 => Call::Port(script.arbitrary()?),
            11 => Call::Carrier(script.arbitrary::<u8>()? & 1 == 1),
            12 => Call::Pass(script.arbitrary()?),
            13 => Call::GoOn,
            _ => Call::Codes(codes(script.arbitrary::<u8>()? & 1)),
        })
    }
}
