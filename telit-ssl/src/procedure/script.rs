//! A procedure as a script: what to ask next, and what the answers mean.
//!
//! In: how the last thing has ended, and the lines of its answer. Out: the next thing to ask, supply, or wait for. Not here: who
//! plays it; that is `Run`.

use super::{Note, Obstacle};
use crate::cause::{Cause, Failure};
use crate::engine::Engine;
use crate::event::{Event, Found};
use crate::time::{Instant, Span};

/// How the last thing that a script asked for has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ended {
    /// Nothing was asked yet.
    Nothing,
    /// `OK`.
    Done,
    /// `CONNECT`.
    Connected,
    /// Online mode was left with the escape sequence.
    Suspended,
    /// The peer has ended online mode.
    Closed,
    /// The module is attached.
    Attached(Found),
    /// The module said no.
    Failed {
        /// To which command.
        command: &'static str,
        /// Why.
        failure: Failure,
    },
    /// All payload was handed over in online mode.
    Supplied,
    /// A pause is over.
    Paused,
}

/// What a script does next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Turn<'p, T> {
    /// It has asked the engine for something.
    Asked,
    /// The same, and this payload follows the prompt.
    AskedToSend(&'p [u8]),
    /// It supplies payload in online mode.
    Supply(&'p [u8]),
    /// It stays in online mode and hears payload until that ends.
    Listen,
    /// It waits.
    Pause(Span),
    /// It has something to say, and is asked again at once.
    Note(Note),
    /// It is over.
    Done(T),
}

impl<'p, T> Turn<'p, T> {
    /// Its output, where the script is over: for one that is the first part of another.
    ///
    /// # Errors
    /// The turn, for the other script to take as its own.
    pub fn output<U>(self) -> Result<T, Turn<'p, U>> {
        Err(match self {
            Self::Done(output) => return Ok(output),
            Self::Asked => Turn::Asked,
            Self::AskedToSend(payload) => Turn::AskedToSend(payload),
            Self::Supply(payload) => Turn::Supply(payload),
            Self::Listen => Turn::Listen,
            Self::Pause(span) => Turn::Pause(span),
            Self::Note(note) => Turn::Note(note),
        })
    }
}

/// A procedure as a script: what to ask next, and what the answers mean.
pub trait Script<'p> {
    /// What it finds out or makes.
    type Output;

    /// Says what is next. The engine is idle or online; `ended` says how the last thing has ended.
    ///
    /// # Errors
    /// Why it cannot go on.
    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, Self::Output>, Obstacle>;

    /// Hears a line of an answer.
    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, _: &Engine<B>, _: Event<'_>) {}
}

/// A refusal that a procedure takes for done.
pub(crate) const fn is(ended: Ended, cause: Cause) -> bool {
    matches!(ended, Ended::Failed { failure, .. } if failure.cause as u8 == cause as u8)
}

/// Goes on if the last exchange ended well.
pub(crate) const fn require(ended: Ended) -> Result<(), Obstacle> {
    match ended {
        Ended::Failed { command, failure } => Err(Obstacle::Refused { command, failure }),
        Ended::Closed => Err(Obstacle::Closed),
        Ended::Nothing
        | Ended::Done
        | Ended::Connected
        | Ended::Suspended
        | Ended::Attached(_)
        | Ended::Supplied
        | Ended::Paused => Ok(()),
    }
}
