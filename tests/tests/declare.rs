//! The page for those who declare commands of their own shows code that is compiled.
//!
//! In: the page, the example. Out: judgement. The programs of the page run as tests of its documentation.

use std::fs;
use std::path::Path;

fn read(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(file)).expect(file)
}

#[test]
fn the_declarations_on_the_page_are_those_of_the_example() {
    let page = read("docs/declare-your-own-command.md");
    let source = read("examples/ublox/src/lib.rs");
    let is_head = |line: &&str| line.starts_with("//!") || line.is_empty();
    let code: Vec<&str> = source.lines().skip_while(is_head).collect();
    let block = format!("```rs\n{}\n```\n", code.join("\n"));
    assert!(
        page.contains(&block),
        "copy examples/ublox/src/lib.rs into the page, without its head"
    );
}

#[test]
fn the_example_knows_at_spec_alone() {
    let manifest = read("examples/ublox/Cargo.toml");
    let (_, dependencies) = manifest
        .split_once("[dependencies]\n")
        .expect("dependencies");
    assert_eq!(dependencies.trim(), "at-spec.workspace = true");
}
