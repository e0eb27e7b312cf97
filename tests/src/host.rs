//! The host's end: an engine, false time, and all that it has sent and said.
//!
//! In: requests, bytes, spans of time. Out: bytes sent, [`Heard`] events that own their bytes. Every byte that
//! the engine wants to send leaves at once. Not here: what is expected of it.

use at_spec::Command;
use telit_ssl::{
    Action, Engine, Event, Failure, Found, Instant, Profile, RequestError, Span, Ticket, Violation,
};

use telit_ssl::value::SocketId;

use crate::clock::Clock;
use crate::pair::End;

/// An event that owns its bytes. Payload in a row is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A line of the answer.
    Information(Vec<u8>),
    /// A line inside an exchange that is nothing known.
    Remark(Vec<u8>),
    /// The module waits for payload.
    Prompt,
    /// Payload of the module.
    Payload(Vec<u8>),
    /// `OK`.
    Done,
    /// `CONNECT`.
    Connected,
    /// Out of online mode, and the connection is open.
    Suspended,
    /// `NO CARRIER` has ended online mode.
    Closed {
        /// Whether a control line says so too.
        certain: bool,
        /// Which socket the text names.
        socket: Option<SocketId>,
        /// Which cause the text names.
        cause: Option<u16>,
        /// The text, as it came.
        text: Vec<u8>,
    },
    /// The module said no.
    Failed {
        /// To what.
        command: &'static str,
        /// Why.
        failure: Failure,
    },
    /// A line that nobody asked for.
    Unsolicited(Vec<u8>),
    /// The module was found.
    Attached(Found),
    /// The state is known again.
    Ready,
    /// The module echoes again.
    SettingsLost,
    /// The protocol was broken.
    Violation(Violation),
    /// DTR was set.
    Dtr(bool),
}

/// An engine on a false clock.
#[derive(Clone, Debug)]
pub struct Host {
    /// The engine.
    pub engine: Engine<Vec<u8>>,
    /// Its time.
    pub clock: Clock,
    sent: Vec<u8>,
    heard: Vec<Heard>,
}

/// More actions than any stream of these tests asks for at one instant.
const RESTLESS: usize = 100_000;

