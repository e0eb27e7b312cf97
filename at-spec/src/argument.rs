//! A type that can be one subparameter.
//!
//! In: a field. Out: a value; and back. Not here: presence (`Option` in the struct) and per-profile ranges.

use at_parse::{Fault, Malformed, grammar};
use core::num::NonZeroU16;

use crate::fields::Fields;
use crate::table::ArgumentSpec;
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// One value between commas (27.007 4.1).
///
/// Law: what [`write`](Self::write) has written, [`read`](Self::read) reads back as an equal value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a subparameter",
    label = "no `Argument`",
    note = "write a number (`u8`, `u16`, `u32`, a unit such as `Seconds`), a text (`Quoted<Host<'a>>`), or a type with \
            `#[derive(Argument)]`; one that may be left out is an `Option` of such a type, written by that name"
)]
pub trait Argument<'a>: Sized {
    /// What it looks like on the wire, as data.
    const SPEC: ArgumentSpec;

    /// Reads the value from the field that has begun.
    ///
    /// # Errors
    /// [`Malformed`] for a field that does not hold such a value.
    fn read(fields: &mut Fields<'a>) -> Result<Self, Malformed>;

    /// Writes the value.
    ///
    /// # Errors
    /// [`Full`].
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full>;

    /// Shows the value to `visitor`.
    fn visit(&self, visitor: &mut dyn Visitor);

    /// The number that ranges are held against, for values that are numbers.
    fn number(&self) -> Option<i64> {
        None
    }
}

macro_rules! unsigned {
    ($($number:ty),*) => {$(
        impl Argument<'_> for $number {
            const SPEC: ArgumentSpec = ArgumentSpec::Number {
                least: 0,
                most: <$number>::MAX as i64,
                unit: "",
                width: 0,
            };

            fn read(fields: &mut Fields<'_>) -> Result<Self, Malformed> {
                let before = fields.clone();
                Self::try_from(fields.take(grammar::number)?)
                    .map_err(|_| before.malformed(Fault::TooLarge, 0))
            }

            fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
                writer.number(i64::from(*self), 0)
            }

            fn visit(&self, visitor: &mut dyn Visitor) {
                visitor.number(i64::from(*self));
            }

            fn number(&self) -> Option<i64> {
                Some(i64::from(*self))
            }
        }
    )*};
}

unsigned!(u8, u16, u32);

impl Argument<'_> for NonZeroU16 {
    const SPEC: ArgumentSpec = ArgumentSpec::Number {
        least: 1,
        most: u16::MAX as i64,
        unit: "",
        width: 0,
    };

    fn read(fields: &mut Fields<'_>) -> Result<Self, Malformed> {
        let start = fields.malformed(Fault::OutOfRange, 0);
        Self::new(u16::read(fields)?).ok_or(start)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        self.get().write(writer)
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        self.get().visit(visitor);
    }

    fn number(&self) -> Option<i64> {
        Some(i64::from(self.get()))
    }
}
