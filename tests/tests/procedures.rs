//! Procedures come to an end, whatever the module says to them, and leave an engine that the next one can go on with.
//!
//! In: every procedure, and a virtual module whose answers are exchanged, cut, spoilt, doubled or late now and then. Out:
//! judgement. Not here: what a procedure asks and finds out (`dialogue.rs`, `profiles.rs`, `sending.rs`).

use std::num::NonZeroU16;

use at_spec::{Digits, Host, Secret, Tenths};
use telit_module::{Memory, Module, Settings, Sim};
use telit_ssl::command::interface::Attention;
use telit_ssl::procedure::{
    Agree, Attach, BringUp, Close, Enable, Identify, Item, Network, Obstacle, Open, Progress,
    Provision, Receive, ReceiveVerb, Redial, Run, Script, Send, SetUp, Sockets, Vacate,
};
use telit_ssl::value::{Closure, DataType, Mode, Switch};
use telit_ssl::{Engine, Instant, Profile, RequestError, Span};
use tests::clock::Clock;
use tests::far::Far;
use tests::pair::End as _;
use tests::wire::Dice;

const PIN: &[u8] = b"8642";
const ENTER: &[u8] = b"AT+CPIN=";
const PEM: &[u8] = b"-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n";
const PAYLOAD: [u8; 1_500] = [b'x'; 1_500];
/// What command mode cannot carry on every module.
const ONLINE: &[u8] = b"payload with \x1A";

/// More turns than any procedure takes.
const TURNS: usize = 100_000;
/// Longer than any procedure takes: registration is asked for thirty times, each up to three minutes.
const LONGEST: Span = Span::from_secs(3 * 3_600);
/// As many searches as a module needs at most that is busy.
const SEARCHES: usize = 20;

/// What a module says that is not what was asked for.
const OTHERS: [&[u8]; 28] = [
    b"",
    b"\r\nOK\r\n",
    b"\r\nERROR\r\n",
    b"\r\n+CME ERROR: 4\r\n",
    b"\r\n+CME ERROR: 14\r\n",
    b"\r\n+CME ERROR: 830\r\n",
    b"\r\n+CME ERROR: operation not allowed\r\n",
    b"\r\nNO CARRIER\r\n",
    b"\r\nBUSY\r\n",
    b"\r\n> ",
    b"\r\nCONNECT\r\n",
    b"\r\nCONNECT 9600\r\n",
    b"\r\n#SSLS: 1,2\r\n\r\nOK\r\n",
    b"\r\n#SSLS: 1\r\n\r\nOK\r\n",
    b"\r\n#SSLEN: 1,1\r\n\r\nOK\r\n",
    b"\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n",
    b"\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n",
    b"\r\n#PCT: 3\r\n\r\nOK\r\n",
    b"\r\n#PCT: 1\r\n\r\nOK\r\n",
    b"\r\n+CREG: 0,2\r\n\r\nOK\r\n",
    b"\r\n+CREG: 0,3\r\n\r\nOK\r\n",
    b"\r\n#SSLRECV: 5\r\nhello\r\nOK\r\n",
    b"\r\n#SSLRECV: 1000\r\nhello",
    b"\r\n#SSLRECV: 0\r\nDISCONNECTED\r\n\r\nOK\r\n",
    b"\r\nSSLSRING: 1,50\r\n",
    b"\r\n+CPIN: READY\r\n\r\n#QSS: 1\r\n",
    b"\xFF\0\xFE\r\n\0",
    b"AT#SSLS=1\r\r\nOK\r\n",
];

/// A host, and the module that it has to do with.
struct World {
    engine: Engine<Vec<u8>>,
    far: Far,
    clock: Clock,
    dice: Dice,
    /// How many answers of a hundred are others.
    moody: usize,
    said: Vec<u8>,
    /// What it says only with the next answer.
    late: Vec<u8>,
    sent: Vec<u8>,
}

/// Why a procedure is over: what kept it, if anything did.
type End = Result<(), Obstacle>;
type Play = fn(&mut World) -> End;

impl World {
    fn new(profile: Profile, seed: u64) -> Self {
        let sim = Sim::Locked {
            pin: Secret(String::from_utf8(PIN.to_vec()).unwrap()),
        };
        let module = Module::new(Settings::of(profile), Memory::new()).with_sim(sim);
        Self {
            engine: Engine::new(profile, vec![0; 512], vec![0; 512]),
            far: Far::of(module),
            clock: Clock::START,
            dice: Dice::new(seed),
            moody: 0,
            said: Vec::new(),
            late: Vec::new(),
            sent: Vec::new(),
        }
    }

