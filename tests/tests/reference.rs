//! The reference, the coverage and the examples are those of the declarations and the golden vectors, and current.
//!
//! In: rows and vectors. Out: `docs/reference/*.md`, `docs/coverage.md` and the examples that the program is built
//! with, compared; with `UPDATE_DOCS=1` they are written anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use at_spec::Dialect;
use telit_cli::spec::{Examples, Scope, Selection, Shows, document, pages};
use telit_ssl::command::Telit;
use tests::evidence::{What, evidence};
use tests::golden::vectors;
use tests::{coverage, example, rows};

const HOW: &str = "UPDATE_DOCS=1 cargo test -p tests --test reference";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn examples() -> Examples {
    let vectors = vectors();
    example::collected(&evidence(&vectors))
}

/// Holds `now` against the file, or writes the file.
fn current(path: &Path, now: &str) -> Result<(), String> {
    let path = root().join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, now).unwrap();
    }
    if fs::read_to_string(&path).unwrap_or_default() == now {
        return Ok(());
    }
    Err(format!("{} is not current: {HOW}", path.display()))
}

#[test]
fn the_pages_are_those_of_the_declarations() {
    let folder = Path::new("docs/reference");
    let pages: BTreeMap<PathBuf, String> =
        pages(&Selection::everything(Scope::default()), &examples())
            .into_iter()
            .map(|page| (folder.join(page.file), page.text))
            .collect();
    let mut complaints: Vec<String> = pages
        .iter()
        .filter_map(|(path, text)| current(path, text).err())
        .collect();
    for file in fs::read_dir(root().join(folder)).unwrap() {
        let name = folder.join(file.unwrap().file_name());
        if !pages.contains_key(&name) {
            complaints.push(format!("{} is of no family: delete it", name.display()));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_coverage_is_that_of_the_vectors() {
    let vectors = vectors();
    let page = coverage::page(&evidence(&vectors));
    current(Path::new("docs/coverage.md"), &page).unwrap();
}

#[test]
fn the_examples_in_the_program_are_those_of_the_vectors() {
    let path = Path::new("telit-cli/src/spec/examples.jsonl");
    current(path, &examples().written()).unwrap();
}

#[test]
fn examples_are_read_as_they_were_written() {
    let examples = examples();
    assert_eq!(Examples::read(&examples.written()), examples);
}

#[test]
fn every_form_that_a_vector_shows_has_an_example() {
    let vectors = vectors();
    let evidence = evidence(&vectors);
    let examples = example::collected(&evidence);
    for shown in &evidence {
        if let What::Sent(row, form) = shown.what {
            let mut of = examples.of(row.name.usual, row.item);
            assert!(
                of.any(|example| example.shows == Shows::from(form)),
                "{} {form:?}",
                row.item
            );
        }
    }
}

#[test]
fn the_document_has_every_row_of_the_dialect() {
    let document = document(&Selection::everything(Scope::default()), &examples());
    assert_eq!(document["version"], 1);
    let families = document["families"].as_array().unwrap();
    let count = |part: &str| -> usize {
        families
            .iter()
            .map(|family| family[part].as_array().unwrap().len())
            .sum()
    };
    assert_eq!(families.len(), <Telit<'_> as Dialect<'_>>::FAMILIES.len());
    assert_eq!(count("commands"), rows::commands().count());
    assert_eq!(count("unsolicited"), rows::unsolicited().count());
}

#[test]
fn every_declared_answer_is_the_answer_of_a_form() {
    for answer in rows::answers() {
        let is_told = rows::commands().any(|row| {
            [Some(row.set), row.read]
                .into_iter()
                .flatten()
                .any(|form| form.answer.item == answer.item)
        });
        assert!(is_told, "{} stands on no page", answer.item);
    }
}
