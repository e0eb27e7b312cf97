//! What the application asks, and why a request can be refused before a byte is sent.
//!
//! In: nothing. Out: [`RequestError`], [`Ticket`]. Not here: refusals by the module (`cause.rs`).

use core::fmt;
use core::marker::PhantomData;

use at_spec::{Information, Malformed, Refused};

use crate::engine::Engine;
use crate::event::Event;

/// The request cannot be. Nothing was sent and nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A command is under way; wait for its end.
    Busy,
    /// The engine is finding out the state of the module; wait for [`Event::Ready`] or [`Event::Attached`].
    Recovering,
    /// The link is lost; attach first.
    Detached,
    /// The module is in online mode; suspend it first.
    Online,
    /// The module is not in online mode.
    NotOnline,
    /// The module does not wait for payload.
    NoPayloadDue,
    /// No command is under way.
    NothingAsked,
    /// The caller has not said that it can set DTR.
    NoDtr,
    /// Payload that was supplied has not left yet; say so where it never will ([`Engine::payload_dropped`]).
    PayloadLeaves,
    /// More payload than the exchange has announced, or less when it is finished.
    Count {
        /// Bytes announced that have not been supplied.
        left: u32,
    },
    /// A byte that this command cannot carry: the module would act on it. Online mode carries every byte.
    Forbidden {
        /// The byte.
        byte: u8,
        /// Its place in the payload given.
        at: usize,
    },
    /// The module echoes: payload would come back and be taken for its answer. Set `ATE0` first.
    Echo,
    /// Modules of this generation do not have the command, or the value.
    Absent {
        /// Name of the command, or of the field.
        name: &'static str,
        /// Name of the profile.
        profile: &'static str,
    },
    /// A value is out of range.
    Refused(Refused),
    /// A byte that a command line cannot carry: anything but printable ASCII.
    Unsendable {
        /// The byte.
        byte: u8,
        /// Its place in the body.
        at: usize,
    },
    /// A quote in a command line that is not closed.
    UnclosedQuote {
        /// Its place in the body.
        at: usize,
    },
    /// The body of a command line begins with `AT`, which is not part of it.
    Prefix,
    /// The command line does not fit the room, or is longer than the module reads.
    TooLong {
        /// Bytes that there is room for.
        room: usize,
    },
    /// This exchange cannot be aborted; it ends by itself, or by its deadline.
    CannotAbort,
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy => formatter.write_str("a command is under way; wait for its end"),
            Self::Recovering => formatter
                .write_str("the state of the module is being found out; wait until it is known"),
            Self::Detached => formatter.write_str("the link is lost; attach first"),
            Self::Online => formatter.write_str("the module is in online mode; suspend it first"),
            Self::NotOnline => formatter.write_str("the module is not in online mode"),
            Self::NoPayloadDue => formatter.write_str("the module does not wait for payload"),
            Self::NoDtr => {
                formatter.write_str("DTR cannot be set on this line; use the escape sequence")
            }
            Self::PayloadLeaves => formatter.write_str(
                "payload is still leaving; wait until it has, or say that it was dropped",
            ),
            Self::NothingAsked => formatter.write_str("no command is under way"),
            Self::Count { left } => {
                write!(formatter, "{left} bytes of the announced payload are left")
            }
            Self::Forbidden { byte, at } => write!(
                formatter,
                "byte {byte:#04X} at place {at}: the module would act on it; online mode carries every byte"
            ),
            Self::Echo => {
                formatter.write_str("the module echoes, so payload would come back; set ATE0 first")
            }
            Self::Absent { name, profile } => write!(
                formatter,
                "`{name}`: modules of the {profile} profile do not have it"
            ),
            Self::Refused(refused) => refused.fmt(formatter),
            Self::Unsendable { byte, at } => write!(
                formatter,
                "byte {byte:#04X} at place {at} cannot be in a command line; printable ASCII can"
            ),
            Self::UnclosedQuote { at } => {
                write!(formatter, "the quote at place {at} is never closed")
            }
            Self::Prefix => formatter
                .write_str("the body begins with AT, which is sent before it; leave it out"),
            Self::TooLong { room } => write!(
                formatter,
                "the command line is longer than the {room} bytes there are for it"
            ),
            Self::CannotAbort => {
                formatter.write_str("this exchange cannot be aborted; it ends by itself")
            }
        }
    }
}

impl core::error::Error for RequestError {}

/// Says which command a line of information text answers, and how to read it.
///
/// It holds no borrow, so it outlives the host names and buffers of the command.
#[derive(Debug)]
pub struct Ticket<A> {
    pub(crate) serial: u32,
    pub(crate) answer: PhantomData<fn() -> A>,
}

impl<A> Clone for Ticket<A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A> Copy for Ticket<A> {}

impl<A: Information> Ticket<A> {
    /// The answer in `event`. `None`: the event is no line of this command's answer.
    ///
    /// # Errors
    /// [`Malformed`]: it should be such a line, and cannot be read as one.
    pub fn answer<'e, 'i: 'e, B>(
        &self,
        engine: &'e Engine<B>,
        event: Event<'i>,
    ) -> Option<Result<A::Of<'e>, Malformed>>
    where
        B: AsRef<[u8]> + AsMut<[u8]>,
    {
        let Event::Information(text) = event else {
            return None;
        };
        engine
            .is_about(self.serial)
            .then(|| A::read_line(engine.text(text), engine.profile().id))
    }
}
