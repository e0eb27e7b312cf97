//! The host resets at any instant, and a new one finds the module: under seeds.
//!
//! In: seeds. Out: judgement. `bench/resets` takes ten thousand; here are few, so that a mistake is seen early.

use tests::simulation::{Reset, Resets};

#[test]
fn a_host_that_has_reset_finds_the_module() {
    let mut all = Resets::default();
    for seed in 0..1_000 {
        let reset = Reset::of(seed).unwrap_or_else(|broken| panic!("{broken}"));
        all.add(&reset);
    }
    // Resets that never meet a module in the middle of something show nothing.
    let states: Vec<_> = all.states().map(|(takes, _)| takes).collect();
    for takes in [
        "a command line",
        "nothing: a command is in progress",
        "payload in online mode",
        "payload that is counted",
        "payload up to `^Z`",
    ] {
        assert!(states.contains(&takes), "never: {takes}\n{all}");
    }
}
