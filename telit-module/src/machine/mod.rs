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

pub(crate) use parameter::usual_name;
pub use quirks::{Quirk, Quirks, Spelling};
pub use settings::{Operator, Settings, Sim};

use std::collections::VecDeque;

use at_parse::byte::{CR, LF};
use at_spec::{Full, Information, Writer};
use telit_ssl::command::interface::{Codes, Echo, Silence, Verbosity};
use telit_ssl::value::{DataType, Switch};
use telit_ssl::{Instant, Span};

use self::command_line::Running;
use self::entry::Entry;
use self::pieces::Pieces;
use self::radio::Radio;
use self::registration::Network;
use self::session::End;
use self::sim::Card;
use self::state::{Socket, State, Task, Verdict, Work};
use crate::action::Action;
use crate::answer::Manner;
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

impl Module {
    /// Lets time pass: what is due happens in its order, and at its own time.
    fn advance(&mut self, now: Instant) {
        if matches!(self.state, State::Off) {
            self.start(now);
        }
        while let Some(due) = self.due().filter(|due| *due <= now) {
            self.now = self.now.max(due);
            self.expire();
        }
        self.now = self.now.max(now);
    }

    /// When something happens by itself.
    fn due(&self) -> Option<Instant> {
        let state = match &self.state {
            State::Off | State::Command | State::Prompt(_) => None,
            State::Starting { until } | State::Working(Work { until, .. }) => Some(*until),
            State::Online(online) => self.online_deadline(online),
        };
        [state, self.idle_due(), self.network.deadline()]
            .into_iter()
            .flatten()
            .min()
    }

    fn start(&mut self, now: Instant) {
        self.now = now;
        self.state = State::Starting {
            until: now + self.settings.quirks.silent_boot,
        };
        self.search();
    }

    /// Does what is due now; every deadline that has come is gone afterwards.
    fn expire(&mut self) {
        if self.network.deadline().is_some_and(|due| due <= self.now) {
            self.registered();
        }
        match &self.state {
            State::Starting { until } if *until <= self.now => {
                self.state = State::Command;
                self.release();
                self.report_boot();
            }
            State::Working(Work { task, until }) if *until <= self.now => self.time_out(*task),
            State::Online(_) => self.online_expire(),
            State::Off
            | State::Starting { .. }
            | State::Command
            | State::Prompt(_)
            | State::Working(_) => {}
        }
        if self.idle_due().is_some_and(|due| due <= self.now) {
            self.idle_for_too_long();
        }
    }

    fn time_out(&mut self, task: Task) {
        let verdict = match task {
            Task::Activate(context) => self.activated(context),
            Task::Dial(_) => self.dial_unanswered(),
            Task::Greet(mode) => self.greeted(mode),
            Task::Fail(refused) => self.dial_failed(refused),
            Task::Store => self.store(),
            Task::Remember => self.not_remembered(),
            Task::Send => self.send_stuck(),
            Task::Receive(receive) => self.nothing_received(receive),
        };
        self.resume(verdict);
    }

    /// Lets the line in progress wait for this.
    fn later(&self, task: Task, span: Span) -> Verdict {
        let until = self.now + span;
        Verdict::Later(State::Working(Work { task, until }))
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

    /// How the module writes now.
    fn manner(&self) -> Manner {
        let words = self.setting::<Verbosity>();
        let codes = self.setting::<Silence>();
        Manner {
            words: words.is_none_or(|setting| setting.words == Switch::On),
            silent: codes.is_some_and(|setting| setting.mode != Codes::On),
            line_end: [
                self.register(3).unwrap_or(CR),
                self.register(4).unwrap_or(LF),
            ],
        }
    }

    /// Whether bytes of the host are sent back.
    fn echoes(&self) -> bool {
        let echo = self.setting::<Echo>();
        echo.is_none_or(|setting| setting.on == Switch::On)
    }

    /// Gives bytes to the host.
    fn tell(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        match self.actions.back_mut() {
            Some(Action::ToHost(last)) => last.extend_from_slice(bytes),
            _ => self.actions.push_back(Action::ToHost(bytes.to_vec())),
        }
    }

    fn echo(&mut self, byte: u8) {
        if self.echoes() {
            self.tell(&[byte]);
        }
    }

    /// Gives information text to the host, a line for each.
    fn inform(&mut self, lines: &[Vec<u8>]) {
        let manner = self.manner();
        let separator = match self.settings.quirks.bare_line_feeds {
            true => &manner.line_end[1..],
            false => &manner.line_end,
        };
        let text = manner.lines(lines, separator);
        self.tell(&text);
    }

    /// Gives one line of information text to the host.
    fn inform_of<I: Information>(&mut self, value: &I::Of<'_>) {
        let line = self.line_of::<I>(value);
        self.inform(&[line]);
    }

    /// A declared line, without its line ends.
    fn line_of<I: Information>(&self, value: &I::Of<'_>) -> Vec<u8> {
        self.written(|writer| I::write_line(value, writer))
    }

    /// What is written; nothing if there is no room for it, which no declared line needs.
    fn written(&self, write: impl FnOnce(&mut Writer<'_>) -> Result<(), Full>) -> Vec<u8> {
        let mut room = [0; 1024];
        let mut writer = Writer::new(&mut room, self.settings.profile.id);
        match write(&mut writer) {
            Ok(()) => writer.written().to_vec(),
            Err(Full) => Vec::new(),
        }
    }

    /// Gives an unsolicited result code to the host, or keeps it until the command line or the payload is complete.
    fn unsolicited(&mut self, bytes: Vec<u8>) {
        match self.may_tell() {
            true => self.tell(&bytes),
            false => self.held.push(bytes),
        }
    }

    /// Whether the host can tell an unsolicited result code from other things now.
    fn may_tell(&self) -> bool {
        let untimely = self.settings.quirks.untimely_codes;
        match &self.state {
            State::Command => self.running.is_none() && (untimely || !self.entry.is_begun()),
            State::Prompt(_) => untimely,
            // Before the host knows of the connection there is nothing to say of it.
            State::Working(Work { task, .. }) => !matches!(task, Task::Greet(_)),
            State::Off | State::Starting { .. } | State::Online(_) => false,
        }
    }

    /// Gives the host what was kept from it.
    fn release(&mut self) {
        self.ring();
        for bytes in core::mem::take(&mut self.held) {
            self.tell(&bytes);
        }
    }
}
