//! The column `declared`: this project.
//!
//! In: inputs. Out: workloads. Texts and ports are checked when they are made, as they come from outside; sockets,
//! contexts and choices are typed values already. A command is checked for the profile and written, as a request does it; the engine is
//! polled until it waits, as a driver does it.

use std::hint::black_box;
use std::num::NonZeroU16;

use at_parse::{Frame, Framer, Framing, ResultCode, ResultCodes};
use at_spec::{
    Command, Fiftieths, Full, Host, Information, Printable, ProfileId, Quoted, Seconds, Tenths,
    Writer,
};
use telit_ssl::command::context::{Activate, Context, SocketConfiguration};
use telit_ssl::command::exchange::Receive;
use telit_ssl::command::interface::{Echo, ErrorReports, EscapeGuard, Reports};
use telit_ssl::command::session::{Close, Dial, Status, StatusOf};
use telit_ssl::command::setup::{
    Authentication, CertificateFormat, Configuration, Enable, Security,
};
use telit_ssl::command::store::{SecurityData, StoreAction};
use telit_ssl::profile::id::{G2, LTE_M};
use telit_ssl::value::{CipherSuite, Closure, ContextId, DataType, Mode, SocketId, Switch};
use telit_ssl::{Action, Engine, Event, Instant, Profile};

use crate::{Workload, inputs};

const COLUMN: &str = "declared";

pub fn lines(all: &mut Vec<Workload>) {
    let mut add = |row, run| {
        all.push(Workload {
            row,
            column: COLUMN,
            run,
        });
    };
    add(inputs::FORMAT_ECHO, |room| {
        measured_echo(room, black_box(Switch::Off))
    });
    add(inputs::FORMAT_REPORTS, |room| {
        measured_reports(room, black_box(Reports::Number))
    });
    add(inputs::FORMAT_REGISTER, |room| {
        measured_register(room, black_box(50))
    });
    add(inputs::FORMAT_CONTEXT, |room| {
        measured_context(room, black_box(ContextId::ONE), black_box(inputs::APN))
    });
    add(inputs::FORMAT_SOCKET, |room| {
        measured_socket(
            room,
            black_box((1, ContextId::ONE)),
            black_box([300, 90, 600, 50]),
        )
    });
    add(inputs::FORMAT_ACTIVATE, |room| {
        measured_activate(room, black_box(ContextId::ONE), black_box(Switch::On))
    });
    add(inputs::FORMAT_ENABLE, |room| {
        measured_enable(room, black_box(SocketId::ONE), black_box(Switch::On))
    });
    add(inputs::FORMAT_SECURITY, |room| {
        let (suite, who) = black_box((CipherSuite::PeersChoice, Authentication::Peer));
        measured_security(room, black_box(SocketId::ONE), suite, who)
    });
    add(inputs::FORMAT_CONFIGURATION, |room| {
        measured_configuration(
            room,
            black_box((SocketId::ONE, ContextId::ONE)),
            black_box([300, 90, 100, 50]),
        )
    });
    add(inputs::FORMAT_STORE, |room| {
        let (action, data) = black_box((StoreAction::Store, DataType::Authority));
        measured_store(room, black_box(SocketId::ONE), action, data)
    });
    add(inputs::FORMAT_DIAL, |room| {
        let numbers = black_box((SocketId::ONE, 443));
        let ends = black_box((Closure::Free, Mode::Online));
        measured_dial(room, numbers, black_box(inputs::HOST), ends)
    });
    add(inputs::FORMAT_RECEIVE, |room| {
        measured_receive_line(room, black_box(SocketId::ONE), black_box(1000))
    });
    add(inputs::FORMAT_CLOSE, |room| {
        measured_close(room, black_box(SocketId::ONE))
    });
    add(inputs::READ_CONTEXT, |room| {
        measured_read_context(room, black_box(inputs::CONTEXT))
    });
    add(inputs::READ_STATUS, |room| {
        measured_read_status(room, black_box(inputs::STATUS))
    });
}

/// The same lines as the engine asks for them, and dialogues.
pub fn dialogues(all: &mut Vec<Workload>) {
    let mut request = |row, run| {
        all.push(Workload {
            row,
            column: "declared, requested",
            run,
        });
    };
    request(inputs::FORMAT_ENABLE, |room| {
        measured_enable_requested(room, black_box(SocketId::ONE), black_box(Switch::On))
    });
    request(inputs::FORMAT_CONFIGURATION, |room| {
        let ids = black_box((SocketId::ONE, ContextId::ONE));
        measured_configuration_requested(room, ids, black_box([300, 90, 100, 50]))
    });
    request(inputs::FORMAT_DIAL, |room| {
        let numbers = black_box((SocketId::ONE, 443));
        let ends = black_box((Closure::Free, Mode::Online));
        measured_dial_requested(room, numbers, black_box(inputs::HOST), ends)
    });
    let mut add = |row, run| {
        all.push(Workload {
            row,
            column: COLUMN,
            run,
        });
    };
    add(inputs::STATUS_DIALOGUE, |room| {
        let mut engine = engine();
        measured_status(&mut engine, room, black_box(inputs::STATUS))
    });
    add(inputs::RECEIVE_WHOLE, |room| received(room, usize::MAX));
    add(inputs::RECEIVE_64, |room| received(room, 64));
    add(inputs::RECEIVE_1, |room| received(room, 1));
}

