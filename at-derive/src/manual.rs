//! The documentation of the macros names every option of every place, with an example that compiles.
//!
//! In: the pages in `docs`, which are the documentation of the macros. Out: options that they lack. Not here:
//! whether the examples run; they are tests of the documentation.

use std::collections::BTreeSet;

use syn::{Block, Item, Stmt};

use crate::expansion::place::{PLACES, options};

/// The pages, each with the places that it explains.
const PAGES: [(&str, &[&str]); 6] = [
    (
        include_str!("../docs/command.md"),
        &["command", "field of a command"],
    ),
    (
        include_str!("../docs/information.md"),
        &["answer", "field of an answer"],
    ),
    (
        include_str!("../docs/unsolicited.md"),
        &["unsolicited result code"],
    ),
    (
        include_str!("../docs/argument.md"),
        &["enum", "case", "struct around one value"],
    ),
    (include_str!("../docs/dialect.md"), &["dialect"]),
    (include_str!("../docs/family.md"), &["family"]),
];

#[test]
fn every_option_has_a_row_in_a_table() {
    let mut missing = Vec::new();
    for (page, places) in PAGES {
        let rows: Vec<&str> = page
            .lines()
            .filter(|line| line.starts_with("| `"))
            .collect();
        for (place, called) in PLACES.iter().filter(|(_, called)| places.contains(called)) {
            let is_told = |option: &str| rows.iter().any(|row| names(row, option));
            let untold = place.options().iter().filter(|option| !is_told(option));
            missing.extend(untold.map(|option| format!("`{option}` of a {called}")));
        }
    }
    assert!(missing.is_empty(), "no row explains: {missing:#?}");
}

#[test]
fn every_option_has_an_example() {
    let mut missing = Vec::new();
    for (page, places) in PAGES {
        let shown: BTreeSet<(String, String)> = examples(page).iter().flat_map(options).collect();
        for (place, called) in PLACES.iter().filter(|(_, called)| places.contains(called)) {
            let is_shown =
                |option: &str| shown.contains(&((*called).to_owned(), option.to_owned()));
            let unshown = place.options().iter().filter(|option| !is_shown(option));
            missing.extend(unshown.map(|option| format!("`{option}` of a {called}")));
        }
    }
    assert!(missing.is_empty(), "no example shows: {missing:#?}");
}

/// Whether the first cell of a row has the option: `range = 1..=6`, `test`.
fn names(row: &str, option: &str) -> bool {
    let cell = row.split('|').nth(1).unwrap_or_default();
    let written = cell.split('`').skip(1).step_by(2);
    let key = |text: &str| text.split([' ', '(']).next() == Some(option);
    written.into_iter().any(key)
}

/// The items of all examples, those inside modules too.
fn examples(page: &str) -> Vec<Item> {
    let blocks = page.split("```").skip(1).step_by(2);
    let blocks = blocks.map(|block| {
        let shown = block.lines().filter(|line| !line.starts_with("# "));
        let code = format!("{{{}\n}}", shown.collect::<Vec<_>>().join("\n"));
        syn::parse_str::<Block>(&code).unwrap_or_else(|error| panic!("{error}: {code}"))
    });
    let items = blocks
        .flat_map(|block| block.stmts)
        .filter_map(|one| match one {
            Stmt::Item(item) => Some(item),
            _ => None,
        });
    let mut found = Vec::new();
    for item in items {
        if let Item::Mod(module) = &item {
            found.extend(module.content.iter().flat_map(|(_, items)| items.clone()));
        }
        found.push(item);
    }
    found
}
