//! What a procedure says to whoever drives it.
//!
//! In: nothing; these are words. Out: what to do now, and what a person may want to know. Not here: why it cannot go on, which is
//! an [`Obstacle`].

use super::Obstacle;
#[cfg(doc)]
use super::Run;
use crate::command::registration::Registration;
#[cfg(doc)]
use crate::engine::Engine;
use crate::event::{Text, Violation};

/// What to do now. Poll until [`Progress::Wait`], or to the end.
#[derive(Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Progress<'i, 'p, T> {
    /// Write [`Engine::outgoing`], as much as fits, and say so to [`Engine::transmitted`].
    Transmit,
    /// Write this payload, all of it, and say so to [`Engine::transmitted`].
    Write(&'p [u8]),
    /// Set DTR.
    SetDtr(bool),
    /// Payload of the peer.
    Payload(&'i [u8]),
    /// A line that nobody asked for; [`Engine::text`] has it.
    Unsolicited(Text<'i>),
    /// Something that a person may want to know.
    Note(Note),
    /// Bring more bytes, or come back at [`Run::deadline`].
    Wait,
    /// The procedure is over.
    Done(T),
    /// The procedure cannot go on. The engine is idle, online or detached, so that the next one can be tried.
    Failed(Obstacle),
}

/// What a procedure found out on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// This was so already, and was not set again.
    AlreadySo(&'static str),
    /// A connection was open, from somebody before; it is closed first.
    Leftover,
    /// The module is not registered yet; it is asked again.
    Registering(Registration),
    /// The payload has bytes that command mode cannot carry, so online mode carries all of it.
    OnlineInstead {
        /// The first such byte.
        byte: u8,
        /// Its place in the payload.
        at: usize,
    },
    /// The module spells the command that receives so, against its profile.
    Respelt(&'static str),
    /// The engine lost track of the module, and asks where it is.
    Lost(Violation),
}
