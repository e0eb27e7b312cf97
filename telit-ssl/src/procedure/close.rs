//! Close: from whatever state to no connection.
//!
//! In: online mode or command mode. Out: the socket is closed. Nothing to close is what is wanted.
//! Read first: guide 4.5.2 to 4.5.4; protocol notes 5.8; field notes B49.

use super::{Ended, Obstacle, Script, Turn, is, require};
use crate::cause::Cause;
use crate::command::session::Close as Hang;
use crate::engine::Engine;
use crate::time::Instant;
use crate::value::{Closure, SocketId};

/// Closes the connection.
#[derive(Clone, Copy, Debug)]
pub struct Close {
    closure: Option<Closure>,
    asked: bool,
}

impl Close {
    /// `None`: as it was dialled.
    #[must_use]
    pub const fn new(closure: Option<Closure>) -> Self {
        Self {
            closure,
            asked: false,
        }
    }
}

impl<'p> Script<'p> for Close {
    type Output = ();

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        if self.asked {
            if !is(ended, Cause::NotConnected) && !is(ended, Cause::Disconnected) {
                require(ended)?;
            }
            return Ok(Turn::Done(()));
        }
        // The peer may end online mode while the host leaves it.
        if !matches!(ended, Ended::Closed) {
            require(ended)?;
        }
        if engine.is_online() {
            engine.suspend(now).map_err(Obstacle::Request)?;
            return Ok(Turn::Asked);
        }
        self.asked = true;
        engine
            .request(
                now,
                &Hang {
                    socket: SocketId::ONE,
                    closure: self.closure,
                },
            )
            .map_err(Obstacle::Request)?;
        Ok(Turn::Asked)
    }
}
