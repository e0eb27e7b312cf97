//! The values of one line, left to right.
//!
//! In: the text behind a name. Out: what the types asked for read from it. Not here: the kinds of values; each
//! type chooses its production of [`grammar`](crate::grammar).

use at_parse::grammar::{Production, spaces};
use at_parse::{Fault, Malformed};

use crate::argument::Argument;
use crate::inline::Counted;
use crate::name::ProfileId;

/// Walks the subparameters of a line.
///
/// A value left out between commas and one left out at the end are both absent; fields that nobody asks for do
/// not fail and stay in [`Fields::unknown`].
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    /// What has not been read; `None` behind the last field.
    rest: Option<&'a [u8]>,
    /// Offset in the line of the end of `rest`.
    end: usize,
    profile: ProfileId,
}

impl<'a> Fields<'a> {
    /// The fields in `text`, which ends `end` bytes behind the start of its line.
    #[must_use]
    pub fn new(text: &'a [u8], end: usize, profile: ProfileId) -> Self {
        let rest = (!text.trim_ascii().is_empty()).then_some(text);
        Self { rest, end, profile }
    }

    /// The profile whose module wrote the line, or is to read it.
    #[must_use]
    pub const fn profile(&self) -> ProfileId {
        self.profile
    }

    /// What stands behind the fields that have been read.
    #[must_use]
    pub fn unknown(&self) -> &'a [u8] {
        self.rest.unwrap_or(&[])
    }

    /// Whether the last field has been read, or there was none.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.rest.is_none()
    }

    /// The next value, which must be there.
    ///
    /// # Errors
    /// [`Fault::Missing`], or what its type says.
    pub fn required<A: Argument<'a>>(&mut self) -> Result<A, Malformed> {
        self.optional()?
            .ok_or_else(|| self.malformed(Fault::Missing, 0))
    }

    /// The next value, if it is there.
    ///
    /// # Errors
    /// What its type says, or [`Fault::Surplus`] if something stands between the value and the next comma.
    pub fn optional<A: Argument<'a>>(&mut self) -> Result<Option<A>, Malformed> {
        match self.rest {
            None => return Ok(None),
            Some([b' ', ..]) => self.take(spaces)?,
            Some(_) => {}
        }
        let value = match self.unknown() {
            [] | [b',', ..] => None,
            [..] => Some(A::read(self)?),
        };
        self.rest = match self.unknown() {
            [b',', behind @ ..] => Some(behind),
            [] => None,
            [..] => self.behind_spaces()?,
        };
        Ok(value)
    }

    /// The next field, if nothing but spaces stands before it. They are rare.
    #[cold]
    fn behind_spaces(&mut self) -> Result<Option<&'a [u8]>, Malformed> {
        self.take(spaces)?;
        match self.unknown() {
            [b',', behind @ ..] => Ok(Some(behind)),
            [] => Ok(None),
            [..] => Err(self.malformed(Fault::Surplus, 0)),
        }
    }

    /// The next value, if it stands before another one that must be there: some firmware writes `<count>`, some
    /// `<socket>,<count>`. It is read as there only if both can be read, one behind the other; a number that is too large
    /// is one that stands there, and reading it says so.
    pub fn leading<A: Argument<'a>, Behind: Argument<'a>>(&mut self) -> Option<A> {
        if !self.unknown().contains(&b',') {
            return None;
        }
        let mut ahead = self.clone();
        let value = ahead.optional::<A>().ok()??;
        match ahead.clone().required::<Behind>() {
            Err(Malformed { fault, .. }) if fault != Fault::TooLarge => return None,
            Ok(_) | Err(_) => {}
        }
        *self = ahead;
        Some(value)
    }

    /// Counted data at the end of the line, if it has any. A blank before them that does not count is passed over.
    ///
    /// # Errors
    /// [`Fault::Missing`] for less data than `count` says, or where nothing counts them; [`Fault::Surplus`] for more.
    pub fn counted<'c, C: Argument<'c>>(
        &mut self,
        count: Option<&C>,
    ) -> Result<Option<Counted<'a>>, Malformed> {
        let Some(rest) = self.rest.take() else {
            return Ok(None);
        };
        let count = count.and_then(C::number);
        let wanted = count.and_then(|count| usize::try_from(count).ok());
        let fault = match (wanted, rest.len()) {
            (Some(wanted), length) if length == wanted => return Ok(Some(Counted(rest))),
            (Some(wanted), length) if length > wanted => {
                match rest {
                    [b' ', data @ ..] if data.len() == wanted => return Ok(Some(Counted(data))),
                    _ => {}
                }
                self.rest = rest.get(wanted..);
                Fault::Surplus
            }
            // An empty field at the end.
            (None, 0) => return Ok(None),
            (Some(_) | None, _) => Fault::Missing,
        };
        Err(self.malformed(fault, 0))
    }

    /// Reads one production from the field that has begun: this is how an [`Argument`] reads itself.
    ///
    /// # Errors
    /// What the production did not find, with its offset in the line.
    pub fn take<P: Production<'a>>(&mut self, production: P) -> Result<P::Output, Malformed> {
        match production.read(self.unknown()) {
            Ok((value, rest)) => {
                self.rest = Some(rest);
                Ok(value)
            }
            Err((fault, before)) => Err(self.malformed(fault, before)),
        }
    }

    /// A fault `before` bytes behind the place that has been reached.
    #[must_use]
    pub fn malformed(&self, fault: Fault, before: usize) -> Malformed {
        let at = self
            .end
            .saturating_sub(self.unknown().len())
            .saturating_add(before);
        Malformed { fault, at }
    }
}
