//! The prompt in every spelling that was seen, where a prompt is due, and what only looks like one.
//!
//! In: streams, cut anywhere. Out: judgement of frames. Not here: quiet; the engine has the clock.

use at_parse::{Frame, Framer, Framing, ResultCodes};

const DUE: Framing = Framing::Prompt(ResultCodes::Verbose);

/// What comes out of `pieces`: lines, `PROMPT`, and `HELD` for a prompt that quiet would make of what is left.
fn read(framing: Framing, pieces: &[&[u8]]) -> Vec<String> {
    let mut framer = Framer::new(framing);
    let mut room = [0; 40];
    let mut seen = Vec::new();
    for mut input in pieces.iter().copied() {
        while let Some(frame) = framer.next(&mut room, &mut input) {
            seen.push(match frame {
                Frame::Line(line) => line.bytes(&room).escape_ascii().to_string(),
                Frame::Prompt => "PROMPT".to_owned(),
                other => panic!("{other:?}"),
            });
        }
        assert!(input.is_empty());
    }
    if framer.prompt_held() {
        framer.take_held_prompt();
        seen.push("HELD".to_owned());
    }
    seen
}

#[track_caller]
fn frames(framing: Framing, stream: &[u8], expected: &[&str]) {
    for cut in 0..=stream.len() {
        let (head, behind) = stream.split_at(cut);
        let shown = stream.escape_ascii();
        let seen = read(framing, &[head, behind]);
        assert_eq!(seen, expected, "`{shown}` cut at byte {cut}");
    }
    let bytewise: Vec<&[u8]> = stream.chunks(1).collect();
    assert_eq!(read(framing, &bytewise), expected, "byte by byte");
}

#[test]
fn every_spelling_of_the_prompt_is_one() {
    for stream in [
        &b"\r\n> "[..],
        b"> ",
        b"\r\n>>> ",
        b"\n> ",
        b"\r\n>\r\n",
        b"\r\n>>>\r\n",
    ] {
        frames(DUE, stream, &["PROMPT"]);
    }
}

#[test]
fn a_prompt_without_its_space_waits_for_quiet() {
    for stream in [&b"\r\n>"[..], b"\r\n>>", b"\r\n>>>", b">"] {
        frames(DUE, stream, &["HELD"]);
    }
}

#[test]
fn an_error_comes_instead_of_the_prompt_and_a_code_before_it() {
    frames(DUE, b"\r\nERROR\r\n", &["ERROR"]);
    frames(
        DUE,
        b"\r\nSSLSRING: 1,5\r\n\r\n> ",
        &["SSLSRING: 1,5", "PROMPT"],
    );
    // An echo has no line feed (protocol notes 1.4).
    frames(DUE, b"AT#SSLSEND=1\r\r\n>>> ", &["AT#SSLSEND=1", "PROMPT"]);
}

#[test]
fn what_only_begins_like_a_prompt_is_a_line() {
    frames(DUE, b"\r\n>x\r\n", &[">x"]);
    frames(DUE, b"\r\n>>>>\r\n", &[">>>>"]);
    frames(DUE, b"\r\nx> \r\n", &["x> "]);
    frames(DUE, b"\r\n>>>>", &[]);
}

#[test]
fn nothing_is_a_prompt_where_none_is_due() {
    let lines = Framing::Lines(ResultCodes::Verbose);
    frames(lines, b"\r\n> \r\n>>>\r\n", &["> ", ">>>"]);
}

#[test]
fn a_space_that_comes_late_belongs_to_the_prompt() {
    let mut framer = Framer::new(DUE);
    let mut room = [0; 40];
    assert_eq!(framer.next(&mut room, &mut &b"\r\n>>>"[..]), None);
    framer.take_held_prompt();
    framer.expect(Framing::Lines(ResultCodes::Verbose));
    let mut input = &b" \r\nOK\r\n"[..];
    let Some(Frame::Line(line)) = framer.next(&mut room, &mut input) else {
        panic!("a line")
    };
    assert_eq!(line.bytes(&room), b"OK");
}

#[test]
fn behind_a_space_that_comes_late_another_prompt_may_come() {
    for pieces in [&[&b" > "[..]][..], &[&b" "[..], b"> "]] {
        let mut framer = Framer::new(DUE);
        let mut room = [0; 40];
        assert_eq!(framer.next(&mut room, &mut &b"\r\n>"[..]), None);
        framer.take_held_prompt();
        let mut pieces = pieces.iter().copied();
        let prompt = pieces.find_map(|mut piece| framer.next(&mut room, &mut piece));
        assert_eq!(prompt, Some(Frame::Prompt));
    }
}
