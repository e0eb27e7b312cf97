//! Proof: no panic is reachable from the public entry points of the core.
//!
//! In: bytes and numbers that the optimiser cannot know. Out: a program that links. Its panic handler calls a
//! symbol that nobody defines, so it links only if no path to the handler survives. It proves what it reaches:
//! a new entry point belongs in here.
#![no_std]
#![no_main]

use core::hint::black_box;
use core::num::NonZeroU16;

use at_parse::{
    CommandLine, Elements, Frame, Framer, Framing, ResultCode, ResultCodes, Tail, Tokens, is_repeat,
};
use at_spec::{
    Command, Declaration, Dialect, Digits, Examiner, Exchange, Host, Information, Payload,
    Printable, Quoted, Ranges, Read, Secret, Test, TestAnswer, Writer,
};
use telit_ssl::cause::number_of;
use telit_ssl::command::Telit;
use telit_ssl::command::context::{Activate, Context, ContextAddress, ContextState};
use telit_ssl::command::exchange::{Receive, Received, Send};
use telit_ssl::command::identity::{EnterPin, Model, Sim};
use telit_ssl::command::interface::{Attention, ErrorReports, EscapeGuard};
use telit_ssl::command::registration::{CircuitRegistration, ReportRegistration};
use telit_ssl::command::session::{Close, Dial, FastDial, GoOnline, Status, StatusOf};
use telit_ssl::command::setup::{CertificateFormat, Configuration, Enable, Security};
use telit_ssl::command::store::{SecurityData, StoreAction};
use telit_ssl::procedure::{
    self, Agree, Attach, BringUp, Enable as Switching, Identify, Item, Network, Open, Progress,
    Provision, ReceiveVerb, Redial, Run, Script, SetUp, Sockets, Vacate,
};
use telit_ssl::profile::recognise;
use telit_ssl::value::{CipherSuite, Closure, DataType, Mode, SocketId, Switch};
use telit_ssl::{
    Action, Cause, ControlLine, Engine, Event, Failure, Instant, Profile, Raw, RawLine,
};

#[cfg(target_os = "linux")]
#[link(name = "c")]
unsafe extern "C" {}

unsafe extern "C" {
    fn the_core_can_panic() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: the symbol does not exist, so this never runs: if it is reachable, the program does not link.
    unsafe { the_core_can_panic() }
}

type Rooms = Engine<[u8; 80]>;

fn framer(input: &[u8], number: u32) -> usize {
    let mut seen = 0_usize;
    for framing in [
        Framing::Lines(ResultCodes::Verbose),
        Framing::Lines(ResultCodes::Numeric),
        Framing::Prompt(ResultCodes::Verbose),
        Framing::Counted(number),
        Framing::Discard(number),
        Framing::BodyEnd,
        Framing::BodyEndExactly(4),
        Framing::Online(Tail::NoCarrier, ResultCodes::Verbose),
        Framing::Online(Tail::NoCarrierOrOk, ResultCodes::Verbose),
        Framing::Online(Tail::NoCarrierOrOk, ResultCodes::Numeric),
    ] {
        let mut framer = black_box(Framer::new(framing).with_inline(Telit::inline));
        let mut room = [0; 16];
        let mut rest = black_box(input);
        while let Some(frame) = framer.next(&mut room, &mut rest) {
            if let Frame::Line(line) = frame {
                black_box(ResultCode::read(line.bytes(&room), ResultCodes::Numeric));
                black_box(
                    ResultCode::read(line.bytes(&room), ResultCodes::Verbose)
                        .map(|code| Failure::read(code, Profile::LTE_A.id)),
                );
            }
            seen = seen.wrapping_add(1);
        }
        black_box(framer.begun(&room));
        black_box((
            framer.take_held_line(&room),
            framer.tail_code(),
            framer.tail_text(),
        ));
        black_box((framer.take_tail(), framer.is_due()));
        framer.release_tail();
        framer.give_up_data();
        black_box(framer.next(&mut room, &mut &[][..]).is_some());
    }
    for token in Tokens::new(input) {
        black_box(token);
    }
    for allowed in Elements::new(input) {
        black_box((
            allowed.allows(i64::from(number)),
            allowed.allows_text(input),
            allowed.longest(),
        ));
    }
    black_box((Elements::new(input).check().is_ok(), is_repeat(input)));
    seen
}

fn errors(input: &[u8], number: u32) {
    for profile in Profile::ALL {
        for failure in [
            Failure::numbered(number, profile.id),
            Failure::worded(input, profile.id),
        ] {
            black_box((failure.meaning(), failure.advice(), failure.text()));
            black_box((failure.elsewhere(), failure.commands().count()));
        }
        black_box(number_of(profile.id, Cause::Handshake));
    }
    black_box(Profile::named(str::from_utf8(input).unwrap_or_default()));
    black_box(recognise(input, input));
}

