//! What a module takes: the values in the answer of a test form.
//!
//! In: what stands behind the name in such an answer, `(0-2),(0,1),"IP",,512`. Out: [`Allowed`], one for each
//! subparameter. Not here: which subparameter is meant, and names.
//! Read first: V.250 5.7.3; protocol notes 1.3.
//!
//! Modules write these lists carelessly (protocol notes 1.3), so reading them never fails: what has no shape is
//! opaque, and something opaque allows everything. [`Elements::check`] says what was wrong, and where. Groups may
//! be nested as deeply as they like: a count keeps the depth, and every byte is looked at a fixed number of times.

use core::fmt;

use crate::grammar::{Production, quoted, range};
use crate::malformed::{Fault, Malformed};
use crate::token::end_of_value;

/// Walks the answer of a test form from left to right: one element for each subparameter.
#[derive(Clone, Debug)]
pub struct Elements<'a> {
    rest: Option<&'a [u8]>,
}

/// What a module takes in one subparameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed<'a> {
    /// Nothing between two commas: the module does not say.
    Unsaid,
    /// A number without parentheses: the greatest length of a text (field notes A20), or the only number taken.
    Number(i64),
    /// Values to choose from.
    Group(Group<'a>),
    /// Something without a shape: it may mean anything.
    Opaque(&'a [u8]),
}

/// Values to choose from: `(0,1,5-9)`, `("IP","IPV6")`, or one range or text without parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    text: &'a [u8],
}

/// The values of a group, left to right; those of groups within it are among them.
#[derive(Clone, Debug)]
pub struct Alternatives<'a> {
    rest: &'a [u8],
}

/// One of the values of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative<'a> {
    /// Numbers, both ends included; a number alone is both.
    Numbers {
        /// The least.
        least: i64,
        /// The greatest.
        most: i64,
    },
    /// A text in quotes, without them.
    Text(&'a [u8]),
    /// A text without quotes that begins with a letter.
    Word(&'a [u8]),
    /// Something without a shape, or a number that no 64 bits hold.
    Opaque(&'a [u8]),
}

impl<'a> Elements<'a> {
    /// The elements of `text`; there are none where a module says nothing but `OK`.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Self {
        Self {
            rest: (!text.trim_ascii().is_empty()).then_some(text),
        }
    }

    /// Whether all that is left has a shape.
    ///
    /// # Errors
    /// The first place that has none; its offset is counted from the start of what is left.
    pub fn check(&self) -> Result<(), Malformed> {
        let text = self.rest.unwrap_or(&[]);
        closed(text)?;
        // Commas and parentheses are passed over, at whatever depth.
        let mut alternatives = Alternatives { rest: text };
        while let Some(value) = alternatives.value() {
            if let Alternative::Opaque(_) = Alternative::of(value) {
                let at = text
                    .len()
                    .saturating_sub(alternatives.rest.len())
                    .saturating_sub(value.len());
                let (fault, before) = unreadable(value);
                return Err(Malformed {
                    fault,
                    at: at.saturating_add(before),
                });
            }
        }
        Ok(())
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Allowed<'a>;

    fn next(&mut self) -> Option<Allowed<'a>> {
        let text = self.rest?;
        let (value, rest) = text.split_at_checked(end_of_value(text))?;
        self.rest = rest.split_first().map(|(_, behind)| behind);
        Some(Allowed::of(value.trim_ascii()))
    }
}

impl<'a> Allowed<'a> {
    fn of(value: &'a [u8]) -> Self {
        match value {
            [] => Self::Unsaid,
            [b'(', ..] if closed(value).is_ok() => Self::Group(Group { text: value }),
            [b'(', ..] => Self::Opaque(value),
            value => match Alternative::of(value) {
                Alternative::Numbers { least, most } if least == most => Self::Number(least),
                Alternative::Opaque(text) => Self::Opaque(text),
                Alternative::Numbers { .. } | Alternative::Text(_) | Alternative::Word(_) => {
                    Self::Group(Group { text: value })
                }
            },
        }
    }

    /// Whether the module takes `number`; true as well where it does not say.
    #[must_use]
    pub fn allows(&self, number: i64) -> bool {
        match self {
            Self::Unsaid | Self::Opaque(_) => true,
            Self::Number(only) => *only == number,
            Self::Group(group) => group.allows(number),
        }
    }

    /// Whether the module takes `text`, given without quotes; true as well where it does not say.
    ///
    /// Case does not count: a module that folds it takes what it does not list.
    #[must_use]
    pub fn allows_text(&self, text: &[u8]) -> bool {
        match self {
            Self::Unsaid | Self::Opaque(_) => true,
            Self::Number(_) => self.longest().is_none_or(|longest| text.len() <= longest),
            Self::Group(group) => group.allows_text(text),
        }
    }

    /// The greatest length of a text, where the module says one. Unit: bytes.
    #[must_use]
    pub fn longest(&self) -> Option<usize> {
        match self {
            Self::Number(longest) => usize::try_from(*longest).ok(),
            Self::Unsaid | Self::Group(_) | Self::Opaque(_) => None,
        }
    }
}

impl<'a> Group<'a> {
    /// The values, as the module has written them.
    #[must_use]
    pub const fn text(&self) -> &'a [u8] {
        self.text
    }

    /// A group of texts says nothing of numbers, and one that cannot be read in full refuses none.
    fn allows(&self, number: i64) -> bool {
        let mut says = false;
        for alternative in *self {
            match alternative {
                Alternative::Numbers { least, most } if (least..=most).contains(&number) => {
                    return true;
                }
                Alternative::Opaque(_) => return true,
                Alternative::Numbers { .. } => says = true,
                Alternative::Text(_) | Alternative::Word(_) => {}
            }
        }
        !says
    }

    /// A group of numbers says nothing of texts, and one that cannot be read in full refuses none.
    fn allows_text(&self, text: &[u8]) -> bool {
        let mut says = false;
        for alternative in *self {
            match alternative {
                Alternative::Text(one) | Alternative::Word(one) => {
                    if one.eq_ignore_ascii_case(text) {
                        return true;
                    }
                    says = true;
                }
                Alternative::Opaque(_) => return true,
                Alternative::Numbers { .. } => {}
            }
        }
        !says
    }
}

