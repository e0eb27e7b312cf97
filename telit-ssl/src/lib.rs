//! TLS through Telit cellular modules: their commands, declared, and a sans-IO engine that speaks them.
//!
//! The [`command`] module declares every command once; formatters, parsers and tables follow from that. The
//! [`Engine`] runs the dialogue: it is fed bytes and time, and emits [`Action`]s. The [`procedure`]s are what
//! people do with it: attach, bring up, provision, open, send, receive, close. What nobody has declared goes as
//! [`Raw`].
//!
//! In scope: the dialogue between a host and one module. Out of scope: IO, clocks, threads, allocation; the
//! caller has those. Nothing here can panic, whatever the module sends.
//!
//! The loop of a caller:
//!
//! ```
//! use telit_ssl::{Action, Engine, Event, Instant, Profile, command::interface::Attention};
//!
//! let mut engine = Engine::new(Profile::G2, [0; 160], [0; 160]);
//! let now = Instant::from_millis(0); // of any clock
//! engine.request(now, &Attention)?;
//! let mut input: &[u8] = b"\r\nOK\r\n"; // what the port has brought
//! loop {
//!     match engine.poll(now, &mut input) {
//!         Action::Transmit => {
//!             let n = engine.outgoing().len(); // write as much as fits ...
//!             engine.transmitted(now, n); // ... and say how much it was
//!         }
//!         Action::Event(event) => assert_eq!(event, Event::Done),
//!         Action::SetDtr(_) => {}
//!         Action::Wait => break, // the input is empty: bring more bytes, or wait until `engine.deadline()`
//!     }
//! }
//! # Ok::<(), telit_ssl::RequestError>(())
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

// The walk over the states writes a page of documentation.
#[cfg(test)]
extern crate std;

pub mod cause;
pub mod command;
mod engine;
mod event;
pub mod procedure;
pub mod profile;
mod raw;
mod request;
mod time;
pub mod value;

pub use at_parse::ResultCodes;
pub use at_parse::byte;
pub use at_parse::{Token, Tokens};
pub use cause::{Cause, Failure};
pub use engine::{Action, ControlLine, Engine};
pub use event::{Event, Found, Text, Violation};
pub use profile::Profile;
pub use raw::{Raw, RawLine};
pub use request::{RequestError, Ticket};
pub use time::{Instant, Span};
