//! Items are said in the order of their bytes, and wait behind what is not decided yet.
//!
//! In: bytes and what they mean. Out: items for whoever listens. Not here: what anything means.

use super::Transcript;
use super::item::{Item, Kind};
use super::undecided::Open;
use crate::record::Side;

impl Transcript {
    pub(super) fn say(&mut self, from: Side, at: u64, bytes: Vec<u8>, kind: Kind) {
        let length = bytes.len() as u64;
        self.say_item(from, at, length, (bytes, false), kind);
    }

    /// Says an item that is longer than what is shown of it, or masked.
    pub(super) fn say_item(
        &mut self,
        from: Side,
        at: u64,
        length: u64,
        (bytes, masked): (Vec<u8>, bool),
        kind: Kind,
    ) {
        let item = Item {
            from,
            at,
            length,
            time: self.now,
            bytes,
            masked,
            kind,
        };
        if self.undecided.is_empty() {
            self.items.push(item);
        } else {
            self.wait(item, None);
        }
    }

    /// Says an item that an `OK` may still make an answer.
    pub(super) fn say_undecided(&mut self, at: u64, bytes: Vec<u8>, kind: Kind, open: Open) {
        let item = Item {
            from: Side::Module,
            at,
            length: bytes.len() as u64,
            time: self.now,
            bytes,
            masked: false,
            kind,
        };
        self.wait(item, Some(open));
    }

    pub(super) fn wait(&mut self, item: Item, open: Option<Open>) {
        if self.undecided.push(item, open) {
            self.decide(false);
        }
    }

    pub(super) fn decide(&mut self, answered: bool) {
        self.items.extend(self.undecided.decide(answered));
    }
}
