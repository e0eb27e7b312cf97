//! The rules of a declaration, one function each, with its reason above it.
//!
//! In: what was written. Out: mistakes, each at its token. Not here: how options are written; reading them says so.

mod family;
mod item;
mod name;
mod range;
mod value;

pub(crate) use range::number;

use crate::ast::{Item, Shape, Sum, Value};
use crate::errors::Errors;
use crate::family::Family;
use crate::place::Place;

/// The rules of a command.
pub(crate) fn command(item: &Item, errors: &Errors) {
    item::item(item, errors);
    match item.at.name() {
        None => name::name_is_missing(item, Place::Command, errors),
        Some(name) => {
            name::name_is_a_command(name, errors);
            name::one_value_behind_a_letter(item, name, errors);
        }
    }
    for (_, name) in &item.at.verb {
        name::name_is_a_command(name, errors);
    }
    item::forms_exist(&item.at, errors);
    item::one_blocking(&item.fields, errors);
}

/// The rules of an answer.
pub(crate) fn information(item: &Item, errors: &Errors) {
    item::item(item, errors);
    name::line_name(item, Place::Information, errors);
    item::one_count(&item.fields, errors);
}

/// The rules of an unsolicited result code.
pub(crate) fn unsolicited(item: &Item, errors: &Errors) {
    item::item(item, errors);
    name::line_name(item, Place::Unsolicited, errors);
    item::one_count(&item.fields, errors);
}

/// The rules of a type that is one subparameter.
pub(crate) fn value(declared: &Value, errors: &Errors) {
    match &declared.shape {
        Shape::Cases(cases) => {
            value::cases_are_documented(cases, errors);
            value::cases_are_of_one_kind(cases, declared.at.quoted.as_ref(), errors);
            value::cases_differ(cases, errors);
        }
        Shape::Newtype(ty) => value::newtype_range(&declared.at, ty, errors),
    }
}

/// The rules of a family.
pub(crate) fn family(family: &Family, errors: &Errors) {
    family::commands_are_public(family, errors);
    family::names_differ(family, errors);
    family::one_derive_each(family, errors);
}

/// The rules of a dialect.
pub(crate) fn dialect(sum: &Sum, errors: &Errors) {
    // Commands borrow from their line, so that what holds any of them does.
    if sum.lifetime.is_none() && !sum.families.is_empty() {
        errors.at(
            &sum.ident,
            format!(
                "write `enum {}<'a>`: commands borrow from their line",
                sum.ident
            ),
        );
    }
}
