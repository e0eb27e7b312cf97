//! The values of a subparameter, in words: what each generation takes, what each number means.
//!
//! In: a row. Out: text for tables and terminals. Not here: syntax lines.

use at_spec::{ArgumentSpec, ProfileId, Provenance, Range, SubparameterSpec};

use super::generation::Scope;

/// What the generations of `scope` take; the generations are named only where they differ.
pub(super) fn allowed(row: &SubparameterSpec, scope: Scope) -> String {
    let groups = scope.grouped(|generation| taken(row, generation.id));
    if let [(values, _)] = groups.as_slice() {
        return values.clone().unwrap_or_default();
    }
    let groups = groups
        .into_iter()
        .map(|(values, generations)| match values {
            Some(values) => format!("{values} on {generations}"),
            None => format!("not on {generations}"),
        });
    groups.collect::<Vec<_>>().join("; ")
}

/// What modules of `profile` take; `None`: they do not have the field.
fn taken(row: &SubparameterSpec, profile: ProfileId) -> Option<String> {
    if row.limits.absent.contains(&profile) {
        return None;
    }
    let range = row.limits.range_of(profile);
    Some(match row.argument {
        ArgumentSpec::Number {
            least, most, unit, ..
        } => {
            let Range { least, most } = range.unwrap_or(Range::new(least, most));
            let unit = match unit.as_bytes() {
                [] => String::new(),
                [b'0'..=b'9', ..] => format!(" × {unit}"),
                _ => format!(" {unit}"),
            };
            if least == most {
                format!("{least}{unit}")
            } else {
                format!("{least}..{most}{unit}")
            }
        }
        ArgumentSpec::Choice(choices) => joined(
            choices
                .iter()
                .map(|choice| choice.number)
                .filter(|number| {
                    range.is_none_or(|range| (range.least..=range.most).contains(number))
                })
                .map(|number| number.to_string()),
        ),
        ArgumentSpec::Words { words, quoted } => joined(words.iter().map(|word| {
            if quoted {
                format!("`\"{}\"`", word.word)
            } else {
                format!("`{}`", word.word)
            }
        })),
        ArgumentSpec::Hexadecimal { digits } => format!("{digits} hexadecimal digits in quotes"),
        ArgumentSpec::Text {
            text,
            quoted,
            secret,
        } => {
            let quoted = if quoted { ", in quotes" } else { "" };
            let secret = if secret { ", never shown" } else { "" };
            format!(
                "{} text of {} to {} bytes{quoted}{secret}",
                text.alphabet, text.shortest, text.longest
            )
        }
        ArgumentSpec::Line => "the rest of the line".to_owned(),
        _ => "text".to_owned(),
    })
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(", ")
}

/// What each number or word means: one line for each.
pub(super) fn cases(row: &SubparameterSpec) -> Vec<String> {
    match row.argument {
        ArgumentSpec::Choice(choices) => choices
            .iter()
            .map(|choice| case(&choice.number.to_string(), choice.name, choice.text))
            .collect(),
        ArgumentSpec::Words { words, .. } => words
            .iter()
            .map(|word| case(word.word, word.name, word.text))
            .collect(),
        _ => Vec::new(),
    }
}

fn case(wire: &str, name: &str, text: &str) -> String {
    let text = text.replace('\n', " ");
    if text.trim_end_matches('.') == name {
        return format!("`{wire}` {name}");
    }
    format!("`{wire}` {name}: {text}")
}

/// How well something is known, in a word.
pub(super) const fn known(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Cited => "cited",
        Provenance::Recollected => "recollected",
        Provenance::Inferred => "inferred",
    }
}

#[cfg(test)]
mod tests {
    use at_spec::{Limits, Range, SubparameterSpec};
    use telit_ssl::profile::id::{G2, LTE_A, LTE_M};

    use super::allowed;
    use telit_ssl::Profile;

    use crate::spec::generation::Scope;

    const ROW: SubparameterSpec = SubparameterSpec {
        limits: Limits {
            name: "socket",
            range: Some(Range::new(1, 6)),
            ranges: &[(G2, Range::new(1, 1)), (LTE_A, Range::new(1, 1))],
            absent: &[LTE_M],
        },
        ..SubparameterSpec::plain("socket")
    };

    #[test]
    fn generations_are_named_where_they_differ() {
        assert_eq!(
            allowed(&ROW, Scope::default()),
            "1 on 2G, LTE-A; 1..6 on 3G; not on LTE-M"
        );
        let only = Scope {
            only: Profile::named("G3"),
        };
        assert_eq!(allowed(&ROW, only), "1..6");
    }
}
