//! What happened last, for people who look into a broken invariant.
//!
//! In: bytes and events with their time. Out: lines. Not here: judgement.

use std::collections::VecDeque;
use std::fmt;

use telit_ssl::Instant;

/// Lines that are kept.
const LINES: usize = 80;

/// The last lines, or nothing where nobody reads them.
#[derive(Debug, Default)]
pub(super) struct Journal {
    kept: bool,
    lines: VecDeque<String>,
}

impl Journal {
    pub(super) fn kept() -> Self {
        Self {
            kept: true,
            lines: VecDeque::new(),
        }
    }

    pub(super) fn note(&mut self, now: Instant, what: &str, which: &dyn fmt::Debug) {
        if self.kept {
            self.write(format!("{:>9} {what} {which:?}", now.millis()));
        }
    }

    pub(super) fn bytes(&mut self, now: Instant, what: &str, bytes: &[u8]) {
        if self.kept {
            let shown = bytes.escape_ascii();
            self.write(format!("{:>9} {what} `{shown}`", now.millis()));
        }
    }

    fn write(&mut self, line: String) {
        if self.lines.len() == LINES {
            self.lines.pop_front();
        }
        self.lines.push_back(line);
    }
}

impl fmt::Display for Journal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines
            .iter()
            .try_for_each(|line| writeln!(formatter, "{line}"))
    }
}
