//! The vocabulary in which AT commands are declared: once, and read and written from both sides.
//!
//! A command is a struct; its fields are the subparameters in the order of the wire. The derive macros write
//! [`Subparameters`] (both directions of the values), [`Declaration`] and [`Command`] (what the host can ask) or
//! [`Information`] (what the module answers), and a row of constants for tables. [`Form`] gives the module's
//! side of all four forms of a command.
//!
//! In scope: declarations, and what follows from them. Out of scope: any one command, any vendor, time, bytes
//! that arrive in pieces (`at-parse` frames them first).
//!
//! ```
//! use at_spec::{Command, Information, ProfileId, Quoted, Printable, Writer};
//!
//! /// Defines a packet context.
//! ///
//! /// Source: 3GPP 27.007 10.1.1.
//! #[derive(at_spec::Command, Clone, Copy, Debug, PartialEq, Eq)]
//! #[at("+CGDCONT", setting = Self)]
//! pub struct Context<'a> {
//!     /// Number of the context.
//!     pub context: u8,
//!     /// Protocol of the context.
//!     pub protocol: Option<Quoted<Printable<'a>>>,
//! }
//!
//! let profile = ProfileId::new(0);
//! let mut room = [0; 40];
//! let mut writer = Writer::new(&mut room, profile);
//! Context { context: 1, protocol: Printable::new(b"IP").ok().map(Quoted) }.encode(&mut writer)?;
//! assert_eq!(writer.written(), b"+CGDCONT=1,\"IP\"");
//!
//! let answer = Context::read_line(b"+CGDCONT: 1,\"IP\"", profile)?;
//! assert_eq!(answer.context, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
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

// The derives write `::at_spec`, here too.
extern crate self as at_spec;

mod argument;
mod asker;
mod command;
mod dialect;
mod exchange;
mod fields;
mod form;
mod information;
mod inline;
mod limits;
mod name;
mod names;
mod ranges;
mod several;
mod subparameters;
mod table;
mod taken;
mod text;
mod unit;
mod visit;
mod writer;

pub use argument::Argument;
pub use asker::Asker;
pub use at_derive::{Argument, Command, Dialect, Information, Unsolicited, family};
pub use at_parse::{
    Allowed, Alternative, Alternatives, Asked, Elements, Fault, Group, Inline, Invocation,
    Malformed, Token, Tokens, grammar,
};
pub use command::{Command, Declaration, Outline, Read, Readable, Test, Testable};
pub use dialect::{Dialect, Family};
pub use exchange::{Exchange, Payload};
pub use fields::Fields;
pub use form::Form;
pub use information::{Information, Nothing, Unsolicited};
pub use inline::{Counted, InlineData};
pub use limits::{Limits, Range, Refusal, Refused};
pub use name::{Name, ProfileId, Respelling, Syntax};
pub use names::{Names, SortedNames};
pub use ranges::{Ranges, TestAnswer};
pub use several::Several;
pub use subparameters::Subparameters;
pub use table::{
    ArgumentSpec, Choice, Codec, CommandSpec, FamilySpec, FormSpec, LineSpec, Manual, Provenance,
    Recode, SubparameterSpec, TextSpec, Word,
};
pub use taken::{Examiner, Excerpt, Given, NotTaken};
pub use text::{
    Address, Alphanumeric, Bare, Digits, Host, Line, LongNumber, Printable, Quoted, Secret, Text,
};
pub use unit::{ByteCount, Cell, Fiftieths, Lasts, Register, Seconds, Tenths};
pub use visit::Visitor;
pub use writer::{Full, Writer};
