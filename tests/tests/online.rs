//! The end of online mode, in every spelling: text at the tail, quiet behind it, and what a control line says.
//!
//! In: streams of a scripted module, cut anywhere. Out: judgement of events. Not here: the framer alone
//! (`at-parse/tests/online.rs`), a real connection (`dialogue.rs`).

use telit_cli::record::{Piece, Side};
use telit_cli::transcript::{Item, Kind, Transcript};
use telit_module::Quirks;
use telit_ssl::value::{Mode, SocketId};
use telit_ssl::{ControlLine, Profile, ResultCodes, Span};
use tests::far::Far;
use tests::host::{Heard, Host};
use tests::pair::Pair;
use tests::scripted::{dial, online};

const G2: Profile = Profile::G2;
/// Longer than any quiet time that has a name.
const LONG: Span = Span::from_secs(10);

fn carrier(host: &mut Host, on: bool) {
    let now = host.clock.now();
    host.engine.line_changed(now, ControlLine::Dcd, on);
}

fn closed(text: &[u8], certain: bool, socket: Option<SocketId>, cause: Option<u16>) -> Heard {
    Heard::Closed {
        certain,
        socket,
        cause,
        text: text.to_vec(),
    }
}

/// Payload, and then what else was heard.
fn heard(payload: &[u8], behind: &[Heard]) -> Vec<Heard> {
    let payload = (!payload.is_empty()).then(|| Heard::Payload(payload.to_vec()));
    payload.into_iter().chain(behind.iter().cloned()).collect()
}

/// What is heard of `stream` and `quiet` behind it: the same for every cut in two and byte by byte.
#[track_caller]
fn hears(codes: ResultCodes, stream: &[u8], quiet: Span, expected: &[Heard]) {
    let told = |pieces: Vec<&[u8]>| {
        let mut host = online(codes);
        host.hear_pieces(pieces);
        host.pass(quiet);
        host.take_heard()
    };
    for cut in 0..=stream.len() {
        let (head, behind) = stream.split_at(cut);
        assert_eq!(told(vec![head, behind]), expected, "cut at byte {cut}");
    }
    assert_eq!(told(stream.chunks(1).collect()), expected, "byte by byte");
}

const NO_CARRIER: &[u8] = b"\r\nNO CARRIER\r\n";
const WORDS: ResultCodes = ResultCodes::Verbose;
const DIGITS: ResultCodes = ResultCodes::Numeric;
const ONE: Option<SocketId> = Some(SocketId::ONE);

#[test]
fn every_spelling_of_no_carrier_at_the_tail_and_quiet_end_the_session() {
    for (codes, stream, socket, cause) in [
        (WORDS, &b"bye\r\nNO CARRIER\r\n"[..], None, None),
        (WORDS, b"bye\r\nNO CARRIER:SSL,1\r\n", ONE, None),
        (WORDS, b"bye\r\nNO CARRIER:SSL,1,3\r\n", ONE, Some(3)),
        (DIGITS, b"bye3\r", None, None),
    ] {
        // What no payload is made of is told too: a peer may have sent it.
        let text = &stream[b"bye".len()..];
        let expected = heard(b"bye", &[closed(text, false, socket, cause)]);
        hears(codes, stream, LONG, &expected);
    }
}

#[test]
fn what_follows_no_carrier_at_the_same_instant_is_told_alike_wherever_it_is_cut() {
    let stream = b"bye\r\nNO CARRIER\r\nagain\r\nNO CARRIER\r\n";
    let told = |cut: usize| {
        let mut host = online(WORDS);
        carrier(&mut host, true);
        carrier(&mut host, false);
        let (head, behind) = stream.split_at(cut);
        for piece in [head, behind] {
            host.hear(piece);
            let deadline = host.engine.deadline();
            assert!(deadline.is_some_and(|deadline| deadline > host.clock.now()));
        }
        host.pass(LONG);
        host.take_heard()
    };
    for cut in 0..=stream.len() {
        let expected = heard(
            b"bye\r\nNO CARRIER\r\nagain",
            &[closed(NO_CARRIER, true, None, None)],
        );
        assert_eq!(told(cut), expected, "cut at byte {cut}");
    }
}

