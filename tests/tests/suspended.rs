//! Behind the `OK` of the escape sequence the module is in command mode, and says at once what it has kept back.
//!
//! In: streams of a scripted module, cut anywhere. Out: judgement of events, and of the transcript. Not here: the way there (`online.rs`, `dtr.rs`).

use telit_cli::record::{Piece, Side};
use telit_cli::transcript::{Kind, Transcript};
use telit_ssl::{ControlLine, Instant, Profile, ResultCodes, Span, Violation};
use tests::host::{Heard, Host};
use tests::scripted::{online, recovers};

/// Longer than any quiet time that has a name.
const LONG: Span = Span::from_secs(10);

/// What is heard of `stream` behind the escape sequence: the same for every cut in two and byte by byte.
#[track_caller]
fn hears(stream: &[u8], expected: &[Heard]) {
    hears_in(ResultCodes::Verbose, stream, expected);
}

/// The same, with result codes written so.
#[track_caller]
fn hears_in(codes: ResultCodes, stream: &[u8], expected: &[Heard]) {
    let told = |pieces: Vec<&[u8]>| {
        let mut host = online(codes);
        host.suspend().unwrap();
        host.take_sent();
        host.hear_pieces(pieces);
        host.pass(LONG);
        let ends = |heard: &Heard| matches!(heard, Heard::Suspended | Heard::Closed { .. });
        assert_eq!(host.engine.is_idle(), host.heard().iter().any(ends));
        let mut heard = host.take_heard();
        // Nothing came that could be the answer, and that is told too.
        heard.retain(|heard| !matches!(heard, Heard::Failed { .. }));
        heard
    };
    for cut in 0..=stream.len() {
        let (head, behind) = stream.split_at(cut);
        assert_eq!(told(vec![head, behind]), expected, "cut at byte {cut}");
    }
    assert_eq!(told(stream.chunks(1).collect()), expected, "byte by byte");
}

fn unsolicited(line: &str) -> Heard {
    Heard::Unsolicited(line.into())
}

fn payload(bytes: &[u8]) -> Heard {
    Heard::Payload(bytes.to_vec())
}

#[test]
fn lines_that_nobody_asked_for_behind_the_ok_are_told_as_such() {
    hears(
        b"last\r\nOK\r\n\r\nSSLSRING: 1,4\r\n",
        &[
            payload(b"last"),
            Heard::Suspended,
            unsolicited("SSLSRING: 1,4"),
        ],
    );
    hears(
        b"\r\nOK\r\n\r\n+CREG: 1\r\n\r\nSSLSRING: 1,200\r\n\r\n#QSS: 0\r\n",
        &[
            Heard::Suspended,
            unsolicited("+CREG: 1"),
            unsolicited("SSLSRING: 1,200"),
            unsolicited("#QSS: 0"),
        ],
    );
}

#[test]
fn quiet_that_has_passed_unseen_decides_before_what_comes_behind_it() {
    let mut host = online(ResultCodes::Verbose);
    host.suspend().unwrap();
    host.take_sent();
    host.hear(b"\r\nOK\r\n");
    // A driver that was busy: nobody has polled meanwhile.
    let now = host.clock.now() + LONG;
    host.clock.reach(now);
    host.hear(b"\r\nno line of the dialect\r\n");
    host.pass(LONG);
    let line = unsolicited("no line of the dialect");
    assert_eq!(host.take_heard(), [Heard::Suspended, line]);
}

#[test]
fn what_comes_behind_quiet_that_decides_nothing_is_read() {
    let mut host = online(ResultCodes::Verbose);
    host.suspend().unwrap();
    host.take_sent();
    let now = host.clock.now();
    // The carrier goes, so quiet is watched for, and nothing is held.
    host.engine.line_changed(now, ControlLine::Dcd, false);
    host.clock.reach(now + Profile::G2.tail_whole);
    host.hear(b"late");
    assert_eq!(host.take_heard(), [payload(b"late")]);
}

#[test]
fn what_is_no_such_line_makes_payload_of_the_ok_and_of_all_behind_it() {
    for behind in [
        // A CR in the middle of the line.
        &b"\r\n+CREG: 1\rX\r\n"[..],
        &b"\r\nhello\r\n"[..],
        b"\r\nSSLSRINGS: 1,4\r\n",
        b"\r\nSSLSRING: 1,4\r\nx",
        b"\r\nSSLSRING: 1,4\r\n\r\nhello\r\n",
        b"\r\nSSLSRING: 1,4",
        b"\r\nSSLSRING: 1,4\r",
        b"\r\n3\r",
        b"\r\r\nSSLSRING: 1,4\r\n",
        b"\n\r\nSSLSRING: 1,4\r\n",
        b"\r\n\r\nSSLSRING: 1,4\r\n",
        b"\r\nSSLSRING: \xFF\r\n",
        b"\r",
        b"\r\n",
    ] {
        let stream = [&b"\r\nOK\r\n"[..], behind].concat();
        hears(&stream, &[payload(&stream)]);
    }
}