impl Host {
    /// A host that takes the module for one in command mode, with rooms that any line of these tests fits.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        Self::over(Engine::new(profile, vec![0; 400], vec![0; 400]))
    }

    /// A host with this engine.
    #[must_use]
    pub const fn over(engine: Engine<Vec<u8>>) -> Self {
        Self {
            engine,
            clock: Clock::START,
            sent: Vec::new(),
            heard: Vec::new(),
        }
    }

    /// A host that has made sure that the module does not echo.
    #[must_use]
    pub fn without_echo(profile: Profile) -> Self {
        let mut host = Self::new(profile);
        host.request(&telit_ssl::command::interface::Attention)
            .expect("the engine is idle");
        host.hear(b"\r\nOK\r\n");
        host.pass(profile.gap);
        assert_eq!(host.take_heard(), [Heard::Done]);
        assert_eq!(host.take_sent(), b"AT\r");
        host
    }

    /// Asks, and lets the command line leave.
    ///
    /// # Errors
    /// Those of the engine; nothing has left then.
    pub fn request<C: Command>(&mut self, command: &C) -> Result<Ticket<C::Answer>, RequestError> {
        let ticket = self.engine.request(self.clock.now(), command)?;
        self.leave();
        Ok(ticket)
    }

    /// Supplies payload, all that may leave.
    ///
    /// # Errors
    /// Those of the engine.
    pub fn supply<'p>(&mut self, payload: &'p [u8]) -> Result<&'p [u8], RequestError> {
        let mut rest = payload;
        let now = self.clock.now();
        let piece = self.engine.supply(now, &mut rest)?;
        self.sent.extend(piece);
        self.engine.transmitted(now, piece.len());
        self.poll(&[]);
        Ok(rest)
    }

    /// Says that there is no more payload.
    ///
    /// # Errors
    /// Those of the engine.
    pub fn finish(&mut self) -> Result<(), RequestError> {
        self.engine.finish(self.clock.now())?;
        self.poll(&[]);
        Ok(())
    }

    /// Leaves online mode; time passes until the escape sequence has left and the guard time behind it is over.
    ///
    /// # Errors
    /// Those of the engine.
    pub fn suspend(&mut self) -> Result<(), RequestError> {
        self.engine.suspend(self.clock.now())?;
        while !self.sent.ends_with(b"+++") && self.engine.is_online() && self.go_on() {}
        self.pass(self.engine.profile().guard);
        Ok(())
    }

    /// Bytes come, in one piece.
    pub fn hear(&mut self, bytes: &[u8]) {
        self.poll(bytes);
    }

    /// Bytes come in pieces, all at one instant.
    pub fn hear_pieces<'p>(&mut self, pieces: impl IntoIterator<Item = &'p [u8]>) {
        for piece in pieces {
            self.poll(piece);
        }
    }

    /// Time passes, and what is due in it is done.
    pub fn pass(&mut self, span: Span) {
        let end = self.clock.now() + span;
        while self
            .engine
            .deadline()
            .is_some_and(|deadline| deadline <= end)
            && self.go_on()
        {}
        self.clock.reach(end);
        self.poll(&[]);
    }

    /// Time passes up to the deadline of the engine. False: it has none.
    pub fn go_on(&mut self) -> bool {
        let Some(deadline) = self.engine.deadline() else {
            return false;
        };
        // A deadline that is now means: poll once more.
        let now = self.clock.now();
        self.clock.reach(if deadline > now {
            deadline
        } else {
            now + Span::from_millis(1)
        });
        self.poll(&[]);
        true
    }

    /// What has left since it was asked last.
    pub fn take_sent(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.sent)
    }

    /// What was said since it was asked last.
    pub fn take_heard(&mut self) -> Vec<Heard> {
        std::mem::take(&mut self.heard)
    }

    /// What was said and not taken.
    #[must_use]
    pub fn heard(&self) -> &[Heard] {
        &self.heard
    }

    /// Lets a command line leave that waits for its gap.
    pub fn leave(&mut self) {
        self.poll(&[]);
        while !self.engine.outgoing().is_empty() && self.go_on() {}
    }

    fn poll(&mut self, bytes: &[u8]) {
        let now = self.clock.now();
        let mut input = bytes;
        for _ in 0..RESTLESS {
            match self.engine.poll(now, &mut input) {
                Action::Transmit => {
                    let outgoing = self.engine.outgoing();
                    let length = outgoing.len();
                    assert!(length > 0, "there is something to transmit");
                    self.sent.extend(outgoing);
                    self.engine.transmitted(now, length);
                }
                Action::Event(event) => self.note(event),
                Action::SetDtr(on) => self.heard.push(Heard::Dtr(on)),
                Action::Wait => {
                    assert!(
                        input.is_empty(),
                        "the engine waits with input left: {:?}",
                        input.escape_ascii().to_string()
                    );
                    return;
                }
            }
        }
        panic!("the engine does not come to rest");
    }

    fn note(&mut self, event: Event<'_>) {
        Heard::of(&self.engine, event).join(&mut self.heard);
    }
}

impl Heard {
    /// The event with its bytes.
    ///
    /// # Panics
    /// If there is such an event no more, or a piece of payload has no bytes.
    pub fn of<B: AsRef<[u8]> + AsMut<[u8]>>(engine: &Engine<B>, event: Event<'_>) -> Self {
        let text = |text| engine.text(text).to_vec();
        match event {
            Event::Information(line) => Self::Information(text(line)),
            Event::Remark(line) => Self::Remark(text(line)),
            Event::Unsolicited(line) => Self::Unsolicited(text(line)),
            Event::Prompt => Self::Prompt,
            Event::Done => Self::Done,
            Event::Connected => Self::Connected,
            Event::Suspended => Self::Suspended,
            Event::Closed {
                certain,
                socket,
                cause,
            } => Self::Closed {
                certain,
                socket,
                cause,
                text: engine.ended_by().concat(),
            },
            Event::Failed { command, failure } => Self::Failed { command, failure },
            Event::Attached(found) => Self::Attached(found),
            Event::Ready => Self::Ready,
            Event::SettingsLost => Self::SettingsLost,
            Event::Violation(violation) => Self::Violation(violation),
            Event::Payload(piece) => {
                assert!(!piece.is_empty(), "a piece of payload has bytes");
                Self::Payload(piece.to_vec())
            }
            other => panic!("an event that the bench does not know: {other:?}"),
        }
    }

    /// Puts it behind the others; payload in a row is one.
    pub fn join(self, heard: &mut Vec<Self>) {
        match (self, heard.last_mut()) {
            (Self::Payload(piece), Some(Self::Payload(payload))) => payload.extend(piece),
            (one, _) => heard.push(one),
        }
    }
}

impl End for Host {
    fn hear(&mut self, now: Instant, bytes: &[u8]) {
        self.clock.reach(now);
        self.poll(bytes);
    }

    fn say(&mut self, now: Instant) -> Vec<u8> {
        self.clock.reach(now);
        self.poll(&[]);
        self.take_sent()
    }

    fn deadline(&self) -> Option<Instant> {
        self.engine.deadline()
    }
}
