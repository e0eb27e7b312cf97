//! What makes a virtual module run: the only place of the library crates with threads, clocks and ports.
//!
//! In: a [`Machine`] and a [`HostPort`]. Out: a module that hosts reach through a pipe, a pseudo-terminal or a socket,
//! and that opens real TLS connections. Not here: AT commands; a machine is driven without knowing what it says.

mod backlog;
mod clock;
mod context;
mod dialer;
mod error;
mod far_end;
mod handshake;
mod host;
mod leaving;
mod listener;
mod memory_file;
mod policy;
mod provider;
mod pty;
mod session;
mod socket;
mod spawn;
mod suites;
mod tls;
mod turn;
mod wake;

pub use clock::Clock;
pub use error::{PortError, RunError};
pub use host::HostPort;
pub use memory_file::{MemoryError, MemoryFile};
pub use policy::{Policy, Version, Versions};
pub use spawn::Running;
pub use suites::{available, lacking};
pub use turn::{Ended, Finished, Runner};
pub use wake::Stop;

use telit_ssl::Instant;

use crate::action::Action;
use crate::peer::PeerEvent;

/// The pure machine as the runner sees it.
///
/// The time given never goes back. Between two calls of `poll` there may be any number of the others.
pub trait Machine {
    /// Takes bytes from the host's port.
    fn host_bytes(&mut self, now: Instant, bytes: &[u8]);

    /// Takes what has happened at the far end.
    fn peer(&mut self, now: Instant, event: PeerEvent);

    /// The next thing to do; to be asked until there is none.
    fn poll(&mut self, now: Instant) -> Option<Action>;

    /// When `poll` should be asked again although nothing has happened; later than the last time it was asked.
    fn deadline(&self) -> Option<Instant>;

    /// Hears whether the memory that it wanted to be written down was.
    fn remembered(&mut self, _now: Instant, _is_written: bool) {}

    /// Whether bytes of the peer are welcome. While they are not, they stay where they are, so that in the end the peer
    /// cannot send.
    fn has_room(&self) -> bool {
        true
    }
}
