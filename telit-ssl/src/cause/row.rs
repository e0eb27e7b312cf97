//! Rows of error tables: what the engine reads, and what people read beside it.
//!
//! In: nothing. Out: [`ErrorCode`], [`ErrorRow`], [`ErrorTable`]. Not here: any one row.

use at_spec::{Name, Provenance};

use super::Cause;

/// What the engine reads of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The number with `+CMEE=1`, or the first of several that sources give together.
    pub number: u16,
    /// The last of them; the same, where it is one.
    pub last: u16,
    /// The text with `+CMEE=2`; empty where no source has it.
    pub text: &'static str,
    /// What it means.
    pub cause: Cause,
}

/// The same, and what people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorRow {
    /// The number with `+CMEE=1`, or the first of several that sources give together.
    pub number: u16,
    /// The last of them; the same, where it is one.
    pub last: u16,
    /// The text with `+CMEE=2`; empty where no source has it.
    pub text: &'static str,
    /// What it means.
    pub cause: Cause,
    /// The commands that can give it. None: any may, or no source says.
    pub commands: &'static [Name],
    /// One sentence of what to do.
    pub advice: &'static str,
    /// How well it is known.
    pub provenance: Provenance,
    /// Where it is from.
    pub source: &'static str,
    /// What other sources say of the number.
    pub disputes: &'static [Dispute],
}

/// What another source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// What the number means by its word.
    pub claim: &'static str,
    /// Which source that is.
    pub by: &'static str,
}

/// One table, for the engine and for people: as many codes as rows, in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorTable {
    /// What it is about.
    pub title: &'static str,
    /// What the engine reads.
    pub codes: &'static [ErrorCode],
    /// What people read.
    pub rows: &'static [ErrorRow],
}

impl ErrorCode {
    /// Whether `number` is one of its numbers.
    #[must_use]
    pub const fn has(&self, number: u32) -> bool {
        // Lossless; `From` is not const.
        self.number as u32 <= number && number <= self.last as u32
    }
}

impl ErrorRow {
    /// The row of a code as its cause has it; where a table knows better, it says so.
    pub(super) const fn usual(
        code: ErrorCode,
        provenance: Provenance,
        source: &'static str,
    ) -> Self {
        let ErrorCode {
            number,
            last,
            text,
            cause,
        } = code;
        Self {
            number,
            last,
            text,
            cause,
            commands: cause.commands(),
            advice: cause.advice(),
            provenance,
            source,
            disputes: &[],
        }
    }

    /// Whether `number` is one of its numbers.
    #[must_use]
    pub const fn has(&self, number: u32) -> bool {
        // Lossless; `From` is not const.
        self.number as u32 <= number && number <= self.last as u32
    }
}

/// A table: `title, provenance, source:`, then rows of a number, or two with `..=` between, a cause, a text, and in
/// braces what differs from the cause's own.
macro_rules! table {
    (
        $title:literal, $provenance:ident, $source:literal:
        $($number:literal $(..= $last:literal)? $cause:ident $text:literal $({ $($field:ident: $value:expr),* $(,)? })?)*
    ) => {
        ErrorTable {
            title: $title,
            codes: &[$(table!(@code $number $($last)?, $cause, $text)),*],
            rows: &[$(ErrorRow {
                $($($field: $value,)*)?
                ..ErrorRow::usual(
                    table!(@code $number $($last)?, $cause, $text),
                    Provenance::$provenance,
                    $source,
                )
            }),*],
        }
    };
    (@code $number:literal, $cause:ident, $text:literal) => {
        table!(@code $number $number, $cause, $text)
    };
    (@code $number:literal $last:literal, $cause:ident, $text:literal) => {
        ErrorCode {
            number: $number,
            last: $last,
            text: $text,
            cause: Cause::$cause,
        }
    };
}

pub(super) use table;
