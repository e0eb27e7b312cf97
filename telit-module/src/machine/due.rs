//! Time: what happens by itself, in its order and at its own time.
//!
//! In: the time. Out: what was due until then is done, and when something is due next. Not here: what a command does when its
//! time has come; its family has that.

use telit_ssl::{Instant, Span};

use super::Module;
use super::state::{State, Task, Verdict, Work};

impl Module {
    /// Lets time pass: what is due happens in its order, and at its own time.
    pub(super) fn advance(&mut self, now: Instant) {
        if matches!(self.state, State::Off) {
            self.start(now);
        }
        while let Some(due) = self.due().filter(|due| *due <= now) {
            self.now = self.now.max(due);
            self.expire();
        }
        self.now = self.now.max(now);
    }

    /// When something happens by itself.
    pub(super) fn due(&self) -> Option<Instant> {
        let state = match &self.state {
            State::Off | State::Command | State::Prompt(_) => None,
            State::Starting { until } | State::Working(Work { until, .. }) => Some(*until),
            State::Online(online) => self.online_deadline(online),
        };
        [state, self.idle_due(), self.network.deadline()]
            .into_iter()
            .flatten()
            .min()
    }

    pub(super) fn start(&mut self, now: Instant) {
        self.now = now;
        self.state = State::Starting {
            until: now + self.settings.quirks.silent_boot,
        };
        self.search();
    }

    /// Does what is due now; every deadline that has come is gone afterwards.
    pub(super) fn expire(&mut self) {
        if self.network.deadline().is_some_and(|due| due <= self.now) {
            self.registered();
        }
        match &self.state {
            State::Starting { until } if *until <= self.now => {
                self.state = State::Command;
                self.release();
                self.report_boot();
            }
            State::Working(Work { task, until }) if *until <= self.now => self.time_out(*task),
            State::Online(_) => self.online_expire(),
            State::Off
            | State::Starting { .. }
            | State::Command
            | State::Prompt(_)
            | State::Working(_) => {}
        }
        if self.idle_due().is_some_and(|due| due <= self.now) {
            self.idle_for_too_long();
        }
    }

    pub(super) fn time_out(&mut self, task: Task) {
        let verdict = match task {
            Task::Activate(context) => self.activated(context),
            Task::Dial(_) => self.dial_unanswered(),
            Task::Greet(mode) => self.greeted(mode),
            Task::Fail(refused) => self.dial_failed(refused),
            Task::Store => self.store(),
            Task::Remember => self.not_remembered(),
            Task::Send => self.send_stuck(),
            Task::Receive(receive) => self.nothing_received(receive),
        };
        self.resume(verdict);
    }

    /// Lets the line in progress wait for this.
    pub(super) fn later(&self, task: Task, span: Span) -> Verdict {
        let until = self.now + span;
        Verdict::Later(State::Working(Work { task, until }))
    }
}
