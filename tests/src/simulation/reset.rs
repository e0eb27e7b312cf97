//! The host resets at any instant: a new engine that knows nothing meets a module that has seen everything.
//!
//! In: a seed. Out: how many searches it took to find the module, and how long, or what was in the way; and a table of many. Not
//! here: states of a module that somebody chose; `tests/attach.rs` has those.

use std::collections::BTreeMap;
use std::fmt;

use telit_ssl::{ControlLine, Engine, Span};

use super::application::Application;
use super::{Broken, World};
use crate::wire::Dice;

/// How the new host came to be ready.
#[derive(Clone, Copy, Debug)]
pub struct Reset {
    /// What the module took the next byte of the host for: at the reset, or when the first search had failed.
    pub takes: &'static str,
    /// How often it had to attach.
    pub searches: u64,
    /// How long that took.
    pub took: Span,
    /// Why it is not ready after all: what no host could do anything about.
    pub in_the_way: Option<&'static str>,
}

/// The first host lives for fewer steps than this.
const LIFE: usize = 3_000;
/// And the new one for so many.
const AFTER: u64 = 200;
/// The longest search: the guard times of `+++`, ESC and CR, eight settings, four markers; for each line 20 ms of gap and the
/// delay of the line both ways.
const SEARCH: Span = Span::from_secs(30);
/// Searches at most. A prompt that counts may take 1,500 bytes, and a search that nobody answers sends a hundred.
const SEARCHES: u64 = 20;

impl Reset {
    /// Resets the host of this seed's world at a random instant of its life.
    ///
    /// # Errors
    /// What was in its way, or an invariant that was broken, with what happened before.
    pub fn of(seed: u64) -> Result<Self, Broken> {
        // Once more where it fails, and written down: the same seed does the same.
        Self::within(World::new(seed), seed)
            .or_else(|_| Self::within(World::new(seed).with_journal(), seed))
    }

    fn within(mut world: World, seed: u64) -> Result<Self, Broken> {
        let instant = Dice::new(seed).below(LIFE);
        world.run(u64::try_from(instant).unwrap_or(0))?;
        let reset = world.reset_host()?;
        if reset.in_the_way.is_none() {
            world.run(AFTER)?;
        }
        Ok(reset)
    }
}

impl World {
    /// The host resets: what it had in mind is lost, and most of what was on its way to it. From here on nothing else goes
    /// wrong. The new host attaches until it is ready.
    fn reset_host(&mut self) -> Result<Reset, Broken> {
        let begun = self.clock.now();
        self.journal.note(begun, "host", &"resets");
        (self.weather.restarts, self.weather.silences) = (0, 0);
        self.weather.faults = 0;
        self.to_module.calm();
        self.to_host.calm();
        self.to_host.forget();
        self.engine = Engine::new(self.weather.profile, vec![0; 400], vec![0; 400]);
        if self.weather.control_lines {
            // A control line is there to be read.
            self.engine
                .line_changed(begun, ControlLine::Dcd, self.carrier);
        }
        // A search has its own time only where nobody begins another one in the middle of it.
        self.application = Application::new(self.dice.roll(), self.weather.is_faulty()).patient();
        self.application.wakes(begun);
        let attached = self.tally.of("attached");
        let lost = self.tally.of("violation");
        let mut reset = Reset {
            takes: self.module.takes(),
            searches: 1,
            took: Span::ZERO,
            in_the_way: None,
        };
        while self.tally.of("attached") == attached {
            self.settle()?;
            let searches = self.tally.of("violation") - lost + 1;
            if searches == 2 && reset.searches == 1 {
                reset.takes = self.module.takes();
            }
            reset.searches = searches;
            reset.took = self.clock.now().since(begun);
            if searches > SEARCHES || reset.took.millis() > SEARCH.millis() * searches {
                reset.in_the_way = Some(self.in_the_way()?);
                return Ok(reset);
            }
            self.advance();
        }
        Ok(reset)
    }

    /// What keeps every host from the module; an error where nothing does.
    fn in_the_way(&self) -> Result<&'static str, Broken> {
        let takes = self.module.takes();
        if self.weather.quirks.escape_ignored && takes == "payload in online mode" {
            return Ok("`+++` is payload to this firmware");
        }
        Err(self.broken(format!("not attached, and the module takes {takes}")))
    }
}

/// What has come of many.
#[derive(Clone, Debug, Default)]
pub struct Resets {
    rows: BTreeMap<&'static str, Row>,
    in_the_way: BTreeMap<&'static str, u64>,
}

/// What has come of the hosts that met a module in one state.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    hosts: u64,
    at_once: u64,
    most_searches: u64,
    longest: Span,
}

impl Resets {
    /// Adds what has come of one.
    pub fn add(&mut self, reset: &Reset) {
        if let Some(what) = reset.in_the_way {
            *self.in_the_way.entry(what).or_default() += 1;
            return;
        }
        let row = self.rows.entry(reset.takes).or_default();
        row.hosts += 1;
        row.at_once += u64::from(reset.searches == 1);
        row.most_searches = row.most_searches.max(reset.searches);
        row.longest = row.longest.max(reset.took);
    }

    /// States of modules that a host was ready behind, and in how many worlds.
    pub fn states(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.rows.iter().map(|(takes, row)| (*takes, row.hosts))
    }
}

impl fmt::Display for Resets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = "hosts | ready at once | most searches | longest, s";
        writeln!(
            formatter,
            "| the module takes the next byte for | {heads} |"
        )?;
        writeln!(formatter, "|---|---:|---:|---:|---:|")?;
        for (takes, row) in &self.rows {
            let seconds = row.longest.millis() / 1_000;
            let Row { hosts, at_once, .. } = row;
            let searches = row.most_searches;
            writeln!(
                formatter,
                "| {takes} | {hosts} | {at_once} | {searches} | {seconds} |"
            )?;
        }
        for (what, count) in &self.in_the_way {
            writeln!(formatter, "| not ready: {what} | {count} | | | |")?;
        }
        Ok(())
    }
}
