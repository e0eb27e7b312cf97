//! The reference: what is declared, as pages, as JSON, as text for a terminal.
//!
//! In: the rows of the dialect, examples from golden vectors. Out: text. Not here: a list of commands; whatever is
//! declared is shown, and nothing else is.

mod catalogue;
mod errors;
mod example;
mod generation;
mod json;
mod markdown;
mod sheet;
mod syntax;
mod terminal;
mod values;

pub use catalogue::{Selected, Selection};
pub use example::{Example, Examples, Refusal, Shows};
pub use generation::Scope;
pub use json::{VERSION, document};
pub use markdown::{Page, pages, sections};
pub use terminal::{list, sheets};

/// The name of a family as a file has it: `PacketData` is `packet_data`.
#[must_use]
pub fn file_stem(family: &str) -> String {
    let mut stem = String::new();
    for letter in family.chars() {
        if letter.is_ascii_uppercase() && !stem.is_empty() {
            stem.push('_');
        }
        stem.push(letter.to_ascii_lowercase());
    }
    stem
}
