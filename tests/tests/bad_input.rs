//! Lines that no end should send, to every declared item in both directions: an error with its place, in a time that
//! does not depend on what was sent, and never a wrong value.
//!
//! In: the rows of the dialect. Out: judgement. No list of items is kept by hand.

mod made;

use at_spec::{ArgumentSpec, Codec, Fault, Malformed, SubparameterSpec, Syntax};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use telit_ssl::profile::id;
use tests::laws;
use tests::rows::{commands, lines, shown};

/// Something that is read: item, what stands before the values, the values, and how they are read.
type Reader = (&'static str, String, &'static [SubparameterSpec], Codec);

/// Everything that is read. What stands behind the number of a basic command is another command, so those are left
/// out where that matters.
fn readers() -> Vec<Reader> {
    let of_commands = commands().map(|row| {
        let lead = match row.syntax {
            Syntax::Basic => "",
            Syntax::Register | Syntax::Extended => "=",
        };
        let before = format!("{}{lead}", row.name.of(id::G2));
        (row.item, before, row.subparameters, row.codec)
    });
    let of_lines = lines().into_iter().map(|row| {
        let name = row.name.map(|name| format!("{}: ", name.of(id::G2)));
        let before = name.unwrap_or_default();
        (row.item, before, row.subparameters, row.codec)
    });
    of_commands.chain(of_lines).collect()
}

/// Puts `bad` in the place of every field that `is_such`, those before it as they should be, and expects the fault so
/// many bytes behind its start.
fn expect(bad: &str, is_such: impl Fn(&SubparameterSpec) -> bool, fault: Fault, within: usize) {
    let mut judged = 0;
    let is_separate = |(_, before, ..): &Reader| before.is_empty() || before.ends_with(['=', ' ']);
    for (item, before, rows, codec) in readers().into_iter().filter(is_separate) {
        for (place, _) in rows.iter().enumerate().filter(|(_, row)| is_such(row)) {
            let config = Config {
                cases: 16,
                failure_persistence: None,
                ..Config::default()
            };
            let law = |mut values: Vec<String>| {
                values.truncate(place);
                // What may stand before a required value leaves no comma when it is left out.
                if place > 0 && laws::is_leading(rows, place - 1) {
                    values.pop();
                }
                values.push(String::new());
                let line = format!("{before}{}", values.join(","));
                let at = line.len() + within;
                let line = line + bad;
                let read = shown(codec, line.as_bytes(), id::G2);
                prop_assert_eq!(read, Err(Malformed { fault, at }), "{}: {}", item, line);
                Ok(())
            };
            TestRunner::new(config)
                .run(&made::fields(rows, id::G2, 0), law)
                .unwrap();
            judged += 1;
        }
    }
    assert!(judged > 5);
}

const fn is_number(row: &SubparameterSpec) -> bool {
    matches!(
        row.argument,
        ArgumentSpec::Number { .. } | ArgumentSpec::Choice(_)
    )
}

const fn is_in_quotes(row: &SubparameterSpec) -> bool {
    matches!(
        row.argument,
        ArgumentSpec::Hexadecimal { .. }
            | ArgumentSpec::Text { quoted: true, .. }
            | ArgumentSpec::Words { quoted: true, .. }
    )
}

#[test]
fn a_number_that_no_type_holds_is_an_error_at_its_place_and_never_wrapped() {
    // One above the greatest of 32 and of 64 bits, of which the lower bits are zero, and one of no size at all.
    for bad in ["4294967296", "18446744073709551616", &"9".repeat(1_000)] {
        expect(bad, is_number, Fault::TooLarge, 0);
    }
    let is_hexadecimal =
        |row: &SubparameterSpec| matches!(row.argument, ArgumentSpec::Hexadecimal { .. });
    for bad in ["\"100000000\"", "\"10000000000000000\""] {
        expect(bad, is_hexadecimal, Fault::TooLarge, 1);
    }
}

#[test]
fn a_quoted_string_with_no_end_is_an_error_where_it_begins() {
    expect("\"never closed", is_in_quotes, Fault::Unterminated, 0);
}

#[test]
fn something_else_than_a_number_is_an_error_where_it_begins() {
    expect("x", is_number, Fault::NotANumber, 0);
    expect("-1", is_number, Fault::NotANumber, 0);
    expect("1x", is_number, Fault::Surplus, 1);
}

#[test]
fn any_line_is_read_in_one_pass() {
    // Were any of these looked at again for each of its bytes, this test would not end.
    for (item, before, rows, codec) in readers() {
        for part in ["(", "\"", "9", ",", "x", " ", "\",\"", "1,"] {
            let long = part.repeat(200_000 / part.len());
            if let Ok(value) = shown(codec, format!("{before}{long}").as_bytes(), id::G2) {
                // What is read is what was declared and no more, or the rest of a line as it stands.
                let is_rest = rows.iter().any(|row| row.argument.takes_rest());
                assert!(is_rest || value.to_string().len() < 1_000, "{item}: {part}");
            }
        }
    }
}
