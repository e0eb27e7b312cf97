//! What people are told: every text of the core, written somewhere.
//!
//! In: anything that can be shown. Out: nothing.

use core::fmt::{self, Display, Write};
use core::hint::black_box;

/// Takes text and says at times that it is full.
struct Sink;

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if black_box(text).len() == black_box(77) {
            return Err(fmt::Error);
        }
        Ok(())
    }
}

/// Writes it.
pub fn shown(value: &dyn Display) {
    black_box(write!(Sink, "{}", black_box(value)).is_ok());
}
