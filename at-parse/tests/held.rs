//! What a framer holds back between inputs, and what its caller may make of it.
//!
//! In: the beginnings of codes and lines, and the caller's word. Out: judgement of what is held, due and dropped. Not
//! here: streams that nobody interrupts (`line.rs`, `online.rs`, `inline.rs`).

use at_parse::{Frame, Framer, Framing, Inline, Line, ResultCodes, Tail, TailCode};

const WORDS: ResultCodes = ResultCodes::Verbose;
const LINES: Framing = Framing::Lines(WORDS);
const ONLINE: Framing = Framing::Online(Tail::NoCarrier, WORDS);
const ESCAPING: Framing = Framing::Online(Tail::NoCarrierOrOk, WORDS);

/// A framer that has read `input` and told nothing.
fn holding(framing: Framing, room: &mut [u8], mut input: &[u8]) -> Framer {
    let mut framer = Framer::new(framing);
    assert_eq!(framer.next(room, &mut input), None);
    assert!(input.is_empty());
    framer
}

#[test]
fn a_line_that_has_begun_can_be_seen_and_dropped() {
    let mut room = [0; 20];
    let mut framer = holding(LINES, &mut room, b"\r\n#SGA");
    assert!(framer.in_line());
    assert_eq!(framer.begun(&room), b"#SGA");
    framer.drop_line();
    assert!(!framer.in_line());
    let mut input = &b"RING\r\n"[..];
    assert_eq!(
        framer.next(&mut room, &mut input),
        Some(Frame::Line(Line::Lent(b"RING")))
    );
}

#[test]
fn only_a_line_whose_cr_has_come_is_taken_before_its_lf() {
    let mut room = [0; 20];
    for begun in [&b"RING"[..], b"\r", b"\r\n"] {
        let mut framer = holding(LINES, &mut room, begun);
        assert_eq!(framer.take_held_line(&room), None);
    }
    // Digits are complete with their CR, words are not, also where digits are expected.
    let mut framer = holding(Framing::Lines(ResultCodes::Numeric), &mut room, b"RING\r");
    assert_eq!(
        framer.take_held_line(&room),
        Some(Frame::Line(Line::Kept(4)))
    );
}

#[test]
fn it_is_known_whether_quiet_makes_something_of_what_has_come() {
    let prompt = Framing::Prompt(WORDS);
    let mut room = [0; 20];
    for (framing, begun) in [(ONLINE, &b"\r"[..]), (ESCAPING, b"\r\nO"), (prompt, b">")] {
        assert!(!Framer::new(framing).holds());
        assert!(holding(framing, &mut room, begun).holds(), "{framing:?}");
    }
    for (framing, begun) in [
        (LINES, &b"RING\r"[..]),
        (LINES, b">"),
        (prompt, b"RI"),
        (prompt, b"\r\n"),
        (Framing::Discard(3), b">"),
        (Framing::BodyEndExactly(4), b"\r\n"),
    ] {
        assert!(!holding(framing, &mut room, begun).holds(), "{framing:?}");
    }
}

#[test]
fn a_code_that_is_held_is_taken_once_and_nothing_of_it_is_payload() {
    let mut framer = holding(ONLINE, &mut [], b"\r\nNO CARRIER\r\n");
    assert!(framer.tail_held());
    assert_eq!(framer.take_tail(), Some(TailCode::NoCarrier));
    assert!(!framer.tail_held() && !framer.is_due());
    assert_eq!(framer.take_tail(), None);
    framer.release_tail();
    assert_eq!(framer.next(&mut [], &mut &[][..]), None);
}

#[test]
fn half_a_code_is_held_and_cannot_be_taken() {
    let mut framer = holding(ONLINE, &mut [], b"\r\nNO CARR");
    assert!(framer.tail_held());
    assert_eq!(framer.take_tail(), None);
    assert!(framer.tail_held());
}

#[test]
fn an_ok_that_no_escape_asks_for_any_more_is_payload_at_once() {
    let mut framer = holding(ESCAPING, &mut [], b"\r\nOK\r\n");
    framer.expect(ESCAPING);
    assert!(framer.tail_held() && !framer.is_due());
    framer.expect(ONLINE);
    assert!(!framer.tail_held() && framer.is_due());
}

#[test]
fn a_no_carrier_stays_held_when_an_escape_is_not_waited_for_any_more() {
    let mut framer = holding(ESCAPING, &mut [], b"\r\nNO CARRIER\r\n");
    framer.expect(ONLINE);
    assert!(!framer.is_due());
    assert_eq!(framer.tail_code(), Some(TailCode::NoCarrier));
}

#[test]
fn a_line_that_is_given_up_comes_behind_payload_that_was_held() {
    const fn counts_nine(line: &[u8]) -> Option<Inline> {
        let start = line.len();
        Some(Inline { start, count: 9 })
    }
    let mut room = [0; 20];
    let mut framer = Framer::new(LINES).with_inline(counts_nine);
    assert_eq!(framer.next(&mut room, &mut &b"RING\r\n"[..]), None);
    assert!(framer.data_held());
    framer.expect(ONLINE);
    assert_eq!(framer.next(&mut room, &mut &b"\r\nNO"[..]), None);
    framer.give_up_data();
    framer.release_tail();
    let nothing = &mut &[][..];
    assert_eq!(
        framer.next(&mut room, nothing),
        Some(Frame::Payload(b"\r\nNO"))
    );
    assert!(framer.is_due());
    assert_eq!(
        framer.next(&mut room, nothing),
        Some(Frame::Line(Line::Kept(6)))
    );
    assert!(!framer.is_due());
}
