//! When the engine has lost track: what comes late is told from what was asked, and nothing reaches a peer by mistake.
//!
//! In: a scripted module that is late, silent or elsewhere. Out: judgement of what is sent and told. Not here: attaching to
//! a module that somebody has left (`attach.rs`).

use telit_ssl::command::exchange::{Receive, Send};
use telit_ssl::command::interface::Attention;
use telit_ssl::command::session::{Close, Dial, StatusOf};
use telit_ssl::value::{Mode, SocketId};
use telit_ssl::{
    Cause, ControlLine, Found, Profile, Raw, RequestError, ResultCodes, Span, Violation,
};
use tests::host::{Heard, Host};
use tests::scripted::{Recovered, SETTINGS, dial, marker_answer, online, recovers};

const G2: Profile = Profile::G2;
const SOCKET: SocketId = SocketId::ONE;
const STATUS: StatusOf = StatusOf { socket: SOCKET };
const RECEIVE: Receive = Receive {
    socket: SOCKET,
    room: 100,
    timeout: None,
};
const SEND: Send = Send {
    socket: SOCKET,
    timeout: None,
};
const CLOSE: Close = Close {
    socket: SOCKET,
    closure: None,
};

/// Lets time pass until the command under way has failed for silence, and no further: the gap is kept before a line.
fn fails(host: &mut Host) {
    host.take_sent();
    while host.heard().is_empty() {
        assert!(host.go_on(), "nothing is waited for");
    }
    let heard = host.take_heard();
    let silence = |heard: &Heard| matches!(heard, Heard::Failed { failure, .. } if failure.cause == Cause::Silence);
    assert!(
        matches!(heard.as_slice(), [one] if silence(one)),
        "{heard:?}"
    );
}

#[test]
fn a_module_that_wrote_digits_is_found_by_words() {
    let mut host = Host::without_echo(G2);
    host.engine.set_result_codes(ResultCodes::Numeric);
    host.request(&STATUS).unwrap();
    fails(&mut host);
    // The settings ask for words, and are answered in words.
    let Recovered { sent, heard, .. } = recovers(&mut host);
    assert!(sent.starts_with(SETTINGS));
    assert_eq!(heard, []);
    host.request(&Attention).unwrap();
    host.hear(b"\r\nOK\r\n");
    assert_eq!(host.take_heard(), [Heard::Done]);
}

#[test]
fn an_unsolicited_code_that_comes_before_the_settings_have_left_is_told() {
    let mut host = Host::without_echo(G2);
    host.request(&STATUS).unwrap();
    fails(&mut host);
    assert_eq!(host.take_sent(), b"");
    host.hear(b"\r\nSSLSRING: 1,5\r\n\r\nsomething\r\n\r\nOK\r\n");
    let code = Heard::Unsolicited(b"SSLSRING: 1,5".to_vec());
    assert_eq!(host.take_heard(), [code]);
    let Recovered { sent, heard, .. } = recovers(&mut host);
    assert!(sent.starts_with(SETTINGS), "the OK has answered nothing");
    assert_eq!(heard, []);
}

#[test]
fn the_payload_of_a_late_answer_is_counted_though_the_settings_leave_in_the_middle_of_it() {
    let late = b"\r\n#SSLRCV: 32\r\n\r\nOK\r\nSSLSRING: 1,5\r\n\r\nCONNECT\r\n\r\n\r\nOK\r\n";
    for cut in 0..=late.len() {
        let mut host = Host::without_echo(G2);
        host.request(&RECEIVE).unwrap();
        fails(&mut host);
        assert_eq!(host.take_sent(), b"");
        let (head, behind) = late.split_at(cut);
        host.hear(head);
        host.leave();
        host.hear(behind);
        assert_eq!(host.take_heard(), [], "cut at byte {cut}");
        let Recovered { sent, heard, .. } = recovers(&mut host);
        assert!(sent.starts_with(SETTINGS), "cut at byte {cut}");
        assert_eq!(heard, [], "cut at byte {cut}");
    }
}

