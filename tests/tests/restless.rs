//! A module that never rests: no stream of bytes and no number of lines puts off what a time ends.
//!
//! In: a byte or a line in every millisecond, or once a second. Out: judgement of when requests, escapes and searches end. Not
//! here: bytes that come at the very end of a time, which are heard first (`properties/time.rs`).

use telit_ssl::command::exchange::Receive;
use telit_ssl::command::interface::Attention;
use telit_ssl::command::session::StatusOf;
use telit_ssl::value::SocketId;
use telit_ssl::{Cause, Profile, ResultCodes, Span, Violation};
use tests::host::{Heard, Host};
use tests::scripted::online;

const G2: Profile = Profile::G2;
const STATUS: StatusOf = StatusOf {
    socket: SocketId::ONE,
};
const MILLISECOND: Span = Span::from_millis(1);

/// What comes in a row, over and over: payload, noise of a wrong speed, and what could be the end of online mode at any moment.
const STREAMS: [&[u8]; 6] = [
    b"x",
    b"\0",
    b"\r\nNO CARRIER\r\n",
    b"\r\nOK\r\n",
    b"\r\nOK",
    b">",
];

/// The stream goes on, a piece in each millisecond, until something is so. How long that took.
fn until(host: &mut Host, stream: &[u8], is_so: impl Fn(&mut Host) -> bool) -> Span {
    let begun = host.clock.now();
    while !is_so(host) {
        let past = host.clock.now().since(begun);
        assert!(past < Span::from_secs(200), "{}", stream.escape_ascii());
        host.clock.pass(MILLISECOND);
        host.hear(stream);
    }
    host.clock.now().since(begun)
}

fn sends(host: &mut Host, bytes: &[u8]) -> bool {
    host.take_sent().ends_with(bytes)
}

fn is_lost(heard: &Heard) -> bool {
    matches!(heard, Heard::Violation(Violation::LinkLost))
}

#[test]
fn a_peer_that_streams_does_not_put_off_the_escape_sequence() {
    for stream in STREAMS {
        let mut host = online(ResultCodes::Verbose);
        host.engine.suspend(host.clock.now()).unwrap();
        let waited = until(&mut host, stream, |host| sends(host, b"+++"));
        // Only the host has to be silent (protocol notes 6.2); a code that may be the end is waited for a little.
        assert!(
            waited < Span::from_secs(8),
            "{waited:?} {}",
            stream.escape_ascii()
        );
    }
}

#[test]
fn nor_the_word_that_it_was_not_answered() {
    for stream in STREAMS {
        let mut host = online(ResultCodes::Verbose);
        host.engine.suspend(host.clock.now()).unwrap();
        let failed = |heard: &Heard| matches!(heard, Heard::Failed { command: "+++", .. });
        let waited = until(&mut host, stream, |host| host.heard().iter().any(failed));
        assert!(
            waited < Span::from_secs(20),
            "{waited:?} {}",
            stream.escape_ascii()
        );
        assert!(host.engine.is_online());
    }
}

#[test]
fn attach_says_in_its_time_that_the_link_is_lost() {
    for stream in STREAMS {
        let mut host = Host::new(G2);
        host.engine.attach(host.clock.now()).unwrap();
        let waited = until(&mut host, stream, |host| host.heard().iter().any(is_lost));
        assert!(
            waited < Span::from_secs(40),
            "{waited:?} {}",
            stream.escape_ascii()
        );
    }
}

#[test]
fn a_request_fails_in_its_time() {
    for stream in [&b"x"[..], b"\0", b">"] {
        let mut host = Host::without_echo(G2);
        host.request(&STATUS).unwrap();
        let waited = until(&mut host, stream, |host| {
            !host.engine.is_idle() && host.heard().iter().any(fails)
        });
        assert!(
            waited < Span::from_secs(7),
            "{waited:?} {}",
            stream.escape_ascii()
        );
    }
}

fn fails(heard: &Heard) -> bool {
    matches!(heard, Heard::Failed { failure, .. } if failure.cause == Cause::Silence)
        || matches!(heard, Heard::Violation(Violation::PromptNotDue { .. }))
}

#[test]
fn lines_prolong_an_answer_by_no_more_than_a_minute() {
    for line in [&b"\r\na line\r\n"[..], b"\r\n#SSLS: 1,1\r\n"] {
        let mut host = Host::without_echo(G2);
        host.request(&STATUS).unwrap();
        let asked = host.clock.now();
        while !host.heard().iter().any(fails) {
            assert!(host.clock.now().since(asked) < Span::from_secs(100));
            host.pass(Span::from_millis(999));
            host.clock.pass(MILLISECOND);
            host.hear(line);
        }
        let took = host.clock.now().since(asked);
        // Its own time is five seconds.
        assert!(
            took >= Span::from_secs(64) && took <= Span::from_secs(66),
            "{took:?}"
        );
    }
}

#[test]
fn a_piece_of_counted_payload_starts_the_time_anew_and_within_the_same_bounds() {
    for (pauses, is_whole) in [([40, 40, 35], true), ([50, 50, 50], false)] {
        let mut host = Host::without_echo(G2);
        host.request(&Receive {
            socket: SocketId::ONE,
            room: 3,
            timeout: None,
        })
        .unwrap();
        host.hear(b"\r\n#SSLRCV: 3\r\n");
        for pause in pauses {
            host.pass(Span::from_secs(pause));
            host.hear(b"x");
        }
        host.hear(b"\r\n\r\nOK\r\n");
        // Its own time is a minute.
        assert_eq!(host.heard().contains(&Heard::Done), is_whole, "{pauses:?}");
    }
}

#[test]
fn what_comes_at_the_end_of_a_time_is_heard_first_however_it_is_cut() {
    let answer = b"\r\nOK\r\n";
    for cut in 1..=answer.len() {
        let mut host = Host::without_echo(G2);
        host.request(&Attention).unwrap();
        let end = host.engine.deadline().unwrap();
        host.clock.reach(end);
        host.hear_pieces([&answer[..cut], &answer[cut..]]);
        assert_eq!(host.take_heard(), [Heard::Done], "cut at {cut}");
    }
    // A host that was asleep finds the end and the answer at once.
    let mut host = Host::without_echo(G2);
    host.request(&Attention).unwrap();
    host.clock.pass(Span::from_secs(1_000));
    host.hear(answer);
    assert_eq!(host.take_heard(), [Heard::Done]);
}
