//! What procedures show of themselves to `Debug`: all but payload of the host, which may be a private key.
//!
//! In: procedures and what they say. Out: text, with the length of payload in place of its bytes. Not here: texts for people.

use core::fmt::{Debug, Formatter, Result};

use super::{Progress, Turn};

/// Payload, by its length.
pub(super) struct Length(pub(super) usize);

impl Debug for Length {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let Self(length) = self;
        write!(formatter, "{length} bytes")
    }
}

impl<T: Debug> Debug for Progress<'_, '_, T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let (name, value): (_, &dyn Debug) = match self {
            Self::Transmit => return formatter.write_str("Transmit"),
            Self::Wait => return formatter.write_str("Wait"),
            Self::Write(payload) => ("Write", &Length(payload.len())),
            Self::SetDtr(on) => ("SetDtr", on),
            Self::Payload(payload) => ("Payload", payload),
            Self::Unsolicited(text) => ("Unsolicited", text),
            Self::Note(note) => ("Note", note),
            Self::Done(output) => ("Done", output),
            Self::Failed(obstacle) => ("Failed", obstacle),
        };
        formatter.debug_tuple(name).field(value).finish()
    }
}

impl<T: Debug> Debug for Turn<'_, T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let (name, value): (_, &dyn Debug) = match self {
            Self::Asked => return formatter.write_str("Asked"),
            Self::Listen => return formatter.write_str("Listen"),
            Self::AskedToSend(payload) => ("AskedToSend", &Length(payload.len())),
            Self::Supply(payload) => ("Supply", &Length(payload.len())),
            Self::Pause(span) => ("Pause", span),
            Self::Note(note) => ("Note", note),
            Self::Done(output) => ("Done", output),
        };
        formatter.debug_tuple(name).field(value).finish()
    }
}
