//! One direction of a line that cuts, delays, drops, doubles and flips, the same way for the same seed.
//!
//! In: bytes and changes of a control line at a time. Out: pieces of them, later, in order. Not here: what they mean.

use std::collections::VecDeque;

use telit_ssl::Instant;

use super::{Weather, later};
use crate::wire::Dice;

/// What arrives at the other end.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Bytes(Vec<u8>),
    /// DCD of the module, or DTR of the host; it comes behind the bytes that were sent before it.
    Control(bool),
}

/// One direction.
#[derive(Debug)]
pub(super) struct Line {
    dice: Dice,
    longest_piece: usize,
    merges: bool,
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
            merges: weather.merges,
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

    pub(super) fn control(&mut self, now: Instant, on: bool) {
        let then = self.arrival(now);
        self.underway.push_back((then, Item::Control(on)));
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

    /// The bytes under way are lost, but for a beginning of them. What a control line shows is not.
    pub(super) fn forget(&mut self) {
        let kept = self.dice.below(self.underway.len() + 1);
        let lost = self.underway.split_off(kept);
        if let Some((_, Item::Bytes(bytes))) = self.underway.back_mut() {
            bytes.truncate(self.dice.below(bytes.len() + 1));
        }
        let is_shown = |(_, item): &(Instant, Item)| matches!(item, Item::Control(_));
        self.underway.extend(lost.into_iter().filter(is_shown));
    }

    /// From here on it loses and changes nothing.
    pub(super) const fn calm(&mut self) {
        self.faults = 0;
        self.held = Instant::from_millis(0);
    }

    /// Bytes that are under way.
    pub(super) fn held(&self) -> usize {
        let lengths = self.underway.iter().map(|(_, item)| match item {
            Item::Bytes(bytes) => bytes.len(),
            Item::Control(_) => 0,
        });
        lengths.sum()
    }

    pub(super) fn next(&self) -> Option<Instant> {
        self.underway.front().map(|(then, _)| *then)
    }

    pub(super) fn arrived(&mut self, now: Instant) -> Option<Item> {
        if self.next().is_none_or(|then| then > now) {
            return None;
        }
        let (_, mut first) = self.underway.pop_front()?;
        while self.merges
            && let Item::Bytes(bytes) = &mut first
            && let Some((then, Item::Bytes(more))) = self.underway.front()
            && *then <= now
        {
            bytes.extend_from_slice(more);
            self.underway.pop_front();
        }
        Some(first)
    }
}