#[test]
fn a_line_that_is_longer_than_the_room_for_lines_is_payload() {
    let line = format!("\r\nSSLSRING: 1,{}\r\n", "4".repeat(400));
    let stream = [b"\r\nOK\r\n", line.as_bytes()].concat();
    hears(&stream, &[payload(&stream)]);
}

#[test]
fn an_ok_of_the_peer_does_not_hide_that_of_the_module() {
    hears(
        b"\r\nOK\r\n\r\nhello\r\n\r\nOK\r\n\r\nSSLSRING: 1,4\r\n",
        &[
            payload(b"\r\nOK\r\n\r\nhello\r\n"),
            Heard::Suspended,
            unsolicited("SSLSRING: 1,4"),
        ],
    );
    hears(
        b"\r\nOK\r\n\r\nSSLSRING: 1,4\r\n\r\nOK\r\n",
        &[
            payload(b"\r\nOK\r\n\r\nSSLSRING: 1,4\r\n"),
            Heard::Suspended,
        ],
    );
}

#[test]
fn the_end_of_the_connection_may_be_what_follows_the_ok() {
    hears(
        b"last\r\nOK\r\n\r\nNO CARRIER\r\n",
        &[
            payload(b"last"),
            Heard::Suspended,
            unsolicited("NO CARRIER"),
        ],
    );
}

#[test]
fn with_result_codes_in_digits_lines_and_the_end_of_the_connection_may_follow_too() {
    // Found by the simulation: the end of the connection made payload of the code before it.
    let digits = ResultCodes::Numeric;
    hears_in(
        digits,
        b"last0\r3\r",
        &[payload(b"last"), Heard::Suspended, unsolicited("3")],
    );
    hears_in(
        digits,
        b"0\rSSLSRING: 1,4\r\n3\r+CREG: 1\r\n",
        &[
            Heard::Suspended,
            unsolicited("SSLSRING: 1,4"),
            unsolicited("3"),
            unsolicited("+CREG: 1"),
        ],
    );
    for behind in [
        &b"3"[..],
        b"33x",
        b"3\r\n",
        b"3 \r",
        b"4\r",
        b"\r",
        b"\r\n",
        b"\r\nSSLSRING: 1,4\r\n",
        b"hello\r\n",
        b"SSLSRING: 1,4\r",
        b"SSLSRING: 1,4\r\nx",
    ] {
        let stream = [&b"0\r"[..], behind].concat();
        hears_in(digits, &stream, &[payload(&stream)]);
    }
}

#[test]
fn what_was_held_is_not_lost_when_the_application_attaches_meanwhile() {
    let stream = b"\r\nOK\r\n\r\nSSLSRING: 1,4\r\n\r\n+CR";
    let mut host = online(ResultCodes::Verbose);
    host.suspend().unwrap();
    host.hear(stream);
    let now = host.clock.now();
    host.engine.attach(now).unwrap();
    host.leave();
    let told: Vec<u8> = host
        .take_heard()
        .into_iter()
        .flat_map(|heard| match heard {
            Heard::Payload(bytes) | Heard::Unsolicited(bytes) => bytes,
            _ => Vec::new(),
        })
        .collect();
    assert!(told.starts_with(b"\r\nOK\r\n"), "{}", told.escape_ascii());
    assert!(
        told.windows(8).any(|part| part == b"SSLSRING"),
        "{}",
        told.escape_ascii()
    );
}

