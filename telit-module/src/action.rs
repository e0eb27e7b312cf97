//! What the machine asks of whoever drives it.
//!
//! In: nothing. Out: [`Action`], the one word from the pure machine to a runner. Not here: how an action is done;
//! `runner/` does it with ports and sockets, a test with lists.

use crate::memory::Memory;
use crate::peer::Dial;

/// One thing to be done, in the order in which the machine says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Give these bytes to the host.
    ToHost(Vec<u8>),
    /// Open a connection; `Connected` or `Refused` comes back. One that is still there is closed first.
    Open(Dial),
    /// Give these bytes to the peer; `Sent` comes back when nothing is left to write. Without a connection they are lost.
    ToPeer(Vec<u8>),
    /// End the connection in good order, bytes handed over before included. Nothing more is told of it.
    Close,
    /// Drop the session kept for `#SSLFASTD`.
    Forget,
    /// Write this memory down where it outlives the program; [`remembered`](crate::Machine::remembered) says how that
    /// went. Asked for only of drivers that can ([`Settings::durable`](crate::Settings::durable)).
    Remember(Memory),
    /// Raise (`true`) or drop the line DCD. A pseudo-terminal has no such line and ignores it.
    Carrier(bool),
}
