//! Payload of the host: what may leave now, and how it ends.
//!
//! In: payload of the application. Out: the piece to write, lent from it. Not here: a copy of it; buffering is
//! the application's, back-pressure the port's.

use at_spec::Payload;

use super::state::{Input, Online, Prompt, State};
use super::timer::PAYLOAD_LEAVES;
use super::transmit::Source;
use super::{Engine, step};
use crate::byte::{BACKSPACE, CTRL_Z, ESCAPE};
#[cfg(doc)]
use crate::event::Event;
use crate::request::RequestError;
use crate::time::Instant;

impl<B: AsRef<[u8]> + AsMut<[u8]>> Engine<B> {
    /// Takes payload: write exactly what is returned, and say so with [`transmitted`](Self::transmitted).
    ///
    /// `payload` is moved behind it. What stays is not refused but held: a third `+` that quiet behind it would
    /// make an escape sequence, and everything while the connection has probably ended. Supply it again with what
    /// follows, or when [`deadline`](Self::deadline) says. Behind a prompt no more is taken than was announced; where `^Z` ends
    /// it nothing is, and a send should not be given more than [`Profile::send_most`](crate::Profile::send_most), which
    /// [`procedure::Send`](crate::procedure::Send) keeps to.
    ///
    /// # Errors
    /// [`RequestError::NoPayloadDue`]; [`RequestError::Forbidden`] for a byte that the module would act on;
    /// [`RequestError::Echo`] where the payload would come back.
    pub fn supply<'p>(
        &mut self,
        now: Instant,
        payload: &mut &'p [u8],
    ) -> Result<&'p [u8], RequestError> {
        let allowed = match self.state {
            // The module is probably in command mode, and payload would be taken for a command line: it waits until that
            // is known.
            State::Online(Online::Open | Online::Late) if self.has_probably_left() => {
                self.held = self.quiet;
                0
            }
            State::Online(Online::Open | Online::Late) => {
                let (allowed, held) = self.watch.allow(now, payload, self.guard);
                self.held = held;
                allowed
            }
            State::Prompt(Prompt::Supply(_)) if self.echoed => {
                return Err(RequestError::Echo);
            }
            State::Prompt(Prompt::Supply(Payload::UntilCtrlZ)) => {
                forbid(payload)?;
                payload.len()
            }
            State::Prompt(
                Prompt::Supply(Payload::Counted(_) | Payload::CountedThenCtrlZ(_))
                | Prompt::Blind(_),
            ) => payload.len().min(self.left()),
            State::Idle
            | State::Exchange(_)
            | State::Prompt(Prompt::Due(_))
            | State::Receive(_)
            | State::Online(_)
            | State::Recover(_)
            | State::Detached => return Err(RequestError::NoPayloadDue),
        };
        self.now = now;
        let (piece, rest) = payload.split_at_checked(allowed).unwrap_or((payload, &[]));
        *payload = rest;
        if !piece.is_empty() {
            self.left = self
                .left
                .saturating_sub(u32::try_from(piece.len()).unwrap_or(u32::MAX));
            self.outgoing.owe(piece.len());
            self.watch.left(now);
            if self.state == State::Online(Online::Late) {
                let _ = self.apply(now, step::step(self.state, Input::Supply), None);
            }
        }
        Ok(piece)
    }

    fn left(&self) -> usize {
        usize::try_from(self.left).unwrap_or(usize::MAX)
    }

    /// Says that payload which was supplied, and was not transmitted, never will be: behind [`Event::Closed`] or a failure it
    /// would be a command line, and a port that was closed has lost it. It is counted no more.
    pub fn payload_dropped(&mut self, now: Instant) {
        self.now = now;
        if self.outgoing.owes() {
            self.outgoing.drop_payload();
            if self.outgoing.is_empty() {
                let _ = self.apply(now, step::step(self.state, Input::Sent), None);
            }
        }
    }

    /// When payload that does not leave is taken for dropped, where something waits until it has left.
    pub(super) fn payload_stalls(&self) -> Option<Instant> {
        let waits = self.state.is_hush() || !self.outgoing.is_empty();
        let last = self
            .watch
            .last()
            .filter(|_| waits && self.outgoing.owes())?;
        Some(last + PAYLOAD_LEAVES)
    }

    /// Says that there is no more payload: the end that the exchange asks for is sent.
    ///
    /// # Errors
    /// [`RequestError::NoPayloadDue`]; [`RequestError::Count`] while announced bytes are left.
    pub fn finish(&mut self, now: Instant) -> Result<(), RequestError> {
        match self.state {
            State::Prompt(
                Prompt::Supply(Payload::Counted(_) | Payload::CountedThenCtrlZ(_))
                | Prompt::Blind(_),
            ) if self.left > 0 => Err(RequestError::Count { left: self.left }),
            State::Prompt(Prompt::Supply(_) | Prompt::Blind(_)) => {
                self.end_payload(now, Input::Finish);
                Ok(())
            }
            State::Idle
            | State::Exchange(_)
            | State::Prompt(Prompt::Due(_))
            | State::Receive(_)
            | State::Online(_)
            | State::Recover(_)
            | State::Detached => Err(RequestError::NoPayloadDue),
        }
    }

    /// Gives the payload up: ESC, which the module answers with `OK` or `ERROR` (protocol notes 5.4, 5.10). Either is told
    /// as [`Event::Failed`] with [`Cause::Aborted`](crate::Cause::Aborted).
    ///
    /// # Errors
    /// [`RequestError::CannotAbort`]: nothing else on these modules can be aborted; it ends by itself.
    pub fn abort(&mut self, now: Instant) -> Result<(), RequestError> {
        match self.state {
            State::Prompt(Prompt::Supply(Payload::UntilCtrlZ)) => {
                self.end_payload(now, Input::Abort);
                Ok(())
            }
            State::Idle
            | State::Exchange(_)
            | State::Prompt(_)
            | State::Receive(_)
            | State::Online(_)
            | State::Recover(_)
            | State::Detached => Err(RequestError::CannotAbort),
        }
    }

    fn end_payload(&mut self, now: Instant, input: Input) {
        self.now = now;
        let _ = self.apply(now, step::step(self.state, input), None);
        // A counted payload that has left already leaves nothing to wait for.
        if self.outgoing.settled() {
            let _ = self.apply(now, step::step(self.state, Input::Sent), None);
        }
    }

    pub(super) fn send_fixed(&mut self, bytes: &'static [u8]) {
        self.outgoing.load(Source::Fixed(bytes));
    }
}

/// Bytes on which the module would act (protocol notes 5.10).
fn forbid(payload: &[u8]) -> Result<(), RequestError> {
    let acted_on = |byte: &u8| matches!(*byte, BACKSPACE | CTRL_Z | ESCAPE);
    match payload.iter().enumerate().find(|(_, byte)| acted_on(byte)) {
        Some((at, &byte)) => Err(RequestError::Forbidden { byte, at }),
        None => Ok(()),
    }
}
