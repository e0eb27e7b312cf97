//! The far end: at most one connection that the machine knows of, and those that it has closed.
//!
//! In: what the machine wants of a peer; time. Out: events, in order, and what to wait for. Not here: the host.

use std::collections::VecDeque;
use std::os::fd::BorrowedFd;

use openssl::ssl::{Ssl, SslStream};
use rustix::event::PollFlags;
use telit_ssl::{Instant, Span};

use super::context::{context, reasons};
use super::dialer::Call;
use super::handshake::Handshake;
use super::leaving::Leaving;
use super::policy::Policy;
use super::session::Kept;
use super::socket::Socket;
use super::suites::{lacking, list};
use super::tls::{Connection, How, Read};
use super::wake::Waker;
use crate::peer::{Dial, PeerEvent, Refusal};

/// One TLS record at most is read in a turn.
const RECORD: usize = 16 * 1024;

pub(crate) struct FarEnd {
    policy: Policy,
    waker: Waker,
    line: Line,
    leaving: Vec<Leaving>,
    kept: Option<Kept>,
    events: VecDeque<PeerEvent>,
    room: Vec<u8>,
}

enum Line {
    Idle,
    Calling { dial: Dial, ssl: Ssl, call: Call },
    Greeting { dial: Dial, handshake: Handshake },
    Open(Connection),
}

impl FarEnd {
    pub(crate) fn new(policy: Policy, waker: Waker) -> Self {
        Self {
            policy,
            waker,
            line: Line::Idle,
            leaving: Vec::new(),
            kept: None,
            events: VecDeque::new(),
            room: vec![0; RECORD],
        }
    }

    /// The oldest event that the machine has not been told.
    pub(crate) fn event(&mut self) -> Option<PeerEvent> {
        self.events.pop_front()
    }

    pub(crate) fn open(&mut self, dial: Dial, now: Instant) {
        self.close(now);
        match self.call(dial) {
            Ok(line) => self.line = line,
            Err(refusal) => self.events.push_back(PeerEvent::Refused(refusal)),
        }
    }

    fn call(&self, dial: Dial) -> Result<Line, Refusal> {
        let kept = self
            .kept
            .as_ref()
            .filter(|kept| dial.resume && kept.suits(&dial));
        let ssl = match kept {
            Some(kept) => kept.offer(),
            None => Ssl::new(&*context(&dial, &self.policy)?),
        };
        let ssl = ssl.map_err(|error| Refusal::Handshake(reasons(&error)))?;
        let call = Call::place(
            dial.host.clone(),
            dial.port,
            self.policy.connect_within,
            self.waker.clone(),
        )?;
        Ok(Line::Calling { dial, ssl, call })
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        if let Line::Open(connection) = &mut self.line {
            connection.push(bytes);
            Self::flush(connection, true, &mut self.events);
        }
    }

    /// Writes what waits, and tells when that was all. `owed`: there was something to write.
    fn flush(connection: &mut Connection, owed: bool, events: &mut VecDeque<PeerEvent>) {
        connection.flush();
        if owed && connection.is_flushed() && !connection.is_broken() {
            events.push_back(PeerEvent::Sent);
        }
    }

    /// Closes what is open. What was heard of it and not yet told is not told any more.
    pub(crate) fn close(&mut self, now: Instant) {
        self.events.clear();
        if let Line::Open(connection) = core::mem::replace(&mut self.line, Line::Idle) {
            let mut leaving = Leaving::new(connection, now);
            if leaving.advance(now) {
                self.leaving.push(leaving);
            }
        }
    }

    pub(crate) fn forget(&mut self) {
        self.kept = None;
    }

    /// Does whatever can be done now; `reading`: bytes of the peer are welcome.
    pub(crate) fn advance(&mut self, now: Instant, reading: bool) {
        self.line = match core::mem::replace(&mut self.line, Line::Idle) {
            Line::Idle => Line::Idle,
            Line::Calling { dial, ssl, call } => self.called(now, dial, ssl, call),
            Line::Greeting { dial, handshake } => self.greeted(now, dial, handshake),
            Line::Open(connection) => self.exchange(connection, reading),
        };
        self.leaving.retain_mut(|leaving| leaving.advance(now));
    }

