//! The rules of names: of commands, and of lines of the module.
//!
//! In: names. Out: mistakes. Not here: which names there are.

use syn::LitStr;

use crate::ast::Item;
use crate::errors::Errors;
use crate::place::Place;
use crate::syntax::Syntax;

/// The engine knows a command by its name.
pub(super) fn name_is_missing(item: &Item, place: Place, errors: &Errors) {
    // Reading has said what is wrong with the attribute, and a second message would not help.
    if item.at.literal.is_none() && !item.at.flawed {
        errors.at(&item.ident, place.asks_for_name());
    }
}

/// A name is what stands between `AT` and the values, nothing else.
pub(super) fn name_is_a_command(name: &LitStr, errors: &Errors) {
    let text = name.value();
    let behind = text.get(2..).unwrap_or_default();
    if text.to_ascii_uppercase().starts_with("AT") {
        errors.at(name, format!("write the name without `AT`: `\"{behind}\"`"));
    } else if let Some(other) = text.chars().find(|one| !is_of_a_name(*one)) {
        errors.at(
            name,
            format!("write only the name, as `\"#SSLD\"`: `{other}` cannot be in it"),
        );
    } else if matches!(Syntax::of(&text), Syntax::Basic) && !is_letter(&text) {
        errors.at(
            name,
            "begin the name with `+`, `#`, `$`, `*` or `%`; without them it is one letter, `\"E\"`, `&` and one letter, \
             `\"&F\"`, or a register, `\"S12\"`",
        );
    }
}

/// Whether `one` can be in the name of a command.
const fn is_of_a_name(one: char) -> bool {
    one.is_ascii_alphanumeric()
        || matches!(
            one,
            '+' | '#' | '$' | '*' | '%' | '&' | '-' | '.' | '/' | '_' | '!'
        )
}

/// Whether `name` is that of a basic command, or of a bare `AT`.
fn is_letter(name: &str) -> bool {
    match name.strip_prefix('&').unwrap_or(name).as_bytes() {
        [] => name.is_empty(),
        [letter] => letter.is_ascii_alphabetic(),
        [_, ..] => false,
    }
}

/// V.250 5.3: a letter is followed by one number, a register by `=` and one number.
pub(super) fn one_value_behind_a_letter(item: &Item, name: &LitStr, errors: &Errors) {
    let text = name.value();
    let most = match Syntax::of(&text) {
        Syntax::Extended => return,
        Syntax::Basic if text.is_empty() => 0,
        Syntax::Basic | Syntax::Register => 1,
    };
    for field in item.written().skip(most) {
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

/// A line is known by its name, unless it is said to have none.
pub(super) fn line_name(item: &Item, place: Place, errors: &Errors) {
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
