//! DTR (C108), the line by which the host leaves online mode without a byte.
//!
//! In: the line, as the host sets it. Out: what `&D` says: command mode with the connection kept or closed, or nothing. Not
//! here: the escape sequence, the other way out.
//! Read first: protocol notes 2, 6.1. That `OK` answers a connection that is kept, and `NO CARRIER` one that is closed, is
//! recollected of V.250 6.2.9; sources at hand do not say.

use telit_ssl::Instant;
use telit_ssl::command::port::{Dtr, TerminalReady};

use super::Module;
use super::state::State;
use crate::runner::Machine;

impl Module {
    /// The host sets DTR; `false` is the edge that means something.
    pub fn terminal_ready(&mut self, now: Instant, is_on: bool) {
        // What is due before the edge happens before it.
        self.host_bytes(now, &[]);
        if is_on || !matches!(self.state, State::Online(_)) {
            return;
        }
        match self.setting::<Dtr>().map(|setting| setting.mode) {
            Some(TerminalReady::Suspends) => self.suspend(),
            Some(TerminalReady::Closes | TerminalReady::ClosesToo) => self.hang_up(),
            Some(
                TerminalReady::Ignored | TerminalReady::IgnoredButEnabled | TerminalReady::Disabled,
            )
            | None => {}
        }
    }
}
