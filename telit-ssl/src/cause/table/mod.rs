//! Which tables the modules of a profile have, and how that is known.
//!
//! In: a profile. Out: its codes, its rows, single ones of them. Not here: rows; each subject has a file.
//!
//! The tables of SSL errors stand first, and the ones best known before others, since the first code of a cause is
//! the one that a module of the profile gives.

mod area;
mod general;
mod ip;
mod ssl;

use at_spec::{ProfileId, Provenance};

use super::fold::folds_alike;
use super::{Cause, ErrorCode, ErrorRow, ErrorTable};
use crate::profile::id;

/// A table, and how it is known that modules of a profile have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The table.
    pub table: ErrorTable,
    /// How that is known. A row may be known less well.
    pub provenance: Provenance,
    /// Where it is from.
    pub source: &'static str,
}

macro_rules! profiles {
    ($($profile:ident { $($module:ident :: $table:ident $provenance:ident $source:literal)* })*) => {
        /// What the engine reads.
        pub(super) const fn codes(profile: ProfileId) -> &'static [&'static [ErrorCode]] {
            match profile {
                $(id::$profile => const { &[$($module::$table.codes),*] },)*
                _ => &[],
            }
        }

        /// The tables of a profile.
        #[must_use]
        pub const fn tables(profile: ProfileId) -> &'static [Listed] {
            match profile {
                $(id::$profile => const {
                    &[$(Listed {
                        table: $module::$table,
                        provenance: Provenance::$provenance,
                        source: $source,
                    }),*]
                },)*
                _ => &[],
            }
        }
    };
}

profiles! {
    G2 {
        ssl::OLDER Cited "guide 5; protocol notes 7.1"
        ip::USUAL Cited "protocol notes 4.1, 7.3"
        ip::LONE Cited "protocol notes 7.3"
        ip::DISPUTED_OLDER Inferred "protocol notes 7.3"
        ip::DISPUTED_NEWER Inferred "protocol notes 7.3"
        ip::MORE Recollected "protocol notes 7.3"
        ip::OLDEST Cited "protocol notes 7.3"
        area::USUAL Inferred "protocol notes 7.4"
        area::OLDEST Cited "protocol notes 7.3"
        general::STANDARD Recollected "protocol notes 7.5"
        general::VENDOR Inferred "protocol notes 7.5"
    }
    G3 {
        ssl::OLDER Inferred "protocol notes 7.1"
        ip::USUAL Inferred "protocol notes 7.3"
        ip::DISPUTED_OLDER Inferred "protocol notes 7.3"
        ip::DISPUTED_NEWER Inferred "protocol notes 7.3"
        ip::LONE Inferred "protocol notes 7.3"
        ip::MORE Inferred "protocol notes 7.3"
        area::USUAL Inferred "protocol notes 7.4"
        general::STANDARD Recollected "protocol notes 7.5"
        general::VENDOR Inferred "protocol notes 7.5"
    }
    LTE_A {
        ssl::MIXED Cited "protocol notes 7.2"
        ssl::NEWER Inferred "protocol notes 7.2"
        ssl::OLDER Inferred "protocol notes 7.2"
        ip::USUAL Cited "protocol notes 7.3"
        ip::DISPUTED_OLDER Cited "protocol notes 7.3"
        ip::DISPUTED_NEWER Inferred "protocol notes 7.3"
        ip::LONE Inferred "protocol notes 7.3"
        area::USUAL Inferred "protocol notes 7.4"
        general::STANDARD Recollected "protocol notes 7.5"
        general::VENDOR Inferred "protocol notes 7.5"
    }
    LTE_M {
        ssl::NEWER Cited "protocol notes 7.2"
        ip::USUAL Cited "protocol notes 7.3"
        ip::DISPUTED_NEWER Cited "protocol notes 7.3"
        ip::DISPUTED_OLDER Inferred "protocol notes 7.3"
        ip::LONE Inferred "protocol notes 7.3"
        area::USUAL Cited "protocol notes 7.4"
        general::STANDARD Recollected "protocol notes 7.5"
        general::VENDOR Cited "protocol notes 7.5"
    }
}

/// Every row of every table of a profile, in the order in which they are looked through: of two with one number, or
/// one text, the first counts.
pub fn rows(profile: ProfileId) -> impl Iterator<Item = &'static ErrorRow> {
    tables(profile).iter().flat_map(|listed| listed.table.rows)
}

/// The row of an error number.
#[must_use]
pub fn row_of(profile: ProfileId, number: u32) -> Option<&'static ErrorRow> {
    rows(profile).find(|row| row.has(number))
}

/// The text of an error number; `None` where no source has one.
#[must_use]
pub fn text_of(profile: ProfileId, number: u32) -> Option<&'static str> {
    let code = numbered(profile, number)?;
    (!code.text.is_empty()).then_some(code.text)
}

/// The number that modules of a profile give for a cause: the first where they have several.
#[must_use]
pub fn number_of(profile: ProfileId, cause: Cause) -> Option<u16> {
    let mut codes = all(profile);
    codes
        .find(|code| code.cause == cause)
        .map(|code| code.number)
}

/// The code of an error number.
pub(super) fn numbered(profile: ProfileId, number: u32) -> Option<&'static ErrorCode> {
    all(profile).find(|code| code.has(number))
}

/// The code of an error text, in any spelling.
pub(super) fn worded(profile: ProfileId, text: &[u8]) -> Option<&'static ErrorCode> {
    all(profile).find(|code| folds_alike(code.text.as_bytes(), text))
}

fn all(profile: ProfileId) -> impl Iterator<Item = &'static ErrorCode> {
    codes(profile).iter().flat_map(|codes| codes.iter())
}
