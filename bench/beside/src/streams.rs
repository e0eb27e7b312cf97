//! Rows of ten thousand messages: what framing, classifying and typing cost where nothing else is done.
//!
//! In: a stream of answers, result codes and unsolicited codes, in turns. Out: workloads. What is pending is known, as it is
//! to an engine; requests are not counted but where an engine makes them. Not here: payload.

use std::hint::black_box;

use at_parse::{Frame, Framer, Framing, ResultCode, ResultCodes};
use at_spec::{Dialect, Information, Names, Read};
use atat::atat_derive::{AtatResp, AtatUrc};
use atat::{AtDigester, AtatUrc, DigestResult, Digester};
use heapless::String;
use telit_ssl::command::Telit;
use telit_ssl::command::context::Context;
use telit_ssl::command::registration::{CircuitRegistrationChanged, PacketRegistrationChanged};
use telit_ssl::command::session::{Status, StatusOf};
use telit_ssl::profile::id::LTE_M;
use telit_ssl::value::SocketId;
use telit_ssl::{Action, Event, Instant, Span};

use crate::declared::{Rooms, engine, put};
use crate::{Workload, with_at_commands, with_atat};

const WHOLE: &str = "10,000 messages, one buffer: framed, classified";
const BYTES: &str = "10,000 messages, reads of 1: framed, classified";
const TYPED: &str = "10,000 messages, one buffer: typed";
const DIALOGUE: &str = "10,000 messages, a read each: typed, through the engine, requests included";

const DECLARED: &str = "declared";
const ATAT: &str = "atat 0.25";
const AT_COMMANDS: &str = "at-commands 0.5.8";

/// How many lines the stream has.
const MESSAGES: usize = 10_000;

/// Its lines, in turns.
const TURN: [&str; 6] = [
    "+CGREG: 1",
    "#SSLS: 1,2,3",
    "OK",
    "+CREG: 1,\"00C3\",\"0001A2B4\",7",
    "+CGDCONT: 1,\"IP\",\"internet\",\"\",0,0",
    "OK",
];

fn messages() -> Vec<Vec<u8>> {
    let turns = TURN.iter().cycle().take(MESSAGES);
    turns
        .map(|line| format!("\r\n{line}\r\n").into_bytes())
        .collect()
}

fn stream() -> Vec<u8> {
    messages().concat()
}

pub fn streams(all: &mut Vec<Workload>) {
    let mut add = |row, column, run| all.push(Workload { row, column, run });
    add(WHOLE, "declared, framed only", |room| {
        counted(room, measured_framed(black_box(&stream())))
    });
    add(WHOLE, DECLARED, |room| {
        counted(room, classified(usize::MAX))
    });
    add(BYTES, DECLARED, |room| counted(room, classified(1)));
    add(TYPED, DECLARED, |room| {
        summed(room, measured_typed(black_box(&stream())))
    });
    add(TYPED, ATAT, |room| {
        summed(room, measured_by_atat(black_box(&messages())))
    });
    add(TYPED, AT_COMMANDS, |room| {
        summed(room, measured_by_at_commands(black_box(&messages())))
    });
    add(DIALOGUE, DECLARED, |room| {
        let mut engine = engine();
        summed(room, measured_dialogue(&mut engine, black_box(&messages())))
    });
}

/// A row is known by how many lines it has seen.
fn counted(room: &mut [u8], lines: usize) -> usize {
    put(room, &(lines as u32).to_be_bytes())
}

/// Or by the sum of some of the values.
fn summed(room: &mut [u8], values: usize) -> usize {
    put(room, &(values as u32).to_be_bytes())
}

#[inline(never)]
fn measured_framed(mut input: &[u8]) -> usize {
    let mut framer = Framer::new(Framing::Lines(ResultCodes::Verbose));
    let (mut partial, mut lines) = ([0; 160], 0);
    while let Some(frame) = framer.next(&mut partial, &mut input) {
        lines += usize::from(matches!(black_box(frame), Frame::Line(_)));
    }
    lines
}

fn classified(step: usize) -> usize {
    measured_classified(
        black_box(&stream()),
        black_box(<Telit<'_> as Dialect<'_>>::UNSOLICITED_SORTED),
        step,
    )
}

#[inline(never)]
fn measured_classified(input: &[u8], unsolicited: Names, step: usize) -> usize {
    let mut framer = Framer::new(Framing::Lines(ResultCodes::Verbose));
    let (mut partial, mut lines) = ([0; 160], [0_usize; 4]);
    for mut read in input.chunks(step) {
        while let Some(frame) = framer.next(&mut partial, &mut read) {
            let Frame::Line(line) = frame else { continue };
            let line = line.bytes(&partial);
            let meaning = if ResultCode::read(line, ResultCodes::Verbose).is_some() {
                0
            } else if Status::NAME.is_some_and(|name| name.strip(line).is_some()) {
                1
            } else if unsolicited.begin(line) {
                2
            } else {
                3
            };
            lines[meaning] += 1;
        }
    }
    black_box(lines).iter().sum()
}

