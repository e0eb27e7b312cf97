//! Counted framing: so many bytes, whatever they are, and the line end behind them.
//!
//! In: streams, cut anywhere. Out: judgement of frames. Not here: where the count is from.

use at_parse::{Frame, Framer, Framing, Line, ResultCodes};

/// The payload of `stream`, and whether a line end stands behind it: the same for every cut in two and byte by byte.
#[track_caller]
fn read(framing: Framing, stream: &[u8]) -> (Vec<u8>, Option<bool>) {
    let told = |pieces: Vec<&[u8]>| {
        let mut framer = Framer::new(framing);
        let (mut payload, mut ends, mut is_line_end) = (Vec::new(), 0, None);
        for mut input in pieces {
            while is_line_end.is_none() {
                match framer.next(&mut [], &mut input) {
                    Some(Frame::Payload(piece)) => payload.extend_from_slice(piece),
                    Some(Frame::PayloadEnd) => ends += 1,
                    Some(Frame::BodyEnd) => is_line_end = Some(true),
                    Some(Frame::BodyOverrun) => is_line_end = Some(false),
                    None => break,
                    Some(other) => panic!("{other:?}"),
                }
            }
        }
        assert_eq!(ends > 0, is_line_end.is_some());
        (payload, is_line_end)
    };
    let whole = told(vec![stream]);
    for cut in 0..=stream.len() {
        let (head, behind) = stream.split_at(cut);
        assert_eq!(told(vec![head, behind]), whole, "cut at byte {cut}");
    }
    assert_eq!(told(stream.chunks(1).collect()), whole, "byte by byte");
    whole
}

#[test]
fn so_many_bytes_are_payload_whatever_they_are() {
    let stream = b"\r\nOK\r\n\r\nOK\r\n";
    assert_eq!(
        read(Framing::Counted(6), stream),
        (b"\r\nOK\r\n".to_vec(), Some(true))
    );
    assert_eq!(read(Framing::Counted(5), b"abc"), (b"abc".to_vec(), None));
}

#[test]
fn something_else_than_a_line_end_behind_them_shows_a_wrong_count() {
    assert_eq!(
        read(Framing::Counted(3), b"abcd\r\n"),
        (b"abc".to_vec(), Some(false))
    );
}

#[test]
fn what_nobody_can_use_is_dropped_by_its_count() {
    assert_eq!(
        read(Framing::Discard(6), b"\r\nOK\r\n\r\n"),
        (Vec::new(), Some(true))
    );
    assert_eq!(
        read(Framing::Discard(3), b"abcd"),
        (Vec::new(), Some(false))
    );
    assert_eq!(read(Framing::Discard(5), b"abc"), (Vec::new(), None));
}

#[test]
fn lines_are_expected_behind_the_line_end() {
    for (framing, stream) in [
        (Framing::Counted(1), &b"a\r\nOK\r\n"[..]),
        (Framing::Counted(1), b"aOK\r\n"),
        (Framing::BodyEndExactly(2), b"\r\nOK\r\n"),
        (Framing::BodyEndExactly(2), b"OK\r\n"),
    ] {
        let mut framer = Framer::new(framing);
        let (mut room, mut input) = ([0; 2], stream);
        let frames = std::iter::from_fn(|| framer.next(&mut room, &mut input));
        assert_eq!(frames.last(), Some(Frame::Line(Line::Lent(b"OK"))));
        assert_eq!(framer.framing(), Framing::Lines(ResultCodes::Verbose));
    }
}

#[test]
fn exactly_so_many_line_ends_stand_behind_a_count_that_is_right() {
    const RIGHT: Option<Frame<'_>> = Some(Frame::BodyEnd);
    const WRONG: Option<Frame<'_>> = Some(Frame::BodyOverrun);
    for (bytes, stream, expected) in [
        (4, &b"\r\n\r\nO"[..], RIGHT),
        (4, b"\r\n\r\n", None),
        (4, b"\r\n\r", None),
        (4, b"\r\nO", WRONG),
        (4, b"\r\n\r\n\r", WRONG),
        (4, b"\r\n\r\n\n", WRONG),
        (4, b"\r\r", WRONG),
        (4, b"\n", WRONG),
        (2, b"\r\nO", RIGHT),
        (2, b"\r\n", None),
        (2, b"O", WRONG),
        (0, b"O", RIGHT),
        (0, b"\r", WRONG),
        (0, b"\n", WRONG),
    ] {
        let shown = stream.escape_ascii();
        let mut framer = Framer::new(Framing::BodyEndExactly(bytes));
        let at_once = framer.next(&mut [], &mut &*stream);
        assert_eq!(at_once, expected, "{shown}");
        let mut framer = Framer::new(Framing::BodyEndExactly(bytes));
        let mut pieces = stream.chunks(1);
        let bytewise = pieces.find_map(|mut byte| framer.next(&mut [], &mut byte));
        assert_eq!(bytewise, expected, "{shown} byte by byte");
    }
}

#[test]
fn a_piece_of_a_count_can_be_taken_for_itself_and_nothing_else_can() {
    let mut framer = Framer::new(Framing::Counted(3));
    let mut input = &b"\r\nOK\r\n"[..];
    assert_eq!(framer.counted_piece(&mut &[][..]), None);
    assert_eq!(framer.counted_piece(&mut input), Some(&b"\r\nO"[..]));
    // The end of the count is a frame of its own.
    assert!(framer.is_due());
    assert_eq!(framer.counted_piece(&mut input), None);
    assert_eq!(framer.next(&mut [], &mut input), Some(Frame::PayloadEnd));
    assert_eq!(framer.counted_piece(&mut input), None);
    assert_eq!(input, b"K\r\n");
    assert_eq!(
        Framer::new(Framing::Lines(ResultCodes::Verbose)).counted_piece(&mut input),
        None
    );
}
