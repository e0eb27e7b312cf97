//! Laws that hold for every declared item, in every form and both directions: no list of items is kept by hand.
//!
//! In: the rows of the dialect. From them alone a strategy builds the text of a line and what it must show; the
//! codecs are judged by both. Out: judgement.

use at_parse::{Frame, Framer, Framing, ResultCodes};
use at_spec::{ArgumentSpec, Asked, Codec, Dialect, LineSpec, Name, SubparameterSpec, Syntax};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use telit_ssl::command::Telit;
use telit_ssl::profile::id;
use tests::rows::{commands, lines, recoded, shown, unsolicited};

/// Cases for each item, form and direction.
const CASES: u32 = 256;

/// A value: its text on the wire, and what it shows.
type Made = (String, Value);

/// The texts of one argument, and what they show.
fn argument(row: &SubparameterSpec) -> BoxedStrategy<Made> {
    let range = row.limits.range_of(id::G2);
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
fn values(rows: &'static [SubparameterSpec]) -> BoxedStrategy<(String, Map<String, Value>)> {
    let each: Vec<BoxedStrategy<Option<Made>>> = rows
        .iter()
        .map(|row| {
            if row.limits.absent.contains(&id::G2) {
                Just(None).boxed()
            } else if row.optional {
                proptest::option::of(argument(row)).boxed()
            } else {
                argument(row).prop_map(Some).boxed()
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
fn is_leading(rows: &[SubparameterSpec], place: usize) -> bool {
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
    rows.iter()
        .any(|row| matches!(row.argument, ArgumentSpec::Line | ArgumentSpec::Counted))
}

fn is_secret(rows: &[SubparameterSpec]) -> bool {
    rows.iter()
        .any(|row| matches!(row.argument, ArgumentSpec::Text { secret: true, .. }))
}

/// What is written reads back as what it shows, and is written again as it was.
fn round_trip(codec: Codec, text: &str, expected: &Value) {
    let read = shown(codec, text.as_bytes(), id::G2);
    assert_eq!(read.as_ref(), Ok(expected), "`{text}` is read otherwise");
    let written =
        recoded(codec, text.as_bytes(), id::G2).map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(
        written.as_deref(),
        Ok(text),
        "`{text}` is written otherwise"
    );
}

/// Every beginning of a line is an error or a shorter line, and what is a line is one for good.
fn truncated(codec: Codec, text: &str) {
    for end in 0..text.len() {
        let part = &text.as_bytes()[..end];
        if let Ok(value) = shown(codec, part, id::G2) {
            let written = recoded(codec, part, id::G2).unwrap();
            assert_eq!(
                shown(codec, &written, id::G2),
                Ok(value),
                "`{}`",
                part.escape_ascii()
            );
        }
    }
}

fn lead(name: Option<Name>) -> String {
    name.map(|name| format!("{}: ", name.of(id::G2)))
        .unwrap_or_default()
}

#[test]
fn every_command_is_read_as_it_was_written() {
    for row in commands() {
        let name = row.name.of(id::G2);
        let lead = if row.syntax == Syntax::Basic { "" } else { "=" };
        judge(row.item, values(row.subparameters), |values, fields| {
            let text = if values.is_empty() {
                name.to_owned()
            } else {
                format!("{name}{lead}{values}")
            };
            let expected = json!({ row.item: fields });
            round_trip(row.codec, &text, &expected);
            truncated(row.codec, &text);
            if row.syntax == Syntax::Extended && !values.is_empty() && !takes_all(row.subparameters)
            {
                let spaced = text.replacen(',', " , ", 1);
                assert_eq!(
                    shown(row.codec, spaced.as_bytes(), id::G2),
                    Ok(expected.clone()),
                    "`{spaced}`"
                );
            }
        });
        for (asked, mark, form) in [(Asked::Read, "?", row.read), (Asked::Test, "=?", row.test)] {
            if form.is_some() {
                let expected = json!({ format!("{asked:?}"): { "command": row.item } });
                round_trip(row.codec, &format!("{name}{mark}"), &expected);
            }
        }
    }
}

#[test]
fn every_line_of_the_module_is_read_as_it_was_written() {
    for row in lines() {
        judge(row.item, values(row.subparameters), |values, fields| {
            let text = if values.is_empty() {
                row.name
                    .map(|name| name.of(id::G2).to_owned())
                    .unwrap_or_default()
            } else {
                lead(row.name) + values
            };
            round_trip(row.codec, &text, &json!({ row.item: fields }));
            truncated(row.codec, &text);
        });
    }
}

#[test]
fn every_line_of_the_module_is_one_frame() {
    for row in lines() {
        judge(row.item, values(row.subparameters), |values, _| {
            let text = format!("{}{values}", lead(row.name));
            let stream = format!("\r\n{text}\r\n");
            let mut framer = Framer::new(Framing::Lines(ResultCodes::Verbose))
                .with_inline(<Telit<'static> as Dialect<'static>>::inline);
            let (mut room, mut input) = ([0; 400], stream.as_bytes());
            let frame = framer.next(&mut room, &mut input);
            match frame {
                Some(Frame::Line(line)) => assert_eq!(line.bytes(&room), text.as_bytes()),
                other => assert!(text.is_empty() && other.is_none(), "`{text}`: {other:?}"),
            }
            assert!(framer.next(&mut room, &mut input).is_none() && !framer.in_line());
        });
    }
}

#[test]
fn unknown_fields_and_empty_ones_behind_a_line_are_survived() {
    for row in lines()
        .into_iter()
        .filter(|row| !row.subparameters.is_empty() && !takes_all(row.subparameters))
    {
        judge(row.item, values(row.subparameters), |values, fields| {
            // Fields left out at the end stand between the values and what nobody knows.
            let given = values.split(',').count();
            let gap = ",".repeat(row.subparameters.len().saturating_sub(given));
            let expected = json!({ row.item: fields });
            for behind in [",", ",\"unknown\"", ",,7"] {
                let text = format!("{}{values}{gap}{behind}", lead(row.name));
                if values.contains('"') && values.contains(',') {
                    continue; // A comma inside quotes: the count above is not that of the fields.
                }
                assert_eq!(
                    shown(row.codec, text.as_bytes(), id::G2),
                    Ok(expected.clone()),
                    "`{text}`"
                );
            }
        });
    }
}

#[test]
fn every_spelling_of_a_name_is_accepted_whatever_the_profile() {
    for row in lines() {
        for spelling in row.name.iter().flat_map(Name::spellings) {
            judge(row.item, values(row.subparameters), |values, fields| {
                let text = if values.is_empty() {
                    spelling.to_owned()
                } else {
                    format!("{spelling}:{values}")
                };
                assert_eq!(
                    shown(row.codec, text.as_bytes(), id::LTE_M),
                    Ok(json!({ row.item: fields })),
                    "`{text}`"
                );
            });
        }
    }
}

#[test]
fn no_bytes_make_a_codec_panic() {
    let rows: Vec<(&str, Codec)> = commands()
        .map(|row| (row.name.usual, row.codec))
        .chain(
            lines()
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
                    if shown(*codec, &text, id::G2).is_ok() {
                        prop_assert!(recoded(*codec, &text, id::G2).is_ok());
                    }
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn secrets_are_shown_by_no_rendering() {
    let secrets: Vec<&str> = commands()
        .filter(|row| is_secret(row.subparameters))
        .map(|row| row.name.usual)
        .collect();
    assert!(!secrets.is_empty());
    let pin = commands()
        .find(|row| is_secret(row.subparameters) && row.subparameters.len() == 2)
        .unwrap();
    let value = shown(
        pin.codec,
        format!("{}=\"4711\",\"0815\"", pin.name.usual).as_bytes(),
        id::G2,
    )
    .unwrap();
    assert!(
        !value.to_string().contains("4711") && !value.to_string().contains("0815"),
        "{value}"
    );
}

#[test]
fn names_of_unsolicited_codes_are_whole_names() {
    let row: &LineSpec = unsolicited()
        .find(|row| row.name.is_some_and(|name| name.usual.ends_with("RING")))
        .unwrap();
    let name = row.name.unwrap();
    assert!(
        name.strip(name.usual.get(3..).unwrap().as_bytes())
            .is_none()
    );
    assert!(
        name.strip(format!("{}X: 1", name.usual).as_bytes())
            .is_none()
    );
}
