//! The procedures: each of them, over any bytes.
//!
//! In: bytes and a number that the optimiser cannot know. Out: nothing.

use core::hint::black_box;
use core::num::NonZeroU16;

use at_spec::{Digits, Host, Printable, Secret};
use telit_ssl::procedure::{
    self, Agree, Attach, BringUp, Enable, Identified, Identify, Item, Label, Network, Open,
    Progress, Provision, ReceiveVerb, Redial, Run, Script, Send, SetUp, Sockets, Turn, Vacate,
};
use telit_ssl::value::{CipherSuite, Closure, DataType, Mode, Switch};
use telit_ssl::{Engine, Instant, Profile};

use crate::engine::Rooms;
use crate::texts::shown;

fn run<'p, S: Script<'p>>(script: S, input: &[u8], millis: u64) {
    black_box(play(&mut Run::new(script), input, millis).is_some());
}

/// What the procedure comes to; `None`: it waits or has failed.
fn play<'p, S: Script<'p>>(run: &mut Run<'p, S>, input: &[u8], millis: u64) -> Option<S::Output> {
    let mut engine: Rooms = black_box(Engine::new(Profile::G2, [0; 80], [0; 80]));
    let mut rest = black_box(input);
    let now = Instant::from_millis(millis);
    let output = loop {
        match Run::poll(run, now, &mut engine, &mut rest) {
            Progress::Transmit => {
                let n = engine.outgoing().len();
                engine.transmitted(now, n);
            }
            Progress::Write(payload) => engine.transmitted(now, payload.len()),
            Progress::Wait => break None,
            Progress::Failed(obstacle) => {
                shown(&obstacle);
                break None;
            }
            Progress::Done(output) => break Some(output),
            Progress::SetDtr(_)
            | Progress::Payload(_)
            | Progress::Unsolicited(_)
            | Progress::Note(_) => {}
        }
    };
    black_box(Run::deadline(run, &engine));
    black_box(run.script());
    output
}

pub fn procedures(input: &[u8], millis: u64) {
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
    if let Some(identified) = play(&mut Run::new(Identify::new()), input, millis) {
        shown(&identified);
        black_box((
            Identified::profile(&identified),
            Label::bytes(&identified.model),
        ));
    }
    run(ReceiveVerb::new(), input, millis);
    run(Agree::new(), input, millis);
    run(Enable::new(Switch::Off), input, millis);
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
    let mut send = Run::new(Send::new(input));
    black_box(play(&mut send, input, millis).is_some());
    black_box((send.accepted(), send.unanswered()));
    run(procedure::Receive::new(None), input, millis);
    run(procedure::Close::new(None), input, millis);
    let turn: Turn<'_, u32> = black_box(Turn::Asked);
    black_box(turn.output::<()>().is_ok());
    black_box(ReceiveVerb::is_doubtful(black_box(&Profile::G2)));
    if let Err(fault) = procedure::check_pem(input, &Profile::G2) {
        shown(&fault);
    }
}
