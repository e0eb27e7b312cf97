//! One piece of one direction, and the line of a two-sided log that stands for it.
//!
//! In: `{"from":"host","bytes":"…","t":12.5}`. Out: a [`Piece`]; and back. A character U+0000..U+00FF of the text is
//! one byte. Not here: masking; whoever writes a log hides what must not be in it first.

use std::fmt;

use serde_json::{Value, json};
use telit_ssl::Instant;

/// Who sent something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The host, which sends command lines.
    Host,
    /// The module, which answers them.
    Module,
}

impl Side {
    /// The word for it in a log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Module => "module",
        }
    }
}

/// Bytes that one side has sent, as they were written or read at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Who sent them.
    pub from: Side,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// When, on any clock; `None`: not known.
    pub at: Option<Instant>,
}

/// Why a line of a log cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum RecordFault {
    /// The line is no JSON.
    Json(serde_json::Error),
    /// The line is JSON, but no object.
    Object,
    /// `from` is neither `host` nor `module`; this is what it is, if it is there.
    From(Option<String>),
    /// A member that holds bytes is missing, or is no string.
    Missing(&'static str),
    /// A string of bytes has a character above U+00FF.
    Character {
        /// The member.
        member: &'static str,
        /// The character.
        character: char,
        /// Characters before it.
        place: usize,
    },
    /// `t` is no number of seconds.
    Time,
}

impl fmt::Display for RecordFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) if error.is_eof() => {
                formatter.write_str("this is cut off: complete the line, or delete it")
            }
            Self::Json(error) => {
                // The error counts lines too, and here there is one.
                let text = error.to_string();
                let what = text.split(" at line ").next().unwrap_or_default();
                write!(
                    formatter,
                    "this is no JSON: {what}, at column {}",
                    error.column()
                )
            }
            Self::Object => formatter.write_str("this is no JSON object: write it as {…}"),
            Self::From(None) => {
                formatter.write_str("`from` is missing: write \"host\" or \"module\"")
            }
            Self::From(Some(from)) => {
                write!(formatter, "`from` is {from}: write \"host\" or \"module\"")
            }
            Self::Missing(member) => {
                write!(
                    formatter,
                    "`{member}` is missing or is no string: write it as \"…\""
                )
            }
            Self::Character {
                member,
                character,
                place,
            } => {
                let code = u32::from(*character);
                write!(
                    formatter,
                    "`{member}` has {character:?} (U+{code:04X}) behind {place} characters: each character is one \
                     byte, U+0000 to U+00FF, so write the bytes of its encoding one by one"
                )
            }
            Self::Time => formatter.write_str("`t` must be a number of seconds, 0 or more"),
        }
    }
}

impl std::error::Error for RecordFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Json(error) => Some(error),
            _ => None,
        }
    }
}

impl Piece {
    /// Reads one line of a two-sided log.
    ///
    /// # Errors
    /// [`RecordFault`]: which member is wrong.
    pub fn read(line: &str) -> Result<Self, RecordFault> {
        Self::of(&object(line)?)
    }

    /// Reads the object that stands for a piece.
    pub(super) fn of(value: &Value) -> Result<Self, RecordFault> {
        let from = match value.get("from").and_then(Value::as_str) {
            Some("host") => Side::Host,
            Some("module") => Side::Module,
            _ => return Err(RecordFault::From(value.get("from").map(Value::to_string))),
        };
        let bytes = bytes_in(value, "bytes")?;
        let at = match value.get("t") {
            None | Some(Value::Null) => None,
            Some(time) => Some(instant(time.as_f64()).ok_or(RecordFault::Time)?),
        };
        Ok(Self { from, bytes, at })
    }

    /// The line of a two-sided log, without its line end.
    #[must_use]
    pub fn line(&self) -> String {
        let mut value = json!({"from": self.from.word(), "bytes": text_of(&self.bytes)});
        if let (Some(at), Some(members)) = (self.at, value.as_object_mut()) {
            members.insert("t".into(), seconds(at));
        }
        value.to_string()
    }
}

/// Bytes as a string whose characters U+0000..U+00FF they are.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// The object that a line is.
pub(super) fn object(line: &str) -> Result<Value, RecordFault> {
    let value: Value = serde_json::from_str(line).map_err(RecordFault::Json)?;
    if value.is_object() {
        Ok(value)
    } else {
        Err(RecordFault::Object)
    }
}

/// The bytes that a member of an object holds.
pub(super) fn bytes_in(value: &Value, member: &'static str) -> Result<Vec<u8>, RecordFault> {
    let text = value.get(member).and_then(Value::as_str);
    let text = text.ok_or(RecordFault::Missing(member))?;
    let mut bytes = Vec::with_capacity(text.len());
    for (place, character) in text.chars().enumerate() {
        bytes.push(u8::try_from(character).map_err(|_| RecordFault::Character {
            member,
            character,
            place,
        })?);
    }
    Ok(bytes)
}

/// A point in time as a number of seconds.
pub(crate) fn seconds(at: Instant) -> Value {
    let exact = std::time::Duration::from_millis(at.millis());
    json!(exact.as_secs_f64())
}

fn instant(seconds: Option<f64>) -> Option<Instant> {
    let time = std::time::Duration::try_from_secs_f64(seconds?).ok()?;
    u64::try_from(time.as_millis())
        .ok()
        .map(Instant::from_millis)
}
