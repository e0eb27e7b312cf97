//! The rules of a declaration, one function each, with its reason above it.
//!
//! In: what was written. Out: mistakes, each at its token. Not here: how options are written; reading them says so.

use std::collections::BTreeMap;

use syn::{Expr, ExprLit, Ident, Lit, LitStr, Path, Type};

use crate::ast::{Case, Field, Item, Shape, Sum, Value};
use crate::attr::{Bounds, Literal, Options};
use crate::errors::Errors;
use crate::place::Place;
use crate::syntax::Syntax;

/// The rules of a command.
pub(crate) fn command(item: &Item, errors: &Errors) {
    item_rules(item, errors);
    match item.at.name() {
        None => name_is_missing(item, Place::Command, errors),
        Some(name) => {
            name_is_a_command(name, errors);
            one_value_behind_a_letter(item, name, errors);
        }
    }
    for (_, name) in &item.at.verb {
        name_is_a_command(name, errors);
    }
    forms_exist(&item.at, errors);
}

/// The rules of an answer.
pub(crate) fn information(item: &Item, errors: &Errors) {
    item_rules(item, errors);
    line_name(item, Place::Information, errors);
    one_count(&item.fields, errors);
}

/// The rules of an unsolicited result code.
pub(crate) fn unsolicited(item: &Item, errors: &Errors) {
    item_rules(item, errors);
    line_name(item, Place::Unsolicited, errors);
    one_count(&item.fields, errors);
}

/// The rules of a type that is one subparameter.
pub(crate) fn value(value: &Value, errors: &Errors) {
    match &value.shape {
        Shape::Cases(cases) => {
            for case in cases {
                case_is_documented(case, errors);
            }
            cases_are_of_one_kind(cases, value.at.quoted.as_ref(), errors);
            cases_differ(cases, errors);
        }
        Shape::Newtype(ty) => newtype_range(&value.at, ty, errors),
    }
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

fn item_rules(item: &Item, errors: &Errors) {
    item_is_documented(item, errors);
    fields_are_documented(&item.fields, errors);
    optional_comes_last(&item.fields, errors);
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

/// The doc comment of a case is its entry in the table.
fn case_is_documented(case: &Case, errors: &Errors) {
    if case.doc.is_missing() {
        errors.at(
            &case.ident,
            "write a doc comment above it, `/// The socket is closed.`: it is the entry in the table",
        );
    }
}

/// Values are known by their place: one that must be there cannot follow one that may be left out.
fn optional_comes_last(fields: &[Field], errors: &Errors) {
    let behind = fields.iter().skip_while(|field| !field.optional);
    for field in behind.filter(|field| !field.optional) {
        let name = field.name();
        errors.at(
            &field.value,
            format!("a required subparameter cannot follow an optional one; make `{name}` an `Option`, or move it forward"),
        );
    }
}

/// The engine knows a command by its name.
fn name_is_missing(item: &Item, place: Place, errors: &Errors) {
    // Reading has said what is wrong with the attribute, and a second message would not help.
    if item.at.literal.is_none() && !item.at.flawed {
        errors.at(&item.ident, place.asks_for_name());
    }
}

/// A name is what stands between `AT` and the values, nothing else.
fn name_is_a_command(name: &LitStr, errors: &Errors) {
    let text = name.value();
    if let Some(behind) = text.strip_prefix("AT")
        && (behind.starts_with(['+', '#', '$', '*', '%', '&']) || behind.is_empty())
    {
        errors.at(name, format!("write the name without `AT`: `\"{behind}\"`"));
    } else if let Some(byte) = text
        .chars()
        .find(|one| matches!(one, '=' | '?' | ';' | ',' | ':' | ' ' | '"') || !one.is_ascii())
    {
        errors.at(
            name,
            format!("write only the name, as `\"#SSLD\"`: `{byte}` cannot be in it"),
        );
    }
}

/// V.250 5.3: a letter is followed by one number, a register by `=` and one number.
fn one_value_behind_a_letter(item: &Item, name: &LitStr, errors: &Errors) {
    let text = name.value();
    let most = match Syntax::of(&text) {
        Syntax::Extended => return,
        Syntax::Basic if text.is_empty() => 0,
        Syntax::Basic | Syntax::Register => 1,
    };
    for field in item.fields.iter().skip(most) {
        errors.at(
            &field.ident,
            if most == 0 {
                "leave the field out: a bare `AT` has no value".to_owned()
            } else {
                format!("leave the field out: `{text}` is no extended command and has one number at most")
            },
        );
    }
}

/// What is said of a form that does not exist is lost.
fn forms_exist(at: &Options, errors: &Errors) {
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

/// A line is known by its name, unless it is said to have none.
fn line_name(item: &Item, place: Place, errors: &Errors) {
    match (item.at.name(), &item.at.bare) {
        (None, None) => name_is_missing(item, place, errors),
        (Some(_), Some(bare)) => errors.at(bare, "a bare line has no name; keep one of the two"),
        (None, Some(_)) | (Some(_), None) => {}
    }
    for name in item
        .at
        .name()
        .into_iter()
        .chain(item.at.verb.iter().map(|(_, name)| name))
    {
        let text = name.value();
        if text.trim() != text || text.is_empty() || text.ends_with(':') {
            errors.at(
                name,
                "write the name as it begins the line, without colon and spaces around it: `\"#SSLS\"`",
            );
        }
    }
}

/// The bytes behind a line are counted once.
fn one_count(fields: &[Field], errors: &Errors) {
    let counts = fields.iter().filter_map(|field| field.at.count.as_ref());
    for count in counts.skip(1) {
        errors.at(count, "another field counts the payload already; keep one");
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

/// A range whose ends are the wrong way round holds nothing.
fn range_holds_something(bounds: &Bounds, errors: &Errors) {
    if let (Some(least), Some(most)) = (number(&bounds.least), number(&bounds.most))
        && least > most
    {
        errors.at(
            &bounds.tokens,
            format!("write the least first: `{most}..={least}`"),
        );
    }
}

/// A value on the wire is a number or a word, and the reader must know which before it reads.
fn cases_are_of_one_kind(cases: &[Case], quoted: Option<&Ident>, errors: &Errors) {
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
    match quoted {
        Some(quoted) if !is_word => errors.at(
            quoted,
            "leave `quoted` out: only words can be written in quotes",
        ),
        _ => words_are_words(cases, quoted.is_some(), errors),
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
fn cases_differ(cases: &[Case], errors: &Errors) {
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
fn newtype_range(at: &Options, ty: &Type, errors: &Errors) {
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
    let Type::Path(path) = ty else { return None };
    match path.path.segments.last()?.ident.to_string().as_str() {
        "u8" => Some(u8::MAX.into()),
        "u16" => Some(u16::MAX.into()),
        "u32" => Some(u32::MAX.into()),
        _ => None,
    }
}

/// The number that `expr` is, if it is written as one.
pub(crate) fn number(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => {
            number(&unary.expr)?.checked_neg()
        }
        _ => None,
    }
}
