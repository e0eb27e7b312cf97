//! False time: it passes when a test says so.
//!
//! In: spans. Out: points in time. Not here: a clock of the machine that the test runs on.

use telit_ssl::{Instant, Span};

/// A clock that stands still until it is told to go on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    now: Instant,
}

impl Clock {
    /// A clock at the beginning of its time.
    pub const START: Self = Self {
        now: Instant::from_millis(0),
    };

    /// The time.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Lets `span` pass.
    pub fn pass(&mut self, span: Span) {
        self.now = self.now + span;
    }

    /// Goes on to `then`; never back.
    pub fn reach(&mut self, then: Instant) {
        self.now = self.now.max(then);
    }
}
