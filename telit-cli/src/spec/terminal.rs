//! The same facts for a person at a terminal: a list of all, or whole sheets.
//!
//! In: a selection and examples. Out: plain text. Not here: facts; `sheet` has those.

use std::fmt::Write;

use super::catalogue::Selection;
use super::example::Examples;
use super::sheet::{Sheet, Table, paragraphs};

/// One line for each row of the selection, by family.
#[must_use]
pub fn list(selection: &Selection) -> String {
    let scope = selection.scope;
    let mut text = String::new();
    for selected in &selection.families {
        let family = selected.family;
        if !text.is_empty() {
            text.push('\n');
        }
        let told = family.text.replace('\n', " ");
        let _ = writeln!(text, "{}: {told}", family.name);
        let commands = selected.commands.iter().map(|row| {
            let title = format!("AT{}", scope.spelling(&row.name));
            (title, row.manual.summary)
        });
        let lines = selected.unsolicited.iter().filter_map(|row| {
            let title = scope.spelling(&row.name?).to_owned();
            Some((title, row.manual.summary))
        });
        for (title, summary) in commands.chain(lines) {
            let _ = writeln!(text, "  {title:<14} {summary}");
        }
    }
    text
}

/// Everything about each row of the selection.
#[must_use]
pub fn sheets(selection: &Selection, examples: &Examples) -> String {
    let scope = selection.scope;
    let mut texts = Vec::new();
    for selected in &selection.families {
        for row in &selected.commands {
            texts.push(sheet(&Sheet::of_command(row, scope, examples)));
        }
        for row in &selected.unsolicited {
            texts.push(sheet(&Sheet::of_line(row, scope, examples)));
        }
    }
    texts.join("\n")
}

fn sheet(sheet: &Sheet<'_>) -> String {
    let mut text = format!("{} ({})\n", sheet.title, sheet.item);
    if !sheet.spellings.is_empty() {
        let _ = writeln!(text, "also {}", sheet.spellings.join(", "));
    }
    for paragraph in paragraphs(&sheet.manual) {
        let _ = writeln!(text, "\n{}", wrapped(&paragraph, ""));
    }
    text.push('\n');
    for form in &sheet.forms {
        let _ = writeln!(text, "{:<12} {}  [{}]", form.form, form.line, form.known);
        if let Some(answer) = &form.answer {
            let _ = writeln!(text, "{:<12} {answer}", "  answers");
        }
    }
    for table in &sheet.tables {
        fields(&mut text, table);
    }
    text.push('\n');
    for remark in &sheet.remarks {
        let _ = writeln!(text, "{remark}");
    }
    let _ = writeln!(text, "Source: {}.", sheet.manual.source);
    if !sheet.refusals.is_empty() {
        text.push_str("\nRefusals that vectors show:\n");
        for refusal in &sheet.refusals {
            let _ = writeln!(text, "{}", wrapped(refusal, "  "));
        }
    }
    for example in &sheet.examples {
        let _ = writeln!(
            text,
            "\nExample, {}: {} ({}; {}; {})",
            example.generation,
            example.title,
            example.vector,
            example.provenance,
            example.sources.join(", ")
        );
        for line in &example.dialogue {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}

fn fields(text: &mut String, table: &Table) {
    text.push('\n');
    if let Some(answer) = &table.of {
        let _ = writeln!(text, "{}: {}", answer.line, answer.summary);
    }
    for row in &table.rows {
        let default = if row.default.is_empty() {
            String::new()
        } else {
            format!("; before it is set: {}", row.default)
        };
        let _ = writeln!(
            text,
            "  <{}>  {}{default}  [{}]",
            row.name, row.values, row.known
        );
        for line in &row.text {
            let _ = writeln!(text, "{}", wrapped(line, "      "));
        }
    }
}

/// How wide text for terminals is.
const WIDTH: usize = 100;

/// Text in lines of at most [`WIDTH`] characters, each behind `indent`.
fn wrapped(text: &str, indent: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    lines.join("\n")
}
