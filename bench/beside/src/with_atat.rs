//! The column `atat 0.25`: its derives and its digester.
//!
//! In: inputs. Out: workloads. Bytes go into one buffer that is digested from its front whenever more have come, as
//! its ingress does it; the response slot, its lock and its copy are not counted. It checks no host and no range: the
//! host check is by hand.

use std::hint::black_box;

use atat::atat_derive::{AtatCmd, AtatResp, AtatUrc};
use atat::{AtDigester, AtatCmd, DigestResult, Digester};
use heapless::String;

use crate::declared::put;
use crate::{Workload, hand, inputs};

const COLUMN: &str = "atat 0.25";

pub fn lines(all: &mut Vec<Workload>) {
    let mut add = |row, run| {
        all.push(Workload {
            row,
            column: COLUMN,
            run,
        });
    };
    add(inputs::FORMAT_DIAL, |room| {
        let numbers = black_box([1, 443]);
        measured_dial(room, numbers, black_box(inputs::HOST), black_box([0, 0])).unwrap_or(0)
    });
    add(inputs::FORMAT_ENABLE, |room| {
        measured_enable(room, black_box([1, 1]))
    });
    add(inputs::FORMAT_CONFIGURATION, |room| {
        measured_configuration(room, black_box([1, 1, 300, 90, 100, 50]))
    });
    add(inputs::READ_CONTEXT, |room| {
        measured_read_context(room, black_box(inputs::CONTEXT)).unwrap_or(0)
    });
    add(inputs::READ_STATUS, |room| {
        measured_read_status(room, black_box(inputs::STATUS)).unwrap_or(0)
    });
}

pub fn dialogues(all: &mut Vec<Workload>) {
    let mut add = |row, run| {
        all.push(Workload {
            row,
            column: COLUMN,
            run,
        });
    };
    add(inputs::RECEIVE_WHOLE, |room| received(room, usize::MAX));
    add(inputs::RECEIVE_64, |room| received(room, 64));
    add(inputs::RECEIVE_1, |room| received(room, 1));
}

#[derive(Clone, AtatResp)]
struct NoResponse;

#[derive(Clone, AtatCmd)]
#[at_cmd("#SSLD", NoResponse)]
struct Dial<'a> {
    #[at_arg(position = 0)]
    socket: u16,
    #[at_arg(position = 1)]
    port: u16,
    #[at_arg(position = 2)]
    host: &'a str,
    #[at_arg(position = 3)]
    closure: u8,
    #[at_arg(position = 4)]
    mode: u8,
}

#[derive(Clone, AtatCmd)]
#[at_cmd("#SSLEN", NoResponse)]
struct Enable {
    #[at_arg(position = 0)]
    socket: u8,
    #[at_arg(position = 1)]
    enabled: u8,
}

#[derive(Clone, AtatCmd)]
#[at_cmd("#SSLCFG", NoResponse)]
struct Configuration {
    #[at_arg(position = 0)]
    socket: u16,
    #[at_arg(position = 1)]
    context: u16,
    #[at_arg(position = 2)]
    packet_size: u16,
    #[at_arg(position = 3)]
    inactivity: u16,
    #[at_arg(position = 4)]
    timeout: u16,
    #[at_arg(position = 5)]
    flush_delay: u16,
}

#[derive(Clone, AtatCmd)]
#[at_cmd("#SSLS", Status)]
struct StatusOf {
    #[at_arg(position = 0)]
    socket: u8,
}

#[derive(Clone, AtatResp)]
struct Status {
    #[at_arg(position = 0)]
    socket: u8,
    #[at_arg(position = 1)]
    state: u8,
    #[at_arg(position = 2)]
    suite: Option<u8>,
}

#[derive(Clone, AtatCmd)]
#[at_cmd("+CGDCONT?", Context)]
struct ReadContext;

#[derive(Clone, AtatResp)]
struct Context {
    #[at_arg(position = 0)]
    context: u8,
    #[at_arg(position = 1)]
    protocol: String<8>,
    #[at_arg(position = 2)]
    apn: String<100>,
    #[at_arg(position = 3)]
    address: String<64>,
    #[at_arg(position = 4)]
    data_compression: u8,
    #[at_arg(position = 5)]
    header_compression: u8,
}

#[expect(dead_code, reason = "it is parsed, and nobody asks for it")]
#[derive(Clone, AtatResp)]
struct Ring {
    #[at_arg(position = 0)]
    socket: u8,
    #[at_arg(position = 1)]
    bytes: Option<u32>,
}

