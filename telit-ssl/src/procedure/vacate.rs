//! Vacate: no connection is open on the SSL socket that somebody before has left there.
//!
//! In: an enabled socket. Out: a closed one. It is asked for first, so that nothing is sent where nothing is open.
//! An open connection refuses settings, certificates and another dial.
//! Read first: protocol notes 5 (common facts), 5.14; field notes B27.

use super::{Ended, Note, Obstacle, Script, Turn, require};
use crate::command::session::{Close, SocketState, Status, StatusOf};
use crate::engine::Engine;
use crate::event::Event;
use crate::request::Ticket;
use crate::time::Instant;
use crate::value::SocketId;

/// Closes what is open on SSL socket 1.
#[derive(Clone, Copy, Debug)]
pub struct Vacate {
    step: Step,
    state: Option<SocketState>,
    ticket: Option<Ticket<Status>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Ask,
    Leftover,
    Close,
    Over,
}

impl Vacate {
    /// At its start.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            step: Step::Ask,
            state: None,
            ticket: None,
        }
    }
}

impl Default for Vacate {
    fn default() -> Self {
        Self::new()
    }
}

impl<'p> Script<'p> for Vacate {
    type Output = ();

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        require(ended)?;
        let request = Obstacle::Request;
        let socket = SocketId::ONE;
        let (turn, step) = match self.step {
            Step::Ask => {
                self.ticket = Some(engine.request(now, &StatusOf { socket }).map_err(request)?);
                (Turn::Asked, Step::Leftover)
            }
            Step::Leftover if self.state == Some(SocketState::Open) => {
                (Turn::Note(Note::Leftover), Step::Close)
            }
            Step::Close => {
                let closure = None;
                engine
                    .request(now, &Close { socket, closure })
                    .map_err(request)?;
                (Turn::Asked, Step::Over)
            }
            Step::Leftover | Step::Over => (Turn::Done(()), Step::Over),
        };
        self.step = step;
        Ok(turn)
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        if let Some(Ok(found)) = self.ticket.and_then(|ticket| ticket.answer(engine, event)) {
            self.state = Some(found.state);
        }
    }
}
