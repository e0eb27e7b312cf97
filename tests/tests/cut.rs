//! Events do not depend on where a stream is cut, whatever is in it: streams that nobody has written down.
//!
//! In: parts of dialogues in any order, in any phase of the engine. Out: judgement. Not here: vectors, cut
//! (`engine.rs`), and what the events should be.

use std::num::NonZeroU16;

use at_spec::{Command, Digits, Exchange, Host as HostName, Payload, Quoted, Read, Secret};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use telit_ssl::command::context::Activate;
use telit_ssl::command::exchange::{Receive, Send};
use telit_ssl::command::identity::{EnterPin, Model};
use telit_ssl::command::session::{Dial, StatusOf};
use telit_ssl::command::setup::CertificateFormat;
use telit_ssl::command::store::{SecurityData, StoreAction};
use telit_ssl::value::{Closure, DataType, Mode, SocketId};
use telit_ssl::{Engine, Profile, Raw, ResultCodes, Span};
use tests::host::{Heard, Host};

const G2: Profile = Profile::G2;
const CASES: u32 = 3_000;
const SOCKET: SocketId = SocketId::ONE;

/// What the engine was asked before the stream comes.
#[derive(Clone, Copy, Debug)]
enum Asked {
    Nothing,
    Status,
    States,
    Model,
    Receive,
    Send,
    Certificate,
    Dial,
    Online,
    Escape,
    /// The escape sequence was not answered in its time.
    Late,
    Recover,
    Attach,
    /// In the middle of counted payload.
    AttachInPayload,
    /// While a dial is under way.
    AttachInDial,
    /// Payload was given up.
    Abort,
    /// Payload is with a module that echoes.
    Blind,
    Pin,
}

const ASKED: [Asked; 18] = [
    Asked::Nothing,
    Asked::Status,
    Asked::States,
    Asked::Model,
    Asked::Receive,
    Asked::Send,
    Asked::Certificate,
    Asked::Dial,
    Asked::Online,
    Asked::Escape,
    Asked::Late,
    Asked::Recover,
    Asked::Attach,
    Asked::AttachInPayload,
    Asked::AttachInDial,
    Asked::Abort,
    Asked::Blind,
    Asked::Pin,
];

/// Parts of dialogues, whole and broken.
const PARTS: [&[u8]; 40] = [
    b"\r\n",
    b"\r\n",
    b"\r\n",
    b"\r",
    b"\n",
    b"OK",
    b"\r\nOK\r\n",
    b"ERROR",
    b"+CME ERROR: 833",
    b"CONNECT",
    b"NO CARRIER",
    b"\r\nNO CARRIER\r\n",
    b":SSL,1",
    b",3",
    b">",
    b"> ",
    b"#SSLRCV: 0",
    b"#SSLRCV: 3",
    b"#SSLRECV: 1,5",
    b"#SSLRCV: 900",
    b"#SSLS: 1,2,3",
    b"#SGACT: 1,0",
    b"#SSLSECDATA: 1,1",
    b"SSLSRING: 1,5",
    b"SSLSRING: 1,4,",
    b"SSLSRING: 1,4, ",
    b"SSLSRING: 1,90,",
    b"+CREG: 1",
    b"GL865-QUAD",
    b"AT#SSLS=1\r",
    b"AT+CPIN=\"8642\"\r",
    b"\r\n+CIEV: 1\r\n",
    b"DISCONNECTED",
    b"0\r",
    b"3\r",
    b"1\r",
    b"4",
    b" ",
    b"abc",
    b"\xFF\0\x1A",
];

fn put(host: &mut Host, command: &impl Command) {
    host.request(command).unwrap();
}

