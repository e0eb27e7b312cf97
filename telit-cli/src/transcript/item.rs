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
    /// How many bytes of the stream they are. Line ends around a line are not among them; what ends a payload is.
    pub length: u64,
    /// When the last of them was heard, where the pieces say so.
    pub time: Option<Instant>,
    /// The bytes as they may be shown: secret values are `***`, secret payload is as many asterisks.
    pub bytes: Vec<u8>,
    /// Whether secrets are hidden in `bytes`.
    pub masked: bool,
    /// What they are.
    pub kind: Kind,
}

/// What some bytes are.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// A command line, command by command.
    Command(Vec<Reading>),
    /// A command line or payload, come back.
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
    Payload,
    /// Payload in online mode.
    Online,
    /// Bytes that are neither a line nor anything expected, and what they may be for; empty where nobody knows.
    Noise(&'static str),
    /// The protocol was broken.
    Violation(Breach),
}

/// A command, an answer or an unsolicited result code, read.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// The stream ends inside payload.
    PayloadCut {
        /// Bytes that have come.
        came: u64,
        /// Bytes that were announced; `None`: as many as come before what ends the payload.
        of: Option<u64>,
    },
    /// The stream ends inside a line.
    LineCut,
    /// A line is longer than anything that a module says.
    LineTooLong,
    /// The command line has had no result code, and another one is sent or the dialogue ends. It has no bytes.
    Unanswered(String),
}

/// Bytes as printable text: the others, and the backslash, as escapes.
pub(crate) fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'"' | b'\'' => text.push(char::from(*byte)),
            byte => text.extend(byte.escape_ascii().map(char::from)),
        }
    }
    text
}
