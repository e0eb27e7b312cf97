//! What the engine itself sends, and the account of what has left.
//!
//! In: bytes that have left. Out: bytes that are due, and the rule that no payload becomes an escape sequence.
//! Not here: payload; it goes from the application to the port and is only counted here.

use crate::time::{Instant, Span};

/// Where bytes of the engine stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// So many bytes at the start of the command-line room.
    Room(usize),
    /// Bytes that never change.
    Fixed(&'static [u8]),
}

/// The account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outgoing {
    source: Source,
    /// Bytes of the engine itself that have not left.
    unsent: usize,
    /// Payload handed to the caller that has not left.
    owed: usize,
}

impl Outgoing {
    pub(crate) const NOTHING: Self = Self {
        source: Source::Fixed(&[]),
        unsent: 0,
        owed: 0,
    };

    /// Forgets what the engine itself had to send. Payload that was handed over is still on its way.
    pub(crate) const fn forget(&mut self) {
        self.source = Source::Fixed(&[]);
        self.unsent = 0;
    }

    pub(crate) fn load(&mut self, source: Source) {
        self.unsent = match source {
            Source::Room(length) => length,
            Source::Fixed(bytes) => bytes.len(),
        };
        self.source = source;
    }

    /// What has not left, without payload.
    pub(crate) fn bytes<'e>(&self, room: &'e [u8]) -> &'e [u8] {
        let all = match self.source {
            Source::Room(length) => room.get(..length).unwrap_or(&[]),
            Source::Fixed(bytes) => bytes,
        };
        let sent = all.len().saturating_sub(self.unsent);
        all.get(sent..).unwrap_or(&[])
    }

    /// Whether the engine's own bytes have all left.
    pub(crate) const fn is_empty(&self) -> bool {
        self.unsent == 0
    }

    pub(crate) fn owe(&mut self, payload: usize) {
        self.owed = self.owed.saturating_add(payload);
    }

    /// `n` bytes have left: payload was handed over first. True when nothing is left.
    pub(crate) fn left(&mut self, n: usize) -> bool {
        let payload = n.min(self.owed);
        self.owed = self.owed.saturating_sub(payload);
        self.unsent = self.unsent.saturating_sub(n.saturating_sub(payload));
        self.settled()
    }

    /// Whether payload was handed over that has not left.
    pub(crate) const fn owes(&self) -> bool {
        self.owed > 0
    }

    /// Payload that has not left never will.
    pub(crate) const fn drop_payload(&mut self) {
        self.owed = 0;
    }

    /// Whether everything has left, payload too.
    pub(crate) const fn settled(&self) -> bool {
        self.owed == 0 && self.is_empty()
    }
}

/// Keeps payload from being an escape sequence: three `+` alone, with quiet before and behind.
///
/// Quiet before them is quiet since the last byte, or `CONNECT` itself. So the third of three such `+` is held
/// back until something follows it, or until so much time has passed that it no longer belongs to them. Whether a pause
/// was quiet to the module is not always known; what leaves must be harmless whatever it was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EscapeWatch {
    /// How many `+` the module may have counted since quiet, as long as nothing else has left.
    runs: Runs,
    /// When the last byte has left; `None`: none since `CONNECT`.
    last: Option<Instant>,
}

/// How many `+` make an escape sequence (guide 4.2.1).
const ESCAPE: usize = 3;

/// A set of counts below [`ESCAPE`]; empty: what leaves next belongs to no sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Runs([bool; ESCAPE]);

impl Runs {
    /// Nothing but quiet.
    const QUIET: Self = Self([true, false, false]);

    /// The same behind `more` of them; a count that goes beyond a sequence is none.
    fn longer(self, more: usize) -> Self {
        let mut longer = [false; ESCAPE];
        for (runs, longer) in self.0.iter().zip(longer.iter_mut().skip(more)) {
            *longer = *runs;
        }
        Self(longer)
    }

    /// Whether `more` of them would make a sequence.
    fn completed_by(self, more: usize) -> bool {
        let run = ESCAPE.checked_sub(more);
        run.and_then(|run| self.0.get(run)).is_some_and(|run| *run)
    }
}

impl EscapeWatch {
    /// Online mode begins: no quiet is needed before the first `+` (GM862 reference p. 64).
    pub(crate) const fn connected() -> Self {
        Self {
            runs: Runs::QUIET,
            last: None,
        }
    }

    /// Bytes have left.
    pub(crate) fn left(&mut self, now: Instant) {
        self.last = Some(now);
    }

    pub(crate) const fn last(&self) -> Option<Instant> {
        self.last
    }

    /// How many bytes of `payload` may leave now, and until when the rest is held.
    pub(crate) fn allow(
        &mut self,
        now: Instant,
        payload: &[u8],
        guard: Span,
    ) -> (usize, Option<Instant>) {
        // Both clocks may be off by a fifth. From the lesser time on a `+` may begin a sequence; until the greater
        // one has passed it may also go on with the one before.
        let margin = super::timer::fifth(guard);
        let may_begin = Span::from_millis(guard.millis().saturating_sub(margin.millis()));
        let gap = self.last.map(|last| now.since(last));
        if gap.is_some_and(|gap| gap >= guard + margin) {
            self.runs = Runs::QUIET;
        } else if gap.is_some_and(|gap| gap >= may_begin) {
            let Runs([_, one, two]) = self.runs;
            self.runs = Runs([true, one, two]);
        }
        let pluses = payload
            .iter()
            .take_while(|byte| **byte == crate::byte::PLUS)
            .count();
        // Something else is right behind them, so that no quiet is.
        if pluses < payload.len() {
            self.runs = Runs([false; ESCAPE]);
            return (payload.len(), None);
        }
        let is_harmless = |count: &usize| !self.runs.completed_by(*count);
        let allowed = (0..=pluses).rev().find(is_harmless).unwrap_or(0);
        self.runs = self.runs.longer(allowed);
        // What leaves now is the last byte.
        let last = self.last.filter(|_| allowed == 0).unwrap_or(now);
        let until = last + guard + margin;
        (allowed, (allowed < pluses).then_some(until))
    }
}