#[test]
fn every_spelling_of_no_carrier_is_data_where_bytes_follow() {
    for (codes, stream) in [
        (WORDS, &b"a\r\nNO CARRIER\r\nb"[..]),
        (WORDS, b"a\r\nNO CARRIER:SSL,1\r\nb"),
        (WORDS, b"a\r\nNO CARRIER:SSL,1,3\r\n\r\n"),
        (DIGITS, b"a3\rb"),
        (DIGITS, b"a3\r\n"),
    ] {
        hears(codes, stream, LONG, &heard(stream, &[]));
    }
}

#[test]
fn bytes_that_follow_within_the_quiet_time_make_it_data() {
    for (codes, stream, quiet) in [
        (WORDS, &b"\r\nNO CARRIER:SSL,1,3\r\n"[..], G2.tail_whole),
        (DIGITS, b"3\r", G2.tail_digit()),
    ] {
        let mut host = online(codes);
        host.hear(stream);
        host.pass(Span::from_millis(quiet.millis() - 1));
        assert_eq!(host.take_heard(), []);
        host.hear(b"more");
        host.pass(LONG);
        assert_eq!(host.take_heard(), heard(&[stream, b"more"].concat(), &[]));
        assert!(host.engine.is_online());
    }
}

#[test]
fn what_the_declaration_cannot_read_behind_no_carrier_is_data() {
    for stream in [
        &b"\r\nNO CARRIER:TLS,1\r\n"[..],
        b"\r\nNO CARRIER:SSL,0\r\n",
        b"\r\nNO CARRIER: ON THE LINE\r\n",
    ] {
        hears(WORDS, stream, LONG, &heard(stream, &[]));
    }
}

#[test]
fn words_are_data_where_the_module_writes_digits_and_digits_where_it_writes_words() {
    let words = b"\r\nNO CARRIER\r\n";
    hears(DIGITS, words, LONG, &heard(words, &[]));
    hears(WORDS, b"bye3\r", LONG, &heard(b"bye3\r", &[]));
}

#[test]
fn a_digit_waits_longer_than_words_and_a_control_line_decides_before() {
    let mut host = online(DIGITS);
    host.hear(b"bye3\r");
    host.pass(G2.tail_whole);
    assert_eq!(host.take_heard(), heard(b"bye", &[]));
    host.pass(G2.tail_whole + G2.tail_whole);
    assert_eq!(host.take_heard(), [closed(b"3\r", false, None, None)]);

    let mut host = online(DIGITS);
    carrier(&mut host, true);
    host.hear(b"bye3\r");
    host.pass(LONG);
    assert_eq!(host.take_heard(), heard(b"bye3\r", &[]));
    host.hear(b"bye3\r");
    carrier(&mut host, false);
    host.pass(G2.tail_whole);
    let expected = heard(b"bye", &[closed(b"3\r", true, None, None)]);
    assert_eq!(host.take_heard(), expected);
}

#[test]
fn a_carrier_that_is_gone_ends_the_session_behind_all_that_was_held() {
    for (codes, stream) in [
        (WORDS, &b"a\r\nNO CARRIER:SSL,"[..]),
        (WORDS, b"a\r\nNO CARRIER:SSL,0\r\n"),
        (WORDS, b"a\r\n"),
        (DIGITS, b"a3"),
    ] {
        let mut host = online(codes);
        carrier(&mut host, true);
        host.hear(stream);
        carrier(&mut host, false);
        host.pass(LONG);
        let expected = heard(stream, &[closed(b"", true, None, None)]);
        assert_eq!(host.take_heard(), expected, "{}", stream.escape_ascii());
    }
}

#[test]
fn a_half_spelling_is_delivered_when_nothing_follows() {
    for (codes, stream) in [
        (WORDS, &b"a\r\nNO CARRIER:SSL,1,"[..]),
        (WORDS, b"a\r\nNO CARRIER:SSL,1\r"),
        (DIGITS, b"a3"),
    ] {
        hears(codes, stream, G2.tail_partial, &heard(stream, &[]));
    }
}

/// Asks to leave online mode, and lets time pass until the `OK` of it is due.
fn escaping(codes: ResultCodes) -> Host {
    let mut host = online(codes);
    host.suspend().unwrap();
    assert_eq!(host.take_sent(), b"+++");
    host
}

