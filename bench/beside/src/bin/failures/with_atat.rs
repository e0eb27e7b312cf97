//! atat 0.25: its digester, the answers that its derives read, its blocking client and its ingress.
//!
//! In: streams. Out: what it makes of them.

use std::cell::RefCell;
use std::convert::Infallible;
use std::panic::catch_unwind;

use atat::atat_derive::{AtatCmd, AtatResp, AtatUrc};
use atat::blocking::{AtatClient, Client};
use atat::{
    AtDigester, AtatCmd, AtatIngress, Config, DigestResult, Digester, Ingress, ResponseSlot,
    UrcChannel,
};
use embedded_io::{ErrorType, Write};

use crate::{Failure, shown};

#[derive(Clone, Debug, PartialEq, AtatResp)]
struct Status {
    #[at_arg(position = 0)]
    socket: u8,
    #[at_arg(position = 1)]
    state: u8,
}

#[derive(Clone, AtatCmd)]
#[at_cmd("#SSLS", Status, timeout_ms = 50)]
struct StatusOf {
    #[at_arg(position = 0)]
    socket: u8,
}

#[derive(Clone, Debug, PartialEq, AtatResp)]
struct Registration {
    #[at_arg(position = 0)]
    state: u8,
}

#[derive(Clone, Debug, PartialEq, AtatUrc)]
enum Urc {
    #[at_urc("+CREG")]
    Circuit(Registration),
}

const LIBRARY: &str = "atat 0.25.0";

pub fn failures() -> Vec<Failure> {
    vec![
        final_codes(),
        split(),
        prompt(),
        code_inside(),
        after_connect(),
        connect_speed(),
        late_answer(),
        longer_name(),
        short_storage(),
        whitespace(),
    ]
}

fn failure(property: &'static str, given: &[u8], made: String) -> Failure {
    Failure {
        property,
        library: LIBRARY,
        given: shown(given),
        made,
    }
}

/// What the digester finds first, and how much of the stream it takes for that.
fn digest(stream: &[u8]) -> (DigestResult<'_>, usize) {
    AtDigester::<Urc>::new().digest(stream)
}

fn final_codes() -> Failure {
    let stream = b"\r\n#SSLRECV: 10\r\nab\r\nOK\r\ncd\r\n\r\nOK\r\n";
    let (result, taken) = digest(stream);
    let answer = b"#SSLRECV: 10\r\nab";
    assert_eq!(result, DigestResult::Response(Ok(answer)));
    let rest = &stream[taken..];
    assert_eq!(digest(rest), (DigestResult::Response(Ok(b"")), rest.len()));
    let made = format!(
        "the answer is {}; {} is left, an answer once more",
        shown(answer),
        shown(rest)
    );
    failure("payload_containing_final_codes", stream, made)
}

fn split() -> Failure {
    let stream = b"\r\n#SSLRECV: 3\r\na>b\r\n\r\nOK\r\n";
    let (head, tail) = stream.split_at(17);
    let (whole, _) = digest(stream);
    assert!(matches!(whole, DigestResult::Response(Ok(_))));
    let (first, taken) = digest(head);
    assert_eq!((first, taken), (DigestResult::Prompt(b'>'), head.len()));
    let (second, _) = digest(tail);
    assert_eq!(second, DigestResult::Response(Ok(b"")));
    let made = String::from("in one read the answer; in two a prompt and an empty answer");
    Failure {
        given: format!("{} and {}", shown(head), shown(tail)),
        ..failure("split_invariance", b"", made)
    }
}

fn prompt() -> Failure {
    let stream = b"\r\n<html>";
    let (result, taken) = digest(stream);
    assert_eq!((result, taken), (DigestResult::Prompt(b'>'), stream.len()));
    let made = String::from("a prompt; all of it is dropped");
    failure("prompt_characters_in_data", stream, made)
}

