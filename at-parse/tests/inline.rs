//! Lines that count data of their own: where they end, wherever they are cut.
//!
//! In: streams, cut anywhere, and a finder of counts made up for the purpose. Out: judgement of frames. Not here: which
//! codes count; declarations say so.

use at_parse::{Frame, Framer, Framing, Inline, ResultCodes};

/// `COUNTED: <id>,<count>,<data>`, and nothing else.
fn find(line: &[u8]) -> Option<Inline> {
    let values = line.strip_prefix(b"COUNTED: ")?;
    let mut commas = values.iter().enumerate().filter(|(_, byte)| **byte == b',');
    let (first, _) = commas.next()?;
    let (second, _) = commas.next()?;
    let count = std::str::from_utf8(&values[first + 1..second]).ok()?;
    Some(Inline {
        start: line.len() - values.len() + second + 1,
        count: count.trim().parse().ok()?,
    })
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Seen {
    Line(String),
    TooLong(usize),
}

fn read(framing: Framing, room: usize, pieces: &[&[u8]]) -> Vec<Seen> {
    let mut framer = Framer::new(framing).with_inline(find);
    let mut room = vec![0; room];
    let mut seen = Vec::new();
    for mut input in pieces.iter().copied() {
        while let Some(frame) = framer.next(&mut room, &mut input) {
            seen.push(match frame {
                Frame::Line(line) => Seen::Line(line.bytes(&room).escape_ascii().to_string()),
                Frame::LineTooLong { length } => Seen::TooLong(length),
                other => panic!("{other:?}"),
            });
        }
        assert!(input.is_empty());
    }
    assert!(!framer.in_line(), "a line is left open");
    seen
}

/// The same for every framing of lines, every cut in two and byte by byte.
#[track_caller]
fn frames(room: usize, stream: &[u8], expected: &[Seen]) {
    for framing in [
        Framing::Lines(ResultCodes::Verbose),
        Framing::Prompt(ResultCodes::Verbose),
        Framing::Lines(ResultCodes::Numeric),
    ] {
        for cut in 0..=stream.len() {
            let (head, behind) = stream.split_at(cut);
            let shown = stream.escape_ascii();
            let seen = read(framing, room, &[head, behind]);
            assert_eq!(seen, expected, "`{shown}` cut at byte {cut}");
        }
        let bytewise: Vec<&[u8]> = stream.chunks(1).collect();
        assert_eq!(read(framing, room, &bytewise), expected);
    }
}

fn line(text: &[u8]) -> Seen {
    Seen::Line(text.escape_ascii().to_string())
}

const ROOM: usize = 80;

#[test]
fn data_may_hold_line_ends_and_result_codes() {
    frames(
        ROOM,
        b"\r\nCOUNTED: 1,12,a\r\nOK\r\n\n\rERR\r\n\r\nOK\r\n",
        &[line(b"COUNTED: 1,12,a\r\nOK\r\n\n\rERR"), line(b"OK")],
    );
}

#[test]
fn a_blank_before_the_data_does_not_count() {
    // Field notes A21, with another name.
    let text = b"COUNTED: 3,15, stringa di test";
    let stream = [b"\r\n", &text[..], b"\r\n\r\nOK\r\n"].concat();
    frames(ROOM, &stream, &[line(text), line(b"OK")]);
}

#[test]
fn data_of_every_shape_end_where_they_end() {
    // All data of up to five of these bytes, with a blank before them and without.
    const BYTES: [u8; 4] = *b" a\r\n";
    for length in 0..=5_u32 {
        for number in 0..4_usize.pow(length) {
            let data: Vec<u8> = (0..length)
                .map(|place| BYTES[number / 4_usize.pow(place) % 4])
                .collect();
            for blank in ["", " "] {
                let header = format!("COUNTED: 1,{length},{blank}").into_bytes();
                let text = [header, data.clone()].concat();
                let stream = [b"\r\n", &text[..], b"\r\n\r\nOK\r\n"].concat();
                let expected = [line(&text), line(b"OK")];
                let framing = Framing::Lines(ResultCodes::Verbose);
                for cut in 0..=stream.len() {
                    let (head, behind) = stream.split_at(cut);
                    let seen = read(framing, ROOM, &[head, behind]);
                    assert_eq!(seen, expected, "`{}` cut at {cut}", stream.escape_ascii());
                }
            }
        }
    }
}

#[test]
fn a_line_without_data_ends_at_its_line_end() {
    for text in [
        &b"COUNTED: 1,5"[..],
        b"COUNTED: 1",
        b"COUNTED: 1,x,y",
        b"OTHER: 1,5,",
    ] {
        let stream = [b"\r\n", text, b"\r\n\r\nOK\r\n"].concat();
        frames(ROOM, &stream, &[line(text), line(b"OK")]);
    }
}

#[test]
fn a_count_that_is_too_small_ends_the_line_where_lines_end() {
    frames(
        ROOM,
        b"\r\nCOUNTED: 1,3,abcdef\r\n\r\nOK\r\n",
        &[line(b"COUNTED: 1,3,abcdef"), line(b"OK")],
    );
    frames(
        ROOM,
        b"\r\nCOUNTED: 1,3,a\r\ndef\r\n\r\nOK\r\n",
        &[line(b"COUNTED: 1,3,a\r\ndef"), line(b"OK")],
    );
}

#[test]
fn data_beyond_the_room_are_passed_over_by_their_count() {
    for (room, blank) in [(24, ""), (24, " "), (13, ""), (12, "")] {
        let text = format!("COUNTED: 1,20,{blank}abc\r\nOK\r\nabcd\r\nabc\r\n");
        let stream = [b"\r\n", text.as_bytes(), b"\r\n\r\nOK\r\n"].concat();
        // Without its header in the room the data cannot be told from lines.
        if room > 13 {
            let length = text.len();
            frames(room, &stream, &[Seen::TooLong(length), line(b"OK")]);
        } else {
            let whole = read(Framing::Lines(ResultCodes::Verbose), room, &[&stream]);
            frames(room, &stream, &whole);
        }
    }
}

#[test]
fn a_blank_behind_the_end_of_the_room_makes_no_difference() {
    let stream = b"\r\nCOUNTED: 1,3, ab\n\r\nOK\r\n";
    for room in 12..=16 {
        let whole = read(Framing::Lines(ResultCodes::Verbose), room, &[stream]);
        frames(room, stream, &whole);
    }
}

#[test]
fn data_that_never_come_can_be_given_up() {
    let mut framer = Framer::new(Framing::Lines(ResultCodes::Verbose)).with_inline(find);
    let mut room = [0; ROOM];
    let mut input = &b"\r\nCOUNTED: 1,30,abc\r\n"[..];
    assert_eq!(framer.next(&mut room, &mut input), None);
    assert!(framer.data_held() && framer.holds());
    framer.give_up_data();
    let frame = framer.next(&mut room, &mut &[][..]).unwrap();
    let Frame::Line(kept) = frame else {
        panic!("{frame:?}")
    };
    assert_eq!(kept.bytes(&room), b"COUNTED: 1,30,abc\r\n");
    assert!(!framer.data_held() && !framer.in_line() && !framer.is_due());
    framer.give_up_data();
    assert_eq!(framer.next(&mut room, &mut &[][..]), None);
}
