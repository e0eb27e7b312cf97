//! Laws that hold for every declared item of every dialect, in every form and both directions: no list of items
//! is kept by hand.
//!
//! In: the rows of a dialect, and a profile of it. From them alone a strategy builds the text of a line and what
//! it must show; the codecs are judged by both. Out: nothing, or a panic that names the item and the line.

use at_parse::{Frame, Framer, Framing, ResultCodes};
use at_spec::{ArgumentSpec, Asked, Codec, Name, ProfileId, SubparameterSpec, Syntax};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};

use crate::rows::{Table, recoded, shown};

/// Cases for each item, form and direction.
const CASES: u32 = 256;

/// A profile that no dialect has.
const UNKNOWN: ProfileId = ProfileId::new(u8::MAX);

/// A value: its text on the wire, and what it shows.
type Made = (String, Value);

/// The texts of one argument, and what they show.
fn argument(row: &SubparameterSpec, profile: ProfileId) -> BoxedStrategy<Made> {
    let range = row.limits.range_of(profile);
    match row.argument {
        ArgumentSpec::Number {
            least, most, width, ..
        } => {
            let (least, most) = range.map_or((least, most), |range| {
                (range.least.max(least), range.most.min(most))
            });
            (least..=most)
                .prop_map(move |number| (format!("{number:0width$}"), json!(number)))
                .boxed()
        }
        ArgumentSpec::Choice(choices) => {
            let within = |number: i64| {
                range.is_none_or(|range| (range.least..=range.most).contains(&number))
            };
            let all: Vec<Made> = choices
                .iter()
                .filter(|choice| within(choice.number))
                .map(|choice| (choice.number.to_string(), json!(choice.name)))
                .collect();
            proptest::sample::select(all).boxed()
        }
        ArgumentSpec::Words { words, quoted } => {
            let quote = if quoted { "\"" } else { "" };
            let all: Vec<Made> = words
                .iter()
                .map(|word| (format!("{quote}{}{quote}", word.word), json!(word.name)))
                .collect();
            proptest::sample::select(all).boxed()
        }
        ArgumentSpec::Hexadecimal { digits } => {
            let most = (1_i64 << (4 * digits)) - 1;
            (0..=most)
                .prop_map(move |number| (format!("\"{number:0digits$X}\""), json!(number)))
                .boxed()
        }
        ArgumentSpec::Text {
            text,
            quoted,
            secret,
        } => {
            let alphabet = match text.alphabet {
                "digits" => "[0-9]",
                "host" => "[A-Za-z0-9._:-]",
                "address" => "[0-9A-Fa-f]",
                "alphanumeric" => "[0-9A-Za-z]",
                _ => "[ !#-~]",
            };
            let most = text.longest.min(20);
            let texts = match text.alphabet {
                // A separator is what makes it an address.
                "address" => "[0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}".to_owned(),
                _ => format!("{alphabet}{{{},{most}}}", text.shortest),
            };
            let quote = if quoted { "\"" } else { "" };
            proptest::string::string_regex(&texts)
                .unwrap()
                .prop_map(move |text| {
                    let value = if secret { json!("***") } else { json!(text) };
                    (format!("{quote}{text}{quote}"), value)
                })
                .boxed()
        }
        ArgumentSpec::Several(each) => {
            let one = SubparameterSpec {
                argument: *each,
                ..SubparameterSpec::plain(row.name)
            };
            proptest::collection::vec(argument(&one, profile), 1..5)
                .prop_map(|all| {
                    let (texts, values): (Vec<String>, Vec<Value>) = all.into_iter().unzip();
                    (texts.join(","), Value::Array(values))
                })
                .boxed()
        }
        // Line ends and result codes may be among them.
        ArgumentSpec::Counted => "([ -~]|\\r\\n|\\r\\nOK\\r\\n){0,20}"
            .prop_map(|text| (text.clone(), json!(text)))
            .boxed(),
        _ => "[A-Za-z(][ -~]{0,20}[!-~]"
            .prop_map(|text| (text.clone(), json!(text)))
            .boxed(),
    }
}

