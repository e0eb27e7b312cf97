//! The engine, alone, against bytes: what it must never lose, take for something else, or depend on.
//!
//! In: scripted modules, a false clock. Out: judgement of events. Not here: golden vectors, cut (`pieces.rs`).

use at_spec::{Declaration, Exchange, Read, Respelling, Test};
use telit_ssl::command::exchange::{Receive, Send};
use telit_ssl::command::identity::Model;
use telit_ssl::command::interface::Attention;
use telit_ssl::command::registration::ReportRegistration;
use telit_ssl::command::session::StatusOf;
use telit_ssl::value::{Mode, SocketId};
use telit_ssl::{
    Action, Cause, ControlLine, Engine, Failure, Profile, Raw, RequestError, ResultCodes, Span,
    Violation,
};
use tests::host::{Heard, Host};
use tests::scripted::{dial, online, recovers};

const G2: Profile = Profile::G2;
const SOCKET: SocketId = SocketId::ONE;

fn receive(room: u16) -> Receive {
    Receive {
        socket: SOCKET,
        room,
        timeout: None,
    }
}

fn status() -> StatusOf {
    StatusOf { socket: SOCKET }
}

/// The end of online mode, by a text that says no more.
fn closed(certain: bool) -> Heard {
    Heard::Closed {
        certain,
        socket: None,
        cause: None,
        text: b"\r\nNO CARRIER\r\n".to_vec(),
    }
}

/// Payload with everything that has been taken for an answer somewhere.
fn trap() -> Vec<u8> {
    let mut payload: Vec<u8> = (0..=255).collect();
    for part in [
        &b"\r\nOK\r\n"[..],
        b"\r\nERROR\r\n",
        b"\r\n+CME ERROR: 3\r\n",
        b"\r\n> ",
        b"\r\nSSLSRING: 1,5\r\n",
        b"\r\nNO CARRIER\r\n",
        b"\r\n\r\nOK\r\n",
        b"\r\r\nNO CARRIER\r\nNO CARRIER\r\r\n",
        b"end",
    ] {
        payload.extend_from_slice(part);
    }
    payload
}

fn payload_of(heard: &[Heard]) -> Vec<u8> {
    let parts = heard.iter().filter_map(|one| {
        if let Heard::Payload(bytes) = one {
            Some(bytes.clone())
        } else {
            None
        }
    });
    parts.collect::<Vec<_>>().concat()
}

#[test]
fn payload_may_contain_a_final_result_code_in_command_mode() {
    let payload = trap();
    let mut answer = format!("\r\n#SSLRCV: {}\r\n", payload.len()).into_bytes();
    answer.extend_from_slice(&payload);
    answer.extend_from_slice(b"\r\n\r\nOK\r\n");
    for cut in 0..=answer.len() {
        let mut host = Host::without_echo(G2);
        host.request(&receive(1000)).unwrap();
        let (head, tail) = answer.split_at(cut);
        host.hear_pieces([head, tail]);
        let heard = host.take_heard();
        assert_eq!(payload_of(&heard), payload, "cut at byte {cut}");
        assert_eq!(heard.last(), Some(&Heard::Done), "cut at byte {cut}");
    }
}

#[test]
fn payload_may_contain_a_final_result_code_in_online_mode() {
    let payload = trap();
    for cut in 0..=payload.len() {
        let mut host = online(ResultCodes::Verbose);
        let (head, tail) = payload.split_at(cut);
        host.hear_pieces([head, tail]);
        host.pass(Span::from_secs(5));
        assert_eq!(payload_of(&host.take_heard()), payload, "cut at byte {cut}");
        assert!(host.engine.is_online(), "cut at byte {cut}");
    }
}

#[test]
fn bytes_that_come_with_connect_are_payload() {
    let mut host = Host::without_echo(G2);
    host.request(&dial(Mode::Online)).unwrap();
    host.hear(b"\r\nCONNECT 115200\r\n220 ready");
    assert_eq!(
        host.take_heard(),
        [Heard::Connected, Heard::Payload(b"220 ready".to_vec())]
    );
}

