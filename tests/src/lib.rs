//! The bench: false time, a seeded line, two ends joined, golden vectors, laws.
//!
//! In: declarations and vectors. Out: what the tests in `tests/` are made of. Not here: any test, any real
//! clock, any port.

#![forbid(unsafe_code)]

pub mod asked;
pub mod clock;
pub mod coverage;
pub mod declare;
pub mod desk;
pub mod evidence;
pub mod example;
pub mod far;
pub mod fault;
pub mod fuzzed;
pub mod golden;
pub mod host;
pub mod laws;
pub mod live;
pub mod named;
pub mod page;
pub mod pair;
pub mod play;
pub mod reach;
pub mod readme;
pub mod rendering;
pub mod rows;
pub mod scripted;
pub mod server;
pub mod simulation;
pub mod wire;