/// The values of a line, some of the optional ones left out: their text, and what they show.
fn values(
    rows: &'static [SubparameterSpec],
    profile: ProfileId,
) -> BoxedStrategy<(String, Map<String, Value>)> {
    let each: Vec<BoxedStrategy<Option<Made>>> = rows
        .iter()
        .map(|row| {
            if row.limits.absent.contains(&profile) {
                Just(None).boxed()
            } else if row.optional {
                proptest::option::of(argument(row, profile)).boxed()
            } else {
                argument(row, profile).prop_map(Some).boxed()
            }
        })
        .collect();
    each.prop_map(move |mut made| {
        count_data(rows, &mut made);
        let fields = rows
            .iter()
            .zip(&made)
            .filter_map(|(row, one)| Some((row.name.to_owned(), one.as_ref()?.1.clone())));
        // What is left out at the end leaves no comma, nor does what may stand before a required value.
        let kept = made
            .iter()
            .rposition(Option::is_some)
            .map_or(0, |last| last + 1);
        let texts: Vec<&str> = made[..kept]
            .iter()
            .enumerate()
            .filter(|(place, one)| one.is_some() || !is_leading(rows, *place))
            .map(|(_, one)| one.as_ref().map_or("", |one| one.0.as_str()))
            .collect();
        (texts.join(","), fields.collect())
    })
    .boxed()
}

/// Makes the value before counted data their number.
fn count_data(rows: &[SubparameterSpec], made: &mut [Option<Made>]) {
    let Some(place) = (rows.iter()).position(|row| row.argument == ArgumentSpec::Counted) else {
        return;
    };
    if let Some((text, _)) = &made[place] {
        let count = text.len();
        made[place - 1] = Some((count.to_string(), json!(count)));
    }
}

/// Whether the value at `place` may stand before one that must be there.
#[must_use]
pub fn is_leading(rows: &[SubparameterSpec], place: usize) -> bool {
    rows[place].optional && rows.get(place + 1).is_some_and(|next| !next.optional)
}

