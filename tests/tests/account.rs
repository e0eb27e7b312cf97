//! The account of what has left, and of what comes back: payload, command lines, echoes, the escape sequence.
//!
//! In: a host whose port is slow, a scripted module. Out: judgement of what leaves and when. Not here: what is told of
//! the module's bytes.

use telit_ssl::command::exchange::Send;
use telit_ssl::command::interface::{Attention, Echo};
use telit_ssl::value::{SocketId, Switch};
use telit_ssl::{Action, Instant, Profile, RequestError, ResultCodes, Span};
use tests::host::{Heard, Host};
use tests::scripted::online;

const G2: Profile = Profile::G2;
const SEND: Send = Send {
    socket: SocketId::ONE,
    timeout: None,
};

/// Polls with nothing until there is something to transmit; when that is.
fn transmits(host: &mut Host) -> Instant {
    loop {
        let now = host.clock.now();
        match host.engine.poll(now, &mut &[][..]) {
            Action::Transmit => return now,
            Action::Wait => {
                let deadline = host.engine.deadline().unwrap();
                host.clock.reach(deadline);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn payload_that_leaves_late_is_not_taken_for_the_command_line_behind_it() {
    let mut host = online(ResultCodes::Verbose);
    let now = host.clock.now();
    let payload = [b'x'; 100];
    let mut rest = &payload[..];
    let piece = host.engine.supply(now, &mut rest).unwrap();
    assert_eq!((piece.len(), rest.len()), (100, 0));
    // The peer closes while the payload stands in the port's buffer, and the next command is asked for.
    host.hear(b"\r\nNO CARRIER\r\n");
    host.pass(Span::from_secs(2));
    let heard = host.take_heard();
    assert!(matches!(heard[..], [Heard::Closed { .. }]), "{heard:?}");
    // A command line behind it would have it in front.
    let now = host.clock.now();
    let refused = host.engine.request(now, &Attention).map(|_| ());
    assert_eq!(refused, Err(RequestError::PayloadLeaves));
    // The port says that it has left after all, or the application that it never will.
    for has_left in [true, false] {
        let mut host = host.clone();
        if has_left {
            host.engine.transmitted(now, piece.len());
        } else {
            host.engine.transmitted(now, 40);
            host.engine.payload_dropped(now);
        }
        host.engine.request(now, &Attention).unwrap();
        assert_eq!(host.engine.outgoing(), b"AT\r");
        host.leave();
        assert_eq!(host.take_sent(), b"AT\r", "all of it, once");
    }
}

#[test]
fn neither_the_end_of_payload_nor_an_escape_sequence_overtakes_payload_that_is_leaving() {
    let mut host = Host::without_echo(G2);
    host.request(&SEND).unwrap();
    host.hear(b"\r\n> ");
    let now = host.clock.now();
    host.engine.supply(now, &mut &b"0123456789"[..]).unwrap();
    host.engine.transmitted(now, 3);
    host.engine.finish(now).unwrap();
    assert_eq!(host.engine.poll(now, &mut &[][..]), Action::Wait);
    host.engine.transmitted(now, 7);
    assert_eq!(host.engine.poll(now, &mut &[][..]), Action::Transmit);
    assert_eq!(host.engine.outgoing(), b"\x1A");

    let mut host = online(ResultCodes::Verbose);
    let start = host.clock.now();
    let piece = host.engine.supply(start, &mut &[b'p'; 2000][..]).unwrap();
    host.engine.attach(start).unwrap();
    // 9,600 baud: two seconds, in pieces.
    for _ in 0..20 {
        host.clock.pass(Span::from_millis(100));
        let now = host.clock.now();
        assert_eq!(host.engine.poll(now, &mut &[][..]), Action::Wait);
        host.engine.transmitted(now, piece.len() / 20);
    }
    let left = host.clock.now();
    assert!(transmits(&mut host).since(left) >= G2.guard);
    assert_eq!(host.engine.outgoing(), b"+++");
}

#[test]
fn payload_that_was_dropped_without_a_word_holds_nothing_up_for_ever() {
    let mut host = online(ResultCodes::Verbose);
    let start = host.clock.now();
    host.engine.supply(start, &mut &b"payload"[..]).unwrap();
    host.engine.attach(start).unwrap();
    let waited = transmits(&mut host).since(start);
    assert!(waited >= Span::from_secs(60), "{waited:?}");
    assert!(waited < Span::from_secs(70), "{waited:?}");
    assert_eq!(host.engine.outgoing(), b"+++");

    let mut host = Host::without_echo(G2);
    host.request(&SEND).unwrap();
    host.hear(b"\r\n> ");
    let start = host.clock.now();
    host.engine.supply(start, &mut &b"payload"[..]).unwrap();
    host.engine.finish(start).unwrap();
    let waited = transmits(&mut host).since(start);
    assert_eq!(waited, Span::from_secs(60));
    assert_eq!(host.engine.outgoing(), b"\x1A");
}

#[test]
fn payload_that_nothing_waits_for_may_leave_as_late_as_it_likes() {
    let mut host = online(ResultCodes::Verbose);
    let start = host.clock.now();
    let piece = host.engine.supply(start, &mut &b"payload"[..]).unwrap();
    assert_eq!(host.engine.deadline(), None);
    host.pass(Span::from_secs(1_000));
    let now = host.clock.now();
    assert_eq!(
        host.engine.suspend_by_dtr(now),
        Err(RequestError::NoDtr),
        "it is online"
    );
    host.engine.suspend(now).unwrap();
    host.pass(Span::from_secs(59));
    assert_eq!(host.take_sent(), b"");
    let left = host.clock.now();
    host.engine.transmitted(left, piece.len());
    assert!(transmits(&mut host).since(left) >= G2.guard);
}

#[test]
fn the_silence_before_an_escape_sequence_begins_behind_the_last_byte_of_payload() {
    let mut host = online(ResultCodes::Verbose);
    let start = host.clock.now();
    let piece = host.engine.supply(start, &mut &b"payload"[..]).unwrap();
    host.engine.suspend(start).unwrap();
    // A slow line: the last byte leaves 800 ms later.
    host.clock.pass(Span::from_millis(800));
    let left = host.clock.now();
    host.engine.transmitted(left, piece.len());
    let silence = transmits(&mut host).since(left);
    assert_eq!(host.engine.outgoing(), b"+++");
    assert!(silence >= G2.guard, "{silence:?}");
}

#[test]
fn nothing_that_has_left_does_not_begin_the_silence_anew() {
    let mut host = online(ResultCodes::Verbose);
    let start = host.clock.now();
    let piece = host.engine.supply(start, &mut &b"payload"[..]).unwrap();
    host.engine.transmitted(start, piece.len());
    host.clock.pass(Span::from_millis(500));
    let now = host.clock.now();
    host.engine.transmitted(now, 0);
    host.engine.suspend(now).unwrap();
    let silence = transmits(&mut host).since(start);
    // The guard time and a fifth, from the last byte.
    assert_eq!(silence, Span::from_millis(1_200));
}

#[test]
fn payload_goes_out_once_the_application_has_switched_the_echo_off_itself() {
    let mut host = Host::new(G2);
    host.request(&Attention).unwrap();
    host.hear(b"AT\r\r\nOK\r\n");
    host.request(&SEND).unwrap();
    host.hear(b"AT#SSLSEND=1\r\r\n> ");
    assert_eq!(host.supply(b"x").unwrap_err(), RequestError::Echo);
    host.hear(b"\r\nERROR\r\n");
    host.request(&Echo { on: Switch::Off }).unwrap();
    // Its own line still comes back (protocol notes 2).
    host.hear(b"ATE0\r\r\nOK\r\n");
    host.request(&SEND).unwrap();
    host.take_sent();
    host.hear(b"\r\n> ");
    assert_eq!(host.supply(b"x").unwrap(), b"");
    assert_eq!(host.take_sent(), b"x");
}

#[test]
fn payload_is_refused_where_somebody_has_switched_the_echo_on() {
    let mut host = Host::without_echo(G2);
    host.request(&Echo { on: Switch::On }).unwrap();
    host.hear(b"\r\nOK\r\n");
    host.request(&SEND).unwrap();
    host.hear(b"AT#SSLSEND=1\r\r\n> ");
    assert_eq!(host.supply(b"x").unwrap_err(), RequestError::Echo);
}
