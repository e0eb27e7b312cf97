//! Payload of the host: what leaves, what is held, what is refused, and how it ends.
//!
//! In: payload, a scripted module. Out: judgement of what has left. Not here: sending that fails in the middle (`sending.rs`);
//! payload while the session has probably ended (`engine.rs`).

use at_spec::ByteCount;
use telit_ssl::command::exchange::{Send, SendCounted};
use telit_ssl::command::interface::Echo;
use telit_ssl::command::setup::CertificateFormat;
use telit_ssl::command::store::{SecurityData, StoreAction};
use telit_ssl::profile::id;
use telit_ssl::value::{DataType, SocketId, Switch};
use telit_ssl::{Cause, Profile, RequestError, ResultCodes, Violation};
use tests::host::{Heard, Host};
use tests::scripted::{online, recovers};

const G2: Profile = Profile::G2;
const SOCKET: SocketId = SocketId::ONE;
const SEND: Send = Send {
    socket: SOCKET,
    timeout: None,
};

/// A host whose module waits for payload up to `^Z`.
fn prompted() -> Host {
    let mut host = Host::without_echo(G2);
    host.request(&SEND).unwrap();
    host.hear(b"\r\n> ");
    host.take_sent();
    host
}

#[test]
fn three_plus_signs_as_the_first_payload_are_no_escape_sequence() {
    let mut host = online(ResultCodes::Verbose);
    let held = host.supply(b"+++").unwrap().to_vec();
    assert_eq!(host.take_sent(), b"++");
    assert_eq!(held, b"+");
    let deadline = host.engine.deadline().unwrap();
    // Longer than the longest gap within an escape sequence, S12.
    assert!(deadline.since(host.clock.now()) > G2.guard);
    host.pass(deadline.since(host.clock.now()));
    assert_eq!(host.supply(&held).unwrap(), b"");
    assert_eq!(host.take_sent(), b"+");
}

#[test]
fn plus_signs_among_other_payload_leave_at_once() {
    let mut host = online(ResultCodes::Verbose);
    assert_eq!(host.supply(b"a+++b").unwrap(), b"");
    assert_eq!(host.supply(b"+++").unwrap(), b"");
    assert_eq!(host.take_sent(), b"a+++b+++");
}

#[test]
fn the_third_of_plus_signs_that_come_one_by_one_waits_and_four_at_once_do_not() {
    let mut host = online(ResultCodes::Verbose);
    assert_eq!(host.supply(b"+").unwrap(), b"");
    assert_eq!(host.supply(b"+").unwrap(), b"");
    assert_eq!(host.engine.deadline(), None, "nothing is held");
    assert_eq!(host.supply(b"+").unwrap(), b"+");
    // A fourth makes payload of them all.
    assert_eq!(host.supply(b"++").unwrap(), b"");
    assert_eq!(host.take_sent(), b"++++");
    let mut host = online(ResultCodes::Verbose);
    assert_eq!(host.supply(b"++++").unwrap(), b"");
    assert_eq!(host.take_sent(), b"++++");
}

#[test]
fn payload_that_the_module_would_act_on_is_refused_with_its_place() {
    let mut host = prompted();
    for byte in [0x08, 0x1A, 0x1B] {
        let refused = host.supply(&[b'a', byte, b'b']).unwrap_err();
        assert_eq!(refused, RequestError::Forbidden { byte, at: 1 });
    }
    assert_eq!(host.take_sent(), b"");
}

#[test]
fn payload_that_is_given_up_ends_with_esc_where_the_module_knows_it() {
    let mut host = prompted();
    host.supply(b"half").unwrap();
    host.engine.abort(host.clock.now()).unwrap();
    host.leave();
    assert_eq!(host.take_sent(), b"half\x1B");
    // Both words have been seen (protocol notes 5.4, 5.10), and neither is told as a success.
    for word in [&b"\r\nOK\r\n"[..], b"\r\nERROR\r\n"] {
        let mut host = host.clone();
        host.hear(word);
        let heard = host.take_heard();
        let [Heard::Prompt, Heard::Failed { command, failure }] = heard[..] else {
            panic!("{heard:?}");
        };
        assert_eq!((command, failure.cause), ("#SSLSEND", Cause::Aborted));
        let nothing = host.engine.abort(host.clock.now());
        assert_eq!(nothing, Err(RequestError::CannotAbort));
    }
}

