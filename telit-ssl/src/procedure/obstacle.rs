//! Why a procedure cannot go on, as a value and in words.
//!
//! In: what was asked for and what came. Out: a sentence that says what to do. Not here: what anybody
//! does about it.

use core::fmt;

use super::PemFault;
use crate::cause::Failure;
use crate::command::identity::SimState;
use crate::command::registration::Registration;
use crate::event::{Of, Violation};
use crate::request::RequestError;

/// Why a procedure cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// It asked for what cannot be; nothing was sent.
    Request(RequestError),
    /// The module said no.
    Refused {
        /// To which command.
        command: &'static str,
        /// Why.
        failure: Failure,
    },
    /// The bytes broke the protocol.
    Violation(Violation),
    /// The answer of a command did not come, or could not be read.
    NoAnswer(&'static str),
    /// The SIM waits for something that was not given.
    Sim(SimState),
    /// One try is left for the PIN, and a wrong one would lock the SIM: it was not given.
    LastTry,
    /// The network does not serve the module.
    NotRegistered(Registration),
    /// A certificate or key that cannot be stored.
    Pem(PemFault),
    /// The connection has ended.
    Closed,
    /// The module has forgotten how it was set: it was restarted, most likely.
    SettingsLost,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => error.fmt(formatter),
            Self::Refused { command, failure } => {
                write!(formatter, "{}", Of(command))?;
                // A failure without a number is told by its meaning already.
                if failure.number.is_some() {
                    write!(formatter, "{failure}: ")?;
                }
                write!(formatter, "{}. {}", failure.meaning(), failure.advice())
            }
            Self::Violation(violation) => violation.fmt(formatter),
            Self::NoAnswer(command) => write!(
                formatter,
                "{command}: the answer is missing or cannot be read"
            ),
            Self::Sim(SimState::Pin) => formatter.write_str("the SIM waits for its PIN: give it"),
            Self::Sim(state) => write!(
                formatter,
                "the SIM waits for something else than its PIN: {state:?}"
            ),
            Self::LastTry => formatter.write_str(
                "one try is left for the PIN, and a wrong one locks the SIM: make sure of it, and enter it by hand (AT+CPIN)",
            ),
            Self::NotRegistered(state) => write!(
                formatter,
                "the network does not serve the module: {state:?}"
            ),
            Self::Pem(fault) => fault.fmt(formatter),
            Self::Closed => formatter.write_str("the connection has ended"),
            Self::SettingsLost => formatter.write_str(
                "the module has forgotten how it was set, as behind a restart: attach, and begin again",
            ),
        }
    }
}

impl core::error::Error for Obstacle {}
