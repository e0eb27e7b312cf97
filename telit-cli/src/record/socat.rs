//! What `socat -x -v` writes on standard error: a header with direction, time and length, then the bytes in
//! hexadecimal, 16 to a line, with their text beside them.
//!
//! In: lines. Out: [`Piece`]s. Not here: `-v` alone, whose text does not tell a byte from its escape.
//!
//! ```text
//! > 2026/11/25 19:19:26.000816193  length=10 from=17 to=26
//!  41 54 23 53 53 4c 53 3d 31 0d                    AT#SSLS=1.
//! --
//! ```
//!
//! `>` goes from the first address of the command line to the second. The fraction of the time is a number of
//! microseconds, however many digits it has: version 1.7.4.4 writes nine of them.

use std::fmt;

use telit_ssl::Instant;

use super::{Piece, Side};

/// Reads a log of socat, line by line.
#[derive(Debug)]
pub(super) struct Socat {
    module_first: bool,
    /// The block that is being read.
    block: Option<Block>,
    /// Time of the first block: times count from there.
    start: Option<u64>,
}

#[derive(Debug)]
struct Block {
    piece: Piece,
    length: usize,
}

/// What is wrong with a line of a log of socat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SocatFault {
    /// A header that is none.
    Header,
    /// Neither a header nor bytes.
    Line,
    /// A block has another length than its header says.
    Length { came: usize, of: usize },
}

impl fmt::Display for SocatFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => formatter.write_str("this header of socat cannot be read"),
            Self::Line => formatter.write_str(
                "this is no line of `socat -x -v`: text without hexadecimal digits cannot be read back, so give it -x",
            ),
            Self::Length { came, of } => write!(
                formatter,
                "the block before this has {came} bytes, and its header says {of}: the log is cut, or was changed"
            ),
        }
    }
}

impl Socat {
    pub(super) const fn new(module_first: bool) -> Self {
        Self {
            module_first,
            block: None,
            start: None,
        }
    }

    /// Takes a line; a block that is complete comes back.
    pub(super) fn line(&mut self, line: &str) -> Result<Option<Piece>, SocatFault> {
        if is_message(line) || line.starts_with("--") && self.block.is_none() {
            return Ok(None);
        }
        if self.block.is_none() || is_header(line) {
            self.whole()?;
            let (piece, length) = self.header(line).ok_or(if is_header(line) {
                SocatFault::Header
            } else {
                SocatFault::Line
            })?;
            self.block = Some(Block { piece, length });
            return Ok(None);
        }
        let Some(block) = &mut self.block else {
            return Ok(None);
        };
        let left = block.length - block.piece.bytes.len();
        let before = block.piece.bytes.len();
        block.piece.bytes.extend(hexadecimal(line).take(left));
        if block.piece.bytes.len() == before {
            return Err(SocatFault::Line);
        }
        let is_whole = block.piece.bytes.len() == block.length;
        Ok(self.block.take_if(|_| is_whole).map(|block| block.piece))
    }

    /// The log is over.
    pub(super) fn end(mut self) -> Result<(), SocatFault> {
        self.whole()
    }

    fn whole(&mut self) -> Result<(), SocatFault> {
        match self.block.take() {
            Some(block) => Err(SocatFault::Length {
                came: block.piece.bytes.len(),
                of: block.length,
            }),
            None => Ok(()),
        }
    }

    fn header(&mut self, line: &str) -> Option<(Piece, usize)> {
        let mut words = line.split_ascii_whitespace();
        let to_second = words.next()? == ">";
        let (date, time) = (words.next()?, words.next()?);
        let length = words.next()?.strip_prefix("length=")?.parse().ok()?;
        let now = millis(date, time)?;
        let start = *self.start.get_or_insert(now);
        let piece = Piece {
            from: if to_second == self.module_first {
                Side::Module
            } else {
                Side::Host
            },
            bytes: Vec::new(),
            at: Some(Instant::from_millis(now.saturating_sub(start))),
        };
        Some((piece, length))
    }
}

/// Whether a line begins a block.
pub(super) fn is_header(line: &str) -> bool {
    let behind = line.strip_prefix("> ").or_else(|| line.strip_prefix("< "));
    behind.is_some_and(|rest| begins_with_date(rest) && rest.contains(" length="))
}

/// Whether a line is a message of socat itself.
pub(super) fn is_message(line: &str) -> bool {
    begins_with_date(line) && line.contains(" socat[")
}

fn begins_with_date(line: &str) -> bool {
    line.split(' ').next().and_then(days).is_some()
}

/// The bytes of a line: pairs of digits behind one space each, up to the gap before their text.
fn hexadecimal(line: &str) -> impl Iterator<Item = u8> {
    line.as_bytes().chunks(3).map_while(|pair| match pair {
        [b' ', high, low] => {
            let digit = |byte: &u8| char::from(*byte).to_digit(16);
            u8::try_from(digit(high)? * 16 + digit(low)?).ok()
        }
        _ => None,
    })
}

/// Milliseconds since 1970 of a date and a time of day, wherever the clock stood.
fn millis(date: &str, time: &str) -> Option<u64> {
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = time.split(':').map(str::parse::<u64>);
    let mut part = || parts.next()?.ok();
    let seconds = (part()? * 60 + part()?) * 60 + part()?;
    let fraction: u64 = fraction.parse().ok()?;
    // Above a million it can be no number of microseconds.
    let micros = if fraction < 1_000_000 {
        fraction
    } else {
        fraction / 1000
    };
    Some((days(date)? * 86_400 + seconds) * 1000 + micros / 1000)
}

/// Days since 1970 of a date `2026/11/25`, in the Gregorian calendar.
fn days(date: &str) -> Option<u64> {
    let mut parts = date.split('/');
    let mut part = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        part.parse::<u64>().ok()
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years that begin in March have their leap day at the end.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    let before_1970 = 719_468;
    Some(year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - before_1970)
}
