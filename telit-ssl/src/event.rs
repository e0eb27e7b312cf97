//! What the engine tells the application.
//!
//! In: nothing. Out: [`Event`], [`Violation`]. Not here: what the application asks (`request.rs`). Three kinds
//! of failure never mix: misuse is a `RequestError`, a refusal an [`Event::Failed`], a breach of the protocol an
//! [`Event::Violation`].

use core::fmt;

use at_parse::Line;

use crate::cause::Failure;
use crate::value::SocketId;

/// What has happened. `Copy`, and borrowed from the input alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'i> {
    /// A line of the answer; [`Ticket::answer`](crate::Ticket::answer) reads it.
    Information(Text<'i>),
    /// A line inside an exchange that is neither its declared answer nor an unsolicited result code:
    /// `TIMEOUT`, the lines of a certificate read back.
    Remark(Text<'i>),
    /// The module waits for payload: supply it, then finish.
    Prompt,
    /// Payload of the module: a piece of a counted body, or online data. It is lent from the input.
    Payload(&'i [u8]),
    /// The exchange is over and the module said `OK`.
    Done,
    /// `CONNECT`: from here every byte is payload.
    Connected,
    /// The escape sequence was answered: command mode, and the connection stays open.
    Suspended,
    /// `NO CARRIER` has ended online mode. The bytes of it, which no payload was made of, are
    /// [`Engine::ended_by`](crate::Engine::ended_by). Payload that has not left would be a command line now: drop it, and say so
    /// with [`Engine::payload_dropped`](crate::Engine::payload_dropped).
    Closed {
        /// Whether a control line says so too; without one, quiet behind the text is the only sign. It is a weak one
        /// where the module writes result codes as digits.
        certain: bool,
        /// Which socket has ended, where the text says so (field 8 of the configuration).
        socket: Option<SocketId>,
        /// Why, where the text says so: a number that no source at hand explains.
        cause: Option<u16>,
    },
    /// The module said no, or nothing. The exchange is over.
    Failed {
        /// The name of the command; empty where it has none: `AT`, or a raw one.
        command: &'static str,
        /// Why.
        failure: Failure,
    },
    /// A line that nobody asked for.
    Unsolicited(Text<'i>),
    /// Attach has found the module, and it is in command mode with echo off and result codes in words.
    Attached(Found),
    /// The engine knows the state of the module again, after a violation or a silence. Echo is off and result codes are
    /// words, whatever was set before.
    Ready,
    /// The module sends command lines back, although it was found not to since it was attached, and nothing that was
    /// asked of it has changed that: it was restarted, or somebody else has set it otherwise. What was set up in it may
    /// be lost; attach, and set it up again. The exchange under way goes on.
    SettingsLost,
    /// The bytes broke the protocol.
    Violation(Violation),
}

/// In which state attach found the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// In command mode, as far as its answers show.
    CommandMode,
    /// In online mode, left there by somebody; it was ended by the escape sequence. Should the guard time have
    /// been set to another value, the peer has got `+++` and what followed.
    Online,
}

/// A line, or a mark that [`Engine::text`](crate::Engine::text) resolves until the next poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'i>(pub(crate) Line<'i>);

/// How the bytes broke the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Violation {
    /// The header of a receive counts more bytes than were asked for. They are discarded by count.
    CountAboveRoom {
        /// Bytes announced.
        count: u32,
        /// Bytes asked for.
        room: u32,
    },
    /// Behind the counted bytes stands something else than the line ends that belong there: the count was too small, or
    /// otherwise wrong. Where it comes with every receive the firmware has other line ends than its generation: give the engine
    /// a [`Profile`](crate::Profile) whose [`line_ends_vary`](crate::Profile::line_ends_vary) is set.
    CountTooSmall,
    /// A result code came that nothing has asked for, or the wrong one. Where it is the `OK` of an escape sequence that had been
    /// given up, its bytes are [`Engine::ended_by`](crate::Engine::ended_by).
    OutOfTurn {
        /// The command under way; empty where none is, and where it has no name.
        command: &'static str,
    },
    /// The module wanted payload, and the command under way has none to give. It was given up.
    PromptNotDue {
        /// The command under way.
        command: &'static str,
    },
    /// A line is longer than the room for it. It is lost; the stream goes on behind it.
    LineTooLong {
        /// Bytes that the room would have needed.
        length: usize,
        /// Bytes that it has.
        room: usize,
    },
    /// The module fell silent where the exchange cannot end.
    Unanswered {
        /// The command under way.
        command: &'static str,
    },
    /// Nothing that was tried has brought an answer. Attach again when the line is mended.
    LinkLost,
}

/// The name of a command before what is told of it; nothing where it has none.
pub(crate) struct Of(pub(crate) &'static str);

impl fmt::Display for Of {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "" => Ok(()),
            command => write!(formatter, "{command}: "),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CountAboveRoom { count, room } => {
                write!(
                    formatter,
                    "the module announces {count} bytes where at most {room} were asked for"
                )
            }
            Self::CountTooSmall => {
                formatter.write_str("the payload does not end where its header says")
            }
            Self::OutOfTurn { command: "" } => {
                formatter.write_str("a result code came that nothing had asked for")
            }
            Self::OutOfTurn { command } => write!(
                formatter,
                "{command}: an answer came that does not belong here"
            ),
            Self::PromptNotDue { command } => write!(
                formatter,
                "{}the module waits for payload, and none was announced",
                Of(command)
            ),
            Self::LineTooLong { length, room } => {
                write!(
                    formatter,
                    "a line of {length} bytes does not fit the room of {room}; lend a larger one"
                )
            }
            Self::Unanswered { command } => {
                write!(
                    formatter,
                    "{}the module fell silent in the middle",
                    Of(command)
                )
            }
            Self::LinkLost => formatter.write_str("the module does not answer any more"),
        }
    }
}
