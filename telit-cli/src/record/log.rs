//! A two-sided log, in whichever of its forms: JSON lines, or what `socat -x -v` writes.
//!
//! In: a reader. Out: [`Piece`]s, one by one. Not here: the forms themselves; the first line tells which it is.

use std::io::BufRead;

use super::lines::LineFault;
use super::socat::{Socat, is_header, is_message};
use super::{Lines, LogFault, Piece};

/// Reads a two-sided log.
#[derive(Debug)]
pub(crate) struct Log<R> {
    lines: Lines<R>,
    /// What has been read of a log of socat; `None`: the log is JSON, or nothing has come yet.
    socat: Option<Socat>,
    /// Whether socat was given the module first.
    module_first: bool,
}

impl<R: BufRead> Log<R> {
    pub(crate) const fn new(reader: R, module_first: bool) -> Self {
        Self {
            lines: Lines::new(reader),
            socat: None,
            module_first,
        }
    }

    /// The next piece; `None`: the log is over.
    pub(crate) fn next(&mut self) -> Result<Option<Piece>, LogFault> {
        loop {
            let number = self.lines.number() + 1;
            let Some(line) = self.lines.next()? else {
                let end = self.socat.take().map_or(Ok(()), Socat::end);
                return end.map_or_else(
                    |fault| Err(LineFault::Socat(fault).at(number.saturating_sub(1))),
                    |()| Ok(None),
                );
            };
            if self.socat.is_none() && (is_header(line) || is_message(line)) {
                self.socat = Some(Socat::new(self.module_first));
            }
            let piece = match &mut self.socat {
                Some(socat) => socat.line(line).map_err(LineFault::Socat),
                None => Piece::read(line).map(Some).map_err(LineFault::Record),
            };
            match piece {
                Ok(None) => {}
                Ok(piece) => return Ok(piece),
                Err(fault) => return Err(fault.at(self.lines.number())),
            }
        }
    }
}
