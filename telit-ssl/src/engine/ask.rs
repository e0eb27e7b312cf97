//! Command lines: what is asked, by the application or by the engine itself -> the line that leaves.
//!
//! In: commands. Out: a line in its room, what its answer is read by, and the first step; or why there is none. Not here:
//! what the answer means; `classify` and `step` have that.

use core::marker::PhantomData;

use at_spec::{Command, Full, Information, Name, Outline, Refusal, Refused, Writer};

use super::classify::Pending;
use super::state::State;
use super::timer::ANSWER_GOES_ON;
use super::transmit::Source;
use super::{Engine, step};
use crate::byte::CR;
use crate::command::may_unset;
#[cfg(doc)]
use crate::engine::Action;
#[cfg(doc)]
use crate::event::Event;
use crate::request::{RequestError, Ticket};
use crate::time::{Instant, Span};

impl<B: AsRef<[u8]> + AsMut<[u8]>> Engine<B> {
    /// Asks the module something.
    ///
    /// The command line leaves with the next [`Action::Transmit`]s; the answer comes in events, of which
    /// [`Event::Done`], [`Event::Failed`], [`Event::Connected`] or [`Event::Violation`] is the last.
    ///
    /// # Errors
    /// [`RequestError`]; then nothing is sent and nothing has changed.
    pub fn request<C: Command>(
        &mut self,
        now: Instant,
        command: &C,
    ) -> Result<Ticket<C::Answer>, RequestError> {
        let outline = command.outline();
        let pending = self.pending_for::<C::Answer>(&outline);
        self.submit(
            now,
            &outline,
            pending,
            command.check(self.profile.id),
            &|writer| command.encode(writer),
        )?;
        Ok(Ticket {
            serial: self.serial,
            answer: PhantomData,
        })
    }

    /// Lets the command under way take so long, instead of the time that its declaration gives it. As with that, the time
    /// starts when the command line has left, and anew with every line of the answer, though these prolong it by no more than a
    /// minute in all.
    ///
    /// # Errors
    /// [`RequestError::NothingAsked`] where no command of the application is under way.
    pub fn answer_within(&mut self, now: Instant, within: Span) -> Result<(), RequestError> {
        match self.state {
            State::Exchange(_) | State::Prompt(_) | State::Receive(_) => {
                self.now = now;
                self.within = within;
                self.clock = self.clock.map(|_| now + within);
                self.answer_end = now + within + ANSWER_GOES_ON;
                Ok(())
            }
            State::Idle | State::Online(_) | State::Recover(_) | State::Detached => {
                Err(RequestError::NothingAsked)
            }
        }
    }

    /// The part of a request that does not depend on the command's type.
    fn submit(
        &mut self,
        now: Instant,
        outline: &Outline,
        pending: Pending,
        checked: Result<(), Refused>,
        encode: &dyn Fn(&mut Writer<'_>) -> Result<(), Full>,
    ) -> Result<(), RequestError> {
        self.ready_for_line()?;
        if self.outgoing.owes() {
            return Err(RequestError::PayloadLeaves);
        }
        checked.map_err(|refused| self.refused(refused))?;
        let (length, holds_secret) = self.compose(encode)?;
        if holds_secret {
            self.secret = Some(pending.command);
        }
        self.settled &= !may_unset(self.line.as_ref().get(..length).unwrap_or(&[]));
        self.now = now;
        self.serial = self.serial.wrapping_add(1);
        self.within = Span::from_millis(u64::from(outline.within));
        self.pending = Some(pending);
        self.late = None;
        self.send_line(length);
        let _ = self.apply(now, step::begin(outline.exchange), None);
        Ok(())
    }

    /// Why the profile does not take a request, by its name.
    const fn refused(&self, refused: Refused) -> RequestError {
        match refused.refusal {
            Refusal::Absent => RequestError::Absent {
                name: refused.name,
                profile: self.profile.name,
            },
            Refusal::OutOfRange { .. } | _ => RequestError::Refused(refused),
        }
    }

    pub(super) fn ready_for_line(&self) -> Result<(), RequestError> {
        match self.state {
            State::Idle => Ok(()),
            State::Exchange(_) | State::Prompt(_) | State::Receive(_) => Err(RequestError::Busy),
            State::Online(_) => Err(RequestError::Online),
            State::Recover(_) => Err(RequestError::Recovering),
            State::Detached => Err(RequestError::Detached),
        }
    }

    fn pending_for<A: Information>(&self, outline: &Outline) -> Pending {
        Pending::new::<A>(
            self.profile.spelling(&outline.name),
            outline.exchange,
            self.unsolicited,
        )
    }

    /// Writes a command line into its room; the length of it, with its terminator, and whether it holds a secret.
    fn compose(
        &mut self,
        encode: &dyn Fn(&mut Writer<'_>) -> Result<(), Full>,
    ) -> Result<(usize, bool), RequestError> {
        let room = self.line.as_mut();
        let longest = room.len().min(self.profile.line_length);
        let too_long = RequestError::TooLong { room: longest };
        let mut writer = Writer::new(room.get_mut(..longest).unwrap_or(&mut []), self.profile.id)
            .respelt(self.profile.respelt);
        let written = writer
            .bytes(b"AT")
            .and_then(|()| encode(&mut writer))
            .and_then(|()| writer.bytes(&[CR]));
        written
            .map(|()| (writer.len(), writer.holds_secret()))
            .map_err(|Full| too_long)
    }

    fn send_line(&mut self, length: usize) {
        self.outgoing.load(Source::Room(length));
        self.sent_line = length.saturating_sub(1);
        // Each line shows anew whether it comes back: the one before it may have changed that.
        self.echoed = false;
    }

    /// A command line of the engine's own.
    pub(super) fn ask<C: Command>(&mut self, now: Instant, command: &C) {
        let outline = command.outline();
        let pending = self.pending_for::<C::Answer>(&outline);
        self.ask_line(now, pending, &|writer| command.encode(writer));
    }

    pub(super) fn ask_marker(&mut self, now: Instant, (name, mark): (Name, &[u8])) {
        let spelling = self.profile.spelling(&name);
        let pending = Pending::named(spelling, name);
        self.ask_line(now, pending, &|writer| {
            writer.bytes(spelling.as_bytes())?;
            writer.bytes(mark)
        });
    }

    fn ask_line(
        &mut self,
        now: Instant,
        pending: Pending,
        encode: &dyn Fn(&mut Writer<'_>) -> Result<(), Full>,
    ) {
        self.pending = Some(pending);
        self.serial = self.serial.wrapping_add(1);
        self.gap = self.gap.max(now + self.profile.gap);
        // A room too small for the settings is too small for any command; the try then ends in silence.
        let composed = self.compose(encode);
        let length = composed.map_or(0, |(length, _)| length);
        self.send_line(length);
        if length == 0 {
            self.clock = Some(now);
        }
    }
}