#[expect(dead_code, reason = "it is parsed, and nobody asks for it")]
#[derive(Clone, AtatResp)]
struct Registration {
    #[at_arg(position = 0)]
    state: u8,
}

/// The unsolicited result codes that the other columns know as well.
#[expect(dead_code, reason = "they are parsed, and nobody asks for them")]
#[derive(Clone, AtatUrc)]
enum Urc {
    #[at_urc("SSLSRING")]
    Ring(Ring),
    #[at_urc("+CREG")]
    Circuit(Registration),
    #[at_urc("+CGREG")]
    Packet(Registration),
}

#[inline(never)]
fn measured_dial(room: &mut [u8], numbers: [u16; 2], name: &[u8], ends: [u8; 2]) -> Option<usize> {
    let dial = Dial {
        socket: numbers[0],
        port: numbers[1],
        host: std::str::from_utf8(hand::host(name)?).ok()?,
        closure: ends[0],
        mode: ends[1],
    };
    Some(dial.write(room))
}

#[inline(never)]
fn measured_enable(room: &mut [u8], values: [u8; 2]) -> usize {
    let [socket, enabled] = values;
    Enable { socket, enabled }.write(room)
}

#[inline(never)]
fn measured_configuration(room: &mut [u8], values: [u16; 6]) -> usize {
    let [
        socket,
        context,
        packet_size,
        inactivity,
        timeout,
        flush_delay,
    ] = values;
    let configuration = Configuration {
        socket,
        context,
        packet_size,
        inactivity,
        timeout,
        flush_delay,
    };
    configuration.write(room)
}

#[inline(never)]
fn measured_read_context(room: &mut [u8], line: &[u8]) -> Option<usize> {
    let read = black_box(ReadContext.parse(Ok(line))).ok()?;
    black_box((
        read.context,
        &read.protocol,
        &read.address,
        read.data_compression,
    ));
    Some(put(room, &[read.apn.len() as u8, read.header_compression]))
}

#[inline(never)]
fn measured_read_status(room: &mut [u8], input: &[u8]) -> Option<usize> {
    let mut digester = AtDigester::<Urc>::new();
    let (DigestResult::Response(Ok(answer)), _) = digester.digest(input) else {
        return None;
    };
    let status = black_box(StatusOf { socket: 1 }.parse(Ok(answer))).ok()?;
    black_box(status.socket);
    Some(put(room, &[status.state, status.suite.is_some().into()]))
}

/// The state in an answer to `#SSLS`, or the length of the access point name in one to `+CGDCONT?`.
pub fn value_of(answer: &[u8], is_status: bool) -> usize {
    if is_status {
        let status = StatusOf { socket: 1 }.parse(Ok(answer));
        status.map_or(0, |status| status.state.into())
    } else {
        ReadContext
            .parse(Ok(answer))
            .map_or(0, |context| context.apn.len())
    }
}

fn received(room: &mut [u8], step: usize) -> usize {
    let input = inputs::receive();
    measured_receive(room, black_box(&input), step)
}

#[inline(never)]
fn measured_receive(room: &mut [u8], input: &[u8], step: usize) -> usize {
    let mut digester = AtDigester::<Urc>::new();
    let (mut buffer, mut filled) = ([0; 2048], 0_usize);
    let mut bytes = 0_usize;
    for read in input.chunks(step) {
        buffer[filled..filled + read.len()].copy_from_slice(read);
        filled += read.len();
        while filled > 0 {
            let (result, swallowed) = digester.digest(&buffer[..filled]);
            if let DigestResult::Response(Ok(answer)) = result {
                bytes += black_box(payload(answer)).map_or(0, <[u8]>::len);
            }
            if swallowed == 0 {
                break;
            }
            buffer.copy_within(swallowed..filled, 0);
            filled -= swallowed;
        }
    }
    put(room, &(bytes as u16).to_be_bytes())
}

/// The payload behind the count, as a caller has to find it.
fn payload(answer: &[u8]) -> Option<&[u8]> {
    let answer = answer.strip_prefix(b"#SSLRECV: ")?;
    let end = answer.iter().position(|byte| *byte == b'\r')?;
    let count: usize = std::str::from_utf8(answer.get(..end)?).ok()?.parse().ok()?;
    answer.get(end + 2..)?.get(..count)
}
