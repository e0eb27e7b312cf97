//! The rules of an item and its fields.
//!
//! In: an item. Out: mistakes. Not here: its name; `name` judges that.

use syn::Path;
use syn::ext::IdentExt;

use super::range::range_holds_something;
use crate::ast::{Field, Item};
use crate::attr::Options;
use crate::errors::Errors;

pub(super) fn item(item: &Item, errors: &Errors) {
    item_is_documented(item, errors);
    fields_are_documented(&item.fields, errors);
    optional_comes_last(item, errors);
    unwritten_has_no_limits(&item.fields, errors);
    leading_has_something_behind_it(&item.fields, errors);
    counted_data_stand_behind_their_count(&item.fields, errors);
    profiles_differ(&item.at.verb, errors);
    for field in &item.fields {
        profiles_differ(&field.at.ranges, errors);
        let alone = field.at.range.iter();
        for bounds in alone.chain(field.at.ranges.iter().map(|(_, bounds)| bounds)) {
            range_holds_something(bounds, errors);
        }
    }
}

/// The doc comment is the entry in the manual, and the manual names its sources.
fn item_is_documented(item: &Item, errors: &Errors) {
    if item.doc.is_missing() {
        errors.at(
            &item.ident,
            "write a doc comment above it, `/// Opens a secure socket to a peer.`: it is the entry in the manual",
        );
    } else if item.doc.source.is_empty() {
        errors.at(
            &item.ident,
            "end its doc comment with where it is from: `/// Source: guide 4.5.3.`",
        );
    }
}

/// The doc comment of a field is its entry in the table.
fn fields_are_documented(fields: &[Field], errors: &Errors) {
    for field in fields.iter().filter(|field| field.doc.is_missing()) {
        errors.at(
            &field.ident,
            "write a doc comment above it, `/// Socket to open.`: it is the entry in the table",
        );
    }
}

/// Values are known by their place: one that must be there cannot follow one that may be left out.
fn optional_comes_last(item: &Item, errors: &Errors) {
    let is_left_out = |field: &&Field| field.optional && field.at.leading.is_none();
    let behind = item.written().skip_while(|field| !is_left_out(field));
    for field in behind.filter(|field| !field.optional) {
        let name = field.name();
        errors.at(
            &field.value,
            format!("a required subparameter cannot follow an optional one; make `{name}` an `Option`, or move it forward"),
        );
    }
}

/// What is not on the wire has no row in the table, where limits and defaults are shown.
fn unwritten_has_no_limits(fields: &[Field], errors: &Errors) {
    for field in fields {
        let at = &field.at;
        let limited = field.has_limits() || at.default.is_some() || at.key.is_some();
        if let Some(unwritten) = at.unwritten.as_ref().filter(|_| limited) {
            errors.at(
                unwritten,
                "what is not on the wire has no limits, no default and is no key; keep `unwritten` alone",
            );
        }
    }
}

/// Whether a leading value is there is told by the value behind it.
fn leading_has_something_behind_it(fields: &[Field], errors: &Errors) {
    for (place, field) in fields.iter().enumerate() {
        let Some(leading) = &field.at.leading else {
            continue;
        };
        if !field.optional {
            errors.at(
                leading,
                "make the field an `Option`: a leading value may be left out",
            );
        } else if fields.get(place + 1).is_none_or(|next| next.optional) {
            errors.at(
                leading,
                "put a required field right behind it: a leading value is there if both can be read",
            );
        }
    }
}

/// The framer finds the count right before the data, and nothing behind them.
fn counted_data_stand_behind_their_count(fields: &[Field], errors: &Errors) {
    for (place, field) in fields.iter().enumerate() {
        let Some(counter) = &field.at.counted_by else {
            continue;
        };
        let before = place.checked_sub(1).and_then(|before| fields.get(before));
        if before.is_none_or(|before| counter.unraw() != before.name()) {
            errors.at(
                counter,
                "name the field right before it: counted data stand behind their count",
            );
        }
        if place + 1 < fields.len() {
            errors.at(
                &field.ident,
                "move it to the end: data that are counted may hold commas and line ends",
            );
        }
        if !field.optional {
            errors.at(
                &field.value,
                "make it an `Option`: without data the line ends behind their count",
            );
        }
    }
}

/// The first of two entries would win, and the second be lost.
fn profiles_differ<T>(entries: &[(Path, T)], errors: &Errors) {
    for (place, (profile, _)) in entries.iter().enumerate() {
        if entries
            .iter()
            .take(place)
            .any(|(other, _)| other == profile)
        {
            errors.at(profile, "this profile has an entry already; keep one");
        }
    }
}

/// The bytes behind a line are counted once.
pub(super) fn one_count(fields: &[Field], errors: &Errors) {
    let counts = fields.iter().filter_map(|field| field.at.count.as_ref());
    for count in counts.skip(1) {
        errors.at(count, "another field counts the payload already; keep one");
    }
}

pub(super) fn one_blocking(fields: &[Field], errors: &Errors) {
    let times = fields.iter().filter_map(|field| field.at.blocking.as_ref());
    for time in times.skip(1) {
        errors.at(
            time,
            "another field says already how long it blocks; keep one",
        );
    }
}

/// What is said of a form that does not exist is lost.
pub(super) fn forms_exist(at: &Options, errors: &Errors) {
    for (form, _) in &at.provenance {
        if form == "read" && at.setting.is_none() {
            errors.at(
                form,
                "there is no read form; add `setting = Self` or `setting = Type`",
            );
        }
        if form == "test" && at.test.is_none() {
            errors.at(form, "there is no test form; add `test`");
        }
    }
}