#[test]
fn the_escape_is_answered_in_words_and_in_digits() {
    for (codes, stream) in [(WORDS, &b"last\r\nOK\r\n"[..]), (DIGITS, b"last0\r")] {
        for cut in 0..=stream.len() {
            let mut host = escaping(codes);
            let (head, behind) = stream.split_at(cut);
            host.hear_pieces([head, behind]);
            host.pass(LONG);
            let expected = heard(b"last", &[Heard::Suspended]);
            assert_eq!(host.take_heard(), expected, "cut at byte {cut}");
            assert!(host.engine.is_idle());
        }
    }
}

#[test]
fn ok_of_the_peer_just_before_the_guard_time_is_over_is_data_and_the_modules_own_is_not() {
    for words in [&b"\r\nOK\r\n"[..], b"\r\nOK\r\n\r\nNO CARRIER\r\n"] {
        // `OK` is looked for from four fifths of the guard time on; the module's comes when it is over, or a little later.
        for (early, late) in [(801, 1_000), (801, 1_150), (900, 1_010), (999, 1_190)] {
            let mut host = online(WORDS);
            let now = host.clock.now();
            host.engine.suspend(now).unwrap();
            while host.take_sent() != b"+++" {
                host.go_on();
            }
            host.pass(Span::from_millis(early));
            host.hear(words);
            host.pass(Span::from_millis(late - early));
            assert_eq!(host.take_heard(), [], "{early}, {late}");
            host.hear(b"\r\nOK\r\n");
            host.pass(LONG);
            assert_eq!(host.take_heard(), heard(words, &[Heard::Suspended]));
        }
    }
}

#[test]
fn ok_in_the_middle_of_data_does_not_answer_the_escape() {
    for (codes, stream) in [(WORDS, &b"a\r\nOK\r\nb"[..]), (DIGITS, b"a0\rb")] {
        let mut host = escaping(codes);
        host.hear(stream);
        host.pass(Span::from_millis(500));
        assert_eq!(host.take_heard(), heard(stream, &[]));
        assert!(host.engine.is_online());
    }
}

#[test]
fn the_peer_may_end_online_mode_while_the_host_leaves_it() {
    for (codes, stream) in [
        (WORDS, &b"bye\r\nNO CARRIER:SSL,1\r\n"[..]),
        (DIGITS, b"bye3\r"),
    ] {
        let mut host = escaping(codes);
        host.hear(stream);
        host.pass(LONG);
        let socket = (codes == WORDS).then_some(SocketId::ONE);
        let text = &stream[b"bye".len()..];
        let expected = heard(b"bye", &[closed(text, false, socket, None)]);
        assert_eq!(host.take_heard(), expected);
        assert!(host.engine.is_idle());
    }
}

#[test]
fn the_virtual_module_says_in_each_of_its_ways_that_the_peer_has_closed() {
    for (setting, text, socket, cause) in [
        ("", NO_CARRIER, None, None),
        (",0,1", b"\r\nNO CARRIER:SSL,1\r\n", ONE, None),
        (",0,2", b"\r\nNO CARRIER:SSL,1,1\r\n", ONE, Some(1)),
        // Behind a digit is no room for more.
        ("V0", b"3\r", None, None),
    ] {
        let configuration = format!(
            "AT#SSLCFG=1,1,300,90,100,50{}\r",
            setting.trim_start_matches("V0")
        );
        let lines: [&[u8]; 6] = [
            b"ATE0\r",
            b"AT+CGDCONT=1,\"IP\",\"apn\"\r",
            b"AT#SGACT=1,1\r",
            b"AT#SSLEN=1,1\r",
            configuration.as_bytes(),
            if setting == "V0" {
                b"ATV0\r"
            } else {
                b"ATV1\r"
            },
        ];
        let far = Far::behind(Quirks::default(), &lines);
        let mut pair = Pair::new(Host::without_echo(G2), far);
        pair.clock.pass(Span::from_secs(20));
        pair.host.clock.reach(pair.clock.now());
        if setting == "V0" {
            pair.host.engine.set_result_codes(DIGITS);
        }
        pair.host
            .engine
            .request(pair.clock.now(), &dial(Mode::Online))
            .unwrap();
        pair.run(Span::from_secs(1));
        assert_eq!(pair.host.take_heard(), [Heard::Connected]);
        pair.module.peer_sends(pair.clock.now(), b"bye\r\n");
        pair.module.peer_closes(pair.clock.now());
        pair.run(LONG);
        let expected = heard(b"bye\r\n", &[closed(text, false, socket, cause)]);
        assert_eq!(pair.host.take_heard(), expected, "{setting:?}");
    }
}

