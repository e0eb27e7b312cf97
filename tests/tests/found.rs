//! Bugs that a machine found, as `docs/reliability.md` lists them: each has a test that keeps it from coming back.
//!
//! In: the table of the page. Out: judgement. Not here: the machines; the page says where they are.

use std::fs;
use std::path::Path;

use tests::named::is_test;

const BEGIN: &str = "<!-- found by machines: begin -->";
const END: &str = "<!-- found by machines: end -->";

#[test]
fn the_test_of_every_bug_that_a_machine_found_exists() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reliability.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, table) = page.split_once(BEGIN).unwrap();
    let (table, _) = table.split_once(END).unwrap();
    let rows: Vec<&str> = table.trim().lines().skip(2).collect();
    assert!(!rows.is_empty());
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [_, _, file, tests] = cells[..] else {
            panic!("{row}")
        };
        let file = format!("../{}", file.trim_matches('`'));
        for test in tests.split(", ").map(|test| test.trim_matches('`')) {
            assert!(is_test(&file, test), "{file} has no test {test}");
        }
    }
}
