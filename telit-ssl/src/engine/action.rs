//! What the engine asks of its caller.
//!
//! In: nothing. Out: [`Action`], [`ControlLine`]. Not here: events for the application (`event.rs`).

use crate::event::Event;

/// What to do now. It borrows the input alone, so that the engine is free for the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Action<'i> {
    /// Write [`Engine::outgoing`](crate::Engine::outgoing), as much as fits, say how much to
    /// [`Engine::transmitted`](crate::Engine::transmitted), and poll again.
    Transmit,
    /// Tell the application, and poll again.
    Event(Event<'i>),
    /// Set DTR, and poll again.
    SetDtr(bool),
    /// The input is empty and nothing is left to transmit: bring more bytes, or come back at
    /// [`Engine::deadline`](crate::Engine::deadline).
    Wait,
}

/// A control line that the module drives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ControlLine {
    /// Data carrier detect (C109): on while a connection is online, with `&C1`.
    Dcd,
}
