//! The states that the page shows are those that an engine comes to.
//!
//! In: `docs/states.md`, the moves of the bench. Out: judgement. Not here: whether the page is current
//! (`telit-ssl/src/engine/walk`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tests::reach::{reachable, state};

/// Where the escape sequence leaves: this bench lets it leave at once. That of a recovery may have a gap to keep.
const PASSING: [&str; 1] = ["Online::Plus"];

/// `Recover(Recover { phase: Clear, ..` is `Recover::Clear`.
fn kind(state: &str) -> String {
    let words = state.split(['(', ')', '{', '}', ' ', ',']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        ["Recover", "Recover", "phase:", phase, ..] => format!("Recover::{phase}"),
        [outer, inner, ..] => format!("{outer}::{inner}"),
        words => words.concat(),
    }
}

#[test]
fn an_engine_comes_to_every_state_of_the_page_by_what_an_application_and_a_module_can_do() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/states.md");
    let page = fs::read_to_string(page).unwrap();
    let shown: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'))
        .collect();
    let reached: BTreeSet<String> = reachable()
        .into_values()
        .map(|reached| kind(&state(&reached.host)))
        .collect();
    let missing: Vec<&str> = shown
        .iter()
        .filter(|kind| !reached.contains(**kind))
        .copied()
        .collect();
    assert_eq!(missing, PASSING);
    assert!(reached.iter().all(|kind| shown.contains(kind.as_str())));
}
