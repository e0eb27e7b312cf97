//! The pure machine: a module of the guide, without ports, clocks and sockets.
//!
//! In: bytes of the host, events of the peer, time. Out: [`Action`]s. Not here: what any command does; the files
//! beside this one have that, one for each family and phase.
//!
//! While a command is in progress, what the host sends is lost; only a prompt can be cancelled, with ESC. (The real
//! module may also abort the command, LE910 V2 reference p. 26.) A host waits for its final result code.

mod call;
mod command_line;
mod context;
mod dtr;
mod due;
mod entry;
mod escape;
mod exchange;
mod identity;
mod interface;
mod online;
mod parameter;
mod pieces;
mod prompt;
mod quirks;
mod radio;
mod registration;
mod remember;
mod session;
mod settings;
mod setup;
mod sim;
mod state;
mod store;
mod stored;
mod tell;

pub(crate) use parameter::usual_name;
pub use quirks::{Quirk, Quirks, Spelling};
pub use settings::{Operator, Settings, Sim};

use std::collections::VecDeque;

use telit_ssl::Instant;
use telit_ssl::value::DataType;

use self::command_line::Running;
use self::entry::Entry;
use self::pieces::Pieces;
use self::radio::Radio;
use self::registration::Network;
use self::session::End;
use self::sim::Card;
use self::state::{Socket, State};
use crate::action::Action;
use crate::memory::{Memory, Parameters};
use crate::peer::PeerEvent;
use crate::runner::Machine;

/// A virtual module: give it what happens, and do what it asks until it asks for nothing more.
///
/// It starts with the first call that tells it the time.
pub struct Module {
    settings: Settings,
    memory: Memory,
    /// The memory before a change that is not written down yet.
    before: Option<Memory>,
    /// What was entered and is not stored yet.
    entered: Option<(DataType, Vec<u8>)>,
    /// Settings that end with the machine, unless they are written down.
    profile: Parameters,
    /// Settings that nobody has set.
    factory: Parameters,
    now: Instant,
    state: State,
    entry: Entry,
    running: Option<Running>,
    card: Card,
    radio: Radio,
    network: Network,
    socket: Socket,
    /// Unsolicited result codes that wait until the host can tell them from other things.
    held: Vec<Vec<u8>>,
    /// Bytes of the peer have come that were not announced.
    ring_due: bool,
    /// Command lines taken since the power was first on.
    lines: u32,
    actions: VecDeque<Action>,
    /// Bytes that are given to the host one by one.
    pieces: Pieces,
}

/// Bytes of the peer from which on no more are welcome: about what the window of a small TCP stack holds. Inferred.
const UNREAD_MOST: usize = 16 * 1024;

impl Module {
    /// A module of this kind, with what an earlier one remembered.
    #[must_use]
    pub fn new(settings: Settings, memory: Memory) -> Self {
        Self {
            factory: parameter::factory(settings.profile.id),
            card: Card::new(&settings.sim),
            radio: Radio::new(),
            network: Network::new(),
            settings,
            before: None,
            entered: None,
            profile: memory.profile(stored::AT_START),
            memory,
            now: Instant::default(),
            state: State::Off,
            entry: Entry::default(),
            running: None,
            socket: Socket::new(),
            held: Vec::new(),
            ring_due: false,
            lines: 0,
            actions: VecDeque::new(),
            pieces: Pieces::default(),
        }
    }

    /// What a restart would leave.
    #[must_use]
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What kind of module it is.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The same module with these irregularities.
    #[must_use]
    pub fn with_quirks(mut self, quirks: Quirks) -> Self {
        self.settings.quirks = quirks;
        self
    }

    /// The same module with this SIM.
    #[must_use]
    pub fn with_sim(mut self, sim: Sim) -> Self {
        self.card = Card::new(&sim);
        self.network = Network::new();
        self.settings.sim = sim;
        self
    }