fn judge(
    item: &str,
    values: BoxedStrategy<(String, Map<String, Value>)>,
    law: impl Fn(&str, Map<String, Value>),
) {
    let mut runner = TestRunner::new(Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&values, |(text, fields)| {
            law(&text, fields);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{item}: {error}"));
}

/// Whether the whole rest of the line is one value, so that nothing can follow it.
fn takes_all(rows: &[SubparameterSpec]) -> bool {
    rows.iter().any(|row| row.argument.takes_rest())
}

/// What is written reads back as what it shows, and is written again as it was.
fn round_trip(codec: Codec, text: &str, expected: &Value, profile: ProfileId) {
    let read = shown(codec, text.as_bytes(), profile);
    assert_eq!(read.as_ref(), Ok(expected), "`{text}` is read otherwise");
    let written =
        recoded(codec, text.as_bytes(), profile).map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(
        written.as_deref(),
        Ok(text),
        "`{text}` is written otherwise"
    );
}

/// Every beginning of a line is an error or a shorter line, and what is a line is one for good.
fn truncated(codec: Codec, text: &str, profile: ProfileId) {
    for end in 0..text.len() {
        let part = &text.as_bytes()[..end];
        if let Ok(value) = shown(codec, part, profile) {
            let written = recoded(codec, part, profile).unwrap();
            assert_eq!(
                shown(codec, &written, profile),
                Ok(value),
                "`{}`",
                part.escape_ascii()
            );
        }
    }
}

fn lead(name: Option<Name>, profile: ProfileId) -> String {
    name.map(|name| format!("{}: ", name.of(profile)))
        .unwrap_or_default()
}

/// Every command is read as it was written, in every form.
pub fn commands_read_back(table: Table, profile: ProfileId) {
    for row in table.commands() {
        let name = row.name.of(profile);
        let lead = if row.syntax == Syntax::Basic { "" } else { "=" };
        judge(
            row.item,
            values(row.subparameters, profile),
            |values, fields| {
                let text = if values.is_empty() {
                    name.to_owned()
                } else {
                    format!("{name}{lead}{values}")
                };
                let expected = json!({ row.item: fields });
                round_trip(row.codec, &text, &expected, profile);
                truncated(row.codec, &text, profile);
                if row.syntax == Syntax::Extended
                    && !values.is_empty()
                    && !takes_all(row.subparameters)
                {
                    // The first comma outside quotes.
                    let end = text.find('"').unwrap_or(text.len());
                    let (before, behind) = text.split_at(end);
                    let spaced = before.replacen(',', " , ", 1) + behind;
                    assert_eq!(
                        shown(row.codec, spaced.as_bytes(), profile),
                        Ok(expected.clone()),
                        "`{spaced}`"
                    );
                }
            },
        );
        for (asked, mark, form) in [(Asked::Read, "?", row.read), (Asked::Test, "=?", row.test)] {
            if form.is_some() {
                let expected = json!({ format!("{asked:?}"): { "command": row.item } });
                round_trip(row.codec, &format!("{name}{mark}"), &expected, profile);
            }
        }
    }
}

/// Every line of the module is read as it was written.
pub fn lines_read_back(table: Table, profile: ProfileId) {
    for row in table.lines() {
        judge(
            row.item,
            values(row.subparameters, profile),
            |values, fields| {
                let text = if values.is_empty() {
                    row.name
                        .map(|name| name.of(profile).to_owned())
                        .unwrap_or_default()
                } else {
                    lead(row.name, profile) + values
                };
                round_trip(row.codec, &text, &json!({ row.item: fields }), profile);
                truncated(row.codec, &text, profile);
            },
        );
    }
}

/// Every line of the module is one frame, whatever stands in it.
pub fn lines_are_one_frame(table: Table, profile: ProfileId) {
    for row in table.lines() {
        judge(row.item, values(row.subparameters, profile), |values, _| {
            let text = format!("{}{values}", lead(row.name, profile));
            let stream = format!("\r\n{text}\r\n");
            let lines = Framing::Lines(ResultCodes::Verbose);
            let mut framer = Framer::new(lines).with_inline(table.inline());
            let (mut room, mut input) = ([0; 400], stream.as_bytes());
            match framer.next(&mut room, &mut input) {
                Some(Frame::Line(line)) => assert_eq!(line.bytes(&room), text.as_bytes()),
                other => assert!(text.is_empty() && other.is_none(), "`{text}`: {other:?}"),
            }
            assert!(framer.next(&mut room, &mut input).is_none() && !framer.in_line());
        });
    }
}

/// Fields that nobody knows, and empty ones, do no harm behind a line of the module.
pub fn unknown_fields_are_survived(table: Table, profile: ProfileId) {
    for row in table
        .lines()
        .into_iter()
        .filter(|row| !row.subparameters.is_empty() && !takes_all(row.subparameters))
    {
        judge(
            row.item,
            values(row.subparameters, profile),
            |values, fields| {
                // Fields left out at the end stand between the values and what nobody knows.
                let given = values.split(',').count();
                let gap = ",".repeat(row.subparameters.len().saturating_sub(given));
                let expected = json!({ row.item: fields });
                for behind in [",", ",\"unknown\"", ",,7"] {
                    let text = format!("{}{values}{gap}{behind}", lead(row.name, profile));
                    if values.contains('"') && values.contains(',') {
                        continue; // A comma inside quotes: the count above is not that of the fields.
                    }
                    assert_eq!(
                        shown(row.codec, text.as_bytes(), profile),
                        Ok(expected.clone()),
                        "`{text}`"
                    );
                }
            },
        );
    }
}

/// Every spelling of a name is accepted, whatever the profile.
pub fn spellings_are_accepted(table: Table, profile: ProfileId) {
    for row in table.lines() {
        for spelling in row.name.iter().flat_map(Name::spellings) {
            judge(
                row.item,
                values(row.subparameters, profile),
                |values, fields| {
                    let text = if values.is_empty() {
                        spelling.to_owned()
                    } else {
                        format!("{spelling}:{values}")
                    };
                    assert_eq!(
                        shown(row.codec, text.as_bytes(), UNKNOWN),
                        Ok(json!({ row.item: fields })),
                        "`{text}`"
                    );
                },
            );
        }
    }
}

/// A longer name and a shorter one are other names.
pub fn names_are_whole(table: Table) {
    for name in table.lines().into_iter().filter_map(|row| row.name) {
        for spelling in name.spellings() {
            let behind = spelling.get(1..).unwrap_or_default();
            assert!(name.strip(behind.as_bytes()).is_none(), "{behind}");
            let longer = format!("{spelling}X: 1");
            assert!(name.strip(longer.as_bytes()).is_none(), "{longer}");
        }
    }
}

/// No bytes behind a name make a codec panic, and what it has read it can write.
pub fn bytes_never_panic(table: Table, profile: ProfileId) {
    let rows: Vec<(&str, Codec)> = table
        .commands()
        .map(|row| (row.name.usual, row.codec))
        .chain(
            table
                .lines()
                .into_iter()
                .map(|row| (row.name.map_or("", |name| name.usual), row.codec)),
        )
        .collect();
    let noise = proptest::collection::vec(any::<u8>(), 0..60);
    let mut runner = TestRunner::new(Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&noise, |noise| {
            for (name, codec) in &rows {
                for lead in ["", "=", ": "] {
                    let text = [name.as_bytes(), lead.as_bytes(), &noise].concat();
                    if shown(*codec, &text, profile).is_ok() {
                        prop_assert!(recoded(*codec, &text, profile).is_ok());
                    }
                }
            }
            Ok(())
        })
        .unwrap();
}
