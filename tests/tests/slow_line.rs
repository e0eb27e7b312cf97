//! A line that takes payload slowly: silence is counted from the last byte that has left, not from the last one that was
//! handed over.
//!
//! In: a port that takes some bytes at once and the others much later. Out: judgement of what is sent when.

use telit_ssl::command::exchange::Send;
use telit_ssl::value::SocketId;
use telit_ssl::{Profile, ResultCodes, Span};
use tests::host::Host;
use tests::scripted::online;

const GUARD: Span = Profile::G2.guard;
/// Longer than any guard time.
const LONG: Span = Span::from_secs(10);
const PAYLOAD: &[u8] = b"ten bytes.";
/// How many of them the port takes at once.
const TAKEN: usize = 4;

/// Hands payload over, of which some leaves.
fn hand_over(host: &mut Host) {
    let now = host.clock.now();
    let mut payload = PAYLOAD;
    assert_eq!(host.engine.supply(now, &mut payload), Ok(PAYLOAD));
    host.engine.transmitted(now, TAKEN);
}

/// The escape sequence waits for the rest, however long that takes, and then for the guard time behind it.
#[track_caller]
fn escapes_behind_the_rest(host: &mut Host) {
    host.pass(LONG);
    assert_eq!(host.take_sent(), b"", "payload is still leaving");
    host.engine.transmitted(host.clock.now(), 1);
    host.pass(LONG);
    assert_eq!(host.take_sent(), b"", "payload is still leaving");
    host.engine
        .transmitted(host.clock.now(), PAYLOAD.len() - TAKEN - 1);
    host.pass(GUARD);
    assert_eq!(host.take_sent(), b"", "the guard time is not over");
    host.pass(GUARD);
    assert_eq!(host.take_sent(), b"+++");
}

#[test]
fn the_guard_time_of_an_escape_begins_when_payload_has_left() {
    let mut host = online(ResultCodes::Verbose);
    hand_over(&mut host);
    host.engine.suspend(host.clock.now()).unwrap();
    escapes_behind_the_rest(&mut host);
}

#[test]
fn so_it_does_where_the_module_is_online_and_nobody_wanted_it() {
    let mut host = Host::without_echo(Profile::G2);
    let send = Send {
        socket: SocketId::ONE,
        timeout: None,
    };
    host.request(&send).unwrap();
    host.hear(b"\r\n> ");
    host.take_sent();
    hand_over(&mut host);
    host.hear(b"\r\nCONNECT\r\n");
    escapes_behind_the_rest(&mut host);
}
