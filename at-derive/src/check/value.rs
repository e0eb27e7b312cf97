//! The rules of a type that is one subparameter.
//!
//! In: its cases, or what it is wrapped around. Out: mistakes. Not here: what profiles allow of it.

use std::collections::BTreeMap;

use syn::{Ident, Type};

use super::range::{number, range_holds_something};
use crate::ast::Case;
use crate::attr::{Literal, Options};
use crate::errors::Errors;
use crate::fragment;

/// The doc comment of a case is its entry in the table.
pub(super) fn cases_are_documented(cases: &[Case], errors: &Errors) {
    for case in cases.iter().filter(|case| case.doc.is_missing()) {
        errors.at(
            &case.ident,
            "write a doc comment above it, `/// The socket is closed.`: it is the entry in the table",
        );
    }
}

/// A value on the wire is a number or a word, and the reader must know which before it reads.
pub(super) fn cases_are_of_one_kind(cases: &[Case], quoted: Option<&Ident>, errors: &Errors) {
    for case in cases
        .iter()
        .filter(|case| case.at.literal.is_none() && !case.at.flawed)
    {
        errors.at(
            &case.ident,
            "say how it is written on the wire: `#[at(0)]` or `#[at(\"SIM PIN\")]` above it",
        );
    }
    let mut literals = cases.iter().filter_map(|case| case.at.literal.as_ref());
    let Some(first) = literals.next() else { return };
    let is_word = matches!(first, Literal::Text(_));
    for other in literals.filter(|other| matches!(other, Literal::Text(_)) != is_word) {
        errors.at(
            other,
            if is_word {
                "write a word in quotes, as the first case does: an enum has numbers or words, not both"
            } else {
                "write a number, as the first case does: an enum has numbers or words, not both"
            },
        );
    }
    if !is_word {
        numbers_are_readable(cases, errors);
    }
    match quoted {
        Some(quoted) if !is_word => errors.at(
            quoted,
            "leave `quoted` out: only words can be written in quotes",
        ),
        _ => words_are_words(cases, quoted.is_some(), errors),
    }
}

/// Numbers are read as 32 bits, or with a sign if one of them has it.
fn numbers_are_readable(cases: &[Case], errors: &Errors) {
    let literals = cases.iter().filter_map(|case| case.at.literal.as_ref());
    let is = |wanted: fn(i64) -> bool| move |literal: &&Literal| matches!(literal, Literal::Number(number, _) if wanted(*number));
    if !literals
        .clone()
        .any(|literal| is(|number| number < 0)(&literal))
    {
        for literal in literals.filter(is(|number| number > u32::MAX.into())) {
            errors.at(literal, format!("write a number from 0 to {}", u32::MAX));
        }
    }
}

/// A word is read up to the next comma, or up to the closing quote.
fn words_are_words(cases: &[Case], quoted: bool, errors: &Errors) {
    for word in cases.iter().filter_map(|case| case.at.name()) {
        let text = word.value();
        let is_plain = text
            .bytes()
            .all(|byte| matches!(byte, b' '..=b'~') && byte != b'"');
        if text.is_empty() || !is_plain || text.trim() != text {
            errors.at(
                word,
                "write printable ASCII, without quotes inside and without spaces around it",
            );
        } else if !quoted && text.contains(',') {
            errors.at(
                word,
                "a bare word ends at a comma; add `#[at(quoted)]` to the enum, or leave the comma out",
            );
        }
    }
}

/// The first of two equal cases would win, and the second never be read.
pub(super) fn cases_differ(cases: &[Case], errors: &Errors) {
    let mut seen = BTreeMap::new();
    for case in cases {
        let Some(literal) = &case.at.literal else {
            continue;
        };
        let key = match literal {
            Literal::Text(text) => text.value(),
            Literal::Number(number, _) => number.to_string(),
        };
        if let Some(other) = seen.insert(key, &case.ident) {
            errors.at(
                literal,
                format!("`{other}` is written so already; two cases cannot be told apart"),
            );
        }
    }
}

/// A range can be held only by a number, and only by one that its type holds.
pub(super) fn newtype_range(at: &Options, ty: &Type, errors: &Errors) {
    let Some(bounds) = &at.range else { return };
    range_holds_something(bounds, errors);
    let Some(most) = most_of(ty) else {
        errors.at(
            ty,
            "write `u8`, `u16` or `u32` here, or leave `range` out: a range is one of plain numbers",
        );
        return;
    };
    for bound in [&bounds.least, &bounds.most] {
        if number(bound).is_some_and(|bound| bound < 0 || bound > most) {
            errors.at(
                bound,
                format!("write a number that the type holds: 0 to {most}"),
            );
        }
    }
}

/// The greatest number of a plain type.
fn most_of(ty: &Type) -> Option<i64> {
    let Type::Path(path) = fragment::ty(ty) else {
        return None;
    };
    match path.path.segments.last()?.ident.to_string().as_str() {
        "u8" => Some(u8::MAX.into()),
        "u16" => Some(u16::MAX.into()),
        "u32" => Some(u32::MAX.into()),
        _ => None,
    }
}
