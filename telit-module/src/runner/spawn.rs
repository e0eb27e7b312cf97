//! A run on a thread of its own, for tests and for programs that play host and module at once.
//!
//! In: a [`Runner`]. Out: a handle that ends it and hands the machine back. Not here: the run.

use std::thread::{Builder, JoinHandle};

use super::Machine;
use super::error::RunError;
use super::turn::{Finished, Runner};
use super::wake::Stop;

/// A run that is under way. Dropped, it asks the run to end and does not wait for it.
#[derive(Debug)]
pub struct Running<M> {
    thread: Option<JoinHandle<Finished<M>>>,
    stop: Stop,
}

impl<M: Machine + Send + 'static> Runner<M> {
    /// Runs on a new thread.
    ///
    /// # Errors
    ///
    /// [`RunError::Thread`], when the operating system gives none; the machine is lost then.
    pub fn spawn(self) -> Result<Running<M>, RunError> {
        let stop = self.stop();
        let thread = Builder::new()
            .name("telit-module".into())
            .spawn(move || self.run())
            .map_err(RunError::Thread)?;
        Ok(Running {
            thread: Some(thread),
            stop,
        })
    }
}

impl<M> Running<M> {
    /// A handle that ends the run.
    #[must_use]
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Waits until the run has ended by itself; `None` if the machine panicked, which its thread has then reported.
    #[must_use]
    pub fn join(mut self) -> Option<Finished<M>> {
        self.thread.take()?.join().ok()
    }

    /// Ends the run and waits for that; `None` if the machine panicked, which its thread has then reported.
    #[must_use]
    pub fn finish(self) -> Option<Finished<M>> {
        self.stop.stop();
        self.join()
    }
}

impl<M> Drop for Running<M> {
    fn drop(&mut self) {
        self.stop.stop();
    }
}
