//! The engine against a virtual module whose firmware does otherwise than most, and against bytes of such firmware:
//! what is read must be the same.
//!
//! In: irregularities by name, lines that delay and cut. Out: judgement of what is told. Not here: modules that break
//! the protocol; `engine.rs` has those.

use at_spec::{Command, Read, Tenths};
use telit_cli::record::{Piece, Side};
use telit_cli::transcript::{Kind, Transcript};
use telit_module::Quirks;
use telit_ssl::command::context::{Activate, Context};
use telit_ssl::command::exchange::{Receive, Send};
use telit_ssl::command::session::StatusOf;
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

/// Modules of which no line end can be relied on.
const VARYING: Profile = Profile {
    line_ends_vary: true,
    ..Profile::G2
};

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
        Pair::new(Host::without_echo(VARYING), far()),
        Pair::over(
            Host::without_echo(VARYING),
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

/// What the host hears behind asking this.
fn asked(pair: &mut Pair<Host, Far>, command: &impl Command) -> Vec<Heard> {
    let now = pair.clock.now();
    pair.host.clock.reach(now);
    pair.host.engine.request(now, command).unwrap();
    pair.run(Span::from_secs(10));
    pair.host.take_heard()
}

/// What is heard of each of `streams` behind asking: the same for every cut in two and byte by byte.
#[track_caller]
fn hears(command: &impl Command, streams: &[&[u8]], expected: &[Heard]) {
    let told = |pieces: Vec<&[u8]>| {
        let mut host = Host::without_echo(VARYING);
        host.request(command).unwrap();
        host.hear_pieces(pieces);
        host.take_heard()
    };
    for stream in streams {
        let shown = stream.escape_ascii();
        for cut in 0..=stream.len() {
            let (head, behind) = stream.split_at(cut);
            let heard = told(vec![head, behind]);
            assert_eq!(heard, expected, "`{shown}` cut at byte {cut}");
        }
        assert_eq!(told(stream.chunks(1).collect()), expected, "`{shown}`");
    }
}

fn information(line: &str) -> Heard {
    Heard::Information(line.as_bytes().to_vec())
}

#[test]
fn payload_arrives_behind_a_header_of_two_fields() {
    for mut pair in connected(Quirks {
        two_field_header: true,
        ..Quirks::default()
    }) {
        pair.module.peer_sends(pair.clock.now(), PAYLOAD);
        let heard = asked(&mut pair, &RECEIVE);
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
        Kind::Payload => Some(item.bytes.as_slice()),
        _ => None,
    });
    assert_eq!(payloads.collect::<Vec<_>>(), [b"\r\nOK\r\n"]);
    assert!(matches!(items.last().unwrap().kind, Kind::Final(_)));
}

#[test]
fn lines_of_a_list_are_read_whatever_separates_them() {
    // Field notes A3 with its own line ends, with those of A26, and with one too many or one missing.
    hears(
        &Read::<Activate<'_>>::new(),
        &[
            b"\r\n#SGACT: 1,0\r\n#SGACT: 2,1\r\n#SGACT: 3,1\r\n\r\nOK\r\n",
            b"\r\n#SGACT: 1,0\n#SGACT: 2,1\n#SGACT: 3,1\r\n\r\nOK\r\n",
            b"\r\n#SGACT: 1,0\r\n\r\n#SGACT: 2,1\n#SGACT: 3,1\n\nOK\n",
            b"\r\n#SGACT: 1,0\r\n#SGACT: 2,1\r\n#SGACT: 3,1\r\n\r\n\r\nOK\r\n",
            b"\r\n#SGACT: 1,0\r\n#SGACT: 2,1\r\n#SGACT: 3,1\r\nOK\r\n",
        ],
        &[
            information("#SGACT: 1,0"),
            information("#SGACT: 2,1"),
            information("#SGACT: 3,1"),
            Heard::Done,
        ],
    );
}

