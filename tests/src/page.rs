//! A table in a page of the manual that a test prints and holds current.
//!
//! In: the page, the name of the table, what the table is now. Out: nothing, or what to do. With `UPDATE_DOCS=1` the table is
//! written anew. Not here: what stands in it.

use std::fs;
use std::path::Path;

/// Holds the table between two marks of `docs/<page>` against `now`.
///
/// # Panics
/// Where the page does not have the marks, or another table.
pub fn is_current(page: &str, table: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(page);
    let text = fs::read_to_string(&path).expect("the page");
    let begin = format!("<!-- {table}: begin -->\n");
    let end = format!("<!-- {table}: end -->\n");
    let (head, rest) = text.split_once(&begin).expect("the mark of the table");
    let (written, tail) = rest.split_once(&end).expect("the mark behind it");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, [head, &begin, now, &end, tail].concat())
            .expect("the page can be written");
    } else {
        assert!(
            written == now,
            "docs/{page} is not current, `{table}`: run this test with UPDATE_DOCS=1\n{now}"
        );
    }
}
