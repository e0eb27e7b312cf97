//! Which generation a module is of, by what it says of itself.
//!
//! In: the model and the revision of the firmware, as the module says them. Out: [`Recognition`]: a row of
//! [`MODELS`], or that it is not known, and why. It never guesses: a name that is only like a known one is not
//! known. Not here: asking the module (`procedure`).
//! Read first: protocol notes 0.1; guide, applicability table.

use core::fmt;

use at_spec::ProfileId;

use super::{Profile, id};
use Evidence::{Generations, GuideTable, SharedReference};

/// Modules whose name begins alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModelRow {
    /// The beginning of the name; `x` stands for one digit.
    pub family: &'static str,
    /// The versions that may stand behind it; the empty one stands for a name without.
    pub versions: &'static [&'static str],
    /// The beginning of the revision of the firmware; empty: any.
    pub revision: &'static str,
    /// Their generation.
    pub profile: ProfileId,
    /// Where that is from.
    pub evidence: Evidence,
    /// Whether sources differ on it.
    pub disputed: bool,
}

/// Where a row is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Evidence {
    /// The guide lists them.
    GuideTable,
    /// The protocol notes list them.
    Generations,
    /// The protocol notes' list of documents puts them beside a model of that generation; inferred.
    SharedReference,
}

impl Evidence {
    /// The place, as sources are named.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::GuideTable => "guide applicability table; protocol notes 0.1",
            Self::Generations => "protocol notes 0.1",
            Self::SharedReference => "protocol notes 12",
        }
    }
}

/// What is known of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognition {
    /// Its generation.
    Known(&'static ModelRow),
    /// Not enough.
    Unknown(Unrecognised),
}

/// Why the generation of a module is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unrecognised {
    /// No source names this model.
    Model,
    /// Modules of several generations have this name, and the revision does not tell which it is.
    Revision,
}

impl fmt::Display for Unrecognised {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Model => "no source names this model",
            Self::Revision => {
                "modules of several generations have this name, and the revision of the firmware does not tell which it is"
            }
        })
    }
}

const fn row(
    family: &'static str,
    versions: &'static [&'static str],
    profile: ProfileId,
    evidence: Evidence,
) -> ModelRow {
    ModelRow {
        family,
        versions,
        revision: "",
        profile,
        evidence,
        disputed: false,
    }
}

const UP_TO_2: &[&str] = &["", "V2"];
const PLAIN: &[&str] = &[""];

/// The models that sources name.
pub const MODELS: &[ModelRow] = &[
    row("GC864", UP_TO_2, id::G2, GuideTable),
    row("GE864", UP_TO_2, id::G2, GuideTable),
    row("GE865", PLAIN, id::G2, GuideTable),
    row("GL868", PLAIN, id::G2, GuideTable),
    // The V3 is of the next generation and may leave that out of its name. Firmware 10 is that of the guide.
    ModelRow {
        revision: "10.",
        ..row("GL865", PLAIN, id::G2, GuideTable)
    },
    row("GL865", &["V3"], id::G3, Generations),
    // One vendor's library gives it three values for suite and authentication, as the guide does; other drivers treat
    // it as a 3G module.
    ModelRow {
        disputed: true,
        ..row("GE910", PLAIN, id::G2, Generations)
    },
    row("HE910", PLAIN, id::G3, Generations),
    row("UE910", PLAIN, id::G3, Generations),
    row("DE910", PLAIN, id::G3, Generations),
    row("LE910", UP_TO_2, id::LTE_A, Generations),
    row("LE866", PLAIN, id::LTE_A, Generations),
    row("ME910C1", PLAIN, id::LTE_M, Generations),
    row("ME310G1", PLAIN, id::LTE_M, Generations),
    row("ME910G1", PLAIN, id::LTE_M, Generations),
    row("LE910Cx", PLAIN, id::LTE_M, Generations),
    row("LE910R1", PLAIN, id::LTE_M, Generations),
    row("ML865G1", PLAIN, id::LTE_M, SharedReference),
];

impl ModelRow {
    /// Their generation.
    #[must_use]
    pub fn profile(&self) -> Option<&'static Profile> {
        Profile::of(self.profile)
    }

    fn has(&self, model: &[u8]) -> bool {
        let Some(rest) = behind(self.family.as_bytes(), model) else {
            return false;
        };
        let version = version(rest);
        let mut versions = self.versions.iter();
        versions.any(|known| known.as_bytes().eq_ignore_ascii_case(version))
    }
}

/// The generation of the module that says this of itself.
#[must_use]
pub fn recognise(model: &[u8], revision: &[u8]) -> Recognition {
    let (model, revision) = (model.trim_ascii(), revision.trim_ascii());
    let mut rows = MODELS.iter().filter(|row| row.has(model));
    let why = match rows.clone().next() {
        Some(_) => Unrecognised::Revision,
        None => Unrecognised::Model,
    };
    rows.find(|row| revision.starts_with(row.revision.as_bytes()))
        .map_or(Recognition::Unknown(why), Recognition::Known)
}

/// What stands behind `family` at the start of `model`; `None`: this is another family.
fn behind<'a>(family: &[u8], model: &'a [u8]) -> Option<&'a [u8]> {
    let (head, rest) = model.split_at_checked(family.len())?;
    let fits = |(known, given): (&u8, &u8)| match known {
        b'x' => given.is_ascii_digit(),
        known => known.eq_ignore_ascii_case(given),
    };
    // A longer name is another family: `LE910C1` is no `LE910`.
    let ends = rest
        .first()
        .is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (ends && family.iter().zip(head).all(fits)).then_some(rest)
}

/// The version in the rest of a name: `V` and a number. Empty where there is none.
fn version(rest: &[u8]) -> &[u8] {
    let mut words = rest.split(|byte| !byte.is_ascii_alphanumeric());
    let is_version = |word: &&[u8]| match word {
        [b'V' | b'v', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    words.find(is_version).unwrap_or(&[])
}
