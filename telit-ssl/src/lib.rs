//! Front page.
#![no_std]
#![forbid(unsafe_code)]

mod time;

pub use time::{Instant, Span};
