//! The workloads whose instructions `bench/count` counts: one function each, called once.
//!
//! In: the name of a workload. Out: nothing; callgrind collects inside the functions named `measured`. The
//! driver's loop is counted too: poll until `Wait`, transmit, take the typed answer.
//! Not here: seconds.
#![allow(clippy::print_stdout, reason = "a program that lists its workloads")]

use std::hint::black_box;
use std::num::NonZeroU16;

use at_spec::{Command, Host, Information, Quoted, Writer};
use telit_ssl::command::context::Context;
use telit_ssl::command::exchange::Receive;
use telit_ssl::command::session::{Dial, StatusOf};
use telit_ssl::profile::id::LTE_M;
use telit_ssl::value::{Closure, Mode, SocketId};
use telit_ssl::{Action, Engine, Event, Instant, Profile};

/// The profile of modules that take a receive of 1,500 bytes, with the times of the 2G ones.
const PROFILE: Profile = Profile {
    id: LTE_M,
    line_length: 400,
    ..Profile::G2
};
const NOW: Instant = Instant::from_millis(0);

type Rooms = Engine<[u8; 160]>;

fn engine() -> Rooms {
    Engine::new(PROFILE, [0; 160], [0; 160])
}

/// Plays `input` in reads of `step` bytes; the number of payload bytes that came.
fn play(engine: &mut Rooms, input: &[u8], step: usize, mut hear: impl FnMut(&Rooms, Event<'_>)) {
    for mut read in input.chunks(step) {
        loop {
            match engine.poll(NOW, &mut read) {
                Action::Transmit => {
                    let n = engine.outgoing().len();
                    engine.transmitted(NOW, n);
                }
                Action::Event(event) => hear(engine, event),
                Action::SetDtr(_) => {}
                Action::Wait => break,
            }
        }
    }
}

#[inline(never)]
fn measured_dial(host: &[u8], room: &mut [u8]) -> usize {
    let Ok(host) = Host::new(host) else { return 0 };
    let mut writer = Writer::new(room, PROFILE.id);
    let dial = Dial {
        socket: SocketId::ONE,
        port: NonZeroU16::MIN,
        host: Quoted(host),
        closure: Closure::Free,
        mode: Some(Mode::Online),
        timeout: None,
    };
    let written = dial.encode(&mut writer);
    if written.is_ok() { writer.len() } else { 0 }
}

#[inline(never)]
fn measured_context(line: &[u8]) -> bool {
    black_box(Context::read_line(line, PROFILE.id)).is_ok()
}

#[inline(never)]
fn measured_status(engine: &mut Rooms, input: &[u8]) -> usize {
    let Ok(ticket) = engine.request(
        NOW,
        &StatusOf {
            socket: SocketId::ONE,
        },
    ) else {
        return 0;
    };
    let mut answers = 0;
    play(engine, input, usize::MAX, |engine, event| {
        if let Some(Ok(status)) = ticket.answer(engine, event) {
            black_box(status);
            answers += 1;
        }
    });
    answers
}

#[inline(never)]
fn measured_receive(engine: &mut Rooms, input: &[u8], step: usize) -> usize {
    if engine
        .request(
            NOW,
            &Receive {
                socket: SocketId::ONE,
                room: 1500,
                timeout: None,
            },
        )
        .is_err()
    {
        return 0;
    }
    let mut bytes = 0;
    play(engine, input, step, |_, event| {
        if let Event::Payload(payload) = event {
            bytes += black_box(payload).len();
        }
    });
    bytes
}

/// A receive of 1,500 bytes; with `lines`, a CR LF every 32 bytes of the payload.
fn receive(count: usize, lines: bool) -> Vec<u8> {
    let mut payload: Vec<u8> = (0..count).map(|place| b'a' + (place % 26) as u8).collect();
    if lines {
        for pair in payload.chunks_mut(32) {
            if let [first, second, ..] = pair {
                (*first, *second) = (b'\r', b'\n');
            }
        }
    }
    let mut input = format!("\r\n#SSLRECV: {count}\r\n").into_bytes();
    input.extend(payload);
    input.extend(b"\r\n\r\nOK\r\n");
    input
}

const WORKLOADS: &[&str] = &[
    "format a dial, host checked, writer only",
    "a context line, typed",
    "status and OK through request and poll, typed",
    "receive 1500, one read",
    "receive 1500, reads of 64",
    "receive 1500, reads of 1",
    "receive 750, reads of 1",
    "receive 1500 with CR LF every 32 bytes, reads of 64",
];

fn main() {
    let plain = receive(1500, false);
    let half = receive(750, false);
    let lines = receive(1500, true);
    let workload = std::env::args().nth(1).unwrap_or_default();
    let mut engine = engine();
    let mut room = [0; 80];
    let done = match WORKLOADS.iter().position(|name| *name == workload) {
        Some(0) => measured_dial(black_box(b"api.example.com"), &mut room),
        Some(1) => usize::from(measured_context(black_box(
            b"+CGDCONT: 1,\"IP\",\"apn\",\"\",0,0",
        ))),
        Some(2) => measured_status(&mut engine, black_box(b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n")),
        Some(3) => measured_receive(&mut engine, black_box(&plain), usize::MAX),
        Some(4) => measured_receive(&mut engine, black_box(&plain), 64),
        Some(5) => measured_receive(&mut engine, black_box(&plain), 1),
        Some(6) => measured_receive(&mut engine, black_box(&half), 1),
        Some(7) => measured_receive(&mut engine, black_box(&lines), 64),
        _ => {
            for (place, name) in WORKLOADS.iter().enumerate() {
                let bytes = match place {
                    3..=5 => plain.len(),
                    6 => half.len(),
                    7 => lines.len(),
                    _ => 0,
                };
                println!("{name}\t{bytes}");
            }
            return;
        }
    };
    assert!(done > 0, "the workload has done nothing");
}
