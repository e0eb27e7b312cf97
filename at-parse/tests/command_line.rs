//! Command lines, as hosts and people write them.

use at_parse::{Asked, CommandLine, Invocation, is_repeat};

/// The commands of a line: name, form and text.
fn commands(line: &str) -> Vec<(&str, Asked, &str)> {
    let line = CommandLine::find(line.as_bytes()).expect("it has a prefix");
    line.into_iter().map(told).collect()
}

fn told(invocation: Invocation<'_>) -> (&str, Asked, &str) {
    let text = |bytes| str::from_utf8(bytes).unwrap();
    (
        text(invocation.name),
        invocation.asked,
        text(invocation.text),
    )
}

const fn set<'t>(name: &'t str, text: &'t str) -> (&'t str, Asked, &'t str) {
    (name, Asked::Set, text)
}

#[test]
fn a_bare_prefix_is_one_command_without_a_name() {
    assert_eq!(commands("AT"), [("", Asked::Execute, "")]);
    assert_eq!(commands("at  "), [("", Asked::Execute, "")]);
}

#[test]
fn mixed_case_is_no_prefix_and_what_stands_before_one_is_dropped() {
    assert_eq!(CommandLine::find(b"At+CSQ"), None);
    assert_eq!(CommandLine::find(b"aT+CSQ"), None);
    assert_eq!(CommandLine::find(b"A"), None);
    assert_eq!(CommandLine::find(b""), None);
    assert_eq!(commands("\x1a+++AATE0"), [set("E", "0")]);
}

#[test]
fn basic_commands_need_no_separator() {
    assert_eq!(
        commands("ATE0V1X4&K0"),
        [set("E", "0"), set("V", "1"), set("X", "4"), set("&K", "0")]
    );
    assert_eq!(
        commands("ATEV&FS12=50S12?I"),
        [
            ("E", Asked::Execute, ""),
            ("V", Asked::Execute, ""),
            ("&F", Asked::Execute, ""),
            set("S12", "50"),
            ("S12", Asked::Read, ""),
            ("I", Asked::Execute, "")
        ]
    );
    assert_eq!(commands("ATE0;V1;"), [set("E", "0"), set("V", "1")]);
    // A space is no register.
    assert_eq!(commands("ATS =5"), [set("S", "=5")]);
}

#[test]
fn behind_an_extended_command_stands_a_semicolon() {
    assert_eq!(
        commands("ATE0+CMEE=1;#SELINT=2"),
        [set("E", "0"), set("+CMEE", "1"), set("#SELINT", "2")]
    );
    assert_eq!(
        commands("AT+CMEE?;E0#SELINT=?;V1"),
        [
            ("+CMEE", Asked::Read, ""),
            set("E", "0"),
            ("#SELINT", Asked::Test, ""),
            set("V", "1")
        ]
    );
    // Without it the rest belongs to the value.
    assert_eq!(commands("AT+CMEE=1E0"), [set("+CMEE", "1E0")]);
}

#[test]
fn a_semicolon_in_quotes_separates_nothing() {
    assert_eq!(
        commands("AT+A=\"x;y\";+B"),
        [set("+A", "\"x;y\""), ("+B", Asked::Execute, "")]
    );
    assert_eq!(commands("AT+A=\"x;+B=1"), [set("+A", "\"x;+B=1")]);
}

#[test]
fn spaces_may_stand_anywhere_outside_quotes() {
    assert_eq!(
        commands("AT #SGACT = 1 , 1 ; E 0 V1"),
        [set("#SGACT", "1 , 1"), set("E", "0"), set("V", "1")]
    );
    assert_eq!(
        commands("AT S12 = 50 S 12 ? & K 0 E = ?"),
        [
            set("S12", "50"),
            ("S 12", Asked::Read, ""),
            set("& K", "0"),
            ("E", Asked::Test, "")
        ]
    );
    assert_eq!(
        commands("AT+CREG ? ; +CREG = ? ;+CREG = \" a \" "),
        [
            ("+CREG", Asked::Read, ""),
            ("+CREG", Asked::Test, ""),
            set("+CREG", "\" a \"")
        ]
    );
}

#[test]
fn values_may_be_left_out_and_the_commas_stay() {
    assert_eq!(
        commands("AT+A=;+A=,,10;+A=1,,"),
        [set("+A", ""), set("+A", ",,10"), set("+A", "1,,")]
    );
}

#[test]
fn a_basic_command_with_an_equals_sign_is_not_the_same_without_a_number() {
    assert_eq!(commands("ATE=1;V1"), [set("E", "=1"), set("V", "1")]);
    assert_eq!(commands("ATS=1"), [set("S", "=1")]);
    assert_eq!(
        commands("ATS12=-1;S12="),
        [set("S12", "-1"), set("S12", "")]
    );
}

#[test]
fn what_stands_behind_a_question_mark_is_kept() {
    assert_eq!(commands("AT+CREG?1"), [("+CREG", Asked::Read, "1")]);
}

#[test]
fn the_place_of_the_values_is_counted_from_the_name() {
    for (line, at) in [
        ("AT#SGACT=1,1", 7),
        ("AT #SGACT = 1,1", 9),
        ("ATE0;#SGACT=1", 7),
        ("ATS12=50", 4),
        ("AT S 12 = 50", 7),
        ("ATE 0", 2),
        ("AT&K3", 2),
        ("AT+CREG?1", 6),
    ] {
        let line = CommandLine::find(line.as_bytes()).unwrap();
        let last = line.into_iter().last().unwrap();
        assert_eq!(last.text_at, at, "{last:?}");
    }
}

#[test]
fn the_rest_of_a_line_is_what_has_not_been_read() {
    let line = CommandLine::find(b"ATE0+CMEE=1 ; V1").unwrap();
    let mut invocations = line.into_iter();
    let mut rests = vec![invocations.rest()];
    while invocations.next().is_some() {
        rests.push(invocations.rest());
    }
    assert_eq!(rests, [&b"E0+CMEE=1 ; V1"[..], b"+CMEE=1 ; V1", b"V1", b""]);
}

#[test]
fn a_slash_behind_the_first_letter_repeats_the_last_line() {
    assert!(is_repeat(b"A/") && is_repeat(b"a/"));
    assert!(!is_repeat(b"AT/") && !is_repeat(b"A") && !is_repeat(b"a/ "));
}

#[test]
fn a_megabyte_of_anything_is_walked_once() {
    // Were any of these looked at again for each command, this test would not end.
    for text in [
        "E0", "+A=1;", "+", ";", "\"", "S", "S1=", "&", "=", " ", "?", "9", "+A=\"", "(", ",",
    ] {
        let line = text.repeat(1_000_000 / text.len());
        let count = CommandLine::behind_prefix(line.as_bytes())
            .into_iter()
            .count();
        assert!(count >= 1 && count <= line.len(), "{text}");
    }
    let line = "+CMEE=1;".repeat(10_000);
    let commands = CommandLine::behind_prefix(line.as_bytes()).into_iter();
    assert_eq!(commands.count(), 10_000);
}
