//! The TCP socket under a TLS connection, with what only the one who reads it can know.
//!
//! In: a connected, nonblocking socket. Out: the same, and two facts: something was heard, the stream has ended. Not
//! here: TLS, which tells neither.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::os::fd::{AsFd, BorrowedFd};

#[derive(Debug)]
pub(crate) struct Socket {
    stream: TcpStream,
    heard: bool,
    at_end: bool,
}

impl Socket {
    pub(crate) fn new(stream: TcpStream) -> Self {
        Self {
            stream,
            heard: false,
            at_end: false,
        }
    }

    /// Whether bytes have come since the last time this was asked.
    pub(crate) fn take_heard(&mut self) -> bool {
        core::mem::take(&mut self.heard)
    }

    /// Whether the peer has closed its direction of TCP, and everything before that was read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at_end
    }

    /// Closes this direction of TCP. That it fails when the peer is gone already is no news.
    pub(crate) fn end(&self) {
        let _ = self.stream.shutdown(Shutdown::Write);
    }
}

impl Read for Socket {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(room)?;
        self.heard |= count > 0;
        self.at_end |= count == 0 && !room.is_empty();
        Ok(count)
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

impl AsFd for Socket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}
