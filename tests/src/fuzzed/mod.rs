//! What the fuzzer tries, as functions over bytes: each plays something that the bytes describe and judges it.
//!
//! In: any bytes. Out: nothing, or a panic that says which law was broken. Here, and not in `fuzz/`, so that a test
//! replays the seeds with the compiler of the workspace. Not here: where bytes come from; `fuzz/` has the targets,
//! `examples/seeds.rs` writes the seeds, `examples/replay.rs` shows what an input tells.

mod script;

pub mod command_line;
pub mod engine;
pub mod framer;
pub mod grammar;
pub mod pair;
pub mod transcript;

/// Plays an input and judges it.
pub type Judge = fn(&[u8]);

/// The targets by name: the binaries of `fuzz/`, and the folders of its corpus.
pub const TARGETS: &[(&str, Judge)] = &[
    ("command_line", command_line::judge),
    ("engine", engine::judge),
    ("framer", framer::judge),
    ("grammar", grammar::judge),
    ("pair", pair::judge),
    ("transcript", transcript::judge),
];
