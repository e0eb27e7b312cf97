//! The manual's table of profiles is printed from the rows, and is current.
//!
//! In: rows of profiles and models. Out: `docs/profiles.md`, compared; with `UPDATE_DOCS=1` it is written anew.

use std::fmt::Write;
use std::path::Path;

use at_spec::Provenance;
use telit_ssl::Profile;
use telit_ssl::profile::{MODELS, ProfileValue, ROWS};

const PROFILES: &str = "# Profiles

Printed from `telit-ssl/src/profile`; `UPDATE_DOCS=1 cargo test -p tests --test tables` writes it anew. **R** marks what was
recollected, **I** what was inferred; everything else was read in a document, a driver or pasted module output.

What commands, forms and values a generation has stands in the declarations, its errors in [reference/errors.md](reference/errors.md).
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

const fn mark(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Cited => "",
        Provenance::Recollected => " **R**",
        Provenance::Inferred => " **I**",
    }
}
