//! The host of the model: the real engine, and an application that writes down what it was told.
//!
//! In: calls, what the module says, time. Out: what is sent, and the first promise that was broken. Not here: which
//! calls are made; the world chooses them.

use at_spec::{Exchange, Payload};
use telit_ssl::{Action, Engine, Event, Instant, Profile, Raw, Span, Violation};

use crate::module::{About, By, Kind, PAYLOAD, Said};

/// Times as short as they can be told apart.
const PROFILE: Profile = Profile {
    dial_outcome: Span::from_secs(10),
    ..Profile::G2
};
const WITHIN: Span = Span::from_secs(5);

/// Bytes that the host has sent in one piece.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sent {
    pub bytes: Vec<u8>,
    pub by: By,
}

/// A request that has no end yet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Current {
    pub number: u8,
    pub kind: Kind,
    /// Whether the module waits for payload.
    pub prompted: bool,
    /// Whether payload was supplied.
    pub supplied: bool,
    /// Payload that was received.
    pub received: Vec<u8>,
    /// Whether a count has come.
    pub counted: bool,
}

#[derive(Clone, Debug)]
pub struct Host {
    pub engine: Engine<[u8; 24]>,
    pub current: Option<Current>,
    pub requests: u8,
    pub detached: bool,
    /// Bytes of the peer that have not been delivered, while there is a session.
    pub from_peer: Option<Vec<u8>>,
    pub broken: Option<String>,
}

impl Host {
    pub fn new() -> Self {
        Self {
            engine: Engine::new(PROFILE, [0; 24], [0; 24]),
            current: None,
            requests: 0,
            detached: false,
            from_peer: None,
            broken: None,
        }
    }

    /// Asks; the command line leaves when the engine says so.
    pub fn ask(&mut self, now: u64, kind: Kind) -> Vec<Sent> {
        let (body, exchange): (&[u8], _) = match kind {
            Kind::Plain => (b"+P", Exchange::Plain),
            Kind::Receive => (b"+R", Exchange::Counted { room: 6 }),
            Kind::Send => (b"+S", Exchange::Prompt(Payload::UntilCtrlZ)),
            Kind::Dial => (b"+D", Exchange::Online),
        };
        let command = Raw::new(body)
            .expect("it can be sent")
            .with_exchange(exchange);
        let asked = self
            .engine
            .request(at(now), &command.answered_within(WITHIN));
        if asked.is_err() {
            self.breaks("an idle engine refuses a request");
            return Vec::new();
        }
        self.current = Some(Current {
            number: self.requests,
            kind,
            prompted: false,
            supplied: false,
            received: Vec::new(),
            counted: false,
        });
        self.requests += 1;
        self.go_on(now, None)
    }

    /// Gives a byte of payload where some is due.
    pub fn supply(&mut self, now: u64) -> Vec<Sent> {
        let mut payload = b"x".as_slice();
        let Ok(piece) = self.engine.supply(at(now), &mut payload) else {
            return Vec::new();
        };
        let mut sent = Vec::new();
        if !piece.is_empty() {
            sent.push(Sent {
                bytes: piece.to_vec(),
                by: By::Application,
            });
            self.engine.transmitted(at(now), piece.len());
        }
        if let Some(current) = &mut self.current {
            current.supplied = true;
        }
        sent.extend(self.go_on(now, None));
        sent
    }

    pub fn finish(&mut self, now: u64, given_up: bool) -> Vec<Sent> {
        let done = match given_up {
            true => self.engine.abort(at(now)),
            false => self.engine.finish(at(now)),
        };
        if done.is_err() {
            self.breaks("payload that is due cannot be ended");
        }
        if let Some(current) = &mut self.current {
            current.prompted = false;
        }
        self.go_on(now, None)
    }

    pub fn suspend(&mut self, now: u64) -> Vec<Sent> {
        let _ = self.engine.suspend(at(now));
        self.go_on(now, None)
    }

    pub fn attach(&mut self, now: u64) -> Vec<Sent> {
        let _ = self.engine.attach(at(now));
        // Whatever was under way is given up.
        self.detached = false;
        self.from_peer = None;
        self.go_on(now, None)
    }

