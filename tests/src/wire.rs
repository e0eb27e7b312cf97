//! A line that delays bytes and cuts them into pieces, the same way for the same seed.
//!
//! In: bytes at a time. Out: pieces of them, later, in order. Not here: noise and loss; a module that lies has
//! scripts of its own.

use std::collections::VecDeque;

use telit_ssl::{Instant, Span};

/// Numbers that look random and depend on the seed alone (`SplitMix64`).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice with this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// The next number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(end).unwrap_or(1)).unwrap_or(0)
    }
}

/// One direction of a line.
#[derive(Clone, Debug)]
pub struct Wire {
    dice: Dice,
    longest_piece: usize,
    longest_delay: Span,
    underway: VecDeque<(Instant, Vec<u8>)>,
}

impl Wire {
    /// A line that cuts into pieces of at most `longest_piece` bytes, each up to `longest_delay` later than the
    /// one before.
    #[must_use]
    pub const fn new(seed: u64, longest_piece: usize, longest_delay: Span) -> Self {
        Self {
            dice: Dice::new(seed),
            longest_piece,
            longest_delay,
            underway: VecDeque::new(),
        }
    }

    /// A line that changes nothing.
    #[must_use]
    pub const fn straight() -> Self {
        Self::new(0, usize::MAX, Span::ZERO)
    }

    /// Takes bytes at one end.
    pub fn send(&mut self, now: Instant, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = match self.longest_piece.min(rest.len()) {
                all if self.longest_piece == usize::MAX => all,
                longest => 1 + self.dice.below(longest),
            };
            let (piece, behind) = rest.split_at(length);
            rest = behind;
            let last = self.underway.back().map_or(now, |(then, _)| *then);
            let delay = self.dice.roll() % (self.longest_delay.millis() + 1);
            self.underway
                .push_back((last.max(now) + Span::from_millis(delay), piece.to_vec()));
        }
    }

    /// When the next piece arrives.
    #[must_use]
    pub fn next(&self) -> Option<Instant> {
        self.underway.front().map(|(then, _)| *then)
    }

    /// The next piece, if it has arrived at the other end.
    pub fn arrived(&mut self, now: Instant) -> Option<Vec<u8>> {
        if self.next().is_some_and(|then| then <= now) {
            self.underway.pop_front().map(|(_, piece)| piece)
        } else {
            None
        }
    }
}
