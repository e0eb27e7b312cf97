//! Texts and codes in the bytes of the mode that the module is in.
//!
//! In: lines and result codes. Out: bytes for the host. Not here: which answer is given, and when.
//! Read first: V.250 5.7.1, 6.2.5, 6.2.6; protocol notes 1.4, 5.12.

use at_spec::ProfileId;
use telit_ssl::Cause;
use telit_ssl::cause::number_of;

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
    /// The number of an error table, the same on every profile.
    Number(u16),
    /// An error of the SSL commands, with the number of the profile.
    Ssl(Cause),
}

impl Refused {
    pub(crate) const NOT_ALLOWED: Self = Self::Number(3);
    pub(crate) const NOT_SUPPORTED: Self = Self::Number(4);
    pub(crate) const NO_SIM: Self = Self::Number(10);
    pub(crate) const PIN_NEEDED: Self = Self::Number(11);
    pub(crate) const PUK_NEEDED: Self = Self::Number(12);
    pub(crate) const SIM_FAILURE: Self = Self::Number(13);
    pub(crate) const WRONG_PASSWORD: Self = Self::Number(16);
    pub(crate) const MEMORY: Self = Self::Number(23);
    pub(crate) const NO_SERVICE: Self = Self::Number(30);
    pub(crate) const PARAMETERS: Self = Self::Number(50);
    pub(crate) const CONTEXT_ACTIVE: Self = Self::Number(553);
    pub(crate) const ACTIVATION_FAILED: Self = Self::Number(555);
    pub(crate) const CONTEXT_INACTIVE: Self = Self::Number(556);
    pub(crate) const GENERIC: Self = Self::Ssl(Cause::Generic);
    pub(crate) const CANNOT_ACTIVATE: Self = Self::Ssl(Cause::CannotActivate);
    pub(crate) const SOCKET: Self = Self::Ssl(Cause::Socket);
    pub(crate) const NOT_CONNECTED: Self = Self::Ssl(Cause::NotConnected);
    pub(crate) const ALREADY_CONNECTED: Self = Self::Ssl(Cause::AlreadyConnected);
    pub(crate) const ALREADY_ACTIVATED: Self = Self::Ssl(Cause::AlreadyActivated);
    pub(crate) const NOT_ACTIVATED: Self = Self::Ssl(Cause::NotActivated);
    pub(crate) const SECURITY_DATA: Self = Self::Ssl(Cause::SecurityData);
    pub(crate) const RECORD: Self = Self::Ssl(Cause::Record);
    pub(crate) const HANDSHAKE: Self = Self::Ssl(Cause::Handshake);
    pub(crate) const DISCONNECTED: Self = Self::Ssl(Cause::Disconnected);

    /// The number that modules of `profile` give; `None`: they say `ERROR` and no more.
    pub(crate) fn number(self, profile: ProfileId) -> Option<u16> {
        match self {
            Self::Plain => None,
            Self::Number(number) => Some(number),
            Self::Ssl(cause) => number_of(profile, cause),
        }
    }
}

/// How the module writes (V.250 6.2.1, 6.2.2, 6.2.4 to 6.2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Manner {
    /// V: result codes are words.
    pub(crate) words: bool,
    /// Q: result codes are not sent, solicited or not.
    pub(crate) silent: bool,
    /// S3 and S4: what ends a line, and begins one.
    pub(crate) line_end: [u8; 2],
}

impl Manner {
    /// A result code.
    pub(crate) fn code(self, code: Code) -> Vec<u8> {
        match (self.silent, self.words) {
            (true, _) => Vec::new(),
            (false, true) => self.line(code.word().as_bytes()),
            (false, false) => vec![code.digit(), self.line_end[0]],
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
        self.framed(&["+CME ERROR: ", text].concat().into_bytes())
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
            self.framed(text)
        } else {
            [text, &self.line_end].concat()
        }
    }

    /// Information text of several lines.
    pub(crate) fn lines(self, lines: &[Vec<u8>], separator: &[u8]) -> Vec<u8> {
        if lines.is_empty() {
            return Vec::new();
        }
        self.line(&lines.join(separator))
    }

    fn framed(self, text: &[u8]) -> Vec<u8> {
        [&self.line_end, text, &self.line_end].concat()
    }
}
