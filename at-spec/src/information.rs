//! What the module says: information text and unsolicited result codes, in both directions.
//!
//! In: a line without its line end. Out: a value; and back. Not here: which of the two a line is; only the state
//! of the dialogue tells.

use at_parse::{Fault, Malformed};

use crate::fields::Fields;
use crate::limits::Refused;
use crate::name::{Name, ProfileId};
use crate::subparameters::Subparameters;
use crate::table::{Codec, LineSpec, Manual, Provenance, SubparameterSpec};
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// A line of the module with a name, or a bare one, and values.
///
/// It is implemented for the struct with its lifetime at `'static`, and reaches the others through `Of`, so that
/// what waits for an answer need not know how long the answer's bytes live.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no line of the module",
    label = "no `Information`",
    note = "write a type with `#[derive(Information)]`, or a command with `setting = Self`"
)]
pub trait Information: 'static {
    /// The struct, borrowed for any lifetime.
    type Of<'e>: Subparameters<'e>;

    /// The name at the start of the line; `None`: the line is bare.
    const NAME: Option<Name>;
    /// The row for tables, with texts for people.
    const SPEC: &'static LineSpec;

    /// Reads a line. Fields behind those declared do not fail.
    ///
    /// # Errors
    /// [`Malformed`]: another name, or a field that does not fit.
    fn read_line(line: &[u8], profile: ProfileId) -> Result<Self::Of<'_>, Malformed> {
        let text = match &Self::NAME {
            Some(name) => name.strip(line).ok_or(Malformed {
                fault: Fault::Name,
                at: 0,
            })?,
            None => line,
        };
        Self::Of::read(&mut Fields::new(text, line.len(), profile))
    }

    /// Writes a line, without line ends.
    ///
    /// # Errors
    /// [`Full`].
    fn write_line(value: &Self::Of<'_>, writer: &mut Writer<'_>) -> Result<(), Full> {
        match &Self::NAME {
            Some(name) => writer.open(name.of(writer.profile()), ": ")?,
            None => writer.open("", "")?,
        }
        value.write(writer)
    }

    /// How many bytes of payload follow the line, where one of its fields says so.
    fn count(_: &Self::Of<'_>) -> Option<u32> {
        None
    }
}

/// A line that the module sends unasked.
pub trait Unsolicited: Information {}

/// The answer of a command that answers nothing but its result code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {}

impl<'a> Subparameters<'a> for Nothing {
    const ITEM: &'static str = "Nothing";
    const SPECS: &'static [SubparameterSpec] = &[];

    fn read(fields: &mut Fields<'a>) -> Result<Self, Malformed> {
        Err(fields.malformed(Fault::Surplus, 0))
    }

    fn write(&self, _: &mut Writer<'_>) -> Result<(), Full> {
        match *self {}
    }

    fn visit(&self, _: &mut dyn Visitor) {
        match *self {}
    }

    fn check(&self, _: ProfileId) -> Result<(), Refused> {
        match *self {}
    }
}

impl Information for Nothing {
    type Of<'e> = Self;

    const NAME: Option<Name> = None;
    const SPEC: &'static LineSpec = &LineSpec {
        item: "Nothing",
        name: None,
        manual: Manual {
            summary: "No information text.",
            text: "",
            source: "V.250 5.7.1",
            provenance: Provenance::Cited,
        },
        subparameters: &[],
        counted_by: None,
        codec: Codec::line::<Self>(),
    };
}