    /// What it takes the next byte of the host for, in words.
    #[must_use]
    pub fn takes(&self) -> &'static str {
        match &self.state {
            State::Off | State::Starting { .. } => "nothing: it starts",
            State::Command => "a command line",
            State::Prompt(prompt) if prompt.missing().is_some() => "payload that is counted",
            State::Prompt(_) => "payload up to `^Z`",
            State::Working(_) => "nothing: a command is in progress",
            State::Online(_) => "payload in online mode",
        }
    }

    /// Bytes that wait for something, all together: lines and payload being entered, what the host has not read, codes that
    /// wait for their moment.
    #[must_use]
    pub fn bytes_held(&self) -> usize {
        let state = match &self.state {
            State::Prompt(prompt) => prompt.payload.len(),
            State::Online(online) => online.waiting.len(),
            State::Off | State::Starting { .. } | State::Command | State::Working(_) => 0,
        };
        let held: usize = self.held.iter().map(Vec::len).sum();
        let entered = self.entered.as_ref().map_or(0, |(_, bytes)| bytes.len());
        let running = self.running.as_ref().map_or(0, Running::len);
        let line = self.entry.len() + running;
        let told = self.pieces.waiting(&self.actions);
        state + held + entered + line + told + self.socket.unread.len()
    }

    /// Switches the power off and on again: what is not in the memory is gone.
    pub fn restart(&mut self) {
        let memory = core::mem::take(&mut self.memory);
        let card = core::mem::replace(&mut self.card, Card::new(&Sim::Absent)).restarted();
        let mut actions = core::mem::take(&mut self.actions);
        actions.extend([Action::Close, Action::Forget, Action::Carrier(false)]);
        *self = Self {
            actions,
            pieces: core::mem::take(&mut self.pieces),
            card,
            now: self.now,
            lines: self.lines,
            ..Self::new(self.settings.clone(), memory)
        };
    }
}

impl core::fmt::Debug for Module {
    /// Without bytes: a PIN, a password or a private key may be among them.
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter
            .debug_struct("Module")
            .field("settings", &self.settings)
            .field("memory", &self.memory)
            .field("now", &self.now)
            .field("connection", &self.socket.connection)
            .field("bytes_held", &self.bytes_held())
            .finish_non_exhaustive()
    }
}

impl Default for Module {
    /// A GL865 from the factory, registered at once.
    fn default() -> Self {
        Self::new(Settings::default(), Memory::default())
    }
}

impl Machine for Module {
    fn host_bytes(&mut self, now: Instant, bytes: &[u8]) {
        self.advance(now);
        for &byte in bytes {
            if matches!(self.state, State::Off) {
                // It has restarted at the byte before.
                self.advance(now);
            }
            match self.state {
                State::Off | State::Starting { .. } | State::Working(_) => {}
                State::Command => self.command_byte(byte),
                State::Prompt(_) => self.prompt_byte(byte),
                State::Online(_) => self.online_byte(byte),
            }
        }
        self.pack();
    }

    fn peer(&mut self, now: Instant, event: PeerEvent) {
        self.advance(now);
        match event {
            PeerEvent::Connected { suite, .. } => self.connected(suite),
            PeerEvent::Refused(refusal) => self.dial_refused(&refusal),
            PeerEvent::Received(bytes) => self.received(&bytes),
            PeerEvent::Sent => self.sent(),
            PeerEvent::Closed { .. } => self.peer_gone(End::Peer),
            PeerEvent::Garbled { .. } => self.peer_gone(End::Record),
        }
    }

    fn poll(&mut self, now: Instant) -> Option<Action> {
        self.advance(now);
        match self.settings.quirks.piecemeal {
            true => self.pieces.next(self.now, &mut self.actions),
            false => self.actions.pop_front(),
        }
    }

    fn deadline(&self) -> Option<Instant> {
        let piece = match self.settings.quirks.piecemeal {
            true => self.pieces.deadline(&self.actions),
            false => None,
        };
        [self.due(), piece].into_iter().flatten().min()
    }

    fn remembered(&mut self, now: Instant, is_written: bool) {
        self.advance(now);
        self.memory_written(is_written);
    }

    fn has_room(&self) -> bool {
        self.socket.unread.len() + self.pieces.waiting(&self.actions) < UNREAD_MOST
    }
}
