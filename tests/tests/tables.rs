//! The manual's tables of profiles and of errors are printed from the rows, and are current.
//!
//! In: rows of profiles, models and errors. Out: `docs/profiles.md` and `docs/errors.md`, compared; with
//! `UPDATE_DOCS=1` they are written anew.

use std::fmt::Write;
use std::path::Path;

use at_spec::Provenance;
use telit_ssl::Profile;
use telit_ssl::cause::{ErrorRow, Listed, tables};
use telit_ssl::profile::{MODELS, ProfileValue, ROWS};

const PROFILES: &str = "# Profiles

Printed from `telit-ssl/src/profile`; `UPDATE_DOCS=1 cargo test -p tests --test tables` writes it anew. **R** marks what was
recollected, **I** what was inferred; everything else was read in a document, a driver or pasted module output.

What commands, forms and values a generation has stands in the declarations, its errors in [errors.md](errors.md).
";

const ERRORS: &str = "# Errors

Printed from `telit-ssl/src/cause`; `UPDATE_DOCS=1 cargo test -p tests --test tables` writes it anew. **R** marks what was
recollected, **I** what was inferred. A table that generations share is printed once. Where a generation has a number or a
text in two tables, the first one counts.
";

fn is_current(name: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, now).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == now,
        "docs/{name} is not current: UPDATE_DOCS=1 cargo test -p tests --test tables"
    );
}

#[test]
fn the_tables_of_profiles_are_those_of_the_rows() {
    let mut page = String::from(PROFILES);
    let names: Vec<&str> = Profile::ALL.iter().map(|profile| profile.name).collect();
    let columns = |word: &str| vec![word; names.len()].join("|");
    let _ = writeln!(page, "\n| value | unit | {} | source |", names.join(" | "));
    let _ = writeln!(page, "|---|---|{}|---|", columns("---"));
    for row in ROWS {
        let _ = write!(page, "| `{}`: {} | {} |", row.name, row.text, row.unit);
        for profile in Profile::ALL {
            let value = match (row.value)(profile) {
                ProfileValue::Number(number) => number.to_string(),
                ProfileValue::Flag(true) => "yes".to_owned(),
                ProfileValue::Flag(false) => "no".to_owned(),
            };
            let known = row.known_of(profile.id).expect("it is known");
            let _ = write!(page, " {value}{} |", mark(known.provenance));
        }
        let source = row.known.first().map_or("", |(_, known)| known.source);
        let _ = writeln!(page, " {source} |");
    }
    page.push_str("\n## Models\n\nBy these a module is recognised; any other is not.\n\n");
    page.push_str(
        "| name begins | version | firmware begins | profile | source |\n|---|---|---|---|---|\n",
    );
    for row in MODELS {
        let versions = row
            .versions
            .iter()
            .map(|version| if version.is_empty() { "none" } else { version });
        let _ = writeln!(
            page,
            "| {} | {} | {} | {}{} | {} |",
            row.family,
            versions.collect::<Vec<_>>().join(", "),
            row.revision,
            row.profile().expect("a profile").name,
            if row.disputed { ", disputed" } else { "" },
            row.evidence.source()
        );
    }
    is_current("profiles.md", &page);
}

#[test]
fn the_tables_of_errors_are_those_of_the_rows() {
    let mut page = String::from(ERRORS);
    page.push_str("\n| generation | tables, in their order |\n|---|---|\n");
    for profile in Profile::ALL {
        let listed = tables(profile.id).iter();
        let titles =
            listed.map(|listed| format!("{}{}", listed.table.title, mark(listed.provenance)));
        let titles: Vec<String> = titles.collect();
        let _ = writeln!(page, "| {} | {} |", profile.name, titles.join("; "));
    }
    let mut printed: Vec<&str> = Vec::new();
    for listed in Profile::ALL.iter().flat_map(|profile| tables(profile.id)) {
        if !printed.contains(&listed.table.title) {
            printed.push(listed.table.title);
            table(&mut page, listed);
        }
    }
    is_current("errors.md", &page);
}

fn table(page: &mut String, listed: &Listed) {
    let _ = writeln!(page, "\n## {}\n", listed.table.title);
    page.push_str("| number | text | cause | given by | what to do |\n|---|---|---|---|---|\n");
    for row in listed.table.rows {
        let commands: Vec<String> = row
            .commands
            .iter()
            .map(|name| format!("`{}`", name.usual))
            .collect();
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
            commands.join(", "),
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

const fn mark(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Cited => "",
        Provenance::Recollected => " **R**",
        Provenance::Inferred => " **I**",
    }
}