    /// What the module says to bytes, or says although they never came, or instead of what it has to say.
    fn leave(&mut self, bytes: &[u8]) {
        let now = self.clock.now();
        self.sent.extend(bytes);
        let is_moody = self.dice.below(100) < self.moody;
        let mood = if is_moody { self.dice.below(6) } else { 6 };
        if mood != 0 {
            self.far.hear(now, bytes);
        }
        let mut answer = self.far.say(now);
        let place = self.dice.below(answer.len().max(1));
        match mood {
            0 | 1 => answer = OTHERS[self.dice.below(OTHERS.len())].to_vec(),
            2 => answer.truncate(place),
            3 => {
                if let Some(byte) = answer.get_mut(place) {
                    *byte ^= 1 << self.dice.below(8);
                }
            }
            4 => answer.extend(answer.clone()),
            // It comes before the next one.
            5 => self.late.append(&mut answer),
            _ => {}
        }
        if mood != 5 {
            self.said.append(&mut self.late);
        }
        self.said.extend(answer);
    }

    /// Time passes until something is due; a connection is closed by the peer where nothing is.
    fn pass(&mut self, deadline: Option<Instant>) {
        let now = self.clock.now();
        let due = [deadline, self.far.deadline()].into_iter().flatten().min();
        match due {
            Some(due) => self.clock.reach(due.max(now + Span::from_millis(1))),
            None => {
                self.clock.pass(Span::from_secs(60));
                self.far.peer_closes(self.clock.now());
                self.said.extend(b"\r\nNO CARRIER\r\n");
            }
        }
        self.said.extend(self.far.say(self.clock.now()));
    }

    fn play<'p, S: Script<'p>>(&mut self, script: S) -> Result<S::Output, Obstacle> {
        let mut run = Run::new(script);
        let begun = self.clock.now();
        for _ in 0..TURNS {
            let now = self.clock.now();
            assert!(now.since(begun) < LONGEST, "it goes on and on");
            let said = std::mem::take(&mut self.said);
            let mut input = said.as_slice();
            let progress = run.poll(now, &mut self.engine, &mut input);
            self.said = input.to_vec();
            let leaves = match progress {
                Progress::Transmit => self.engine.outgoing().to_vec(),
                Progress::Write(payload) => payload.to_vec(),
                Progress::Wait => {
                    assert!(self.said.is_empty(), "it waits with input left");
                    self.pass(run.deadline(&self.engine));
                    continue;
                }
                Progress::Done(output) => return Ok(output),
                Progress::Failed(obstacle) => {
                    self.judge_end(obstacle);
                    return Err(obstacle);
                }
                _ => continue,
            };
            self.engine.transmitted(now, leaves.len());
            self.leave(&leaves);
        }
        panic!("it does not come to an end");
    }

    fn play_named(&mut self, wanted: &str) -> End {
        let found = PROCEDURES.iter().find(|(name, _)| *name == wanted);
        found.unwrap().1(self)
    }

    /// One procedure behind the other, with a module that has no moods.
    fn all_succeed(&mut self) {
        self.far.take_to_peer();
        for (name, play) in PROCEDURES {
            match play(self) {
                Ok(()) => {}
                Err(Obstacle::Request(RequestError::Absent { .. } | RequestError::Refused(_)))
                    if KEEPING.contains(&name) => {}
                Err(obstacle) => {
                    panic!("{}: {name}: {obstacle:?}", self.engine.profile().name)
                }
            }
        }
        let peer = self.far.take_to_peer();
        assert_eq!(peer, [&PAYLOAD[..], ONLINE].concat());
    }

    /// The next procedure can be tried.
    fn judge_end(&self, obstacle: Obstacle) {
        let mut engine = self.engine.clone();
        let asked = engine.request(self.clock.now(), &Attention).err();
        assert!(
            matches!(
                asked,
                None | Some(RequestError::Online | RequestError::Detached)
            ),
            "{obstacle:?} leaves an engine that says {asked:?}"
        );
    }
}

fn host() -> Host<'static> {
    Host::new(b"example.com").unwrap()
}

fn port() -> NonZeroU16 {
    NonZeroU16::new(443).unwrap()
}

