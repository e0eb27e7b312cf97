//! Frames and tokens of AT dialogues, from bytes that arrive in any pieces.
//!
//! Two levels, and nothing between them. The [`Framer`] finds the borders: it is told by its caller what comes
//! next ([`Framing`]: lines, a prompt, counted payload, online bytes) and never guesses it from a pattern. The
//! [`grammar`] reads what lies between the borders: complete parsers over one line, one for each kind of
//! subparameter, written with nom and named after the productions of V.250 and 3GPP 27.007.
//!
//! In scope: delimiting, result codes, subparameters, command lines as the module receives them.
//! Out of scope: any command's name, any state that outlives a frame but the framer's position, time, storage
//! (the room for a line that arrives in pieces is lent by the caller).
//!
//! ```
//! use at_parse::{Frame, Framer, Framing, ResultCodes};
//!
//! let mut framer = Framer::new(Framing::Lines(ResultCodes::Verbose));
//! let mut room = [0; 80];
//! let mut input: &[u8] = b"\r\n#SSLRECV: 4\r\n";
//! let Some(Frame::Line(line)) = framer.next(&mut room, &mut input) else { panic!() };
//! assert_eq!(line.bytes(&room), b"#SSLRECV: 4");
//!
//! framer.expect(Framing::Counted(4)); // the caller has read the header: from here only the count counts
//! let mut input: &[u8] = b"OK\r\n\r\n\r\nOK\r\n";
//! let Some(Frame::Payload(payload)) = framer.next(&mut room, &mut input) else { panic!() };
//! assert_eq!(payload, b"OK\r\n");
//! ```
#![no_std]
#![forbid(unsafe_code)]
#![warn(
    clippy::alloc_instead_of_core,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::std_instead_of_core,
    clippy::unreachable,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm
)]

mod allowed;
pub mod byte;
mod command_line;
mod frame;
mod framer;
mod framing;
pub mod grammar;
mod malformed;
mod result_code;
mod token;

pub use allowed::{Allowed, Alternative, Alternatives, Elements, Group};
pub use command_line::{Asked, CommandLine, Invocation, Invocations, is_repeat};
pub use frame::{Frame, Inline, Line};
pub use framer::Framer;
pub use framing::{Framing, ResultCodes, Tail, TailCode};
pub use malformed::{Fault, Malformed};
pub use result_code::{ErrorReport, ResultCode};
pub use token::{Token, Tokens};
