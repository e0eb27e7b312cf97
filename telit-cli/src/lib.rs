//! The program `telit`, as a library: so that its judges can use the parts that are not about a terminal.
#![forbid(unsafe_code)]

pub mod args;
mod by_hand;
mod input;
mod line;
mod loopback;
mod page;
mod port;
pub mod record;
pub mod run;
mod show;
pub mod spec;
pub mod transcript;
mod trouble;

pub use trouble::{Exit, Trouble};
