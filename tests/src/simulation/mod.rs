//! A simulation that is meaner than the field: engine, line, virtual module and peer under one seed and a false clock.
//!
//! In: a seed. Out: steps, and the invariants that they broke, with the seed that repeats them. Not here: what
//! should come of one dialogue; vectors and dialogues have that.
//!
//! What must hold behind every step, whatever the weather:
//! - every request ends exactly once;
//! - no answer is given to another request than its own;
//! - a receive that is done has as many bytes as its header says, and no more than were asked for;
//! - what waits in the module and on the line is bounded, as the two rooms of the engine are;
//! - the engine is idle or online again, or says that the link is lost, within [`PATIENCE`];
//!
//! and, while neither line nor module has lost or changed anything since the connection was opened:
//! - payload arrives in order, whole and unchanged, in both directions;
//! - nothing reaches the peer that the application did not give.

mod application;
mod far_end;
mod journal;
mod judge;
mod line;
mod reset;
mod weather;

use telit_module::peer::PeerEvent;
use telit_module::{Action as Asked, Machine, Memory, Module, Settings};
use telit_ssl::{Action, ControlLine, Engine, Instant, Span};

use crate::clock::Clock;
use crate::wire::Dice;
use application::Application;
use far_end::FarEnd;
use journal::Journal;
pub use judge::{Broken, Tally};
use line::{Item, Line};
pub use reset::{Reset, Resets};
pub use weather::Weather;

/// The longest time that a request may take: a dial that is given up, and the search for the module behind it.
pub const PATIENCE: Span = Span::from_secs(900);

/// Most bytes that may wait in the module and on the line: what the module reads ahead of the host, one certificate being
/// entered, and what the peer sends in one piece; twice, since the line may be silent.
const MEMORY: usize = 64 * 1024;

/// Engine, line, module and peer.
#[derive(Debug)]
pub struct World {
    seed: u64,
    dice: Dice,
    clock: Clock,
    weather: Weather,
    engine: Engine<Vec<u8>>,
    module: Module,
    to_module: Line,
    to_host: Line,
    far: FarEnd,
    /// What the host sees of DCD.
    carrier: bool,
    application: Application,
    tally: Tally,
    journal: Journal,
}

