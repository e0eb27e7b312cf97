//! Procedures: what people do with a module, as machines over the engine. They do no IO either.
//!
//! In: an engine, bytes, time. Out: [`Progress`], one thing at a time. A procedure is a [`Script`]: it says what
//! to ask next and hears the answers; [`Run`] plays it. Not here: exchanges; the engine runs those.
//!
//! Each is idempotent where a person would expect it: it reads first, and says in a [`Note`] what was done
//! already.

mod agree;
mod attach;
mod bring_up;
mod close;
mod debug;
mod enable;
mod identify;
mod obstacle;
mod open;
mod progress;
mod provision;
mod receive;
mod receive_verb;
mod run;
mod script;
mod send;
mod set_up;
mod vacate;

pub use agree::Agree;
pub use attach::Attach;
pub use bring_up::{BringUp, Network};
pub use close::Close;
pub use enable::Enable;
pub use identify::{Identified, Identify, Label};
pub use obstacle::Obstacle;
pub use open::{Open, Redial};
pub use progress::{Note, Progress};
pub use provision::{Item, PemFault, Provision, check_pem};
pub use receive::{End, Receive};
pub use receive_verb::ReceiveVerb;
pub use run::Run;
pub use script::{Ended, Script, Turn};
pub use send::{Send, Way};
pub use set_up::{SetUp, Sockets};
pub use vacate::Vacate;

pub(crate) use script::{is, require};
