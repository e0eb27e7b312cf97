//! The program `telit`, as a library: so that its judges can use the parts that are not about a terminal.

#![forbid(unsafe_code)]

pub mod record;
pub mod transcript;