#[test]
fn the_payload_of_an_answer_that_comes_when_all_is_well_again_is_counted_too() {
    let mut host = Host::without_echo(G2);
    host.request(&RECEIVE).unwrap();
    fails(&mut host);
    recovers(&mut host);
    host.hear(b"\r\n#SSLRCV: 17\r\n\r\nSSLSRING: 1,5\r\n\r\n\r\nOK\r\n");
    // Its result code answers nothing.
    let violation = host.take_heard();
    assert!(
        matches!(
            violation[..],
            [Heard::Violation(Violation::OutOfTurn { .. })]
        ),
        "{violation:?}"
    );
    assert_eq!(recovers(&mut host).heard, []);
}

#[test]
fn a_command_line_that_has_not_left_does_not_leave_behind_connect() {
    let mut host = Host::without_echo(G2);
    host.request(&Attention).unwrap();
    host.hear(b"\r\nOK\r\n");
    host.take_heard();
    host.take_sent();
    // The next one keeps the gap; in it the module goes online by itself.
    let now = host.clock.now();
    host.engine.request(now, &CLOSE).unwrap();
    host.hear(b"\r\nCONNECT\r\n220 ready\r\n");
    let Recovered { sent, heard, .. } = recovers(&mut host);
    assert!(sent.starts_with(b"+++"), "{}", sent.escape_ascii());
    let breach = Heard::Violation(Violation::OutOfTurn { command: "#SSLH" });
    assert_eq!(heard, [breach, Heard::Payload(b"220 ready\r\n".to_vec())]);
}

#[test]
fn what_the_peer_sends_while_a_late_connection_is_left_is_payload_up_to_the_ok() {
    let mut host = Host::without_echo(G2);
    host.request(&dial(Mode::Online)).unwrap();
    fails(&mut host);
    host.hear(b"\r\nCONNECT\r\n220 ready\r\n");
    while host.take_sent() != b"+++" {
        assert!(host.go_on(), "nothing is waited for");
    }
    host.hear(b"more\r\nSSLSRING: 1,5\r\n\r\nOK\r\n");
    let Recovered { sent, heard, .. } = recovers(&mut host);
    assert!(sent.starts_with(b"\x1B\r"), "{}", sent.escape_ascii());
    let payload = b"220 ready\r\nmore\r\nSSLSRING: 1,5\r\n".to_vec();
    assert_eq!(heard, [Heard::Payload(payload)]);
}

#[test]
fn behind_an_end_that_is_not_certain_silence_leads_to_the_escape_sequence_first() {
    // The text was payload, the session goes on, and the peer has got the command line: it must not get the settings too.
    let mut host = online(ResultCodes::Verbose);
    host.hear(b"\r\nNO CARRIER\r\n");
    host.pass(Span::from_secs(2));
    assert!(matches!(
        host.take_heard()[..],
        [Heard::Closed { certain: false, .. }]
    ));
    host.request(&CLOSE).unwrap();
    fails(&mut host);
    let sent = recovers(&mut host).sent;
    assert!(sent.starts_with(b"+++\x1B\r"), "{}", sent.escape_ascii());
}

#[test]
fn behind_an_end_that_is_not_certain_a_stray_code_may_be_payload() {
    let mut host = online(ResultCodes::Verbose);
    host.hear(b"\r\nNO CARRIER\r\n");
    host.pass(Span::from_secs(2));
    host.take_heard();
    host.hear(b"\r\nOK\r\n");
    let sent = recovers(&mut host).sent;
    assert!(sent.starts_with(b"+++\x1B\r"), "{}", sent.escape_ascii());
}

