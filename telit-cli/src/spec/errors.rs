//! The errors of modules, from the tables of causes.
//!
//! In: the rows of `telit_ssl::cause`. Out: a page, JSON, and what one number means. Not here: which command was
//! refused how; golden vectors show it. Nothing else in this folder looks at those tables.

use std::fmt::Write;

use at_spec::{ProfileId, Provenance};
use serde_json::{Map, Value, json};
use telit_ssl::Profile;
use telit_ssl::cause::{self, ErrorRow, Listed};

use super::values::known;

/// What this number means to modules of `profile`; `None`: no table of theirs has it.
pub(super) fn told(number: u16, profile: ProfileId) -> Option<&'static ErrorRow> {
    cause::row_of(profile, number.into())
}

/// Every table that a generation has, once; with the first generation that has it.
fn listed() -> Vec<&'static Listed> {
    let mut all: Vec<&'static Listed> = Vec::new();
    for listed in Profile::ALL
        .iter()
        .flat_map(|profile| cause::tables(profile.id))
    {
        if all.iter().all(|one| one.table.title != listed.table.title) {
            all.push(listed);
        }
    }
    all
}

/// The page of all errors.
pub(super) fn page() -> String {
    let mut page = String::from(
        "# Errors\n\n\
         What stands behind `+CME ERROR:`, as a number (`AT+CMEE=1`) or as a text (`AT+CMEE=2`). Texts are met in any \
         case, with or without spaces and dashes. Where a generation has a number or a text in two tables, the first \
         one counts. **R** marks what was recollected, **I** what was inferred.\n\n\
         | generation | tables, in their order |\n|---|---|\n",
    );
    for profile in Profile::ALL {
        let titles: Vec<String> = cause::tables(profile.id)
            .iter()
            .map(|listed| format!("{}{}", listed.table.title, mark(listed.provenance)))
            .collect();
        let _ = writeln!(page, "| {} | {} |", profile.name, titles.join("; "));
    }
    listed()
        .into_iter()
        .for_each(|listed| table(&mut page, listed));
    page
}

fn table(page: &mut String, listed: &Listed) {
    let _ = writeln!(page, "\n## {}\n", listed.table.title);
    page.push_str("| number | text | cause | given by | what to do |\n|---|---|---|---|---|\n");
    for row in listed.table.rows {
        let disputes: String = row
            .disputes
            .iter()
            .map(|other| format!(" Disputed: \"{}\", says {}.", other.claim, other.by))
            .collect();
        let _ = writeln!(
            page,
            "| {}{} | {} | {:?} | {} | {}{disputes} |",
            numbers(row),
            mark(row.provenance),
            row.text,
            row.cause,
            commands(row, |name| format!("`{name}`")).join(", "),
            row.advice
        );
    }
    let source = listed.table.rows.first().map_or("", |row| row.source);
    let _ = writeln!(page, "\nSource: {source}.");
}

fn numbers(row: &ErrorRow) -> String {
    match (row.number, row.last) {
        (number, last) if number == last => number.to_string(),
        (number, last) => format!("{number}..{last}"),
    }
}

fn commands(row: &ErrorRow, shown: impl Fn(&str) -> String) -> Vec<String> {
    row.commands.iter().map(|name| shown(name.usual)).collect()
}

const fn mark(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Cited => "",
        Provenance::Recollected => " **R**",
        Provenance::Inferred => " **I**",
    }
}

/// All errors, for programs.
pub(super) fn json() -> Value {
    let rows = listed().into_iter().flat_map(|listed| {
        let title = listed.table.title;
        let having: Vec<(&str, Provenance)> = Profile::ALL
            .iter()
            .filter_map(|profile| {
                let mut tables = cause::tables(profile.id).iter();
                let listed = tables.find(|one| one.table.title == title)?;
                Some((profile.name, listed.provenance))
            })
            .collect();
        let generations: Vec<&str> = having.iter().map(|(name, _)| *name).collect();
        listed.table.rows.iter().map(move |row| {
            // A row is known no better than that the generation has its table.
            let known_in: Map<String, Value> = having
                .iter()
                .map(|(name, table)| ((*name).into(), known(row.provenance.max(*table)).into()))
                .collect();
            json!({
                "table": title,
                "generations": generations,
                "known_in": known_in,
                "number": row.number,
                "last": row.last,
                "text": row.text,
                "cause": format!("{:?}", row.cause),
                "meaning": row.cause.meaning(),
                "advice": row.advice,
                "commands": commands(row, str::to_owned),
                "provenance": known(row.provenance),
                "source": row.source,
            })
        })
    });
    rows.collect()
}