impl<'a> IntoIterator for Group<'a> {
    type Item = Alternative<'a>;
    type IntoIter = Alternatives<'a>;

    fn into_iter(self) -> Alternatives<'a> {
        Alternatives { rest: self.text }
    }
}

impl<'a> Alternatives<'a> {
    /// The next value as it stands: up to a comma or a parenthesis outside quotes.
    fn value(&mut self) -> Option<&'a [u8]> {
        let is_between = |byte: &u8| matches!(byte, b' ' | b',' | b'(' | b')');
        let start = self.rest.iter().position(|byte| !is_between(byte))?;
        let text = self.rest.get(start..)?;
        let mut in_quotes = false;
        let end = text.iter().position(|byte| {
            in_quotes ^= *byte == b'"';
            !in_quotes && matches!(byte, b',' | b'(' | b')')
        });
        let (value, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
        self.rest = rest;
        Some(value)
    }
}

impl<'a> Iterator for Alternatives<'a> {
    type Item = Alternative<'a>;

    fn next(&mut self) -> Option<Alternative<'a>> {
        self.value().map(Alternative::of)
    }
}

impl<'a> Alternative<'a> {
    fn of(value: &'a [u8]) -> Self {
        let value = value.trim_ascii();
        if let Ok(((least, most), [])) = range.read(value) {
            return Self::Numbers { least, most };
        }
        if let Ok((text, [])) = quoted.read(value) {
            return Self::Text(text);
        }
        let is_word = value.first().is_some_and(u8::is_ascii_alphabetic)
            && !value
                .iter()
                .any(|byte| matches!(byte, b'"' | b'(' | b')' | b','));
        if is_word {
            Self::Word(value)
        } else {
            Self::Opaque(value)
        }
    }
}

/// Why a value is opaque, and how many bytes of it lie before the fault.
fn unreadable(value: &[u8]) -> (Fault, usize) {
    let rest = match value {
        [b'"', ..] => quoted.read(value).map(|(_, rest)| rest),
        _ => range.read(value).map(|(_, rest)| rest),
    };
    rest.map_or_else(
        |fault| fault,
        |rest| (Fault::Surplus, value.len().saturating_sub(rest.len())),
    )
}

/// Whether strings and groups are closed, and nothing stands between them but commas.
fn closed(text: &[u8]) -> Result<(), Malformed> {
    let fault = |fault, at| Err(Malformed { fault, at });
    let mut quote = None;
    let mut depth = 0_usize;
    // Where the outermost group that is open begins.
    let mut outermost = 0;
    let mut before = b',';
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'"' if quote.is_some() => quote = None,
            _ if quote.is_some() => {}
            b' ' => continue,
            b'(' if !matches!(before, b',' | b'(') => return fault(Fault::Surplus, at),
            byte if before == b')' && !matches!(byte, b',' | b')') => {
                return fault(Fault::Surplus, at);
            }
            b'"' => quote = Some(at),
            b'(' => {
                if depth == 0 {
                    outermost = at;
                }
                depth = depth.saturating_add(1);
            }
            b')' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return fault(Fault::Forbidden, at),
            },
            _ => {}
        }
        before = *byte;
    }
    match quote {
        Some(at) => fault(Fault::Unterminated, at),
        None if depth > 0 => fault(Fault::Unterminated, outermost),
        None => Ok(()),
    }
}

/// The element as the module has written it.
impl fmt::Display for Allowed<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsaid => Ok(()),
            Self::Number(number) => number.fmt(formatter),
            Self::Group(Group { text }) | Self::Opaque(text) => {
                // The quotes are the module's own.
                for byte in *text {
                    match byte {
                        b'"' => formatter.write_str("\"")?,
                        byte => byte.escape_ascii().fmt(formatter)?,
                    }
                }
                Ok(())
            }
        }
    }
}
