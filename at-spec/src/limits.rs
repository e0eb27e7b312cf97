//! What a profile allows in a field: ranges and presence, as data.
//!
//! In: a value's number. Out: yes, or which field and why not. Not here: what is true for every profile; the
//! type checks that.

use core::fmt;

use crate::name::ProfileId;

/// An inclusive range of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least number.
    pub least: i64,
    /// The greatest number.
    pub most: i64,
}

impl Range {
    /// `least..=most`
    #[must_use]
    pub const fn new(least: i64, most: i64) -> Self {
        Self { least, most }
    }
}

/// The limits of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Name of the field.
    pub name: &'static str,
    /// The range of every profile that `ranges` does not list.
    pub range: Option<Range>,
    /// Ranges of single profiles.
    pub ranges: &'static [(ProfileId, Range)],
    /// Profiles whose modules do not have the field.
    pub absent: &'static [ProfileId],
}

/// A value that cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Name of the field, or of the command where the whole command is not there.
    pub name: &'static str,
    /// What is wrong with it.
    pub refusal: Refusal,
}

/// Why a value cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Modules of this profile do not have it.
    Absent,
    /// It takes payload or goes online, and something follows it on its command line.
    NotLast,
    /// The number is out of range.
    OutOfRange {
        /// The number given.
        given: i64,
        /// What the profile allows.
        allowed: Range,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.refusal {
            Refusal::Absent => write!(
                formatter,
                "`{name}`: modules of this profile do not have it; leave it out"
            ),
            Refusal::NotLast => write!(
                formatter,
                "`{name}` takes payload or goes online; it must be the last of its line"
            ),
            Refusal::OutOfRange {
                given,
                allowed: Range { least, most },
            } => {
                write!(
                    formatter,
                    "`{name}` is {given}; this profile takes {least} to {most}"
                )
            }
        }
    }
}

impl core::error::Error for Refused {}

impl Limits {
    /// No limits but those of the type.
    #[must_use]
    pub const fn none(name: &'static str) -> Self {
        Self {
            name,
            range: None,
            ranges: &[],
            absent: &[],
        }
    }

    /// The range that holds for `profile`.
    #[must_use]
    pub fn range_of(&self, profile: ProfileId) -> Option<Range> {
        // By value and from the end, so that the first counts: the compiler then compares with the numbers themselves.
        let listed = self.ranges.iter().rev();
        listed.fold(self.range, |found, (id, range)| {
            if *id == profile { Some(*range) } else { found }
        })
    }

    /// Whether modules of `profile` take `number` in this field; `None`: a value that is not a number.
    ///
    /// To be asked only of a field that is there.
    ///
    /// # Errors
    /// The field, and why not.
    pub fn check(&self, profile: ProfileId, number: Option<i64>) -> Result<(), Refused> {
        if self.absent.contains(&profile) {
            return Err(Refused {
                name: self.name,
                refusal: Refusal::Absent,
            });
        }
        match (number, self.range_of(profile)) {
            (Some(given), Some(allowed)) if given < allowed.least || given > allowed.most => {
                Err(Refused {
                    name: self.name,
                    refusal: Refusal::OutOfRange { given, allowed },
                })
            }
            _ => Ok(()),
        }
    }
}
