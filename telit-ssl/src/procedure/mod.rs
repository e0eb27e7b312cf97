//! Procedures: what people do with a module, as machines over the engine. They do no IO either.
//!
//! In: an engine, bytes, time. Out: [`Progress`], one thing at a time. A procedure is a [`Script`]: it says what
//! to ask next and hears the answers; [`Run`] plays it. Not here: exchanges; the engine runs those.
//!
//! Each is idempotent where a person would expect it: it reads first, and says in a [`Note`] what was done
//! already.

mod agree;
mod attach;
mod bring_up;
mod close;
mod debug;
mod enable;
mod identify;
mod open;
mod provision;
mod receive;
mod receive_verb;
mod send;
mod set_up;
mod vacate;

pub use agree::Agree;
pub use attach::Attach;
pub use bring_up::{BringUp, Network};
pub use close::Close;
pub use enable::Enable;
pub use identify::{Identified, Identify, Label};
pub use open::{Open, Redial};
pub use provision::{Item, PemFault, Provision, check_pem};
pub use receive::{End, Receive};
pub use receive_verb::ReceiveVerb;
pub use send::{Send, Way};
pub use set_up::{SetUp, Sockets};
pub use vacate::Vacate;

use core::fmt;

use crate::cause::{Cause, Failure};
use crate::command::identity::SimState;
use crate::command::registration::Registration;
use crate::engine::{Action, Engine};
use crate::event::{Event, Found, Of, Text, Violation};
use crate::request::RequestError;
use crate::time::{Instant, Span};

/// What to do now. Poll until [`Progress::Wait`], or to the end.
#[derive(Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Progress<'i, 'p, T> {
    /// Write [`Engine::outgoing`], as much as fits, and say so to [`Engine::transmitted`].
    Transmit,
    /// Write this payload, all of it, and say so to [`Engine::transmitted`].
    Write(&'p [u8]),
    /// Set DTR.
    SetDtr(bool),
    /// Payload of the peer.
    Payload(&'i [u8]),
    /// A line that nobody asked for; [`Engine::text`] has it.
    Unsolicited(Text<'i>),
    /// Something that a person may want to know.
    Note(Note),
    /// Bring more bytes, or come back at [`Run::deadline`].
    Wait,
    /// The procedure is over.
    Done(T),
    /// The procedure cannot go on. The engine is idle, online or detached, so that the next one can be tried.
    Failed(Obstacle),
}

/// What a procedure found out on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// This was so already, and was not set again.
    AlreadySo(&'static str),
    /// A connection was open, from somebody before; it is closed first.
    Leftover,
    /// The module is not registered yet; it is asked again.
    Registering(Registration),
    /// The payload has bytes that command mode cannot carry, so online mode carries all of it.
    OnlineInstead {
        /// The first such byte.
        byte: u8,
        /// Its place in the payload.
        at: usize,
    },
    /// The module spells the command that receives so, against its profile.
    Respelt(&'static str),
    /// The engine lost track of the module, and asks where it is.
    Lost(Violation),
}

/// Why a procedure cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// It asked for what cannot be; nothing was sent.
    Request(RequestError),
    /// The module said no.
    Refused {
        /// To which command.
        command: &'static str,
        /// Why.
        failure: Failure,
    },
    /// The bytes broke the protocol.
    Violation(Violation),
    /// The answer of a command did not come, or could not be read.
    NoAnswer(&'static str),
    /// The SIM waits for something that was not given.
    Sim(SimState),
    /// One try is left for the PIN, and a wrong one would lock the SIM: it was not given.
    LastTry,
    /// The network does not serve the module.
    NotRegistered(Registration),
    /// A certificate or key that cannot be stored.
    Pem(PemFault),
    /// The connection has ended.
    Closed,
    /// The module has forgotten how it was set: it was restarted, most likely.
    SettingsLost,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => error.fmt(formatter),
            Self::Refused { command, failure } => {
                write!(formatter, "{}", Of(command))?;
                // A failure without a number is told by its meaning already.
                if failure.number.is_some() {
                    write!(formatter, "{failure}: ")?;
                }
                write!(formatter, "{}. {}", failure.meaning(), failure.advice())
            }
            Self::Violation(violation) => violation.fmt(formatter),
            Self::NoAnswer(command) => write!(
                formatter,
                "{command}: the answer is missing or cannot be read"
            ),
            Self::Sim(SimState::Pin) => formatter.write_str("the SIM waits for its PIN: give it"),
            Self::Sim(state) => write!(
                formatter,
                "the SIM waits for something else than its PIN: {state:?}"
            ),
            Self::LastTry => formatter.write_str(
                "one try is left for the PIN, and a wrong one locks the SIM: make sure of it, and enter it by hand (AT+CPIN)",
            ),
            Self::NotRegistered(state) => write!(
                formatter,
                "the network does not serve the module: {state:?}"
            ),
            Self::Pem(fault) => fault.fmt(formatter),
            Self::Closed => formatter.write_str("the connection has ended"),
            Self::SettingsLost => formatter.write_str(
                "the module has forgotten how it was set, as behind a restart: attach, and begin again",
            ),
        }
    }
}

impl core::error::Error for Obstacle {}

/// How the last thing that a script asked for has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ended {
    /// Nothing was asked yet.
    Nothing,
    /// `OK`.
    Done,
    /// `CONNECT`.
    Connected,
    /// Online mode was left with the escape sequence.
    Suspended,
    /// The peer has ended online mode.
    Closed,
    /// The module is attached.
    Attached(Found),
    /// The module said no.
    Failed {
        /// To which command.
        command: &'static str,
        /// Why.
        failure: Failure,
    },
    /// All payload was handed over in online mode.
    Supplied,
    /// A pause is over.
    Paused,
}

