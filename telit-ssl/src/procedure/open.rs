//! Open and redial: a connection to a peer, in online mode or in command mode.
//!
//! In: a socket that is set up. Out: a connection. A connection left by somebody before is closed first.
//! Read first: guide 4.5.3, 4.5.4; protocol notes 5.6, 5.9.

use core::num::NonZeroU16;

use at_spec::{Host, Quoted};

use super::{Ended, Note, Obstacle, Script, Turn, require};
use crate::command::session::{Close, Dial, FastDial, SocketState, Status, StatusOf};
use crate::engine::Engine;
use crate::event::Event;
use crate::request::Ticket;
use crate::time::Instant;
use crate::value::{Closure, Mode, SocketId};

/// Opens a connection.
#[derive(Clone, Copy, Debug)]
pub struct Open<'p> {
    /// Name or address of the peer.
    host: Host<'p>,
    port: NonZeroU16,
    closure: Closure,
    mode: Mode,
    step: Step,
    state: Option<SocketState>,
    ticket: Option<Ticket<Status>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    AskState,
    Leftover,
    CloseLeftover,
    Dial,
    Over,
}

impl<'p> Open<'p> {
    /// To this peer.
    #[must_use]
    pub const fn new(host: Host<'p>, port: NonZeroU16, closure: Closure, mode: Mode) -> Self {
        Self {
            host,
            port,
            closure,
            mode,
            step: Step::AskState,
            state: None,
            ticket: None,
        }
    }
}

impl<'p> Script<'p> for Open<'p> {
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
            Step::AskState => {
                self.ticket = Some(engine.request(now, &StatusOf { socket }).map_err(request)?);
                (Turn::Asked, Step::Leftover)
            }
            Step::Leftover if self.state == Some(SocketState::Open) => {
                (Turn::Note(Note::Leftover), Step::CloseLeftover)
            }
            Step::CloseLeftover => {
                engine
                    .request(
                        now,
                        &Close {
                            socket,
                            closure: None,
                        },
                    )
                    .map_err(request)?;
                (Turn::Asked, Step::Dial)
            }
            Step::Leftover | Step::Dial => {
                let dial = Dial {
                    socket,
                    port: self.port,
                    host: Quoted(self.host),
                    closure: self.closure,
                    mode: Some(self.mode),
                    timeout: None,
                };
                engine.request(now, &dial).map_err(request)?;
                (Turn::Asked, Step::Over)
            }
            Step::Over => (Turn::Done(()), Step::Over),
        };
        self.step = step;
        Ok(turn)
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        if let Some(Ok(status)) = self.ticket.and_then(|ticket| ticket.answer(engine, event)) {
            self.state = Some(status.state);
        }
    }
}

/// Opens the last connection again with its session, which closing has kept.
#[derive(Clone, Copy, Debug)]
pub struct Redial {
    mode: Mode,
    asked: bool,
}

impl Redial {
    /// In this mode.
    #[must_use]
    pub const fn new(mode: Mode) -> Self {
        Self { mode, asked: false }
    }
}

impl<'p> Script<'p> for Redial {
    type Output = ();

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        require(ended)?;
        if self.asked {
            return Ok(Turn::Done(()));
        }
        let dial = FastDial {
            socket: SocketId::ONE,
            mode: Some(self.mode),
            timeout: None,
        };
        engine.request(now, &dial).map_err(Obstacle::Request)?;
        self.asked = true;
        Ok(Turn::Asked)
    }
}
