//! The lines of a log file, one by one, and what can be wrong with them.
//!
//! In: a reader. Out: text with its line number. Not here: what a line says.

use std::fmt;
use std::io::{self, BufRead};

use super::RecordFault;
use super::batch::BatchFault;
use super::socat::SocatFault;

/// Reads lines and counts them.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    reader: R,
    number: u64,
    bytes: Vec<u8>,
}

/// Why a log cannot be read on.
#[derive(Debug)]
pub(crate) enum LogFault {
    /// The file cannot be read.
    Read(io::Error),
    /// A line is wrong.
    Line { number: u64, what: LineFault },
}

/// What is wrong with a line.
#[derive(Debug)]
pub(crate) enum LineFault {
    /// It is no UTF-8.
    Utf8,
    Record(RecordFault),
    Batch(BatchFault),
    Socat(SocatFault),
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(reader: R) -> Self {
        Self {
            reader,
            number: 0,
            bytes: Vec::new(),
        }
    }

    /// The number of the line that was read last.
    pub(crate) const fn number(&self) -> u64 {
        self.number
    }

    /// The next line that is not blank, without its line end.
    pub(crate) fn next(&mut self) -> Result<Option<&str>, LogFault> {
        loop {
            self.bytes.clear();
            let read = self.reader.read_until(b'\n', &mut self.bytes);
            if read.map_err(LogFault::Read)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if !self.bytes.trim_ascii().is_empty() {
                break;
            }
        }
        let number = self.number;
        let text = std::str::from_utf8(&self.bytes).map_err(|_| LogFault::Line {
            number,
            what: LineFault::Utf8,
        })?;
        Ok(Some(text.trim_end_matches(['\r', '\n'])))
    }
}

impl LogFault {
    /// A line of a batch is wrong.
    pub(crate) const fn batch(fault: BatchFault, number: u64) -> Self {
        LineFault::Batch(fault).at(number)
    }
}

impl LineFault {
    pub(crate) const fn at(self, number: u64) -> LogFault {
        LogFault::Line { number, what: self }
    }
}

impl fmt::Display for LogFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(formatter, "{error}"),
            Self::Line { number, what } => write!(formatter, "line {number}: {what}"),
        }
    }
}

impl fmt::Display for LineFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utf8 => formatter.write_str(
                "this is no UTF-8, so no JSON: raw bytes of a module are read from standard input",
            ),
            Self::Record(fault) => fault.fmt(formatter),
            Self::Batch(fault) => fault.fmt(formatter),
            Self::Socat(fault) => fault.fmt(formatter),
        }
    }
}

impl std::error::Error for LogFault {}
