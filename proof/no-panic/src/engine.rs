//! The engine: every request shape, every call, any bytes, at any time.
//!
//! In: bytes and a number that the optimiser cannot know. Out: nothing.

use core::hint::black_box;
use core::num::NonZeroU16;

use at_parse::ResultCodes;
use at_spec::{
    ByteCount, Command, Digits, Exchange, Host, Payload, Quoted, Read, Secret, Test, Writer,
};
use telit_ssl::command::Telit;
use telit_ssl::command::exchange::{Receive, Send};
use telit_ssl::command::identity::{EnterPin, Model};
use telit_ssl::command::interface::{Attention, ErrorReports, EscapeGuard, Reports};
use telit_ssl::command::registration::ReportRegistration;
use telit_ssl::command::session::{Close, Dial, FastDial, GoOnline, StatusOf};
use telit_ssl::command::setup::{CertificateFormat, Configuration};
use telit_ssl::command::store::{SecurityData, StoreAction};
use telit_ssl::value::{Closure, DataType, Mode, SocketId};
use telit_ssl::{Action, ControlLine, Engine, Event, Instant, Profile, Raw, Span};

use crate::texts::shown;

pub type Rooms = Engine<[u8; 80]>;

fn within_of(now: Instant) -> Span {
    now.since(black_box(Instant::default()))
}

fn raw(engine: &mut Rooms, now: Instant, input: &[u8], number: u32) {
    let Ok(raw) = Raw::new(black_box(input)) else {
        return;
    };
    let raw = raw.answered_within(Span::from_millis(u64::from(number)));
    black_box((Raw::body(&raw), raw.fits(&Profile::G2).is_ok()));
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
    let ticket = match engine.request(now, command) {
        Ok(ticket) => ticket,
        Err(error) => return shown(&error),
    };
    play(engine, now, input, |engine, event| {
        black_box(ticket.answer(engine, event).is_some());
    });
}

fn play(engine: &mut Rooms, now: Instant, input: &[u8], mut hear: impl FnMut(&Rooms, Event<'_>)) {
    let mut rest = black_box(input);
    loop {
        match Engine::poll(engine, now, &mut rest) {
            Action::Transmit => {
                let n = engine.outgoing().len();
                engine.transmitted(now, black_box(n));
            }
            Action::Event(event) => {
                if let Event::Violation(violation) = event {
                    shown(&violation);
                }
                hear(engine, event);
            }
            Action::SetDtr(_) => {}
            Action::Wait => break,
        }
    }
    black_box(Engine::deadline(engine));
}

pub fn engine(input: &[u8], millis: u64) {
    let mut engine: Rooms = black_box(
        Engine::new(Profile::G2, [0; 80], [0; 80])
            .with_dialect::<Telit<'_>>()
            .with_dtr(),
    );
    let now = Instant::from_millis(millis);
    black_box((Instant::millis(now), Span::millis(within_of(now))));
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
                reports: Reports::Number,
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
        size: Some(ByteCount(600)),
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
    black_box((
        engine.is_idle(),
        engine.is_online(),
        Engine::profile(&engine),
    ));
    let within = Span::from_secs(millis);
    black_box(engine.answer_within(now, within).is_ok());
    raw(&mut engine, now, input, u32::try_from(millis).unwrap_or(0));
    let mut payload = black_box(input);
    black_box(engine.supply(now, &mut payload).is_ok());
    engine.payload_dropped(now);
    black_box((
        engine.finish(now).is_ok(),
        engine.abort(now).is_ok(),
        engine.suspend(now).is_ok(),
        engine.suspend_by_dtr(now).is_ok(),
    ));
    engine.line_changed(now, ControlLine::Dcd, false);
    engine.set_guard(Span::from_millis(millis));
    black_box(engine.set_profile(Profile::LTE_M).is_ok());
    engine.respell(black_box(None));
    engine.set_result_codes(ResultCodes::Numeric);
    play(&mut engine, now, input, |engine, event| {
        if let Event::Unsolicited(text) = event {
            black_box(Engine::text(engine, text));
        }
        black_box(engine.ended_by());
    });
    black_box(engine.into_rooms());
}