impl World {
    /// The world of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let weather = Weather::of(&mut dice);
        let mut engine = Engine::new(weather.profile, vec![0; 400], vec![0; weather.room]);
        if weather.control_lines && dice.below(2) == 0 {
            engine = engine.with_dtr();
        }
        let module =
            Module::new(Settings::of(weather.profile), Memory::new()).with_quirks(weather.quirks);
        Self {
            seed,
            clock: Clock::START,
            to_module: Line::new(dice.roll(), &weather),
            to_host: Line::new(dice.roll(), &weather),
            far: FarEnd::new(dice.roll(), &weather),
            carrier: false,
            application: Application::new(dice.roll(), weather.is_faulty()),
            tally: Tally::default(),
            journal: Journal::default(),
            dice,
            weather,
            engine,
            module,
        }
    }

    /// The same, and what happened last is written down.
    #[must_use]
    pub fn with_journal(mut self) -> Self {
        self.journal = Journal::kept();
        self
    }

    /// What has happened so far.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Takes `steps` steps.
    ///
    /// # Errors
    /// The first invariant that was broken.
    pub fn run(&mut self, steps: u64) -> Result<(), Broken> {
        let end = self.tally.steps.saturating_add(steps);
        while self.tally.steps < end {
            self.settle()?;
            self.application
                .judge_time(self.clock.now())
                .map_err(|what| self.broken(what))?;
            self.judge_memory()?;
            self.disturb();
            self.advance();
        }
        self.tally.judged = self.application.judged();
        Ok(())
    }

    /// What waits somewhere does not grow without end. The engine has its two rooms and no more.
    fn judge_memory(&self) -> Result<(), Broken> {
        let held = self.module.bytes_held() + self.to_host.held() + self.to_module.held();
        match held <= MEMORY {
            true => Ok(()),
            false => Err(self.broken(format!("{held} bytes wait"))),
        }
    }

    fn broken(&self, what: String) -> Broken {
        Broken {
            seed: self.seed,
            step: self.tally.steps,
            weather: format!("{:?}", self.weather),
            what,
            journal: self.journal.to_string(),
        }
    }

    /// Does all that can be done at this instant.
    fn settle(&mut self) -> Result<(), Broken> {
        // What was held up comes all at once, a byte in each round at worst.
        for _ in 0..=2 * MEMORY {
            let mut moved = self.module_acts();
            let now = self.clock.now();
            if self.module.has_room()
                && let Some(event) = self.far.due(now)
            {
                self.journal.note(now, "peer", &event);
                self.module.peer(now, event);
                moved = true;
            }
            match self.to_module.arrived(now) {
                Some(Item::Bytes(bytes)) => {
                    self.module.host_bytes(now, &bytes);
                    moved = true;
                }
                Some(Item::Control(on)) => {
                    self.journal.note(now, "DTR", &on);
                    self.module.terminal_ready(now, on);
                    moved = true;
                }
                None => {}
            }
            match self.to_host.arrived(now) {
                Some(Item::Bytes(bytes)) => {
                    self.journal.bytes(now, "to host", &bytes);
                    self.poll(&bytes)?;
                    moved = true;
                }
                Some(Item::Control(on)) => {
                    self.journal.note(now, "carrier", &on);
                    self.carrier = on;
                    self.engine.line_changed(now, ControlLine::Dcd, on);
                    moved = true;
                }
                None => {}
            }
            self.poll(&[])?;
            moved |= self.host_acts()?;
            self.tally.steps += 1;
            if !moved {
                return Ok(());
            }
        }
        Err(self.broken("the world does not come to rest at one instant".to_owned()))
    }

    /// Lets time pass up to the next thing that happens.
    fn advance(&mut self) {
        let now = self.clock.now();
        let next = [
            self.module.deadline(),
            self.engine.deadline(),
            self.to_module.next(),
            self.to_host.next(),
            self.far.next(),
            self.application.next(),
        ];
        let then = next.into_iter().flatten().min().unwrap_or(now);
        self.clock.reach(then.max(now + Span::from_millis(1)));
    }

    /// Does to module and line what the weather wants.
    fn disturb(&mut self) {
        let now = self.clock.now();
        if self.weather.restarts > 0 && self.dice.below(self.weather.restarts) == 0 {
            self.module.restart();
            self.journal.note(now, "module", &"restarts");
            // Some of what it was saying has still come.
            self.to_host.forget();
            self.application.distrust(now);
            self.tally.restarts += 1;
        }
        if self.weather.silences > 0 && self.dice.below(self.weather.silences) == 0 {
            let until = now + Span::from_millis(self.dice.roll() % 200_000);
            self.journal.note(now, "line is silent until", &until);
            self.to_host.hold_until(until);
            self.application.distrust(now);
            self.tally.silences += 1;
        }
    }

    fn module_acts(&mut self) -> bool {
        let now = self.clock.now();
        let mut moved = false;
        while let Some(action) = self.module.poll(now) {
            moved = true;
            match action {
                Asked::ToHost(bytes) => self.to_host.send(now, &bytes),
                Asked::Open(dial) => self.far.open(now, &dial),
                Asked::ToPeer(bytes) => {
                    self.far.receive(&bytes);
                    self.application.at_peer(&self.far, bytes.len());
                    self.module.peer(now, PeerEvent::Sent);
                }
                Asked::Close => self.far.close(),
                Asked::Forget | Asked::Remember(_) => {}
                Asked::Carrier(on) if self.weather.control_lines => {
                    self.to_host.control(now, on);
                }
                Asked::Carrier(_) => {}
            }
        }
        moved
    }

    /// Polls the engine with these bytes, until it waits.
    fn poll(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        let now = self.clock.now();
        let mut input = bytes;
        for _ in 0..100_000 {
            match self.engine.poll(now, &mut input) {
                Action::Transmit => {
                    let outgoing = self.engine.outgoing().to_vec();
                    let most = 1 + self.dice.below(outgoing.len().max(1));
                    let part = &outgoing[..most.min(outgoing.len())];
                    self.journal.bytes(now, "from host", part);
                    self.to_module.send(now, part);
                    if self.engine.is_online() {
                        self.application.escapes(now);
                    }
                    self.engine.transmitted(now, part.len());
                }
                Action::Event(event) => {
                    self.journal.note(now, "event", &event);
                    let said = self.application.hear(now, &self.engine, event, &self.far);
                    said.map_err(|what| self.broken(what))?;
                    self.tally.count(event);
                }
                Action::SetDtr(on) => self.to_module.control(now, on),
                Action::Wait if input.is_empty() => return Ok(()),
                Action::Wait => {
                    return Err(self.broken("the engine waits with input left".to_owned()));
                }
            }
        }
        Err(self.broken("the engine does not come to rest".to_owned()))
    }

    /// Lets the application do its next thing. True: it has done one.
    fn host_acts(&mut self) -> Result<bool, Broken> {
        let now = self.clock.now();
        if !self.far.is_open() {
            let is_shown = self.weather.control_lines;
            self.application.peer_closed(now, is_shown);
        }
        let payload = self
            .application
            .act(now, &mut self.engine)
            .map_err(|what| self.broken(what))?;
        let acted = payload.is_some();
        if let Some(payload) = payload.filter(|payload| !payload.is_empty()) {
            self.journal.bytes(now, "payload", &payload);
            self.to_module.send(now, &payload);
            self.engine.transmitted(now, payload.len());
        }
        Ok(acted)
    }
}

/// The point in time `millis` behind `now`.
fn later(now: Instant, millis: u64) -> Instant {
    now + Span::from_millis(millis)
}
