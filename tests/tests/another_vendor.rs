//! The engine with a dialect that is not this workspace's own.
//!
//! In: a module of another vendor, as bytes. Out: what its application is told. Its answers to what it does not
//! know are `ERROR` (V.250 5.7.1); the rest is what `examples/ublox` declares.

use at_spec::Information;
use telit_ssl::profile::id::G2;
use telit_ssl::{Engine, Found, Profile, Span};
use tests::host::{Heard, Host};
use ublox::{Arrived, Create, Protocol, Receive, Socket, Ublox};

fn engine() -> Engine<Vec<u8>> {
    Engine::new(Profile::G2, vec![0; 160], vec![0; 160])
}

fn create() -> Create {
    Create {
        protocol: Protocol::Tcp,
        local_port: None,
    }
}

#[test]
fn an_unsolicited_code_of_the_dialect_is_no_part_of_an_answer() {
    let told = |engine| {
        let mut host = Host::over(engine);
        host.request(&create()).unwrap();
        host.hear(b"\r\n+UUSORD: 3,16\r\n\r\n+USOCR: 0\r\n\r\nOK\r\n");
        host.take_heard()
    };
    let rest = [Heard::Information(b"+USOCR: 0".to_vec()), Heard::Done];
    let line = b"+UUSORD: 3,16".to_vec();
    let with = told(engine().with_dialect::<Ublox<'static>>());
    assert_eq!(with[0], Heard::Unsolicited(line.clone()));
    assert_eq!(with[1..], rest);
    let without = told(engine());
    assert_eq!(
        without[0],
        Heard::Remark(line),
        "nobody has said that it is one"
    );
    assert_eq!(without[1..], rest);
}

#[test]
fn an_answer_and_a_code_between_commands_are_read_as_their_types() {
    let mut host = Host::over(engine().with_dialect::<Ublox<'static>>());
    let receive = Receive {
        socket: Socket::new(3).unwrap(),
        length: 16,
    };
    host.hear(b"\r\n+UUSORD: 3,2\r\n");
    let [Heard::Unsolicited(line)] = &host.take_heard()[..] else {
        panic!("one line that nobody asked for")
    };
    let arrived = Arrived::read_line(line, G2).unwrap();
    assert_eq!((arrived.socket.value(), arrived.length), (3, 2));
    host.request(&receive).unwrap();
    assert_eq!(host.take_sent(), b"AT+USORD=3,16\r");
    host.hear(b"\r\n+USORD: 3,2,\"0D0A\"\r\n\r\nOK\r\n");
    let answer = Heard::Information(b"+USORD: 3,2,\"0D0A\"".to_vec());
    assert_eq!(host.take_heard(), [answer, Heard::Done]);
}

#[test]
fn attach_finds_a_module_that_knows_only_the_common_commands() {
    let mut host = Host::over(engine().with_dialect::<Ublox<'static>>());
    host.engine.attach(host.clock.now()).unwrap();
    let patience = 40;
    for _ in 0..patience {
        host.go_on();
        let sent = host.take_sent();
        if sent.ends_with(b"Q0V1\r") {
            host.hear(b"\r\nOK\r\n");
        } else if sent.ends_with(b"+CMEE?\r") {
            host.hear(b"\r\n+CMEE: 0\r\n\r\nOK\r\n");
        } else if sent.ends_with(b"?\r") {
            host.hear(b"\r\nERROR\r\n");
        }
        if host.heard().contains(&Heard::Attached(Found::CommandMode)) {
            host.pass(Span::from_secs(1));
            assert!(host.engine.is_idle());
            return;
        }
    }
    panic!("it was not found: {:?}", host.heard());
}
