//! The command line while it is being entered.
//!
//! In: bytes of the host, in command mode. Out: bodies of command lines. Not here: what they ask for, echo.
//! Read first: V.250 5.2; protocol notes 1.1.

use at_parse::byte::{BACKSPACE, CR};

/// What has been entered so far, and the body before it.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// Empty, or a line from its prefix on: what stands before a prefix is dropped at once.
    bytes: Vec<u8>,
    is_too_long: bool,
    /// What `A/` repeats; at first the empty line, which is `OK` (V.250 5.2.4).
    last: Vec<u8>,
}

/// A line is complete.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entered {
    /// Its body.
    Body(Vec<u8>),
    /// It was longer than the module has room for; nothing of it is executed.
    TooLong,
}

impl Entry {
    /// Whether a command line has begun.
    pub(crate) const fn is_begun(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// Bytes that it holds.
    pub(crate) const fn len(&self) -> usize {
        self.bytes.len() + self.last.len()
    }

    /// Takes a byte; lines of more than `most` bytes, terminator included, are too long.
    pub(crate) fn byte(&mut self, byte: u8, most: usize) -> Option<Entered> {
        match byte {
            CR => return self.end(),
            BACKSPACE => {
                self.bytes.pop();
            }
            // Other control characters mean nothing, such as the LF of a host that ends its lines with CR and LF.
            0..b' ' => {}
            _ if self.bytes.len().saturating_add(1) >= most => self.is_too_long = true,
            _ => {
                self.bytes.push(byte);
                return self.look_at_prefix();
            }
        }
        None
    }

    fn look_at_prefix(&mut self) -> Option<Entered> {
        match self.bytes.as_slice() {
            [b'A' | b'a'] | [b'A', b'T', ..] | [b'a', b't', ..] => None,
            // No terminator is needed.
            [b'A' | b'a', b'/'] => {
                self.bytes.clear();
                Some(Entered::Body(self.last.clone()))
            }
            [.., b'A' | b'a'] => {
                self.bytes = self.bytes.split_off(self.bytes.len().saturating_sub(1));
                None
            }
            _ => {
                self.bytes.clear();
                None
            }
        }
    }

    fn end(&mut self) -> Option<Entered> {
        let bytes = core::mem::take(&mut self.bytes);
        if core::mem::take(&mut self.is_too_long) {
            return Some(Entered::TooLong);
        }
        let (_, body) = bytes.split_at_checked(2)?;
        self.last = body.to_vec();
        Some(Entered::Body(body.to_vec()))
    }
}
