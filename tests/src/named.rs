//! Tests that something else names: a table of disagreements, a page.
//!
//! In: a file, from the manifest of this crate on, and the name of a test. Out: whether it is there. Not here: what it says.

use std::fs;
use std::path::Path;

/// Whether the file has a test of this name, in a module or outside of one.
///
/// # Panics
/// If the file cannot be read.
#[must_use]
pub fn is_test(file: &str, test: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let function = format!("fn {test}() {{");
    let mut lines = text.lines().map(str::trim_start);
    // Attributes may stand between.
    let mut is_marked = false;
    lines.any(|line| {
        let is_it = is_marked && line == function;
        is_marked = line == "#[test]" || (is_marked && line.starts_with("#["));
        is_it
    })
}