#[test]
fn a_ticket_reads_the_answer_of_its_own_request_and_no_other() {
    let mut host = Host::without_echo(G2);
    let first = host.request(&status()).unwrap();
    host.hear(b"\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
    host.pass(G2.gap);
    let second = host.request(&status()).unwrap();
    let now = host.clock.now();
    let mut answer = &b"\r\n#SSLS: 1,2\r\n"[..];
    let Action::Event(event) = host.engine.poll(now, &mut answer) else {
        panic!("a line is an event");
    };
    assert_eq!(first.answer(&host.engine, event), None);
    let status = second.answer(&host.engine, event).unwrap().unwrap();
    assert_eq!(status.socket, SOCKET);
}

#[test]
fn a_verb_is_spelt_as_this_very_module_was_found_to_spell_it() {
    let name = <Receive as Declaration>::NAME;
    for spelling in name.spellings() {
        let mut host = Host::without_echo(G2);
        host.engine.respell(Some(Respelling {
            usual: name.usual,
            spelling,
        }));
        host.request(&receive(100)).unwrap();
        let sent = String::from_utf8(host.take_sent()).unwrap();
        assert_eq!(sent, format!("AT{spelling}=1,100\r"));
    }
}

#[test]
fn no_carrier_ends_a_dial_in_either_mode_and_no_other_exchange() {
    for mode in [Mode::Online, Mode::Command] {
        let mut host = Host::without_echo(G2);
        host.request(&dial(mode)).unwrap();
        host.hear(b"\r\nNO CARRIER\r\n");
        let failed = Heard::Failed {
            command: "#SSLD",
            failure: Failure::of(Cause::NoCarrier),
        };
        assert_eq!(host.take_heard(), [failed], "{mode:?}");
        assert!(host.engine.is_idle());
    }
    let mut host = Host::without_echo(G2);
    host.request(&status()).unwrap();
    host.hear(b"\r\nNO CARRIER\r\n\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
    let ended = Heard::Unsolicited(b"NO CARRIER".to_vec());
    let status = Heard::Information(b"#SSLS: 1,1".to_vec());
    assert_eq!(host.take_heard(), [ended, status, Heard::Done]);
}

#[test]
fn no_carrier_at_the_tail_and_quiet_end_the_session_and_are_not_certain() {
    let mut host = online(ResultCodes::Verbose);
    host.hear(b"bye\r\nNO CARRIER\r\n");
    assert_eq!(host.take_heard(), [Heard::Payload(b"bye".to_vec())]);
    host.pass(Span::from_secs(2));
    assert_eq!(host.take_heard(), [closed(false)]);
}

#[test]
fn no_carrier_with_the_carrier_still_on_is_data() {
    let mut host = online(ResultCodes::Verbose);
    let now = host.clock.now();
    host.engine.line_changed(now, ControlLine::Dcd, true);
    host.hear(b"\r\nNO CARRIER\r\n");
    host.pass(Span::from_secs(5));
    assert_eq!(payload_of(&host.take_heard()), b"\r\nNO CARRIER\r\n");
    assert!(host.engine.is_online());
}

#[test]
fn no_carrier_with_the_carrier_gone_is_certain() {
    let mut host = online(ResultCodes::Verbose);
    let now = host.clock.now();
    host.engine.line_changed(now, ControlLine::Dcd, true);
    host.hear(b"\r\nNO CARRIER\r\n");
    host.engine.line_changed(now, ControlLine::Dcd, false);
    host.pass(Span::from_secs(2));
    assert_eq!(host.take_heard(), [closed(true)]);
}

#[test]
fn a_beginning_of_no_carrier_is_delivered_when_nothing_follows() {
    let mut host = online(ResultCodes::Verbose);
    host.hear(b"line\r\nNO CARR");
    host.pass(Span::from_secs(1));
    assert_eq!(payload_of(&host.take_heard()), b"line\r\nNO CARR");
}

#[test]
fn ok_streamed_by_the_peer_during_the_guard_time_is_data() {
    let mut host = online(ResultCodes::Verbose);
    let now = host.clock.now();
    host.engine.suspend(now).unwrap();
    host.pass(Span::from_millis(1250));
    assert_eq!(host.take_sent(), b"+++");
    host.hear(b"\r\nOK\r\n");
    host.pass(Span::from_millis(900));
    assert_eq!(payload_of(&host.take_heard()), b"\r\nOK\r\n");
    assert!(host.engine.is_online());
    host.hear(b"\r\nOK\r\n");
    host.pass(Span::from_millis(300));
    assert_eq!(host.take_heard(), [Heard::Suspended]);
}

#[test]
fn an_unsolicited_code_inside_an_answer_is_delivered_and_the_answer_goes_on() {
    let mut host = Host::without_echo(G2);
    host.request(&status()).unwrap();
    host.hear(b"\r\nSSLSRING: 1,5\r\n\r\n#SSLS: 1,2,3\r\n\r\n+CREG: 1\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [
            Heard::Unsolicited(b"SSLSRING: 1,5".to_vec()),
            Heard::Information(b"#SSLS: 1,2,3".to_vec()),
            Heard::Unsolicited(b"+CREG: 1".to_vec()),
            Heard::Done,
        ]
    );
}

#[test]
fn an_unsolicited_code_is_told_from_an_answer_of_the_same_name_by_its_values() {
    let mut host = Host::without_echo(G2);
    host.request(&Read::<ReportRegistration>::new()).unwrap();
    host.hear(
        b"\r\n+CREG: 1,\"03CE\",\"C4EE\",0\r\n\r\n+CREG: 2,1,\"03CE\",\"C4EE\",0\r\n\r\nOK\r\n",
    );
    assert_eq!(
        host.take_heard(),
        [
            Heard::Unsolicited(b"+CREG: 1,\"03CE\",\"C4EE\",0".to_vec()),
            Heard::Information(b"+CREG: 2,1,\"03CE\",\"C4EE\",0".to_vec()),
            Heard::Done,
        ]
    );
}

#[test]
fn what_comes_before_the_command_line_has_left_is_no_answer_to_it() {
    let mut host = Host::without_echo(G2);
    host.request(&Attention).unwrap();
    host.hear(b"\r\nOK\r\n");
    host.take_heard();
    // The line keeps its gap, and nothing of it has left.
    let now = host.clock.now();
    host.engine.request(now, &status()).unwrap();
    host.hear(b"\r\n#SSLS: 1,2,3\r\n\r\nno line of the dialect\r\n");
    let lines = [&b"#SSLS: 1,2,3"[..], b"no line of the dialect"];
    assert_eq!(
        host.take_heard(),
        lines.map(|line| Heard::Unsolicited(line.to_vec()))
    );
    host.leave();
    host.hear(b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n");
    let status = Heard::Information(b"#SSLS: 1,2,3".to_vec());
    assert_eq!(host.take_heard(), [status, Heard::Done]);
}

#[test]
fn the_answer_of_a_test_form_needs_no_name() {
    let mut host = Host::without_echo(G2);
    host.request(&Test::<ReportRegistration>::new()).unwrap();
    host.hear(b"\r\n(0-2)\r\n\r\nno line of the dialect\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [
            Heard::Information(b"(0-2)".to_vec()),
            Heard::Remark(b"no line of the dialect".to_vec()),
            Heard::Done
        ]
    );
}

#[test]
fn a_longer_name_is_another_name() {
    let mut host = Host::without_echo(G2);
    host.request(&status()).unwrap();
    host.hear(b"\r\n#SSLSX: 1,2\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [Heard::Remark(b"#SSLSX: 1,2".to_vec()), Heard::Done]
    );
}

#[test]
fn a_bare_answer_is_not_taken_from_an_unsolicited_code() {
    let mut host = Host::without_echo(G2);
    host.request(&Model).unwrap();
    host.hear(b"\r\n+CGREG: 2\r\n\r\nGL865-QUAD\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [
            Heard::Unsolicited(b"+CGREG: 2".to_vec()),
            Heard::Information(b"GL865-QUAD".to_vec()),
            Heard::Done,
        ]
    );
}

