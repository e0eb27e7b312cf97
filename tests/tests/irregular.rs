//! The engine against a virtual module whose firmware does otherwise than most, and against bytes of such firmware:
//! what is read must be the same.
//!
//! In: irregularities by name, lines that delay and cut. Out: judgement of what is told. Not here: modules that break
//! the protocol; `engine.rs` has those.

use at_spec::Tenths;
use telit_cli::record::{Piece, Side};
use telit_cli::transcript::{Kind, Transcript};
use telit_module::Quirks;
use telit_ssl::command::exchange::Receive;
use telit_ssl::value::SocketId;
use telit_ssl::{Profile, Span};
use tests::far::Far;
use tests::host::{Heard, Host};
use tests::pair::Pair;
use tests::wire::Wire;

/// What brings a module to an open connection in command mode, echo off.
const CONNECTED: &[&[u8]] = &[
    b"ATE0\r",
    b"AT+CGDCONT=1,\"IP\",\"apn\"\r",
    b"AT#SGACT=1,1\r",
    b"AT#SSLEN=1,1\r",
    b"AT#SSLD=1,443,\"example.com\",0,1\r",
];

/// Payload with what looks like an answer in it.
const PAYLOAD: &[u8] = b"\r\nOK\r\nERROR\r\n#SSLRCV: 3\r\n\r\n> \0\xFF\r\nNO CARRIER\r\n";

const RECEIVE: Receive = Receive {
    socket: SocketId::ONE,
    room: 1000,
    timeout: Some(Tenths(10)),
};

/// A host that knows that nothing is echoed, and a module with an open connection, by a line that changes nothing and
/// by one that cuts and delays.
fn connected(quirks: Quirks) -> [Pair<Host, Far>; 2] {
    let far = || Far::behind(quirks, CONNECTED);
    let mut pairs = [
        Pair::new(Host::without_echo(Profile::G2), far()),
        Pair::over(
            Host::without_echo(Profile::G2),
            far(),
            Wire::new(1, 1, Span::from_millis(3)),
            Wire::new(2, 1, Span::from_millis(3)),
        ),
    ];
    for pair in &mut pairs {
        pair.clock.pass(Span::from_secs(20));
    }
    pairs
}

/// What the host heard behind asking for payload.
fn received(pair: &mut Pair<Host, Far>) -> Vec<Heard> {
    pair.host.clock.reach(pair.clock.now());
    pair.host
        .engine
        .request(pair.clock.now(), &RECEIVE)
        .unwrap();
    pair.run(Span::from_secs(10));
    pair.host.take_heard()
}

#[test]
fn payload_arrives_behind_a_header_of_two_fields() {
    for mut pair in connected(Quirks {
        two_field_header: true,
        ..Quirks::default()
    }) {
        pair.module.peer_sends(pair.clock.now(), PAYLOAD);
        let heard = received(&mut pair);
        let header = format!("#SSLRCV: 1,{}", PAYLOAD.len());
        assert_eq!(
            heard,
            [
                Heard::Information(header.into_bytes()),
                Heard::Payload(PAYLOAD.to_vec()),
                Heard::Done
            ]
        );
    }
}

#[test]
fn the_transcript_counts_by_the_last_field_of_a_header() {
    let piece = |from, bytes: &[u8]| Piece {
        from,
        bytes: bytes.to_vec(),
        at: None,
    };
    let pieces = [
        piece(Side::Host, b"AT#SSLRECV=1,100\r"),
        piece(
            Side::Module,
            b"\r\n#SSLRECV: 1,6\r\n\r\nOK\r\n\r\n\r\nOK\r\n",
        ),
    ];
    let items = Transcript::read(&Profile::G2, &pieces);
    let payloads = items.iter().filter_map(|item| match &item.kind {
        Kind::Payload(data) => Some(data.bytes.as_slice()),
        _ => None,
    });
    assert_eq!(payloads.collect::<Vec<_>>(), [b"\r\nOK\r\n"]);
    assert!(matches!(items.last().unwrap().kind, Kind::Final(_)));
}
