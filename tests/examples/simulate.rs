//! Runs the simulation for as many steps as it is told, over as many seeds: `simulate STEPS [FIRST-SEED]`.
//!
//! In: numbers. Out: what has happened, or the seed and the step at which an invariant broke. `bench/simulate`
//! builds it in release mode.
#![expect(clippy::print_stdout, reason = "the counts are what was asked for")]

use std::process::ExitCode;

use tests::simulation::{Tally, World};

/// Steps of one seed.
const STEPS: u64 = 100_000;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let (Some(Ok(steps)), first) = (numbers.next(), numbers.next()) else {
        println!("simulate STEPS [FIRST-SEED]");
        return ExitCode::from(2);
    };
    let first = first.and_then(Result::ok).unwrap_or(1);
    let mut all = Tally::default();
    let mut seed = first;
    while all.steps < steps {
        let mut world = World::new(seed);
        let part = STEPS.min(steps - all.steps);
        if world.run(part).is_err() {
            // Once more, and written down: the same seed does the same.
            if let Err(broken) = World::new(seed).with_journal().run(part) {
                println!("{broken}");
            }
            return ExitCode::FAILURE;
        }
        all.add(world.tally());
        seed += 1;
    }
    println!(
        "seeds {first} to {}: {} steps, {} restarts, {} silences, {} bytes of payload compared",
        seed - 1,
        all.steps,
        all.restarts,
        all.silences,
        all.judged
    );
    for (kind, count) in &all.events {
        println!("{count:>12} {kind}");
    }
    ExitCode::SUCCESS
}