    fn called(&mut self, now: Instant, dial: Dial, ssl: Ssl, call: Call) -> Line {
        let stream = match call.answer() {
            None => return Line::Calling { dial, ssl, call },
            Some(Ok(stream)) => SslStream::new(ssl, Socket::new(stream)),
            Some(Err(refusal)) => return self.refuse(refusal),
        };
        match stream {
            Ok(stream) => {
                let handshake = Handshake::new(stream, Span::from_millis(dial.silence), now);
                self.greeted(now, dial, handshake)
            }
            Err(error) => self.refuse(Refusal::Handshake(reasons(&error))),
        }
    }

    fn greeted(&mut self, now: Instant, dial: Dial, mut handshake: Handshake) -> Line {
        match handshake.advance(now) {
            None => Line::Greeting { dial, handshake },
            Some(Ok((suite, resumed))) => {
                self.kept = Kept::of(handshake.ssl(), &dial);
                self.events
                    .push_back(PeerEvent::Connected { suite, resumed });
                Line::Open(handshake.connection())
            }
            Some(Err(refusal)) => {
                if dial.resume {
                    // It may be the session that the peer cannot stand; the next dial is a full one.
                    self.kept = None;
                }
                self.refuse(name_lacking(refusal, &dial))
            }
        }
    }

    fn refuse(&mut self, refusal: Refusal) -> Line {
        self.events.push_back(PeerEvent::Refused(refusal));
        Line::Idle
    }

    fn exchange(&mut self, mut connection: Connection, reading: bool) -> Line {
        let owed = !connection.is_flushed();
        Self::flush(&mut connection, owed, &mut self.events);
        if !reading {
            return Line::Open(connection);
        }
        match connection.read(&mut self.room) {
            Read::Nothing => Line::Open(connection),
            Read::Bytes(count) => {
                self.events.push_back(PeerEvent::Received(
                    self.room.iter().copied().take(count).collect(),
                ));
                Line::Open(connection)
            }
            Read::Ended { how, reason } => {
                if how == How::Orderly {
                    // The answer to close_notify; a peer that does not wait for it loses nothing.
                    connection.say_goodbye();
                } else {
                    // A connection that was cut may not be resumed (RFC 2246, 7.2.1).
                    self.kept = None;
                }
                self.events.push_back(match how {
                    How::Orderly | How::Cut => PeerEvent::Closed { reason },
                    How::Garbled => PeerEvent::Garbled { reason },
                });
                Line::Idle
            }
        }
    }

    /// Takes leave of the peer without waiting for it: the run is over.
    pub(crate) fn hang_up(&mut self) {
        if let Line::Open(mut connection) = core::mem::replace(&mut self.line, Line::Idle) {
            connection.flush();
            connection.say_goodbye();
            connection.socket().end();
        }
    }

    /// Whether nothing more should be taken from the host for the peer.
    pub(crate) fn is_behind(&self) -> bool {
        matches!(&self.line, Line::Open(connection) if connection.is_behind())
    }

    /// Whether bytes of the peer lie ready that no waiting would show.
    pub(crate) fn has_pending(&self) -> bool {
        matches!(&self.line, Line::Open(connection) if connection.has_pending())
    }

    pub(crate) fn deadline(&self) -> Option<Instant> {
        let greeting = match &self.line {
            Line::Greeting { handshake, .. } => Some(handshake.deadline()),
            Line::Idle | Line::Calling { .. } | Line::Open(_) => None,
        };
        self.leaving
            .iter()
            .map(Leaving::deadline)
            .chain(greeting)
            .min()
    }

    pub(crate) fn interests(
        &self,
        reading: bool,
    ) -> impl Iterator<Item = (BorrowedFd<'_>, PollFlags)> {
        let line = match &self.line {
            Line::Greeting { handshake, .. } => Some(handshake.interest()),
            Line::Open(connection) => connection.interest(reading),
            Line::Idle | Line::Calling { .. } => None,
        };
        line.into_iter()
            .chain(self.leaving.iter().map(Leaving::interest))
    }
}

/// A handshake may have failed because the suite that the peer wanted could not be offered.
fn name_lacking(refusal: Refusal, dial: &Dial) -> Refusal {
    let missing = lacking(&dial.suites);
    match refusal {
        Refusal::Handshake(text) if !missing.is_empty() => Refusal::Handshake(format!(
            "{text}; not offered, for the linked OpenSSL lacks them: {}",
            list(&missing)
        )),
        refusal => refusal,
    }
}
