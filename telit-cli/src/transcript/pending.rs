//! What the listener remembers of a command line: until its result code, until its echo, until its payload has ended.
//!
//! In: nothing. Out: three small memories. Not here: how they are filled; `host.rs` does that.

use std::ops::Range;

use at_spec::{Exchange, LineSpec};

use super::item::Data;

/// A command line that has no result code yet.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    /// The line for people.
    pub(super) shown: String,
    /// The exchange that it begins; `None`: a command of it is not declared, and all is possible.
    pub(super) exchange: Option<Exchange>,
    /// The lines that may answer it.
    pub(super) answers: Vec<Answer>,
    /// Whether the payload, either way, is a private key.
    pub(super) secret: bool,
}

/// A line that may answer a command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub(super) line: &'static LineSpec,
    /// Whether it answers a test form.
    pub(super) test: bool,
}

impl Pending {
    /// Whether the module may prompt.
    pub(super) const fn prompts(&self) -> bool {
        matches!(self.exchange, None | Some(Exchange::Prompt(_)))
    }

    /// Whether the module may go online.
    pub(super) const fn dials(&self) -> bool {
        matches!(self.exchange, None | Some(Exchange::Online))
    }
}

/// A line of the host, as its echo would be.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) line: Vec<u8>,
    pub(super) shown: String,
    /// The parts of it that must not be kept or shown.
    pub(super) secrets: Vec<Range<usize>>,
}

/// Payload that the host supplies behind a prompt.
#[derive(Clone, Debug)]
pub(super) struct Payload {
    pub(super) data: Data,
    pub(super) end: at_spec::Payload,
    pub(super) secret: bool,
}
