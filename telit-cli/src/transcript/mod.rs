//! The transcript: what the bytes of a line say, read by a listener who knows nothing but these bytes.
//!
//! In: pieces of both directions, in the order in which they went over the line. Out: [`Item`]s, each with its
//! meaning. The listener follows the dialogue as a person with a logic analyser would: a command line is pending
//! until its result code; behind a prompt the host's bytes are payload; behind a header that counts, so many of the
//! module's; between `CONNECT` and the end of online mode, all of them. What a command is, and what its answer means,
//! is read from the declarations of `telit-ssl`.
//! Not here: the engine, and anything that the sender of the bytes may have meant by them.

mod dialect;
mod ear;
mod fields;
mod host;
mod item;
mod json;
mod module;
mod online;
mod pending;
mod secret;
mod text;

use std::collections::VecDeque;

use at_parse::ResultCodes;
use telit_ssl::{Instant, Profile};

use crate::record::{Piece, Side};
use ear::Ear;
use host::Line;
pub use item::{Breach, Code, Data, Doubt, Item, Kind, Noise, Reading};
use online::Online;
use pending::{Payload, Pending, Sent};
use secret::Secrets;

/// Listens to a dialogue.
#[derive(Debug)]
pub struct Transcript {
    profile: Profile,
    /// How the module writes result codes, as far as the host has told it.
    codes: ResultCodes,
    phase: Phase,
    /// The command line that has no result code yet.
    pending: Option<Pending>,
    /// Lines of the host that may still come back as an echo.
    sent: VecDeque<Sent>,
    /// The command line that the host has begun.
    line: Line,
    ear: Ear,
    secrets: Secrets,
    /// Whether the host has sent something that is no command line, so that a result code may come for nothing.
    disturbed: bool,
    /// Whether the module is sending a private key.
    in_key: bool,
    items: Vec<Item>,
    host_at: Option<Instant>,
    module_at: Option<Instant>,
    now: Option<Instant>,
}

/// Where in the dialogue the listener is.
#[derive(Debug)]
enum Phase {
    /// Command lines and their answers.
    Lines,
    /// The module has prompted, and the host supplies payload.
    Payload(Payload),
    /// A counted body of the module.
    Body(Data),
    /// Every byte is payload.
    Online(Online),
}

impl Transcript {
    /// A listener at the start of a dialogue in command mode, with a module of `profile`.
    #[must_use]
    pub fn new(profile: &Profile) -> Self {
        Self {
            profile: *profile,
            codes: ResultCodes::Verbose,
            phase: Phase::Lines,
            pending: None,
            sent: VecDeque::new(),
            line: Line::default(),
            ear: Ear::new(),
            secrets: Secrets::default(),
            disturbed: false,
            in_key: false,
            items: Vec::new(),
            host_at: None,
            module_at: None,
            now: None,
        }
    }

    /// The module was found to be of this generation.
    pub fn set_profile(&mut self, profile: &Profile) {
        self.profile = *profile;
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
        self.before(piece);
        self.now = piece.at.or(self.now);
        match piece.from {
            Side::Host => {
                self.host(&piece.bytes);
                self.host_at = piece.at;
            }
            Side::Module => {
                self.module(&piece.bytes);
                self.module_at = piece.at;
            }
        }
        std::mem::take(&mut self.items)
    }

    /// The dialogue is over; what was still open comes back.
    #[must_use]
    pub fn finish(&mut self) -> Vec<Item> {
        self.end();
        std::mem::take(&mut self.items)
    }

    /// Up to which byte of a side it is certain what is secret.
    pub(crate) fn settled(&self, side: Side) -> u64 {
        match (side, &self.phase) {
            (Side::Host, Phase::Payload(payload)) => payload.data.at,
            (Side::Host, _) => self.line.start(),
            (Side::Module, _) => self.ear.start(),
        }
    }

    /// Whether a byte must not be kept or shown.
    pub(crate) fn is_secret(&self, side: Side, place: u64) -> bool {
        self.secrets.contains(side, place)
    }

    fn say(&mut self, from: Side, at: u64, text: String, kind: Kind) {
        self.items.push(Item {
            from,
            at,
            time: self.now,
            text,
            kind,
        });
    }

    /// What the quiet before a piece, or the piece itself, makes of bytes that were held back.
    fn before(&mut self, piece: &Piece) {
        match &self.phase {
            Phase::Online(_) => self.quiet_online(piece),
            Phase::Lines | Phase::Payload(_) | Phase::Body(_) if piece.from == Side::Host => {
                self.take_held();
            }
            Phase::Lines | Phase::Payload(_) | Phase::Body(_) => {}
        }
    }

    fn end(&mut self) {
        match std::mem::replace(&mut self.phase, Phase::Lines) {
            Phase::Lines => self.take_held(),
            Phase::Payload(payload) => self.end_payload(payload, 0),
            Phase::Body(data) => {
                let text = data.shown();
                let at = data.at;
                self.say(Side::Module, at, text, Kind::Payload(data));
                let what = Kind::Violation(Breach::BodyCut);
                self.say(Side::Module, self.ear.start(), String::new(), what);
            }
            Phase::Online(online) => self.end_online(online),
        }
        self.end_line();
        self.end_ear();
        if let Some(pending) = self.pending.take() {
            let what = Kind::Violation(Breach::Unanswered);
            self.say(Side::Module, self.ear.start(), pending.shown, what);
        }
    }
}