#[test]
fn an_answer_or_a_control_line_takes_the_doubt_away() {
    for certain in [false, true] {
        let mut host = online(ResultCodes::Verbose);
        if certain {
            let now = host.clock.now();
            host.engine.line_changed(now, ControlLine::Dcd, false);
        }
        host.hear(b"\r\nNO CARRIER\r\n");
        host.pass(Span::from_secs(2));
        host.take_heard();
        if !certain {
            host.request(&CLOSE).unwrap();
            host.hear(b"\r\nOK\r\n");
            assert_eq!(host.take_heard(), [Heard::Done]);
        }
        host.request(&STATUS).unwrap();
        fails(&mut host);
        let sent = recovers(&mut host).sent;
        assert!(sent.starts_with(SETTINGS), "{}", sent.escape_ascii());
    }
}

#[test]
fn a_carrier_that_goes_while_the_host_escapes_ends_the_session() {
    let mut host = online(ResultCodes::Verbose);
    let now = host.clock.now();
    host.engine.line_changed(now, ControlLine::Dcd, true);
    host.suspend().unwrap();
    let now = host.clock.now();
    host.engine.line_changed(now, ControlLine::Dcd, false);
    // Neither OK nor NO CARRIER comes.
    host.pass(Span::from_secs(10));
    let heard = host.take_heard();
    let closed = |heard: &Heard| matches!(heard, Heard::Closed { certain: true, .. });
    assert!(matches!(heard[0], Heard::Failed { .. }), "{heard:?}");
    assert!(heard[1..].iter().any(closed), "{heard:?}");
    assert!(host.engine.is_idle());
}

/// A host that has found its module again, so that it knows how that is set.
fn settled() -> Host {
    let mut host = Host::without_echo(G2);
    host.request(&STATUS).unwrap();
    fails(&mut host);
    recovers(&mut host);
    host
}

#[test]
fn a_module_that_sends_lines_back_again_was_restarted_and_the_answer_goes_on() {
    let mut host = settled();
    host.request(&STATUS).unwrap();
    host.hear(b"AT#SSLS=1\r\r\n#SSLS: 1,0\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [
            Heard::SettingsLost,
            Heard::Information(b"#SSLS: 1,0".to_vec()),
            Heard::Done
        ]
    );
    // It is told once; attaching makes it known again.
    host.request(&STATUS).unwrap();
    host.hear(b"AT#SSLS=1\r\r\nOK\r\n");
    assert_eq!(host.take_heard(), [Heard::Done]);
}

#[test]
fn a_module_that_was_restarted_in_the_middle_is_known_by_the_echo_of_the_settings() {
    for cut_off in [&b""[..], b"\r\n#SSLS: 1,2\r\n\r\nO", b"AT#SS"] {
        let mut host = settled();
        host.request(&STATUS).unwrap();
        host.take_sent();
        host.hear(cut_off);
        host.take_heard();
        fails(&mut host);
        host.go_on();
        assert_eq!(host.take_sent(), SETTINGS);
        host.hear(b"ATE0Q0V1\r\r\nOK\r\n");
        let Recovered { heard, .. } = recovers(&mut host);
        assert_eq!(heard, [Heard::SettingsLost], "{}", cut_off.escape_ascii());
    }
}

#[test]
fn an_echo_that_was_asked_for_is_no_restart() {
    for line in [&b"E1"[..], b"+CMEE=1;E1", b"Z", b"&F"] {
        let mut host = settled();
        host.request(&Raw::new(line).unwrap()).unwrap();
        host.hear(b"\r\nOK\r\n");
        host.request(&STATUS).unwrap();
        host.hear(b"AT#SSLS=1\r\r\nOK\r\n");
        assert_eq!(
            host.take_heard(),
            [Heard::Done, Heard::Done],
            "{}",
            line.escape_ascii()
        );
    }
}

#[test]
fn a_command_may_take_as_long_as_the_application_says() {
    let mut host = Host::without_echo(G2);
    let long = Span::from_secs(600);
    assert_eq!(
        host.engine.answer_within(host.clock.now(), long),
        Err(RequestError::NothingAsked)
    );
    for has_left in [false, true] {
        host.request(&STATUS).unwrap();
        if has_left {
            host.take_sent();
        }
        host.engine.answer_within(host.clock.now(), long).unwrap();
        let asked = host.clock.now();
        fails(&mut host);
        assert_eq!(host.clock.now().since(asked), long, "{has_left}");
        recovers(&mut host);
    }
}

