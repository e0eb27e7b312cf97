//! The world: host, module, the line between them, and what may go wrong.
//!
//! In: limits. Out: states and what can happen in each, for the model checker. A state is told from another by its key:
//! all that decides what can follow, with times seen from now. Bytes of the module are heard when they are said, since
//! the module says them as late as it likes; bytes of the host wait while the module works.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

use stateright::{Model, Property};

use crate::host::{Host, Sent};
use crate::key::key;
use crate::module::{About, Kind, Mode, Module, Said};

/// How much happens in a run.
#[derive(Clone, Debug)]
pub struct Limits {
    pub name: &'static str,
    pub requests: u8,
    pub kinds: &'static [Kind],
    /// How often something goes wrong.
    pub faults: u8,
    pub what: &'static [Fault],
    /// Unsolicited codes, and pieces of the peer.
    pub unasked: u8,
    pub attaches: u8,
    /// How many pieces of what the host sends the module may leave for later although it does nothing else.
    pub stalls: usize,
}

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// What the module says is lost, comes twice, or is no line that anybody knows.
    Lost,
    Doubled,
    Spoilt,
    /// What the host sends is lost.
    Unheard,
    /// The module restarts.
    Reboot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    Ask(Kind),
    Supply,
    Finish,
    Abort,
    Suspend,
    Attach,
    /// The module takes what the host has sent.
    Take,
    /// It says something of the command that it works on.
    Answer(usize),
    /// The same, and that goes wrong.
    Wrong(usize, Fault),
    Unheard,
    Reboot,
    Boot,
    Unasked,
    PeerSends,
    PeerCloses,
    /// Time passes until somebody has something to do.
    Pass,
}

#[derive(Clone, Debug)]
pub struct World {
    pub now: u64,
    pub host: Host,
    pub module: Module,
    pub line: VecDeque<Sent>,
    faults: u8,
    unasked: u8,
    attaches: u8,
    key: String,
}

impl Hash for World {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.key.hash(hasher);
    }
}

impl PartialEq for World {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for World {}

/// Far from the beginning of time, so that what has passed has a place.
const START: u64 = 1_000_000;

impl World {
    fn new(limits: &Limits) -> Self {
        let mut world = Self {
            now: START,
            host: Host::new(),
            module: Module::new(),
            line: VecDeque::new(),
            faults: limits.faults,
            unasked: limits.unasked,
            attaches: limits.attaches,
            key: String::new(),
        };
        world.seal();
        world
    }

    /// Makes the key.
    fn seal(&mut self) {
        let Self {
            host, module, line, ..
        } = self;
        self.key = format!(
            "{} {:?} {:?} {:?} {:?} {:?} {:?} {} {} {} {}",
            key(&host.engine, self.now),
            host.current,
            host.detached,
            host.from_peer,
            host.broken,
            module.seen_from(self.now),
            line,
            host.requests,
            self.faults,
            self.unasked,
            self.attaches,
        );
    }

    /// The engine takes a request, or says that the link is lost.
    pub fn is_settled(&self) -> bool {
        self.host.detached || (self.host.engine.is_idle() && self.host.current.is_none())
    }

    /// It is the application's turn: it is online, or payload is due.
    pub fn waits_for_application(&self) -> bool {
        let prompted = self
            .host
            .current
            .as_ref()
            .is_some_and(|current| current.prompted);
        prompted || (self.host.engine.is_online() && self.host.engine.deadline().is_none())
    }

    /// Whether the module takes what comes.
    fn takes(&self) -> bool {
        !matches!(self.module.mode, Mode::Busy { .. })
    }

    fn send(&mut self, sent: Vec<Sent>) {
        self.line.extend(sent);
    }

    fn hear(&mut self, said: &Said) {
        let sent = self.host.go_on(self.now, Some(said));
        self.send(sent);
    }

    /// Time passes until somebody has something to do. False: nobody ever has.
    pub fn pass(&mut self) -> bool {
        let engine = self
            .host
            .engine
            .deadline()
            .map(|deadline| deadline.millis());
        let Some(then) = engine.into_iter().chain(self.module.deadline()).min() else {
            return false;
        };
        // A deadline that is now means: once more, when bytes that came now are a moment old.
        self.now = if then > self.now { then } else { self.now + 1 };
        let sent = self.host.go_on(self.now, None);
        self.send(sent);
        if let Some(said) = self.module.pass(self.now) {
            self.hear(&said);
        }
        true
    }
}

impl Model for Limits {
    type State = World;
    type Action = Deed;

    fn init_states(&self) -> Vec<World> {
        vec![World::new(self)]
    }

