//! Resets the host at so many random instants: `resets COUNT [FIRST-SEED]`. Each is in a world of its own.
//!
//! In: numbers. Out: how the new hosts came to be ready, or the seeds in which one did not. `bench/resets` builds it.
#![expect(clippy::print_stdout, reason = "the counts are what was asked for")]

use std::process::ExitCode;

use tests::simulation::{Reset, Resets};

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let (Some(Ok(count)), first) = (numbers.next(), numbers.next()) else {
        println!("resets COUNT [FIRST-SEED]");
        return ExitCode::from(2);
    };
    let first = first.and_then(Result::ok).unwrap_or(1);
    let mut all = Resets::default();
    let mut broken = 0;
    for seed in first..first + count {
        match Reset::of(seed) {
            Ok(reset) => all.add(&reset),
            Err(what) => {
                broken += 1;
                println!("{what}");
            }
        }
    }
    let last = first + count - 1;
    println!("seeds {first} to {last}: {count} resets, {broken} broken\n\n{all}");
    if broken > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
