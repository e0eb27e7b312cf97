//! The fields of a declared struct, in the order of the wire: what all derives share.
//!
//! In: fields of a line. Out: a struct; and back. Not here: the name, the form, the direction.

use at_parse::Malformed;

use crate::fields::Fields;
use crate::limits::Refused;
use crate::name::ProfileId;
use crate::table::SubparameterSpec;
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// A struct whose fields are the subparameters of a line.
///
/// Law: what [`write`](Self::write) has written, [`read`](Self::read) reads back as an equal struct.
pub trait Subparameters<'a>: Sized {
    /// Name of the struct, as the declaration has it.
    const ITEM: &'static str;
    /// One row for each field. Texts for people are in it: code that goes into firmware does not touch it.
    const SPECS: &'static [SubparameterSpec];

    /// Reads the values.
    ///
    /// # Errors
    /// [`Malformed`], with its offset in the line.
    fn read(fields: &mut Fields<'a>) -> Result<Self, Malformed>;

    /// Writes the values, separated by commas; [`Writer::open`] says what stands before them.
    ///
    /// # Errors
    /// [`Full`].
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full>;

    /// Shows name and value of each field that is there.
    fn visit(&self, visitor: &mut dyn Visitor);

    /// Whether modules of `profile` take these values.
    ///
    /// # Errors
    /// The first field that is out of range, or that such a module does not have.
    fn check(&self, profile: ProfileId) -> Result<(), Refused>;
}
