//! What went over the line, piece by piece: the file that keeps it, and the forms in which others have kept it.
//!
//! In: bytes of either side; logs, batches, terminal logs. Out: [`Piece`]s; lines of a two-sided log. Not here: what
//! the bytes mean.

mod batch;
mod file;
mod line_ends;
mod lines;
mod log;
mod piece;
mod socat;

pub(crate) use batch::{Request, Stream};
pub(crate) use file::RecordFile;
pub(crate) use line_ends::LineEnds;
pub(crate) use lines::{Lines, LogFault};
pub(crate) use log::Log;
pub use piece::{Piece, RecordFault, Side};
pub(crate) use piece::{seconds, text_of};
