//! Time: when something is due, and what has passed.
//!
//! In: the timer of the state, bytes that are held, what has left. Out: the next deadline, and what quiet makes of bytes
//! that are held: the end of online mode, payload, or a prompt. Not here: how long anything takes; `timer` names that.

use at_parse::{ResultCodes, TailCode};

use super::Engine;
use super::classify::ending;
use super::state::{Ending, Input, Online, State};
use super::timer::{UNDECIDED, not_before};
use crate::event::Event;
use crate::time::{Instant, Span};

impl<B: AsRef<[u8]> + AsMut<[u8]>> Engine<B> {
    /// When to poll next if no bytes come; `None`: there is no hurry.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        // What is only not to be done before its time has no time once that has come.
        let ahead = |time: &Instant| *time > self.now;
        let gap = Some(self.gap).filter(|_| !self.outgoing.is_empty());
        [
            self.clock_end(),
            self.quiet,
            self.held.filter(ahead),
            gap.filter(ahead),
            self.payload_stalls(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// When the time of the state is over. Bytes that come at its end, or later and with it, are heard first, and so are those
    /// that come at the same instant as they; and what is held back whole is decided first, since it may be what the state
    /// waits for. Neither is waited for twice, or a stream that never rests would put it off for ever.
    fn clock_end(&self) -> Option<Instant> {
        let clock = self.clock?;
        // The silence before an escape sequence begins behind the last byte: while payload leaves it has not begun.
        if self.state.is_hush() && !self.outgoing.settled() {
            return None;
        }
        let late = self.heard.filter(|heard| *heard >= clock);
        let end = late.map_or(clock, |heard| heard + Span::from_millis(1));
        let is_undecided = self.framer.tail_code().is_some() || self.framer.prompt_held();
        // The escape sequence would be a command line where the session has ended; behind it `OK` may be the answer,
        // whatever is held before that.
        let phase = |phase| self.state == State::Online(phase);
        let decides = (is_undecided && !phase(Online::Pause))
            || (phase(Online::Hush) && self.has_probably_ended());
        let decided = self.quiet.filter(|_| decides).unwrap_or_default();
        Some(end.max(decided.min(clock + UNDECIDED)))
    }

    /// Whether the session has ended as far as can be told before quiet has confirmed it.
    fn has_probably_ended(&self) -> bool {
        match self.carrier {
            Some(on) => !on,
            None => self.framer.tail_code() == Some(TailCode::NoCarrier),
        }
    }

    /// The same of any way into command mode: the `OK` of an escape sequence that has come late is one.
    pub(super) fn has_probably_left(&self) -> bool {
        self.has_probably_ended() || self.framer.tail_code() == Some(TailCode::Ok)
    }

    /// Whether neither what came before nor time gives anything to do.
    pub(super) fn has_nothing_due(&self, now: Instant) -> bool {
        let ahead = |time: Option<Instant>| time.is_none_or(|time| now < time);
        ahead(self.clock) && ahead(self.quiet) && !self.behind.any() && !self.framer.is_due()
    }

    /// Whether the time of the state is over for bytes too: those that came at its end were heard, and more are not waited for.
    pub(super) fn is_over_for_bytes(&self, now: Instant) -> bool {
        let was_heard_late =
            matches!((self.heard, self.clock), (Some(heard), Some(clock)) if heard >= clock);
        was_heard_late && self.clock_has_passed(now)
    }

    /// Whether the time of the state is over.
    pub(super) fn clock_has_passed(&self, now: Instant) -> bool {
        self.clock.is_some_and(|clock| now >= clock)
            && self.clock_end().is_some_and(|end| now >= end)
    }

    /// The time of the answer begins anew with a piece of it.
    pub(super) fn start_line(&mut self, now: Instant) {
        self.clock = Some((now + self.within).min(self.answer_end));
    }

    /// Starts or stops the time that makes something of bytes held back.
    pub(super) fn watch_quiet(&mut self, now: Instant) {
        // Without a carrier quiet alone ends online mode.
        if self.framer.holds() || self.carrier == Some(false) {
            self.watch_held(now);
        } else {
            self.quiet = None;
        }
    }

    // Apart, so that the loop keeps what it needs in registers.
    #[inline(never)]
    pub(super) fn watch_held(&mut self, now: Instant) {
        let span = match self.framer.tail_code() {
            // Not at once: what comes at the same instant makes payload of it, wherever that is cut.
            Some(TailCode::NoCarrier) if self.carrier == Some(false) => Some(Span::from_millis(1)),
            Some(TailCode::NoCarrier) if self.codes == ResultCodes::Numeric => {
                Some(self.profile.tail_digit())
            }
            Some(TailCode::NoCarrier) => Some(self.profile.tail_whole),
            Some(TailCode::Ok) if self.codes == ResultCodes::Numeric => {
                Some(self.profile.tail_partial)
            }
            Some(TailCode::Ok) if !self.behind.is_whole() => Some(self.profile.tail_partial),
            Some(TailCode::Ok) => Some(self.profile.prompt_hold),
            None if self.framer.tail_held() => Some(self.profile.tail_partial),
            None if self.framer.prompt_held() => Some(self.profile.prompt_hold),
            None if self.framer.data_held() => Some(self.profile.tail_whole),
            None if self.carrier == Some(false) && self.is_online() => {
                Some(self.profile.tail_whole)
            }
            None => None,
        };
        self.quiet = span.map(|span| now + span);
        // The peer's last words may be the `OK` of the escape sequence; the module's own comes when the guard time is over.
        if self.framer.tail_code() == Some(TailCode::Ok)
            && let (Some(end), State::Online(Online::Listen)) = (self.clock, self.state)
        {
            let not_before = not_before(end, self.guard);
            self.quiet = self.quiet.map(|quiet| quiet.max(not_before));
        }
    }

    /// What quiet makes of bytes held back: the end of online mode, payload, or a prompt without its space.
    #[inline(never)]
    pub(super) fn quiet_has_passed(&mut self, now: Instant) -> Option<Event<'static>> {
        self.quiet = None;
        if self.framer.prompt_held() {
            self.framer.take_held_prompt();
            return self.input(now, self.prompt(), None);
        }
        // So many bytes were announced and do not come; what has come is told as it is.
        if self.framer.data_held() {
            self.framer.give_up_data();
            return None;
        }
        // What was held comes first; the quiet behind it is over all the same.
        if self.framer.is_due() {
            self.quiet = Some(now);
            return None;
        }
        let ended = match self.framer.tail_code() {
            Some(TailCode::NoCarrier) => self.ending().map(Input::NoCarrier),
            Some(TailCode::Ok) if self.behind.is_whole() => Some(Input::Escaped),
            Some(TailCode::Ok) | None => None,
        };
        if let Some(input) = ended {
            self.framer.take_tail();
            return self.input(now, input, None);
        }
        if self.framer.tail_held() {
            if self.carrier == Some(false) {
                self.quiet = Some(now);
            }
            self.framer.release_tail();
            return None;
        }
        // The carrier has gone and no text came.
        let is_silent = matches!(
            self.state,
            State::Online(Online::Open | Online::Late | Online::Hush)
        );
        if self.carrier == Some(false) && is_silent {
            self.framer.take_tail();
            return self.input(now, Input::NoCarrier(Ending::default()), None);
        }
        None
    }

    /// What the `NO CARRIER` at the end of online data says. `None`: it is data.
    fn ending(&self) -> Option<Ending> {
        // The carrier is still there, so the peer has sent the text itself.
        if self.carrier == Some(true) {
            return None;
        }
        let (_, detail) = self.framer.tail_text();
        ending(detail, self.profile.id)
    }
}
