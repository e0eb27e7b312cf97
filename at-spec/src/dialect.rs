//! All that is declared, as one: families of commands, and the dialect that is made of families.
//!
//! In: an [`Invocation`]. Out: the command that it is. Not here: collecting; the attribute `family` and the
//! derive `Dialect` write these impls, so that nothing is registered by hand.

use at_parse::{Inline, Invocation, Malformed};

use crate::asker::Asker;
use crate::inline::InlineData;
use crate::name::{Name, ProfileId};
use crate::names::Names;
use crate::table::{CommandSpec, FamilySpec, LineSpec};

/// The commands of one module of declarations, as an enum with a [`Form`](crate::Form) for each.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no family",
    label = "no `Family`",
    note = "write the `Declared<'a>` of a module that has the attribute `family`"
)]
pub trait Family<'a>: Sized {
    /// One row for each command.
    const COMMANDS: &'static [&'static CommandSpec];
    /// One row for each declared answer.
    const ANSWERS: &'static [&'static LineSpec];
    /// One row for each unsolicited result code.
    const UNSOLICITED: &'static [&'static LineSpec];
    /// The names of the unsolicited result codes alone, which is all that an engine needs.
    const UNSOLICITED_NAMES: &'static [Name];
    /// Those of the unsolicited result codes that count data of their own.
    const UNSOLICITED_DATA: &'static [InlineData] = &[];

    /// The counted data of one of them that has begun so.
    #[must_use]
    fn inline(line: &[u8]) -> Option<Inline> {
        Self::UNSOLICITED_DATA
            .iter()
            .find_map(|data| data.find(line))
    }

    /// The command that `invocation` is. `None`: it is of another family.
    ///
    /// # Errors
    /// [`Malformed`], with its offset from the start of the command's name.
    fn decode(invocation: &Invocation<'a>, profile: ProfileId) -> Option<Result<Self, Malformed>>;

    /// Gives the command to `asker`, with the type that it has; `None`: it does not have this form.
    fn ask<A: Asker>(&self, asker: A) -> Option<A::Output>;
}

/// Everything that a crate declares.
pub trait Dialect<'a>: Sized {
    /// One row for each family, with its name.
    const FAMILIES: &'static [FamilySpec];
    /// One row for each command, by family.
    const COMMANDS: &'static [&'static [&'static CommandSpec]];
    /// One row for each declared answer, by family.
    const ANSWERS: &'static [&'static [&'static LineSpec]];
    /// One row for each unsolicited result code, by family.
    const UNSOLICITED: &'static [&'static [&'static LineSpec]];
    /// The names of the unsolicited result codes, by family.
    const UNSOLICITED_NAMES: &'static [&'static [Name]];
    /// The same, sorted: a line is looked up here.
    const UNSOLICITED_SORTED: Names;

    /// The counted data of an unsolicited result code that has begun so: what a framer must know of the dialect.
    #[must_use]
    fn inline(_line: &[u8]) -> Option<Inline> {
        None
    }

    /// The command that `invocation` is. `None`: it is not declared.
    ///
    /// # Errors
    /// [`Malformed`], with its offset from the start of the command's name.
    fn decode(invocation: &Invocation<'a>, profile: ProfileId) -> Option<Result<Self, Malformed>>;

    /// Gives the command to `asker`, with the type that it has; `None`: it does not have this form.
    fn ask<A: Asker>(&self, asker: A) -> Option<A::Output>;
}
