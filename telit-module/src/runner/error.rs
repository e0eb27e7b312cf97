//! Why a port cannot be had, and why a run ends before its time.
//!
//! In: errors of the operating system. Out: typed values that say what was tried, on what, and what a person can do.
//! Not here: what goes wrong with a connection; that is a [`Refusal`](crate::peer::Refusal) or an event for the machine.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// A host port that cannot be opened.
#[derive(Debug)]
#[non_exhaustive]
pub enum PortError {
    /// The operating system gives no pair of connected sockets.
    Pipe(io::Error),
    /// The operating system gives no pseudo-terminal.
    Terminal {
        /// What was being done.
        step: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// Something that must not be replaced stands at the path; choose another one or remove it.
    Occupied(PathBuf),
    /// The path cannot be made.
    Path {
        /// The path wanted.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A run that could not start or go on. No fault of host, module or peer.
#[derive(Debug)]
#[non_exhaustive]
pub enum RunError {
    /// The operating system gives no pipe to wake the runner by.
    Wake(io::Error),
    /// The operating system gives no thread to run on.
    Thread(io::Error),
    /// Waiting for ports failed.
    Wait(io::Error),
    /// The host's port failed.
    Host(io::Error),
}

impl fmt::Display for PortError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pipe(source) => write!(formatter, "cannot make a pipe to the host: {source}"),
            Self::Terminal { step, source } => write!(formatter, "cannot {step}: {source}"),
            Self::Occupied(path) => {
                write!(
                    formatter,
                    "{} is in use and is not replaced: remove it, or choose another path",
                    path.display()
                )
            }
            Self::Path { path, source } => {
                write!(formatter, "cannot make {}: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for PortError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Pipe(source) | Self::Terminal { source, .. } | Self::Path { source, .. } => {
                Some(source)
            }
            Self::Occupied(_) => None,
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wake(source) => {
                write!(formatter, "cannot make the runner's wake-up pipe: {source}")
            }
            Self::Thread(source) => write!(formatter, "cannot start the runner's thread: {source}"),
            Self::Wait(source) => write!(formatter, "cannot wait for the ports: {source}"),
            Self::Host(source) => write!(formatter, "the host's port failed: {source}"),
        }
    }
}

impl std::error::Error for RunError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Wake(source) | Self::Thread(source) | Self::Wait(source) | Self::Host(source) => {
                Some(source)
            }
        }
    }
}
