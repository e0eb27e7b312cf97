//! A pipe to wake the runner by while it waits for ports.
//!
//! In: a wish to stop, or a helper thread that has something to tell. Out: a readable descriptor. Not here: what was
//! wished or told; a byte in this pipe says only "look again".

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::io::{Errno, ioctl_fionbio, read, write};
use rustix::pipe::{PipeFlags, pipe_with};

/// Ends a run from any thread. Handles may be cloned; one that is dropped ends nothing.
///
/// Not for use inside a signal handler's own frame: call it from the thread that is told of signals.
#[derive(Clone, Debug)]
pub struct Stop {
    wished: Arc<AtomicBool>,
    waker: Waker,
}

impl Stop {
    /// Asks the run to end; it does so before it waits again. Asking twice is no mistake.
    pub fn stop(&self) {
        self.wished.store(true, Ordering::Release);
        self.waker.wake();
    }

    /// Whether the run has been asked to end.
    #[must_use]
    pub fn is_wished(&self) -> bool {
        self.wished.load(Ordering::Acquire)
    }
}

/// The writing end: makes the runner look again.
#[derive(Clone, Debug)]
pub(crate) struct Waker(Arc<OwnedFd>);

impl Waker {
    pub(crate) fn wake(&self) {
        // A full pipe wakes as well as one more byte would, and a runner that is gone need not be woken.
        while write(&*self.0, &[0]) == Err(Errno::INTR) {}
    }
}

/// The reading end.
#[derive(Debug)]
pub(crate) struct Bell(OwnedFd);

impl Bell {
    /// Takes note of everything rung so far.
    pub(crate) fn hush(&self) {
        let mut rung = [0; 64];
        while matches!(read(&self.0, &mut rung), Ok(1..) | Err(Errno::INTR)) {}
    }
}

impl AsFd for Bell {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

pub(crate) fn bell() -> std::io::Result<(Bell, Waker, Stop)> {
    let (reader, writer) = pipe_with(PipeFlags::CLOEXEC)?;
    ioctl_fionbio(&reader, true)?;
    ioctl_fionbio(&writer, true)?;
    let waker = Waker(Arc::new(writer));
    let stop = Stop {
        wished: Arc::new(AtomicBool::new(false)),
        waker: waker.clone(),
    };
    Ok((Bell(reader), waker, stop))
}
