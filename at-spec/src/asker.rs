//! What can be done with any command, whatever its type: how a value that was read becomes a request again.
//!
//! In: a command of a type that the caller cannot name. Out: what the caller does with it. Not here: which
//! commands there are; a dialect has them, and gives each with its own answer.

use crate::command::Command;

/// Something that is done with one command of any type.
///
/// ```
/// use at_spec::{Asker, Command, ProfileId};
///
/// /// Whether modules of a profile take the command.
/// struct TakenBy(ProfileId);
///
/// impl Asker for TakenBy {
///     type Output = bool;
///
///     fn ask<C: Command>(self, command: &C) -> bool {
///         command.check(self.0).is_ok()
///     }
/// }
/// ```
pub trait Asker: Sized {
    /// What comes of it.
    type Output;

    /// Does it with `command`.
    fn ask<C: Command>(self, command: &C) -> Self::Output;
}
