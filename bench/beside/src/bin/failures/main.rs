//! What other libraries make of the streams of the ten properties (`tests/tests/properties`), shown by running them.
//!
//! In: `failures PAGE`, a page with a table between two marks. Out: each failure that was seen, as a row; the page must
//! have these rows, or is written anew with `UPDATE_DOCS=1`. Every row is an assertion: a library that does better than is
//! said here stops this program. Not here: code of those libraries, and claims that were not run.

mod clock;
mod with_at_commands;
mod with_atat;

use std::fmt::Write as _;
use std::process::ExitCode;

/// One failure of one library.
struct Failure {
    /// The property, as its test is called.
    property: &'static str,
    library: &'static str,
    /// What it was given.
    given: String,
    /// What it made of it.
    made: String,
}

/// The properties in their order.
const PROPERTIES: [&str; 10] = [
    "payload_containing_final_codes",
    "split_invariance",
    "prompt_characters_in_data",
    "urc_inside_an_answer",
    "bytes_after_connect",
    "connect_115200",
    "late_answer_after_timeout",
    "sslsx_not_accepted_as_ssls",
    "short_storage_never_panics",
    "whitespace_in_payload_kept",
];

const BEGIN: &str = "<!-- failures of other libraries: begin -->\n";
const END: &str = "<!-- failures of other libraries: end -->\n";

fn main() -> ExitCode {
    let path = std::env::args().nth(1).expect("failures PAGE");
    let page = std::fs::read_to_string(&path).expect("the page");
    let (head, rest) = page.split_once(BEGIN).expect("the mark of the table");
    let (written, tail) = rest.split_once(END).expect("the mark behind the table");
    let table = table();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let now = [head, BEGIN, &table, END, tail].concat();
        std::fs::write(&path, now).expect("the page can be written");
    } else if written != table {
        eprintln!("{path} is not current: UPDATE_DOCS=1 bench/beside/run\n{table}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn table() -> String {
    let all: Vec<Failure> = with_atat::failures()
        .into_iter()
        .chain(with_at_commands::failures())
        .collect();
    let mut table =
        String::from("| property | library | given | what it makes of it |\n|---|---|---|---|\n");
    for property in PROPERTIES {
        let mut rows = all.iter().filter(|one| one.property == property).peekable();
        assert!(rows.peek().is_some(), "no library fails {property}");
        for row in rows {
            let cell = |text: &str| text.replace('|', "\\|");
            let (given, made) = (cell(&row.given), cell(&row.made));
            let _ = writeln!(
                table,
                "| `{property}` | {} | {given} | {made} |",
                row.library
            );
        }
    }
    table
}

/// Bytes for people.
fn shown(bytes: &[u8]) -> String {
    format!("`{}`", bytes.escape_ascii())
}