/// What the transcript makes of the module's last words, behind an escape sequence with times.
fn transcribed(
    before: &[(Side, &'static [u8])],
    connect: &'static [u8],
    last: &'static [u8],
) -> Vec<Kind> {
    let session = [
        (Side::Host, &b"AT#SSLO=1\r"[..], 1_000),
        (Side::Module, connect, 1_050),
        (Side::Module, b"data", 1_100),
        (Side::Host, b"+++", 3_000),
        (Side::Module, last, 4_100),
    ];
    let before = before.iter().map(|(from, bytes)| (*from, *bytes, 0));
    let pieces: Vec<Piece> = before
        .chain(session)
        .map(|(from, bytes, at)| Piece {
            from,
            bytes: bytes.to_vec(),
            at: Some(Instant::from_millis(at)),
        })
        .collect();
    let items = Transcript::read(&Profile::G2, &pieces);
    items.into_iter().map(|item| item.kind).collect()
}

#[test]
fn the_transcript_with_times_reads_it_so_too() {
    let words = transcribed(&[], b"\r\nCONNECT\r\n", b"\r\nOK\r\n\r\nSSLSRING: 1,4\r\n");
    let digits = [(Side::Host, &b"ATV0\r"[..]), (Side::Module, b"0\r")];
    let line = transcribed(&digits, b"1\r", b"0\rSSLSRING: 1,4\r\n");
    let end = transcribed(&digits, b"1\r", b"0\r3\r");
    for kinds in [words, line, end] {
        let [.., ok, ring] = &kinds[..] else {
            panic!("{kinds:?}");
        };
        assert!(
            matches!(ok, Kind::Final(code) if code.name == "OK"),
            "{ok:?}"
        );
        assert!(matches!(ring, Kind::Unsolicited(..)), "{ring:?}");
    }
}

#[test]
fn a_code_that_nobody_has_declared_is_told_by_how_it_is_written() {
    for code in ["+CIEV: 1,2", "#XYZ: 1", "*EREG: 5", "%CTZV: 8", "+QIND:"] {
        let stream = format!("\r\nOK\r\n\r\n{code}\r\n");
        let told = Heard::Unsolicited(code.as_bytes().to_vec());
        hears(stream.as_bytes(), &[Heard::Suspended, told]);
    }
    // What no code is written like makes payload of all of it.
    for text in ["hello", "+hello: 1", "+: 1", "HTTP/1.1 200 OK"] {
        let stream = format!("\r\nOK\r\n\r\n{text}\r\n");
        let mut host = online(ResultCodes::Verbose);
        host.suspend().unwrap();
        host.hear(stream.as_bytes());
        host.pass(LONG);
        let payload = Heard::Payload(stream.into_bytes());
        assert_eq!(host.take_heard().first(), Some(&payload), "{text}");
    }
}

/// Suspends, and nothing answers in its time.
fn unanswered() -> Host {
    let mut host = online(ResultCodes::Verbose);
    host.suspend().unwrap();
    while host.heard().is_empty() {
        assert!(host.go_on(), "nothing is waited for");
    }
    let heard = host.take_heard();
    assert!(
        matches!(heard[..], [Heard::Failed { command: "+++", .. }]),
        "{heard:?}"
    );
    assert!(host.engine.is_online());
    host.take_sent();
    host
}

#[test]
fn an_ok_of_the_escape_that_comes_too_late_is_no_payload_and_the_module_is_found_again() {
    let mut host = unanswered();
    host.pass(Span::from_secs(3));
    host.hear(b"\r\nOK\r\n");
    // What the application has meanwhile would be a command line, so it waits.
    assert_eq!(host.supply(b"AT+CFUN=0\r").unwrap(), b"AT+CFUN=0\r");
    host.pass(Span::from_secs(1));
    let out_of_turn = Heard::Violation(Violation::OutOfTurn { command: "#SSLD" });
    assert_eq!(host.take_heard(), [out_of_turn]);
    assert_eq!(host.engine.ended_by().concat(), b"\r\nOK\r\n");
    let recovered = recovers(&mut host);
    assert!(
        recovered.sent.starts_with(b"+++"),
        "it may have been the peer"
    );
}

#[test]
fn it_is_payload_once_the_application_has_gone_on_or_half_a_minute_has_passed() {
    for goes_on in [true, false] {
        let mut host = unanswered();
        if goes_on {
            assert_eq!(host.supply(b"more").unwrap(), b"");
        } else {
            host.pass(Span::from_secs(31));
        }
        host.hear(b"\r\nOK\r\n");
        host.pass(Span::from_secs(5));
        assert_eq!(host.take_heard(), [Heard::Payload(b"\r\nOK\r\n".to_vec())]);
    }
}

#[test]
fn another_escape_may_be_tried_at_once() {
    let mut host = unanswered();
    host.suspend().unwrap();
    host.hear(b"\r\nOK\r\n");
    host.pass(Span::from_secs(1));
    assert_eq!(host.take_heard(), [Heard::Suspended]);
}

#[test]
fn the_late_answer_of_the_escape_before_ends_another_one_in_the_middle() {
    let mut host = unanswered();
    host.engine.suspend(host.clock.now()).unwrap();
    host.pass(Span::from_millis(300));
    assert_eq!(host.take_sent(), b"+++");
    host.hear(b"\r\nOK\r\n");
    host.pass(Span::from_millis(300));
    let out_of_turn = Heard::Violation(Violation::OutOfTurn { command: "#SSLD" });
    assert_eq!(host.take_heard(), [out_of_turn]);
    recovers(&mut host);
}

#[test]
fn what_comes_too_late_is_told_alike_wherever_it_is_cut() {
    for stream in [
        &b"\r\nOK\r\n"[..],
        b"data\r\nOK\r\n\r\nSSLSRING: 1,5\r\n",
        b"\r\nOK\r\ndata",
        b"\r\nOK\r\n\r\nNO CARRIER\r\n",
        b"\r\nNO CARRIER\r\n",
    ] {
        let told = |cut: usize| {
            let mut host = unanswered();
            host.hear_pieces([&stream[..cut], &stream[cut..]]);
            host.pass(Span::from_secs(2));
            host.take_heard()
        };
        let whole = told(0);
        for cut in 1..stream.len() {
            assert_eq!(told(cut), whole, "{} cut at {cut}", stream.escape_ascii());
        }
    }
}
