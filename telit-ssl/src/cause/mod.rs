//! Why a module said no: error numbers and texts as rows of data, a cause for each, and what to do about it.
//!
//! In: a number or a text of `+CME ERROR`, and the profile of the module. Out: a [`Failure`]; [`rows`] for people.
//! Numbers mean what the tables of the profile say. Not here: which command it was; the engine adds that.
//!
//! What the engine reads (number, text, cause) stands apart from what people read (advice, commands, sources), so
//! that a firmware image carries the latter only if it shows it.

mod advice;
mod failure;
mod fold;
mod meaning;
mod origin;
mod row;
mod table;

pub use failure::Failure;
pub use meaning::Cause;
pub use row::{Dispute, ErrorCode, ErrorRow, ErrorTable};
pub use table::{Listed, number_of, row_of, rows, tables, text_of};
