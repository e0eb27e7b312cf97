//! Line ends as a terminal log shows them: LF, where CR LF went over the line.
//!
//! In: text of a log. Out: the bytes as the module sent them, and the way back from a place in them to a place in
//! the log. Not here: which streams are logs; somebody has to say so.
//!
//! A module may well send a bare LF (protocol notes 1.4); a log of this kind cannot tell.

use std::collections::VecDeque;

/// Puts back the CR before each LF that stands alone.
#[derive(Debug, Default)]
pub(crate) struct LineEnds {
    last: Option<u8>,
    /// Bytes given out.
    given: u64,
    /// Places, in what was given out, of CRs that stand in no log; those that nobody can ask for are forgotten.
    added: VecDeque<u64>,
    forgotten: u64,
}

impl LineEnds {
    /// More of the log, as it went over the line.
    pub(crate) fn restore(&mut self, shown: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(shown.len() + shown.len() / 8);
        for byte in shown {
            if *byte == b'\n' && self.last != Some(b'\r') {
                self.added.push_back(self.given + bytes.len() as u64);
                bytes.push(b'\r');
            }
            bytes.push(*byte);
            self.last = Some(*byte);
        }
        self.given += bytes.len() as u64;
        bytes
    }

    /// What the log lacks at its end: the end of its last line.
    pub(crate) fn end(&self) -> &'static [u8] {
        match self.last {
            None | Some(b'\n') => &[],
            Some(_) => b"\r\n",
        }
    }

    /// The place in the log of a place on the line. Places are asked for from left to right.
    pub(crate) fn place(&mut self, at: u64) -> u64 {
        while self.added.front().is_some_and(|added| *added < at) {
            self.added.pop_front();
            self.forgotten += 1;
        }
        at - self.forgotten
    }
}
