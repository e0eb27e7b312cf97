//! Enumerates what can happen between the engine and a module, and says how many states that is.
//!
//! In: nothing. Out: a table on standard output, and a failure if a promise is broken in any state. The engine is the
//! real one; the module, the line and the application are small, and of the model alone.

mod host;
mod key;
mod module;
mod reverse;
mod world;

use std::process::ExitCode;
use std::time::Instant;

use stateright::{Checker, Model};

use module::Kind;
use world::{Fault, Limits};

const ALL: &[Kind] = &[Kind::Plain, Kind::Receive, Kind::Send, Kind::Dial];
const NO_DIAL: &[Kind] = &[Kind::Plain, Kind::Receive, Kind::Send];
const LINES: &[Kind] = &[Kind::Plain];
const RUNS: &[Limits] = &[
    Limits {
        name: "late answers",
        requests: 3,
        kinds: ALL,
        faults: 0,
        what: &[],
        unasked: 1,
        attaches: 0,
        stalls: 0,
    },
    Limits {
        name: "stalls",
        requests: 2,
        kinds: LINES,
        faults: 0,
        what: &[],
        unasked: 0,
        attaches: 0,
        stalls: 1,
    },
    Limits {
        name: "lost",
        requests: 2,
        kinds: ALL,
        faults: 1,
        what: &[Fault::Lost, Fault::Doubled, Fault::Spoilt],
        unasked: 1,
        attaches: 1,
        stalls: 0,
    },
    Limits {
        name: "unheard",
        requests: 2,
        kinds: NO_DIAL,
        faults: 1,
        what: &[Fault::Unheard],
        unasked: 1,
        attaches: 1,
        stalls: 0,
    },
    Limits {
        name: "reboot",
        requests: 2,
        kinds: ALL,
        faults: 1,
        what: &[Fault::Reboot],
        unasked: 1,
        attaches: 1,
        stalls: 0,
    },
];

fn main() -> ExitCode {
    let mut whole = true;
    let only = std::env::args().nth(1);
    for limits in RUNS
        .iter()
        .filter(|l| only.as_ref().is_none_or(|o| l.name == o))
    {
        let start = Instant::now();
        let checker = limits.clone().checker().threads(2).spawn_bfs().join();
        let states = checker.unique_state_count();
        println!(
            "{}: {states} states, {} ms",
            limits.name,
            start.elapsed().as_millis()
        );
        for (name, path) in checker.discoveries() {
            if name == "every request ends" {
                continue;
            }
            println!("broken: {name}");
            for (world, deed) in path.into_vec() {
                print!("  {deed:?}");
                if deed.is_none() {
                    println!("{:#?} {:?}", world.host.broken, world.host.engine);
                }
            }
            whole = false;
        }
        let s = reverse::search(limits);
        println!(
            "  settled in {}; longest silence {} ms; {} ms in all",
            s.settled,
            s.longest,
            start.elapsed().as_millis()
        );
        for (what, way) in [
            ("no way out", &s.trap),
            ("silence does not end it", &s.stuck),
        ] {
            if let Some(way) = way {
                println!("broken: {what}: {way:?}");
                whole = false;
            }
        }
        if s.states != states {
            println!("broken: the two searches differ: {} states", s.states);
            whole = false;
        }
    }
    if whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
