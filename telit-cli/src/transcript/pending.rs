//! What the listener remembers of a command line: until its result code, until its echo, until its payload has ended.
//!
//! In: nothing. Out: small memories. Not here: how they are filled; `host.rs` does that.

use std::ops::Range;

use at_parse::ResultCodes;
use at_spec::{Exchange, LineSpec};
use telit_ssl::Span;

/// A command line that has no result code yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Pending {
    /// The line for people.
    pub(super) shown: String,
    /// The exchange that it begins; `None`: a command of it is not declared, and all is possible.
    pub(super) exchange: Option<Exchange>,
    /// The lines that may answer it.
    pub(super) answers: Vec<Answer>,
    /// Its commands.
    pub(super) commands: Vec<Asking>,
    /// Whether the payload, either way, is a private key.
    pub(super) secret: bool,
    /// How the module writes result codes from here on.
    pub(super) codes: Option<ResultCodes>,
    /// The guard time that is in force once the line has succeeded.
    pub(super) guard: Option<Span>,
    /// Whether the answer tells the guard time.
    pub(super) asks_guard: bool,
    /// Whether the module has prompted.
    pub(super) prompted: bool,
}

/// A line that may answer a command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub(super) line: &'static LineSpec,
    /// Whether it answers a test form.
    pub(super) test: bool,
}

/// A command whose answer may come. An answer usually has its command's name, declared or not.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    pub(super) name: String,
    /// Whether it is a test form.
    pub(super) test: bool,
    pub(super) declared: bool,
    /// Whether it is a basic command; an undeclared one may answer anything.
    pub(super) basic: bool,
}

impl Pending {
    /// A host line of which nothing is known.
    pub(super) fn unknown(shown: String) -> Self {
        Self {
            shown,
            ..Self::default()
        }
    }

    /// Whether the module may prompt. Where nothing is known of the command, it may do so again and again.
    pub(super) const fn prompts(&self) -> bool {
        match self.exchange {
            None => true,
            Some(Exchange::Prompt(_)) => !self.prompted,
            Some(_) => false,
        }
    }

    /// The command that a line of this name answers.
    pub(super) fn asking(&self, name: &str) -> Option<&Asking> {
        let mut commands = self.commands.iter();
        commands.find(|command| command.name.eq_ignore_ascii_case(name))
    }

    /// Whether a command of it is not declared.
    pub(super) fn is_uncertain(&self) -> bool {
        self.commands.iter().any(|command| !command.declared)
    }

    /// Whether its answer may have any name at all.
    pub(super) fn answers_anything(&self) -> bool {
        let mut commands = self.commands.iter();
        commands.any(|command| command.basic && !command.declared)
    }

    /// Whether its answer has lines of any kind, such as those of a certificate.
    pub(super) fn has_body(&self) -> bool {
        self.exchange == Some(Exchange::Body)
    }

    /// Whether the module may go online.
    pub(super) const fn dials(&self) -> bool {
        matches!(
            self.exchange,
            None | Some(Exchange::Online | Exchange::Dial)
        )
    }
}

/// A line of the host, as its echo would be.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) line: Vec<u8>,
    /// The parts of it that must not be kept or shown.
    pub(super) secrets: Vec<Range<usize>>,
}

/// Payload that the host supplies behind a prompt.
#[derive(Clone, Debug)]
pub(super) struct Payload {
    /// Offset of the first byte that is kept in `bytes`.
    pub(super) at: u64,
    pub(super) bytes: Vec<u8>,
    /// Bytes of it in all.
    pub(super) length: u64,
    pub(super) end: at_spec::Payload,
    pub(super) secret: bool,
    /// Whether the command is declared, so that its end is certain.
    pub(super) certain: bool,
}
