//! What went wrong, for a person, and the exit code that says it to a program.
//!
//! In: obstacles of procedures, errors of files and ports. Out: [`Trouble`], [`Exit`]. Not here: advice; the
//! error tables have it.

use std::fmt;
use std::process::ExitCode;

use telit_ssl::procedure::Obstacle;
use telit_ssl::{Cause, Violation};

/// Shown below every help.
pub(crate) const EXIT_CODES: &str = "Exit codes:
  0 done
  2 bad usage: an argument cannot be, and nothing was sent
  3 the module refused
  4 TLS was refused: the handshake, a certificate or the peer (errors 837 to 840)
  5 timed out
  6 port or link to the module lost
  7 the protocol was broken
  8 a file could not be read or written
  9 the peer's answer is no whole HTTP response
  130 interrupted; the module was left in command mode as far as it answered";

/// The exit codes. 0: done; 2: bad usage, which the reader of arguments uses too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// What was asked for cannot be sent.
    Usage = 2,
    /// The module refused.
    Refused = 3,
    /// TLS was refused: handshake, certificates, records.
    Tls = 4,
    /// Something did not answer in time.
    Timeout = 5,
    /// The port or the link is lost.
    Link = 6,
    /// The bytes broke the protocol.
    Protocol = 7,
    /// A file could not be read or written.
    File = 8,
    /// What the peer has sent is no whole HTTP response.
    Peer = 9,
    /// Somebody pressed Ctrl-C (128 and the number of the signal, as shells have it).
    Interrupted = 130,
}

impl Exit {
    /// That of a procedure that could not go on.
    fn of(obstacle: Obstacle) -> Self {
        match obstacle {
            Obstacle::Request(_) | Obstacle::Pem(_) => Self::Usage,
            Obstacle::Refused { failure, .. } => match failure.cause {
                Cause::Handshake | Cause::SecurityData | Cause::Record | Cause::Disconnected => {
                    Self::Tls
                }
                Cause::Silence => Self::Timeout,
                _ => Self::Refused,
            },
            Obstacle::NotRegistered(_) | Obstacle::Sim(_) | Obstacle::LastTry => Self::Refused,
            // A module that restarts is a link that was lost (field notes B53).
            Obstacle::Violation(Violation::LinkLost) | Obstacle::SettingsLost => Self::Link,
            Obstacle::Closed => Self::Peer,
            _ => Self::Protocol,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error that ends the program.
#[derive(Debug)]
pub struct Trouble {
    exit: Exit,
    message: String,
}

impl Trouble {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
        }
    }

    /// A procedure that could not go on.
    pub(crate) fn of(obstacle: Obstacle) -> Self {
        let advice = match obstacle {
            Obstacle::Violation(Violation::LinkLost) => {
                ". Check power, cable, port and speed, and that nobody else holds the port."
            }
            Obstacle::SettingsLost => {
                ". If it was not restarted on purpose, look at its power: transmitting draws most."
            }
            Obstacle::Violation(Violation::PromptNotDue { .. }) => {
                "; it was given up. Give the payload with --payload."
            }
            _ => "",
        };
        Self::new(Exit::of(obstacle), format!("{obstacle}{advice}"))
    }

    /// The same, where it happened in the middle of a command that has this name for people.
    pub(crate) fn in_command(self, name: &str) -> Self {
        Self::new(self.exit, format!("{name}: {}", self.message))
    }

    /// A file that cannot be read or written.
    pub(crate) fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::new(Exit::File, format!("{}: {error}", path.display()))
    }

    /// Its exit code.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        self.exit
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Trouble {}
