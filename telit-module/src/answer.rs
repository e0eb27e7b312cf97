//! Texts and codes in the bytes of the mode that the module is in.
//!
//! In: lines and result codes. Out: bytes for the host. Not here: which answer is given, and when.
//! Read first: V.250 5.7.1, 6.2.5, 6.2.6; protocol notes 1.4, 5.12.

use at_parse::byte::{CR, LF};
use telit_ssl::cause;

/// Ends a line of the module.
pub(crate) const LINE_END: &[u8] = &[CR, LF];

/// A result code of the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Ok,
    Connect,
    NoCarrier,
    Error,
}

impl Code {
    const fn word(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Connect => "CONNECT",
            Self::NoCarrier => "NO CARRIER",
            Self::Error => "ERROR",
        }
    }

    const fn digit(self) -> u8 {
        match self {
            Self::Ok => b'0',
            Self::Connect => b'1',
            Self::NoCarrier => b'3',
            Self::Error => b'4',
        }
    }
}

/// Why the module says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// `ERROR`, whatever `+CMEE` says.
    Plain,
    /// The number of an error table.
    Number(u16),
}

impl Refused {
    pub(crate) const NOT_ALLOWED: Self = Self::Number(3);
    pub(crate) const NO_SIM: Self = Self::Number(10);
    pub(crate) const PIN_NEEDED: Self = Self::Number(11);
    pub(crate) const PUK_NEEDED: Self = Self::Number(12);
    pub(crate) const WRONG_PASSWORD: Self = Self::Number(16);
    pub(crate) const MEMORY: Self = Self::Number(23);
    pub(crate) const NO_SERVICE: Self = Self::Number(30);
    pub(crate) const PARAMETERS: Self = Self::Number(50);
    pub(crate) const CONTEXT_ACTIVE: Self = Self::Number(553);
    pub(crate) const ACTIVATION_FAILED: Self = Self::Number(555);
    pub(crate) const CONTEXT_INACTIVE: Self = Self::Number(556);
    pub(crate) const GENERIC: Self = Self::Number(830);
    pub(crate) const CANNOT_ACTIVATE: Self = Self::Number(831);
    pub(crate) const SOCKET: Self = Self::Number(832);
    pub(crate) const NOT_CONNECTED: Self = Self::Number(833);
    pub(crate) const ALREADY_CONNECTED: Self = Self::Number(834);
    pub(crate) const ALREADY_ACTIVATED: Self = Self::Number(835);
    pub(crate) const NOT_ACTIVATED: Self = Self::Number(836);
    pub(crate) const SECURITY_DATA: Self = Self::Number(837);
    pub(crate) const RECORD: Self = Self::Number(838);
    pub(crate) const HANDSHAKE: Self = Self::Number(839);
    pub(crate) const DISCONNECTED: Self = Self::Number(840);

    /// Whether it is of the table that only `#SELINT=2` shows (guide 5).
    pub(crate) fn is_ssl(self) -> bool {
        cause::SSL
            .iter()
            .any(|row| Self::Number(row.number) == self)
    }
}

/// How the module writes (V.250 6.2.5, 6.2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Manner {
    /// V: result codes are words.
    pub(crate) words: bool,
    /// Q: result codes are not sent, solicited or not.
    pub(crate) silent: bool,
}

impl Manner {
    /// A result code.
    pub(crate) fn code(self, code: Code) -> Vec<u8> {
        match (self.silent, self.words) {
            (true, _) => Vec::new(),
            (false, true) => self.line(code.word().as_bytes()),
            (false, false) => vec![code.digit(), CR],
        }
    }

    /// A result code with something behind its word; there is no room for it behind a digit.
    pub(crate) fn code_with(self, code: Code, tail: &[u8]) -> Vec<u8> {
        if self.silent || !self.words {
            return self.code(code);
        }
        self.line(&[code.word().as_bytes(), tail].concat())
    }

    /// The error report that stands in for `ERROR`: in words in either mode (protocol notes 1.4).
    pub(crate) fn report(self, text: &str) -> Vec<u8> {
        if self.silent {
            return Vec::new();
        }
        Self::framed(&["+CME ERROR: ", text].concat().into_bytes())
    }

    /// An unsolicited result code that is no basic one.
    pub(crate) fn unsolicited(self, line: &[u8]) -> Vec<u8> {
        if self.silent {
            return Vec::new();
        }
        self.line(line)
    }

    /// Information text of one line.
    pub(crate) fn line(self, text: &[u8]) -> Vec<u8> {
        if self.words {
            Self::framed(text)
        } else {
            [text, LINE_END].concat()
        }
    }

    /// Information text of several lines.
    pub(crate) fn lines(self, lines: &[Vec<u8>], separator: &[u8]) -> Vec<u8> {
        if lines.is_empty() {
            return Vec::new();
        }
        self.line(&lines.join(separator))
    }

    fn framed(text: &[u8]) -> Vec<u8> {
        [LINE_END, text, LINE_END].concat()
    }
}
