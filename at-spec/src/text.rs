//! Texts, and how they are written: in quotes, bare, hidden from people.
//!
//! In: bytes. Out: texts that were checked when they were made, so that writing them cannot refuse and nothing
//! can be slipped into a command line through them. Not here: escapes (protocol notes 1.2).

use core::fmt;

use at_parse::{Fault, Malformed, grammar};

use crate::argument::Argument;
use crate::fields::Fields;
use crate::table::{ArgumentSpec, TextSpec};
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// A kind of text.
pub trait Text<'a>: Sized {
    /// What it may hold.
    const SPEC: TextSpec;

    /// The text in `bytes`.
    ///
    /// # Errors
    /// [`Malformed`] with the place of the first byte that this kind cannot hold: nothing is cut or replaced.
    fn new(bytes: &'a [u8]) -> Result<Self, Malformed>;

    /// The bytes of the text.
    fn bytes(&self) -> &'a [u8];
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $alphabet:literal, $lengths:expr, $holds:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<'a>(&'a [u8]);

        impl<'a> $name<'a> {
            /// The text in `bytes`.
            ///
            /// # Errors
            /// [`Malformed`] with the place of the first byte that it cannot hold; [`Fault::Missing`] when it is
            /// too short, [`Fault::TooLarge`] when it is too long.
            pub fn new(bytes: &'a [u8]) -> Result<Self, Malformed> {
                let lengths: core::ops::RangeInclusive<usize> = $lengths;
                let holds: fn(u8) -> bool = $holds;
                if let Some(at) = bytes.iter().position(|byte| !holds(*byte)) {
                    return Err(Malformed { fault: Fault::Forbidden, at });
                }
                if bytes.len() < *lengths.start() {
                    return Err(Malformed { fault: Fault::Missing, at: bytes.len() });
                }
                if bytes.len() > *lengths.end() {
                    return Err(Malformed { fault: Fault::TooLarge, at: *lengths.end() });
                }
                Ok(Self(bytes))
            }

            /// The bytes of the text.
            #[must_use]
            pub const fn bytes(&self) -> &'a [u8] {
                self.0
            }

            /// The text; it is ASCII.
            #[must_use]
            pub fn as_str(&self) -> &'a str {
                core::str::from_utf8(self.0).unwrap_or("")
            }
        }

        impl<'a> Text<'a> for $name<'a> {
            const SPEC: TextSpec = {
                let lengths: core::ops::RangeInclusive<usize> = $lengths;
                TextSpec { alphabet: $alphabet, shortest: *lengths.start(), longest: *lengths.end() }
            };

            fn new(bytes: &'a [u8]) -> Result<Self, Malformed> {
                $name::new(bytes)
            }

            fn bytes(&self) -> &'a [u8] {
                self.0
            }
        }

        impl fmt::Debug for $name<'_> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({:?})"), self.as_str())
            }
        }
    };
}

text!(
    /// Printable ASCII without quotes: what a quoted string can hold on these modules.
    Printable, "printable", 0..=255, |byte| matches!(byte, b' '..=b'~') && byte != b'"'
);
text!(
    /// A host: a DNS name (RFC 1035 2.3.1, underscores allowed) or an address.
    Host, "host", 1..=255, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':')
);
text!(
    /// An IP address in text: hexadecimal digits, dots and colons.
    Address, "address", 2..=63, |byte| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':')
);
text!(
    /// Decimal digits: PINs and the like, 4 to 8 of them (27.007 8.3).
    Digits, "digits", 4..=8, |byte| byte.is_ascii_digit()
);

text!(
    /// The decimal digits of an IMEI, an IMSI or an ICCID (27.007 5.4, 5.6; ITU-T E.118).
    LongNumber, "digits", 10..=22, |byte| byte.is_ascii_digit()
);

text!(
    /// Letters and digits: what an identifier without quotes is made of.
    Alphanumeric, "alphanumeric", 1..=32, |byte| byte.is_ascii_alphanumeric()
);

/// A text that is written in quotes; without them `#SELINT` 0 and 1 fold it to upper case (protocol notes 1.1).
///
/// Read with or without quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quoted<T>(pub T);

/// A text that is written without quotes. Read with or without them.
///
/// Its kind holds no comma and no space at either end, or the line would not be read back as it was written; the
/// laws find a declaration that forgets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bare<T>(pub T);

fn read_text<'a, T: Text<'a>>(fields: &mut Fields<'a>) -> Result<T, Malformed> {
    let quotes = usize::from(fields.unknown().first() == Some(&b'"'));
    let start = fields.malformed(Fault::Missing, quotes).at;
    T::new(fields.take(grammar::word)?).map_err(|Malformed { fault, at }| Malformed {
        fault,
        at: start.saturating_add(at),
    })
}

impl<'a, T: Text<'a>> Argument<'a> for Quoted<T> {
    const SPEC: ArgumentSpec = ArgumentSpec::Text {
        text: T::SPEC,
        quoted: true,
        secret: false,
    };

    fn read(fields: &mut Fields<'a>) -> Result<Self, Malformed> {
        read_text(fields).map(Self)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        writer.byte(b'"')?;
        writer.bytes(self.0.bytes())?;
        writer.byte(b'"')
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.text(self.0.bytes());
    }
}

impl<'a, T: Text<'a>> Argument<'a> for Bare<T> {
    const SPEC: ArgumentSpec = ArgumentSpec::Text {
        text: T::SPEC,
        quoted: false,
        secret: false,
    };

    fn read(fields: &mut Fields<'a>) -> Result<Self, Malformed> {
        read_text(fields).map(Self)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        writer.bytes(self.0.bytes())
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.text(self.0.bytes());
    }
}

/// The whole rest of a line, as it is: for answers without a name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Line<'a>(&'a [u8]);

impl<'a> Line<'a> {
    /// The text in `bytes`.
    ///
    /// # Errors
    /// [`Fault::Forbidden`] at a line end; [`Fault::Missing`] when there is nothing.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Malformed> {
        match bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
            Some(at) => Err(Malformed {
                fault: Fault::Forbidden,
                at,
            }),
            None if bytes.is_empty() => Err(Malformed {
                fault: Fault::Missing,
                at: 0,
            }),
            None => Ok(Self(bytes)),
        }
    }

    /// A text that came from a line, and so has no line end.
    pub(crate) const fn lent(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The bytes of the text.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
}

impl fmt::Debug for Line<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Line(\"{}\")", self.0.escape_ascii())
    }
}

impl<'a> Argument<'a> for Line<'a> {
    const SPEC: ArgumentSpec = ArgumentSpec::Line;

    fn read(fields: &mut Fields<'a>) -> Result<Self, Malformed> {
        fields.take(grammar::rest).map(Self)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        writer.bytes(self.0)
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.text(self.0);
    }
}

/// A value that goes on the wire and nowhere else: not into `Debug`, renderings or masked lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret<T>(pub T);

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

impl<'a, T: Argument<'a>> Argument<'a> for Secret<T> {
    const SPEC: ArgumentSpec = if let ArgumentSpec::Text { text, quoted, .. } = T::SPEC {
        ArgumentSpec::Text {
            text,
            quoted,
            secret: true,
        }
    } else {
        T::SPEC
    };

    fn read(fields: &mut Fields<'a>) -> Result<Self, Malformed> {
        T::read(fields).map(Self)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        writer.note_secret();
        if writer.is_masked() {
            writer.bytes(b"***")
        } else {
            self.0.write(writer)
        }
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.hidden();
    }
}