#[test]
fn an_answer_of_the_escape_at_the_last_moment_is_neither_lost_nor_late() {
    // It is due for 2.2 s behind the guard time; what comes in the last 100 ms of it is decided behind it.
    for late in [2_000, 2_150, 2_199] {
        let mut host = online(WORDS);
        let now = host.clock.now();
        host.engine.suspend(now).unwrap();
        while host.take_sent() != b"+++" {
            host.go_on();
        }
        host.pass(Span::from_millis(800 + late));
        assert_eq!(host.take_heard(), [], "{late}");
        host.hear(b"last\r\nOK\r\n");
        host.pass(LONG);
        let expected = heard(b"last", &[Heard::Suspended]);
        assert_eq!(host.take_heard(), expected, "{late}");
    }
}

#[test]
fn half_an_answer_of_the_escape_that_comes_too_late_is_data() {
    let mut host = escaping(WORDS);
    host.hear(b"a\r\nO");
    host.pass(LONG);
    let silence = host.take_heard();
    assert_eq!(silence[0], Heard::Payload(b"a\r\nO".to_vec()));
    assert!(matches!(silence[1..], [Heard::Failed { .. }]));
    host.hear(b"K\r\n");
    host.pass(LONG);
    assert_eq!(host.take_heard(), heard(b"K\r\n", &[]));
    assert!(host.engine.is_online());
}

/// What the transcript reads in a dialogue without times.
fn transcript(said: &[(Side, &[u8])]) -> Vec<Item> {
    let pieces: Vec<Piece> = said
        .iter()
        .map(|(from, bytes)| Piece {
            from: *from,
            bytes: bytes.to_vec(),
            at: None,
        })
        .collect();
    Transcript::read(&G2, &pieces)
}

/// The bytes of online mode that the module sent, and the text of what ended it.
fn session(items: &[Item]) -> (Vec<u8>, Option<&[u8]>) {
    let data = items.iter().filter_map(|item| match &item.kind {
        Kind::Online if item.from == Side::Module => Some(item.bytes.clone()),
        _ => None,
    });
    let last = items.last().unwrap();
    let ended = matches!(&last.kind, Kind::Final(code) if code.name == "NO CARRIER");
    (
        data.collect::<Vec<_>>().concat(),
        ended.then_some(&*last.bytes),
    )
}

#[test]
fn the_transcript_reads_every_spelling_of_the_end() {
    for (end, text) in [
        (&b"\r\nNO CARRIER\r\n"[..], &b"NO CARRIER"[..]),
        (b"\r\nNO CARRIER:SSL,1,3\r\n", b"NO CARRIER:SSL,1,3"),
    ] {
        let items = transcript(&[
            (Side::Host, b"AT#SSLO=1\r"),
            (Side::Module, b"\r\nCONNECT\r\n"),
            (Side::Module, b"bye\r\n"),
            (Side::Module, end),
        ]);
        assert_eq!(session(&items), (b"bye\r\n".to_vec(), Some(text)));
    }
    let items = transcript(&[
        (Side::Host, b"ATV0\r"),
        (Side::Module, b"0\r"),
        (Side::Host, b"AT#SSLO=1\r"),
        (Side::Module, b"1\r"),
        (Side::Module, b"3, 33\r\n3\r"),
    ]);
    assert_eq!(session(&items), (b"3, 33\r\n".to_vec(), Some(&b"3"[..])));
}

#[test]
fn the_transcript_loses_no_byte_of_what_only_looked_like_the_end() {
    let data = b"a\r\nNO CARRIER:SSL,1\r\nb\r\nNO CARRIER:SSL,1,";
    let items = transcript(&[
        (Side::Host, b"AT#SSLO=1\r"),
        (Side::Module, b"\r\nCONNECT\r\n"),
        (Side::Module, data),
    ]);
    assert_eq!(session(&items), (data.to_vec(), None));
}