/// The profile is known when the program runs.
#[inline(always)]
fn line<C: Command>(room: &mut [u8], command: &C) -> usize {
    written(room, command, |writer| command.encode(writer))
}

/// As a request of the engine does it: the command is behind a pointer, so that the engine is compiled once.
#[inline(always)]
fn requested<C: Command>(room: &mut [u8], command: &C) -> usize {
    let encode: &dyn Fn(&mut Writer<'_>) -> Result<(), Full> = &|writer| command.encode(writer);
    written(room, command, black_box(encode))
}

#[inline(always)]
fn written<C: Command>(
    room: &mut [u8],
    command: &C,
    encode: impl Fn(&mut Writer<'_>) -> Result<(), Full>,
) -> usize {
    let profile = black_box(G2);
    let write = |writer: &mut Writer<'_>| {
        command.check(profile).ok()?;
        writer.bytes(b"AT").ok()?;
        encode(writer).ok()?;
        writer.bytes(b"\r").ok()
    };
    let mut writer = Writer::new(room, profile);
    match write(&mut writer) {
        Some(()) => writer.len(),
        None => 0,
    }
}

#[inline(never)]
fn measured_echo(room: &mut [u8], on: Switch) -> usize {
    line(room, &Echo { on })
}

#[inline(never)]
fn measured_reports(room: &mut [u8], reports: Reports) -> usize {
    line(room, &ErrorReports { reports })
}

#[inline(never)]
fn measured_register(room: &mut [u8], time: u8) -> usize {
    let time = Fiftieths(time);
    line(room, &EscapeGuard { time })
}

#[inline(never)]
fn measured_context(room: &mut [u8], context: ContextId, apn: &[u8]) -> usize {
    let Ok(apn) = Printable::new(apn) else {
        return 0;
    };
    let Ok(protocol) = Printable::new(b"IP") else {
        return 0;
    };
    let defined = Context {
        context,
        protocol: Some(Quoted(protocol)),
        apn: Some(Quoted(apn)),
        address: None,
        data_compression: None,
        header_compression: None,
    };
    line(room, &defined)
}

#[inline(never)]
fn measured_socket(room: &mut [u8], ids: (u8, ContextId), times: [u16; 4]) -> usize {
    let settings = SocketConfiguration {
        socket: ids.0,
        context: ids.1,
        packet_size: times[0],
        inactivity: Seconds(times[1]),
        connect_timeout: Tenths(times[2]),
        flush_delay: Tenths(times[3]),
    };
    line(room, &settings)
}

#[inline(never)]
fn measured_activate(room: &mut [u8], context: ContextId, active: Switch) -> usize {
    let activate = Activate {
        context,
        active,
        user: None,
        password: None,
    };
    line(room, &activate)
}

#[inline(never)]
fn measured_enable(room: &mut [u8], socket: SocketId, enabled: Switch) -> usize {
    line(room, &Enable { socket, enabled })
}

#[inline(never)]
fn measured_enable_requested(room: &mut [u8], socket: SocketId, enabled: Switch) -> usize {
    requested(room, &Enable { socket, enabled })
}

#[inline(never)]
fn measured_security(
    room: &mut [u8],
    socket: SocketId,
    suite: CipherSuite,
    authentication: Authentication,
) -> usize {
    let security = Security {
        socket,
        suite,
        authentication,
        format: None,
    };
    line(room, &security)
}

#[inline(never)]
fn measured_configuration(room: &mut [u8], ids: (SocketId, ContextId), times: [u16; 4]) -> usize {
    line(room, &configuration(ids, times))
}

#[inline(never)]
fn measured_configuration_requested(
    room: &mut [u8],
    ids: (SocketId, ContextId),
    times: [u16; 4],
) -> usize {
    requested(room, &configuration(ids, times))
}

#[inline(always)]
fn configuration(ids: (SocketId, ContextId), times: [u16; 4]) -> Configuration {
    Configuration {
        socket: ids.0,
        context: ids.1,
        packet_size: times[0],
        inactivity: Seconds(times[1]),
        timeout: Tenths(times[2]),
        flush_delay: Tenths(times[3]),
        ring_mode: None,
        no_carrier_mode: None,
        skip_host_mismatch: None,
        equalize: None,
        eleventh: None,
        twelfth: None,
    }
}

#[inline(never)]
fn measured_store(room: &mut [u8], socket: SocketId, action: StoreAction, data: DataType) -> usize {
    let store = SecurityData {
        socket,
        action,
        data,
        size: None,
        format: CertificateFormat::Pem,
    };
    line(room, &store)
}

#[inline(never)]
fn measured_dial(
    room: &mut [u8],
    numbers: (SocketId, u16),
    host: &[u8],
    ends: (Closure, Mode),
) -> usize {
    dial(numbers, host, ends).map_or(0, |dial| line(room, &dial))
}

#[inline(never)]
fn measured_dial_requested(
    room: &mut [u8],
    numbers: (SocketId, u16),
    host: &[u8],
    ends: (Closure, Mode),
) -> usize {
    dial(numbers, host, ends).map_or(0, |dial| requested(room, &dial))
}

#[inline(always)]
fn dial<'a>(
    numbers: (SocketId, u16),
    host: &'a [u8],
    (closure, mode): (Closure, Mode),
) -> Option<Dial<'a>> {
    Some(Dial {
        socket: numbers.0,
        port: NonZeroU16::new(numbers.1)?,
        host: Quoted(Host::new(host).ok()?),
        closure,
        mode: Some(mode),
        timeout: None,
    })
}

