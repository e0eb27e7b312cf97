//! Values of one kind, as many as a line has: what stands last in it.
//!
//! In: the rest of a line, or values of the host. Out: the values, one by one. Not here: storage; both directions
//! borrow.

use core::fmt;

use at_parse::{Malformed, grammar};

use crate::argument::Argument;
use crate::fields::Fields;
use crate::name::ProfileId;
use crate::table::ArgumentSpec;
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// The values at the end of a line, at least one: `AT#CGPADDR=1,2,3`.
///
/// A field of this type is the last of its struct. Empty values between commas are passed over.
///
/// ```
/// use at_spec::{Argument, ProfileId, Several, Writer};
///
/// let mut room = [0; 8];
/// let mut writer = Writer::new(&mut room, ProfileId::new(0));
/// Several::<u8>::new(&[1, 2, 3]).write(&mut writer)?;
/// assert_eq!(writer.written(), b"1,2,3");
/// # Ok::<(), at_spec::Full>(())
/// ```
#[derive(Clone, Copy)]
pub struct Several<'a, A> {
    source: Source<'a, A>,
}

#[derive(Clone, Copy)]
enum Source<'a, A> {
    Values(&'a [A]),
    /// Text that was read once already, so that every value in it is known to be one.
    Text(&'a [u8], ProfileId),
}

impl<'a, A> Several<'a, A> {
    /// The values of a host.
    #[must_use]
    pub const fn new(values: &'a [A]) -> Self {
        Self {
            source: Source::Values(values),
        }
    }
}

impl<'a, A: Argument<'a> + Copy> Several<'a, A> {
    /// The values, from left to right.
    pub fn iter(&self) -> impl Iterator<Item = A> + use<'a, A> {
        let (values, mut fields) = match self.source {
            Source::Values(values) => (values, None),
            Source::Text(text, profile) => (&[][..], Some(Fields::new(text, text.len(), profile))),
        };
        let read = core::iter::from_fn(move || next(fields.as_mut()?));
        values.iter().copied().chain(read)
    }
}

/// The next value, empty ones passed over; `None` behind the last, and at what is no value.
fn next<'a, A: Argument<'a>>(fields: &mut Fields<'a>) -> Option<A> {
    while !fields.is_over() {
        if let Some(value) = fields.optional().ok()? {
            return Some(value);
        }
    }
    None
}

impl<'a, A: Argument<'a> + Copy> Argument<'a> for Several<'a, A> {
    const SPEC: ArgumentSpec = ArgumentSpec::Several(&A::SPEC);

    fn read(fields: &mut Fields<'a>) -> Result<Self, Malformed> {
        let mut each = fields.clone();
        while !each.is_over() {
            each.optional::<A>()?;
        }
        let text = fields.take(grammar::rest)?;
        Ok(Self {
            source: Source::Text(text, fields.profile()),
        })
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        let mut separator: &[u8] = b"";
        for value in self.iter() {
            writer.bytes(separator)?;
            value.write(writer)?;
            separator = b",";
        }
        Ok(())
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.list();
        for value in self.iter() {
            value.visit(visitor);
        }
        visitor.end_list();
    }
}

impl<'a, A: Argument<'a> + Copy + PartialEq> PartialEq for Several<'a, A> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<'a, A: Argument<'a> + Copy + Eq> Eq for Several<'a, A> {}

impl<'a, A: Argument<'a> + Copy + fmt::Debug> fmt::Debug for Several<'a, A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Several;
    use crate::{Fault, Fields, Malformed, ProfileId};

    fn read(text: &[u8]) -> Result<Several<'_, u8>, Malformed> {
        Fields::new(text, text.len(), ProfileId::new(0)).required()
    }

    #[test]
    fn values_that_were_read_equal_those_of_a_host() {
        assert_eq!(read(b"1,2 ,3"), Ok(Several::new(&[1, 2, 3])));
        assert_ne!(read(b"1,2"), Ok(Several::new(&[1, 2, 3])));
    }

    #[test]
    fn empty_values_are_passed_over() {
        assert_eq!(read(b"1,,3,"), Ok(Several::new(&[1, 3])));
    }

    #[test]
    fn a_value_that_is_none_is_told_with_its_place() {
        let expected = Malformed {
            fault: Fault::NotANumber,
            at: 4,
        };
        assert_eq!(read(b"1,2,x"), Err(expected));
    }

    #[test]
    fn nothing_is_no_value() {
        assert!(read(b"").is_err());
    }
}
