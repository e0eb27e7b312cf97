//! Values of a line as JSON: by the grammar alone, and by the declaration.
//!
//! In: the text behind a name; a value that shows itself to a visitor. Out: JSON. Not here: which declaration.

use at_parse::grammar::{self, Production};
use at_parse::{Token, Tokens};
use at_spec::Visitor;
use serde_json::{Map, Value, json};

use crate::record::text_of;

/// Groups within groups that are still read; what lies deeper stays text, so that no input makes this recurse.
const DEPTH: usize = 16;

/// The reading of the grammar alone, for any command of any vendor.
pub(super) fn fields(text: &[u8]) -> Vec<Value> {
    list(text, 0)
}

/// Whether the values in `text` can be told apart.
pub(super) fn are_readable(text: &[u8]) -> bool {
    unreadable_at(text).is_none()
}

/// Where the values in `text` cannot be told apart; `None`: strings stand in pairs of quotes and fill their value,
/// parentheses match, and what stands without quotes is printable. Of what is not closed it is the beginning.
pub(super) fn unreadable_at(text: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let (mut place, mut string, mut group) = (Place::Start, 0, 0);
    for (at, byte) in text.iter().enumerate() {
        place = match (place, byte) {
            (Place::InString, b'"') => Place::BehindString,
            (Place::InString, _) => Place::InString,
            (Place::Start, b'"') => {
                string = at;
                Place::InString
            }
            (_, b',') => Place::Start,
            (_, b'(') => {
                if depth == 0 {
                    group = at;
                }
                depth += 1;
                Place::Start
            }
            (_, b')') if depth == 0 => return Some(at),
            (_, b')') => {
                depth -= 1;
                Place::InText
            }
            (place, b' ' | b'\t') => place,
            // A range of strings.
            (Place::BehindString, b'-') => Place::Start,
            (Place::BehindString, _) | (Place::InText, b'"') => return Some(at),
            (Place::Start | Place::InText, byte) if byte.is_ascii_control() => return Some(at),
            (Place::Start | Place::InText, _) => Place::InText,
        };
    }
    match place {
        Place::InString => Some(string),
        Place::Start | Place::BehindString | Place::InText => (depth > 0).then_some(group),
    }
}

/// Where in a value a reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Nothing of it has come.
    Start,
    InString,
    BehindString,
    /// In text without quotes.
    InText,
}

fn list(text: &[u8], depth: usize) -> Vec<Value> {
    Tokens::new(text)
        .map(|token| match token {
            Token::Empty => Value::Null,
            Token::Number(number) => json!(number),
            Token::Quoted(text) => json!(text_of(text)),
            Token::Group(inner) if depth < DEPTH => list(inner, depth + 1).into(),
            Token::Group(text) => json!({"bare": format!("({})", text_of(text))}),
            // Ranges stand in the parentheses of test answers; elsewhere this may be a date or a telephone number.
            Token::Bare(text) => (depth > 0)
                .then(|| range(text))
                .flatten()
                .unwrap_or_else(|| json!({"bare": text_of(text)})),
        })
        .collect()
}

/// `0-2`; the numbers may be negative.
fn range(text: &[u8]) -> Option<Value> {
    match grammar::range.read(text) {
        Ok(((least, most), [])) => Some(json!({"range": [least, most]})),
        _ => None,
    }
}

/// Collects the fields of a declared item.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) fields: Map<String, Value>,
    field: String,
    /// Values of a list that has begun.
    list: Option<Vec<Value>>,
}

impl Typed {
    fn put(&mut self, value: Value) {
        if let Some(list) = &mut self.list {
            return list.push(value);
        }
        self.fields.insert(std::mem::take(&mut self.field), value);
    }
}

impl Visitor for Typed {
    fn begin(&mut self, _: &str) {}

    fn field(&mut self, name: &str) {
        self.field = name.into();
    }

    fn end(&mut self) {}

    fn number(&mut self, number: i64) {
        self.put(json!(number));
    }

    fn text(&mut self, text: &[u8]) {
        self.put(json!(text_of(text)));
    }

    fn case(&mut self, name: &str) {
        self.put(json!(name));
    }

    fn list(&mut self) {
        self.list = Some(Vec::new());
    }

    fn end_list(&mut self) {
        let list = self.list.take().unwrap_or_default();
        self.put(list.into());
    }

    fn hidden(&mut self) {
        self.put(json!(HIDDEN));
    }
}

/// Stands for a value that must not be shown.
pub(super) const HIDDEN: &str = "***";
