//! Bytes for the host that go one by one, for a module that speaks haltingly.
//!
//! In: actions as the machine says them, time. Out: the same in the same order, bytes for the host a millisecond apart. Not
//! here: which module does so.

use std::collections::VecDeque;

use telit_ssl::{Instant, Span};

use crate::action::Action;

/// How far the bytes are apart.
const GAP: Span = Span::from_millis(1);

/// What is on its way to the host.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    bytes: VecDeque<u8>,
    /// When the next may go.
    next: Instant,
}

impl Pieces {
    /// The next of these actions, and of bytes for the host the next one.
    pub(super) fn next(&mut self, now: Instant, actions: &mut VecDeque<Action>) -> Option<Action> {
        if now < self.next {
            return None;
        }
        if self.bytes.is_empty() {
            match actions.pop_front()? {
                Action::ToHost(bytes) => self.bytes = bytes.into(),
                action => return Some(action),
            }
        }
        let byte = self.bytes.pop_front()?;
        self.next = now + GAP;
        Some(Action::ToHost(vec![byte]))
    }

    /// When to ask again, if there is more.
    pub(super) fn deadline(&self, actions: &VecDeque<Action>) -> Option<Instant> {
        let has_more = !(self.bytes.is_empty() && actions.is_empty());
        has_more.then_some(self.next)
    }

    /// Bytes for the host that have not gone.
    pub(super) fn waiting(&self, actions: &VecDeque<Action>) -> usize {
        let lengths = actions.iter().map(|action| match action {
            Action::ToHost(bytes) => bytes.len(),
            _ => 0,
        });
        self.bytes.len() + lengths.sum::<usize>()
    }
}