#[test]
fn a_line_end_too_many_or_missing_before_the_final_code_changes_nothing() {
    hears(
        &StatusOf {
            socket: SocketId::ONE,
        },
        &[
            b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n",
            b"\r\n#SSLS: 1,2,3\r\n\r\n\r\nOK\r\n",
            b"\r\n#SSLS: 1,2,3\r\nOK\r\n",
            b"#SSLS: 1,2,3\nOK\r\n",
        ],
        &[information("#SSLS: 1,2,3"), Heard::Done],
    );
}

#[test]
fn line_ends_behind_a_counted_body_vary_and_its_bytes_do_not() {
    hears(
        &RECEIVE,
        &[
            b"\r\n#SSLRCV: 8\r\n\r\nOK\r\n\r\n\r\n\r\nOK\r\n",
            b"\r\n#SSLRCV: 8\r\n\r\nOK\r\n\r\n\r\n\r\n\r\nOK\r\n",
            b"\r\n#SSLRCV: 8\r\n\r\nOK\r\n\r\n\r\nOK\r\n",
            b"\n#SSLRCV: 8\n\r\nOK\r\n\r\n\r\n\nOK\n",
        ],
        &[
            information("#SSLRCV: 8"),
            Heard::Payload(b"\r\nOK\r\n\r\n".to_vec()),
            Heard::Done,
        ],
    );
}

#[test]
fn line_ends_around_the_word_that_stands_for_no_data_vary() {
    // Whether one or two stand before the final code, no source says (protocol notes 10).
    hears(
        &RECEIVE,
        &[
            b"\r\n#SSLRCV: 0\r\nTIMEOUT\r\n\r\nOK\r\n",
            b"\r\n#SSLRCV: 0\r\nTIMEOUT\r\nOK\r\n",
            b"\r\n#SSLRCV: 0\r\n\r\nTIMEOUT\r\n\r\n\r\nOK\r\n",
            b"\r\n#SSLRCV: 0\nTIMEOUT\n\r\nOK\r\n",
        ],
        &[
            information("#SSLRCV: 0"),
            Heard::Remark(b"TIMEOUT".to_vec()),
            Heard::Done,
        ],
    );
}

#[test]
fn line_ends_before_the_prompt_vary() {
    let send = Send {
        socket: SocketId::ONE,
        timeout: None,
    };
    let streams: [&[u8]; 4] = [b"\r\n> ", b"\r\n\r\n> ", b"\n> ", b"> "];
    hears(&send, &streams, &[Heard::Prompt]);
}

#[test]
fn a_module_with_irregular_line_ends_is_understood() {
    for quirks in [
        Quirks::default(),
        Quirks {
            bare_line_feeds: true,
            ..Quirks::default()
        },
        Quirks {
            extra_line_end: true,
            ..Quirks::default()
        },
        Quirks {
            bare_line_feeds: true,
            extra_line_end: true,
            narrow_prompt: true,
            two_field_header: true,
            quoted_address: true,
            ..Quirks::default()
        },
    ] {
        for mut pair in connected(quirks) {
            let contexts = asked(&mut pair, &Read::<Context<'_>>::new());
            let context = information("+CGDCONT: 1,\"IP\",\"apn\",\"\",0,0");
            assert_eq!(contexts, [context, Heard::Done], "{quirks:?}");
            let states = asked(&mut pair, &Read::<Activate<'_>>::new());
            assert_eq!(states.first(), Some(&information("#SGACT: 1,1")));
            assert_eq!(states.last(), Some(&Heard::Done), "{quirks:?}");
            pair.module.peer_sends(pair.clock.now(), PAYLOAD);
            let heard = asked(&mut pair, &RECEIVE);
            let payload = Heard::Payload(PAYLOAD.to_vec());
            assert_eq!(heard[1..], [payload, Heard::Done], "{quirks:?}");
            let nothing = asked(&mut pair, &RECEIVE);
            let word = Heard::Remark(b"TIMEOUT".to_vec());
            assert_eq!(nothing[1..], [word, Heard::Done], "{quirks:?}");
        }
    }
}
