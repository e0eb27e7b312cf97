//! Online framing: what is held back, what comes out again, and that no byte is lost or moved.
//!
//! In: streams, cut anywhere. Out: judgement. Not here: quiet; the engine has the clock.

use at_parse::{Frame, Framer, Framing, ResultCodes, Tail, TailCode};

/// Payload that has come out, the code that is held and its text, and what is released then.
type Seen = (Vec<u8>, Option<(TailCode, Vec<u8>)>, Vec<u8>);

fn read(tail: Tail, codes: ResultCodes, pieces: &[&[u8]]) -> Seen {
    let mut framer = Framer::new(Framing::Online(tail, codes));
    let mut payload = Vec::new();
    for mut input in pieces.iter().copied() {
        take(&mut framer, &mut input, &mut payload);
    }
    let code = framer.tail_code().map(|code| {
        let (words, detail) = framer.tail_text();
        (code, [words, detail].concat())
    });
    let mut held = Vec::new();
    framer.release_tail();
    take(&mut framer, &mut &[][..], &mut held);
    assert!(!framer.tail_held() && !framer.is_due());
    (payload, code, held)
}

fn take(framer: &mut Framer, input: &mut &[u8], payload: &mut Vec<u8>) {
    while let Some(frame) = framer.next(&mut [], input) {
        let Frame::Payload(piece) = frame else {
            panic!("{frame:?}")
        };
        assert!(!piece.is_empty());
        payload.extend_from_slice(piece);
    }
    assert!(input.is_empty());
}

/// The same for every cut in two and byte by byte; `stream` is what comes out and what is held, in order.
fn held(tail: Tail, codes: ResultCodes, stream: &[u8]) -> Option<(TailCode, String)> {
    let whole = read(tail, codes, &[stream]);
    let shown = stream.escape_ascii();
    assert_eq!([&*whole.0, &*whole.2].concat(), stream, "{shown}");
    for cut in 0..=stream.len() {
        let (head, behind) = stream.split_at(cut);
        let cut_in_two = read(tail, codes, &[head, behind]);
        assert_eq!(cut_in_two, whole, "{shown} cut at byte {cut}");
    }
    let bytewise: Vec<&[u8]> = stream.chunks(1).collect();
    assert_eq!(read(tail, codes, &bytewise), whole, "{shown}");
    let code = whole
        .1
        .map(|(code, text)| (code, String::from_utf8(text).unwrap()));
    if code.is_none() {
        let least = stream.len().saturating_sub(30);
        assert!(whole.0.len() >= least, "{shown} is held back");
    }
    code
}

const WORDS: ResultCodes = ResultCodes::Verbose;
const DIGITS: ResultCodes = ResultCodes::Numeric;

#[test]
fn no_carrier_is_held_in_every_spelling() {
    for (text, stream) in [
        ("NO CARRIER", &b"bye\r\nNO CARRIER\r\n"[..]),
        ("NO CARRIER:SSL,1", b"\r\nNO CARRIER:SSL,1\r\n"),
        ("NO CARRIER:SSL,1,3", b"bye\r\n\r\nNO CARRIER:SSL,1,3\r\n"),
        ("NO CARRIER: SSL,1", b"bye\r\nNO CARRIER: SSL,1\r\n"),
        ("NO CARRIER", b"\r\nNO CARRIER\r\nNO CARRIER\r\n"),
        (
            "NO CARRIER:SSL,1",
            b"\r\nNO CARRIER:SSL,2\r\nNO CARRIER:SSL,1\r\n",
        ),
    ] {
        for tail in [Tail::NoCarrier, Tail::NoCarrierOrOk] {
            let expected = Some((TailCode::NoCarrier, text.to_owned()));
            assert_eq!(held(tail, WORDS, stream), expected);
        }
    }
}