fn bring_up() -> BringUp<'static> {
    BringUp::new(Network {
        pin: Some(Secret(Digits::new(PIN).unwrap())),
        ..Network::default()
    })
}

fn over<T>(end: Result<T, Obstacle>) -> End {
    end.map(drop)
}

/// Every procedure, with its name, in the order in which they are of use.
const PROCEDURES: [(&str, Play); 19] = [
    ("attach", |world| over(world.play(Attach))),
    ("identify", |world| over(world.play(Identify::new()))),
    ("agree", |world| over(world.play(Agree::new()))),
    ("bring up", |world| over(world.play(bring_up()))),
    ("enable", |world| over(world.play(Enable::new(Switch::On)))),
    ("set up", |world| {
        over(world.play(SetUp::new(Sockets::default())))
    }),
    ("provision", |world| {
        let items = [
            Item::Store(DataType::Authority, PEM),
            Item::Delete(DataType::Certificate),
        ];
        over(world.play(Provision::new(&items)))
    }),
    ("receive verb", |world| over(world.play(ReceiveVerb::new()))),
    ("vacate", |world| over(world.play(Vacate::new()))),
    ("open", |world| {
        over(world.play(Open::new(host(), port(), Closure::Free, Mode::Command)))
    }),
    ("send", |world| over(world.play(Send::new(&PAYLOAD)))),
    ("receive", |world| {
        over(world.play(Receive::new(Some(Tenths(10)))))
    }),
    ("close", |world| over(world.play(Close::new(None)))),
    ("open and keep", |world| {
        over(world.play(Open::new(
            host(),
            port(),
            Closure::KeepSession,
            Mode::Command,
        )))
    }),
    ("close and keep", |world| {
        over(world.play(Close::new(Some(Closure::KeepSession))))
    }),
    ("redial", |world| {
        over(world.play(Redial::new(Mode::Command)))
    }),
    ("open online", |world| {
        over(world.play(Open::new(host(), port(), Closure::Free, Mode::Online)))
    }),
    ("send online", |world| over(world.play(Send::new(ONLINE)))),
    ("listen", |world| over(world.play(Receive::new(None)))),
];

/// What asks a module to keep a session, which not all can.
const KEEPING: [&str; 3] = ["open and keep", "close and keep", "redial"];

/// How many lives of a moody module every profile has here.
const LIVES: u64 = 200;

#[test]
fn in_their_order_a_module_without_moods_lets_all_of_them_succeed() {
    for profile in Profile::ALL {
        let mut world = World::new(*profile, 0);
        world.all_succeed();
    }
}

#[test]
fn payload_that_would_come_back_is_given_up_before_the_procedure_says_so() {
    let mut world = World::new(Profile::G2, 0);
    // Nobody has attached, so the module echoes as it comes.
    for wanted in ["agree", "bring up", "set up"] {
        assert_eq!(world.play_named(wanted), Ok(()), "{wanted}");
    }
    let refused = Err(Obstacle::Request(RequestError::Echo));
    assert_eq!(world.play_named("provision"), refused);
    assert!(world.engine.is_idle());
    assert_eq!(world.play_named("attach"), Ok(()));
    assert_eq!(world.play_named("provision"), Ok(()));
}

#[test]
fn every_procedure_comes_to_an_end_whatever_the_module_says_and_the_next_one_can_be_tried() {
    let (mut done, mut failed) = (0_u32, 0_u32);
    for profile in Profile::ALL {
        for seed in 0..LIVES {
            let mut world = World::new(*profile, seed);
            for (name, play) in PROCEDURES {
                // Some begin behind others that went well, some on what moods have left.
                world.moody = [0, 5, 20, 60][world.dice.below(4)];
                let sent = world.sent.len();
                match play(&mut world) {
                    Ok(()) => done += 1,
                    Err(_) => failed += 1,
                }
                let pins = world.sent[sent..]
                    .windows(ENTER.len())
                    .filter(|part| *part == ENTER);
                assert!(
                    pins.count() <= 1,
                    "{name}: the PIN was sent twice, seed {seed}"
                );
            }
            world.moody = 0;
            world.late.clear();
            let found = (0..SEARCHES).any(|_| world.play(Attach).is_ok());
            assert!(found, "{}: the module is lost, seed {seed}", profile.name);
            world.all_succeed();
        }
    }
    assert!(
        done > 1_000 && failed > 1_000,
        "{done} done, {failed} failed"
    );
}
