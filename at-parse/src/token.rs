//! The general reading of a list of values, for any line of any vendor: for traces and test answers.
//!
//! In: what stands behind the name of a line. Out: [`Token`]s, one for each value, groups as their raw text.
//! Not here: declared commands; the type asked for reads those.

use crate::grammar::{Production, quoted, signed};

/// One value of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Nothing between two commas.
    Empty,
    /// A decimal number.
    Number(i64),
    /// A string in quotes, without them.
    Quoted(&'a [u8]),
    /// `(…)`, without the outer parentheses: read it with [`Tokens::new`].
    Group(&'a [u8]),
    /// Anything else, as it stands.
    Bare(&'a [u8]),
}

/// Walks a list of values from left to right. It never fails: what has no shape is a [`Token::Bare`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    rest: Option<&'a [u8]>,
}

impl<'a> Tokens<'a> {
    /// The values in `text`, which stands behind a name and its colon or equals sign.
    #[must_use]
    pub fn new(text: &'a [u8]) -> Self {
        let text = text.trim_ascii();
        Self {
            rest: (!text.is_empty()).then_some(text),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let text = self.rest?;
        let end = end_of_value(text);
        let (value, rest) = text.split_at_checked(end)?;
        self.rest = rest.split_first().map(|(_, behind)| behind);
        Some(token(value.trim_ascii()))
    }
}

fn token(value: &[u8]) -> Token<'_> {
    if value.is_empty() {
        return Token::Empty;
    }
    if let Ok((number, [])) = signed.read(value) {
        return Token::Number(number);
    }
    if let Ok((text, [])) = quoted.read(value) {
        return Token::Quoted(text);
    }
    match value {
        [b'(', inner @ .., b')'] => Token::Group(inner),
        _ => Token::Bare(value),
    }
}

/// Offset of the comma that ends the value at the start of `text`: outside quotes and parentheses.
pub(crate) fn end_of_value(text: &[u8]) -> usize {
    let mut in_quotes = false;
    let mut depth = 0_usize;
    for (place, byte) in text.iter().enumerate() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'(' if !in_quotes => depth = depth.saturating_add(1),
            b')' if !in_quotes => depth = depth.saturating_sub(1),
            b',' if !in_quotes && depth == 0 => return place,
            _ => {}
        }
    }
    text.len()
}