fn declarations(input: &[u8]) {
    let id = Profile::G2.id;
    if let Some(line) = CommandLine::find(black_box(input)) {
        for invocation in line {
            if let Some(Ok(command)) = Telit::decode(&invocation, id) {
                let mut room = [0; 80];
                let mut writer = Writer::masked(&mut room, id);
                black_box((
                    command.encode(&mut writer).is_ok(),
                    command.check(id).is_ok(),
                ));
                let mut examiner = Examiner::new(TestAnswer { text: input });
                command.visit(&mut examiner);
                black_box(examiner.verdict().is_ok());
            }
        }
    }
    black_box(Status::read_line(input, id).is_ok());
    black_box(Received::read_line(input, id).is_ok());
    black_box(Context::read_line(input, id).is_ok());
    black_box(ContextAddress::read_line(input, id).is_ok());
    black_box(ContextState::read_line(input, id).is_ok());
    black_box(Sim::read_line(input, id).is_ok());
    black_box(CircuitRegistration::read_line(input, id).is_ok());
    black_box(Configuration::read_line(input, id).is_ok());
    black_box(Security::read_line(input, id).is_ok());
    black_box(Enable::read_line(input, id).is_ok());
    if let Ok(answer) = Ranges::<Configuration>::read_line(input, id) {
        black_box((answer.check_shape().is_ok(), answer.allowed(input.len())));
        if let Ok(enable) = Enable::read_line(input, id) {
            black_box(answer.takes(&enable).is_ok());
        }
    }
    let mut room = [0; 80];
    let mut writer = Writer::new(&mut room, id);
    black_box(
        <Configuration as Declaration>::SPEC
            .write_ranges(&mut writer)
            .is_ok(),
    );
    if let Ok(line) = RawLine::read_line(input, id) {
        black_box((line.name(), RawLine::count(&line), line.values().count()));
    }
}

fn raw(engine: &mut Rooms, now: Instant, input: &[u8], number: u32) {
    let Ok(raw) = Raw::new(black_box(input)) else {
        return;
    };
    let raw = raw.answered_within(telit_ssl::Span::from_millis(u64::from(number)));
    black_box((raw.body(), raw.fits(&Profile::G2).is_ok()));
    let mut room = [0; 80];
    let mut writer = Writer::masked(&mut room, Profile::G2.id);
    black_box(raw.encode(&mut writer).is_ok());
    for exchange in [
        Exchange::Plain,
        Exchange::Body,
        Exchange::Dial,
        Exchange::Counted { room: number },
        Exchange::Prompt(Payload::UntilCtrlZ),
        Exchange::Prompt(Payload::Counted(number)),
        Exchange::Prompt(Payload::CountedThenCtrlZ(number)),
        Exchange::Online,
    ] {
        request(engine, now, &raw.with_exchange(exchange), input);
    }
}

fn request<C: Command>(engine: &mut Rooms, now: Instant, command: &C, input: &[u8]) {
    let Ok(ticket) = engine.request(now, command) else {
        return;
    };
    play(engine, now, input, |engine, event| {
        black_box(ticket.answer(engine, event).is_some());
    });
}

