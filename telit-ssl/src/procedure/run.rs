//! Plays a script over an engine: its turns to requests and payload, events to what it hears.
//!
//! In: bytes and time, and a script. Out: [`Progress`], one thing at a time. Not here: what any procedure asks.

use core::fmt;

use super::debug::Length;
use super::{Ended, Note, Obstacle, Progress, Script, Turn};
use crate::cause::{Cause, Failure};
use crate::engine::{Action, Engine};
use crate::event::{Event, Violation};
use crate::request::RequestError;
use crate::time::Instant;

/// Plays a script.
#[derive(Clone)]
pub struct Run<'p, S> {
    pub(super) script: S,
    phase: Phase,
    /// Payload that has not been handed over.
    pub(super) payload: &'p [u8],
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
            if self.phase == Phase::Online {
                self.phase = Phase::Ask(Ended::Supplied);
                return None;
            }
            self.phase = Phase::Engine;
            let finished = engine.finish(now).err();
            return finished.and_then(|error| self.give_up(now, engine, error));
        }
        match engine.supply(now, &mut self.payload) {
            // Held: three `+` that would be an escape sequence. The engine's deadline says when to go on.
            Ok([]) => None,
            Ok(piece) => Some(Progress::Write(piece)),
            Err(error) => self.give_up(now, engine, error),
        }
    }

    /// Payload cannot be supplied. The module may wait for it all the same, and is brought out of that first.
    fn give_up<'i, B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        error: RequestError,
    ) -> Option<Progress<'i, 'p, S::Output>> {
        let obstacle = Obstacle::Request(error);
        if engine.is_idle() || engine.is_online() {
            return Some(Progress::Failed(obstacle));
        }
        self.phase = Phase::Engine;
        self.failed = self.failed.or(Some(obstacle));
        let ends = engine.abort(now).or_else(|_| engine.attach(now));
        ends.err().map(|_| Progress::Failed(obstacle))
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
        let is_over = matches!(self.phase, Phase::Ask(_));
        match (self.failed, ended) {
            // Attaching is what helps; whatever else was asked for stands on what is gone.
            (Some(Obstacle::SettingsLost), Ended::Attached(_)) => {
                self.failed = None;
                None
            }
            (Some(obstacle @ (Obstacle::SettingsLost | Obstacle::Request(_))), _) if is_over => {
                Some(Progress::Failed(obstacle))
            }
            _ => None,
        }
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
            self.phase = Phase::Engine;
        }
        Some(Progress::Note(Note::Lost(violation)))
    }
}

impl<S: fmt::Debug> fmt::Debug for Run<'_, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            script,
            phase,
            payload,
            pause,
            failed,
        } = self;
        formatter
            .debug_struct("Run")
            .field("script", script)
            .field("phase", phase)
            .field("payload", &Length(payload.len()))
            .field("pause", pause)
            .field("failed", failed)
            .finish()
    }
}
