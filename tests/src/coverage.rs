//! How much of what is declared is shown by vectors: item, form, direction, number of vectors, provenance.
//!
//! In: the rows of the dialect and what the vectors show. Out: a page, in Markdown. Nothing is listed here: the
//! rows say what there is to show, and an empty cell is an empty cell.

use std::collections::BTreeSet;
use std::fmt::Write;

use at_parse::Asked;
use at_spec::{CommandSpec, Dialect, LineSpec, Provenance};
use telit_ssl::Profile;
use telit_ssl::command::Telit;

use crate::evidence::{Shown, What};
use crate::golden::Vector;
use crate::rows;

const HEAD: &str = "\
# Coverage

What is declared, and how many golden vectors show it. Counted from the declarations and from `tests/golden`; \
`UPDATE_DOCS=1 cargo test -p tests --test reference` writes it anew, and the same test fails where it is not current.

*Declared* says how well the declaration is known: *cited* was read in a document, in a driver or in pasted module \
output, *recollected* is from memory of a document, *inferred* is a conclusion. A number counts vectors, with what \
those themselves are known by where it is less than cited. An empty cell is a gap: nothing was invented to fill it. A \
vector is run in both directions, by host and by module; the column says who sends the bytes.
";

/// One line of the table.
struct Row {
    item: String,
    form: &'static str,
    direction: &'static str,
    declared: Provenance,
    vectors: Vec<Seen>,
}

/// A vector, as far as it is counted.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    name: String,
    provenance: Provenance,
    generation: &'static str,
}

/// The page.
#[must_use]
pub fn page(evidence: &[Shown<'_>]) -> String {
    let mut page = String::from(HEAD);
    let families: Vec<(&str, Vec<Row>)> = <Telit<'static> as Dialect<'static>>::FAMILIES
        .iter()
        .map(|family| {
            let commands = family.commands.iter();
            let lines = family.unsolicited.iter();
            let rows = commands
                .flat_map(|row| command(row, evidence))
                .chain(lines.map(|row| unsolicited(row, evidence)));
            (family.name, rows.collect())
        })
        .collect();
    summary(&mut page, &families);
    for (family, rows) in &families {
        let _ = writeln!(page, "\n## {family}\n");
        page.push_str("| item | form | direction | vectors | generations | declared |\n|---|---|---|---|---|---|\n");
        for row in rows {
            line(&mut page, row);
        }
    }
    page
}

fn summary(page: &mut String, families: &[(&str, Vec<Row>)]) {
    page.push_str(
        "\n| family | cells | with a vector | with a cited vector |\n|---|---|---|---|\n",
    );
    let mut all = [0; 3];
    for (family, rows) in families {
        let counts = [
            rows.len(),
            rows.iter().filter(|row| !row.vectors.is_empty()).count(),
            rows.iter().filter(|row| row.is_cited()).count(),
        ];
        for (all, count) in all.iter_mut().zip(counts) {
            *all += count;
        }
        let [cells, shown, cited] = counts;
        let _ = writeln!(page, "| {family} | {cells} | {shown} | {cited} |");
    }
    let [cells, shown, cited] = all;
    let _ = writeln!(page, "| all | {cells} | {shown} | {cited} |");
}

impl Row {
    fn is_cited(&self) -> bool {
        self.vectors
            .iter()
            .any(|seen| seen.provenance == Provenance::Cited)
    }
}

/// The rows of a command: each form, from the host and from the module.
fn command(row: &'static CommandSpec, evidence: &[Shown<'_>]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (asked, form) in [
        (Asked::Set, "set"),
        (Asked::Read, "read"),
        (Asked::Test, "test"),
    ] {
        let Some(spec) = rows::form(row, asked) else {
            continue;
        };
        let is_own = |sent: &CommandSpec, of: Asked| {
            sent.item == row.item && sent.name == row.name && of == asked
        };
        rows.push(Row {
            item: format!("`AT{}`", row.name.usual),
            form,
            direction: "host",
            declared: spec.provenance,
            vectors: seen(
                evidence,
                |what| matches!(what, What::Sent(sent, of) if is_own(sent, of)),
            ),
        });
        if spec.answer.item != "Nothing" {
            // Both the form and its line have to be known.
            let declared = spec.provenance.max(spec.answer.manual.provenance);
            rows.push(Row {
                item: format!("`AT{}` → {}", row.name.usual, spec.answer.item),
                form,
                direction: "module",
                declared,
                vectors: seen(evidence, |what| {
                    matches!(what, What::Answered(sent, of, line)
                        if is_own(sent, of) && line.item == spec.answer.item)
                }),
            });
        }
    }
    rows
}

fn unsolicited(row: &'static LineSpec, evidence: &[Shown<'_>]) -> Row {
    Row {
        item: format!("`{}`", row.name.map_or("", |name| name.usual)),
        form: "unsolicited",
        direction: "module",
        declared: row.manual.provenance,
        vectors: seen(evidence, |what| {
            matches!(what, What::Unsolicited(line)
                if line.item == row.item && line.name == row.name)
        }),
    }
}

/// The vectors that show something, each once.
fn seen(evidence: &[Shown<'_>], shows: impl Fn(What) -> bool) -> Vec<Seen> {
    let vectors: BTreeSet<Seen> = evidence
        .iter()
        .filter(|shown| shows(shown.what))
        .map(|shown| Seen {
            name: shown.vector.name.clone(),
            provenance: shown.vector.provenance,
            generation: generation(shown.vector),
        })
        .collect();
    vectors.into_iter().collect()
}

/// The name of the generation that a vector is about.
#[must_use]
pub fn generation(vector: &Vector) -> &'static str {
    Profile::ALL
        .iter()
        .find(|generation| generation.id == vector.profile.id)
        .map_or("", |generation| generation.name)
}

/// How well something is known, in a word.
#[must_use]
pub const fn word(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Cited => "cited",
        Provenance::Recollected => "recollected",
        Provenance::Inferred => "inferred",
    }
}

fn line(page: &mut String, row: &Row) {
    let mut generations: Vec<&str> = Profile::ALL
        .iter()
        .map(|generation| generation.name)
        .collect();
    generations.retain(|name| row.vectors.iter().any(|seen| seen.generation == *name));
    let _ = writeln!(
        page,
        "| {} | {} | {} | {} | {} | {} |",
        row.item,
        row.form,
        row.direction,
        counted(&row.vectors),
        generations.join(", "),
        word(row.declared)
    );
}

/// `3`, or `3 (1 recollected, 1 inferred)`; nothing for nothing.
fn counted(vectors: &[Seen]) -> String {
    if vectors.is_empty() {
        return String::new();
    }
    let doubtful: Vec<String> = [Provenance::Recollected, Provenance::Inferred]
        .into_iter()
        .filter_map(|level| {
            let count = vectors
                .iter()
                .filter(|seen| seen.provenance == level)
                .count();
            (count > 0).then(|| format!("{count} {}", word(level)))
        })
        .collect();
    if doubtful.is_empty() {
        vectors.len().to_string()
    } else {
        format!("{} ({})", vectors.len(), doubtful.join(", "))
    }
}
