//! Lines by the bytes of documents and traces: line ends vary, lines do not.
//!
//! In: fragments as they were found, cut anywhere. Out: judgement of frames. Not here: lines that count data
//! (`inline.rs`), prompts.

use at_parse::{Frame, Framer, Framing, Line, ResultCodes};

/// The same lines for every cut in two and byte by byte.
#[track_caller]
fn lines(codes: ResultCodes, stream: &[u8], expected: &[&str]) {
    let read = |pieces: Vec<&[u8]>| {
        let mut framer = Framer::new(Framing::Lines(codes));
        let mut room = [0; 80];
        let mut seen = Vec::new();
        for mut input in pieces {
            while let Some(frame) = framer.next(&mut room, &mut input) {
                let Frame::Line(line) = frame else {
                    panic!("{frame:?}")
                };
                seen.push(line.bytes(&room).escape_ascii().to_string());
            }
        }
        assert!(!framer.in_line());
        seen
    };
    for cut in 0..=stream.len() {
        let (head, behind) = stream.split_at(cut);
        assert_eq!(read(vec![head, behind]), expected, "cut at byte {cut}");
    }
    assert_eq!(read(stream.chunks(1).collect()), expected, "byte by byte");
}

const WORDS: ResultCodes = ResultCodes::Verbose;

#[test]
fn lines_of_a_list_are_separated_by_one_line_end() {
    // Field notes A3.
    lines(
        WORDS,
        b"\r\n#SGACT: 1,0\r\n#SGACT: 2,1\r\n#SGACT: 3,1\r\n\r\nOK\r\n",
        &["#SGACT: 1,0", "#SGACT: 2,1", "#SGACT: 3,1", "OK"],
    );
}

#[test]
fn lines_of_a_list_may_be_separated_by_a_bare_lf() {
    // Field notes A26.
    lines(
        WORDS,
        b"AT#LWM2MMON?\r\r\n#LWM2MMON: \"4\"\n#LWM2MMON: \"3\"\r\n\r\nOK\r\n",
        &[
            "AT#LWM2MMON?",
            "#LWM2MMON: \\\"4\\\"",
            "#LWM2MMON: \\\"3\\\"",
            "OK",
        ],
    );
}

#[test]
fn line_ends_before_and_behind_a_line_may_be_missing_or_too_many() {
    // Field notes A19 and A27, and what the ME310G1 guide warns of (protocol notes 1.4).
    for stream in [
        &b"\r\n+CMD1: 2,1,10\r\n\r\nOK\r\n"[..],
        b"\r\n+CMD1: 2,1,10\r\n\r\n\r\nOK\r\n",
        b"\r\n+CMD1: 2,1,10\r\nOK\r\n",
        b"+CMD1: 2,1,10\r\nOK\r\n",
        b"\r\n\r\n+CMD1: 2,1,10\r\n\r\nOK\r\n\r\n",
        b"\n+CMD1: 2,1,10\n\nOK\n",
        b"\r\n+CMD1: 2,1,10\n\r\nOK\r\n",
        b"\r\n+CMD1: 2,1,10\r\r\n\r\nOK\r\n",
    ] {
        lines(WORDS, stream, &["+CMD1: 2,1,10", "OK"]);
    }
}

#[test]
fn a_digit_is_complete_with_its_cr_and_information_is_not() {
    // Protocol notes 1.4: V0.
    lines(
        ResultCodes::Numeric,
        b"#SGACT: 1,0\r\n#SGACT: 2,1\r\n0\r4\r#SGACT: 3,1\r\n3\r",
        &["#SGACT: 1,0", "#SGACT: 2,1", "0", "4", "#SGACT: 3,1", "3"],
    );
}

#[test]
fn a_line_without_its_lf_that_outgrew_its_room_is_too_long_all_the_same() {
    for (room, expected) in [
        (4, Frame::Line(Line::Kept(4))),
        (3, Frame::LineTooLong { length: 4 }),
    ] {
        let mut framer = Framer::new(Framing::Lines(WORDS));
        let mut room = vec![0; room];
        assert!(framer.next(&mut room, &mut &b"\r\nRING\r"[..]).is_none());
        assert_eq!(framer.take_held_line(&room), Some(expected));
        assert!(!framer.in_line());
    }
}

#[test]
fn a_digit_that_the_room_does_not_hold_is_none_wherever_it_is_cut() {
    for (room, stream) in [(0, &b"1\r\n"[..]), (2, b"23 or more\r\n")] {
        for cut in 0..=stream.len() {
            let mut framer = Framer::new(Framing::Lines(ResultCodes::Numeric));
            let mut room = vec![0; room];
            let (mut head, mut behind) = stream.split_at(cut);
            let found = framer.next(&mut room, &mut head);
            let found = found.or_else(|| framer.next(&mut room, &mut behind));
            let length = stream.len() - 2;
            assert_eq!(found, Some(Frame::LineTooLong { length }), "cut at {cut}");
            assert_eq!([head, behind], [&b""[..]; 2], "the LF belongs to it");
        }
    }
}
