//! A command line as bytes that were not known when the program was written.
//!
//! In: what stands between `AT` and the end of the line. Out: a [`Command`]. Not here: limits of profiles; only the
//! length of a line is one, and the engine knows it.
//! Read first: V.250 5.2; protocol notes 1.1, 1.2.

use core::fmt;

use at_spec::{Command, Exchange, Full, Name, Outline, ProfileId, Refused, Syntax, Writer};

use super::RawLine;
use crate::profile::Profile;
use crate::request::RequestError;
use crate::time::Span;

/// A command line body, as it stands: one command or several.
///
/// Any line that comes while it is under way is a line of its answer, unless a declared unsolicited result code has
/// its name. Such a line, too, is one of the answer if it has the name of the command that was executed, read or
/// tested: `AT+CREG?`. A line that is unsolicited and not declared cannot be told from an answer, and is told as one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Raw<'a> {
    body: &'a [u8],
    exchange: Exchange,
    within: Span,
}

/// What the command is called in events: nothing, since what it is called is not known before run time.
const NAME: Name = Name::new("");

/// What stands around the body: `AT` and the terminator.
const AROUND: usize = 3;

impl<'a> Raw<'a> {
    /// How long the module may take where nobody says otherwise. Inferred.
    pub const WITHIN: Span = Span::from_secs(60);

    /// The command line whose body is `body`, without `AT`; its exchange is plain.
    ///
    /// # Errors
    /// [`RequestError::Unsendable`]: a byte that is not printable ASCII, such as CR, which would end the line.
    /// [`RequestError::UnclosedQuote`]: a quote that would make text of what follows it.
    /// [`RequestError::Prefix`]: the body begins with another `AT`.
    pub fn new(body: &'a [u8]) -> Result<Self, RequestError> {
        let mut opened = None;
        for (at, &byte) in body.iter().enumerate() {
            match byte {
                b'"' if opened.is_none() => opened = Some(at),
                b'"' => opened = None,
                b' '..=b'~' => {}
                _ => return Err(RequestError::Unsendable { byte, at }),
            }
        }
        if let Some(at) = opened {
            return Err(RequestError::UnclosedQuote { at });
        }
        // Read as commands, the letters would answer a call.
        if body
            .get(..2)
            .is_some_and(|two| two.eq_ignore_ascii_case(b"AT"))
        {
            return Err(RequestError::Prefix);
        }
        Ok(Self {
            body,
            exchange: Exchange::Plain,
            within: Self::WITHIN,
        })
    }

    /// The same, with an exchange of this shape.
    #[must_use]
    pub const fn with_exchange(self, exchange: Exchange) -> Self {
        Self { exchange, ..self }
    }

    /// The same, with so much time for each sign of life of the module.
    #[must_use]
    pub const fn answered_within(self, within: Span) -> Self {
        Self { within, ..self }
    }

    /// The body.
    #[must_use]
    pub const fn body(&self) -> &'a [u8] {
        self.body
    }

    /// Whether modules of `profile` read a line of this length; the engine refuses it otherwise, too.
    ///
    /// # Errors
    /// [`RequestError::TooLong`].
    pub fn fits(&self, profile: &Profile) -> Result<(), RequestError> {
        let room = profile.line_length;
        if self.body.len().saturating_add(AROUND) > room {
            return Err(RequestError::TooLong { room });
        }
        Ok(())
    }

    /// The name of the first command: what stands before its values, which may be secret.
    fn head(&self) -> &'a [u8] {
        let is_value = |byte: &u8| matches!(byte, b'=' | b'"');
        let end = self.body.iter().position(is_value);
        self.body
            .get(..end.unwrap_or(self.body.len()))
            .unwrap_or(&[])
    }
}

impl Command for Raw<'_> {
    type Answer = RawLine<'static>;

    fn outline(&self) -> Outline {
        Outline {
            name: NAME,
            syntax: Syntax::Extended,
            exchange: self.exchange,
            within: u32::try_from(self.within.millis()).unwrap_or(u32::MAX),
        }
    }

    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        if !writer.is_masked() {
            return writer.bytes(self.body);
        }
        // Any value of it could be a secret.
        let head = self.head();
        writer.bytes(head)?;
        if head.len() < self.body.len() {
            writer.bytes(b"***")?;
        }
        Ok(())
    }

    fn check(&self, _: ProfileId) -> Result<(), Refused> {
        Ok(())
    }
}

// Not derived: a value may be a PIN.
impl fmt::Debug for Raw<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Raw(\"{}\", {} bytes)",
            self.head().escape_ascii(),
            self.body.len()
        )
    }
}
