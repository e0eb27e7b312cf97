//! A verb is written in its declaration, in vectors and in texts for people, and nowhere else in the code.
//!
//! In: the sources of all crates, the names of the tables. Out: judgement. A text for people is a literal with a
//! space in it, a comment, or the name of a procedure's missing answer.

use std::fs;
use std::path::{Path, PathBuf};

use tests::rows::{commands, lines};

#[test]
fn verbs_stand_in_declarations_and_nowhere_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let verbs: Vec<&str> = commands()
        .flat_map(|row| row.name.spellings())
        .chain(
            lines()
                .into_iter()
                .flat_map(|row| row.name)
                .flat_map(|name| name.spellings()),
        )
        .filter(|verb| verb.starts_with(['#', '+']))
        .collect();
    assert!(verbs.len() > 15);
    let mut found = Vec::new();
    for folder in [
        "at-parse",
        "at-spec",
        "at-derive",
        "telit-ssl",
        "telit-module",
        "telit-cli",
    ] {
        for file in sources(&root.join(folder).join("src")) {
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate() {
                for literal in literals(line) {
                    let bare = literal.trim_end_matches(['?', '=']);
                    if verbs.contains(&bare) && !line.contains("NoAnswer(") {
                        found.push(format!("{}:{}: {literal}", file.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Source files below a folder, but for the declarations and the inline tests of the macros.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("telit-ssl/src/command") || path.ends_with("at-derive/src/expansion") {
            continue;
        }
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The string literals of a line of code, comments left out.
fn literals(line: &str) -> Vec<&str> {
    if line.trim_start().starts_with("//") {
        return Vec::new();
    }
    line.split('"').skip(1).step_by(2).collect()
}