#[test]
fn a_count_above_the_room_asked_for_is_a_violation_and_its_payload_is_no_answer() {
    let mut host = Host::without_echo(G2);
    host.request(&receive(4)).unwrap();
    host.hear(b"\r\n#SSLRCV: 12\r\n\r\nOK\r\nabcdef\r\n\r\nOK\r\n");
    let violation = Violation::CountAboveRoom { count: 12, room: 4 };
    assert_eq!(host.take_heard(), [Heard::Violation(violation)]);
    recovers(&mut host);
}

#[test]
fn a_header_with_something_behind_its_count_counts_nothing() {
    // Found by the simulation: a number that is no socket was taken for the count, and `OK` in the payload for the end.
    for header in ["9,21", "1,9,21", "9,", "9;", "1,,21", "1,9,x"] {
        let mut host = Host::without_echo(G2);
        host.request(&receive(100)).unwrap();
        let line = format!("#SSLRCV: {header}");
        host.hear(format!("\r\n{line}\r\n123456789\r\n\r\nOK\r\nmore\r\n\r\nOK\r\n").as_bytes());
        let heard = host.take_heard();
        let remarks = [line.as_bytes(), b"123456789"].map(|line| Heard::Remark(line.to_vec()));
        assert_eq!(heard[..2], remarks, "{line}");
        let broken = matches!(heard[2..], [Heard::Violation(Violation::OutOfTurn { .. })]);
        assert!(broken, "{line}: {heard:?}");
        recovers(&mut host);
    }
}