#[inline(never)]
fn measured_typed(mut input: &[u8]) -> usize {
    let mut framer = Framer::new(Framing::Lines(ResultCodes::Verbose));
    let (mut partial, mut sum, mut asked) = ([0; 160], 0, 0);
    while let Some(frame) = framer.next(&mut partial, &mut input) {
        let Frame::Line(line) = frame else { continue };
        let line = line.bytes(&partial);
        if ResultCode::read(line, ResultCodes::Verbose) == Some(ResultCode::Ok) {
            asked += 1;
        } else if let Some(value) = unsolicited(line) {
            sum += value;
        } else if asked % 2 == 0 {
            sum += Status::read_line(line, LTE_M).map_or(0, |status| status.state as usize);
        } else {
            sum += Context::read_line(line, LTE_M).map_or(0, apn_length);
        }
    }
    sum
}

fn apn_length(context: Context<'_>) -> usize {
    context.apn.map_or(0, |apn| apn.0.bytes().len())
}

/// As a driver does it: each message is a read, and the next command is asked for when its answer is due.
#[inline(never)]
fn measured_dialogue(engine: &mut Rooms, messages: &[Vec<u8>]) -> usize {
    let (mut sum, mut now) = (0, Instant::from_millis(0));
    let (mut status, mut context) = (None, None);
    for (place, message) in messages.iter().enumerate() {
        match place % TURN.len() {
            1 => {
                let socket = SocketId::ONE;
                status = engine.request(now, &StatusOf { socket }).ok();
            }
            4 => context = engine.request(now, &Read::<Context<'_>>::default()).ok(),
            _ => {}
        }
        let mut read = &message[..];
        loop {
            match engine.poll(now, &mut read) {
                Action::Transmit => {
                    let n = engine.outgoing().len();
                    engine.transmitted(now, n);
                }
                Action::Event(Event::Unsolicited(text)) => {
                    let line = engine.text(text);
                    sum += unsolicited(line).unwrap_or(0);
                }
                Action::Event(event) => {
                    if let Some(Ok(answer)) = status
                        .as_ref()
                        .and_then(|status| status.answer(engine, event))
                    {
                        sum += answer.state as usize;
                    } else if let Some(Ok(answer)) = context
                        .as_ref()
                        .and_then(|context| context.answer(engine, event))
                    {
                        sum += apn_length(answer);
                    }
                }
                Action::SetDtr(_) => {}
                Action::Wait => break,
            }
        }
        // The gap behind a result code.
        now = now + Span::from_millis(100);
    }
    sum
}

fn unsolicited(line: &[u8]) -> Option<usize> {
    if let Ok(changed) = PacketRegistrationChanged::read_line(line, LTE_M) {
        return Some(changed.state as usize);
    }
    let changed = CircuitRegistrationChanged::read_line(line, LTE_M).ok()?;
    Some(changed.technology?.into())
}

#[derive(Clone, AtatResp)]
struct AtatPacket {
    #[at_arg(position = 0)]
    state: u8,
}

#[expect(dead_code, reason = "it is parsed, and nobody asks for it")]
#[derive(Clone, AtatResp)]
struct AtatCircuit {
    #[at_arg(position = 0)]
    state: u8,
    #[at_arg(position = 1)]
    area: String<4>,
    #[at_arg(position = 2)]
    cell: String<8>,
    #[at_arg(position = 3)]
    technology: u8,
}

#[derive(Clone, AtatUrc)]
enum Urc {
    #[at_urc("+CGREG")]
    Packet(AtatPacket),
    #[at_urc("+CREG")]
    Circuit(AtatCircuit),
}

/// It is given message by message, so that no buffer must be moved; an answer and its result code are one to it.
#[inline(never)]
fn measured_by_atat(messages: &[Vec<u8>]) -> usize {
    let mut digester = AtDigester::<Urc>::new();
    let (mut sum, mut answers, mut filled) = (0, 0_usize, Vec::with_capacity(256));
    for message in messages {
        filled.extend_from_slice(message);
        while !filled.is_empty() {
            let (result, swallowed) = digester.digest(&filled);
            sum += match result {
                DigestResult::Urc(urc) => match Urc::parse(urc) {
                    Some(Urc::Packet(changed)) => changed.state.into(),
                    Some(Urc::Circuit(changed)) => changed.technology.into(),
                    None => 0,
                },
                DigestResult::Response(Ok(answer)) => {
                    answers += 1;
                    with_atat::value_of(answer, answers % 2 == 1)
                }
                _ => 0,
            };
            if swallowed == 0 {
                break;
            }
            filled.drain(..swallowed);
        }
    }
    sum
}

/// It has no framing: it is given the lines without their ends, and told which is which.
#[inline(never)]
fn measured_by_at_commands(messages: &[Vec<u8>]) -> usize {
    let turns = messages.iter().zip((0..TURN.len()).cycle());
    turns
        .map(|(message, place)| with_at_commands::value_of(message.trim_ascii(), place))
        .sum()
}
