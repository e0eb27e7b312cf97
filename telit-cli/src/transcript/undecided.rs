//! Lines of which nobody knows yet whether somebody had asked for them, and all that comes behind the first of them.
//!
//! In: items, in the order of the stream. Out: the same items, once it is decided. Not here: which lines are
//! undecided.
//!
//! In a stream of the module alone, a line with an undeclared name is information if an `OK` follows that it can
//! belong to: its name is that of the last named line before it. Everything else came unasked.

use std::collections::VecDeque;

use super::item::{Item, Kind};

/// Most items that wait. Behind so many, an answer has no end in sight.
const ITEMS: usize = 4096;
/// Most bytes that wait.
const BYTES: usize = 1 << 20;

#[derive(Debug, Default)]
pub(super) struct Undecided {
    items: VecDeque<Waiting>,
    bytes: usize,
}

#[derive(Debug)]
struct Waiting {
    item: Item,
    open: Option<Open>,
}

/// How a line would be said if it were an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    Information,
    Text,
}

impl Undecided {
    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Takes an item; true if it holds too many now.
    pub(super) fn push(&mut self, item: Item, open: Option<Open>) -> bool {
        self.bytes += item.bytes.len();
        self.items.push_back(Waiting { item, open });
        self.items.len() > ITEMS || self.bytes > BYTES
    }

    /// A final result code has come, or none will: what waited is decided. `answered`: the code was an `OK`.
    pub(super) fn decide(&mut self, answered: bool) -> impl Iterator<Item = Item> {
        self.bytes = 0;
        let items = std::mem::take(&mut self.items);
        let is_named = |waiting: &&Waiting| {
            waiting.open.is_some()
                || matches!(waiting.item.kind, Kind::Information(_) | Kind::Test(_))
        };
        let last = items.iter().rfind(is_named).filter(|_| answered);
        let last = last.map(|last| (last.item.name().map(str::to_owned), last.open));
        items.into_iter().map(move |Waiting { mut item, open }| {
            if let (Some(open), Some((name, last))) = (open, &last)
                && (item.name() == name.as_deref() || is_list(open, *last))
            {
                item.answers(open);
            }
            item
        })
    }
}

/// Whether both are entries of a list of names.
fn is_list(one: Open, other: Option<Open>) -> bool {
    one == Open::Text && other == Some(Open::Text)
}

impl Item {
    /// The name of a line that has one.
    fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Information(reading) | Kind::Test(reading) | Kind::Unsolicited(reading) => {
                Some(&reading.name)
            }
            _ => None,
        }
    }

    /// Makes an answer of a line that was thought to have come unasked.
    fn answers(&mut self, open: Open) {
        let kind = std::mem::replace(&mut self.kind, Kind::Text(None));
        self.kind = match (kind, open) {
            (Kind::Unsolicited(reading), Open::Information) => Kind::Information(reading),
            (_, Open::Text) => Kind::Text(None),
            (kind, Open::Information) => kind,
        };
    }
}
