//! Data inside a line, behind their count: an unsolicited result code that carries what has come.
//!
//! In: a line, whole or not. Out: [`Counted`] data, and where they stand ([`InlineData`]). Not here: which codes have
//! them; `#[at(counted_by = ...)]` says so. Taking them from the stream by their count; the framer does that.
//! Read first: protocol notes 5.16.

use at_parse::grammar::{Production, number};
use at_parse::{Inline, Malformed, grammar};

use crate::argument::Argument;
use crate::fields::Fields;
use crate::name::Name;
use crate::table::ArgumentSpec;
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// Counted data at the end of a line: any bytes, line ends too.
///
/// The field before it says how many they are, and is written as it is: keep the two alike.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Counted<'a>(pub &'a [u8]);

impl core::fmt::Debug for Counted<'_> {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "Counted(\"{}\")", self.0.escape_ascii())
    }
}

impl<'a> Argument<'a> for Counted<'a> {
    const SPEC: ArgumentSpec = ArgumentSpec::Counted;

    /// The whole rest of the line; [`Fields::counted`] holds it against its count.
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

/// Where an unsolicited result code counts data of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InlineData {
    /// The name at the start of the line.
    pub name: Name,
    /// How many values stand before the data; the last of them is their count.
    pub behind: usize,
}

impl InlineData {
    /// The data of a line that has begun so. `None`: it has another name, or no data.
    // Every line is asked, and hardly any is one.
    #[inline]
    #[must_use]
    pub fn find(&self, line: &[u8]) -> Option<Inline> {
        let Name { usual, elsewhere } = self.name;
        if elsewhere.is_empty() && line.first() != usual.as_bytes().first() {
            return None;
        }
        self.find_named(line)
    }

    #[inline(never)]
    fn find_named(&self, line: &[u8]) -> Option<Inline> {
        let mut rest = self.name.strip(line)?;
        let mut value = rest;
        for _ in 0..self.behind {
            let comma = rest.iter().position(|byte| *byte == b',')?;
            let (before, behind) = rest.split_at_checked(comma)?;
            (value, rest) = (before, behind.get(1..)?);
        }
        match number.read(value.trim_ascii()) {
            Ok((count, [])) => Some(Inline {
                start: line.len().saturating_sub(rest.len()),
                count: usize::try_from(count).ok()?,
            }),
            _ => None,
        }
    }
}
