//! The workloads that `bench/beside/run` counts: a row for each, a column for each way of doing it.
//!
//! In: `list`, `check`, or row and column. Out: nothing; callgrind collects inside the functions named `measured`.
//! `check` runs all and holds what they wrote and read against one another, so that the columns do the same work.
//! Not here: seconds.
//!
//! Lines, dialogues and streams are three programs: what the optimiser does to a command that is written in one place must not
//! depend on whether an engine asks for it in another.

pub mod classified;
pub mod declared;
mod hand;
mod inputs;
mod streams;
mod with_at_commands;
mod with_atat;

use std::collections::BTreeMap;

/// One way of doing one thing: writes what it made into the room; the number of bytes.
pub struct Workload {
    /// What is done.
    pub row: &'static str,
    /// By what.
    pub column: &'static str,
    /// Does it.
    pub run: fn(&mut [u8]) -> usize,
}

/// Lines that are written and read, and how an unsolicited code is found.
#[must_use]
pub fn lines() -> Vec<Workload> {
    let mut all = Vec::new();
    declared::lines(&mut all);
    hand::lines(&mut all);
    with_atat::lines(&mut all);
    with_at_commands::lines(&mut all);
    classified::lines(&mut all);
    all
}

/// Whole dialogues.
#[must_use]
pub fn dialogues() -> Vec<Workload> {
    let mut all = Vec::new();
    declared::dialogues(&mut all);
    with_atat::dialogues(&mut all);
    all
}

/// Streams of ten thousand messages.
#[must_use]
pub fn streams() -> Vec<Workload> {
    let mut all = Vec::new();
    streams::streams(&mut all);
    all
}

/// Does what the arguments ask for.
///
/// # Panics
/// If there is no such workload, or if two columns of a row do not make the same.
pub fn run(workloads: Vec<Workload>) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut room = [0; 2048];
    match arguments.as_slice() {
        ["list"] => {
            for Workload { row, column, .. } in workloads {
                println!("{row}\t{column}");
            }
        }
        ["check"] => check(&workloads, &mut room),
        [row, column] => {
            let workload = workloads
                .iter()
                .find(|one| one.row == *row && one.column == *column)
                .expect("a workload");
            let made = (workload.run)(&mut room);
            assert!(made > 0, "the workload has done nothing");
        }
        _ => panic!("list, check, or ROW COLUMN"),
    }
}

fn check(workloads: &[Workload], room: &mut [u8]) {
    let mut made: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for Workload { row, column, run } in workloads {
        let count = run(room);
        let now = room[..count].to_vec();
        assert!(count > 0, "{row}, {column}: nothing was made");
        let known = made.entry(row).or_insert_with(|| now.clone());
        assert_eq!(
            known.escape_ascii().to_string(),
            now.escape_ascii().to_string(),
            "{row}, {column}"
        );
    }
    println!("{} workloads agree on {} rows", workloads.len(), made.len());
}
