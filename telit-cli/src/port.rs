//! The port to the module: a pipe, a pseudo-terminal or a serial line.
//!
//! In: bytes. Out: bytes, within a time. Not here: what they mean.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{FlockOperation, Mode, OFlags, flock};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

/// A port that is open.
pub(crate) enum Port {
    Pipe(UnixStream),
    Terminal(File),
    Serial(Box<dyn serialport::SerialPort>),
}

impl Port {
    /// A pseudo-terminal, in raw mode.
    pub(crate) fn terminal(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
        // Two programs on one line would take each other's answers.
        flock(&file, FlockOperation::NonBlockingLockExclusive)
            .map_err(|_| io::Error::other("another program uses it; end that one first"))?;
        if let Ok(mut settings) = tcgetattr(&file) {
            settings.make_raw();
            tcsetattr(&file, OptionalActions::Now, &settings)?;
        }
        Ok(Self::Terminal(file))
    }

    /// A serial line.
    pub(crate) fn serial(path: &str, baud: u32) -> io::Result<Self> {
        Ok(Self::Serial(serialport::new(path, baud).open()?))
    }

    /// Bytes that have come, at least one within `within`; none: the time is over.
    pub(crate) fn read(&mut self, buffer: &mut [u8], within: Duration) -> io::Result<usize> {
        let read = match self {
            Self::Pipe(pipe) => ready(&*pipe, within)?.then(|| pipe.read(buffer)),
            Self::Terminal(file) => ready(&*file, within)?.then(|| file.read(buffer)),
            Self::Serial(port) => {
                port.set_timeout(within.max(Duration::from_millis(1)))?;
                Some(port.read(buffer))
            }
        };
        match read {
            None => Ok(0),
            Some(Ok(0)) => Err(io::Error::new(
                ErrorKind::UnexpectedEof,
                "the other end has gone",
            )),
            Some(Err(error))
                if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::Interrupted) =>
            {
                Ok(0)
            }
            Some(result) => result,
        }
    }

    /// Writes all of it.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Pipe(pipe) => pipe.write_all(bytes),
            Self::Terminal(file) => file.write_all(bytes),
            Self::Serial(port) => {
                // A serial line needs its time: ten bits a byte, and as much again.
                let millis = bytes.len() as u64 * 20_000
                    / u64::from(port.baud_rate().unwrap_or(9600).max(1));
                port.set_timeout(Duration::from_millis(millis) + Duration::from_secs(10))?;
                port.write_all(bytes)
            }
        }
    }

    /// Whether DTR can be set here.
    pub(crate) fn has_dtr(&mut self) -> bool {
        match self {
            Self::Pipe(_) | Self::Terminal(_) => false,
            Self::Serial(port) => port.write_data_terminal_ready(true).is_ok(),
        }
    }

    /// Sets DTR, where there is one.
    pub(crate) fn set_dtr(&mut self, on: bool) {
        if let Self::Serial(port) = self {
            // A pseudo-terminal behind a serial path has none, and attach goes on without it.
            let _ = port.write_data_terminal_ready(on);
        }
    }
}

/// Whether there is something to read within `within`.
fn ready(port: impl AsFd, within: Duration) -> io::Result<bool> {
    let mut fds = [PollFd::new(&port, PollFlags::IN)];
    let within = Timespec::try_from(within).map_err(io::Error::other)?;
    match poll(&mut fds, Some(&within)) {
        Ok(ready) => Ok(ready > 0),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
