//! One direction of the line: in order, in pieces, some milliseconds later.
//!
//! In: bytes, and changes of a control line. Out: the same, later. Not here: loss.

use std::collections::VecDeque;

use telit_ssl::{Instant, Span};

use crate::wire::Dice;

/// What crosses the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Bytes(Vec<u8>),
    /// DCD.
    Carrier(bool),
}

/// One direction.
pub(super) struct Crossing {
    dice: Dice,
    /// Pieces have at most so many bytes; 0: they are not cut.
    most: usize,
    /// Each is at most so many milliseconds late.
    late: u64,
    underway: VecDeque<(Instant, Item)>,
}

/// Lengths of pieces and delays that a line may have; no delay comes near a quiet time that has a name.
const KINDS: [(usize, u64); 8] = [
    (0, 0),
    (1, 0),
    (1, 3),
    (3, 0),
    (2, 20),
    (7, 5),
    (40, 1),
    (0, 30),
];

impl Crossing {
    pub(super) fn new(seed: u8) -> Self {
        let (most, late) = KINDS[usize::from(seed % 8)];
        Self {
            dice: Dice::new(seed.into()),
            most,
            late,
            underway: VecDeque::new(),
        }
    }

    pub(super) fn delay(&mut self) -> u64 {
        1 + self.dice.roll() % (self.late + 1)
    }

    pub(super) fn send(&mut self, now: Instant, item: Item) {
        let mut rest = match item {
            Item::Bytes(bytes) => bytes,
            carrier @ Item::Carrier(_) => return self.push(now, carrier),
        };
        while !rest.is_empty() {
            let length = match self.most {
                0 => rest.len(),
                most => rest.len().min(1 + self.dice.below(most)),
            };
            let behind = rest.split_off(length);
            self.push(now, Item::Bytes(rest));
            rest = behind;
        }
    }

    /// Not earlier than what was sent before, and not much later than now: a line does not fall behind.
    fn push(&mut self, now: Instant, item: Item) {
        let last = self.underway.back().map_or(now, |(then, _)| *then);
        let late = Span::from_millis(self.dice.roll() % (self.late + 1));
        self.underway.push_back((last.max(now + late), item));
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
