//! Commands made from rows: their texts, as a command line has them.
//!
//! In: the rows of the dialect. Out: strategies. No list of items is kept by hand. Not here: what the texts show.
#![allow(dead_code, reason = "each test file uses the part that it needs")]

use at_spec::{ArgumentSpec, CommandSpec, ProfileId, Range, SubparameterSpec, Syntax};
use proptest::prelude::*;

/// Numbers around those that decide something, and any others.
pub(crate) fn numbers(row: &SubparameterSpec, profile: ProfileId) -> BoxedStrategy<i64> {
    let bounds = row.bounds(profile).unwrap();
    let mut near = vec![bounds.least, bounds.most];
    if let ArgumentSpec::Choice(choices) = row.argument {
        near.extend(choices.iter().map(|choice| choice.number));
    }
    let near = proptest::sample::select(near);
    prop_oneof![
        (near, -2_i64..=2).prop_map(|(number, off)| number.saturating_add(off)),
        -1_i64..=300,
        any::<i64>(),
    ]
    .boxed()
}

/// Numbers that the declaration takes.
fn declared(row: &SubparameterSpec, profile: ProfileId) -> BoxedStrategy<i64> {
    let Range { least, most } = row.bounds(profile).unwrap();
    match row.argument {
        ArgumentSpec::Choice(choices) => {
            let numbers = choices.iter().map(|choice| choice.number);
            let taken = numbers.filter(|number| (least..=most).contains(number));
            proptest::sample::select(taken.collect::<Vec<_>>()).boxed()
        }
        _ => (least..=most).boxed(),
    }
}

/// The text of one value; `stray`: how many of eight numbers are any.
fn value(row: &SubparameterSpec, profile: ProfileId, stray: u32) -> BoxedStrategy<String> {
    let quoted = |text: &str, quotes: bool| match quotes {
        true => format!("\"{text}\""),
        false => text.to_owned(),
    };
    match row.argument {
        ArgumentSpec::Number { width, .. } => {
            let numbers = prop_oneof![
                8 - stray => declared(row, profile),
                stray => numbers(row, profile),
            ];
            let written = move |number: i64| format!("{:0width$}", number.unsigned_abs());
            numbers.prop_map(written).boxed()
        }
        ArgumentSpec::Choice(_) => {
            let numbers = prop_oneof![
                8 - stray => declared(row, profile),
                stray => numbers(row, profile),
            ];
            numbers
                .prop_map(|number| number.unsigned_abs().to_string())
                .boxed()
        }
        ArgumentSpec::Words {
            words,
            quoted: quotes,
        } => {
            let words = words.iter().map(|word| quoted(word.word, quotes));
            proptest::sample::select(words.collect::<Vec<_>>()).boxed()
        }
        ArgumentSpec::Hexadecimal { digits } => Just(format!("\"{:0digits$X}\"", 10)).boxed(),
        ArgumentSpec::Text {
            text,
            quoted: quotes,
            ..
        } => {
            let texts: &[&str] = match text.alphabet {
                "address" => &["10.64.1.1", "::1"],
                "digits" => &["1234", "12345678"],
                "host" => &["example.com", "h"],
                _ => &["a;b", "x, y", "IP", "AT+"],
            };
            let fits = |text: &&str| !text.contains([';', ',', ' ']) || quotes;
            let texts = texts.iter().copied().filter(fits);
            let texts = texts.map(|text| quoted(text, quotes));
            proptest::sample::select(texts.collect::<Vec<_>>()).boxed()
        }
        ArgumentSpec::Several(each) => {
            let one = SubparameterSpec {
                argument: *each,
                ..*row
            };
            proptest::collection::vec(value(&one, profile, stray), 1..4)
                .prop_map(|values| values.join(","))
                .boxed()
        }
        _ => Just("text".to_owned()).boxed(),
    }
}

/// The values of a line, one text for each field, some of the optional ones empty; `stray`: how many of eight numbers
/// are any.
pub(crate) fn fields(
    rows: &'static [SubparameterSpec],
    profile: ProfileId,
    stray: u32,
) -> BoxedStrategy<Vec<String>> {
    let is_there = |field: &SubparameterSpec| !field.limits.absent.contains(&profile);
    let each: Vec<BoxedStrategy<String>> = rows
        .iter()
        .map(|field| match (is_there(field), field.optional) {
            (false, _) => Just(String::new()).boxed(),
            (true, true) => prop_oneof![Just(String::new()), value(field, profile, stray)].boxed(),
            (true, false) => value(field, profile, stray),
        })
        .collect();
    each.boxed()
}

/// The values of a command line; those left out at its end leave no comma.
pub(crate) fn values(
    row: &'static CommandSpec,
    profile: ProfileId,
    stray: u32,
) -> BoxedStrategy<String> {
    fields(row.subparameters, profile, stray)
        .prop_map(|values| {
            let end = values.iter().rposition(|value| !value.is_empty());
            values[..end.map_or(0, |last| last + 1)].join(",")
        })
        .boxed()
}

/// The text of a command in any of its forms, as we write it.
pub(crate) fn command(row: &'static CommandSpec, profile: ProfileId) -> BoxedStrategy<String> {
    let name = row.name.of(profile);
    let lead = match row.syntax {
        Syntax::Basic => "",
        Syntax::Register | Syntax::Extended => "=",
    };
    let mut forms = vec![
        values(row, profile, 0)
            .prop_map(move |values| match values.as_str() {
                "" => name.to_owned(),
                values => format!("{name}{lead}{values}"),
            })
            .boxed(),
    ];
    forms.extend(row.read.map(|_| Just(format!("{name}?")).boxed()));
    forms.extend(row.test.map(|_| Just(format!("{name}=?")).boxed()));
    proptest::strategy::Union::new(forms).boxed()
}