#[test]
fn what_is_not_quite_no_carrier_is_payload() {
    for stream in [
        &b"NO CARRIER\r\n"[..],
        b"\r\nNO CARRIER",
        b"\r\nNO CARRIER\r",
        b"\r\nNO CARRIER\n",
        b"\r\nNO CARRIERS\r\n",
        b"\r\nNO CARRIER \r\n",
        b"\r\nNO CARRIER,1\r\n",
        b"\r\nNO CARRIER:ssl,1\r\n",
        b"\r\nNO CARRIER:SSL,1\r\nmore",
        b"\r\nNO CARRIER:SSL,1\rmore",
        b"\r\nNO CARRIER:SSL,1;\r\n",
        b"\r\nNO CARRIER:ABCDEFGHIJKLMNOPQRSTUVWXYZ\r\n",
        b"\r\nOK\r\n",
        b"3\r",
    ] {
        assert_eq!(held(Tail::NoCarrier, WORDS, stream), None);
    }
}

#[test]
fn ok_is_held_where_an_escape_may_be_answered() {
    let stream = b"data\r\nOK\r\n";
    let expected = Some((TailCode::Ok, "OK".to_owned()));
    assert_eq!(held(Tail::NoCarrierOrOk, WORDS, stream), expected);
    assert_eq!(held(Tail::NoCarrier, WORDS, stream), None);
    assert_eq!(held(Tail::NoCarrierOrOk, WORDS, b"\r\nOK:1\r\n"), None);
}

#[test]
fn digits_are_held_where_the_module_writes_digits() {
    for (text, stream) in [("3", &b"bye3\r"[..]), ("3", b"33\r3\r"), ("3", b"3\r")] {
        for tail in [Tail::NoCarrier, Tail::NoCarrierOrOk] {
            let expected = Some((TailCode::NoCarrier, text.to_owned()));
            assert_eq!(held(tail, DIGITS, stream), expected);
        }
    }
    let ok = Some((TailCode::Ok, "0".to_owned()));
    assert_eq!(held(Tail::NoCarrierOrOk, DIGITS, b"300\r0\r"), ok);
    for stream in [
        &b"0\r"[..],
        b"3\r\n",
        b"3\r3",
        b"\r\nNO CARRIER\r\n",
        b"13\r\r",
    ] {
        assert_eq!(held(Tail::NoCarrier, DIGITS, stream), None);
    }
}

#[test]
fn every_stream_of_the_bytes_that_matter_comes_out_in_order() {
    // All streams of up to six of these parts.
    let parts: [&[u8]; 6] = [b"\r", b"\n", b"\r\nNO CARRIER", b":SSL,1", b"3", b"x"];
    for number in 0..6_usize.pow(6) {
        let digits = (0..6).map(|place| number / 6_usize.pow(place) % 6);
        let pieces: Vec<&[u8]> = digits.map(|digit| parts[digit]).collect();
        for codes in [WORDS, DIGITS] {
            let (payload, _, held) = read(Tail::NoCarrierOrOk, codes, &pieces);
            assert_eq!([payload, held].concat(), pieces.concat());
        }
    }
}

#[test]
fn what_is_held_comes_out_when_it_can_be_no_code_any_more() {
    let mut framer = Framer::new(Framing::Online(Tail::NoCarrierOrOk, WORDS));
    let mut payload = Vec::new();
    take(&mut framer, &mut &b"a\r\nOK\r\n"[..], &mut payload);
    assert_eq!(framer.tail_code(), Some(TailCode::Ok));
    framer.expect(Framing::Online(Tail::NoCarrier, WORDS));
    take(&mut framer, &mut &b"b\r\nNO CARR"[..], &mut payload);
    framer.expect(Framing::Lines(WORDS));
    take(&mut framer, &mut &[][..], &mut payload);
    assert_eq!(payload, b"a\r\nOK\r\nb\r\nNO CARR");
}

#[test]
fn nothing_is_due_behind_the_last_piece_that_was_held() {
    let mut framer = Framer::new(Framing::Online(Tail::NoCarrier, WORDS));
    assert_eq!(framer.next(&mut [], &mut &b"\r\nNO CARRIER:1\r"[..]), None);
    framer.release_tail();
    for piece in [&b"\r\nNO CARRIER"[..], b":", b"1", b"\r"] {
        assert!(framer.is_due());
        assert_eq!(
            framer.next(&mut [], &mut &[][..]),
            Some(Frame::Payload(piece))
        );
    }
    assert!(!framer.is_due());
}
