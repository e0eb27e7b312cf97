//! The main job through a module with any irregularity, by name and by seed: what a module does otherwise than most must
//! not keep a host from its page.
//!
//! In: quirks. Out: whether the page has come whole, and how far the job got where it cannot. Not here: single
//! exchanges; real peers.

use std::num::NonZeroU16;

use at_spec::Host;
use at_spec::Printable;
use telit_module::peer::{PeerEvent, Suite};
use telit_module::{Action, Machine, Memory, Module, Quirk, Quirks, Settings, Spelling};
use telit_ssl::procedure::{
    Attach, BringUp, Close, Item, Network, Obstacle, Open, Progress, Provision, Receive, Run,
    Script, Send, SetUp, Sockets,
};
use telit_ssl::value::{Closure, DataType, Mode};
use telit_ssl::{Engine, Instant, Profile};
use tests::clock::Clock;

const PEM: &[u8] = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
const REQUEST: &[u8] = b"GET / HTTP/1.1\r\n\r\n";

/// A page with what ends an answer elsewhere.
const PAGE: &[u8] =
    b"HTTP/1.1 200 OK\r\n\r\n\r\nOK\r\n\r\nERROR\r\n> \r\nNO CARRIER\r\nSSLSRING: 1,5\r\n\0\xFF";

/// A host and a module on one clock, and a server that answers one request and closes.
struct Line {
    engine: Engine<[u8; 512]>,
    module: Module,
    clock: Clock,
    bytes: Vec<u8>,
    asked: Vec<u8>,
    page: Vec<u8>,
}

impl Line {
    fn new(quirks: Quirks) -> Self {
        let module = Module::new(Settings::default(), Memory::new()).with_quirks(quirks);
        // Where they vary, the profile must say so.
        let profile = Profile {
            line_ends_vary: quirks.extra_line_end || quirks.missing_line_end,
            ..Profile::G2
        };
        Self {
            engine: Engine::new(profile, [0; 512], [0; 512]),
            module,
            clock: Clock::START,
            bytes: Vec::new(),
            asked: Vec::new(),
            page: Vec::new(),
        }
    }

    fn play<'p, S: Script<'p>>(&mut self, script: S) -> Result<S::Output, Obstacle> {
        let mut run = Run::new(script);
        loop {
            let now = self.clock.now();
            let bytes = std::mem::take(&mut self.bytes);
            let mut input = bytes.as_slice();
            let progress = run.poll(now, &mut self.engine, &mut input);
            match progress {
                Progress::Transmit => {
                    let sent = self.engine.outgoing().to_vec();
                    self.engine.transmitted(now, sent.len());
                    self.module.host_bytes(now, &sent);
                }
                Progress::Write(sent) => {
                    self.engine.transmitted(now, sent.len());
                    self.module.host_bytes(now, sent);
                }
                Progress::Payload(payload) => self.page.extend_from_slice(payload),
                Progress::Done(output) => {
                    self.bytes = input.to_vec();
                    return Ok(output);
                }
                Progress::Failed(obstacle) => {
                    self.bytes = input.to_vec();
                    return Err(obstacle);
                }
                Progress::SetDtr(_) | Progress::Unsolicited(_) | Progress::Note(_) => {}
                Progress::Wait => {
                    self.settle();
                    if self.bytes.is_empty() {
                        let ends = [run.deadline(&self.engine), self.module.deadline()];
                        let next = ends.into_iter().flatten().min();
                        self.clock
                            .reach(next.expect("somebody waits for something"));
                        self.settle();
                    }
                    continue;
                }
            }
            let rest = input.to_vec();
            self.settle();
            self.bytes.splice(0..0, rest);
        }
    }

    /// Does what the module wants done.
    fn settle(&mut self) {
        let now = self.clock.now();
        while let Some(action) = self.module.poll(now) {
            match action {
                Action::ToHost(bytes) => self.bytes.extend(bytes),
                Action::Open(_) => self.tell(now, [connected()]),
                Action::ToPeer(bytes) => {
                    self.asked.extend(bytes);
                    self.tell(now, [PeerEvent::Sent]);
                    if self.asked.ends_with(b"\r\n\r\n") {
                        self.asked.clear();
                        let reason = String::new();
                        let page = PeerEvent::Received(PAGE.to_vec());
                        self.tell(now, [page, PeerEvent::Closed { reason }]);
                    }
                }
                _ => {}
            }
        }
    }

    fn tell<const N: usize>(&mut self, now: Instant, events: [PeerEvent; N]) {
        for event in events {
            self.module.peer(now, event);
        }
    }

    /// The whole job, in this mode; the page that has come.
    fn fetch(&mut self, mode: Mode) -> Result<Vec<u8>, Obstacle> {
        let network = Network {
            apn: Some(Printable::new(b"internet").unwrap()),
            ..Network::default()
        };
        let sockets = Sockets {
            ring_mode: Some(1),
            ..Sockets::default()
        };
        self.page.clear();
        self.play(Attach)?;
        self.play(BringUp::new(network))?;
        self.play(SetUp::new(sockets))?;
        self.play(Provision::new(&[Item::Store(DataType::Authority, PEM)]))?;
        let host = Host::new(b"example.com").unwrap();
        let port = NonZeroU16::new(443).unwrap();
        self.play(Open::new(host, port, Closure::Free, mode))?;
        self.play(Send::new(REQUEST))?;
        self.play(Receive::new(None))?;
        self.play(Close::new(None))?;
        Ok(std::mem::take(&mut self.page))
    }
}

fn connected() -> PeerEvent {
    PeerEvent::Connected {
        suite: Suite::Aes256Sha,
        resumed: false,
    }
}

const MODES: [Mode; 2] = [Mode::Online, Mode::Command];

/// Fetches twice, as a person would try again; where the first time fails, the second one counts.
fn succeeds(quirks: Quirks, what: &str) {
    for mode in MODES {
        // The engine takes the first field of the header for the count, and says what is wrong with the payload; and it
        // spells a receive as its profile does.
        let is_foreign = quirks.two_field_header || quirks.spelling == Spelling::Usual;
        if is_foreign && mode == Mode::Command {
            continue;
        }
        let mut line = Line::new(quirks);
        let page = line.fetch(mode).or_else(|first| {
            let page = line.fetch(mode);
            page.map_err(|second| format!("first: {first}\nthen: {second}"))
        });
        let page = page.unwrap_or_else(|obstacles| panic!("{what}, {mode:?}\n{obstacles}"));
        assert_eq!(
            page.escape_ascii().to_string(),
            PAGE.escape_ascii().to_string(),
            "{what}, {mode:?}"
        );
    }
}

#[test]
fn a_regular_module_brings_the_page_the_first_time() {
    for mode in MODES {
        let mut line = Line::new(Quirks::default());
        assert_eq!(line.fetch(mode).as_deref(), Ok(PAGE));
    }
}

#[test]
fn every_irregular_module_brings_the_page() {
    for quirk in Quirk::ALL {
        // With these nothing can be stored or enabled, or what comes is not what was sent.
        let hopeless = ["enable-needs-idle-context", "memory-failure", "miscount"];
        if hopeless.contains(&quirk.name()) {
            continue;
        }
        succeeds(Quirks::default().with(quirk), quirk.name());
    }
}

#[test]
fn a_module_with_several_irregularities_at_once_brings_the_page() {
    for seed in 0..200 {
        succeeds(Quirks::seeded(seed), &format!("seed {seed}"));
    }
}
