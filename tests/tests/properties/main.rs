//! Ten properties by which libraries for AT commands can be told apart, each a test with its name.
//!
//! In: streams that a scripted module sends, cut anywhere. Out: judgement of what the application is told. Which library
//! fails each of them is said beside it; `bench/beside/src/bin/failures` runs those libraries on such streams and
//! shows it, and `docs/reliability.md` has the table. Not here: a law for every stream; `cut.rs` has those.

mod borders;
mod payload;
mod time;

use at_spec::Command;
use telit_ssl::command::exchange::{Receive, Send};
use telit_ssl::command::session::StatusOf;
use telit_ssl::value::SocketId;
use telit_ssl::{Profile, Span};
use tests::host::{Heard, Host};

/// Asks for more than any payload here.
const RECEIVE: Receive = Receive {
    socket: SocketId::ONE,
    room: 1000,
    timeout: None,
};
const SEND: Send = Send {
    socket: SocketId::ONE,
    timeout: None,
};
const STATUS: StatusOf = StatusOf {
    socket: SocketId::ONE,
};
/// Longer than any quiet time that has a name, and shorter than the time of any command here.
const QUIET: Span = Span::from_secs(4);

/// A host that has made sure that nothing is echoed, and has asked this.
fn asked(profile: Profile, command: &impl Command) -> Host {
    let mut host = Host::without_echo(profile);
    host.request(command).unwrap();
    host
}

/// What a fresh host hears of `stream`: the same in one piece, for every cut in two, and byte by byte.
#[track_caller]
fn hears(host: &Host, stream: &[u8]) -> Vec<Heard> {
    let told = |pieces: Vec<&[u8]>| {
        let mut host = host.clone();
        host.hear_pieces(pieces);
        host.pass(QUIET);
        host.take_heard()
    };
    let whole = told(vec![stream]);
    for cut in 0..=stream.len() {
        let (head, behind) = stream.split_at(cut);
        let shown = stream.escape_ascii();
        assert_eq!(told(vec![head, behind]), whole, "`{shown}` cut at {cut}");
    }
    assert_eq!(told(stream.chunks(1).collect()), whole, "byte by byte");
    whole
}

/// The answer of a receive that brings this payload.
fn received(payload: &[u8]) -> Vec<u8> {
    let header = format!("\r\n#SSLRCV: {}\r\n", payload.len());
    [header.as_bytes(), payload, b"\r\n\r\nOK\r\n"].concat()
}

/// The payload among what was heard, joined.
fn payload_of(heard: &[Heard]) -> Vec<u8> {
    let pieces = heard.iter().filter_map(|one| match one {
        Heard::Payload(bytes) => Some(bytes.as_slice()),
        _ => None,
    });
    pieces.collect::<Vec<_>>().concat()
}

fn information(line: &[u8]) -> Heard {
    Heard::Information(line.to_vec())
}
