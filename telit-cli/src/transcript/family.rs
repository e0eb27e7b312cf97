//! Which module family's shapes are accepted.
//!
//! In: the name of a family, or none. Out: the profiles that a line may be read by. Not here: what differs between
//! them; the declarations have that.

use at_spec::{Malformed, ProfileId};
use telit_ssl::Profile;

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
                let mut rest = Profile::ALL.iter().map(|profile| profile.id);
                let first = rest.next().unwrap_or(Profile::G2.id);
                read(first)
                    .or_else(|fault| rest.find_map(|profile| read(profile).ok()).ok_or(fault))
            }
        }
    }
}
