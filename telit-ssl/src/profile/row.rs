//! How well each value of a profile is known, as rows for people.
//!
//! In: the profiles. Out: [`ROWS`]: name, unit, the value of any profile, and where it is from. Not here: the values
//! themselves; a row reads them.

use at_spec::{ProfileId, Provenance};

use super::{Profile, id};

/// One value of every profile.
#[derive(Clone, Copy, Debug)]
pub struct ProfileRow {
    /// Name of the field.
    pub name: &'static str,
    /// What people are told.
    pub text: &'static str,
    /// Its unit, in words; empty where it has none.
    pub unit: &'static str,
    /// Reads it from a profile.
    pub value: fn(&Profile) -> ProfileValue,
    /// How well it is known, of each generation.
    pub known: &'static [(ProfileId, Known)],
}

/// A value, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileValue {
    /// A number in the row's unit.
    Number(u64),
    /// Yes or no.
    Flag(bool),
}

/// How well a value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// How.
    pub provenance: Provenance,
    /// Where it is from, or what it was inferred from.
    pub source: &'static str,
}

impl ProfileRow {
    /// How well the value of one generation is known.
    #[must_use]
    pub fn known_of(&self, profile: ProfileId) -> Option<Known> {
        let mut known = self.known.iter();
        known
            .find(|(id, _)| *id == profile)
            .map(|(_, known)| *known)
    }
}

macro_rules! known {
    ($g2:ident $g3:ident $lte_a:ident $lte_m:ident: $source:literal) => {
        &[
            (
                id::G2,
                Known {
                    provenance: Provenance::$g2,
                    source: $source,
                },
            ),
            (
                id::G3,
                Known {
                    provenance: Provenance::$g3,
                    source: $source,
                },
            ),
            (
                id::LTE_A,
                Known {
                    provenance: Provenance::$lte_a,
                    source: $source,
                },
            ),
            (
                id::LTE_M,
                Known {
                    provenance: Provenance::$lte_m,
                    source: $source,
                },
            ),
        ]
    };
}

const MILLISECONDS: &str = "milliseconds";
const BYTES: &str = "bytes";

/// Every value that differs, or may differ, between generations.
pub const ROWS: &[ProfileRow] = &[
    ProfileRow {
        name: "line_length",
        text: "Longest command line, `AT` and its terminator included.",
        unit: BYTES,
        value: |profile| length(profile.line_length),
        known: known!(Inferred Inferred Cited Cited: "protocol notes 1.1, 8"),
    },
    ProfileRow {
        name: "gap",
        text: "Least time between a final result code and the next command line.",
        unit: MILLISECONDS,
        value: |profile| ProfileValue::Number(profile.gap.millis()),
        known: known!(Inferred Inferred Cited Inferred: "protocol notes 1.1, 8"),
    },
    ProfileRow {
        name: "guard",
        text: "The escape guard time before anybody sets it.",
        unit: MILLISECONDS,
        value: |profile| ProfileValue::Number(profile.guard.millis()),
        known: known!(Cited Inferred Inferred Inferred: "protocol notes 2, 6.2"),
    },
    ProfileRow {
        name: "prompt_hold",
        text: "How long a prompt without its space is held.",
        unit: MILLISECONDS,
        value: |profile| ProfileValue::Number(profile.prompt_hold.millis()),
        known: known!(Inferred Inferred Inferred Inferred: "protocol notes 5.12"),
    },
    ProfileRow {
        name: "tail_partial",
        text: "How long a beginning of a result code in online data is held before it is data.",
        unit: MILLISECONDS,
        value: |profile| ProfileValue::Number(profile.tail_partial.millis()),
        known: known!(Inferred Inferred Inferred Inferred: "protocol notes 6.3"),
    },
    ProfileRow {
        name: "tail_whole",
        text: "How long a whole `NO CARRIER` in online data is held before it is the end.",
        unit: MILLISECONDS,
        value: |profile| ProfileValue::Number(profile.tail_whole.millis()),
        known: known!(Inferred Inferred Inferred Inferred: "protocol notes 6.3"),
    },
    ProfileRow {
        name: "dial_outcome",
        text: "How long the host waits for the outcome of a dial that it has given up.",
        unit: MILLISECONDS,
        value: |profile| ProfileValue::Number(profile.dial_outcome.millis()),
        known: known!(Inferred Inferred Inferred Inferred: "protocol notes 8"),
    },
    ProfileRow {
        name: "send_most",
        text: "Most payload bytes of one send that `^Z` ends.",
        unit: BYTES,
        value: |profile| length(profile.send_most),
        known: known!(Inferred Inferred Inferred Inferred: "protocol notes 5.10"),
    },
    ProfileRow {
        name: "receive_most",
        text: "Most payload bytes of one receive.",
        unit: BYTES,
        value: |profile| ProfileValue::Number(u64::from(profile.receive_most)),
        known: known!(Inferred Cited Inferred Inferred: "protocol notes 5.13; field notes B20"),
    },
    ProfileRow {
        name: "security_data_most",
        text: "Largest certificate or key.",
        unit: BYTES,
        value: |profile| length(profile.security_data_most),
        known: known!(Cited Inferred Inferred Inferred: "guide 2.2.2; protocol notes 5.4"),
    },
    ProfileRow {
        name: "counted_send",
        text: "Whether there are sends that take counted payload. One driver of a 2G module uses one all the same.",
        unit: "",
        value: |profile| ProfileValue::Flag(profile.counted_send),
        known: known!(Cited Cited Inferred Cited: "guide 4.2.2; protocol notes 0.1, 5.11"),
    },
    ProfileRow {
        name: "interface_choice",
        text: "Whether the choice of the command interface changes anything, such as whether SSL errors have numbers.",
        unit: "",
        value: |profile| ProfileValue::Flag(profile.interface_choice),
        known: known!(Cited Inferred Recollected Recollected: "guide 5; protocol notes 2"),
    },
    ProfileRow {
        name: "line_ends_vary",
        text: "Whether the number of line ends behind information text varies; where not, it tells a wrong count of payload.",
        unit: "",
        value: |profile| ProfileValue::Flag(profile.line_ends_vary),
        known: known!(Cited Cited Inferred Cited: "guide 4.2.2.2; field notes A12; protocol notes 1.4"),
    },
];

fn length(bytes: usize) -> ProfileValue {
    ProfileValue::Number(u64::try_from(bytes).unwrap_or(u64::MAX))
}