fn host(asked: Asked, codes: ResultCodes) -> Host {
    let mut host = Host::over(Engine::new(G2, vec![0; 80], vec![0; 60]));
    host.engine.set_result_codes(codes);
    let words = codes == ResultCodes::Verbose;
    let dial = Dial {
        socket: SOCKET,
        port: NonZeroU16::MIN,
        host: Quoted(HostName::new(b"example.com").unwrap()),
        closure: Closure::Free,
        mode: Some(Mode::Online),
        timeout: None,
    };
    let receive = Receive {
        socket: SOCKET,
        room: 100,
        timeout: None,
    };
    let send = Send {
        socket: SOCKET,
        timeout: None,
    };
    let certificate = SecurityData {
        socket: SOCKET,
        action: StoreAction::Read,
        data: DataType::Authority,
        size: None,
        format: CertificateFormat::Pem,
    };
    let connect: &[u8] = if words { b"\r\nCONNECT\r\n" } else { b"1\r" };
    match asked {
        Asked::Nothing => {}
        Asked::Status => put(&mut host, &StatusOf { socket: SOCKET }),
        Asked::States => put(&mut host, &Read::<Activate<'_>>::new()),
        Asked::Model => put(&mut host, &Model),
        Asked::Receive => put(&mut host, &receive),
        Asked::Send => put(&mut host, &send),
        Asked::Certificate => put(&mut host, &certificate),
        Asked::Dial => put(&mut host, &dial),
        Asked::Online => {
            put(&mut host, &dial);
            host.hear(connect);
        }
        Asked::Escape => {
            put(&mut host, &dial);
            host.hear(connect);
            host.suspend().unwrap();
        }
        Asked::Late => {
            put(&mut host, &dial);
            host.hear(connect);
            host.suspend().unwrap();
            host.pass(Span::from_secs(4));
        }
        Asked::AttachInPayload => {
            put(&mut host, &receive);
            host.hear(b"\r\n#SSLRCV: 40\r\n");
            let now = host.clock.now();
            host.engine.attach(now).unwrap();
        }
        Asked::AttachInDial => {
            put(&mut host, &dial);
            let now = host.clock.now();
            host.engine.attach(now).unwrap();
        }
        Asked::Abort => {
            put(&mut host, &send);
            host.hear(b"\r\n> ");
            let now = host.clock.now();
            host.engine.abort(now).unwrap();
            host.leave();
        }
        Asked::Blind => {
            let counted = Exchange::Prompt(Payload::Counted(3));
            put(
                &mut host,
                &Raw::new(b"+X=3").unwrap().with_exchange(counted),
            );
            host.hear(b"AT+X=3\r\r\n> ");
            host.supply(b"abc").unwrap();
            host.finish().unwrap();
        }
        Asked::Pin => {
            let pin = Secret(Quoted(Digits::new(b"8642").unwrap()));
            let new_pin = None;
            put(&mut host, &EnterPin { pin, new_pin });
        }
        Asked::Recover => {
            put(&mut host, &receive);
            host.pass(Span::from_secs(61));
        }
        Asked::Attach => {
            let now = host.clock.now();
            host.engine.attach(now).unwrap();
            host.pass(Span::from_secs(4));
        }
    }
    host
}

/// What is heard of `pieces`, all at one instant, and of the quiet behind them; and what is sent.
fn told(asked: Asked, codes: ResultCodes, pieces: &[&[u8]]) -> (Vec<Heard>, Vec<u8>) {
    let mut host = host(asked, codes);
    host.hear_pieces(pieces.iter().copied());
    // Long enough for every quiet time, and for the first steps of finding the module again.
    host.pass(Span::from_secs(8));
    let mut heard = host.take_heard();
    // A lost link ends every story that goes on long enough; it comes to rest.
    for _ in 0..60 {
        host.go_on();
    }
    assert!(
        host.engine.is_idle() || host.engine.is_online() || host.engine.deadline().is_none(),
        "it does not come to rest"
    );
    heard.extend(host.take_heard());
    (heard, host.take_sent())
}

/// The end of online mode takes its own bytes, and none before them; lines behind the `OK` of an escape are told as lines.
fn loses_no_online_data(stream: &[u8], heard: &[Heard]) {
    let mut rest = stream;
    let mut is_suspended = false;
    for heard in heard {
        rest = match heard {
            Heard::Payload(payload) => rest.strip_prefix(&payload[..]).expect("payload in order"),
            Heard::Suspended => {
                is_suspended = true;
                let lines = rest
                    .strip_prefix(b"\r\nOK\r\n")
                    .or_else(|| rest.strip_prefix(b"0\r"));
                lines.expect("the code of the escape")
            }
            Heard::Unsolicited(line) if is_suspended => {
                let lines = rest.trim_ascii_start().strip_prefix(&line[..]);
                lines.expect("lines in order")
            }
            Heard::Closed { text, .. } => {
                assert_eq!(rest, text, "the text that ended online mode");
                b""
            }
            _ => rest,
        };
    }
    let rest = if is_suspended {
        rest.trim_ascii()
    } else {
        rest
    };
    assert_eq!(rest.escape_ascii().to_string(), "", "bytes are lost");
}

fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    })
}

fn streams() -> impl Strategy<Value = Vec<u8>> {
    let parts = proptest::sample::select(&PARTS[..]);
    proptest::collection::vec(parts, 0..14).prop_map(|parts| parts.concat())
}

const CODES: [ResultCodes; 2] = [ResultCodes::Verbose, ResultCodes::Numeric];

#[test]
fn events_do_not_depend_on_cuts_whatever_comes() {
    let case = (
        proptest::sample::select(&ASKED[..]),
        proptest::sample::select(&CODES[..]),
        streams(),
        proptest::collection::vec(any::<prop::sample::Index>(), 0..4),
    );
    let law = |(asked, codes, stream, cuts): (Asked, _, Vec<u8>, Vec<prop::sample::Index>)| {
        let whole = told(asked, codes, &[&stream]);
        let bytewise: Vec<&[u8]> = stream.chunks(1).collect();
        prop_assert_eq!(&told(asked, codes, &bytewise), &whole, "byte by byte");
        let cuts = cuts.iter().map(|cut| cut.index(stream.len() + 1));
        let mut cuts: Vec<usize> = cuts.chain([0, stream.len()]).collect();
        cuts.sort_unstable();
        let pieces: Vec<&[u8]> = cuts
            .windows(2)
            .map(|pair| &stream[pair[0]..pair[1]])
            .collect();
        prop_assert_eq!(&told(asked, codes, &pieces), &whole, "cut at {:?}", cuts);
        Ok(())
    };
    runner()
        .run(&case, law)
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn no_byte_of_online_data_is_lost_whatever_comes() {
    let asked = proptest::sample::select(&[Asked::Online, Asked::Escape][..]);
    let case = (asked, proptest::sample::select(&CODES[..]), streams());
    runner()
        .run(&case, |(asked, codes, stream)| {
            let (heard, _) = told(asked, codes, &[&stream]);
            loses_no_online_data(&stream, &heard);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}