#[test]
fn a_prompt_that_comes_when_the_settings_have_left_is_ended_by_esc() {
    for prompt in [&b"\r\n> "[..], b"\r\n>"] {
        let mut host = Host::without_echo(G2);
        host.request(&SEND).unwrap();
        while !host.take_sent().ends_with(SETTINGS) {
            assert!(host.go_on(), "nothing is waited for");
        }
        let unanswered = Heard::Violation(Violation::Unanswered {
            command: "#SSLSEND",
        });
        assert_eq!(host.take_heard(), [unanswered]);
        host.hear(prompt);
        while host.take_sent().is_empty() {
            assert!(host.go_on(), "nothing is waited for");
        }
        // What was sent meanwhile is payload to it, and so would everything be that follows.
        host.hear(b"\r\nOK\r\n");
        let Recovered { heard, .. } = recovers(&mut host);
        assert_eq!(heard, []);
    }
}

#[test]
fn a_module_that_prompts_whatever_it_is_sent_is_a_lost_link() {
    let mut host = Host::without_echo(G2);
    host.engine.attach(host.clock.now()).unwrap();
    let begun = host.clock.now();
    while !host
        .heard()
        .contains(&Heard::Violation(Violation::LinkLost))
    {
        if host.take_sent().ends_with(b"\r") {
            host.hear(b"\r\n> ");
        }
        assert!(host.go_on(), "nothing is waited for");
        assert!(host.clock.now().since(begun) < Span::from_secs(40));
    }
}

/// While the outcome of a dial is due nothing may leave, attach or not: a late `CONNECT` would make payload of it.
#[test]
fn attach_waits_for_a_dial_that_is_under_way_or_was_given_up() {
    for given_up in [false, true] {
        for (outcome, unanswered) in [
            (&b"\r\nCONNECT\r\n"[..], &b"+++\x1B\r"[..]),
            (b"\r\nNO CARRIER\r\n", b""),
        ] {
            let mut host = Host::without_echo(G2);
            host.request(&dial(Mode::Online)).unwrap();
            if given_up {
                fails(&mut host);
            }
            host.take_sent();
            host.engine.attach(host.clock.now()).unwrap();
            host.pass(Span::from_secs(60));
            host.engine.attach(host.clock.now()).unwrap();
            host.pass(Span::from_secs(60));
            assert_eq!(host.take_sent(), b"", "{given_up}");
            host.hear(outcome);
            assert_eq!(host.take_heard(), []);
            let sent = attaches(&mut host);
            assert!(sent.starts_with(unanswered), "{}", sent.escape_ascii());
        }
    }
}

/// Lets a module in command mode answer until the engine has attached; what was sent before the settings.
fn attaches(host: &mut Host) -> Vec<u8> {
    let mut before = Vec::new();
    while !matches!(host.heard().last(), Some(Heard::Attached(_))) {
        let sent = host.take_sent();
        let answer = if sent.ends_with(SETTINGS) {
            b"\r\nOK\r\n".to_vec()
        } else {
            before.extend_from_slice(&sent);
            marker_answer(&sent).unwrap_or_default()
        };
        host.hear(&answer);
        let attached = matches!(host.heard().last(), Some(Heard::Attached(_)));
        assert!(attached || host.go_on(), "nothing is waited for");
    }
    before
}

#[test]
fn a_dial_whose_line_has_not_left_is_not_waited_for() {
    let mut host = Host::without_echo(G2);
    let now = host.clock.now();
    host.engine.request(now, &dial(Mode::Online)).unwrap();
    host.engine.attach(now).unwrap();
    host.pass(Span::from_secs(10));
    assert!(!host.take_sent().is_empty(), "it looks for the module");
}

