//! The clock of the libraries that need one: it goes on by a millisecond whenever it is looked at.
//!
//! In: nothing. Out: time that passes without anybody waiting. Not here: a real clock.

use core::sync::atomic::{AtomicU64, Ordering};
use core::task::Waker;

use embassy_time_driver::{Driver, TICK_HZ, time_driver_impl};

struct Looked(AtomicU64);

impl Driver for Looked {
    fn now(&self) -> u64 {
        self.0.fetch_add(TICK_HZ / 1_000, Ordering::Relaxed)
    }

    /// Nobody sleeps: the blocking client looks at the clock until time is over.
    fn schedule_wake(&self, _at: u64, _waker: &Waker) {}
}

time_driver_impl!(static CLOCK: Looked = Looked(AtomicU64::new(0)));
