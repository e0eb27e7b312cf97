//! The only way out of a value: into a slice that the caller lends.
//!
//! In: values. Out: bytes. Not here: line ends, prefixes; who sends the line adds them.

use crate::argument::Argument;
use crate::name::{Name, ProfileId, Respelling};

/// Writes into a lent slice, or says that it is too small.
#[derive(Debug)]
pub struct Writer<'w> {
    room: &'w mut [u8],
    length: usize,
    profile: ProfileId,
    respelt: Option<Respelling>,
    masked: bool,
    /// Whether a secret was written.
    secret: bool,
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
            respelt: None,
            masked: false,
            secret: false,
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
            respelt: None,
            masked: true,
            secret: false,
            lead: "",
            commas: 0,
        }
    }

    /// The same, for a module that was found to spell a name otherwise than its profile.
    #[must_use]
    pub const fn respelt(mut self, respelt: Option<Respelling>) -> Self {
        self.respelt = respelt;
        self
    }

    /// How the module that is written for spells `name`.
    #[must_use]
    pub fn spelling(&self, name: &Name) -> &'static str {
        name.spelling(self.profile, self.respelt)
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

    /// Says that what is written next is a secret.
    pub(crate) const fn note_secret(&mut self) {
        self.secret = true;
    }

    /// Whether a secret is among what has been written.
    #[must_use]
    pub const fn holds_secret(&self) -> bool {
        self.secret
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
    #[inline]
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Full> {
        let end = self.length.checked_add(bytes.len()).ok_or(Full)?;
        self.room
            .get_mut(self.length..end)
            .ok_or(Full)?
            .copy_from_slice(bytes);
        self.length = end;
        Ok(())
    }

    /// Writes one byte.
    ///
    /// # Errors
    /// [`Full`].
    #[inline]
    pub fn byte(&mut self, byte: u8) -> Result<(), Full> {
        *self.room.get_mut(self.length).ok_or(Full)? = byte;
        self.length = self.length.saturating_add(1);
        Ok(())
    }

    /// Writes a decimal number, filled with zeros up to `width` digits.
    ///
    /// # Errors
    /// [`Full`].
    #[inline]
    pub fn number(&mut self, number: i64, width: usize) -> Result<(), Full> {
        match u8::try_from(number) {
            Ok(digit @ 0..=9) if width <= 1 => self.byte(b'0' | digit),
            _ => self.digits(number, width),
        }
    }

    /// Writes the digits where they belong, the last one first: there is nothing to copy afterwards.
    fn digits(&mut self, number: i64, width: usize) -> Result<(), Full> {
        if number < 0 {
            self.byte(b'-')?;
        }
        let large = number.unsigned_abs();
        let length = digits_of(large).max(width);
        let end = self.length.checked_add(length).ok_or(Full)?;
        let places = self
            .room
            .get_mut(self.length..end)
            .ok_or(Full)?
            .iter_mut()
            .rev();
        self.length = end;
        // What fits into a register of a small machine is divided there.
        if let Ok(mut left) = u32::try_from(large) {
            for place in places {
                *place = b'0' | (left % 10) as u8;
                left /= 10;
            }
        } else {
            let mut left = large;
            for place in places {
                *place = b'0' | (left % 10) as u8;
                left /= 10;
            }
        }
        Ok(())
    }

    /// Begins a list of values behind `name` that has one for certain: `lead` is written at once, and the room is looked
    /// at once for both.
    ///
    /// # Errors
    /// [`Full`].
    #[inline]
    pub fn open_with_value(&mut self, name: &str, lead: &'static str) -> Result<(), Full> {
        self.lead = "";
        self.commas = 0;
        let behind = self.room.get_mut(self.length..).ok_or(Full)?;
        let whole = name.len().checked_add(lead.len()).ok_or(Full)?;
        let place = behind.get_mut(..whole).ok_or(Full)?;
        let (before, place) = place.split_at_mut_checked(name.len()).ok_or(Full)?;
        before.copy_from_slice(name.as_bytes());
        place.copy_from_slice(lead.as_bytes());
        self.length = self.length.saturating_add(whole);
        Ok(())
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
        for byte in core::mem::take(&mut self.lead).bytes() {
            self.byte(byte)?;
        }
        for _ in 0..self.commas {
            self.byte(b',')?;
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

/// How many digits a number has. Most have few: a comparison each is the least that tells.
#[inline]
const fn digits_of(number: u64) -> usize {
    match number {
        0..=9 => 1,
        10..=99 => 2,
        100..=999 => 3,
        1_000..=9_999 => 4,
        10_000..=99_999 => 5,
        _ => many_digits(number),
    }
}

#[cold]
const fn many_digits(number: u64) -> usize {
    let (mut digits, mut left) = (5_usize, number / 100_000);
    while left > 0 {
        digits = digits.saturating_add(1);
        left /= 10;
    }
    digits
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::format;
    use std::string::String;

    use super::{Full, Writer};
    use crate::name::ProfileId;

    fn written(room: usize, number: i64, width: usize) -> Result<String, Full> {
        let mut bytes = [0; 64];
        let mut writer = Writer::new(&mut bytes[..room], ProfileId::new(0));
        writer.number(number, width)?;
        Ok(String::from_utf8(writer.written().to_vec()).unwrap())
    }

    #[test]
    fn numbers_are_written_in_full_at_every_length() {
        let mut numbers = [0, -1, i64::MAX, i64::MIN, i64::from(u32::MAX)].to_vec();
        for power in 0..19 {
            let bound = 10_i64.pow(power);
            numbers.extend([bound - 1, bound, bound + 1, -bound]);
        }
        for number in numbers {
            assert_eq!(written(64, number, 0), Ok(format!("{number}")));
        }
    }

    #[test]
    fn zeros_fill_a_number_up_to_its_width() {
        assert_eq!(written(64, 50, 3), Ok("050".into()));
        assert_eq!(written(64, 7, 1), Ok("7".into()));
        assert_eq!(written(64, 1234, 3), Ok("1234".into()));
    }

    #[test]
    fn a_name_with_a_value_behind_it_wants_room_for_both() {
        for room in 0..=8 {
            let mut bytes = [0; 8];
            let mut writer = Writer::new(&mut bytes[..room], ProfileId::new(0));
            let opened = writer
                .bytes(b"AT")
                .and_then(|()| writer.open_with_value("+ABC", "="));
            let opened = opened.and_then(|()| writer.subparameter(&1_u8));
            assert_eq!(opened.is_ok(), room == 8, "{room} bytes");
            assert!(b"AT+ABC=1".starts_with(writer.written()), "{room} bytes");
        }
    }

    #[test]
    fn a_number_that_does_not_fit_is_full() {
        assert_eq!(written(3, 1234, 0), Err(Full));
        assert_eq!(written(0, 1, 0), Err(Full));
        assert_eq!(written(4, 1234, 0), Ok("1234".into()));
    }
}
