//! The errors of modules, from the tables of causes.
//!
//! In: the rows of `telit_ssl::cause`. Out: a page, JSON, and what one number means. Not here: which command was
//! refused how; golden vectors show it. Nothing else in this folder looks at those tables.

use std::fmt::Write;

use serde_json::{Value, json};
use telit_ssl::cause;

/// What an error number means.
pub(super) struct Told {
    /// The text that `+CMEE=2` gives instead of it.
    pub(super) text: &'static str,
    /// What it means.
    pub(super) meaning: &'static str,
    /// One sentence of what to do.
    pub(super) advice: &'static str,
}

/// What this number means; `None`: no table has it.
pub(super) fn told(number: u16) -> Option<Told> {
    cause::rows()
        .find(|row| row.number == number)
        .map(|row| Told {
            text: row.text,
            meaning: row.cause.meaning(),
            advice: row.cause.advice(),
        })
}

/// The page of all errors.
pub(super) fn page() -> String {
    let mut page = String::from(
        "# Errors\n\n\
         What stands behind `+CME ERROR:`, as a number (`AT+CMEE=1`) or as a text (`AT+CMEE=2`). Texts are met in any \
         case, with or without spaces and dashes.\n\n\
         | number | text | meaning | what to do |\n|---|---|---|---|\n",
    );
    for row in cause::rows() {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} |",
            row.number,
            row.text,
            row.cause.meaning(),
            row.cause.advice()
        );
    }
    page
}

/// All errors, for programs.
pub(super) fn json() -> Value {
    cause::rows()
        .map(|row| {
            json!({
                "number": row.number,
                "text": row.text,
                "cause": format!("{:?}", row.cause),
                "meaning": row.cause.meaning(),
                "advice": row.cause.advice(),
            })
        })
        .collect()
}
