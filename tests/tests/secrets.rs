//! PIN, password and private key: in no event, and in nothing that `Debug` shows, whatever becomes of the echo.
//!
//! In: commands with secrets, modules that send them back spoilt, late or twice. Out: judgement of all that is told. Not here:
//! renderings of values (`dialects.rs`), traces (`telit-cli/tests/trace.rs`).

use at_spec::{Digits, Printable, Quoted, Secret};
use telit_ssl::command::context::Activate;
use telit_ssl::command::identity::EnterPin;
use telit_ssl::command::session::StatusOf;
use telit_ssl::procedure::{Item, Progress, Provision, Run, Send};
use telit_ssl::value::{ContextId, DataType, SocketId, Switch};
use telit_ssl::{Engine, Instant, Profile, Span};
use tests::host::{Heard, Host};

const G2: Profile = Profile::G2;
const PIN: &str = "8642";
/// The command line with the PIN.
const LINE: &[u8] = b"AT+CPIN=\"8642\"\r";
const STATUS: StatusOf = StatusOf {
    socket: SocketId::ONE,
};

fn enter() -> EnterPin<'static> {
    EnterPin {
        pin: Secret(Quoted(Digits::new(PIN.as_bytes()).unwrap())),
        new_pin: None,
    }
}

/// Whether `Debug` shows these bytes, as text or as numbers.
fn shows(shown: &str, secret: &str) -> bool {
    let numbers: Vec<String> = secret.bytes().map(|byte| byte.to_string()).collect();
    shown.contains(secret) || shown.contains(&numbers.join(", "))
}

/// Two bytes of the PIN in a row are too many in what is told.
fn is_told(heard: &[Heard]) -> bool {
    let text = |heard: &Heard| match heard {
        Heard::Information(text)
        | Heard::Remark(text)
        | Heard::Unsolicited(text)
        | Heard::Payload(text) => text.clone(),
        _ => Vec::new(),
    };
    let told = heard.iter().map(text).collect::<Vec<_>>().concat();
    let parts = PIN.as_bytes().windows(2);
    parts
        .into_iter()
        .any(|part| told.windows(2).any(|two| two == part))
}

/// A host that has entered the PIN, whose module says this.
fn entered(said: &[u8]) -> Host {
    let mut host = Host::new(G2);
    host.request(&enter()).unwrap();
    host.hear(said);
    host.pass(Span::from_millis(100));
    host
}

#[test]
fn an_echo_of_the_pin_is_told_by_no_event_wherever_noise_or_a_code_stands_in_it() {
    for place in 0..LINE.len() {
        for noise in [
            &b"\0"[..],
            b"x",
            b"\r\n",
            b"\r\n+CREG: 1\r\n",
            b"\r\nRING\r\n",
        ] {
            let (before, behind) = LINE.split_at(place);
            let host = entered(&[before, noise, behind, b"\r\nOK\r\n"].concat());
            let heard = host.heard();
            assert!(!is_told(heard), "{place}: {heard:?}");
            assert_eq!(heard.last(), Some(&Heard::Done), "{place}: {heard:?}");
        }
        let lost = [&LINE[..place], &LINE[place + 1..], b"\r\nOK\r\n"].concat();
        assert!(!is_told(entered(&lost).heard()), "byte {place} is lost");
    }
}

#[test]
fn an_unsolicited_code_among_it_is_told_all_the_same() {
    let host = entered(b"AT+CPIN=\"86\r\n+CREG: 1\r\n42\"\r\r\nOK\r\n");
    let code = Heard::Unsolicited(b"+CREG: 1".to_vec());
    assert_eq!(host.heard(), [code, Heard::Done]);
}