fn play(engine: &mut Rooms, now: Instant, input: &[u8], mut hear: impl FnMut(&Rooms, Event<'_>)) {
    let mut rest = black_box(input);
    loop {
        match engine.poll(now, &mut rest) {
            Action::Transmit => {
                let n = engine.outgoing().len();
                engine.transmitted(now, black_box(n));
            }
            Action::Event(event) => hear(engine, event),
            Action::SetDtr(_) => {}
            Action::Wait => break,
        }
    }
    black_box(engine.deadline());
}

fn engine(input: &[u8], millis: u64) {
    let mut engine: Rooms = black_box(Engine::new(Profile::G2, [0; 80], [0; 80]).with_dtr());
    let now = Instant::from_millis(millis);
    let socket = SocketId::ONE;
    let Ok(host) = Host::new(black_box(input)) else {
        return;
    };
    let Some(port) = NonZeroU16::new(black_box(443)) else {
        return;
    };
    let dial = Dial {
        socket,
        port,
        host: Quoted(host),
        closure: Closure::Free,
        mode: Some(Mode::Online),
        timeout: None,
    };
    black_box(engine.attach(now).is_ok());
    play(&mut engine, now, input, |_, _| {});
    request(&mut engine, now, &Attention, input);
    request(&mut engine, now, &Model, input);
    request(&mut engine, now, &dial, input);
    request(
        &mut engine,
        now,
        &(
            ErrorReports {
                reports: telit_ssl::command::interface::Reports::Number,
            },
            Attention,
        ),
        input,
    );
    request(&mut engine, now, &Read::<EscapeGuard>::new(), input);
    request(&mut engine, now, &Read::<ReportRegistration>::new(), input);
    request(&mut engine, now, &Test::<Configuration>::new(), input);
    request(&mut engine, now, &StatusOf { socket }, input);
    request(
        &mut engine,
        now,
        &Receive {
            socket,
            room: 1000,
            timeout: None,
        },
        input,
    );
    request(&mut engine, now, &GoOnline { socket }, input);
    request(
        &mut engine,
        now,
        &Close {
            socket,
            closure: None,
        },
        input,
    );
    request(
        &mut engine,
        now,
        &FastDial {
            socket,
            mode: None,
            timeout: None,
        },
        input,
    );
    let store = SecurityData {
        socket,
        action: StoreAction::Store,
        data: DataType::Authority,
        size: Some(at_spec::ByteCount(600)),
        format: CertificateFormat::Der,
    };
    request(&mut engine, now, &store, input);
    request(
        &mut engine,
        now,
        &Send {
            socket,
            timeout: None,
        },
        input,
    );
    if let Ok(pin) = Digits::new(input) {
        request(
            &mut engine,
            now,
            &EnterPin {
                pin: Secret(Quoted(pin)),
                new_pin: None,
            },
            input,
        );
    }
    raw(&mut engine, now, input, u32::try_from(millis).unwrap_or(0));
    let mut payload = black_box(input);
    black_box(engine.supply(now, &mut payload).is_ok());
    black_box((
        engine.finish(now).is_ok(),
        engine.abort(now).is_ok(),
        engine.suspend(now).is_ok(),
    ));
    engine.line_changed(now, ControlLine::Dcd, false);
    engine.set_guard(telit_ssl::Span::from_millis(millis));
    black_box(engine.set_profile(Profile::LTE_M).is_ok());
    engine.respell(black_box(None));
    engine.set_result_codes(ResultCodes::Numeric);
    play(&mut engine, now, input, |engine, event| {
        if let Event::Unsolicited(text) = event {
            black_box(engine.text(text));
        }
    });
}

fn run<'p, S: Script<'p>>(script: S, input: &[u8], millis: u64) {
    let mut engine: Rooms = black_box(Engine::new(Profile::G2, [0; 80], [0; 80]));
    let mut run = Run::new(script);
    let mut rest = black_box(input);
    let now = Instant::from_millis(millis);
    loop {
        match run.poll(now, &mut engine, &mut rest) {
            Progress::Transmit => {
                let n = engine.outgoing().len();
                engine.transmitted(now, n);
            }
            Progress::Write(payload) => engine.transmitted(now, payload.len()),
            Progress::Wait | Progress::Done(_) | Progress::Failed(_) => break,
            Progress::SetDtr(_)
            | Progress::Payload(_)
            | Progress::Unsolicited(_)
            | Progress::Note(_) => {}
        }
    }
    black_box(run.deadline(&engine));
}

fn procedures(input: &[u8], millis: u64) {
    let apn = Printable::new(input).ok();
    let pin = Digits::new(input).ok().map(Secret);
    let Ok(host) = Host::new(input) else { return };
    let Some(port) = NonZeroU16::new(443) else {
        return;
    };
    let items = [
        Item::Store(DataType::Authority, input),
        Item::Delete(DataType::Certificate),
    ];
    run(Attach, input, millis);
    run(Identify::new(), input, millis);
    run(ReceiveVerb::new(), input, millis);
    run(Agree::new(), input, millis);
    run(Switching::new(Switch::Off), input, millis);
    run(Vacate::new(), input, millis);
    run(
        BringUp::new(Network {
            apn,
            login: None,
            pin,
        }),
        input,
        millis,
    );
    run(
        SetUp::new(Sockets {
            suite: CipherSuite::AesSha,
            ..Sockets::default()
        }),
        input,
        millis,
    );
    run(Provision::new(&items), input, millis);
    run(
        Open::new(host, port, Closure::KeepSession, Mode::Command),
        input,
        millis,
    );
    run(Redial::new(Mode::Online), input, millis);
    run(procedure::Send::new(input), input, millis);
    run(procedure::Receive::new(None), input, millis);
    run(procedure::Close::new(None), input, millis);
    black_box(procedure::check_pem(input, &Profile::G2).is_ok());
}

#[inline(never)]
fn all_entry_points(input: &[u8], number: u32) -> usize {
    declarations(input);
    errors(input, number);
    engine(input, u64::from(number));
    procedures(input, u64::from(number));
    black_box(Activate {
        context: telit_ssl::value::ContextId::ONE,
        active: Switch::On,
        user: None,
        password: None,
    });
    framer(input, number)
}

static INPUT: [u8; 64] = [0; 64];

/// Where the C runtime begins.
#[unsafe(no_mangle)]
pub extern "C" fn main(argc: i32, _: *const *const u8) -> i32 {
    let n = usize::try_from(argc).unwrap_or(0).min(INPUT.len());
    let input = INPUT
        .split_at_checked(n)
        .map_or(&[][..], |(input, _)| input);
    i32::try_from(all_entry_points(
        black_box(input),
        black_box(argc.unsigned_abs()),
    ))
    .unwrap_or(1)
}
