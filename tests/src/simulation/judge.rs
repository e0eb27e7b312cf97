//! What a run of the simulation leaves: counts, or the invariant that was broken.
//!
//! In: events. Out: [`Tally`], [`Broken`]. Not here: the invariants; who sees both sides of one judges it.

use std::collections::BTreeMap;
use std::fmt;

use telit_ssl::Event;

/// What has happened in a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Steps taken: rounds in which each part was asked what it wants to do.
    pub steps: u64,
    /// Restarts of the module.
    pub restarts: u64,
    /// Times when nothing of the module was heard.
    pub silences: u64,
    /// Bytes of payload that were held against what was sent, in both directions.
    pub judged: u64,
    /// Events of the engine, by kind.
    pub events: BTreeMap<&'static str, u64>,
}

impl Tally {
    /// Adds what another run has done.
    pub fn add(&mut self, other: &Self) {
        self.steps += other.steps;
        self.restarts += other.restarts;
        self.silences += other.silences;
        self.judged += other.judged;
        for (kind, count) in &other.events {
            *self.events.entry(kind).or_default() += count;
        }
    }

    /// How often this kind of event has come.
    pub(super) fn of(&self, kind: &str) -> u64 {
        self.events.get(kind).copied().unwrap_or(0)
    }

    pub(super) fn count(&mut self, event: Event<'_>) {
        let kind = match event {
            Event::Information(_) => "information",
            Event::Remark(_) => "remark",
            Event::Prompt => "prompt",
            Event::Payload(_) => "payload",
            Event::Done => "done",
            Event::Connected => "connected",
            Event::Suspended => "suspended",
            Event::Closed { .. } => "closed",
            Event::Failed { .. } => "failed",
            Event::Unsolicited(_) => "unsolicited",
            Event::Attached(_) => "attached",
            Event::Ready => "ready",
            Event::SettingsLost => "settings lost",
            Event::Violation(_) => "violation",
            _ => "other",
        };
        *self.events.entry(kind).or_default() += 1;
    }
}

/// An invariant that was broken, and how to see it again.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The seed of the world.
    pub seed: u64,
    /// The step at which it was seen.
    pub step: u64,
    /// How the world of this seed is.
    pub weather: String,
    /// What does not hold.
    pub what: String,
    /// What happened before it, if that was written down.
    pub journal: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}seed {}, step {}: {}\n  {}",
            self.journal, self.seed, self.step, self.what, self.weather
        )
    }
}