    fn actions(&self, world: &World, deeds: &mut Vec<Deed>) {
        let host = &world.host;
        if host.broken.is_some() || world.module.leaked {
            return;
        }
        if host.engine.is_idle() && host.current.is_none() && host.requests < self.requests {
            deeds.extend(self.kinds.iter().map(|kind| Deed::Ask(*kind)));
        }
        if let Some(current) = &host.current
            && current.prompted
        {
            deeds.extend([Deed::Finish, Deed::Abort]);
            deeds.extend((!current.supplied).then_some(Deed::Supply));
        }
        if host.engine.is_online() {
            deeds.push(Deed::Suspend);
        }
        // Online it can always be asked for: behind a restart nothing else leads out.
        if host.engine.is_online() || (host.detached && world.attaches > 0) {
            deeds.push(Deed::Attach);
        }
        if !world.line.is_empty() {
            deeds.push(Deed::Take);
            if world.faults > 0 && self.what.contains(&Fault::Unheard) {
                deeds.push(Deed::Unheard);
            }
        }
        for (answer, (bytes, _)) in world.module.answers(world.now).iter().enumerate() {
            deeds.push(Deed::Answer(answer));
            let wrong = self.what.iter().filter(|fault| match fault {
                Fault::Lost | Fault::Spoilt => true,
                // Behind `CONNECT` everything is data, a second `CONNECT` too.
                Fault::Doubled => bytes != b"\r\nCONNECT\r\n",
                Fault::Unheard | Fault::Reboot => false,
            });
            let wrong = wrong.map(|fault| Deed::Wrong(answer, *fault));
            deeds.extend(wrong.filter(|_| world.faults > 0));
        }
        match world.module.mode {
            Mode::Off => deeds.push(Deed::Boot),
            _ if world.faults > 0 && self.what.contains(&Fault::Reboot) => deeds.push(Deed::Reboot),
            _ => {}
        }
        if world.unasked > 0 {
            match world.module.mode {
                // Right behind the answer of an escape sequence it would make data of it (docs/reliability.md).
                Mode::Command | Mode::Busy { .. } if host.engine.is_online() => {}
                Mode::Command | Mode::Busy { .. } => deeds.push(Deed::Unasked),
                Mode::Online { .. } => deeds.extend([Deed::PeerSends, Deed::PeerCloses]),
                Mode::Prompt { .. } | Mode::Off => {}
            }
        }
        // A line is quicker than any of the times, unless the module takes nothing.
        if world.line.len() <= self.stalls || !world.takes() {
            deeds.push(Deed::Pass);
        }
    }

    fn next_state(&self, world: &World, deed: Deed) -> Option<World> {
        let mut world = world.clone();
        let now = world.now;
        match deed {
            Deed::Ask(kind) => {
                let sent = world.host.ask(now, kind);
                world.send(sent);
            }
            Deed::Supply => {
                let sent = world.host.supply(now);
                world.send(sent);
            }
            Deed::Finish | Deed::Abort => {
                let sent = world.host.finish(now, deed == Deed::Abort);
                world.send(sent);
            }
            Deed::Suspend => {
                let sent = world.host.suspend(now);
                world.send(sent);
            }
            Deed::Attach => {
                world.attaches = world.attaches.saturating_sub(1);
                let sent = world.host.attach(now);
                world.send(sent);
            }
            Deed::Take => {
                let sent = world.line.pop_front()?;
                for said in world.module.hear(now, &sent.bytes, sent.by) {
                    world.hear(&said);
                }
            }
            Deed::Unheard => {
                world.faults -= 1;
                world.line.pop_front()?;
            }
            Deed::Answer(answer) => world.answer(answer, None),
            Deed::Wrong(answer, fault) => {
                world.faults -= 1;
                world.answer(answer, Some(fault));
            }
            Deed::Reboot => {
                world.faults -= 1;
                world.module.reboot();
                world.line.clear();
                // What comes from here on is not the peer's.
                world.host.from_peer = None;
            }
            Deed::Boot => {
                world.module.mode = Mode::Command;
                world.hear(&Said {
                    bytes: b"\xFE\r\n".to_vec(),
                    about: About::Nothing,
                });
            }
            Deed::Unasked => {
                world.unasked -= 1;
                world.hear(&Said {
                    bytes: b"\r\nSSLSRING: 1,4\r\n".to_vec(),
                    about: About::Nothing,
                });
            }
            Deed::PeerSends => {
                world.unasked -= 1;
                world.hear(&Said {
                    bytes: b"\r\nOK\r\nx".to_vec(),
                    about: About::Peer,
                });
            }
            Deed::PeerCloses => {
                world.unasked -= 1;
                // Where its CONNECT was lost this is the answer of the dial.
                let Mode::Online { by, .. } = world.module.mode else {
                    return None;
                };
                world.module.mode = Mode::Command;
                world.hear(&Said {
                    bytes: b"\r\nNO CARRIER\r\n".to_vec(),
                    about: About::Request(by),
                });
            }
            Deed::Pass => {
                if !world.pass() {
                    return None;
                }
            }
        }
        world.seal();
        Some(world)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(
                "a request ends once, by its own answer, and payload is whole",
                |_, world: &World| world.host.broken.is_none(),
            ),
            Property::always("only payload reaches the peer", |_, world: &World| {
                !world.module.leaked
            }),
            Property::sometimes("every request ends", |limits, world: &World| {
                world.host.requests == limits.requests && world.is_settled()
            }),
        ]
    }
}

impl World {
    fn answer(&mut self, answer: usize, fault: Option<Fault>) {
        let Mode::Busy { by, .. } = self.module.mode else {
            return;
        };
        let Some((bytes, mode)) = self.module.answers(self.now).into_iter().nth(answer) else {
            return;
        };
        self.module.mode = mode;
        let said = Said {
            bytes,
            about: About::Request(by),
        };
        match fault {
            None => self.hear(&said),
            Some(Fault::Lost) => {}
            Some(Fault::Spoilt) => {
                let mut spoilt = said;
                // A letter of its first line.
                if let Some(byte) = spoilt.bytes.get_mut(2) {
                    *byte ^= 0x10;
                }
                self.hear(&spoilt);
            }
            Some(_) => {
                let twice = [said.bytes.as_slice(), &said.bytes].concat();
                self.hear(&Said {
                    bytes: twice,
                    ..said
                });
            }
        }
    }
}