#[test]
fn counted_payload_is_neither_finished_early_nor_given_up_nor_more_than_its_count() {
    let mut host = Host::without_echo(Profile::LTE_M);
    host.request(&SendCounted {
        socket: SOCKET,
        count: 5,
        timeout: None,
    })
    .unwrap();
    host.hear(b"\r\n> ");
    host.take_sent();
    assert_eq!(host.supply(b"hel").unwrap(), b"");
    assert_eq!(host.finish(), Err(RequestError::Count { left: 2 }));
    let given_up = host.engine.abort(host.clock.now());
    assert_eq!(given_up, Err(RequestError::CannotAbort));
    assert_eq!(host.supply(b"lo, world").unwrap(), b", world");
    host.finish().unwrap();
    assert_eq!(host.take_sent(), b"hello");
    host.hear(b"\r\nOK\r\n");
    assert_eq!(host.take_heard(), [Heard::Prompt, Heard::Done]);
}

#[test]
fn payload_is_refused_where_the_module_echoes() {
    // Whole, behind noise, with a byte that the line has changed.
    for echo in ["AT#SSLSEND=1", "\0AT#SSLSEND=1", "AT#SSLSFND=1"] {
        let mut host = Host::new(G2);
        host.request(&SEND).unwrap();
        host.hear(format!("{echo}\r\r\n> ").as_bytes());
        assert_eq!(host.supply(b"x").unwrap_err(), RequestError::Echo, "{echo}");
    }
    let mut host = Host::new(G2);
    host.request(&SEND).unwrap();
    host.hear(b"\r\nwait\r\n\r\n> ");
    assert_eq!(host.supply(b"x").unwrap(), b"", "it was no echo");
}

#[test]
fn payload_is_taken_once_the_echo_was_switched_off() {
    let mut host = Host::new(G2);
    host.request(&Echo { on: Switch::Off }).unwrap();
    host.hear(b"ATE0\r\r\nOK\r\n");
    host.pass(G2.gap);
    host.request(&SEND).unwrap();
    host.hear(b"\r\n> ");
    assert_eq!(host.supply(b"x").unwrap(), b"");
}

#[test]
fn stored_data_end_as_their_format_wants() {
    let newer = Profile {
        id: id::LTE_M,
        ..G2
    };
    for (format, data, sent) in [
        (CertificateFormat::Pem, b"---", &b"---\x1A"[..]),
        (CertificateFormat::Der, b"0\x1A0", b"0\x1A0"),
    ] {
        let mut host = Host::without_echo(newer);
        let command = SecurityData {
            socket: SOCKET,
            action: StoreAction::Store,
            data: DataType::Authority,
            size: Some(ByteCount(3)),
            format,
        };
        host.request(&command).unwrap();
        host.hear(b"\r\n> ");
        host.take_sent();
        assert_eq!(host.supply(data).unwrap(), b"");
        host.finish().unwrap();
        assert_eq!(host.take_sent(), sent);
        host.hear(b"\r\nOK\r\n");
        assert_eq!(host.take_heard(), [Heard::Prompt, Heard::Done]);
    }
}

/// Where the echo cannot be switched off, what comes behind the payload may be the payload: it arrives, and nobody can say so.
#[test]
fn counted_payload_leaves_for_a_module_that_echoes_and_its_outcome_is_not_known() {
    let payload = b"\r\nOK\r\n";
    let echoes: [&[u8]; 3] = [b"", payload, b"\r\nSSLSRING: 1,5\r\n\r\nOK"];
    for echo in echoes {
        let mut host = Host::new(Profile::LTE_M);
        host.request(&SendCounted {
            socket: SOCKET,
            count: 6,
            timeout: None,
        })
        .unwrap();
        let line = host.take_sent();
        host.hear(&[&line, &b"\r\n> "[..]].concat());
        assert_eq!(host.take_heard(), [Heard::Prompt]);
        assert_eq!(host.supply(payload).unwrap(), b"");
        host.hear(echo);
        host.finish().unwrap();
        host.hear(b"\r\n\r\nOK\r\n");
        assert_eq!(host.take_sent(), payload);
        let recovered = recovers(&mut host);
        let unanswered = Heard::Violation(Violation::Unanswered {
            command: "#SSLSENDEXT",
        });
        assert_eq!(recovered.heard, [unanswered]);
        assert_eq!(recovered.unanswered, b"");
    }
}
