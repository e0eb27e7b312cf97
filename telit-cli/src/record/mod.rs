//! What went over the line, piece by piece, and the file that keeps it.
//!
//! In: bytes of either side. Out: [`Piece`]s; lines of a two-sided log. Not here: what the bytes mean.

mod file;
mod piece;

pub(crate) use file::RecordFile;
pub use piece::{Piece, RecordFault, Side};
pub(crate) use piece::{seconds, text_of};
