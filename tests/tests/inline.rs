//! Unsolicited result codes that carry counted data: taken by their count wherever they come, wherever they are cut.
//!
//! In: bytes of a scripted module, and the virtual module's. Out: judgement of events. Not here: the framer alone
//! (`at-parse/tests/inline.rs`), what a declaration reads of the line (`golden/session`).

use at_spec::{ByteCount, Counted, Information, Tenths};
use telit_cli::record::{Piece, Side};
use telit_cli::transcript::{Kind, Transcript};
use telit_module::Quirks;
use telit_ssl::command::exchange::{Receive, Send};
use telit_ssl::command::identity::Model;
use telit_ssl::command::interface::Attention;
use telit_ssl::command::session::{DataWaiting, StatusOf};
use telit_ssl::value::SocketId;
use telit_ssl::{Cause, Engine, Profile, Span, Violation};
use tests::far::Far;
use tests::host::{Heard, Host};
use tests::pair::Pair;
use tests::wire::Wire;

const G2: Profile = Profile::G2;
const SOCKET: SocketId = SocketId::ONE;
/// Data that hold line ends, result codes, a prompt and the code itself.
const DATA: &[u8] = b"\r\nOK\r\n\r\n> ERROR\r\nSSLSRING: 1,5\r\n";

/// The code with `data`.
fn ring(data: &[u8]) -> Vec<u8> {
    let header = format!("SSLSRING: 1,{},", data.len());
    [header.as_bytes(), data].concat()
}

fn framed(line: &[u8]) -> Vec<u8> {
    [b"\r\n", line, b"\r\n"].concat()
}

/// What is heard of `stream` behind `ask`: the same for every cut in two and byte by byte.
#[track_caller]
fn hears(ask: impl Fn(&mut Host), stream: &[u8], expected: &[Heard]) {
    let told = |pieces: Vec<&[u8]>| {
        let mut host = Host::without_echo(G2);
        ask(&mut host);
        host.hear_pieces(pieces);
        host.take_heard()
    };
    for cut in 0..=stream.len() {
        let (head, behind) = stream.split_at(cut);
        assert_eq!(told(vec![head, behind]), expected, "cut at byte {cut}");
    }
    assert_eq!(told(stream.chunks(1).collect()), expected, "byte by byte");
}

#[test]
fn data_come_while_nothing_is_asked() {
    let code = ring(DATA);
    let stream = [framed(&code), framed(b"SSLSRING: 1,5")].concat();
    let rest = Heard::Unsolicited(b"SSLSRING: 1,5".to_vec());
    hears(|_| {}, &stream, &[Heard::Unsolicited(code), rest]);
}

