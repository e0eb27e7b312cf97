//! Bytes as a script: choices first, then what happens, one thing behind the other.
//!
//! In: any bytes. Out: numbers and slices of them, in order, so that a byte that the fuzzer changes changes one thing.
//! Not here: what the things are; each target has its own.

use arbitrary::{Arbitrary, Unstructured};

/// The rest of a script.
#[derive(Debug)]
pub(super) struct Script<'a>(Unstructured<'a>);

impl<'a> Script<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(Unstructured::new(bytes))
    }

    /// The next byte; 0 behind the end.
    pub(super) fn byte(&mut self) -> u8 {
        self.0.arbitrary().unwrap_or_default()
    }

    /// One of `choices`, which are not none.
    pub(super) fn choose<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::from(self.byte()) % choices.len()]
    }

    /// All that is left.
    pub(super) fn rest(self) -> &'a [u8] {
        self.0.take_rest()
    }

    /// The next thing that happens; `None`: nothing more does.
    pub(super) fn next<T: Arbitrary<'a>>(&mut self) -> Option<T> {
        if self.0.is_empty() {
            return None;
        }
        self.0.arbitrary().ok()
    }
}

/// A length, and so many bytes, as far as there are some.
pub(super) fn read_bytes<'a>(script: &mut Unstructured<'a>) -> arbitrary::Result<&'a [u8]> {
    let length = usize::from(script.arbitrary::<u8>()?).min(script.len());
    script.bytes(length)
}

/// Writes what [`read_bytes`] reads; more bytes than a length can say are left out.
pub(super) fn write_bytes(script: &mut Vec<u8>, bytes: &[u8]) {
    let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    script.push(length);
    script.extend(&bytes[..usize::from(length)]);
}
