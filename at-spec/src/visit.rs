//! A value as names and values: the neutral form from which JSON, vectors and traces are made.
//!
//! In: nothing. Out: [`Visitor`]. Not here: any one rendering.

/// Is shown a value, part by part.
pub trait Visitor {
    /// An item begins: the name of its struct, or `Read` or `Test` around it.
    fn begin(&mut self, item: &str);
    /// The next value is that of the field `name`.
    fn field(&mut self, name: &'static str);
    /// The field `name` is left out. Who only shows what is there need not know.
    fn left_out(&mut self, name: &'static str) {
        let _ = name;
    }
    /// The item that began last is complete.
    fn end(&mut self);
    /// A number.
    fn number(&mut self, number: i64);
    /// A text; its bytes are as they were on the wire.
    fn text(&mut self, text: &[u8]);
    /// One of the cases of an enum, by the name that the declaration gives it.
    fn case(&mut self, name: &str);
    /// The next values, up to [`end_list`](Self::end_list), are all of the field that was named last.
    fn list(&mut self);
    /// The list is complete.
    fn end_list(&mut self);
    /// A case that is a number on the wire. Who only shows names need not know.
    fn choice(&mut self, name: &str, number: i64) {
        let _ = number;
        self.case(name);
    }
    /// A case that is a word on the wire, without its quotes. Who only shows names need not know.
    fn word(&mut self, name: &str, word: &str) {
        let _ = word;
        self.case(name);
    }
    /// A value that must not be shown.
    fn hidden(&mut self);
}
