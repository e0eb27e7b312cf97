//! The application: asks at random, and knows what must come of it.
//!
//! In: time, events of the engine, what the peer has got. Out: requests, payload, and the first thing that does not
//! hold. Not here: line, module and peer; which request is next (`ask`), when (`act`), and what events mean (`hear`).

mod act;
mod ask;
mod hear;

use telit_ssl::command::port::TerminalReady;
use telit_ssl::value::SocketId;
use telit_ssl::{Instant, Span};

use super::far_end::FarEnd;
use super::{PATIENCE, later};
use crate::wire::Dice;

const SOCKET: SocketId = SocketId::ONE;
/// The longest way of payload to the module.
const CROSSING: Span = Span::from_millis(200);
/// Names of access points that were set and not yet seen to be in force.
const CANDIDATES: usize = 8;

/// What the application is about.
#[derive(Debug)]
pub(in crate::simulation) struct Application {
    dice: Dice,
    /// The line changes bytes, so that payload cannot be judged.
    noisy: bool,
    /// It attaches now and then in the middle of something.
    impatient: bool,
    /// When it does its next thing.
    next: Option<Instant>,
    open: Option<Open>,
    attached: bool,
    /// Access points that a read may show: one that is in force, and those whose setting is not known to have failed.
    points: Vec<u32>,
    last_point: u32,
    /// Whether the module has said that it leaves online mode when DTR goes off. Elsewhere an `OK` of the peer would answer.
    dtr_suspends: bool,
    /// The connection whose payload is judged.
    trusted: Option<u64>,
    /// When something was lost or changed last: what the module says of it may still be on its way.
    spoiled: Instant,
    /// When a connection was asked for last.
    dialled: Instant,
    /// Bytes of payload that were held against what was sent.
    judged: u64,
    /// How much of the peer's payload has come.
    heard: usize,
    /// Payload given for the peer.
    supplied: Vec<u8>,
    /// Payload that waits to be supplied.
    pending: Vec<u8>,
    /// What the prompt was asked for, if that was known before.
    entry: Option<Vec<u8>>,
    /// What the header of the receive under way says, and what has come of it.
    due: Option<(usize, usize)>,
    /// When payload was given last.
    last_supply: Instant,
    /// Something that does not hold, seen where it could not be told.
    fault: Option<String>,
}

/// The request under way.
#[derive(Debug)]
struct Open {
    ask: Ask,
    since: Instant,
    /// Whether a line is of the answer that this request has.
    answers: fn(&[u8]) -> bool,
    prompted: bool,
    /// When the application loses its patience, and attaches in the middle of it.
    patience: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Attach,
    Suspend,
    Plain,
    SetPoint(u32),
    ReadPoint,
    SetDtr(TerminalReady),
    Dial,
    GoOnline,
    Close,
    Send,
    Receive,
    Store,
    ReadBack,
}

impl Application {
    pub(in crate::simulation) fn new(seed: u64, noisy: bool) -> Self {
        Self {
            dice: Dice::new(seed),
            noisy,
            impatient: true,
            next: Some(Instant::default()),
            open: None,
            attached: false,
            points: Vec::new(),
            last_point: 0,
            dtr_suspends: false,
            trusted: None,
            spoiled: Instant::default(),
            dialled: Instant::default(),
            judged: 0,
            heard: 0,
            supplied: Vec::new(),
            pending: Vec::new(),
            entry: None,
            due: None,
            last_supply: Instant::default(),
            fault: None,
        }
    }

    /// It lets everything come to its end.
    pub(in crate::simulation) const fn patient(mut self) -> Self {
        self.impatient = false;
        self
    }

    /// It begins at this time.
    pub(in crate::simulation) const fn wakes(&mut self, now: Instant) {
        self.next = Some(now);
    }

    /// Line or module has lost or changed something: payload of this connection is not judged any more.
    pub(in crate::simulation) const fn distrust(&mut self, now: Instant) {
        self.trusted = None;
        self.dtr_suspends = false;
        self.spoiled = now;
    }

