//! One line of a batch: a stream of its own, with what is known of its host.
//!
//! In: `{"id":…,"command":…|null,"bytes":"…"}` or `{"id":…,"steps":[{"from":…,"bytes":…}…]}`, either with a `chunk`.
//! Out: a [`Request`]. Not here: what comes back for it.

use std::fmt;

use serde_json::Value;

use super::piece::{bytes_in, object};
use super::{Piece, RecordFault};

/// One line of a batch.
#[derive(Debug)]
pub(crate) struct Request {
    /// What its answer is told by.
    pub(crate) id: Value,
    pub(crate) stream: Stream,
    /// How many bytes the listener is given at a time.
    pub(crate) chunk: usize,
}

/// The bytes of a request.
#[derive(Debug)]
pub(crate) enum Stream {
    /// Those of the module alone.
    Module {
        /// The command line that they answer, if it is known.
        command: Option<Vec<u8>>,
        bytes: Vec<u8>,
    },
    /// Those of both sides.
    Dialogue(Vec<Piece>),
}

/// What is wrong with a line of a batch.
#[derive(Debug)]
pub(crate) enum BatchFault {
    Record(RecordFault),
    /// A step is wrong: its place, from 1 on.
    Step(usize, RecordFault),
    /// Neither `bytes` nor `steps`.
    Neither,
    /// Both of them.
    Both,
    /// `steps` is no list.
    Steps,
    /// `command` beside `steps`.
    Command,
    /// `chunk` is no number above 0.
    Chunk,
}

impl fmt::Display for BatchFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(fault) => fault.fmt(formatter),
            Self::Step(place, fault) => write!(formatter, "step {place}: {fault}"),
            Self::Neither => formatter.write_str("`bytes` or `steps` must be there"),
            Self::Both => formatter.write_str("only one of `bytes` and `steps` can be there"),
            Self::Steps => {
                formatter.write_str("`steps` must be a list of {\"from\":…,\"bytes\":…}")
            }
            Self::Command => formatter
                .write_str("`command` goes with `bytes`: in `steps`, the host's bytes are there"),
            Self::Chunk => formatter.write_str("`chunk` must be a whole number above 0"),
        }
    }
}

impl From<RecordFault> for BatchFault {
    fn from(fault: RecordFault) -> Self {
        Self::Record(fault)
    }
}

impl Request {
    pub(crate) fn read(line: &str) -> Result<Self, BatchFault> {
        let value = object(line)?;
        let there = |member: &str| value.get(member).filter(|value| !value.is_null());
        let command = match there("command") {
            Some(_) => Some(bytes_in(&value, "command")?),
            None => None,
        };
        let stream = match (there("bytes"), there("steps")) {
            (None, None) => return Err(BatchFault::Neither),
            (Some(_), Some(_)) => return Err(BatchFault::Both),
            (None, Some(_)) if command.is_some() => return Err(BatchFault::Command),
            (None, Some(steps)) => Stream::Dialogue(pieces(steps)?),
            (Some(_), None) => Stream::Module {
                command,
                bytes: bytes_in(&value, "bytes")?,
            },
        };
        let chunk = match there("chunk") {
            Some(chunk) => chunk
                .as_u64()
                .and_then(|chunk| usize::try_from(chunk).ok())
                .filter(|chunk| *chunk > 0)
                .ok_or(BatchFault::Chunk)?,
            None => usize::MAX,
        };
        let id = value.get("id").cloned().unwrap_or_default();
        Ok(Self { id, stream, chunk })
    }
}

fn pieces(steps: &Value) -> Result<Vec<Piece>, BatchFault> {
    let steps = steps.as_array().ok_or(BatchFault::Steps)?;
    (steps.iter().enumerate())
        .map(|(place, step)| Piece::of(step).map_err(|fault| BatchFault::Step(place + 1, fault)))
        .collect()
}