/// Payload of 36 bytes that reads like everything else.
const COUNTED: &[u8] = b"\r\n+CREG: 1\r\n\r\nOK\r\n\r\nCONNECT\r\n1\r\n";

#[test]
fn attach_in_the_middle_of_counted_payload_counts_on() {
    for cut in 0..COUNTED.len() {
        let mut host = Host::without_echo(G2);
        host.request(&RECEIVE).unwrap();
        host.hear(format!("\r\n#SSLRCV: {}\r\n", COUNTED.len()).as_bytes());
        host.hear(&COUNTED[..cut]);
        host.take_heard();
        host.engine.attach(host.clock.now()).unwrap();
        host.hear(&COUNTED[cut..]);
        host.hear(b"\r\n\r\nOK\r\n");
        assert_eq!(host.take_heard(), [], "cut at {cut}");
        attaches(&mut host);
        assert_eq!(host.take_heard(), [Heard::Attached(Found::CommandMode)]);
    }
}

#[test]
fn a_count_that_comes_when_attach_has_begun_is_counted_too() {
    let mut host = Host::without_echo(G2);
    host.request(&RECEIVE).unwrap();
    fails(&mut host);
    host.engine.attach(host.clock.now()).unwrap();
    host.pass(Span::from_millis(100));
    host.hear(format!("\r\n#SSLRCV: {}\r\n", COUNTED.len()).as_bytes());
    host.hear(COUNTED);
    host.hear(b"\r\n\r\nOK\r\n");
    assert_eq!(host.take_heard(), []);
    attaches(&mut host);
    // Its `OK` may be that of the escape sequence, as far as can be told.
    assert_eq!(host.take_heard().len(), 1);
}

#[test]
fn a_module_that_was_restarted_in_the_middle_of_counted_payload_is_found() {
    let mut host = Host::without_echo(G2);
    host.request(&RECEIVE).unwrap();
    host.hear(b"\r\n#SSLRCV: 100\r\nhalf of");
    host.take_heard();
    host.engine.attach(host.clock.now()).unwrap();
    attaches(&mut host);
}

#[test]
fn the_end_of_another_socket_does_not_end_a_dial() {
    let second = Dial {
        socket: SocketId::new(2).unwrap(),
        ..dial(Mode::Online)
    };
    let ended = Heard::Unsolicited(b"NO CARRIER:SSL,1".to_vec());
    let mut host = Host::without_echo(Profile::LTE_M);
    host.request(&second).unwrap();
    host.hear(b"\r\nNO CARRIER:SSL,1\r\n");
    host.hear(b"\r\nCONNECT\r\n");
    assert_eq!(host.take_heard(), [ended.clone(), Heard::Connected]);
    // Nor when it is waited for by attach.
    let mut host = Host::without_echo(Profile::LTE_M);
    host.request(&second).unwrap();
    host.engine.attach(host.clock.now()).unwrap();
    host.take_sent();
    host.hear(b"\r\nNO CARRIER:SSL,1\r\n");
    host.pass(Span::from_secs(10));
    assert_eq!(host.take_heard(), std::slice::from_ref(&ended));
    assert_eq!(host.take_sent(), b"");
    // Its own does, and so does a text that names none.
    for text in [&b"\r\nNO CARRIER:SSL,2\r\n"[..], b"\r\nNO CARRIER\r\n"] {
        for mode in [Mode::Online, Mode::Command] {
            let mut host = Host::without_echo(Profile::LTE_M);
            host.request(&Dial {
                mode: Some(mode),
                ..second
            })
            .unwrap();
            host.hear(b"\r\nNO CARRIER:SSL,1\r\n");
            host.hear(text);
            let heard = host.take_heard();
            let failed = |heard: &Heard| matches!(heard, Heard::Failed { failure, .. } if failure.cause == Cause::NoCarrier);
            assert!(heard[0] == ended && failed(&heard[1]), "{heard:?}");
        }
    }
}
