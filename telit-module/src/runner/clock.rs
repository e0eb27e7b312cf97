//! The monotonic clock, as the numbers that the machine wants.
//!
//! In: nothing. Out: milliseconds since the clock was made. Not here: the time of day, waiting.

use telit_ssl::Instant;

/// A clock that only goes forward; its epoch is the moment it was made.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    epoch: std::time::Instant,
}

impl Clock {
    /// A clock that starts at zero.
    #[must_use]
    pub fn start() -> Self {
        Self {
            epoch: std::time::Instant::now(),
        }
    }

    /// What the clock shows.
    #[must_use]
    pub fn now(&self) -> Instant {
        let passed = self.epoch.elapsed().as_millis();
        Instant::from_millis(u64::try_from(passed).unwrap_or(u64::MAX))
    }
}
