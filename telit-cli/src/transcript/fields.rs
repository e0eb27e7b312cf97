//! Values of a line as JSON: by the grammar alone, and by the declaration.
//!
//! In: the text behind a name; a value that shows itself to a visitor. Out: JSON. Not here: which declaration.

use at_parse::grammar::{self, Production};
use at_parse::{Token, Tokens};
use at_spec::Visitor;
use serde_json::{Map, Value, json};

use crate::record::text_of;

/// Groups within groups that are still read.
const DEPTH: usize = 8;

/// The reading of the grammar alone, for any command of any vendor.
pub(super) fn fields(text: &[u8]) -> Vec<Value> {
    list(text, DEPTH)
}

fn list(text: &[u8], depth: usize) -> Vec<Value> {
    Tokens::new(text)
        .map(|token| match token {
            Token::Empty => Value::Null,
            Token::Number(number) => json!(number),
            Token::Quoted(text) => json!(text_of(text)),
            Token::Group(inner) if depth > 0 => list(inner, depth - 1).into(),
            Token::Group(text) => json!({"bare": format!("({})", text_of(text))}),
            Token::Bare(text) => bare(text),
        })
        .collect()
}

/// A range of a test answer, or text without quotes.
fn bare(text: &[u8]) -> Value {
    match grammar::range.read(text) {
        Ok(((least, most), [])) => json!({"range": [least, most]}),
        _ => json!({"bare": text_of(text)}),
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
        self.put(json!("***"));
    }
}
