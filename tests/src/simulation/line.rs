//! One direction of a line that cuts, delays, drops, doubles and flips, the same way for the same seed.
//!
//! In: bytes and carrier changes at a time. Out: pieces of them, later, in order. Not here: what they mean.

use std::collections::VecDeque;

use telit_ssl::Instant;

use super::{Weather, later};
use crate::wire::Dice;

/// What arrives at the other end.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Bytes(Vec<u8>),
    /// DCD; it comes behind the bytes that were sent before it.
    Carrier(bool),
}

/// One direction.
#[derive(Debug)]
pub(super) struct Line {
    dice: Dice,
    longest_piece: usize,
    longest_delay: u64,
    faults: usize,
    underway: VecDeque<(Instant, Item)>,
    held: Instant,
}

impl Line {
    pub(super) const fn new(seed: u64, weather: &Weather) -> Self {
        Self {
            dice: Dice::new(seed),
            longest_piece: weather.longest_piece,
            longest_delay: weather.longest_delay,
            faults: weather.faults,
            underway: VecDeque::new(),
            held: Instant::from_millis(0),
        }
    }

    pub(super) fn send(&mut self, now: Instant, bytes: &[u8]) {
        let bytes = self.through_noise(bytes);
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let length = match self.longest_piece {
                usize::MAX => rest.len(),
                longest => 1 + self.dice.below(longest.min(rest.len())),
            };
            let (piece, behind) = rest.split_at(length);
            rest = behind;
            let then = self.arrival(now);
            self.underway.push_back((then, Item::Bytes(piece.to_vec())));
        }
    }

    pub(super) fn carrier(&mut self, now: Instant, on: bool) {
        let then = self.arrival(now);
        self.underway.push_back((then, Item::Carrier(on)));
    }

    fn arrival(&mut self, now: Instant) -> Instant {
        let last = self.underway.back().map_or(now, |(then, _)| *then);
        let delay = match self.longest_delay {
            0 => 0,
            longest => self.dice.roll() % (longest + 1),
        };
        // The delays do not add up: who hands bytes to a port says when they have left it, not before.
        later(now, delay).max(last).max(self.held)
    }

    fn through_noise(&mut self, bytes: &[u8]) -> Vec<u8> {
        if self.faults == 0 {
            return bytes.to_vec();
        }
        let mut out = Vec::with_capacity(bytes.len());
        for &byte in bytes {
            if self.dice.below(self.faults) > 0 {
                out.push(byte);
                continue;
            }
            match self.dice.below(3) {
                0 => {}
                1 => out.extend([byte, byte]),
                _ => out.push(byte ^ (1 << self.dice.below(8))),
            }
        }
        out
    }

    /// Nothing arrives before `until`; what is under way comes then.
    pub(super) fn hold_until(&mut self, until: Instant) {
        self.held = self.held.max(until);
        for (then, _) in &mut self.underway {
            *then = (*then).max(until);
        }
    }

    /// What is under way is lost.
    pub(super) fn forget(&mut self) {
        self.underway.clear();
    }

    pub(super) fn next(&self) -> Option<Instant> {
        self.underway.front().map(|(then, _)| *then)
    }

    pub(super) fn arrived(&mut self, now: Instant) -> Option<Item> {
        if self.next().is_some_and(|then| then <= now) {
            self.underway.pop_front().map(|(_, item)| item)
        } else {
            None
        }
    }
}
