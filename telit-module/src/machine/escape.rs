//! The escape sequence: three plus signs with silence around them, among bytes that are all payload.
//!
//! In: bytes of the host and time. Out: the bytes that are payload, and at last whether the sequence is complete.
//! Not here: what leaving online mode does.
//! Read first: protocol notes 6.2 (GM862 reference p. 64).

use at_parse::byte::PLUS;
use telit_ssl::{Instant, Span};

/// Watches what the host sends in online mode.
#[derive(Debug)]
pub(crate) struct Escape {
    guard: Span,
    /// When the host last sent payload; `None` right after `CONNECT`, where no silence is needed.
    last: Option<Instant>,
    /// Plus signs that may still become the sequence.
    held: usize,
    /// When the last of them came.
    held_at: Instant,
}

/// The whole sequence.
pub(super) const SEQUENCE: [u8; WHOLE] = [PLUS; WHOLE];

const WHOLE: usize = 3;

impl Escape {
    pub(crate) const fn new(guard: Span, now: Instant) -> Self {
        Self {
            guard,
            last: None,
            held: 0,
            held_at: now,
        }
    }

    /// Takes a byte, and adds to `payload` what is known to be some.
    pub(crate) fn byte(&mut self, now: Instant, byte: u8, payload: &mut Vec<u8>) {
        if byte == PLUS && self.may_go_on(now) {
            self.held = self.held.saturating_add(1);
            self.held_at = now;
            return;
        }
        self.release(payload);
        payload.push(byte);
        self.last = Some(now);
    }

    fn may_go_on(&self, now: Instant) -> bool {
        match self.held {
            0 => self.last.is_none_or(|last| now.since(last) >= self.guard),
            held => held < WHOLE,
        }
    }

    /// When signs that are held become the sequence, or payload.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        (self.held > 0).then(|| self.held_at + self.guard)
    }

    /// Ends the silence behind the signs that are held. `true`: they were the sequence; otherwise they were payload.
    pub(crate) fn is_complete(&mut self, payload: &mut Vec<u8>) -> bool {
        if self.held == WHOLE {
            self.held = 0;
            return true;
        }
        self.release(payload);
        false
    }

    /// Signs that are held were payload: something else follows them, or the end.
    pub(crate) fn release(&mut self, payload: &mut Vec<u8>) {
        if self.held > 0 {
            payload.extend(core::iter::repeat_n(PLUS, self.held));
            self.held = 0;
            self.last = Some(self.held_at);
        }
    }
}
