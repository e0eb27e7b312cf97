//! The loop: one thread for machine, host and peer.
//!
//! In: a machine and a host's port. Out: the machine again, when the run has ended. Not here: what bytes mean. Readiness
//! is only a hint to look: nothing blocks but the one wait for all ports, and that ends at the machine's deadline.

use std::io;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::Machine;
use super::clock::Clock;
use super::error::RunError;
use super::far_end::FarEnd;
use super::host::{Heard, HostPort};
use super::memory_file::MemoryFile;
use super::policy::Policy;
use super::wake::{Bell, Stop, bell};
use crate::action::Action;

/// Bytes of the host that are read in one turn.
const PIECE: usize = 4096;

/// A machine with its port, ready to run.
pub struct Runner<M> {
    machine: M,
    host: HostPort,
    far: FarEnd,
    memory: Option<MemoryFile>,
    clock: Clock,
    bell: Bell,
    stop: Stop,
}

/// Why a run has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ended {
    /// It was asked to, by [`Stop::stop`].
    Stopped,
    /// The host's end of the pipe is closed.
    HostGone,
}

/// What is left of a run.
#[derive(Debug)]
#[must_use]
pub struct Finished<M> {
    /// The machine, with everything that it remembers.
    pub machine: M,
    /// How the run ended.
    pub outcome: Result<Ended, RunError>,
}

impl<M: Machine> Runner<M> {
    /// Puts a machine behind a port. Its time begins here, at zero.
    ///
    /// # Errors
    ///
    /// [`RunError::Wake`], when the operating system gives no pipe.
    pub fn new(machine: M, host: HostPort, policy: Policy) -> Result<Self, RunError> {
        let (bell, waker, stop) = bell().map_err(RunError::Wake)?;
        let far = FarEnd::new(policy, waker);
        Ok(Self {
            machine,
            host,
            far,
            memory: None,
            clock: Clock::start(),
            bell,
            stop,
        })
    }

    /// The same, with a file for what the machine wants to be written down.
    #[must_use]
    pub fn with_memory(mut self, file: MemoryFile) -> Self {
        self.memory = Some(file);
        self
    }

    /// A handle that ends the run.
    #[must_use]
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// The host's port, to ask it for its path.
    #[must_use]
    pub fn host(&self) -> &HostPort {
        &self.host
    }

    /// Runs until it is stopped or the host is gone for good.
    pub fn run(mut self) -> Finished<M> {
        let outcome = self.serve();
        self.far.hang_up();
        Finished {
            machine: self.machine,
            outcome,
        }
    }

    fn serve(&mut self) -> Result<Ended, RunError> {
        loop {
            self.settle();
            if matches!(self.host.flush().map_err(RunError::Host)?, Heard::Gone) {
                return Ok(Ended::HostGone);
            }
            if self.stop.is_wished() {
                return Ok(Ended::Stopped);
            }
            self.wait()?;
            self.bell.hush();
            self.far.advance(self.clock.now(), self.is_peer_welcome());
            if self.hear_host()? {
                return Ok(Ended::HostGone);
            }
        }
    }

    /// Tells the machine what has happened and does what it asks, until neither has anything left.
    fn settle(&mut self) {
        loop {
            while let Some(action) = self.machine.poll(self.clock.now()) {
                self.act(action);
            }
            match self.far.event() {
                Some(event) => self.machine.peer(self.clock.now(), event),
                None => return,
            }
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::ToHost(bytes) => self.host.write(&bytes),
            Action::Open(dial) => self.far.open(dial, self.clock.now()),
            Action::ToPeer(bytes) => self.far.send(&bytes),
            Action::Close => self.far.close(self.clock.now()),
            Action::Forget => self.far.forget(),
            Action::Remember(memory) => {
                let file = self.memory.as_ref();
                let is_written = file.is_some_and(|file| file.write(&memory).is_ok());
                self.machine.remembered(self.clock.now(), is_written);
            }
            // None of the ports has the line.
            Action::Carrier(_) => {}
        }
    }

    /// Hands the machine what the host has written. `true`: no host is left.
    fn hear_host(&mut self) -> Result<bool, RunError> {
        if !self.is_host_welcome() {
            return Ok(false);
        }
        let mut room = [0; PIECE];
        match self.host.read(&mut room).map_err(RunError::Host)? {
            Heard::Nothing => {}
            Heard::Gone => return Ok(true),
            Heard::Bytes(count) => {
                let (bytes, _) = room.split_at(count.min(PIECE));
                self.machine.host_bytes(self.clock.now(), bytes);
            }
        }
        Ok(false)
    }

    /// A host that does not read its answers, or sends faster than its peer takes, waits.
    fn is_host_welcome(&self) -> bool {
        !self.host.is_behind() && !self.far.is_behind()
    }

    /// A peer that sends faster than the host takes waits as well.
    fn is_peer_welcome(&self) -> bool {
        !self.host.is_behind() && self.machine.has_room()
    }

    fn wait(&self) -> Result<(), RunError> {
        let reading = self.is_peer_welcome();
        let mut descriptors = vec![PollFd::new(&self.bell, PollFlags::IN)];
        let ports = self
            .host
            .interest(self.is_host_welcome())
            .into_iter()
            .chain(self.far.interests(reading));
        descriptors
            .extend(ports.map(|(descriptor, flags)| PollFd::from_borrowed_fd(descriptor, flags)));
        match poll(&mut descriptors, self.patience(reading).as_ref()) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(errno) => Err(RunError::Wait(io::Error::from(errno))),
        }
    }

    /// How long to wait at most.
    fn patience(&self, reading: bool) -> Option<Timespec> {
        if reading && self.far.has_pending() {
            return Some(Timespec {
                tv_sec: 0,
                tv_nsec: 0,
            });
        }
        let deadlines = [self.machine.deadline(), self.far.deadline()];
        let left = deadlines
            .into_iter()
            .flatten()
            .min()?
            .since(self.clock.now());
        // A machine that leaves a deadline of the past standing is asked a thousand times a second, not all the time.
        Timespec::try_from(core::time::Duration::from_millis(left.millis().max(1))).ok()
    }
}

impl<M> std::fmt::Debug for Runner<M> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Runner")
            .field("host", &self.host)
            .field("clock", &self.clock)
            .finish_non_exhaustive()
    }
}
