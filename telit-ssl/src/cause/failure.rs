//! A refusal by the module, with what its profile says of it.
//!
//! In: a final result code and the profile. Out: [`Failure`]. Not here: the tables.

use core::fmt;

use at_parse::{ErrorReport, ResultCode};
use at_spec::ProfileId;

use super::table::{numbered, row_of, text_of, worded};
use super::{Cause, ErrorRow};
use crate::profile::Profile;

/// A refusal by the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What it means.
    pub cause: Cause,
    /// The number that the module gave, known or not, or that its text has in the table.
    pub number: Option<u32>,
    /// Whose tables the number is from.
    profile: Option<ProfileId>,
}

impl Failure {
    /// A refusal without a number.
    #[must_use]
    pub const fn of(cause: Cause) -> Self {
        Self {
            cause,
            number: None,
            profile: None,
        }
    }

    /// The refusal that a final result code is on modules of `profile`; `None` for those that are none.
    #[must_use]
    pub fn read(code: ResultCode<'_>, profile: ProfileId) -> Option<Self> {
        Some(match code {
            ResultCode::CmeError(ErrorReport::Number(number)) => Self::numbered(number, profile),
            ResultCode::CmeError(ErrorReport::Text(text)) => Self::worded(text, profile),
            ResultCode::CmsError(_) | ResultCode::Error => Self::of(Cause::Unspecified),
            ResultCode::NoCarrier => Self::of(Cause::NoCarrier),
            ResultCode::Busy | ResultCode::NoAnswer | ResultCode::NoDialtone => {
                Self::of(Cause::NoAnswer)
            }
            // Every other code is no refusal, those that are not known yet included.
            ResultCode::Ok | ResultCode::Connect | ResultCode::Ring | _ => return None,
        })
    }

    /// The refusal with this number.
    #[must_use]
    pub fn numbered(number: u32, profile: ProfileId) -> Self {
        let code = numbered(profile, number);
        Self {
            cause: code.map_or(Cause::Unlisted, |code| code.cause),
            number: Some(number),
            profile: Some(profile),
        }
    }

    /// The refusal with this text, in any spelling.
    #[must_use]
    pub fn worded(text: &[u8], profile: ProfileId) -> Self {
        match worded(profile, text) {
            Some(code) => Self {
                cause: code.cause,
                number: Some(u32::from(code.number)),
                profile: Some(profile),
            },
            None => Self::of(Cause::Unlisted),
        }
    }

    /// Its text in the table, where it has one.
    #[must_use]
    pub fn text(&self) -> Option<&'static str> {
        text_of(self.profile?, self.number?)
    }

    /// Its row, where a table of the profile has one.
    #[must_use]
    pub fn row(&self) -> Option<&'static ErrorRow> {
        row_of(self.profile?, self.number?)
    }

    /// What it means, in a few words.
    #[must_use]
    pub const fn meaning(&self) -> &'static str {
        self.cause.meaning()
    }

    /// One sentence of what to do.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self.row() {
            Some(row) => row.advice,
            None if self.elsewhere().is_some() => {
                "Modules of another generation have this number: check the profile, then look it up in the AT \
                 reference of this very firmware."
            }
            None => self.cause.advice(),
        }
    }

    /// The commands that can give it, as the profile spells them. None: any may, or no source says.
    pub fn commands(&self) -> impl Iterator<Item = &'static str> + use<> {
        let names = self.row().map_or(self.cause.commands(), |row| row.commands);
        let profile = self.profile;
        names
            .iter()
            .map(move |name| profile.map_or(name.usual, |profile| name.of(profile)))
    }

    /// Another generation whose tables have the number, where those of the profile do not.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&'static Profile> {
        let number = self.number.filter(|_| self.cause == Cause::Unlisted)?;
        let mut profiles = Profile::ALL.iter();
        profiles.find(|profile| numbered(profile.id, number).is_some())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.number, self.text()) {
            (Some(number), Some(text)) => write!(formatter, "error {number}, {text}"),
            (Some(number), None) if self.cause == Cause::Unlisted => {
                write!(formatter, "error {number}, which no table lists")
            }
            (Some(number), None) => write!(formatter, "error {number}"),
            (None, _) => formatter.write_str(self.cause.meaning()),
        }
    }
}
