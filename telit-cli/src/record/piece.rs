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
    /// `from` is missing or is neither `host` nor `module`.
    From,
    /// `bytes` is missing, is no string, or has a character above U+00FF.
    Bytes,
    /// `t` is no number of seconds.
    Time,
}

impl fmt::Display for RecordFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(formatter, "this line is no JSON: {error}"),
            Self::From => formatter.write_str("`from` must be \"host\" or \"module\""),
            Self::Bytes => {
                formatter.write_str("`bytes` must be a string of characters U+0000 to U+00FF")
            }
            Self::Time => formatter.write_str("`t` must be a number of seconds, 0 or more"),
        }
    }
}

impl std::error::Error for RecordFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Json(error) => Some(error),
            Self::From | Self::Bytes | Self::Time => None,
        }
    }
}

impl Piece {
    /// Reads one line of a two-sided log.
    ///
    /// # Errors
    /// [`RecordFault`]: which member is wrong.
    pub fn read(line: &str) -> Result<Self, RecordFault> {
        let value: Value = serde_json::from_str(line).map_err(RecordFault::Json)?;
        let from = match value.get("from").and_then(Value::as_str) {
            Some("host") => Side::Host,
            Some("module") => Side::Module,
            _ => return Err(RecordFault::From),
        };
        let text = value.get("bytes").and_then(Value::as_str);
        let bytes = text.and_then(bytes_of).ok_or(RecordFault::Bytes)?;
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

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|character| u8::try_from(u32::from(character)).ok())
        .collect()
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
