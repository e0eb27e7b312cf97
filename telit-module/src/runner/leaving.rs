//! A connection that the machine has closed, on its way out.
//!
//! In: a connection and what it had still to write. Out: nothing; the machine is told no more of it. Not here: new
//! bytes. What was handed over is written, `close_notify` follows, and TCP is ended in good order: a socket closed over
//! unread bytes is reset, and the reset can overtake what the peer has not read yet.

use std::io::{ErrorKind, Read};
use std::os::fd::BorrowedFd;

use rustix::event::PollFlags;
use telit_ssl::{Instant, Span};

use super::tls::Connection;

/// The longest that a peer which does not take its leave is waited for.
const PATIENCE: Span = Span::from_secs(5);

/// Reads in a row before others have their turn.
const PIECES: usize = 16;

pub(crate) struct Leaving {
    connection: Connection,
    said_goodbye: bool,
    until: Instant,
}

impl Leaving {
    pub(crate) fn new(connection: Connection, now: Instant) -> Self {
        Self {
            connection,
            said_goodbye: false,
            until: now + PATIENCE,
        }
    }

    /// Goes on as far as possible. `false`: there is nothing more to do.
    pub(crate) fn advance(&mut self, now: Instant) -> bool {
        if !self.said_goodbye {
            self.connection.flush();
            self.said_goodbye = self.connection.is_flushed() && self.connection.say_goodbye();
            if self.said_goodbye {
                self.connection.socket().end();
            }
        }
        let over = self.connection.is_broken() || (self.said_goodbye && self.discard());
        !over && now < self.until
    }

    /// Reads and forgets. `true`: the peer has ended as well.
    fn discard(&mut self) -> bool {
        let mut room = [0; 4096];
        for _ in 0..PIECES {
            match self.connection.socket().read(&mut room) {
                Ok(0) => return true,
                Ok(_) => {}
                Err(error) => {
                    return !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted);
                }
            }
        }
        false
    }

    pub(crate) fn deadline(&self) -> Instant {
        self.until
    }

    pub(crate) fn interest(&self) -> (BorrowedFd<'_>, PollFlags) {
        let (socket, writing) = self.connection.writing_interest();
        (
            socket,
            if self.said_goodbye {
                PollFlags::IN
            } else {
                writing
            },
        )
    }
}
