//! Which module family's shapes are accepted.
//!
//! In: the name of a family, or none. Out: the profiles that a line may be read by. Not here: what differs between
//! them; the declarations have that.

use at_spec::{Malformed, ProfileId};
use telit_ssl::profile::id;

/// The families, by the names that people know (protocol notes 0.1).
pub const FAMILIES: [(&str, ProfileId); 4] = [
    ("G2", id::G2),
    ("G3", id::G3),
    ("LTE-A", id::LTE_A),
    ("LTE-M", id::LTE_M),
];

/// The shapes that are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shapes {
    /// Those of any family: nobody has said which it is.
    #[default]
    Any,
    /// Those of one family.
    Of(ProfileId),
}

impl Shapes {
    /// The first family by which `read` succeeds; if none does, what the first one lacked.
    ///
    /// # Errors
    /// [`Malformed`] of the first family.
    pub(super) fn read<T>(
        self,
        mut read: impl FnMut(ProfileId) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        match self {
            Self::Of(profile) => read(profile),
            Self::Any => {
                let [(_, first), others @ ..] = FAMILIES;
                read(first).or_else(|fault| {
                    let mut others = others.iter().map(|(_, profile)| read(*profile));
                    others.find_map(Result::ok).ok_or(fault)
                })
            }
        }
    }
}