#[inline(never)]
fn measured_receive_line(room: &mut [u8], socket: SocketId, most: u16) -> usize {
    let receive = Receive {
        socket,
        room: most,
        timeout: None,
    };
    line(room, &receive)
}

#[inline(never)]
fn measured_close(room: &mut [u8], socket: SocketId) -> usize {
    let close = Close {
        socket,
        closure: None,
    };
    line(room, &close)
}

/// What is made of a context: its number and the length of its access point name, so that columns can be compared.
#[inline(never)]
fn measured_read_context(room: &mut [u8], line: &[u8]) -> usize {
    let Ok(read) = black_box(Context::read_line(line, G2)) else {
        return 0;
    };
    let apn = read.apn.map_or(0, |apn| apn.0.bytes().len());
    let header = read.header_compression.unwrap_or(9);
    put(room, &[apn as u8, header])
}

pub fn put(room: &mut [u8], values: &[u8]) -> usize {
    match room.get_mut(..values.len()) {
        Some(made) => {
            made.copy_from_slice(values);
            values.len()
        }
        None => 0,
    }
}

/// Without an engine: frames, result codes, the typed answer.
#[inline(never)]
fn measured_read_status(room: &mut [u8], input: &[u8]) -> usize {
    const PROFILE: ProfileId = LTE_M;
    let mut framer = Framer::new(Framing::Lines(ResultCodes::Verbose));
    let (mut rest, mut partial) = (input, [0; 64]);
    let mut status = None;
    while let Some(frame) = framer.next(&mut partial, &mut rest) {
        let Frame::Line(line) = frame else { continue };
        let line = line.bytes(&partial);
        match ResultCode::read(line, ResultCodes::Verbose) {
            Some(ResultCode::Ok) => break,
            Some(_) => return 0,
            None => status = Status::read_line(line, PROFILE).ok(),
        }
    }
    match black_box(status) {
        Some(status) => put(room, &[status.state as u8, status.suite.is_some().into()]),
        None => 0,
    }
}

pub type Rooms = Engine<[u8; 160]>;

const NOW: Instant = Instant::from_millis(0);

/// The profile of modules that take a receive of 1,500 bytes, with the times of the 2G ones.
const PROFILE: Profile = Profile {
    id: LTE_M,
    line_length: 400,
    ..Profile::G2
};

pub fn engine() -> Rooms {
    Engine::new(PROFILE, [0; 160], [0; 160])
}

#[inline(always)]
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
fn measured_status(engine: &mut Rooms, room: &mut [u8], input: &[u8]) -> usize {
    let socket = SocketId::ONE;
    let Ok(ticket) = engine.request(NOW, &StatusOf { socket }) else {
        return 0;
    };
    let mut made = 0;
    play(engine, input, usize::MAX, |engine, event| {
        if let Some(Ok(status)) = ticket.answer(engine, event) {
            made = put(room, &[status.state as u8, status.suite.is_some().into()]);
        }
    });
    made
}

fn received(room: &mut [u8], step: usize) -> usize {
    let input = inputs::receive();
    let mut engine = engine();
    measured_receive(&mut engine, room, black_box(&input), step)
}

#[inline(never)]
fn measured_receive(engine: &mut Rooms, room: &mut [u8], input: &[u8], step: usize) -> usize {
    let receive = Receive {
        socket: SocketId::ONE,
        room: 1500,
        timeout: None,
    };
    if engine.request(NOW, &receive).is_err() {
        return 0;
    }
    let mut bytes = 0_usize;
    play(engine, input, step, |_, event| {
        if let Event::Payload(payload) = event {
            bytes += black_box(payload).len();
        }
    });
    put(room, &(bytes as u16).to_be_bytes())
}
