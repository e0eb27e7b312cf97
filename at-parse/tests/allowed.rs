//! Answers of test forms, as modules and their documents write them.

use at_parse::{Allowed, Alternative, Elements, Fault, Malformed};

fn elements(text: &str) -> Vec<Allowed<'_>> {
    Elements::new(text.as_bytes()).collect()
}

fn only(text: &str) -> Allowed<'_> {
    let elements = elements(text);
    let [only] = elements.as_slice() else {
        panic!("`{text}` has {} elements", elements.len());
    };
    *only
}

fn alternatives(text: &str) -> Vec<Alternative<'_>> {
    match only(text) {
        Allowed::Group(group) => group.into_iter().collect(),
        other => panic!("`{text}` is {other:?}"),
    }
}

const fn numbers(least: i64, most: i64) -> Alternative<'static> {
    Alternative::Numbers { least, most }
}

/// The numbers from -3 to 12 that are allowed.
fn taken(text: &str) -> Vec<i64> {
    let allowed = only(text);
    (-3..=12).filter(|number| allowed.allows(*number)).collect()
}

#[test]
fn ranges_lists_and_mixtures_of_both_are_sets_of_numbers() {
    assert_eq!(taken("(0-2)"), [0, 1, 2]);
    assert_eq!(taken("(0,1)"), [0, 1]);
    assert_eq!(taken("(0,1,5-9)"), [0, 1, 5, 6, 7, 8, 9]);
    assert_eq!(taken("(-2--1,3)"), [-2, -1, 3]);
    assert_eq!(taken("(4)"), [4]);
    assert_eq!(
        alternatives("(0,1,5-9)"),
        [numbers(0, 0), numbers(1, 1), numbers(5, 9)]
    );
}

#[test]
fn a_value_may_lack_its_parentheses() {
    assert_eq!(taken("0-2"), [0, 1, 2]);
    assert_eq!(taken("4"), [4]);
    assert_eq!(only("4"), Allowed::Number(4));
    assert_eq!(alternatives("\"IP\""), [Alternative::Text(b"IP")]);
    assert_eq!(alternatives("READY"), [Alternative::Word(b"READY")]);
}

#[test]
fn spaces_mean_nothing_outside_quotes() {
    assert_eq!(taken(" ( 0 - 2 , 5 ) "), [0, 1, 2, 5]);
    assert_eq!(taken("( (0,1) , (2-3) )"), [0, 1, 2, 3]);
    assert_eq!(alternatives("( \" IP\" )"), [Alternative::Text(b" IP")]);
}

#[test]
fn groups_within_a_group_are_read_through() {
    // Protocol notes 1.3.
    assert_eq!(taken("((0,1),(2-3))"), [0, 1, 2, 3]);
    assert_eq!(
        alternatives("((0,1),(2-3))"),
        [numbers(0, 0), numbers(1, 1), numbers(2, 3)]
    );
}

#[test]
fn texts_are_compared_without_regard_to_case() {
    let allowed = only("(\"IP\",\"IPV6\",\"a,(b\")");
    for text in ["IP", "IPV6", "ip", "a,(b"] {
        assert!(allowed.allows_text(text.as_bytes()), "{text}");
    }
    assert!(!allowed.allows_text(b"PPP"));
    assert!(!allowed.allows_text(b""));
}

#[test]
fn a_group_of_one_kind_says_nothing_of_the_other() {
    assert!(only("(0-2)").allows_text(b"anything"));
    assert!(only("(\"IP\")").allows(7));
    assert!(!only("(\"IP\",5)").allows(7));
    assert!(!only("(5,IP)").allows_text(b"PPP"));
}

#[test]
fn a_bare_number_is_the_greatest_length_of_a_text() {
    // Field notes A20, of commands that are not declared here.
    let answer = elements("(1-2),512,(1-65535),(1-6),(0-1)");
    assert_eq!(answer.len(), 5);
    assert_eq!(answer[1].longest(), Some(512));
    assert!(answer[1].allows_text(&[b'a'; 512]));
    assert!(!answer[1].allows_text(&[b'a'; 513]));
    assert!(answer[2].allows(65535) && !answer[2].allows(0));
    let answer = elements("(1-2),256");
    assert_eq!(answer[1], Allowed::Number(256));
    assert_eq!(answer[0].longest(), None);
}

#[test]
fn framing_examples_of_the_manuals_are_read() {
    // Field notes A27: what stands behind `+CMD1: ` and behind `+CMD1`.
    let answer = elements("(0-2),(0,1),(0-15)");
    assert!(answer[0].allows(2) && !answer[0].allows(3));
    assert!(answer[1].allows(1) && !answer[1].allows(2));
    assert!(answer[2].allows(15) && !answer[2].allows(16));
}

