//! A value as JSON: `{"Dial":{"socket":1,...}}`, `{"Read":{"command":"Enable"}}`, hidden values as `"***"`.
//!
//! In: what a value shows to a visitor. Out: JSON. Fields that are left out are left out. Bytes of texts are the
//! characters U+0000 to U+00FF. Not here: reading it back; hidden values could not be.

use at_spec::Visitor;
use serde_json::{Map, Value};

/// A visitor that builds JSON.
#[derive(Debug, Default)]
pub struct Rendering {
    open: Vec<(String, Map<String, Value>)>,
    /// The names of the fields whose values are due, outermost first.
    fields: Vec<String>,
    /// Values of a list that has begun.
    list: Option<Vec<Value>>,
    whole: Option<Value>,
}

/// What `show` shows.
///
/// # Errors
/// Those of `show`.
///
/// # Panics
/// If `show` shows nothing, or no whole item.
pub fn rendered<E>(show: impl FnOnce(&mut dyn Visitor) -> Result<(), E>) -> Result<Value, E> {
    let mut rendering = Rendering::default();
    show(&mut rendering)?;
    assert!(rendering.open.is_empty(), "an item was begun and not ended");
    Ok(rendering.whole.expect("no item was shown"))
}

/// Bytes as a JSON string.
#[must_use]
pub fn text(bytes: &[u8]) -> Value {
    Value::String(bytes.iter().copied().map(char::from).collect())
}

/// The bytes that a JSON string stands for; `None`: it has characters that no byte is, or is no string.
#[must_use]
pub fn bytes(value: &Value) -> Option<Vec<u8>> {
    value
        .as_str()?
        .chars()
        .map(|one| u8::try_from(one).ok())
        .collect()
}

impl Rendering {
    fn value(&mut self, value: Value) {
        if let Some(list) = &mut self.list {
            return list.push(value);
        }
        let name = self.fields.pop().expect("a value without a field");
        let (_, fields) = self.open.last_mut().expect("a value outside of an item");
        let doubled = fields.insert(name, value);
        assert!(doubled.is_none(), "a field was shown twice");
    }
}

impl Visitor for Rendering {
    fn begin(&mut self, item: &str) {
        self.open.push((item.to_owned(), Map::new()));
    }

    fn field(&mut self, name: &str) {
        self.fields.push(name.to_owned());
    }

    fn end(&mut self) {
        let (item, fields) = self
            .open
            .pop()
            .expect("an item was ended that was not begun");
        let value = Value::Object(Map::from_iter([(item, Value::Object(fields))]));
        if self.open.is_empty() {
            self.whole = Some(value);
        } else {
            self.value(value);
        }
    }

    fn number(&mut self, number: i64) {
        self.value(number.into());
    }

    fn text(&mut self, bytes: &[u8]) {
        self.value(text(bytes));
    }

    fn case(&mut self, name: &str) {
        self.value(name.into());
    }

    fn list(&mut self) {
        let nested = self.list.replace(Vec::new());
        assert!(nested.is_none(), "a list in a list");
    }

    fn end_list(&mut self) {
        let list = self.list.take().expect("a list was begun");
        self.value(list.into());
    }

    fn hidden(&mut self) {
        self.value("***".into());
    }
}
