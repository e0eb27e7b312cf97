//! Which case each irregularity of the notes has: the simulator checklist (protocol notes 9) and the quirks (field notes B).
//!
//! In: the two lists, by number. Out: a table in the manual, and judgement that nothing in it is made up. Not here: the cases
//! themselves, and quirks of virtual modules that neither list has.

mod checklist;
mod quirks;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use telit_module::Quirk;
use tests::golden::folder;
use tests::page;

/// Where an irregularity is met.
#[derive(Clone, Copy)]
enum Case {
    /// A quirk of the virtual module; the simulation draws each of them, but for a header that lies.
    Quirk(&'static str),
    /// A test, by file and name.
    Test(&'static str, &'static str),
    /// A golden vector, by family and behaviour.
    Vector(&'static str),
    /// It says something of a client, of firmware that nobody can see, or of commands that are not declared.
    Out(&'static str),
}

use Case::{Out, Quirk as Drawn, Test, Vector};

/// A line of the notes: its number, what it is about, and its cases.
type Line = (u8, &'static str, &'static [Case]);

/// Both lists, each with the number of lines that the notes have.
const LISTS: [(&str, u8, &[Line]); 2] = [
    ("protocol notes 9", 15, checklist::LINES),
    ("field notes B", 53, quirks::LINES),
];

#[test]
fn every_line_of_the_notes_has_a_case_that_exists() {
    for (list, last, lines) in LISTS {
        let numbers = lines.iter().map(|(number, ..)| *number);
        assert!(numbers.eq(1..=last), "{list}: a line is missing or twice");
        for (number, what, cases) in lines {
            assert!(!cases.is_empty(), "{list} {number}: {what}: no case");
            for case in *cases {
                assert!(
                    exists(*case),
                    "{list} {number}: there is no {}",
                    shown(*case)
                );
            }
        }
    }
}

#[test]
fn the_table_of_irregularities_is_current() {
    let mut table = String::from("| notes | irregularity | case |\n|---|---|---|\n");
    for (list, _, lines) in LISTS {
        for (number, what, cases) in lines {
            let cases: Vec<String> = cases.iter().copied().map(shown).collect();
            let _ = writeln!(table, "| {list} {number} | {what} | {} |", cases.join("; "));
        }
    }
    page::is_current("reliability.md", "irregularities", &table);
}

fn exists(case: Case) -> bool {
    match case {
        Drawn(name) => Quirk::named(name).is_some(),
        Test(file, name) => {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
            fs::read_to_string(path)
                .is_ok_and(|text| text.contains(&format!("#[test]\nfn {name}()")))
        }
        Vector(name) => folder().join(format!("{name}.at")).is_file(),
        Out(reason) => !reason.is_empty(),
    }
}

fn shown(case: Case) -> String {
    match case {
        Drawn(name) => format!("quirk `{name}`"),
        Test(file, name) => format!("`{name}` (`{file}`)"),
        Vector(name) => format!("vector `{name}`"),
        Out(reason) => format!("none: {reason}"),
    }
}
