//! The dialogues of the guide, with the virtual module and a real TLS server, as transcripts.
//!
//! In: procedures. Out: snapshots of what went over the line, read from its bytes alone.

use std::io::{Read as _, Write as _};

use at_spec::{Host, Tenths};
use telit_ssl::command::session::StatusOf;
use telit_ssl::procedure::{
    Attach, BringUp, Close, Ended, Item, Network, Obstacle, Open, Provision, Receive, Redial,
    Script, Send, SetUp, Sockets, Turn, Way,
};
use telit_ssl::value::{Closure, DataType, Mode, SocketId};
use telit_ssl::{Engine, Instant};
use tests::live::Live;
use tests::server::{Server, Stream, authority};

/// One request as a procedure, or the escape sequence.
enum Step {
    Status,
    Suspend,
}

struct Only(Step, bool);

impl<'p> Script<'p> for Only {
    type Output = ();

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        if let Ended::Failed { command, failure } = ended {
            return Err(Obstacle::Refused { command, failure });
        }
        if std::mem::replace(&mut self.1, true) {
            return Ok(Turn::Done(()));
        }
        match self.0 {
            Step::Status => engine
                .request(
                    now,
                    &StatusOf {
                        socket: SocketId::ONE,
                    },
                )
                .map(|_| ()),
            Step::Suspend => engine.suspend(now),
        }
        .map_err(Obstacle::Request)?;
        Ok(Turn::Asked)
    }
}

/// A module that is ready to dial, with the authority of the server stored.
fn ready() -> Live {
    let mut live = Live::start();
    let pem = authority();
    live.play(Attach).unwrap();
    live.play(BringUp::new(Network::default())).unwrap();
    live.play(SetUp::new(Sockets::default())).unwrap();
    live.play(Provision::new(&[Item::Store(DataType::Authority, &pem)]))
        .unwrap();
    live.forget();
    live
}

fn open(server: &Server, closure: Closure) -> Open<'static> {
    Open::new(
        Host::new(b"localhost").unwrap(),
        server.port,
        closure,
        Mode::Online,
    )
}

