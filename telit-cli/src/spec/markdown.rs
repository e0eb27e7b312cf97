//! Pages in Markdown: one for each family, one for the errors, and an index.
//!
//! In: a selection and examples. Out: [`Page`]s. Not here: facts; `sheet` has those.

use std::fmt::Write;

use super::catalogue::{Selected, Selection};
use super::errors;
use super::example::{Example, Examples};
use super::sheet::{Sheet, Table, paragraphs};

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The name of its file.
    pub file: String,
    /// Its text.
    pub text: String,
}

const LEGEND: &str = "\
`<name>` is a subparameter, brackets hold what may be left out. A value outside of what the tables allow, and a command \
or subparameter that the generation does not have, is refused by the host before a byte is sent; what the module \
refuses is in [errors](errors.md). *Known* says how well: *cited* was read in a document, in a driver or in pasted \
module output, *recollected* is from memory of a document, *inferred* is a conclusion. Examples are golden vectors: `>` \
is the host, `<` the module, `\\r` and `\\n` are CR and LF.
";

/// All pages of a selection: the index, the families, the errors.
#[must_use]
pub fn pages(selection: &Selection, examples: &Examples) -> Vec<Page> {
    let families = selection.families.iter().map(|selected| Page {
        file: file(selected),
        text: family(selected, selection, examples),
    });
    let mut pages: Vec<Page> = std::iter::once(Page {
        file: "README.md".to_owned(),
        text: index(selection),
    })
    .chain(families)
    .collect();
    pages.push(Page {
        file: "errors.md".to_owned(),
        text: errors::page(),
    });
    pages
}

/// The sections of what was chosen, without index and errors.
#[must_use]
pub fn sections(selection: &Selection, examples: &Examples) -> String {
    let pages = selection
        .families
        .iter()
        .map(|selected| family(selected, selection, examples));
    pages.collect::<Vec<_>>().join("\n")
}

fn file(selected: &Selected) -> String {
    format!("{}.md", super::file_stem(selected.family.name))
}

fn index(selection: &Selection) -> String {
    let mut page = String::from(
        "# Reference\n\nEvery declared command and unsolicited result code, printed from the declarations.\n",
    );
    page.push_str(&scope_line(selection));
    for selected in &selection.families {
        let file = file(selected);
        let _ = writeln!(
            page,
            "\n## [{}]({file})\n\n{}\n",
            selected.family.name,
            flat(selected.family.text)
        );
        page.push_str("| | |\n|---|---|\n");
        for (title, summary) in titles(selected, selection) {
            let _ = writeln!(page, "| `{title}` | {} |", cell(&summary));
        }
    }
    let _ = writeln!(
        page,
        "\n## [Errors](errors.md)\n\nWhat modules refuse with, and what to do."
    );
    page
}

fn titles(selected: &Selected, selection: &Selection) -> Vec<(String, String)> {
    let none = Examples::default();
    sheets(selected, selection, &none)
        .into_iter()
        .map(|sheet| (sheet.title, sheet.manual.summary.to_owned()))
        .collect()
}

fn sheets<'e>(
    selected: &Selected,
    selection: &Selection,
    examples: &'e Examples,
) -> Vec<Sheet<'e>> {
    let scope = selection.scope;
    let commands = selected
        .commands
        .iter()
        .map(|row| Sheet::of_command(row, scope, examples));
    let lines = selected
        .unsolicited
        .iter()
        .map(|row| Sheet::of_line(row, scope, examples));
    commands.chain(lines).collect()
}

fn family(selected: &Selected, selection: &Selection, examples: &Examples) -> String {
    let mut page = format!(
        "# {}\n\n{}\n",
        selected.family.name,
        flat(selected.family.text)
    );
    page.push_str(&scope_line(selection));
    page.push('\n');
    page.push_str(LEGEND);
    for sheet in sheets(selected, selection, examples) {
        section(&mut page, &sheet);
    }
    page
}

fn scope_line(selection: &Selection) -> String {
    let names: Vec<&str> = selection
        .scope
        .generations()
        .map(|generation| generation.name)
        .collect();
    match selection.scope.only {
        Some(generation) => format!("\nFor modules of the generation {}.\n", generation.name),
        None => format!("\nGenerations of modules: {}.\n", names.join(", ")),
    }
}

fn section(page: &mut String, sheet: &Sheet<'_>) {
    let _ = writeln!(page, "\n## `{}`\n", sheet.title);
    if !sheet.spellings.is_empty() {
        let _ = writeln!(page, "Also {}.\n", sheet.spellings.join(", "));
    }
    for paragraph in paragraphs(&sheet.manual) {
        let _ = writeln!(page, "{paragraph}\n");
    }
    forms(page, sheet);
    for table in &sheet.tables {
        fields(page, table);
    }
    for remark in &sheet.remarks {
        let _ = writeln!(page, "- {remark}");
    }
    let _ = writeln!(page, "- Declared as `{}`.", sheet.item);
    let _ = writeln!(page, "- Source: {}.", sheet.manual.source);
    if !sheet.refusals.is_empty() {
        page.push_str("\nRefusals that vectors show:\n\n");
        for refusal in &sheet.refusals {
            let _ = writeln!(page, "- {refusal}");
        }
    }
    for one in &sheet.examples {
        example(page, one);
    }
}

fn forms(page: &mut String, sheet: &Sheet<'_>) {
    page.push_str("| form | line | answer | known |\n|---|---|---|---|\n");
    for form in &sheet.forms {
        let answer = form
            .answer
            .as_ref()
            .map_or_else(String::new, |answer| format!("`{answer}`"));
        let _ = writeln!(
            page,
            "| {} | `{}` | {} | {} |",
            form.form,
            cell(&form.line),
            cell(&answer),
            form.known
        );
    }
    page.push('\n');
}

fn fields(page: &mut String, table: &Table) {
    if let Some(answer) = &table.of {
        let _ = writeln!(
            page,
            "The answer `{}`: {} Source: {}.\n",
            answer.line, answer.summary, answer.source
        );
    }
    page.push_str("| subparameter | values | default | meaning | known |\n|---|---|---|---|---|\n");
    for row in &table.rows {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} |",
            row.name,
            cell(&row.values),
            cell(row.default),
            cell(&row.text.join("<br>")),
            row.known
        );
    }
    page.push('\n');
}

fn example(page: &mut String, example: &Example) {
    let _ = writeln!(
        page,
        "\nExample, {}: {} (`{}`; {}; {}).\n\n```text",
        example.generation,
        example.title,
        example.vector,
        example.provenance,
        example.sources.join(", ")
    );
    for line in &example.dialogue {
        let _ = writeln!(page, "{line}");
    }
    page.push_str("```\n");
}

/// Text in one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
