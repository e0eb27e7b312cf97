//! Open and redial: a connection to a peer, in online mode or in command mode.
//!
//! In: a socket that is set up. Out: a connection. A connection left by somebody before is closed first.
//! Read first: guide 4.5.3, 4.5.4; protocol notes 5.6, 5.9.

use core::num::NonZeroU16;

use at_spec::{Host, Quoted};

use super::{Ended, Obstacle, Script, Turn, Vacate, require};
use crate::command::session::{Dial, FastDial};
use crate::engine::Engine;
use crate::event::Event;
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
    vacate: Vacate,
    step: Step,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Vacate,
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
            vacate: Vacate::new(),
            step: Step::Vacate,
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
        if self.step == Step::Over {
            require(ended)?;
            return Ok(Turn::Done(()));
        }
        if let Err(turn) = self.vacate.advance(now, engine, ended)?.output() {
            return Ok(turn);
        }
        let dial = Dial {
            socket: SocketId::ONE,
            port: self.port,
            host: Quoted(self.host),
            closure: self.closure,
            mode: Some(self.mode),
            timeout: None,
        };
        engine.request(now, &dial).map_err(Obstacle::Request)?;
        self.step = Step::Over;
        Ok(Turn::Asked)
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        self.vacate.hear(engine, event);
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
