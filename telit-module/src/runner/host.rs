//! The host's port: what the host reads from and writes to instead of a serial line.
//!
//! In: bytes of the host. Out: bytes of the module, held back while the host does not read. Not here: what they mean.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;

use rustix::event::PollFlags;

use super::backlog::Backlog;
use super::error::PortError;
use super::listener::Listener;
use super::pty::Pty;

/// A port for one host at a time, with the bytes that it has not read yet.
#[derive(Debug)]
pub struct HostPort {
    kind: Kind,
    backlog: Backlog,
}

#[derive(Debug)]
enum Kind {
    Pipe(UnixStream),
    Terminal(Pty),
    Socket {
        listener: Listener,
        host: Option<UnixStream>,
    },
}

/// What a look at the host's port gave.
pub(crate) enum Heard {
    Nothing,
    Bytes(usize),
    /// The host's end of a pipe is closed, and no other host can come.
    Gone,
}

impl HostPort {
    /// A pipe inside this process. The stream is the host's end, in blocking mode; the run ends when it is dropped.
    ///
    /// # Errors
    ///
    /// [`PortError::Pipe`], when the operating system gives none.
    pub fn pipe() -> Result<(Self, UnixStream), PortError> {
        let (module, host) = UnixStream::pair().map_err(PortError::Pipe)?;
        module.set_nonblocking(true).map_err(PortError::Pipe)?;
        Ok((Self::over(Kind::Pipe(module)), host))
    }

    /// A pseudo-terminal, raw and without control lines. With `link`, a symbolic link there leads to it until the port
    /// is dropped; a link that is there already is replaced, anything else is not.
    ///
    /// What the module says while no host is there is kept for the next one: hosts should discard input first.
    ///
    /// # Errors
    ///
    /// [`PortError::Terminal`], [`PortError::Occupied`] or [`PortError::Path`], each saying what failed.
    pub fn terminal(link: Option<&Path>) -> Result<Self, PortError> {
        Pty::open(link).map(|pty| Self::over(Kind::Terminal(pty)))
    }

    /// A Unix-domain socket at `path`, for one host after the other. What the module says while no host is there is lost.
    ///
    /// # Errors
    ///
    /// [`PortError::Occupied`], when a file or a living socket is there; [`PortError::Path`], when it cannot be made.
    pub fn socket(path: &Path) -> Result<Self, PortError> {
        Listener::bind(path).map(|listener| {
            Self::over(Kind::Socket {
                listener,
                host: None,
            })
        })
    }

    fn over(kind: Kind) -> Self {
        Self {
            kind,
            backlog: Backlog::default(),
        }
    }

    /// The path that a host opens or connects to; a pipe has none.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.kind {
            Kind::Pipe(_) => None,
            Kind::Terminal(pty) => Some(pty.path()),
            Kind::Socket { listener, .. } => Some(listener.path()),
        }
    }

    /// Whether the host is so far behind that nothing more should be fetched for it.
    pub(crate) fn is_behind(&self) -> bool {
        self.backlog.is_high()
    }

    /// What to wait for; nothing when the host is neither to be read nor to be written to.
    pub(crate) fn interest(&self, reading: bool) -> Option<(BorrowedFd<'_>, PollFlags)> {
        if let Kind::Socket {
            listener,
            host: None,
        } = &self.kind
        {
            return Some((listener.socket.as_fd(), PollFlags::IN));
        }
        let mut flags = PollFlags::empty();
        flags.set(PollFlags::IN, reading);
        flags.set(PollFlags::OUT, !self.backlog.is_empty());
        // Without a wish the descriptor stays out: a hang-up is reported always, and could not be acted on.
        (!flags.is_empty()).then_some((self.descriptor()?, flags))
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        match &self.kind {
            Kind::Pipe(stream) => Some(stream.as_fd()),
            Kind::Terminal(pty) => Some(pty.master.as_fd()),
            Kind::Socket { host, .. } => host.as_ref().map(AsFd::as_fd),
        }
    }

    /// Reads what is there, after letting in a host that waits at the door.
    pub(crate) fn read(&mut self, room: &mut [u8]) -> io::Result<Heard> {
        if let Kind::Socket {
            listener,
            host: host @ None,
        } = &mut self.kind
        {
            *host = listener.accept()?;
        }
        let Some(mut port) = self.port() else {
            return Ok(Heard::Nothing);
        };
        match port.read(room) {
            Ok(0) => Ok(self.hang_up()),
            Ok(count) => Ok(Heard::Bytes(count)),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
                ) =>
            {
                Ok(Heard::Nothing)
            }
            Err(error) if is_gone(&error) => Ok(self.hang_up()),
            Err(error) => Err(error),
        }
    }

    /// Hands over bytes; what the host does not take now waits.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.backlog.push(bytes);
    }

    /// Writes what waits, as far as the host takes it.
    pub(crate) fn flush(&mut self) -> io::Result<Heard> {
        let mut waiting = core::mem::take(&mut self.backlog);
        let Some(mut port) = self.port() else {
            return Ok(Heard::Nothing);
        };
        let result = waiting.drain_into(&mut port);
        self.backlog = waiting;
        match result {
            Ok(()) => Ok(Heard::Nothing),
            Err(error) if is_gone(&error) => Ok(self.hang_up()),
            Err(error) => Err(error),
        }
    }

    fn port(&self) -> Option<Port<'_>> {
        match &self.kind {
            Kind::Pipe(stream) => Some(Port::Stream(stream)),
            Kind::Terminal(pty) => Some(Port::Terminal(&pty.master)),
            Kind::Socket { host, .. } => host.as_ref().map(Port::Stream),
        }
    }

    fn hang_up(&mut self) -> Heard {
        self.backlog.clear();
        match &mut self.kind {
            Kind::Socket { host, .. } => {
                *host = None;
                Heard::Nothing
            }
            Kind::Pipe(_) | Kind::Terminal(_) => Heard::Gone,
        }
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset
    )
}

enum Port<'a> {
    Stream(&'a UnixStream),
    Terminal(&'a File),
}

impl Read for Port<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stream(stream) => stream.read(room),
            Self::Terminal(terminal) => terminal.read(room),
        }
    }
}

impl Write for Port<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(stream) => stream.write(bytes),
            Self::Terminal(terminal) => terminal.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
