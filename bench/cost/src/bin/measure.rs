//! Does one piece of work for callgrind, which collects inside `measured`: `measure WORKLOAD CONTENT READ SIZE`. Without
//! arguments: which pieces there are.
//!
//! In: names and numbers. Out: nothing but work. Not here: counting.

use std::hint::black_box;
use std::num::NonZeroU16;

use cost::{Content, READS, Workload};
use telit_ssl::command::exchange::Receive;
use telit_ssl::command::session::{Dial, StatusOf};
use telit_ssl::value::{Closure, Mode, SocketId};
use telit_ssl::{Action, Engine, Event, Instant, Profile};

type Rooms = Engine<[u8; 1024]>;

const NOW: Instant = Instant::from_millis(0);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [workload, content, read, size] = &arguments[..] {
        let (workload, content): (Workload, Content) =
            (workload.parse().unwrap(), content.parse().unwrap());
        let (read, size) = (read.parse().unwrap(), size.parse().unwrap());
        assert_eq!(
            work(workload, content, read, size),
            size,
            "bytes have been lost"
        );
        return;
    }
    for workload in Workload::ALL {
        for content in workload.contents() {
            for read in READS {
                for size in workload.sizes() {
                    println!("{workload},{content},{read},{size}");
                }
            }
        }
    }
}

fn work(workload: Workload, content: Content, read: usize, size: usize) -> usize {
    let mut engine = Engine::new(Profile::LTE_M, [0; 1024], [0; 1024]);
    let socket = SocketId::ONE;
    let body = content.bytes(size);
    let asked = match workload {
        Workload::Receive => {
            let room = size as u16;
            let timeout = None;
            engine
                .request(
                    NOW,
                    &Receive {
                        socket,
                        room,
                        timeout,
                    },
                )
                .map(|_| ())
        }
        Workload::Online => engine.request(NOW, &dial()).map(|_| ()),
        Workload::Line => engine.request(NOW, &StatusOf { socket }).map(|_| ()),
    };
    asked.unwrap();
    let before = match workload {
        Workload::Receive => format!("\r\n#SSLRECV: {size}\r\n"),
        Workload::Online => "\r\nCONNECT\r\n".to_owned(),
        Workload::Line => "\r\n".to_owned(),
    };
    ready(&mut engine, before.as_bytes());
    let behind: &[u8] = match workload {
        Workload::Line => b"\r\n",
        // The last line end is held back.
        Workload::Online => b".",
        Workload::Receive => b"",
    };
    let read = if read == 0 { usize::MAX } else { read };
    let heard = measured(&mut engine, black_box(&body), read);
    heard + play(&mut engine, behind).min(size - heard)
}

fn dial() -> Dial<'static> {
    Dial {
        socket: SocketId::ONE,
        port: NonZeroU16::MIN,
        host: at_spec::Quoted(at_spec::Host::new(b"example.com").unwrap()),
        closure: Closure::Free,
        mode: Some(Mode::Online),
        timeout: None,
    }
}

/// What comes before, and is not counted.
fn ready(engine: &mut Rooms, input: &[u8]) {
    play(engine, input);
}

#[inline(never)]
fn measured(engine: &mut Rooms, input: &[u8], read: usize) -> usize {
    input.chunks(read).map(|piece| play(engine, piece)).sum()
}

/// As a driver does it: until the engine waits. Out: bytes that were told.
#[inline(always)]
fn play(engine: &mut Rooms, mut input: &[u8]) -> usize {
    let mut heard = 0;
    loop {
        match engine.poll(NOW, &mut input) {
            Action::Transmit => {
                let n = engine.outgoing().len();
                engine.transmitted(NOW, n);
            }
            Action::Event(Event::Payload(payload)) => heard += black_box(payload).len(),
            Action::Event(Event::Remark(text)) => heard += black_box(engine.text(text)).len(),
            Action::Event(_) | Action::SetDtr(_) => {}
            Action::Wait => return heard,
        }
    }
}