fn code_inside() -> Failure {
    let stream = b"\r\n#SSLS: 1,2\r\n\r\n+CREG: 1\r\n\r\nOK\r\n";
    let answer = b"#SSLS: 1,2\r\n\r\n+CREG: 1";
    let (result, taken) = digest(stream);
    assert_eq!(result, DigestResult::Response(Ok(answer)));
    assert_eq!(taken, stream.len());
    let made = format!(
        "the answer is {}; nobody hears of the registration",
        shown(answer)
    );
    failure("urc_inside_an_answer", stream, made)
}

fn after_connect() -> Failure {
    let stream = b"\r\nCONNECT\r\n220 ready\r\n";
    let (result, taken) = digest(stream);
    assert_eq!(result, DigestResult::Response(Ok(b"")));
    let rest = &stream[taken..];
    let (result, dropped) = digest(rest);
    assert_eq!(result, DigestResult::None);
    let made = format!("{} is dropped as an echo", shown(&rest[..dropped]));
    assert_eq!(&rest[..dropped], b"220 ready");
    failure("bytes_after_connect", stream, made)
}

fn connect_speed() -> Failure {
    let stream = b"\r\nCONNECT 115200\r\n";
    let (result, taken) = digest(stream);
    assert_eq!((result, taken), (DigestResult::None, 0));
    let made = String::from("nothing; the command times out");
    failure("connect_115200", stream, made)
}

/// A port that answers the second command line with the late answer of the first.
struct LatePort<I>(RefCell<Port<I>>);

struct Port<I> {
    ingress: I,
    lines: usize,
}

const LATE: &[u8] = b"\r\n#SSLS: 1,1\r\n\r\nOK\r\n";

impl<I> ErrorType for &LatePort<I> {
    type Error = Infallible;
}

impl<I: AtatIngress> Write for &LatePort<I> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Infallible> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        let mut port = self.0.borrow_mut();
        port.lines += 1;
        if port.lines == 2 {
            port.ingress.try_write(LATE).expect("there is room");
        }
        Ok(())
    }
}

fn late_answer() -> Failure {
    let slot = ResponseSlot::<128>::new();
    let codes = UrcChannel::<Urc, 4, 1>::new();
    let (mut read, mut written) = ([0; 128], [0; 128]);
    let ingress = Ingress::new(AtDigester::<Urc>::new(), &mut read, &slot, &codes);
    let port = LatePort(RefCell::new(Port { ingress, lines: 0 }));
    let mut client = Client::new(&port, &slot, &mut written, Config::new());
    assert_eq!(
        client.send(&StatusOf { socket: 1 }),
        Err(atat::Error::Timeout)
    );
    let answer = client.send(&StatusOf { socket: 2 });
    let expected = Status {
        socket: 1,
        state: 1,
    };
    assert_eq!(answer, Ok(expected));
    Failure {
        given: format!(
            "`AT#SSLS=1`, nothing in its time, `AT#SSLS=2`, and {}, late",
            shown(LATE)
        ),
        ..failure(
            "late_answer_after_timeout",
            b"",
            String::from("the second command is answered, with the state of socket 1"),
        )
    }
}

fn longer_name() -> Failure {
    let line = b"#SSLSX: 1,2";
    let read = StatusOf { socket: 1 }.parse(Ok(line));
    let expected = Status {
        socket: 1,
        state: 2,
    };
    assert_eq!(read, Ok(expected));
    let made = String::from("the status of socket 1: 2");
    failure("sslsx_not_accepted_as_ssls", line, made)
}

fn short_storage() -> Failure {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let written = catch_unwind(|| StatusOf { socket: 1 }.write(&mut [0; 4]));
    std::panic::set_hook(hook);
    assert!(written.is_err());
    Failure {
        given: String::from("`AT#SSLS=1`, to be written into 4 bytes"),
        ..failure("short_storage_never_panics", b"", String::from("a panic"))
    }
}

fn whitespace() -> Failure {
    let stream = b"\r\n#SSLRECV: 4\r\na \r\n\r\n\r\nOK\r\n";
    let answer = b"#SSLRECV: 4\r\na";
    let (result, _) = digest(stream);
    assert_eq!(result, DigestResult::Response(Ok(answer)));
    let made = format!("the answer is {}", shown(answer));
    failure("whitespace_in_payload_kept", stream, made)
}
