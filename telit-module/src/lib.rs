//! A virtual Telit module: a pure machine that answers as the firmware does, and a runner that gives it real ports
//! and real TLS.
//!
//! In scope: the module's side of the dialogue, from the same declarations as the host's. Out of scope: the host.
//!
//! It does what most sources say; what some firmware does otherwise is a [`Quirk`], turned on by name or drawn by a seed
//! ([`Quirks`]). What it remembers ([`Memory`]) can be given to another module, or kept in a file
//! ([`runner::MemoryFile`]).
//!
//! ```
//! use telit_module::{Action, Machine, Module};
//! use telit_ssl::Instant;
//!
//! let mut module = Module::default();
//! let now = Instant::from_millis(0); // of any clock
//! module.host_bytes(now, b"AT\r");
//! assert_eq!(module.poll(now), Some(Action::ToHost(b"AT\r\r\nOK\r\n".to_vec())));
//! assert_eq!(module.poll(now), None);
//! ```

pub mod action;
mod answer;
mod machine;
mod memory;
pub mod peer;
pub mod runner;

pub use action::Action;
pub use machine::{Module, Operator, Quirk, Quirks, Settings, Sim, Spelling};
pub use memory::{Memory, Unreadable};
pub use runner::Machine;
