//! The rules of a family: what its items are to each other.
//!
//! In: the items of a module. Out: mistakes. Not here: what each item says of itself; its own derive judges that.

use std::collections::BTreeMap;

use syn::Visibility;

use crate::errors::Errors;
use crate::family::{Family, Member};

/// The enum that holds any command of the family is public, and so are its parts.
pub(super) fn commands_are_public(family: &Family, errors: &Errors) {
    for Member { ident, vis, .. } in &family.commands {
        if !matches!(vis, Visibility::Public(_)) {
            errors.at(
                ident,
                format!("write `pub struct {ident}`: the commands of a family are the parts of a public enum"),
            );
        }
    }
}

/// A command line is decoded by its name: the second command of one name would never be met.
pub(super) fn names_differ(family: &Family, errors: &Errors) {
    let mut seen = BTreeMap::new();
    for Member {
        ident,
        names,
        conditions,
        ..
    } in &family.commands
    {
        // Under conditions, perhaps only one of them is there.
        for name in names.iter().filter(|_| conditions.is_empty()) {
            match seen.insert(name.value().to_ascii_uppercase(), ident) {
                Some(other) if other != ident => errors.at(
                    name,
                    format!("`{other}` has this name already: a command line is decoded by its name alone"),
                ),
                Some(_) | None => {}
            }
        }
    }
}

/// Each derive writes how the values are read, and that can be written once.
pub(super) fn one_derive_each(family: &Family, errors: &Errors) {
    for Member { ident, .. } in &family.crowded {
        errors.at(
            ident,
            format!(
                "derive one of `Command`, `Information`, `Unsolicited` for `{ident}`; a command whose read form \
                 answers the same values has `setting = Self`"
            ),
        );
    }
}
