//! Payload that comes back: what the module echoes behind a prompt.
//!
//! In: payload as the host supplies it; lines of the module. Out: whether a line is the next one of the echo. Not
//! here: echoes of command lines; those are compared whole.
//! Read first: protocol notes 5.11 (echo precedes the result code); field notes B14.

/// More than any payload that a prompt takes in one go.
const KEPT: usize = 1 << 16;

/// The payload behind the last prompt, and how far its echo has come.
#[derive(Debug, Default)]
pub(super) struct TypedIn {
    bytes: Vec<u8>,
    echoed: usize,
    /// Whether everything so far came back as it was sent.
    faithful: bool,
}

impl TypedIn {
    /// A prompt has come.
    pub(super) fn begin(&mut self) {
        self.bytes.clear();
        self.echoed = 0;
        self.faithful = true;
    }

    /// The exchange is over.
    pub(super) fn end(&mut self) {
        self.begin();
        self.faithful = false;
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let room = KEPT.saturating_sub(self.bytes.len());
        self.bytes.extend(bytes.iter().take(room));
    }

    /// Whether `line` is the next line of the payload, come back.
    pub(super) fn echoes(&mut self, line: &[u8]) -> bool {
        let rest = self.bytes.get(self.echoed..).unwrap_or(&[]);
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let ends = rest.iter().take_while(|byte| is_end(byte)).count();
        let next = rest.get(ends..).unwrap_or(&[]);
        let next = next.split(is_end).next().unwrap_or(&[]);
        if next.is_empty() {
            return false;
        }
        self.faithful &= next == line;
        if self.faithful {
            self.echoed += ends + line.len();
        }
        self.faithful
    }
}
