//! Send all: payload to the peer, by the way that can carry it.
//!
//! In: an open connection, online or in command mode. Out: everything handed to the module. In command mode the
//! payload goes in pieces: by count where the profile has a command for that, else up to a `^Z`. Where it has bytes
//! that the latter would act on, all of it goes through online mode, and a note says so.
//! Read first: guide 4.2.2.1; protocol notes 5.10; field notes B15, B16.

use core::fmt;

use super::debug::Length;
use super::{Ended, Note, Obstacle, Run, Script, Turn, require};
use crate::byte::{BACKSPACE, CTRL_Z, ESCAPE};
use crate::command::exchange::{Send as SendPiece, SendCounted};
use crate::command::session::GoOnline;
use crate::engine::Engine;
use crate::request::RequestError;
use crate::time::Instant;
use crate::value::SocketId;

/// Sends payload.
#[derive(Clone, Copy)]
pub struct Send<'p> {
    payload: &'p [u8],
    step: Step,
    accepted: usize,
    unanswered: usize,
}

/// Which way the payload took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Piece by piece in command mode.
    Command,
    /// The connection was online and stays so.
    Online,
    /// Through online mode, and back to command mode.
    OnlineAndBack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Begin,
    Pieces,
    GoOnline,
    Online,
    Back,
    Over(Way),
}

impl fmt::Debug for Send<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            payload,
            step,
            accepted,
            unanswered,
        } = self;
        formatter
            .debug_struct("Send")
            .field("payload", &Length(payload.len()))
            .field("step", step)
            .field("accepted", accepted)
            .field("unanswered", unanswered)
            .finish()
    }
}

impl<'p> Send<'p> {
    /// All of `payload`.
    #[must_use]
    pub const fn new(payload: &'p [u8]) -> Self {
        Self {
            payload,
            step: Step::Begin,
            accepted: 0,
            unanswered: 0,
        }
    }
}

impl<'p> Run<'p, Send<'p>> {
    /// How much the module has accepted: pieces that it answered with `OK`. Unit: bytes, from the front of the payload.
    ///
    /// With this and [`unanswered`](Self::unanswered) an application knows where it stands when sending has failed in the
    /// middle.
    #[must_use]
    pub const fn accepted(&self) -> usize {
        self.script.accepted
    }

    /// How much more was handed over without a word about it: all, a part or none of it may reach the peer. Unit: bytes.
    ///
    /// A piece that was refused behind its prompt is among it, since a module that gives up in the middle does not say how
    /// much has left (protocol notes 5.10), and so is everything that goes through online mode, where nothing is answered.
    #[must_use]
    pub const fn unanswered(&self) -> usize {
        self.script.unanswered.saturating_sub(self.payload.len())
    }
}

/// The first byte that the send command would act on.
fn acted_on(payload: &[u8]) -> Option<(usize, u8)> {
    let place = payload
        .iter()
        .position(|byte| matches!(*byte, BACKSPACE | CTRL_Z | ESCAPE))?;
    Some((place, *payload.get(place)?))
}

impl<'p> Script<'p> for Send<'p> {
    type Output = Way;

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, Way>, Obstacle> {
        require(ended)?;
        if ended == Ended::Done {
            self.accepted = self.accepted.saturating_add(self.unanswered);
            self.unanswered = 0;
        }
        let socket = SocketId::ONE;
        let (turn, step) = match self.step {
            Step::Begin if engine.is_online() => (self.supply(), Step::Over(Way::Online)),
            Step::Begin if engine.profile().counted_send => return self.piece(now, engine),
            Step::Begin => match acted_on(self.payload) {
                Some((at, byte)) => (Turn::Note(Note::OnlineInstead { byte, at }), Step::GoOnline),
                None => return self.piece(now, engine),
            },
            Step::Pieces => return self.piece(now, engine),
            Step::GoOnline => {
                engine
                    .request(now, &GoOnline { socket })
                    .map_err(Obstacle::Request)?;
                (Turn::Asked, Step::Online)
            }
            Step::Online => (self.supply(), Step::Back),
            Step::Back => {
                engine.suspend(now).map_err(Obstacle::Request)?;
                (Turn::Asked, Step::Over(Way::OnlineAndBack))
            }
            Step::Over(way) => (Turn::Done(way), self.step),
        };
        self.step = step;
        Ok(turn)
    }
}

impl<'p> Send<'p> {
    const fn supply(&mut self) -> Turn<'p, Way> {
        self.unanswered = self.payload.len();
        Turn::Supply(self.payload)
    }

    fn piece<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<Turn<'p, Way>, Obstacle> {
        self.step = Step::Pieces;
        if self.payload.is_empty() {
            return Ok(Turn::Done(Way::Command));
        }
        let most = self.payload.len().min(engine.profile().send_most);
        let (piece, rest) = self
            .payload
            .split_at_checked(most)
            .unwrap_or((self.payload, &[]));
        request_piece(now, engine, piece.len()).map_err(Obstacle::Request)?;
        self.payload = rest;
        self.unanswered = piece.len();
        Ok(Turn::AskedToSend(piece))
    }
}

/// Asks for a prompt behind which `length` bytes are sent.
fn request_piece<B: AsRef<[u8]> + AsMut<[u8]>>(
    now: Instant,
    engine: &mut Engine<B>,
    length: usize,
) -> Result<(), RequestError> {
    let (socket, timeout) = (SocketId::ONE, None);
    match u16::try_from(length) {
        Ok(count) if engine.profile().counted_send => engine
            .request(
                now,
                &SendCounted {
                    socket,
                    count,
                    timeout,
                },
            )
            .map(|_| ()),
        _ => engine
            .request(now, &SendPiece { socket, timeout })
            .map(|_| ()),
    }
}