/// What a script does next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Turn<'p, T> {
    /// It has asked the engine for something.
    Asked,
    /// The same, and this payload follows the prompt.
    AskedToSend(&'p [u8]),
    /// It supplies payload in online mode.
    Supply(&'p [u8]),
    /// It stays in online mode and hears payload until that ends.
    Listen,
    /// It waits.
    Pause(Span),
    /// It has something to say, and is asked again at once.
    Note(Note),
    /// It is over.
    Done(T),
}

impl<'p, T> Turn<'p, T> {
    /// Its output, where the script is over: for one that is the first part of another.
    ///
    /// # Errors
    /// The turn, for the other script to take as its own.
    pub fn output<U>(self) -> Result<T, Turn<'p, U>> {
        Err(match self {
            Self::Done(output) => return Ok(output),
            Self::Asked => Turn::Asked,
            Self::AskedToSend(payload) => Turn::AskedToSend(payload),
            Self::Supply(payload) => Turn::Supply(payload),
            Self::Listen => Turn::Listen,
            Self::Pause(span) => Turn::Pause(span),
            Self::Note(note) => Turn::Note(note),
        })
    }
}

/// A procedure as a script: what to ask next, and what the answers mean.
pub trait Script<'p> {
    /// What it finds out or makes.
    type Output;

    /// Says what is next. The engine is idle or online; `ended` says how the last thing has ended.
    ///
    /// # Errors
    /// Why it cannot go on.
    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, Self::Output>, Obstacle>;

    /// Hears a line of an answer.
    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, _: &Engine<B>, _: Event<'_>) {}
}

/// Plays a script.
#[derive(Clone)]
pub struct Run<'p, S> {
    script: S,
    phase: Phase,
    /// Payload that has not been handed over.
    payload: &'p [u8],
    pause: Option<Instant>,
    failed: Option<Obstacle>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The script is asked.
    Ask(Ended),
    /// The engine is at work.
    Engine,
    /// Payload goes out behind a prompt.
    Prompted,
    /// Payload goes out in online mode.
    Online,
    /// Online mode goes on until it ends.
    Listening,
    /// The engine finds out where the module is; then this is told.
    Recovering(Ended),
    /// Nothing happens for a while.
    Pausing,
}

