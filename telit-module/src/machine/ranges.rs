//! What a test form answers: the values that the profile takes, from the table.
//!
//! In: a row. Out: `(1),(0,1)`. Not here: the name before it.
//! Read first: 27.007 4.1; protocol notes 1.3.

use at_spec::{ArgumentSpec, Choice, CommandSpec, ProfileId, SubparameterSpec};

/// The ranges of a command's values.
pub(super) fn of(spec: &CommandSpec, profile: ProfileId) -> String {
    let present = spec
        .subparameters
        .iter()
        .filter(|row| !row.limits.absent.contains(&profile));
    let elements: Vec<String> = present.map(|row| element(row, profile)).collect();
    elements.join(",")
}

/// The least and the greatest number of a value that is one.
pub(super) fn bounds(row: &SubparameterSpec, profile: ProfileId) -> Option<(i64, i64)> {
    let (least, most) = match row.argument {
        ArgumentSpec::Number { least, most, .. } => (least, most),
        ArgumentSpec::Choice(choices) => {
            let numbers = || choices.iter().map(|choice| choice.number);
            (numbers().min()?, numbers().max()?)
        }
        _ => return None,
    };
    match row.limits.range_of(profile) {
        Some(range) => Some((least.max(range.least), most.min(range.most))),
        None => Some((least, most)),
    }
}

fn element(row: &SubparameterSpec, profile: ProfileId) -> String {
    match row.argument {
        ArgumentSpec::Number { .. } => bounds(row, profile)
            .map(|(least, most)| numbers(least, most))
            .unwrap_or_default(),
        ArgumentSpec::Choice(choices) => bounds(row, profile)
            .map(|(least, most)| chosen(choices, least, most))
            .unwrap_or_default(),
        ArgumentSpec::Words { words, quoted } => {
            let mark = if quoted { "\"" } else { "" };
            let words = words
                .iter()
                .map(|word| format!("{mark}{}{mark}", word.word));
            format!("({})", words.collect::<Vec<_>>().join(","))
        }
        // A bare number is the greatest length of a string (field notes A20).
        ArgumentSpec::Text { text, .. } => text.longest.to_string(),
        _ => String::new(),
    }
}

fn numbers(least: i64, most: i64) -> String {
    match most.saturating_sub(least) {
        0 => format!("({least})"),
        1 => format!("({least},{most})"),
        _ => format!("({least}-{most})"),
    }
}

/// The numbers that have a meaning: as a range where none is missing between.
fn chosen(choices: &[Choice], least: i64, most: i64) -> String {
    let mut taken: Vec<i64> = choices
        .iter()
        .map(|choice| choice.number)
        .filter(|number| (least..=most).contains(number))
        .collect();
    taken.sort_unstable();
    if taken.iter().copied().eq(least..=most) {
        return numbers(least, most);
    }
    let list: Vec<String> = taken.iter().map(i64::to_string).collect();
    format!("({})", list.join(","))
}