#[test]
fn an_empty_element_allows_everything() {
    let answer = elements("(1-5),\"IP\",,,(0,1),");
    assert_eq!(answer.len(), 6);
    for place in [2, 3, 5] {
        assert_eq!(answer[place], Allowed::Unsaid);
        assert!(answer[place].allows(99) && answer[place].allows_text(b"anything"));
    }
}

#[test]
fn an_answer_that_is_wholly_absent_has_no_elements() {
    assert!(elements("").is_empty());
    assert!(elements("  ").is_empty());
}

#[test]
fn what_has_no_shape_is_opaque_and_refuses_nothing() {
    for text in [
        "(0-2", "0-2)", "(\"IP)", "(0,1)(2)", "5(1)", "0x9F", "(0)x", "5-1",
    ] {
        let allowed = only(text);
        assert_eq!(allowed, Allowed::Opaque(text.as_bytes()), "{text}");
        assert!(allowed.allows(99) && allowed.allows_text(b"anything"));
        assert!(Elements::new(text.as_bytes()).check().is_err(), "{text}");
    }
    // A group that can be read in part: the rest might allow it.
    for text in ["(0,0x9F)", "(0,5-1)", "(0,\"IP\"x)"] {
        assert!(only(text).allows(99), "{text}");
    }
}

#[test]
fn a_number_that_no_64_bits_hold_is_never_wrapped() {
    let most = i64::MAX.to_string();
    assert!(only(&format!("(0-{most})")).allows(i64::MAX));
    for (text, at) in [
        ("(0-9223372036854775808)", 3),
        ("(18446744073709551616)", 1),
    ] {
        assert!(matches!(alternatives(text)[..], [Alternative::Opaque(_)]));
        assert!(only(text).allows(99));
        let fault = Fault::TooLarge;
        let check = Elements::new(text.as_bytes()).check();
        assert_eq!(check, Err(Malformed { fault, at }), "{text}");
    }
}

#[test]
fn faults_are_told_with_their_place() {
    for (text, fault, at) in [
        ("(0-2),(0,1", Fault::Unterminated, 6),
        ("(0-2),\"IP", Fault::Unterminated, 6),
        ("(0-2)),(1)", Fault::Forbidden, 5),
        ("(0-2)(1)", Fault::Surplus, 5),
        ("(0-2)x", Fault::Surplus, 5),
        ("(0-2), 5(1)", Fault::Surplus, 8),
        ("(0-2),(0x9F)", Fault::Surplus, 8),
        ("(0-2),(\"IP\"x)", Fault::Surplus, 11),
        ("(0-2),(5-1)", Fault::OutOfRange, 7),
        ("(0-2), -", Fault::NotANumber, 8),
    ] {
        let check = Elements::new(text.as_bytes()).check();
        assert_eq!(check, Err(Malformed { fault, at }), "{text}");
    }
    for text in ["", "(0-2),,512,\"IP\",READY,((1),(2-3))", "(0-2),", "()"] {
        assert_eq!(Elements::new(text.as_bytes()).check(), Ok(()), "{text}");
    }
}

#[test]
fn an_element_is_shown_as_it_was_written() {
    for text in ["(0,1,5-9)", "(\"IP\",\"IPV6\")", "512", "", "(0-2"] {
        let shown: Vec<String> = Elements::new(text.as_bytes())
            .map(|allowed| allowed.to_string())
            .collect();
        assert_eq!(shown.concat(), text);
    }
    assert_eq!(only("\"\r\x01\"").to_string(), "\"\\r\\x01\"");
}

#[test]
fn a_thousand_groups_within_groups_are_one_group() {
    let deep = format!("{}0-2{}", "(".repeat(1_000), ")".repeat(1_000));
    assert_eq!(taken(&deep), [0, 1, 2]);
    assert_eq!(Elements::new(deep.as_bytes()).check(), Ok(()));
    let open = "(".repeat(1_000);
    assert!(matches!(only(&open), Allowed::Opaque(_)));
    let shut = ")".repeat(1_000);
    assert!(matches!(only(&shut), Allowed::Opaque(_)));
}

#[test]
fn a_megabyte_of_anything_is_walked_once() {
    // Were any of these looked at again for each of its bytes, this test would not end.
    let megabyte = |text: &str| text.repeat(1_000_000 / text.len());
    for text in ["(", ")", "\"", ",", "(0,1),", "0-2,", "((", "\",", "a", "9"] {
        let text = megabyte(text);
        let values = Elements::new(text.as_bytes()).map(|allowed| match allowed {
            Allowed::Group(group) => group.into_iter().count(),
            _ => 0,
        });
        assert!(values.sum::<usize>() <= text.len());
        let _ = Elements::new(text.as_bytes()).check();
    }
    let list = format!("({})", megabyte("1,"));
    assert!(only(&list).allows(1) && !only(&list).allows(2));
}
