//! The module's side: any bytes to its command line and whatever else it takes, any peer, any pauses.
//!
//! In: a script: the module, then what happens to it. Out: judgement: nothing panics; what it says and holds is bounded;
//! asked until it has nothing more to say it has nothing more to say, and a deadline that lies ahead, or none; what it
//! says does not depend on how the host's bytes of one instant are cut.
//! Not here: whether it answers what a module answers; golden vectors have that.

use arbitrary::{Arbitrary, Unstructured};
use at_spec::Secret;
use telit_module::peer::{PeerEvent, Refusal, Suite};
use telit_module::{Action, Machine, Memory, Module, Quirks, Settings, Sim};
use telit_ssl::{Instant, Profile, Span};

use super::script::{Script, read_bytes, write_bytes};

/// A module, and what happens to it.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    /// Which module it is.
    pub profile: Profile,
    /// 0: it has a SIM that waits for a PIN. 1: it has none. Else one that waits for nothing.
    pub sim: u8,
    /// Seed of its irregularities; 0: none.
    pub quirks: u8,
    /// What happens.
    pub events: Vec<Event<'a>>,
}

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// Bytes of the host come.
    Host(&'a [u8]),
    /// Bytes of the peer come.
    Received(&'a [u8]),
    /// The peer does something else.
    Peer(u8),
    /// Time passes: so many times 16 ms.
    Pass(u8),
    /// Time passes: so many seconds.
    PassLong(u8),
    /// The power is switched off and on again.
    Restart,
    /// The memory was written down, or not.
    Remembered(bool),
}

/// Most that one event makes the module say: a long line of commands that each read a certificate back.
const SAID_MOST: usize = 1 << 20;
/// Most that it holds: what the peer may send, a certificate, payload of a send, a line or two.
const HELD_MOST: usize = 1 << 17;
/// Most actions at one instant; one for each byte where a quirk has them one by one.
const ACTIONS_MOST: usize = 1 << 20;

/// Plays the script and judges it.
///
/// # Panics
/// If a law is broken.
pub fn judge(bytes: &[u8]) {
    let story = Story::read(bytes);
    let whole = Bench::play(&story, usize::MAX);
    // Irregularities are drawn by what has been said; the others cost the time of two.
    if bytes.first().is_some_and(|kind| kind & 0x80 != 0) {
        assert_eq!(Bench::play(&story, 1), whole, "byte by byte");
    }
}

impl<'a> Story<'a> {
    /// The story that a script tells.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Self {
        let mut script = Script::new(bytes);
        let kind = script.byte();
        Self {
            profile: Profile::ALL[usize::from(kind & 3)],
            sim: kind >> 2 & 7,
            quirks: script.byte(),
            events: core::iter::from_fn(|| script.next()).collect(),
        }
    }

    /// The script of this story.
    #[must_use]
    pub fn script(&self) -> Vec<u8> {
        let profile = Profile::ALL
            .iter()
            .position(|one| one.id == self.profile.id);
        let kind = u8::try_from(profile.unwrap_or_default()).unwrap_or_default() | self.sim << 2;
        let mut script = vec![kind | 0x80, self.quirks];
        for event in &self.events {
            event.write(&mut script);
        }
        script
    }
}

/// A module on false time.
struct Bench {
    module: Module,
    now: Instant,
    said: Vec<u8>,
    /// The peer has been given bytes.
    is_sending: bool,
}

impl Bench {
    fn play(story: &Story<'_>, most: usize) -> Vec<u8> {
        let mut settings = Settings::of(story.profile);
        settings.durable = story.sim == 3;
        settings.sim = match story.sim {
            0 => Sim::Locked {
                pin: Secret(String::from("1234")),
            },
            1 => Sim::Absent,
            _ => Sim::Ready,
        };
        if story.quirks > 0 {
            settings.quirks = Quirks::seeded(story.quirks.into());
        }
        let mut bench = Self {
            module: Module::new(settings, Memory::new()),
            now: Instant::from_millis(1),
            said: Vec::new(),
            is_sending: false,
        };
        bench.settle();
        for event in &story.events {
            let before = bench.said.len();
            bench.happen(*event, most);
            assert!(bench.said.len() - before <= SAID_MOST, "it says too much");
        }
        bench.is_bounded();
        bench.said
    }

