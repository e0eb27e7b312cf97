//! One item of a transcript: some bytes of one side, and what they are.
//!
//! In: nothing. Out: [`Item`] and its parts. Not here: how it is shown; `text.rs` and `json.rs` do that.

use at_parse::Malformed;
use at_spec::Provenance;
use serde_json::{Map, Value};
use telit_ssl::{Failure, Instant};

use crate::record::Side;

/// Some bytes of one side, and what they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Who sent them.
    pub from: Side,
    /// Offset of the first byte in the stream of that side.
    pub at: u64,
    /// When the last of them was heard, where the pieces say so.
    pub time: Option<Instant>,
    /// The bytes as text: bytes that are not printable as escapes, secrets as `***`.
    pub text: String,
    /// What they are.
    pub kind: Kind,
}

/// What some bytes are.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// A command line, command by command.
    Command(Vec<Reading>),
    /// A command line, come back.
    Echo,
    /// Information text with a name.
    Information(Reading),
    /// The answer of a test form.
    Test(Reading),
    /// Information text without a name.
    Text(Option<Reading>),
    /// A final result code.
    Final(Code),
    /// A result code that nobody asked for.
    Unsolicited(Reading),
    /// The module waits for payload.
    Prompt,
    /// Payload in command mode.
    Payload(Data),
    /// Payload in online mode.
    Online(Data),
    /// Bytes that are neither a line nor anything expected.
    Noise(Noise),
    /// The protocol was broken.
    Violation(Breach),
}

/// A command, an answer or an unsolicited result code, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its name on the wire.
    pub name: String,
    /// `set`, `read`, `test`, `execute` or `basic`; empty for lines of the module.
    pub form: &'static str,
    /// Offset of its first byte from the start of the item.
    pub offset: usize,
    /// The reading of the grammar alone.
    pub fields: Vec<Value>,
    /// The struct that declares it; empty where none does.
    pub item: &'static str,
    /// What the declaration says it is for.
    pub summary: &'static str,
    /// The declared fields by name.
    pub typed: Option<Map<String, Value>>,
    /// Why the declared fields cannot be read.
    pub fault: Option<Malformed>,
    /// What of it no document at hand states.
    pub doubts: Vec<Doubt>,
}

/// Something that was not read in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The field, or the form; empty: all of it.
    pub about: &'static str,
    /// How it is known instead.
    pub provenance: Provenance,
}

/// A final result code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// `OK`, `ERROR`, `+CME ERROR`, `CONNECT`, ...
    pub name: &'static str,
    /// The number behind the name.
    pub number: Option<u32>,
    /// The text behind the name.
    pub message: Option<String>,
    /// What a refusal means.
    pub failure: Option<Failure>,
    /// What has happened, in words, where the name alone does not say it.
    pub remark: &'static str,
}

/// Payload, kept as it went over the line unless it is secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// Offset of the first byte in the stream of its side.
    pub at: u64,
    /// The bytes; none where they are secret.
    pub bytes: Vec<u8>,
    /// How many there were.
    pub length: usize,
    /// Whether they must not be shown.
    pub secret: bool,
}

/// Bytes outside of the dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noise {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What they may be for; empty where nobody knows.
    pub remark: &'static str,
}

/// How the protocol was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Breach {
    /// A final result code came that nothing had asked for.
    OutOfTurn,
    /// `CONNECT` answers a command that does not go online.
    ConnectNotAsked,
    /// The header of a body counts more bytes than were asked for.
    CountAboveRoom {
        /// Bytes announced.
        count: u32,
        /// Bytes asked for.
        room: u32,
    },
    /// Behind a counted body stands something else than a line end.
    CountTooSmall,
    /// The dialogue ends inside a counted body.
    BodyCut,
    /// A line is longer than anything that a module says.
    LineTooLong {
        /// Its bytes.
        length: usize,
    },
    /// The command line has had no result code, and another one is sent or the dialogue ends.
    Unanswered,
}

impl Data {
    /// No bytes yet, from this offset on.
    pub(crate) fn from(at: u64) -> Self {
        Self {
            at,
            ..Self::default()
        }
    }

    /// Takes more bytes.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.length += bytes.len();
        self.bytes.extend_from_slice(bytes);
    }

    /// Forgets the bytes and keeps their number.
    pub(crate) fn hide(&mut self) {
        self.secret = true;
        self.bytes = Vec::new();
    }

    /// The bytes in escapes, or that they are secret.
    pub(crate) fn shown(&self) -> String {
        if self.secret {
            "***".into()
        } else {
            escaped(&self.bytes)
        }
    }
}

/// Bytes as printable text: the others, and the backslash, as escapes.
pub(crate) fn escaped(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            b'"' | b'\'' => char::from(*byte).to_string(),
            byte => byte.escape_ascii().to_string(),
        })
        .collect()
}