#[test]
fn what_was_held_comes_out_and_the_next_deadline_lies_ahead() {
    let mut host = online(WORDS);
    // Nobody knows any more where the module is, and it may well be online: the carrier is no proof.
    host.suspend().unwrap();
    carrier(&mut host, false);
    host.hear(b"line\r\nNO CARR");
    while let Some(deadline) = host.engine.deadline() {
        assert!(deadline > host.clock.now(), "{deadline:?}");
        host.go_on();
    }
    assert_eq!(
        host.take_heard()[0],
        Heard::Payload(b"line\r\nNO CARR".to_vec())
    );
}

#[test]
fn a_wish_to_suspend_ends_with_the_carrier_though_no_text_comes() {
    let mut host = online(WORDS);
    let now = host.clock.now();
    host.engine.suspend(now).unwrap();
    carrier(&mut host, false);
    host.pass(LONG);
    assert_eq!(host.take_heard(), [closed(b"", true, None, None)]);
    assert!(host.engine.is_idle() && host.engine.deadline().is_none());
    assert_eq!(
        host.take_sent(),
        b"",
        "no escape sequence for a command line"
    );
}

#[test]
fn a_connection_whose_carrier_never_comes_is_none() {
    for suspends in [false, true] {
        let mut host = Host::without_echo(G2);
        carrier(&mut host, false);
        host.request(&dial(Mode::Online)).unwrap();
        host.hear(b"\r\nCONNECT\r\n");
        assert_eq!(host.supply(b"x").unwrap(), b"x", "it waits for the carrier");
        if suspends {
            let now = host.clock.now();
            host.engine.suspend(now).unwrap();
        }
        host.pass(LONG);
        let expected = [Heard::Connected, closed(b"", true, None, None)];
        assert_eq!(host.take_heard(), expected);
        assert!(host.engine.is_idle());
    }
}

#[test]
fn a_connection_whose_carrier_comes_behind_connect_is_one() {
    let mut host = Host::without_echo(G2);
    carrier(&mut host, false);
    host.request(&dial(Mode::Online)).unwrap();
    host.hear(b"\r\nCONNECT\r\n");
    host.pass(Span::from_millis(500));
    carrier(&mut host, true);
    host.pass(LONG);
    assert_eq!(host.supply(b"x").unwrap(), b"");
    assert_eq!(host.take_heard(), [Heard::Connected]);
}

#[test]
fn a_wish_to_suspend_that_meets_a_carrier_that_is_off_waits_for_a_time_that_lies_ahead() {
    let mut host = online(WORDS);
    // The escape has no answer; meanwhile the carrier goes.
    host.suspend().unwrap();
    carrier(&mut host, false);
    while !matches!(host.heard().last(), Some(Heard::Failed { .. })) {
        assert!(host.go_on());
    }
    host.take_sent();
    let now = host.clock.now();
    host.engine.suspend(now).unwrap();
    host.hear(b"");
    assert!(
        host.engine
            .deadline()
            .is_some_and(|deadline| deadline > now)
    );
    host.pass(LONG);
    assert_eq!(host.heard().last(), Some(&closed(b"", true, None, None)));
    assert_eq!(host.take_sent(), b"");
}

#[test]
fn no_carrier_of_the_peer_does_not_hide_the_ok_that_follows_it() {
    // Found by the simulation: while it was not decided what the text is, the guard time did not end, and the `OK` was payload.
    for carrier in [None, Some(true)] {
        let mut host = online(ResultCodes::Verbose);
        if let Some(on) = carrier {
            let now = host.clock.now();
            host.engine.line_changed(now, ControlLine::Dcd, on);
        }
        host.engine.suspend(host.clock.now()).unwrap();
        while host.take_sent() != b"+++" {
            assert!(host.go_on(), "it waits for nothing");
        }
        host.pass(Span::from_millis(200));
        host.hear(b"\r\nNO CARRIER\r\n");
        host.pass(Span::from_millis(800));
        host.hear(b"\r\nOK\r\n");
        host.pass(Span::from_secs(1));
        let text = Heard::Payload(b"\r\nNO CARRIER\r\n".to_vec());
        assert_eq!(host.take_heard(), [text, Heard::Suspended], "{carrier:?}");
    }
}