    /// Hears what the module says, or lets time have passed; does all that is to be done.
    pub fn go_on(&mut self, now: u64, said: Option<&Said>) -> Vec<Sent> {
        let mut sent = Vec::new();
        let mut input = said.map_or(&[][..], |said| &said.bytes);
        if let (Some(said), Some(waiting)) = (said, &mut self.from_peer)
            && said.about == About::Peer
        {
            waiting.extend(&said.bytes);
        }
        loop {
            match self.engine.poll(at(now), &mut input) {
                Action::Transmit => {
                    let bytes = self.engine.outgoing().to_vec();
                    self.engine.transmitted(at(now), bytes.len());
                    sent.push(Sent {
                        by: self.author(&bytes),
                        bytes,
                    });
                }
                Action::Event(event) => self.hear(event, said.map(|said| said.about)),
                Action::SetDtr(_) => {}
                Action::Wait => break,
            }
        }
        if self.engine.is_idle() && self.current.is_some() {
            self.breaks("a request has no end");
        }
        sent
    }

    /// Whose bytes these are: command lines of requests begin like them.
    fn author(&self, bytes: &[u8]) -> By {
        match (bytes, &self.current) {
            ([b'A', b'T', b'+', b'P' | b'R' | b'S' | b'D', ..], Some(current)) => {
                By::Request(current.number)
            }
            ([0x1A] | [0x1B], Some(current)) => By::Request(current.number),
            _ => By::Engine,
        }
    }

    fn hear(&mut self, event: Event<'_>, about: Option<About>) {
        match event {
            Event::Information(text) => {
                // Any line that nobody knows may be one of a bare answer; but not that of another request.
                if matches!(about, Some(About::Request(_) | About::Engine)) {
                    self.answers(about, "a line of an answer");
                }
                let header = self.engine.text(text).starts_with(b"+R");
                if let Some(current) = &mut self.current {
                    current.counted |= header;
                }
            }
            Event::Prompt => {
                self.answers(about, "a prompt");
                if let Some(current) = &mut self.current {
                    current.prompted = true;
                }
            }
            Event::Payload(bytes) => self.payload(bytes, about),
            Event::Done => {
                self.answers(about, "OK");
                let received = self.current.take();
                match received {
                    None => self.breaks("a request ends twice"),
                    Some(Current {
                        kind: Kind::Receive,
                        received,
                        counted,
                        ..
                    }) => {
                        if !counted || !(received.is_empty() || received == PAYLOAD) {
                            self.breaks("a receive is done and its payload is not what was sent");
                        }
                    }
                    Some(_) => {}
                }
            }
            Event::Connected => {
                self.answers(about, "CONNECT");
                self.ends();
                self.from_peer = Some(Vec::new());
            }
            // The escape sequence has no answer, and the session goes on.
            Event::Failed { command: "+++", .. } => {}
            Event::Failed { .. } => {
                if about.is_some() {
                    self.answers(about, "a refusal");
                }
                self.ends();
            }
            Event::Suspended | Event::Closed { .. } => self.session_ends(),
            Event::Violation(Violation::LinkLost) => self.detached = true,
            Event::Violation(Violation::LineTooLong { .. }) => {}
            Event::Violation(_) => {
                self.current = None;
                self.from_peer = None;
            }
            Event::Remark(_)
            | Event::Unsolicited(_)
            | Event::Attached(_)
            | Event::Ready
            | Event::SettingsLost => {}
            _ => self.breaks("an event that the model does not know"),
        }
    }

    fn payload(&mut self, bytes: &[u8], about: Option<About>) {
        if let Some(current) = &mut self.current {
            if current.kind == Kind::Receive && about == Some(About::Request(current.number)) {
                current.received.extend(bytes);
            } else {
                self.breaks("payload that nobody asked for");
            }
        } else if let Some(waiting) = &mut self.from_peer {
            match waiting.strip_prefix(bytes) {
                Some(rest) => *waiting = rest.to_vec(),
                None if about == Some(About::Peer) || about.is_none() => {
                    self.breaks("bytes of the peer are lost, doubled or reordered");
                }
                // Behind an end that nobody has seen the module speaks as if it were the peer.
                None => {}
            }
        }
    }

    fn session_ends(&mut self) {
        if self
            .from_peer
            .take()
            .is_some_and(|waiting| !waiting.is_empty())
        {
            self.breaks("a session has ended and bytes of the peer are missing");
        }
    }

    /// What is heard must be about the request under way.
    fn answers(&mut self, about: Option<About>, what: &str) {
        let number = self
            .current
            .as_ref()
            .map(|current| About::Request(current.number));
        if number.is_none() || about != number {
            self.breaks(&format!(
                "{what} is given to a request that it does not answer"
            ));
        }
    }

    fn ends(&mut self) {
        if self.current.take().is_none() {
            self.breaks("a request ends twice");
        }
    }

    fn breaks(&mut self, promise: &str) {
        self.broken.get_or_insert_with(|| promise.to_string());
    }
}

pub fn at(now: u64) -> Instant {
    Instant::from_millis(now)
}
