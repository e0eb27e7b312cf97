//! Any line of the module, with its name where it has one, and its values as tokens.
//!
//! In: a line without its line end. Out: a [`RawLine`]. Not here: whose answer it is; the engine tells.
//! Read first: protocol notes 1.3.

use at_parse::{Malformed, Token, Tokens};
use at_spec::{
    ArgumentSpec, Codec, Fields, Full, Information, Line, LineSpec, Manual, Name, ProfileId,
    Provenance, Refused, SubparameterSpec, Subparameters, Visitor, Writer, grammar,
};

/// A line as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawLine<'e> {
    line: Line<'e>,
}

impl<'e> RawLine<'e> {
    /// The whole line.
    #[must_use]
    pub const fn text(&self) -> &'e [u8] {
        self.line.bytes()
    }

    /// What stands before its values, if it looks like a name: `#CCID`, `SRING`.
    #[must_use]
    pub fn name(&self) -> Option<&'e [u8]> {
        self.parts().map(|(name, _)| name)
    }

    /// Its values, one by one; those of a line without a name are the whole line.
    #[must_use]
    pub fn values(&self) -> Tokens<'e> {
        Tokens::new(self.parts().map_or(self.text(), |(_, values)| values))
    }

    /// The name, and what stands behind it and its colon. A name without a colon begins with a sign and ends at a
    /// space or a parenthesis (`+CMD1(0-2)`).
    fn parts(&self) -> Option<(&'e [u8], &'e [u8])> {
        let text = self.text();
        let in_name = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        let sign = usize::from(matches!(text, [b'+' | b'#' | b'$' | b'*' | b'%', ..]));
        let letters = text.get(sign..)?;
        let length = letters
            .iter()
            .position(|byte| !in_name(*byte))
            .unwrap_or(letters.len());
        let (name, values) = text.split_at_checked(sign.saturating_add(length))?;
        match values {
            _ if length == 0 => None,
            [b':', values @ ..] => Some((name, values)),
            [] | [b' ' | b'(', ..] if sign > 0 => Some((name, values)),
            _ => None,
        }
    }
}

impl<'e> Subparameters<'e> for RawLine<'e> {
    const ITEM: &'static str = "RawLine";
    const SPECS: &'static [SubparameterSpec] = &[SubparameterSpec {
        text: "The whole line.",
        argument: ArgumentSpec::Line,
        ..SubparameterSpec::plain("text")
    }];

    fn read(fields: &mut Fields<'e>) -> Result<Self, Malformed> {
        let line = Line::new(fields.take(grammar::rest)?)?;
        Ok(Self { line })
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        writer.subparameter(&self.line)
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.field("text");
        visitor.text(self.text());
    }

    fn check(&self, _: ProfileId) -> Result<(), Refused> {
        Ok(())
    }
}

impl Information for RawLine<'static> {
    type Of<'e> = RawLine<'e>;

    const NAME: Option<Name> = None;
    const SPEC: &'static LineSpec = &LineSpec {
        item: "RawLine",
        name: None,
        manual: Manual {
            summary: "Any line.",
            text: "",
            source: "V.250 5.7.1",
            provenance: Provenance::Cited,
        },
        subparameters: RawLine::SPECS,
        counted_by: None,
        codec: Codec::line::<Self>(),
    };

    /// The last number: a header that counts a payload may have the socket before the count (protocol notes 5.13).
    fn count(line: &RawLine<'_>) -> Option<u32> {
        let numbers = line.values().filter_map(|value| match value {
            Token::Number(number) => u32::try_from(number).ok(),
            Token::Empty | Token::Quoted(_) | Token::Group(_) | Token::Bare(_) => None,
        });
        numbers.last()
    }
}
