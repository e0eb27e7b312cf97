//! The transcript: what the bytes of a line say, read by a listener who knows nothing but these bytes.
//!
//! In: pieces of both directions, in the order in which they went over the line, or the bytes of the module alone.
//! Out: [`Item`]s, each with its meaning and its place: every byte belongs to exactly one, or is a line end between
//! two. The listener follows the dialogue as a person with a logic analyser would: a command line is pending until
//! its result code; behind a prompt the host's bytes are payload; behind a header that counts, so many of the
//! module's; between `CONNECT` and the end of online mode, all of them. What a command is, and what its answer means,
//! is read from the declarations of `telit-ssl`.
//! Not here: files, arguments, the engine, and anything that the sender of the bytes may have meant by them.
//!
//! ```
//! use telit_cli::transcript::{Host, Kind, Listening, Members, Transcript};
//!
//! let mut transcript = Transcript::of(Listening {
//!     host: Host::Told(vec![b"AT#SSLS=1".to_vec()]),
//!     ..Listening::default()
//! });
//! let mut items = transcript.hear_module(b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n");
//! items.extend(transcript.finish());
//! assert!(matches!(items[0].kind, Kind::Information(_)));
//! assert_eq!(items[0].objects(Members::OneSided)[0]["typed"]["state"], "Open");
//! ```
//!
//! Memory is bounded, whatever comes: a line that outgrows its room is a violation piece by piece, payload is said in
//! pieces of [`PIECE`] bytes.

mod command;
mod dialect;
mod doubt;
mod ear;
mod family;
mod fields;
mod host;
mod item;
mod json;
mod meaning;
mod module;
mod name;
mod online;
mod pending;
mod result_code;
mod say;
mod secret;
mod text;
mod typed_in;
mod undecided;

use std::collections::VecDeque;

use at_parse::ResultCodes;
use telit_ssl::{Instant, Profile, Span};

use crate::record::{Piece, Side};
use dialect::Reader;
use ear::Ear;
pub use family::Shapes;
use host::Line;
pub use item::{Breach, Code, Doubt, Item, Kind, Reading};
pub use json::Members;
use online::Online;
use pending::{Payload, Pending, Sent};
use secret::Secrets;
use typed_in::TypedIn;
use undecided::Undecided;

/// Most bytes of payload in one item; longer payload is several items, cut at multiples of this.
pub const PIECE: usize = 1 << 20;

/// What a listener knows before it hears a byte.
#[derive(Clone, Debug, Default)]
pub struct Listening {
    /// Which module family's shapes are accepted.
    pub shapes: Shapes,
    /// What is known of the host.
    pub host: Host,
    /// Whether PINs, passwords and private keys are shown.
    pub reveals: bool,
}

/// What is known of the host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Host {
    /// Its bytes are heard.
    #[default]
    Heard,
    /// Nothing, but for what the module echoes.
    Unknown,
    /// These are its command lines, one for each exchange, without line ends; `+++` stands for an escape.
    Told(Vec<Vec<u8>>),
}

/// Listens to a dialogue.
#[derive(Debug)]
pub struct Transcript {
    reader: Reader,
    times: Times,
    host: Host,
    /// The command lines that the host is known to send, and has not sent yet.
    told: VecDeque<Vec<u8>>,
    /// How the module writes result codes, as far as anybody can tell.
    codes: ResultCodes,
    phase: Phase,
    /// The command line that has no result code yet.
    pending: Option<Pending>,
    /// The last command line, which `A/` repeats.
    last: Option<Pending>,
    /// Lines of the host that may still come back as an echo.
    sent: VecDeque<Sent>,
    typed_in: TypedIn,
    /// The command line that the host has begun.
    line: Line,
    ear: Ear,
    secrets: Secrets,
    /// Whether the host has sent something that is no command line, so that a result code may come for nothing.
    disturbed: bool,
    /// Command lines that were sent before the one before them was answered: so many answers may come late.
    late: usize,
    /// Whether the module is sending a private key.
    in_key: bool,
    /// Offset behind the last prompt: what follows there on the same line is an echo.
    prompted_at: Option<u64>,
    /// Offset behind a counted body that is not followed by a line end.
    overrun_at: Option<u64>,
    undecided: Undecided,
    items: Vec<Item>,
    /// Who has spoken last.
    last_from: Side,
    host_at: Option<Instant>,
    module_at: Option<Instant>,
    now: Option<Instant>,
}

/// Times by which online mode is told from what ends it.
#[derive(Clone, Copy, Debug)]
struct Times {
    guard: Span,
    prompt_hold: Span,
    tail_partial: Span,
    tail_whole: Span,
}

/// Where in the dialogue the listener is.
#[derive(Debug)]
enum Phase {
    /// Command lines and their answers.
    Lines,
    /// The module has prompted, and the host supplies payload.
    Payload(Payload),
    /// A counted body of the module, and how much of it is left.
    Body(Body),
    /// Every byte is payload.
    Online(Online),
}

/// A counted body that is coming.
#[derive(Debug)]
struct Body {
    at: u64,
    bytes: Vec<u8>,
    came: u64,
    of: u64,
}

impl Transcript {
    /// A listener at the start of a dialogue in command mode, with a module of `profile`.
    #[must_use]
    pub fn new(profile: &Profile) -> Self {
        Self::of(Listening {
            shapes: Shapes::Of(profile.id),
            ..Listening::default()
        })
    }