#[test]
fn an_echo_that_comes_twice_or_in_the_next_exchange_is_told_by_no_event() {
    let mut host = entered(&[LINE, b"\r\nOK\r\n", LINE, b"\0", LINE].concat());
    assert_eq!(host.take_heard(), [Heard::Done]);
    host.request(&STATUS).unwrap();
    host.hear(&[LINE, b"AT#SSLS=1\r\r\n#SSLS: 1,1\r\n\r\nOK\r\n"].concat());
    let answer = Heard::Information(b"#SSLS: 1,1".to_vec());
    assert_eq!(host.take_heard(), [answer.clone(), Heard::Done]);
    // Nor when nothing is asked, and what others say of it is told.
    host.hear(b"\0AT+CPIN=\"8642\"\r\n\r\n+CPIN: READY\r\n");
    let ready = Heard::Unsolicited(b"+CPIN: READY".to_vec());
    assert_eq!(host.take_heard(), [ready]);
    host.pass(G2.gap);
    // The next exchange has no secret, whatever its remarks look like.
    host.request(&STATUS).unwrap();
    host.hear(b"\r\nlevel=1\r\n\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
    let remark = Heard::Remark(b"level=1".to_vec());
    assert_eq!(host.take_heard(), [remark, answer, Heard::Done]);
}

#[test]
fn a_remark_that_is_no_part_of_it_is_told() {
    for text in ["ready soon", "PIN taken"] {
        let said = format!("AT+CPIN=\"8642\"\r\r\n{text}\r\n\r\nOK\r\n");
        let remark = Heard::Remark(text.as_bytes().to_vec());
        assert_eq!(entered(said.as_bytes()).heard(), [remark, Heard::Done]);
    }
}

#[test]
fn debug_shows_neither_what_an_engine_has_sent_nor_a_line_that_is_coming() {
    let mut host = Host::new(G2);
    host.request(&enter()).unwrap();
    assert!(
        !shows(&format!("{:?}", host.engine), PIN),
        "{:?}",
        host.engine
    );
    host.hear(&LINE[..12]);
    assert!(
        !shows(&format!("{:?}", host.engine), "864"),
        "{:?}",
        host.engine
    );
    let password = "swordfish";
    let activate = Activate {
        context: ContextId::ONE,
        active: Switch::On,
        user: Some(Quoted(Printable::new(b"me").unwrap())),
        password: Some(Secret(Quoted(Printable::new(password.as_bytes()).unwrap()))),
    };
    let mut host = Host::new(G2);
    host.request(&activate).unwrap();
    assert!(!shows(&format!("{activate:?} {:?}", host.engine), password));
}

const KEY: &[u8] = b"-----BEGIN RSA PRIVATE KEY-----\nQUFB\n-----END RSA PRIVATE KEY-----\n";

/// What a module says to a command line of provisioning.
fn answer(line: &[u8]) -> &'static [u8] {
    match line {
        line if line.ends_with(b"AT#SSLSECDATA?\r") => b"\r\n#SSLSECDATA: 1,0,0,0\r\n\r\nOK\r\n",
        line if line.ends_with(b",1,2\r") => b"\r\n> ",
        line if line.ends_with(b"\r") || line.ends_with(b"\x1A") => b"\r\nOK\r\n",
        _ => b"",
    }
}

#[test]
fn debug_of_a_procedure_shows_no_byte_of_the_key_that_it_stores() {
    let items = [Item::Store(DataType::PrivateKey, KEY)];
    let mut engine = Engine::new(G2, [0; 400], [0; 400]);
    let mut run = Run::new(Provision::new(&items));
    let (mut now, mut said) = (Instant::default(), &b""[..]);
    let mut written = 0;
    for _ in 0..1_000 {
        let progress = run.poll(now, &mut engine, &mut said);
        let shown = format!("{progress:?} {run:?} {engine:?}");
        assert!(!shows(&shown, "QUFB"), "{shown}");
        let left = match progress {
            Progress::Transmit => engine.outgoing(),
            Progress::Write(payload) => {
                written += payload.len();
                payload
            }
            Progress::Done(_) => {
                assert_eq!(written, KEY.len());
                return;
            }
            Progress::Failed(obstacle) => panic!("{obstacle}"),
            _ => {
                now = now + Span::from_millis(20);
                continue;
            }
        };
        said = answer(left);
        let length = left.len();
        engine.transmitted(now, length);
    }
    panic!("it does not end: {run:?}");
}

#[test]
fn debug_of_a_send_shows_its_length() {
    let shown = format!("{:?}", Run::new(Send::new(b"QUFB")));
    assert!(
        shown.contains("4 bytes") && !shows(&shown, "QUFB"),
        "{shown}"
    );
}
