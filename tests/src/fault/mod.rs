//! One fault in a dialogue: a byte of the module is lost, doubled or changed, or the module restarts before it.
//!
//! In: a [`Story`] and a [`Fault`]. Out: an [`Outcome`], or what does not hold. Time is false, the line is as fast as it can
//! be, and nothing but the one fault goes wrong. Not here: the table of all faults; `tests/single_fault.rs` has it.
//!
//! What must hold, whatever the fault:
//! - what ends with `Done` has the payload that the module sent, but for a bit that was changed inside it;
//! - every line that is told is one that came;
//! - online payload is what came, byte by byte, up to the text that ends it;
//! - nothing reaches the peer that the application did not give;
//! - the engine is ready again, or says that the link is lost, within the time that command and profile declare; and
//!   then the next question gets its own answer.

mod judge;
mod line;
mod play;
mod story;

pub use play::{Outcome, Played, Run};
pub use story::{STORIES, Step, Story};

/// What goes wrong, at which of the bytes that the module sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The byte is lost.
    Delete(usize),
    /// It comes twice.
    Double(usize),
    /// This bit of it is another.
    Flip(usize, u8),
    /// The power of the module goes off and on before it is sent; what was to be sent is lost.
    Restart(usize),
    /// The same, before the host begins this step of the story.
    RestartBetween(usize),
}