#[test]
fn data_come_inside_an_answer_and_the_answer_goes_on() {
    let code = ring(DATA);
    let stream = [framed(&code), b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n".to_vec()].concat();
    hears(
        |host| {
            host.request(&StatusOf { socket: SOCKET }).unwrap();
        },
        &stream,
        &[
            Heard::Unsolicited(code),
            Heard::Information(b"#SSLS: 1,2,3".to_vec()),
            Heard::Done,
        ],
    );
}

#[test]
fn data_come_inside_a_bare_answer() {
    let code = ring(DATA);
    let stream = [framed(&code), b"\r\nGL865-QUAD\r\n\r\nOK\r\n".to_vec()].concat();
    hears(
        |host| {
            host.request(&Model).unwrap();
        },
        &stream,
        &[
            Heard::Unsolicited(code),
            Heard::Information(b"GL865-QUAD".to_vec()),
            Heard::Done,
        ],
    );
}

#[test]
fn data_come_before_and_behind_a_counted_body() {
    let code = ring(DATA);
    let stream = [
        framed(&code),
        b"\r\n#SSLRCV: 4\r\nOK\r\n\r\n".to_vec(),
        framed(&code),
        b"\r\nOK\r\n".to_vec(),
    ]
    .concat();
    hears(
        |host| {
            host.request(&Receive {
                socket: SOCKET,
                room: 100,
                timeout: None,
            })
            .unwrap();
        },
        &stream,
        &[
            Heard::Unsolicited(code.clone()),
            Heard::Information(b"#SSLRCV: 4".to_vec()),
            Heard::Payload(b"OK\r\n".to_vec()),
            Heard::Unsolicited(code),
            Heard::Done,
        ],
    );
}

#[test]
fn data_come_where_a_prompt_is_due() {
    let code = ring(DATA);
    let stream = [framed(&code), b"\r\n> ".to_vec()].concat();
    hears(
        |host| {
            host.request(&Send {
                socket: SOCKET,
                timeout: None,
            })
            .unwrap();
        },
        &stream,
        &[Heard::Unsolicited(code), Heard::Prompt],
    );
}

#[test]
fn data_come_while_the_module_is_being_found() {
    let code = ring(b"\r\nOK\r\n");
    let mut host = Host::without_echo(G2);
    host.request(&StatusOf { socket: SOCKET }).unwrap();
    host.pass(Span::from_secs(6));
    assert!(matches!(host.take_heard()[..], [Heard::Failed { .. }]));
    assert_eq!(host.take_sent(), b"AT#SSLS=1\rATE0Q0V1\r");
    host.hear(&framed(&code));
    // The `OK` in the data answers nothing: the settings are still waited for.
    host.leave();
    assert_eq!(host.take_sent(), b"");
    assert_eq!(host.take_heard(), [Heard::Unsolicited(code)]);
}

#[test]
fn data_come_as_digits_are_written() {
    let code = ring(b"0\r3\r\n");
    let mut host = Host::without_echo(G2);
    host.engine
        .set_result_codes(telit_ssl::ResultCodes::Numeric);
    host.request(&Attention).unwrap();
    let stream = [&code, &b"\r\n0\r"[..]].concat();
    host.hear_pieces(stream.chunks(1));
    assert_eq!(host.take_heard(), [Heard::Unsolicited(code), Heard::Done]);
}

#[test]
fn a_code_is_read_with_its_data() {
    for (line, bytes, data) in [
        (&b"SSLSRING: 1,5"[..], 5, None),
        (b"SSLSRING: 1,6,\r\nOK\r\n", 6, Some(&b"\r\nOK\r\n"[..])),
        // The blank of field notes A21, which does not count.
        (
            b"SSLSRING: 1,15, stringa di test",
            15,
            Some(b"stringa di test"),
        ),
        (b"SSLSRING: 1,0,", 0, Some(b"")),
    ] {
        let mut host = Host::without_echo(G2);
        host.hear(&framed(line));
        assert_eq!(host.take_heard(), [Heard::Unsolicited(line.to_vec())]);
        let expected = DataWaiting {
            socket: SOCKET,
            bytes: Some(ByteCount(bytes)),
            data: data.map(Counted),
        };
        let read = DataWaiting::read_line(line, G2.id);
        assert_eq!(read, Ok(expected), "{}", line.escape_ascii());
    }
}

#[test]
fn data_beyond_the_room_are_a_violation_that_names_the_size_and_the_answer_goes_on() {
    const ROOM: usize = 40;
    let code = ring(&[b"a\r\n".as_slice(); 20].concat());
    let stream = [framed(&code), b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n".to_vec()].concat();
    let violation = Violation::LineTooLong {
        length: code.len(),
        room: ROOM,
    };
    let expected = [
        Heard::Violation(violation),
        Heard::Information(b"#SSLS: 1,2,3".to_vec()),
        Heard::Done,
    ];
    for cut in 0..=stream.len() {
        let mut host = Host::over(Engine::new(G2, vec![0; 80], vec![0; ROOM]));
        host.request(&StatusOf { socket: SOCKET }).unwrap();
        let (head, behind) = stream.split_at(cut);
        host.hear_pieces([head, behind]);
        assert_eq!(host.take_heard(), expected, "cut at byte {cut}");
    }
}

#[test]
fn data_that_never_come_are_told_as_far_as_they_have_and_the_next_answer_is_an_answer() {
    let mut host = Host::without_echo(G2);
    host.hear(b"\r\nSSLSRING: 1,500,hello\r\n");
    host.pass(Span::from_millis(G2.tail_whole.millis() - 1));
    assert_eq!(host.take_heard(), []);
    host.pass(Span::from_millis(1));
    let expected = Heard::Unsolicited(b"SSLSRING: 1,500,hello\r\n".to_vec());
    assert_eq!(host.take_heard(), [expected]);
    host.request(&Attention).unwrap();
    host.hear(b"\r\nOK\r\n");
    assert_eq!(host.take_heard(), [Heard::Done]);
}

#[test]
fn data_that_never_come_do_not_make_a_command_wait_for_ever() {
    let mut host = Host::without_echo(G2);
    host.request(&StatusOf { socket: SOCKET }).unwrap();
    host.hear(b"\r\nSSLSRING: 1,500,hello\r\n");
    host.pass(Span::from_secs(7));
    let heard = host.take_heard();
    let silence = |heard: &Heard| matches!(heard, Heard::Failed { failure, .. } if failure.cause == Cause::Silence);
    assert!(matches!(heard[0], Heard::Unsolicited(_)), "{heard:?}");
    assert!(heard[1..].iter().any(silence), "{heard:?}");
}

/// What brings a module to an open connection in command mode whose data come with their announcement.
const CONNECTED: &[&[u8]] = &[
    b"ATE0\r",
    b"AT+CGDCONT=1,\"IP\",\"apn\"\r",
    b"AT#SGACT=1,1\r",
    b"AT#SSLEN=1,1\r",
    b"AT#SSLCFG=1,1,300,90,100,50,2\r",
    b"AT#SSLD=1,443,\"example.com\",0,1\r",
];

#[test]
fn the_virtual_module_brings_data_with_their_announcement() {
    let sent: Vec<u8> = [DATA, DATA, DATA, b" and a blank at the start of a view"].concat();
    for seed in 0..20 {
        let far = Far::behind(Quirks::default(), CONNECTED);
        let wire = || Wire::new(seed, 7, Span::from_millis(2));
        let mut pair = Pair::over(Host::without_echo(G2), far, wire(), wire());
        pair.clock.pass(Span::from_secs(20));
        let now = pair.clock.now();
        pair.module.peer_sends(now, &sent);
        pair.host.clock.reach(now);
        let receive = Receive {
            socket: SOCKET,
            room: 100,
            timeout: Some(Tenths(10)),
        };
        pair.host.engine.request(now, &receive).unwrap();
        pair.run(Span::from_secs(5));
        let heard = pair.host.take_heard();
        assert_eq!(heard.last(), Some(&Heard::Done), "seed {seed}");
        let came = heard.iter().filter_map(|heard| match heard {
            Heard::Unsolicited(line) => DataWaiting::read_line(line, G2.id).unwrap().data,
            _ => None,
        });
        let came: Vec<&[u8]> = came.map(|data| data.0).collect();
        assert_eq!(came.concat(), sent, "seed {seed}");
        assert!(came.iter().all(|view| view.len() <= 64));
    }
}

#[test]
fn the_transcript_takes_data_by_their_count() {
    let code = ring(DATA);
    let piece = |from, bytes: Vec<u8>| Piece {
        from,
        bytes,
        at: None,
    };
    let answer = [framed(&code), b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n".to_vec()].concat();
    let pieces = [
        piece(Side::Host, b"AT#SSLS=1\r".to_vec()),
        piece(Side::Module, answer),
    ];
    let items = Transcript::read(&G2, &pieces);
    let kinds: Vec<&Kind> = items.iter().map(|item| &item.kind).collect();
    let [
        Kind::Command(_),
        Kind::Unsolicited(code),
        Kind::Information(_),
        Kind::Final(_),
    ] = kinds[..]
    else {
        panic!("{kinds:?}")
    };
    let data = &code.typed.as_ref().unwrap()["data"];
    assert_eq!(data.as_str().unwrap().as_bytes(), DATA);
}
