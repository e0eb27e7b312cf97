//! Engine, line, module and peer, at random under a seed: what must hold whatever happens.
//!
//! In: seeds. Out: judgement. `bench/simulate` takes as many steps as it is told; here are few, so that a mistake
//! is seen early.

use tests::simulation::{Tally, World};

#[test]
fn whatever_happens_the_invariants_hold() {
    let mut all = Tally::default();
    for seed in 0..120 {
        let mut world = World::new(seed);
        world.run(2_000).unwrap_or_else(|broken| panic!("{broken}"));
        all.add(world.tally());
    }
    // A simulation in which nothing happens holds everything.
    for kind in [
        "information",
        "remark",
        "prompt",
        "payload",
        "done",
        "connected",
        "suspended",
        "closed",
        "failed",
        "attached",
        "ready",
        "violation",
    ] {
        assert!(all.events.contains_key(kind), "no {kind}: {all:?}");
    }
}
