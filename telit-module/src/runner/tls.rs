//! One TLS connection that carries data, from the end of its handshake to the peer's last packet.
//!
//! In: bytes for the peer. Out: bytes of the peer, and the way it ended. Not here: threads and waiting; every call does
//! what can be done without blocking and says what to wait for.

use std::os::fd::{AsFd, BorrowedFd};

use openssl::error::ErrorStack;
use openssl::ssl::{Error, ErrorCode, SslStream};
use rustix::event::PollFlags;

use super::backlog::Backlog;
use super::context::reasons;
use super::socket::Socket;

/// A connection that carries data.
pub(crate) struct Connection {
    stream: SslStream<Socket>,
    backlog: Backlog,
    /// What reading and writing wait for: in the middle of a new handshake each may need the other's direction.
    reading: PollFlags,
    writing: PollFlags,
    /// Why nothing can be written any more, while there may still be something to read.
    broken: Option<String>,
}

/// What a look at the connection gave.
pub(crate) enum Read {
    Nothing,
    Bytes(usize),
    Ended { how: How, reason: String },
}

/// How a connection that carried data has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// By `close_notify`.
    Orderly,
    /// Without a word, or with an alert.
    Cut,
    /// By a record that cannot be opened.
    Garbled,
}

impl Connection {
    /// A connection over a stream whose handshake is done.
    pub(crate) fn over(stream: SslStream<Socket>) -> Self {
        Self {
            stream,
            backlog: Backlog::default(),
            reading: PollFlags::IN,
            writing: PollFlags::OUT,
            broken: None,
        }
    }

    pub(crate) fn read(&mut self, room: &mut [u8]) -> Read {
        match self.stream.ssl_read(room) {
            Ok(count) => Read::Bytes(count),
            Err(error) => match wish(&error) {
                Some(wish) => {
                    self.reading = wish;
                    Read::Nothing
                }
                None => self.ended(&error),
            },
        }
    }

    fn ended(&mut self, error: &Error) -> Read {
        let how = match error.code() {
            ErrorCode::ZERO_RETURN => How::Orderly,
            _ if self.stream.get_ref().is_at_end() => How::Cut,
            _ if error.ssl_error().is_some_and(is_own) => How::Garbled,
            _ => How::Cut,
        };
        let reason = match self.broken.take() {
            Some(broken) if how == How::Cut => broken,
            _ => ending(error, self.stream.get_ref()),
        };
        Read::Ended { how, reason }
    }

    pub(crate) fn push(&mut self, bytes: &[u8]) {
        if self.broken.is_none() {
            self.backlog.push(bytes);
        }
    }

    /// Writes what waits, as far as the connection takes it.
    pub(crate) fn flush(&mut self) {
        while !self.backlog.is_empty() {
            match self.stream.ssl_write(self.backlog.whole()) {
                Ok(count) => self.backlog.written(count),
                Err(error) => {
                    match wish(&error) {
                        Some(wish) => self.writing = wish,
                        None => self.give_up_writing(&error),
                    }
                    return;
                }
            }
            self.writing = PollFlags::OUT;
        }
    }

    /// What the peer sent before it went away is still to be read, and with it the way it went.
    fn give_up_writing(&mut self, error: &Error) {
        self.broken = Some(ending(error, self.stream.get_ref()));
        self.backlog.clear();
    }

    /// Tells the peer that nothing more comes. `false`: not yet, ask again.
    pub(crate) fn say_goodbye(&mut self) -> bool {
        match self.stream.shutdown() {
            Ok(_) => true,
            Err(error) => wish(&error).map(|wish| self.writing = wish).is_none(),
        }
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.broken.is_some()
    }

    /// Whether everything handed over has been written.
    pub(crate) fn is_flushed(&self) -> bool {
        self.backlog.is_empty()
    }

    /// Whether the peer is so far behind that nothing more should be taken for it.
    pub(crate) fn is_behind(&self) -> bool {
        self.backlog.is_high()
    }

    /// Whether bytes lie ready that no waiting for the socket would show.
    pub(crate) fn has_pending(&self) -> bool {
        self.stream.ssl().pending() > 0
    }

    pub(crate) fn interest(&self, reading: bool) -> Option<(BorrowedFd<'_>, PollFlags)> {
        let mut flags = PollFlags::empty();
        if reading {
            flags |= self.reading;
        }
        if !self.backlog.is_empty() {
            flags |= self.writing;
        }
        (!flags.is_empty()).then_some((self.stream.get_ref().as_fd(), flags))
    }

    pub(crate) fn writing_interest(&self) -> (BorrowedFd<'_>, PollFlags) {
        (self.stream.get_ref().as_fd(), self.writing)
    }

    pub(crate) fn socket(&mut self) -> &mut Socket {
        self.stream.get_mut()
    }
}

/// What to wait for, if the call only came too early.
pub(crate) fn wish(error: &Error) -> Option<PollFlags> {
    match error.code() {
        ErrorCode::WANT_READ => Some(PollFlags::IN),
        ErrorCode::WANT_WRITE => Some(PollFlags::OUT),
        _ => None,
    }
}

/// Whether it was this side that found fault; alerts of the peer are numbered from 1000.
fn is_own(stack: &ErrorStack) -> bool {
    let errors = stack.errors();
    !errors.is_empty() && errors.iter().all(|error| error.reason_code() < 1000)
}

/// How a connection ended, told so that an orderly end and a cut cannot be confused.
pub(crate) fn ending(error: &Error, socket: &Socket) -> String {
    if error.code() == ErrorCode::ZERO_RETURN {
        return "closed by the peer (close_notify)".into();
    }
    if socket.is_at_end() {
        return "cut: the stream ended without close_notify".into();
    }
    match (error.io_error(), error.ssl_error()) {
        (Some(error), _) => format!("cut: {error}"),
        (None, Some(stack)) => format!("TLS failed: {}", reasons(stack)),
        (None, None) => "cut: the socket failed without a reason".into(),
    }
}
