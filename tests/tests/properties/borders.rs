//! Where one thing ends and the next begins does not depend on reads, and only whole names and whole codes count.

use at_spec::Read;
use telit_ssl::command::context::Activate;
use telit_ssl::command::registration::ReportRegistration;
use telit_ssl::command::session::{FastDial, GoOnline};
use telit_ssl::value::{Mode, SocketId};
use telit_ssl::{Engine, Profile, RequestError, ResultCodes, Violation};
use tests::golden::vectors;
use tests::host::{Heard, Host};
use tests::scripted::dial;

use super::{QUIET, RECEIVE, SEND, STATUS, asked, hears, information, received};

const SOCKET: SocketId = SocketId::ONE;

/// atat 0.25 finds another answer where a read ends behind a `>`; at-commands 0.5.8 takes the beginning of an answer for a
/// wrong one.
#[test]
fn split_invariance() {
    let streams: [(Host, Vec<u8>); 5] = [
        (
            asked(Profile::G2, &STATUS),
            b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n".to_vec(),
        ),
        (asked(Profile::G2, &RECEIVE), received(b"a>b\r\nOK\r\n")),
        (
            asked(Profile::G2, &SEND),
            b"\r\nSSLSRING: 1,5\r\n\r\n> ".to_vec(),
        ),
        (
            asked(Profile::G2, &Read::<Activate<'_>>::new()),
            b"\r\n#SGACT: 1,0\n#SGACT: 2,1\r\n\r\n\r\nOK\r\n".to_vec(),
        ),
        (
            asked(Profile::G2, &dial(Mode::Online)),
            b"\r\nCONNECT\r\na\r\nNO CARRIER\r\nb\r\nNO CARRIER\r\n".to_vec(),
        ),
    ];
    for (host, stream) in streams {
        let whole = hears(&host, &stream);
        assert!(whole.len() > 1);
        for first in 0..=stream.len() {
            for second in first..=stream.len() {
                let mut host = host.clone();
                host.hear_pieces([&stream[..first], &stream[first..second], &stream[second..]]);
                host.pass(QUIET);
                assert_eq!(host.take_heard(), whole, "cut at {first} and {second}");
            }
        }
    }
}

/// atat 0.25 makes the code a part of the answer, so that nobody hears of it; at-commands 0.5.8 cannot read the answer.
#[test]
fn urc_inside_an_answer() {
    const CODE: &[u8] = b"\r\n+CGREG: 1\r\n";
    let registration = Read::<ReportRegistration>::new();
    let answers: [(Host, &[&[u8]]); 6] = [
        (
            asked(Profile::G2, &STATUS),
            &[b"\r\n#SSLS: 1,2,3\r\n", b"\r\nOK\r\n"],
        ),
        (
            asked(Profile::G2, &registration),
            &[b"\r\n+CREG: 0,1\r\n", b"\r\nOK\r\n"],
        ),
        (
            asked(Profile::G2, &RECEIVE),
            &[b"\r\n#SSLRCV: 4\r\n\r\n> \r\n", b"\r\nOK\r\n"],
        ),
        (
            asked(Profile::G2, &RECEIVE),
            &[b"\r\n#SSLRCV: 0\r\n", b"TIMEOUT\r\n", b"\r\nOK\r\n"],
        ),
        (asked(Profile::G2, &SEND), &[b"\r\n> "]),
        (
            asked(Profile::G2, &dial(Mode::Online)),
            &[b"\r\nCONNECT\r\n"],
        ),
    ];
    for (host, parts) in answers {
        let without = hears(&host, &parts.concat());
        for place in 0..parts.len() {
            let mut parts = parts.to_vec();
            parts.insert(place, CODE);
            let mut heard = hears(&host, &parts.concat());
            let code = Heard::Unsolicited(b"+CGREG: 1".to_vec());
            let at = heard.iter().position(|one| *one == code);
            heard.remove(at.expect("it is told"));
            assert_eq!(heard, without, "`{}`", parts.concat().escape_ascii());
        }
    }
    // Before the echo, and between the echo and the answer.
    for stream in [
        &b"\r\n+CGREG: 1\r\nAT#SSLS=1\r\r\n#SSLS: 1,1\r\n\r\nOK\r\n"[..],
        b"AT#SSLS=1\r\r\n+CGREG: 1\r\n\r\n#SSLS: 1,1\r\n\r\nOK\r\n",
    ] {
        let mut host = Host::new(Profile::G2);
        host.request(&STATUS).unwrap();
        let expected = [
            Heard::Unsolicited(b"+CGREG: 1".to_vec()),
            information(b"#SSLS: 1,1"),
            Heard::Done,
        ];
        assert_eq!(hears(&host, stream), expected);
    }
}

/// atat 0.25 takes what stands before the next line end for an echo, and drops it.
#[test]
fn bytes_after_connect() {
    let (socket, mode, timeout) = (SOCKET, Some(Mode::Online), None);
    for host in [
        asked(Profile::G2, &dial(Mode::Online)),
        asked(
            Profile::G2,
            &FastDial {
                socket,
                mode,
                timeout,
            },
        ),
        asked(Profile::G2, &GoOnline { socket }),
    ] {
        for payload in [
            &b"220 ready\r\n"[..],
            b"\r\nOK\r\n",
            b"\r\n",
            b"AT\r\r\n",
            b"\n",
        ] {
            let stream = [b"\r\nCONNECT\r\n", payload].concat();
            let expected = [Heard::Connected, Heard::Payload(payload.to_vec())];
            assert_eq!(hears(&host, &stream), expected);
        }
    }
}

/// atat 0.25 knows `CONNECT` alone, and waits on.
#[test]
fn connect_115200() {
    for code in ["CONNECT 115200", "CONNECT 9600", "CONNECT"] {
        let stream = format!("\r\n{code}\r\n");
        let host = asked(Profile::G2, &dial(Mode::Online));
        assert_eq!(hears(&host, stream.as_bytes()), [Heard::Connected]);
    }
    // The speeds that digits stand for (protocol notes 1.4).
    for digits in ["1", "5", "10", "11", "12", "15", "23"] {
        let mut host = asked(Profile::G2, &dial(Mode::Online));
        host.engine.set_result_codes(ResultCodes::Numeric);
        let heard = hears(&host, format!("{digits}\r").as_bytes());
        assert_eq!(heard, [Heard::Connected], "{digits}");
    }
    let heard = hears(
        &asked(Profile::G2, &dial(Mode::Online)),
        b"\r\nCONNECTED\r\n",
    );
    assert_eq!(heard, [Heard::Remark(b"CONNECTED".to_vec())]);
}

/// atat 0.25 reads the values behind any name.
#[test]
fn sslsx_not_accepted_as_ssls() {
    for line in [
        "#SSLSX: 1,2",
        "#SSL: 1,2",
        "SSLS: 1,2",
        "#SSLS2: 1,2",
        "x#SSLS: 1,2",
    ] {
        let stream = format!("\r\n{line}\r\n\r\nOK\r\n");
        let heard = hears(&asked(Profile::G2, &STATUS), stream.as_bytes());
        assert_eq!(heard, [Heard::Remark(line.into()), Heard::Done]);
    }
    // And a code is a whole one.
    for line in ["OKAY", "+CME ERRORS: 833", "ERROR 5", "OK:"] {
        let stream = format!("\r\n{line}\r\n");
        let heard = hears(&asked(Profile::G2, &STATUS), stream.as_bytes());
        assert_eq!(heard, [Heard::Remark(line.into())]);
    }
}

/// atat 0.25 panics when a command does not fit its buffer.
#[test]
fn short_storage_never_panics() {
    let streams: Vec<Vec<u8>> = vectors()
        .iter()
        .flat_map(|vector| vector.turns.clone())
        .map(|turn| turn.answered.produced)
        .collect();
    for length in 0..64 {
        for room in [0, 1, 2, 3, 5, 9, 14, 20, 30] {
            let mut host = Host::over(Engine::new(Profile::G2, vec![0; length], vec![0; room]));
            let needs = b"AT#SSLS=1\r".len();
            let asked = host.request(&STATUS);
            let refused = RequestError::TooLong { room: length };
            assert_eq!(asked.err(), (length < needs).then_some(refused));
            for stream in &streams {
                host.hear_pieces(stream.chunks(7));
            }
            host.pass(QUIET);
            // What does not fit is told with the size that it needs.
            for heard in host.take_heard() {
                if let Heard::Violation(Violation::LineTooLong { length, room: had }) = heard {
                    assert!(length > had && had == room);
                }
            }
        }
    }
}