#[test]
fn a_blank_may_stand_behind_a_count() {
    let mut host = Host::without_echo(G2);
    host.request(&receive(100)).unwrap();
    host.hear(b"\r\n#SSLRCV: 1,3 \r\nabc\r\n\r\nOK\r\n");
    assert_eq!(payload_of(&host.take_heard()), b"abc");
}

#[test]
fn a_count_that_is_too_small_is_a_violation() {
    let mut host = Host::without_echo(G2);
    host.request(&receive(100)).unwrap();
    host.hear(b"\r\n#SSLRCV: 3\r\nabcdef\r\n\r\nOK\r\n");
    let heard = host.take_heard();
    assert_eq!(payload_of(&heard), b"abc");
    assert_eq!(
        heard.last(),
        Some(&Heard::Violation(Violation::CountTooSmall))
    );
    recovers(&mut host);
}

#[test]
fn a_silent_module_fails_the_command_and_a_late_answer_is_not_given_to_the_next() {
    let mut host = Host::without_echo(G2);
    host.request(&status()).unwrap();
    host.pass(Span::from_secs(6));
    let heard = host.take_heard();
    assert!(
        matches!(heard[..], [Heard::Failed { failure, .. }] if failure.cause == Cause::Silence),
        "{heard:?}"
    );
    assert_eq!(
        host.request(&Attention).unwrap_err(),
        RequestError::Recovering
    );
    host.hear(b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n");
    recovers(&mut host);
    host.request(&Attention).unwrap();
    host.hear(b"\r\nOK\r\n");
    assert_eq!(host.take_heard(), [Heard::Done]);
}

#[test]
fn a_module_that_never_answers_ends_in_a_lost_link() {
    let mut host = Host::new(G2);
    let now = host.clock.now();
    host.engine.attach(now).unwrap();
    for _ in 0..40 {
        host.go_on();
    }
    assert_eq!(host.take_heard(), [Heard::Violation(Violation::LinkLost)]);
    assert_eq!(
        host.request(&Attention).unwrap_err(),
        RequestError::Detached
    );
    // Whose lines these are nobody knows.
    host.hear(b"\r\n+CREG: 1\r\n\r\nOK\r\n");
    assert_eq!(host.take_heard(), []);
}

#[test]
fn a_room_that_the_settings_do_not_fit_ends_in_a_lost_link() {
    let mut host = Host::over(Engine::new(G2, vec![0; 5], vec![0; 80]));
    let now = host.clock.now();
    host.engine.attach(now).unwrap();
    host.pass(Span::from_secs(60));
    assert_eq!(host.take_sent(), b"+++\x1B\r", "no half of a command line");
    assert_eq!(host.take_heard(), [Heard::Violation(Violation::LinkLost)]);
}

#[test]
fn nothing_is_sent_behind_an_online_dial_that_timed_out_until_its_outcome_is_known() {
    let mut host = Host::without_echo(G2);
    host.request(&dial(Mode::Online)).unwrap();
    host.take_sent();
    host.pass(Span::from_secs(200));
    assert!(matches!(host.take_heard()[..], [Heard::Failed { .. }]));
    assert_eq!(host.take_sent(), b"");
    // Late, and now every byte would go to the peer: the escape sequence comes first.
    host.hear(b"\r\nCONNECT\r\n");
    host.pass(Span::from_secs(2));
    assert_eq!(host.take_sent(), b"+++");
}

#[test]
fn a_prompt_without_its_space_is_taken_after_a_quiet_time() {
    let mut host = Host::without_echo(G2);
    host.request(&Send {
        socket: SOCKET,
        timeout: None,
    })
    .unwrap();
    host.hear(b"\r\n>");
    assert_eq!(host.take_heard(), []);
    host.pass(Span::from_millis(150));
    assert_eq!(host.take_heard(), [Heard::Prompt]);
}

#[test]
fn the_gap_behind_a_final_code_is_kept() {
    let mut host = Host::without_echo(G2);
    host.request(&Attention).unwrap();
    host.hear(b"\r\nOK\r\n");
    host.take_sent();
    let now = host.clock.now();
    host.engine.request(now, &Attention).unwrap();
    assert_eq!(host.engine.deadline().unwrap().since(now), G2.gap);
}

#[test]
fn payload_waits_while_the_session_has_probably_ended() {
    // Found by the simulation: the module is back in command mode and would take payload for a command line.
    let mut host = online(ResultCodes::Verbose);
    host.hear(b"\r\nNO CARRIER\r\n");
    assert_eq!(host.supply(b"AT#SHDN\r").unwrap(), b"AT#SHDN\r");
    assert_eq!(host.take_sent(), b"");
    host.pass(Span::from_secs(2));
    assert_eq!(host.take_heard(), [closed(false)]);
    assert_eq!(
        host.supply(b"AT#SHDN\r"),
        Err(RequestError::NoPayloadDue),
        "nothing of it has left"
    );
}

#[test]
fn payload_goes_on_when_the_end_of_the_session_was_data() {
    let mut host = online(ResultCodes::Verbose);
    host.hear(b"\r\nNO CARRIER\r\n");
    assert_eq!(host.supply(b"more").unwrap(), b"more");
    host.hear(b"it was data");
    assert_eq!(host.supply(b"more").unwrap(), b"");
    assert_eq!(host.take_sent(), b"more");
}

#[test]
fn no_escape_sequence_leaves_while_the_session_has_probably_ended() {
    let mut host = online(ResultCodes::Verbose);
    host.engine.suspend(host.clock.now()).unwrap();
    host.pass(Span::from_millis(900));
    host.hear(b"\r\nNO CARRIER\r\n");
    host.pass(Span::from_secs(3));
    assert_eq!(host.take_sent(), b"", "it would be a command line");
    assert_eq!(host.take_heard(), [closed(false)]);
}

#[test]
fn a_carrier_that_goes_behind_the_text_makes_the_end_certain_at_once() {
    let mut host = online(ResultCodes::Verbose);
    let now = host.clock.now();
    host.engine.line_changed(now, ControlLine::Dcd, true);
    host.hear(b"\r\nNO CARRIER\r\n");
    host.engine.line_changed(now, ControlLine::Dcd, false);
    host.hear(b"");
    assert_eq!(host.take_heard(), [closed(true)]);
}

#[test]
fn a_count_that_is_wrong_by_a_line_end_is_a_violation_where_line_ends_do_not_vary() {
    // Found by the single-fault law: 24 and 26 differ by one bit.
    let wrong: [(Profile, ResultCodes, &[u8]); 6] = [
        (
            G2,
            ResultCodes::Verbose,
            b"\r\n#SSLRCV: 7\r\nhello\r\n\r\nOK\r\n",
        ),
        (
            G2,
            ResultCodes::Verbose,
            b"\r\n#SSLRCV: 5\r\nhello\r\n\r\n\r\nOK\r\n",
        ),
        (
            G2,
            ResultCodes::Verbose,
            b"\r\n#SSLRCV: 7\r\r\nhello\r\n\r\n\r\nOK\r\n",
        ),
        (
            G2,
            ResultCodes::Verbose,
            b"\r\n#SSLRCV: 5\r\nhello\r\nmore\r\n\r\n\r\nOK\r\n",
        ),
        (G2, ResultCodes::Numeric, b"#SSLRCV: 7\r\nhello\r\n0\r"),
        (G2, ResultCodes::Numeric, b"#SSLRCV: 5\r\nhello\r\n\r\n0\r"),
    ];
    let right: [(Profile, ResultCodes, &[u8]); 5] = [
        (
            G2,
            ResultCodes::Verbose,
            b"\r\n#SSLRCV: 7\r\nhello\r\n\r\n\r\nOK\r\n",
        ),
        (
            G2,
            ResultCodes::Verbose,
            b"\r\n#SSLRCV: 5\r\nhello\r\n\r\n+CREG: 1\r\n\r\nOK\r\n",
        ),
        (G2, ResultCodes::Numeric, b"#SSLRCV: 5\r\nhello\r\n0\r"),
        (
            Profile::LTE_M,
            ResultCodes::Verbose,
            b"\r\n#SSLRECV: 5\r\nhello\r\nOK\r\n",
        ),
        (
            Profile::LTE_M,
            ResultCodes::Verbose,
            b"\r\n#SSLRECV: 5\r\nhello\r\n\r\n\r\nOK\r\n",
        ),
    ];
    for (cases, last) in [
        (&wrong[..], Heard::Violation(Violation::CountTooSmall)),
        (&right[..], Heard::Done),
    ] {
        for (profile, codes, stream) in cases {
            for cut in 0..=stream.len() {
                let mut host = Host::without_echo(*profile);
                host.engine.set_result_codes(*codes);
                host.request(&receive(100)).unwrap();
                host.hear_pieces([&stream[..cut], &stream[cut..]]);
                let heard = host.take_heard();
                let shown = stream.escape_ascii();
                assert_eq!(heard.last(), Some(&last), "`{shown}` cut at {cut}");
            }
        }
    }
}

/// A certificate that somebody has stored may have such a line; what can end a dial ends nothing else (V.250 6.3.1).
#[test]
fn a_line_of_a_body_that_reads_like_the_end_of_a_dial_is_a_line() {
    for word in ["BUSY", "NO ANSWER", "NO DIALTONE"] {
        let line = format!("\r\n{word}\r\n");
        let body = Raw::new(b"+X=1").unwrap().with_exchange(Exchange::Body);
        let mut host = Host::without_echo(G2);
        host.request(&body).unwrap();
        host.hear(line.as_bytes());
        host.hear(b"\r\nOK\r\n");
        let line_of_it = Heard::Information(word.as_bytes().to_vec());
        assert_eq!(host.take_heard(), [line_of_it, Heard::Done]);
        // Nobody knows what else a command that is not declared may be.
        host.pass(G2.gap);
        host.request(&Raw::new(b"D123").unwrap()).unwrap();
        host.hear(line.as_bytes());
        assert!(matches!(host.take_heard()[..], [Heard::Failed { .. }]));
    }
    let mut host = Host::without_echo(G2);
    let body = Raw::new(b"+X=1").unwrap().with_exchange(Exchange::Body);
    host.request(&body).unwrap();
    host.hear(b"\r\nERROR\r\n");
    assert!(matches!(host.take_heard()[..], [Heard::Failed { .. }]));
}