fn read(stream: &mut Stream, length: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Waits in online mode until `expected` has come.
fn hear(live: &mut Live, expected: &[u8]) {
    live.play_until(Receive::new(None), |payload| {
        payload.len() >= expected.len()
    })
    .unwrap();
    assert_eq!(live.take_payload(), expected);
}

fn snapshot(live: &Live, server: &Server) -> String {
    live.transcript().replace(&server.port.to_string(), "PORT")
}

#[test]
fn guide_4_5_3_switches_between_online_and_command_mode() {
    let server = Server::start(|stream| {
        read(stream, b"Send data in online mode!".len())?;
        stream.write_all(b"Response in online mode")?;
        read(stream, b"Send data in command mode!".len())?;
        stream.write_all(b"Response in command mode")?;
        // The host closes.
        let _ = stream.read(&mut [0]);
        Ok(())
    });
    let mut live = ready();
    live.play(open(&server, Closure::Free)).unwrap();
    assert_eq!(
        live.play(Send::new(b"Send data in online mode!")).unwrap(),
        Way::Online
    );
    hear(&mut live, b"Response in online mode");
    live.play(Only(Step::Suspend, false)).unwrap();
    live.play(Only(Step::Status, false)).unwrap();
    assert_eq!(
        live.play(Send::new(b"Send data in command mode!")).unwrap(),
        Way::Command
    );
    live.play(Receive::new(Some(Tenths(10)))).unwrap();
    assert_eq!(live.take_payload(), b"Response in command mode");
    live.play(Close::new(None)).unwrap();
    insta::assert_snapshot!(snapshot(&live, &server));
}

#[test]
fn guide_4_5_4_takes_the_session_up_again() {
    let server = Server::start(|stream| {
        read(stream, 5)?;
        stream.write_all(b"world")?;
        let _ = stream.read(&mut [0]);
        Ok(())
    });
    let mut live = ready();
    live.play(open(&server, Closure::KeepSession)).unwrap();
    live.play(Send::new(b"hello")).unwrap();
    hear(&mut live, b"world");
    live.play(Close::new(None)).unwrap();
    live.play(Redial::new(Mode::Online)).unwrap();
    live.play(Send::new(b"again")).unwrap();
    hear(&mut live, b"world");
    live.play(Close::new(Some(Closure::Free))).unwrap();
    let reported: Vec<bool> = server.resumed.try_iter().collect();
    assert_eq!(
        reported,
        [false, true],
        "what the server says of the two sessions"
    );
    insta::assert_snapshot!(snapshot(&live, &server));
}

#[test]
fn guide_4_5_5_connects_to_an_https_server() {
    const REQUEST: &[u8] = b"GET / HTTP/1.0\r\n\r\n";
    const RESPONSE: &[u8] =
        b"HTTP/1.0 404 Not Found\r\ncontent-type: text/html\r\n\r\n<html>\r\nOK\r\n</html>\r\n";
    let server = Server::start(|stream| {
        read(stream, REQUEST.len())?;
        stream.write_all(RESPONSE)
    });
    let mut live = ready();
    live.play(open(&server, Closure::Free)).unwrap();
    live.play(Send::new(REQUEST)).unwrap();
    live.play(Receive::new(None)).unwrap();
    live.play(Close::new(None)).unwrap();
    assert_eq!(live.take_payload(), RESPONSE);
    insta::assert_snapshot!(snapshot(&live, &server));
}

/// Every byte value, and everything that has been taken for an answer somewhere.
fn trap() -> Vec<u8> {
    let mut payload: Vec<u8> = (0..=255).collect();
    payload.extend_from_slice(
        b"\r\nOK\r\n\r\nERROR\r\n\r\n+CME ERROR: 3\r\n\r\n> \r\nSSLSRING: 1,5\r\n\r\nNO CARRIER\r\nthe end",
    );
    payload
}

/// A server that sends back what it gets, so many bytes.
fn mirror(length: usize) -> Server {
    Server::start(move |stream| {
        let bytes = read(stream, length)?;
        stream.write_all(&bytes)?;
        let _ = stream.read(&mut [0]);
        Ok(())
    })
}

#[test]
fn every_byte_arrives_in_both_directions_through_online_mode() {
    let payload = trap();
    let server = mirror(payload.len());
    let mut live = ready();
    live.play(open(&server, Closure::Free)).unwrap();
    live.play(Send::new(&payload)).unwrap();
    hear(&mut live, &payload);
    live.play(Close::new(None)).unwrap();
}

#[test]
fn every_byte_arrives_from_command_mode_and_sending_takes_online_mode_where_it_must() {
    let payload = trap();
    let server = mirror(payload.len());
    let mut live = ready();
    let host = Host::new(b"localhost").unwrap();
    live.play(Open::new(host, server.port, Closure::Free, Mode::Command))
        .unwrap();
    assert_eq!(live.play(Send::new(&payload)).unwrap(), Way::OnlineAndBack);
    // Whatever came while the module was online is payload too.
    live.play(Receive::new(Some(Tenths(10)))).unwrap();
    assert_eq!(live.take_payload(), payload);
    live.play(Close::new(None)).unwrap();
}

#[test]
fn text_arrives_unchanged_through_command_mode_alone() {
    let payload: Vec<u8> = trap()
        .into_iter()
        .filter(|byte| !matches!(byte, 0x08 | 0x1A | 0x1B))
        .collect();
    let server = mirror(payload.len());
    let mut live = ready();
    let host = Host::new(b"localhost").unwrap();
    live.play(Open::new(host, server.port, Closure::Free, Mode::Command))
        .unwrap();
    assert_eq!(live.play(Send::new(&payload)).unwrap(), Way::Command);
    live.play(Receive::new(Some(Tenths(10)))).unwrap();
    assert_eq!(live.take_payload(), payload);
    live.play(Close::new(None)).unwrap();
}

#[test]
fn a_first_payload_of_three_plus_signs_reaches_the_server() {
    let server = mirror(3);
    let mut live = ready();
    live.play(open(&server, Closure::Free)).unwrap();
    live.play(Send::new(b"+++")).unwrap();
    hear(&mut live, b"+++");
    live.play(Close::new(None)).unwrap();
}
