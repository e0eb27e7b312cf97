//! The single-fault law: every byte that the module sends in the dialogues of the guide, in provisioning and in receives is
//! lost, doubled and changed in every bit, and the module restarts before every byte and between any two commands.
//!
//! In: stories. Out: judgement, and the table in `docs/reliability.md`, compared; with `UPDATE_DOCS=1` it is written anew. What
//! must hold stands in `tests::fault`. Not here: two faults at once; the simulation has those.

use std::fmt::Write;
use std::thread;

use telit_ssl::Span;
use tests::fault::{Fault, Outcome, Played, STORIES};
use tests::page;

/// All faults of a kind that a story can have.
type Faults = fn(&Played) -> Vec<Fault>;

/// What can happen to a byte or to the module.
const KINDS: [(&str, Faults); 5] = [
    ("a byte is lost", |played| {
        (0..played.places).map(Fault::Delete).collect()
    }),
    ("a byte is doubled", |played| {
        (0..played.places).map(Fault::Double).collect()
    }),
    ("a bit of a byte is another", |played| {
        let bits = |place| (0..8).map(move |bit| Fault::Flip(place, bit));
        (0..played.places).flat_map(bits).collect()
    }),
    ("the module restarts before a byte", |played| {
        (0..played.places).map(Fault::Restart).collect()
    }),
    ("the module restarts before a command", |played| {
        (0..played.steps()).map(Fault::RestartBetween).collect()
    }),
];

const OUTCOMES: [(Outcome, &str); 6] = [
    (Outcome::Nothing, "as without it"),
    (Outcome::Text, "a text reads otherwise"),
    (Outcome::Online, "online payload as it came"),
    (Outcome::Bit, "a bit of counted payload"),
    (Outcome::Told, "told, and ready again"),
    (Outcome::Attached, "told, and attached again"),
];

/// What came of the faults of one kind: how often each outcome, and the longest search for the module.
type Row = ([usize; OUTCOMES.len()], Span);

/// Plays a story with every fault; a row for each kind.
fn rows(played: &Played) -> Result<Vec<Row>, String> {
    let row = |faults: Faults| {
        let mut row: Row = ([0; OUTCOMES.len()], Span::ZERO);
        for fault in faults(played) {
            let run = played.with(fault);
            let run = run.map_err(|what| format!("{}, {fault:?}: {what}", played.name()))?;
            let known = |(outcome, _): &(Outcome, &str)| *outcome == run.outcome;
            row.0[OUTCOMES.iter().position(known).expect("it has a column")] += 1;
            row.1 = row.1.max(run.longest);
        }
        Ok(row)
    };
    KINDS.iter().map(|(_, faults)| row(*faults)).collect()
}

#[test]
fn no_single_fault_makes_the_engine_lie_or_get_stuck() {
    let stories: Vec<Played> = STORIES.iter().map(Played::of).collect();
    let all: Result<Vec<Vec<Row>>, String> = thread::scope(|scope| {
        let played = stories.iter().map(|played| scope.spawn(|| rows(played)));
        let threads: Vec<_> = played.collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("it does not panic"))
            .collect()
    });
    let all = all.unwrap_or_else(|what| panic!("{what}"));
    page::is_current(
        "reliability.md",
        "one fault at a time",
        &table(&stories, &all),
    );
}

fn table(stories: &[Played], all: &[Vec<Row>]) -> String {
    let mut table = String::from("| fault | cases |");
    for (_, outcome) in OUTCOMES {
        let _ = write!(table, " {outcome} |");
    }
    table.push_str(" longest search, s |\n|---|---:|");
    let _ = writeln!(table, "{}---:|", "---:|".repeat(OUTCOMES.len()));
    for (number, (kind, _)) in KINDS.iter().enumerate() {
        let rows = all.iter().map(|story| story[number]);
        let (counts, longest) = rows.fold(([0; OUTCOMES.len()], Span::ZERO), |sum, row| {
            let counts = std::array::from_fn(|place| sum.0[place] + row.0[place]);
            (counts, sum.1.max(row.1))
        });
        let cases: usize = counts.iter().sum();
        let _ = write!(table, "| {kind} | {cases} |");
        for count in counts {
            let _ = write!(table, " {count} |");
        }
        let _ = writeln!(
            table,
            " {}.{} |",
            longest.millis() / 1_000,
            longest.millis() % 1_000 / 100
        );
    }
    table.push_str("\n| dialogue | bytes of the module | cases |\n|---|---:|---:|\n");
    for (played, rows) in stories.iter().zip(all) {
        let cases: usize = rows.iter().flat_map(|row| row.0).sum();
        let _ = writeln!(table, "| {} | {} | {cases} |", played.name(), played.places);
    }
    table
}
