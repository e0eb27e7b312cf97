//! Generations of modules as values: times, lengths and limits that differ.
//!
//! In: nothing. Out: [`Profile`], by name too; [`ROWS`], which say how well each value is known; [`recognise`],
//! which finds the profile of a model. Not here: what a declaration says itself (ranges, verbs, presence by
//! [`ProfileId`]), error tables, behaviour.

mod generation;
mod model;
mod row;

use core::fmt;
use core::str::FromStr;

use at_spec::{Name, ProfileId, Respelling};

pub use model::{Evidence, MODELS, ModelRow, Recognition, Unrecognised, recognise};
pub use row::{Known, ProfileRow, ProfileValue, ROWS};

use crate::time::Span;

/// A generation of modules (protocol notes 0.1).
///
/// Each field says what it is and where it is from; [`ROWS`] say the same of each generation, as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The key of its rows in declarations.
    pub id: ProfileId,
    /// Its name, for people.
    pub name: &'static str,
    /// A verb that this very module was found to spell otherwise than its generation.
    pub respelt: Option<Respelling>,
    /// Longest command line, `AT` and the terminator included. Unit: bytes.
    ///
    /// 80 in the documents of the 2G age (UC864, HE863), 400 in those of the LE910 V2 and the ME310G1; nothing at hand
    /// says it of the 3G modules, and the lesser is safe. Source: protocol notes 1.1, 8.
    pub line_length: usize,
    /// Least time between a final result code and the next command line.
    ///
    /// Source: LE910 V2 reference p. 26 (protocol notes 1.1, 8); inferred for the others.
    pub gap: Span,
    /// The escape guard time before anybody sets it: S12 = 50.
    ///
    /// Source: GM862 reference p. 64 (protocol notes 2, 6.2); inferred for the newer ones.
    pub guard: Span,
    /// How long `>` without its space is held before it is a prompt. Inferred (protocol notes 5.12).
    pub prompt_hold: Span,
    /// How long a beginning of a result code in online data is held before it is data. Inferred.
    pub tail_partial: Span,
    /// How long a whole `NO CARRIER` in online data is held before it is the end. Inferred (protocol notes 6.3).
    pub tail_whole: Span,
    /// How long the host waits for the outcome of a dial that it has given up. Inferred from the 150 s of
    /// `#SGACT`, the longest time that any source states (protocol notes 8).
    pub dial_outcome: Span,
    /// Most payload bytes of one `#SSLSEND`. Inferred: siblings lose without a word what is above 1023, 1024 or 1500,
    /// so stay at or below 1000 (protocol notes 5.10).
    pub send_most: usize,
    /// Most payload bytes of one receive.
    ///
    /// The DE910 refuses more than 1000; others ask for 1500, which nobody has confirmed. Source: protocol notes 5.13;
    /// field notes B20.
    pub receive_most: u16,
    /// Largest certificate or key. Unit: bytes.
    ///
    /// Source: guide 2.2.2; inferred for the newer ones, of which 1944 bytes have been seen to work (protocol notes
    /// 5.4).
    pub security_data_most: usize,
    /// Whether the commands that take counted payload exist; without them binary data needs online mode.
    ///
    /// Source: guide 4.2.2 has none; protocol notes 5.11 has them from the 3G modules on.
    pub counted_send: bool,
    /// Whether `#SELINT` changes anything: below 2, bare strings are folded and SSL errors have no numbers.
    ///
    /// Source: guide 5. Newer modules keep the command and are always at 2 (protocol notes 2, recollected).
    pub interface_choice: bool,
    /// Whether the number of line ends behind information text varies. Where it does not, those behind counted payload tell
    /// a wrong count by a line end from a right one.
    ///
    /// Source: the ME310G1 guide warns of it (protocol notes 1.4); the guide's layout and the DE910 have a blank line there
    /// (guide 4.2.2.2; field notes A12); inferred for the LTE-A modules, where nothing is known and nothing is asked for.
    pub line_ends_vary: bool,
}

impl Profile {
    /// Every generation, oldest first.
    pub const ALL: &'static [Self] = &[Self::G2, Self::G3, Self::LTE_A, Self::LTE_M];

    /// The generation with this key.
    #[must_use]
    pub fn of(id: ProfileId) -> Option<&'static Self> {
        Self::ALL.iter().find(|profile| profile.id == id)
    }

    /// The generation with this name: `2G`, `3G`, `LTE-A`, `LTE-M`, or as the protocol notes write it, `G2`, `G3`.
    /// Case and dashes do not count.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        let (_, id) = NAMES.iter().find(|(known, _)| is_named(known, name))?;
        Self::of(*id)
    }

    /// How long a whole `3` in online data is held before it is the end. Two bytes are weak evidence, so it is thrice
    /// the time of the words. Inferred.
    #[must_use]
    pub const fn tail_digit(&self) -> Span {
        Span::from_millis(self.tail_whole.millis().saturating_mul(3))
    }

    /// How these modules spell a name.
    #[must_use]
    pub fn spelling(&self, name: &Name) -> &'static str {
        name.spelling(self.id, self.respelt)
    }
}

/// Names of the generations, those for people and those of the protocol notes.
const NAMES: &[(&str, ProfileId)] = &[
    (Profile::G2.name, id::G2),
    (Profile::G3.name, id::G3),
    (Profile::LTE_A.name, id::LTE_A),
    (Profile::LTE_M.name, id::LTE_M),
    ("G2", id::G2),
    ("G3", id::G3),
];

fn is_named(known: &str, name: &str) -> bool {
    let fold = |text| {
        let letters = str::bytes(text).filter(u8::is_ascii_alphanumeric);
        letters.map(|byte| byte.to_ascii_lowercase())
    };
    fold(known).eq(fold(name))
}

/// There is no profile with this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownProfile;

impl fmt::Display for UnknownProfile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("this is no profile; there are")?;
        for (place, profile) in Profile::ALL.iter().enumerate() {
            let comma = if place == 0 { " " } else { ", " };
            write!(formatter, "{comma}{}", profile.name)?;
        }
        Ok(())
    }
}

impl core::error::Error for UnknownProfile {}

impl FromStr for Profile {
    type Err = UnknownProfile;

    fn from_str(name: &str) -> Result<Self, UnknownProfile> {
        Self::named(name).copied().ok_or(UnknownProfile)
    }
}

/// The keys of the generations in declarations (protocol notes 0.1).
pub mod id {
    use at_spec::ProfileId;

    /// The modules of the guide.
    pub const G2: ProfileId = ProfileId::new(0);
    /// HE910, UE910, DE910, GL865 V3.
    pub const G3: ProfileId = ProfileId::new(1);
    /// LE910, LE910 V2, LE866.
    pub const LTE_A: ProfileId = ProfileId::new(2);
    /// ME910C1, ME310G1, LE910C1.
    pub const LTE_M: ProfileId = ProfileId::new(3);
}
