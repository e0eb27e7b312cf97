//! The command line while it is being entered.
//!
//! In: bytes of the host, in command mode. Out: bodies of command lines. Not here: what they ask for, echo.
//! Read first: V.250 5.2, 6.2.1, 6.2.3; protocol notes 1.1.

use at_parse::is_repeat;

/// How lines are entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Editing {
    /// S3: ends a line.
    pub(crate) terminator: u8,
    /// S5: deletes the byte before it.
    pub(crate) backspace: u8,
    /// Bytes of the longest line, prefix and terminator included.
    pub(crate) most: usize,
    /// Whether `AT#/` repeats the last line too.
    pub(crate) repeats_by_name: bool,
}

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

    /// Takes a byte.
    pub(crate) fn byte(&mut self, byte: u8, editing: Editing) -> Option<Entered> {
        match byte {
            _ if byte == editing.terminator => return self.end(),
            _ if byte == editing.backspace => {
                self.bytes.pop();
            }
            // Other control characters mean nothing, such as the LF of a host that ends its lines with CR and LF.
            0..b' ' => {}
            _ if self.bytes.len().saturating_add(1) >= editing.most => self.is_too_long = true,
            _ => {
                self.bytes.push(byte);
                return self.look_at_prefix(editing);
            }
        }
        None
    }

    fn look_at_prefix(&mut self, editing: Editing) -> Option<Entered> {
        match self.bytes.as_slice() {
            b"AT#/" | b"at#/" if editing.repeats_by_name => Some(self.repeat()),
            [b'A' | b'a'] | [b'A', b'T', ..] | [b'a', b't', ..] => None,
            bytes if is_repeat(bytes) => Some(self.repeat()),
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

    /// The line before once more, at once: no terminator is needed.
    fn repeat(&mut self) -> Entered {
        self.bytes.clear();
        Entered::Body(self.last.clone())
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

#[cfg(test)]
mod tests {
    use super::{Editing, Entered, Entry};

    const USUAL: Editing = Editing {
        terminator: b'\r',
        backspace: 0x08,
        most: 20,
        repeats_by_name: true,
    };

    /// The lines that `bytes` enter.
    fn entered(bytes: &str, editing: Editing) -> Vec<String> {
        let mut entry = Entry::default();
        let lines = bytes.bytes().filter_map(|byte| entry.byte(byte, editing));
        let told = |line| match line {
            Entered::Body(body) => String::from_utf8(body).unwrap(),
            Entered::TooLong => "too long".into(),
        };
        lines.map(told).collect()
    }

    #[test]
    fn terminator_and_backspace_are_those_of_the_registers() {
        let editing = Editing {
            terminator: b'!',
            backspace: 0x7F,
            ..USUAL
        };
        assert_eq!(entered("ATEX\x7F0!", editing), ["E0"]);
        // What they were before means nothing now.
        assert_eq!(entered("ATE\x080\r!", editing), ["E0"]);
    }

    #[test]
    fn a_line_can_be_deleted_back_to_its_prefix_and_beyond() {
        assert_eq!(entered("ATE1\x08\x08V0\r", USUAL), ["V0"]);
        assert_eq!(entered("ATE1\x08\x08\x08\x08\x08ATV0\r", USUAL), ["V0"]);
        assert_eq!(entered("AX\x08TE0\r", USUAL), [""; 0]);
    }

    #[test]
    fn the_last_line_is_repeated_without_a_terminator() {
        assert_eq!(entered("ATE0\rA/a/", USUAL), ["E0", "E0", "E0"]);
        assert_eq!(entered("ATE0\rAT#/at#/\r", USUAL), ["E0", "E0", "E0"]);
        let editing = Editing {
            repeats_by_name: false,
            ..USUAL
        };
        assert_eq!(entered("ATE0\rAT#/\r", editing), ["E0", "#/"]);
    }

    #[test]
    fn a_line_that_is_too_long_stays_so_and_is_not_repeated() {
        let long = format!("AT{}", "x".repeat(18));
        assert_eq!(
            entered(&format!("ATE0\r{long}\x08\x08\x08\rA/"), USUAL),
            ["E0", "too long", "E0"]
        );
        assert_eq!(entered(&format!("{}\r", &long[..19]), USUAL).len(), 1);
    }

    #[test]
    fn a_line_without_end_needs_no_more_room_than_one_that_fits() {
        let mut entry = Entry::default();
        for byte in b"AT".iter().chain(&[b'x'; 1_000_000]) {
            assert_eq!(entry.byte(*byte, USUAL), None);
        }
        assert!(entry.bytes.capacity() <= 64);
        assert_eq!(entry.byte(b'\r', USUAL), Some(Entered::TooLong));
    }
}