    /// A listener at the start of a dialogue in command mode.
    #[must_use]
    pub fn of(listening: Listening) -> Self {
        // The times of all families are those of the first, as far as any source tells.
        let profile = Profile::G2;
        let told = match &listening.host {
            Host::Told(lines) => lines.iter().cloned().collect(),
            Host::Heard | Host::Unknown => VecDeque::new(),
        };
        let mut transcript = Self {
            reader: Reader {
                shapes: listening.shapes,
                reveals: listening.reveals,
            },
            times: Times {
                guard: profile.guard,
                prompt_hold: profile.prompt_hold,
                tail_partial: profile.tail_partial,
                tail_whole: profile.tail_whole,
            },
            host: listening.host,
            told,
            codes: ResultCodes::Verbose,
            phase: Phase::Lines,
            pending: None,
            last: None,
            sent: VecDeque::new(),
            typed_in: TypedIn::default(),
            line: Line::default(),
            ear: Ear::new(),
            secrets: Secrets::default(),
            disturbed: false,
            late: 0,
            in_key: false,
            prompted_at: None,
            overrun_at: None,
            undecided: Undecided::default(),
            items: Vec::new(),
            last_from: Side::Host,
            host_at: None,
            module_at: None,
            now: None,
        };
        transcript.next_told();
        transcript.expect_lines();
        transcript
    }

    /// The module was found to be of this generation.
    pub fn set_profile(&mut self, profile: &Profile) {
        self.reader.shapes = Shapes::Of(profile.id);
    }

    /// Reads a whole dialogue.
    #[must_use]
    pub fn read<'p>(profile: &Profile, pieces: impl IntoIterator<Item = &'p Piece>) -> Vec<Item> {
        let mut transcript = Self::new(profile);
        let mut items = Vec::new();
        for piece in pieces {
            items.extend(transcript.hear(piece));
        }
        items.extend(transcript.finish());
        items
    }

    /// Hears one piece; what is understood by now comes back.
    #[must_use]
    pub fn hear(&mut self, piece: &Piece) -> Vec<Item> {
        self.hear_in_parts(piece, usize::MAX)
    }

    /// Hears one piece, so many bytes at a time; it makes no difference.
    #[must_use]
    pub fn hear_in_parts(&mut self, piece: &Piece, most: usize) -> Vec<Item> {
        if piece.bytes.is_empty() {
            return Vec::new();
        }
        self.before(piece.from, piece.at);
        self.now = piece.at.or(self.now);
        self.last_from = piece.from;
        for part in piece.bytes.chunks(most.max(1)) {
            match piece.from {
                Side::Host => self.hear_host(part),
                Side::Module => self.module(part),
            }
        }
        match piece.from {
            Side::Host => self.host_at = piece.at,
            Side::Module => self.module_at = piece.at,
        }
        std::mem::take(&mut self.items)
    }

    /// Hears more of a stream of the module alone.
    #[must_use]
    pub fn hear_module(&mut self, bytes: &[u8]) -> Vec<Item> {
        self.module(bytes);
        std::mem::take(&mut self.items)
    }

    /// The dialogue is over; what was still open comes back.
    #[must_use]
    pub fn finish(&mut self) -> Vec<Item> {
        self.end();
        self.decide(false);
        std::mem::take(&mut self.items)
    }

    /// What the host has sent in online mode and would be said together with what it sends next, for somebody who
    /// watches the dialogue go on.
    #[must_use]
    pub fn so_far(&mut self) -> Vec<Item> {
        self.say_host_run();
        std::mem::take(&mut self.items)
    }

    /// Up to which byte of a side it is certain what is secret.
    pub(crate) fn settled(&self, side: Side) -> u64 {
        match (side, &self.phase) {
            (Side::Host, Phase::Payload(payload)) => payload.at,
            (Side::Host, _) => self.line.start(),
            (Side::Module, _) => self.ear.start(),
        }
    }

    /// Whether a byte must not be kept or shown.
    pub(crate) fn is_secret(&self, side: Side, place: u64) -> bool {
        self.secrets.contains(side, place)
    }

    /// Nobody will ask for the secrets of a side before this place any more.
    pub(crate) fn forget(&mut self, side: Side, before: u64) {
        self.secrets.forget(side, before);
    }

    /// Nobody will ask for the secrets of anything that is settled by now.
    pub(crate) fn forget_settled(&mut self) {
        for side in [Side::Host, Side::Module] {
            self.forget(side, self.settled(side));
        }
    }

    /// Whether no pending command means that none was sent.
    fn host_is_known(&self) -> bool {
        self.host != Host::Unknown
    }

    /// What the quiet before a piece, or the piece itself, makes of bytes that were held back.
    fn before(&mut self, from: Side, at: Option<Instant>) {
        match &self.phase {
            Phase::Online(_) => self.quiet_online(from, at),
            Phase::Lines | Phase::Payload(_) | Phase::Body(_)
                if from == Side::Host && self.last_from == Side::Module =>
            {
                self.take_held();
            }
            Phase::Lines | Phase::Payload(_) | Phase::Body(_) => {}
        }
    }

    fn end(&mut self) {
        if matches!(self.phase, Phase::Lines | Phase::Payload(_)) {
            self.take_held();
        }
        match std::mem::replace(&mut self.phase, Phase::Lines) {
            Phase::Lines => {}
            Phase::Payload(payload) => self.cut_payload(payload),
            Phase::Body(body) => self.cut_body(body),
            Phase::Online(online) => self.end_online(online),
        }
        self.end_line();
        self.end_ear();
        self.unanswered();
    }

    /// If a command line is pending, it has had no answer.
    fn unanswered(&mut self) {
        let Some(pending) = self.pending.take().filter(|_| self.host == Host::Heard) else {
            return;
        };
        self.late += 1;
        let what = Kind::Violation(Breach::Unanswered(pending.shown));
        let at = match &self.phase {
            Phase::Body(body) => body.at,
            _ => self.ear.start(),
        };
        self.say(Side::Module, at, Vec::new(), what);
    }
}
