//! The seeds of the fuzz targets, played by the compiler of the workspace: what the fuzzer begins with holds.
//!
//! In: `fuzz/corpus`. Out: judgement; the laws are in `src/fuzzed`. Not here: new inputs; `fuzz/run` looks for those.

use std::fs;
use std::path::Path;

use tests::fuzzed::TARGETS;

#[test]
fn every_seed_keeps_the_laws_of_its_target() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    for (target, judge) in TARGETS {
        let mut seeds = 0;
        for seed in fs::read_dir(root.join(target)).unwrap() {
            let path = seed.unwrap().path();
            // Shown where it breaks a law.
            eprintln!("{}", path.display());
            judge(&fs::read(&path).unwrap());
            seeds += 1;
        }
        assert!(seeds > 0, "{target} has no seeds");
    }
}

#[test]
fn every_target_has_its_binary() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    for (target, _) in TARGETS {
        assert!(
            manifest.contains(&format!("name = \"{target}\"")),
            "{target}"
        );
    }
}
