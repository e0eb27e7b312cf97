//! Result codes: final, intermediate and unsolicited, in words (V1) and digits (V0).
//!
//! In: one line. Out: the code it is, if it is one. Not here: whether it ends anything; only the state of the
//! dialogue tells an answer from an unsolicited code.
//! Read first: V.250 5.7.1, 6.2.6; protocol notes 1.4.

use crate::framing::ResultCodes;
use crate::grammar::{Production, number};

/// A result code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResultCode<'a> {
    /// `OK`, 0.
    Ok,
    /// `CONNECT`, with or without a speed; 1 and its numeric siblings.
    Connect,
    /// `RING`, 2.
    Ring,
    /// `NO CARRIER`, 3; newer modules may add `:SSL,…` (protocol notes 5.5, field 8).
    NoCarrier,
    /// `ERROR`, 4.
    Error,
    /// `NO DIALTONE`, 6.
    NoDialtone,
    /// `BUSY`, 7.
    Busy,
    /// `NO ANSWER`, 8.
    NoAnswer,
    /// `+CME ERROR: …`, instead of `ERROR` in either mode (27.007 9.2).
    CmeError(ErrorReport<'a>),
    /// `+CMS ERROR: …` (27.005 3.2.5).
    CmsError(ErrorReport<'a>),
}

/// What stands behind `+CME ERROR:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorReport<'a> {
    /// `+CMEE=1`
    Number(u32),
    /// `+CMEE=2`
    Text(&'a [u8]),
}

impl<'a> ResultCode<'a> {
    /// Reads `line`, which has no line end, as a result code in the mode that the module is in.
    #[must_use]
    pub fn read(line: &'a [u8], codes: ResultCodes) -> Option<Self> {
        let line = line.trim_ascii();
        match (line, codes) {
            ([b'+', ..], _) => Self::read_report(line),
            (_, ResultCodes::Verbose) => Self::read_words(line),
            (_, ResultCodes::Numeric) => Self::read_digits(line),
        }
    }

    fn read_report(line: &'a [u8]) -> Option<Self> {
        if let Some(report) = line.strip_prefix(b"+CME ERROR:") {
            return Some(Self::CmeError(ErrorReport::read(report)));
        }
        let report = line.strip_prefix(b"+CMS ERROR:")?;
        Some(Self::CmsError(ErrorReport::read(report)))
    }

    fn read_words(line: &[u8]) -> Option<Self> {
        Some(match line {
            b"OK" => Self::Ok,
            b"ERROR" => Self::Error,
            b"RING" => Self::Ring,
            b"BUSY" => Self::Busy,
            b"NO ANSWER" => Self::NoAnswer,
            b"NO DIALTONE" => Self::NoDialtone,
            b"CONNECT" => Self::Connect,
            _ if line.starts_with(b"CONNECT ") => Self::Connect,
            b"NO CARRIER" => Self::NoCarrier,
            _ if line.starts_with(b"NO CARRIER:") => Self::NoCarrier,
            _ => return None,
        })
    }

    fn read_digits(line: &[u8]) -> Option<Self> {
        Some(match line {
            b"0" => Self::Ok,
            b"1" | b"5" | b"10" | b"11" | b"12" | b"15" | b"23" => Self::Connect,
            b"2" => Self::Ring,
            b"3" => Self::NoCarrier,
            b"4" => Self::Error,
            b"6" => Self::NoDialtone,
            b"7" => Self::Busy,
            b"8" => Self::NoAnswer,
            _ => return None,
        })
    }
}

/// Whether `line` is a result code in digits; it then has no LF.
pub(crate) fn is_numeric_code(line: &[u8]) -> bool {
    ResultCode::read_digits(line).is_some()
}

impl<'a> ErrorReport<'a> {
    fn read(report: &'a [u8]) -> Self {
        let report = report.trim_ascii();
        match number.read(report) {
            Ok((value, [])) => Self::Number(value),
            _ => Self::Text(report),
        }
    }
}
