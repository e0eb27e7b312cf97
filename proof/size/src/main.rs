//! A firmware that fetches one page: ten commands, the engine, no procedures.
//!
//! In: bytes of the module, which the linker cannot know. Out: an image whose size is measured. It names the
//! commands that it uses and none else, since `measure` takes that list from here. Not here: a port; the image is
//! looked at and never run.
#![no_std]
#![no_main]

use core::hint::black_box;
use core::num::NonZeroU16;

use at_spec::{Command, Host, Information, Quoted};
use telit_ssl::command::context::Activate;
use telit_ssl::command::interface::{Echo, ErrorReports, Interface, Silence, Verbosity};
use telit_ssl::command::interface::{Generation, Reports};
use telit_ssl::command::session::{Close, DataWaiting, Dial, NoCarrier};
use telit_ssl::command::setup::{Authentication, Enable, Security};
use telit_ssl::value::{CipherSuite, Closure, ContextId, Mode, SocketId, Switch};
use telit_ssl::{Action, Engine, Event, Instant, Profile};

#[cfg(target_os = "linux")]
#[link(name = "c")]
unsafe extern "C" {}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

type Rooms = Engine<[u8; 160]>;

/// Polls until the input is used up; the number of payload bytes, or nothing after a failure.
#[inline(never)]
fn drive(engine: &mut Rooms, input: &[u8]) -> Option<usize> {
    let now = Instant::from_millis(black_box(0));
    let (mut rest, mut bytes) = (input, 0_usize);
    loop {
        match engine.poll(now, &mut rest) {
            Action::Transmit => {
                let n = black_box(engine.outgoing()).len();
                engine.transmitted(now, n);
            }
            Action::Event(Event::Payload(payload)) => {
                bytes = bytes.wrapping_add(black_box(payload).len());
            }
            Action::Event(Event::Unsolicited(text)) => {
                let line = engine.text(text);
                let id = engine.profile().id;
                black_box(DataWaiting::read_line(line, id).is_ok());
                black_box(NoCarrier::read_line(line, id).is_ok());
            }
            Action::Event(Event::Failed { failure, .. }) => {
                black_box(failure.cause);
                return None;
            }
            Action::Event(_) | Action::SetDtr(_) => {}
            Action::Wait => return Some(bytes),
        }
    }
}

fn ask<C: Command>(engine: &mut Rooms, command: &C, input: &[u8]) -> Option<usize> {
    let now = Instant::from_millis(black_box(0));
    engine.request(now, command).ok()?;
    drive(engine, input)
}

/// The dialogue of one GET.
#[inline(never)]
fn get(input: &[u8]) -> Option<usize> {
    let mut engine: Rooms = Engine::new(Profile::G2, [0; 160], [0; 160]);
    let now = Instant::from_millis(0);
    let socket = SocketId::ONE;
    engine.attach(now).ok()?;
    drive(&mut engine, input)?;
    let settings = (
        Echo { on: Switch::Off },
        Silence {
            mode: telit_ssl::command::interface::Codes::On,
        },
        Verbosity { words: Switch::On },
    );
    ask(&mut engine, &settings, input)?;
    let reports = ErrorReports {
        reports: Reports::Number,
    };
    ask(&mut engine, &reports, input)?;
    let generation = Interface {
        generation: Generation::Standard,
    };
    ask(&mut engine, &generation, input)?;
    let activate = Activate {
        context: ContextId::ONE,
        active: Switch::On,
        user: None,
        password: None,
    };
    ask(&mut engine, &activate, input)?;
    let enable = Enable {
        socket,
        enabled: Switch::On,
    };
    ask(&mut engine, &enable, input)?;
    let security = Security {
        socket,
        suite: CipherSuite::PeersChoice,
        authentication: Authentication::Peer,
        format: None,
    };
    ask(&mut engine, &security, input)?;
    let dial = Dial {
        socket,
        port: NonZeroU16::new(443)?,
        host: Quoted(Host::new(b"example.com").ok()?),
        closure: Closure::Free,
        mode: Some(Mode::Online),
        timeout: None,
    };
    ask(&mut engine, &dial, input)?;
    let mut request = black_box(&b"GET / HTTP/1.0\r\n\r\n"[..]);
    black_box(engine.supply(now, &mut request).ok()?);
    let bytes = drive(&mut engine, input)?;
    let close = Close {
        socket,
        closure: None,
    };
    ask(&mut engine, &close, input)?;
    Some(bytes)
}

static INPUT: [u8; 64] = [0; 64];

/// Where the C runtime begins.
#[unsafe(no_mangle)]
pub extern "C" fn main(argc: i32, _: *const *const u8) -> i32 {
    #[cfg(feature = "catalogue")]
    black_box(<telit_ssl::command::Telit<'static> as at_spec::Dialect<'static>>::FAMILIES);
    let n = usize::try_from(argc).unwrap_or(0).min(INPUT.len());
    let input = INPUT
        .split_at_checked(n)
        .map_or(&[][..], |(input, _)| input);
    get(black_box(input)).map_or(1, |bytes| i32::from(black_box(bytes) == 0))
}