impl<'p, S: Script<'p>> Run<'p, S> {
    /// A script at its start.
    pub const fn new(script: S) -> Self {
        Self {
            script,
            phase: Phase::Ask(Ended::Nothing),
            payload: &[],
            pause: None,
            failed: None,
        }
    }

    /// The script.
    pub const fn script(&self) -> &S {
        &self.script
    }

    /// When to poll next if no bytes come.
    pub fn deadline<B: AsRef<[u8]> + AsMut<[u8]>>(&self, engine: &Engine<B>) -> Option<Instant> {
        [engine.deadline(), self.pause].into_iter().flatten().min()
    }

    /// Takes bytes of the module, from the front of `input`, and time; says what to do.
    pub fn poll<'i, B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        input: &mut &'i [u8],
    ) -> Progress<'i, 'p, S::Output> {
        loop {
            if let Some(progress) = self.turn(now, engine) {
                return progress;
            }
            match engine.poll(now, input) {
                Action::Transmit => return Progress::Transmit,
                Action::SetDtr(on) => return Progress::SetDtr(on),
                Action::Wait
                    if self.phase == Phase::Pausing && self.pause.is_none_or(|end| now >= end) =>
                {
                    self.pause = None;
                    self.phase = Phase::Ask(Ended::Paused);
                }
                Action::Wait => return Progress::Wait,
                Action::Event(event) => {
                    if let Some(progress) = self.event(engine, event) {
                        return progress;
                    }
                }
            }
        }
    }

    /// What the script or the payload wants. `None`: it is the engine's turn.
    fn turn<'i, B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Option<Progress<'i, 'p, S::Output>> {
        // What is asked may be payload, which goes out at once; and when it has, the script is asked again.
        loop {
            let progress = match self.phase {
                Phase::Ask(ended) => match self.script.advance(now, engine, ended) {
                    Ok(turn) => self.take(now, turn),
                    Err(obstacle) => Some(Progress::Failed(obstacle)),
                },
                Phase::Prompted | Phase::Online if engine.outgoing().is_empty() => {
                    let progress = self.supply(now, engine);
                    if !matches!(self.phase, Phase::Ask(_)) {
                        return progress;
                    }
                    progress
                }
                Phase::Prompted
                | Phase::Online
                | Phase::Engine
                | Phase::Listening
                | Phase::Recovering(_)
                | Phase::Pausing => return None,
            };
            if progress.is_some() {
                return progress;
            }
        }
    }

    fn take<'i>(
        &mut self,
        now: Instant,
        turn: Turn<'p, S::Output>,
    ) -> Option<Progress<'i, 'p, S::Output>> {
        match turn {
            Turn::Asked => self.phase = Phase::Engine,
            Turn::AskedToSend(payload) => {
                self.payload = payload;
                self.phase = Phase::Engine;
            }
            Turn::Supply(payload) => {
                self.payload = payload;
                self.phase = Phase::Online;
            }
            Turn::Listen => self.phase = Phase::Listening,
            Turn::Pause(span) => {
                self.pause = Some(now + span);
                self.phase = Phase::Pausing;
            }
            Turn::Note(note) => {
                self.phase = Phase::Ask(Ended::Nothing);
                return Some(Progress::Note(note));
            }
            Turn::Done(output) => return Some(Progress::Done(output)),
        }
        None
    }

    fn supply<'i, B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Option<Progress<'i, 'p, S::Output>> {
        if self.payload.is_empty() {
            let finished = if self.phase == Phase::Prompted {
                engine.finish(now)
            } else {
                Ok(())
            };
            self.phase = if self.phase == Phase::Prompted {
                Phase::Engine
            } else {
                Phase::Ask(Ended::Supplied)
            };
            return finished
                .err()
                .map(|error| Progress::Failed(Obstacle::Request(error)));
        }
        match engine.supply(now, &mut self.payload) {
            // Held: three `+` that would be an escape sequence. The engine's deadline says when to go on.
            Ok([]) => None,
            Ok(piece) => Some(Progress::Write(piece)),
            Err(error) => Some(Progress::Failed(Obstacle::Request(error))),
        }
    }

    fn event<'i, B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        engine: &Engine<B>,
        event: Event<'i>,
    ) -> Option<Progress<'i, 'p, S::Output>> {
        let ended = match event {
            Event::Information(_) | Event::Remark(_) => {
                self.script.hear(engine, event);
                return None;
            }
            Event::Prompt => {
                self.phase = Phase::Prompted;
                return None;
            }
            Event::Payload(payload) => return Some(Progress::Payload(payload)),
            Event::Unsolicited(text) => return Some(Progress::Unsolicited(text)),
            Event::Violation(violation) => return self.violation(violation),
            Event::SettingsLost => {
                self.failed = Some(Obstacle::SettingsLost);
                return None;
            }
            Event::Ready => {
                return match (self.failed.take(), self.phase) {
                    (Some(obstacle), _) => Some(Progress::Failed(obstacle)),
                    (None, Phase::Recovering(ended)) => {
                        self.phase = Phase::Ask(ended);
                        None
                    }
                    (None, _) => None,
                };
            }
            Event::Done => Ended::Done,
            Event::Connected => Ended::Connected,
            Event::Suspended => Ended::Suspended,
            Event::Closed { .. } => Ended::Closed,
            Event::Attached(found) => Ended::Attached(found),
            Event::Failed { command, failure } => Ended::Failed { command, failure },
        };
        let silent = matches!(
            ended,
            Ended::Failed {
                failure: Failure {
                    cause: Cause::Silence,
                    ..
                },
                ..
            }
        );
        self.phase = if silent && !engine.is_online() {
            Phase::Recovering(ended)
        } else {
            Phase::Ask(ended)
        };
        // Attaching is what helps; whatever else was asked for stands on what is gone.
        let is_lost = self.failed == Some(Obstacle::SettingsLost)
            && !matches!(self.phase, Phase::Recovering(_));
        if !is_lost {
            return None;
        }
        let obstacle = self.failed.take();
        obstacle
            .filter(|_| !matches!(ended, Ended::Attached(_)))
            .map(Progress::Failed)
    }

    /// A breach ends the procedure, but only when the engine knows again where the module is.
    fn violation<'i>(&mut self, violation: Violation) -> Option<Progress<'i, 'p, S::Output>> {
        if violation == Violation::LinkLost {
            let obstacle = match (self.failed, self.phase) {
                (Some(obstacle), _) => obstacle,
                (None, Phase::Recovering(Ended::Failed { command, failure })) => {
                    Obstacle::Refused { command, failure }
                }
                (None, _) => Obstacle::Violation(violation),
            };
            return Some(Progress::Failed(obstacle));
        }
        if !matches!(violation, Violation::LineTooLong { .. }) {
            self.failed = Some(Obstacle::Violation(violation));
        }
        Some(Progress::Note(Note::Lost(violation)))
    }
}

/// A refusal that a procedure takes for done.
pub(crate) const fn is(ended: Ended, cause: Cause) -> bool {
    matches!(ended, Ended::Failed { failure, .. } if failure.cause as u8 == cause as u8)
}

/// Goes on if the last exchange ended well.
pub(crate) const fn require(ended: Ended) -> Result<(), Obstacle> {
    match ended {
        Ended::Failed { command, failure } => Err(Obstacle::Refused { command, failure }),
        Ended::Closed => Err(Obstacle::Closed),
        Ended::Nothing
        | Ended::Done
        | Ended::Connected
        | Ended::Suspended
        | Ended::Attached(_)
        | Ended::Supplied
        | Ended::Paused => Ok(()),
    }
}