    /// The peer has closed. Payload that crosses the end of the connection is a command line to the module; its echo and what
    /// answers it cannot be told from what is due then. Where no control line shows the end, they may also follow the text of
    /// it, and cannot be told from data.
    pub(in crate::simulation) fn peer_closed(&mut self, now: Instant, is_shown: bool) {
        if now.since(self.last_supply) < CROSSING {
            self.spoiled = now;
            self.trusted = self.trusted.filter(|_| is_shown);
        }
    }

    /// An escape sequence leaves; it may cross the end of the connection as payload may.
    pub(in crate::simulation) const fn escapes(&mut self, now: Instant) {
        self.last_supply = now;
    }

    /// Bytes of payload that were held against what was sent, in both directions.
    pub(in crate::simulation) const fn judged(&self) -> u64 {
        self.judged
    }

    pub(in crate::simulation) fn next(&self) -> Option<Instant> {
        let patience = self.open.as_ref().and_then(|open| open.patience);
        [self.next, patience].into_iter().flatten().min()
    }

    /// Whether the request under way takes too long, or something was seen that does not hold.
    pub(in crate::simulation) fn judge_time(&mut self, now: Instant) -> Result<(), String> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        match &self.open {
            Some(open) if now.since(open.since) > PATIENCE => {
                Err(format!("{:?} has not ended in {PATIENCE:?}", open.ask))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// All that the peer has got on its connection; `more` bytes of it just now.
    pub(in crate::simulation) fn at_peer(&mut self, far: &FarEnd, more: usize) {
        let whole = far.received();
        if self.trusted != Some(far.connection()) {
            return;
        }
        self.judged += u64::try_from(more).unwrap_or(0);
        if !self.supplied.starts_with(whole) {
            let at = common(&self.supplied, whole);
            self.fault = Some(format!(
                "the peer got `{}` at byte {at}, where `{}` was given",
                shown(whole, at),
                shown(&self.supplied, at)
            ));
        }
    }

    fn connect(&mut self, far: &FarEnd) {
        let is_clean = self.dialled.since(self.spoiled) > CROSSING;
        self.trusted = (!self.noisy && is_clean).then_some(far.connection());
        self.heard = 0;
        self.supplied.clear();
        self.pending.clear();
    }

    /// The request under way has ended.
    fn end(&mut self, now: Instant, how: &str) -> Result<Ask, String> {
        let open = self
            .open
            .take()
            .ok_or_else(|| format!("{how}, and nothing was asked"))?;
        if open.ask == Ask::Send || open.ask == Ask::Attach {
            self.pending.clear();
        }
        self.think(now);
        Ok(open.ask)
    }

    fn think(&mut self, now: Instant) {
        let millis = match self.dice.below(8) {
            0 => self.dice.roll() % 5_000,
            1..4 => self.dice.roll() % 200,
            _ => 0,
        };
        self.next = Some(later(now, millis));
    }

    fn begin(&mut self, now: Instant, ask: Ask, answers: fn(&[u8]) -> bool) {
        self.due = None;
        if ask == Ask::Dial {
            self.dialled = now;
        }
        let patience = match self.dice.below(100) {
            _ if !self.impatient => None,
            0 => Some(later(now, self.dice.roll() % 2_000)),
            1 => Some(later(now, self.dice.roll() % 200_000)),
            _ => None,
        };
        self.open = Some(Open {
            ask,
            since: now,
            answers,
            prompted: false,
            patience,
        });
    }
}

/// How many bytes two texts begin with in common.
fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// Some bytes around `at`, for people.
fn shown(bytes: &[u8], at: usize) -> String {
    let from = at.saturating_sub(8).min(bytes.len());
    let to = (at + 24).min(bytes.len());
    bytes[from..to].escape_ascii().to_string()
}
