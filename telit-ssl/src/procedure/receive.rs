//! Receive: payload of the peer until it has no more, or until it has been silent for a while.
//!
//! In: an open connection. Out: payload, as [`Progress::Payload`](super::Progress::Payload); at the end, whether
//! the peer has closed. Online mode is listened to until it ends; command mode asks again and again.
//! Read first: guide 4.2.1, 4.2.2.2; protocol notes 5.13.

use at_spec::{Information, Tenths};

use super::{Ended, Obstacle, Script, Turn, is, require};
use crate::cause::Cause;
use crate::command::exchange::{Receive as ReceivePiece, Received};
use crate::command::session::{Remark, RemarkWord};
use crate::engine::Engine;
use crate::event::Event;
use crate::request::Ticket;
use crate::time::Instant;
use crate::value::SocketId;

/// Receives payload.
#[derive(Clone, Copy, Debug)]
pub struct Receive {
    /// How long the peer may be silent in command mode.
    silence: Option<Tenths>,
    asked: bool,
    /// Bytes that the last piece had.
    count: u32,
    disconnected: bool,
    ticket: Option<Ticket<Received>>,
}

/// How receiving ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The peer has closed the connection.
    Closed,
    /// Nothing came for the time given; more may come later.
    Silent,
}

impl Receive {
    /// Until the peer closes; in command mode also until it has been silent for `silence`, or for the socket's
    /// own time where that is left out.
    #[must_use]
    pub const fn new(silence: Option<Tenths>) -> Self {
        Self {
            silence,
            asked: false,
            count: 0,
            disconnected: false,
            ticket: None,
        }
    }
}

impl<'p> Script<'p> for Receive {
    type Output = End;

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, End>, Obstacle> {
        if matches!(ended, Ended::Closed) || self.disconnected || is(ended, Cause::Disconnected) {
            return Ok(Turn::Done(End::Closed));
        }
        // Closed by the peer, and everything that it had sent has been read.
        if self.asked && is(ended, Cause::NotConnected) {
            return Ok(Turn::Done(End::Closed));
        }
        require(ended)?;
        if engine.is_online() {
            return Ok(Turn::Listen);
        }
        if self.asked && self.count == 0 {
            return Ok(Turn::Done(End::Silent));
        }
        let room = engine.profile().receive_most;
        let receive = ReceivePiece {
            socket: SocketId::ONE,
            room,
            timeout: self.silence,
        };
        self.ticket = Some(engine.request(now, &receive).map_err(Obstacle::Request)?);
        self.asked = true;
        self.count = 0;
        Ok(Turn::Asked)
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        if let Some(Ok(received)) = self.ticket.and_then(|ticket| ticket.answer(engine, event)) {
            self.count = received.count.0;
        }
        if let Event::Remark(text) = event
            && let Ok(remark) = Remark::read_line(engine.text(text), engine.profile().id)
        {
            self.disconnected = remark.word == RemarkWord::Disconnected;
        }
    }
}
