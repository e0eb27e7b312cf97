//! The only way out of a value: into a slice that the caller lends.
//!
//! In: values. Out: bytes. Not here: line ends, prefixes; who sends the line adds them.

use crate::argument::Argument;
use crate::name::ProfileId;

/// Writes into a lent slice, or says that it is too small.
#[derive(Debug)]
pub struct Writer<'w> {
    room: &'w mut [u8],
    length: usize,
    profile: ProfileId,
    masked: bool,
    /// What stands between the name and the first value: `=`, `: ` or nothing.
    lead: &'static str,
    /// Commas that the next value must write before itself.
    commas: usize,
}

/// The slice is too small. Nothing of what has been written is worth sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl core::fmt::Display for Full {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("the room for the line is too small")
    }
}

impl core::error::Error for Full {}

impl<'w> Writer<'w> {
    /// A writer at the start of `room`, for modules of `profile`.
    #[must_use]
    pub const fn new(room: &'w mut [u8], profile: ProfileId) -> Self {
        Self {
            room,
            length: 0,
            profile,
            masked: false,
            lead: "",
            commas: 0,
        }
    }

    /// The same, but secrets are written as `***`: for people and logs.
    #[must_use]
    pub const fn masked(room: &'w mut [u8], profile: ProfileId) -> Self {
        Self {
            room,
            length: 0,
            profile,
            masked: true,
            lead: "",
            commas: 0,
        }
    }

    /// The profile to write for.
    #[must_use]
    pub const fn profile(&self) -> ProfileId {
        self.profile
    }

    /// Whether secrets are to be hidden.
    #[must_use]
    pub const fn is_masked(&self) -> bool {
        self.masked
    }

    /// What has been written.
    #[must_use]
    pub fn written(&self) -> &[u8] {
        self.room.get(..self.length).unwrap_or(&[])
    }

    /// Number of bytes written.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether nothing has been written.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Writes bytes as they are.
    ///
    /// # Errors
    /// [`Full`].
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Full> {
        let end = self.length.checked_add(bytes.len()).ok_or(Full)?;
        self.room
            .get_mut(self.length..end)
            .ok_or(Full)?
            .copy_from_slice(bytes);
        self.length = end;
        Ok(())
    }

    /// Writes a decimal number, filled with zeros up to `width` digits.
    ///
    /// # Errors
    /// [`Full`].
    pub fn number(&mut self, number: i64, width: usize) -> Result<(), Full> {
        let mut digits = [b'0'; 20];
        let mut left = number.unsigned_abs();
        let mut used = 0_usize;
        for (place, digit) in digits.iter_mut().rev().enumerate() {
            // A remainder of ten is one digit.
            *digit =
                b'0'.saturating_add(u8::try_from(left.checked_rem(10).unwrap_or(0)).unwrap_or(0));
            left = left.checked_div(10).unwrap_or(0);
            used = place.saturating_add(1);
            if left == 0 && used >= width {
                break;
            }
        }
        if number < 0 {
            self.bytes(b"-")?;
        }
        self.bytes(
            digits
                .get(digits.len().saturating_sub(used)..)
                .unwrap_or(&[]),
        )
    }

    /// Begins a list of values behind `name`; `lead` is written only if a value follows.
    ///
    /// # Errors
    /// [`Full`].
    pub fn open(&mut self, name: &str, lead: &'static str) -> Result<(), Full> {
        self.lead = lead;
        self.commas = 0;
        self.bytes(name.as_bytes())
    }

    /// Writes the next value, and before it the commas of those left out.
    ///
    /// # Errors
    /// [`Full`].
    pub fn subparameter<'a, A: Argument<'a>>(&mut self, value: &A) -> Result<(), Full> {
        let lead = core::mem::take(&mut self.lead);
        self.bytes(lead.as_bytes())?;
        for _ in 0..self.commas {
            self.bytes(b",")?;
        }
        self.commas = 1;
        value.write(self)
    }

    /// Writes a value that stands before a required one if it is there; left out, it leaves no comma.
    ///
    /// # Errors
    /// [`Full`].
    pub fn leading<'a, A: Argument<'a>>(&mut self, value: Option<&A>) -> Result<(), Full> {
        value.map_or(Ok(()), |value| self.subparameter(value))
    }

    /// Writes the next value if it is there; one left out at the end leaves no comma.
    ///
    /// # Errors
    /// [`Full`].
    pub fn optional<'a, A: Argument<'a>>(&mut self, value: Option<&A>) -> Result<(), Full> {
        match value {
            Some(value) => self.subparameter(value),
            None => {
                self.commas = self.commas.saturating_add(1);
                Ok(())
            }
        }
    }
}
