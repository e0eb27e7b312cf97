//! What test forms answer, judged: the module writes it from the table, and what is read back are the same limits.
//!
//! In: the rows of the dialect. Out: judgement. No list of items is kept by hand.

mod made;

use std::cell::Cell;

use at_spec::{
    ArgumentSpec, CommandSpec, Examiner, ProfileId, SubparameterSpec, TestAnswer, Writer,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use telit_ssl::Profile;
use telit_ssl::profile::id;
use tests::desk::Desk;
use tests::rows::{PROFILES, commands};

/// Cases for each item.
const CASES: u32 = 256;

fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    })
}

/// Every command with a test form.
fn testable() -> impl Iterator<Item = &'static CommandSpec> {
    commands().filter(|row| row.test.is_some())
}

fn written(row: &CommandSpec, profile: ProfileId) -> Vec<u8> {
    let mut room = [0; 400];
    let mut writer = Writer::new(&mut room, profile);
    row.write_ranges(&mut writer).unwrap();
    writer.written().to_vec()
}

/// Whether the declaration takes `number` in the field of `row`.
fn is_declared(row: &SubparameterSpec, profile: ProfileId, number: i64) -> bool {
    let of_type = match row.argument.element() {
        ArgumentSpec::Number { least, most, .. } => (least..=most).contains(&number),
        ArgumentSpec::Choice(choices) => choices.iter().any(|choice| choice.number == number),
        _ => unreachable!("it is no number"),
    };
    of_type && row.limits.check(profile, Some(number)).is_ok()
}

#[test]
fn a_test_answer_allows_exactly_what_the_declaration_allows() {
    for (row, profile) in testable().flat_map(|row| PROFILES.map(|profile| (row, profile))) {
        let text = written(row, profile);
        let answer = TestAnswer { text: &text };
        assert_eq!(answer.check_shape(), Ok(()), "{}", row.item);
        for (place, field) in row.subparameters.iter().enumerate() {
            let allowed = answer.allowed(place);
            let at = format!("{}, {}: {allowed}", row.item, field.name);
            if field.limits.absent.contains(&profile) {
                assert!(allowed.to_string().is_empty(), "{at}");
                continue;
            }
            match field.argument.element() {
                ArgumentSpec::Number { .. } | ArgumentSpec::Choice(_) => runner()
                    .run(&made::numbers(field, profile), |number| {
                        let expected = is_declared(field, profile, number);
                        prop_assert_eq!(allowed.allows(number), expected, "{} {}", &at, number);
                        Ok(())
                    })
                    .unwrap(),
                ArgumentSpec::Words { words, .. } => {
                    for word in words {
                        assert!(allowed.allows_text(word.word.as_bytes()), "{at}");
                        assert!(!allowed.allows_text(format!("{}?", word.word).as_bytes()));
                    }
                }
                ArgumentSpec::Text { text, .. } => {
                    assert_eq!(allowed.longest(), Some(text.longest), "{at}");
                    assert!(allowed.allows_text(&vec![b'a'; text.longest]), "{at}");
                    assert!(!allowed.allows_text(&vec![b'a'; text.longest + 1]), "{at}");
                }
                _ => assert!(allowed.to_string().is_empty(), "{at}"),
            }
        }
    }
}

#[test]
fn the_host_refuses_by_the_answer_of_the_module_what_the_module_refuses() {
    let refused_by_values = b"\r\n+CME ERROR: 50\r\n";
    // Long numbers are to be refused for what they are, not because the line is too long.
    let profile = Profile {
        line_length: 400,
        ..Profile::G2
    };
    let is_there = |row: &&CommandSpec| !row.absent.contains(&id::G2);
    for row in testable()
        .filter(is_there)
        .filter(|row| !row.subparameters.is_empty())
    {
        let name = row.name.of(id::G2);
        let answered = Desk::quiet(profile).answers(&format!("AT{name}=?"));
        let answered = answered.unwrap_or_else(|| panic!("{} has a test form", row.item));
        let text = row.name.strip(answered.as_bytes()).unwrap();
        assert_eq!(text, written(row, id::G2), "{}", row.item);
        let answer = TestAnswer { text };
        let both = [Cell::new(0_u32), Cell::new(0)];
        runner()
            .run(&made::values(row, id::G2, 1), |values| {
                let line = format!("{name}={values}");
                let mut examiner = Examiner::new(answer);
                let read = (row.codec.render)(line.as_bytes(), id::G2, &mut examiner);
                let is_taken = read.is_ok() && examiner.verdict().is_ok();
                let said = Desk::quiet(profile).types(format!("AT{line}\r"));
                prop_assert_eq!(said != refused_by_values, is_taken, "{} {:?}", line, said);
                let count = &both[usize::from(is_taken)];
                count.set(count.get() + 1);
                Ok(())
            })
            .unwrap();
        assert!(
            both.iter().all(|count| count.get() > 0),
            "{}: {both:?}",
            row.item
        );
    }
}