    fn happen(&mut self, event: Event<'_>, most: usize) {
        match event {
            Event::Host(bytes) => {
                for piece in bytes.chunks(most) {
                    self.module.host_bytes(self.now, piece);
                    self.settle();
                }
            }
            // Without room the bytes stay where they are.
            Event::Received(_) if !self.module.has_room() => {}
            Event::Received(bytes) => {
                let received = PeerEvent::Received(bytes.to_vec());
                self.module.peer(self.now, received);
            }
            Event::Peer(kind) => self.module.peer(self.now, peer_event(kind)),
            Event::Pass(steps) => self.pass(Span::from_millis(u64::from(steps) * 16)),
            Event::PassLong(seconds) => self.pass(Span::from_secs(seconds.into())),
            Event::Restart => self.module.restart(),
            Event::Remembered(is_written) => self.module.remembered(self.now, is_written),
        }
        self.settle();
        // Not before the last byte of this instant: then it would matter how they are cut.
        if core::mem::take(&mut self.is_sending) {
            self.module.peer(self.now, PeerEvent::Sent);
            self.settle();
        }
    }

    fn pass(&mut self, span: Span) {
        let end = self.now + span;
        // Some of the time as a driver does it, deadline for deadline.
        for _ in 0..40 {
            match self.module.deadline().filter(|deadline| *deadline <= end) {
                Some(deadline) => self.now = deadline,
                None => break,
            }
            self.settle();
        }
        self.now = end;
    }

    fn settle(&mut self) {
        for _ in 0..ACTIONS_MOST {
            match self.module.poll(self.now) {
                Some(Action::ToHost(bytes)) => {
                    assert!(!bytes.is_empty(), "nothing is said");
                    self.said.extend(bytes);
                }
                Some(Action::ToPeer(_)) => self.is_sending = true,
                Some(Action::Remember(_)) => {
                    assert!(self.module.settings().durable, "nobody can write it down");
                }
                Some(_) => {}
                None => {
                    let deadline = self.module.deadline();
                    assert!(
                        deadline.is_none_or(|deadline| deadline > self.now),
                        "{deadline:?} is no later than {:?}",
                        self.now
                    );
                    return;
                }
            }
        }
        panic!("the module does not come to rest at one instant");
    }

    /// What it holds, as it says itself.
    fn is_bounded(&self) {
        let shown = format!("{:?}", self.module);
        let (_, held) = shown.split_once("bytes_held: ").expect("it says so");
        let end = held.find(|mark: char| !mark.is_ascii_digit());
        let held = held[..end.unwrap_or(held.len())].parse::<usize>();
        assert!(
            held.is_ok_and(|held| held <= HELD_MOST),
            "it holds too much"
        );
    }
}

fn peer_event(kind: u8) -> PeerEvent {
    let reason = String::new();
    let resumed = kind & 0x80 != 0;
    match kind & 15 {
        0 => PeerEvent::Connected {
            suite: Suite::Aes256Sha,
            resumed,
        },
        1 => PeerEvent::Connected {
            suite: Suite::Rc4Md5,
            resumed,
        },
        2 => PeerEvent::Connected {
            suite: Suite::Rc4Sha,
            resumed,
        },
        3 => PeerEvent::Refused(Refusal::Name(reason)),
        4 => PeerEvent::Refused(Refusal::Socket(reason)),
        5 => PeerEvent::Refused(Refusal::SecurityData(reason)),
        6 => PeerEvent::Refused(Refusal::Handshake(reason)),
        7 => PeerEvent::Garbled { reason },
        8 => PeerEvent::Sent,
        _ => PeerEvent::Closed { reason },
    }
}

impl Event<'_> {
    fn write(&self, script: &mut Vec<u8>) {
        let mut with = |kind, bytes: &[u8]| {
            for piece in bytes.chunks(usize::from(u8::MAX)) {
                script.push(kind);
                write_bytes(script, piece);
            }
        };
        match *self {
            Self::Host(bytes) => with(0, bytes),
            Self::Received(bytes) => with(1, bytes),
            Self::Peer(kind) => script.extend([2, kind]),
            Self::Pass(steps) => script.extend([3, steps]),
            Self::PassLong(seconds) => script.extend([4, seconds]),
            Self::Restart => script.push(5),
            Self::Remembered(is_written) => script.extend([6, u8::from(is_written)]),
        }
    }
}

impl<'a> Arbitrary<'a> for Event<'a> {
    fn arbitrary(script: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(match script.arbitrary::<u8>()? & 7 {
            1 => Self::Received(read_bytes(script)?),
            2 => Self::Peer(script.arbitrary()?),
            3 => Self::Pass(script.arbitrary()?),
            4 => Self::PassLong(script.arbitrary()?),
            5 => Self::Restart,
            6 => Self::Remembered(script.arbitrary::<u8>()? & 1 == 1),
            _ => Self::Host(read_bytes(script)?),
        })
    }
}
