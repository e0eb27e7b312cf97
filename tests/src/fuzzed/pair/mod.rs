//! Engine and virtual module over a line that loses nothing, but cuts and delays: what the module meant is what the host
//! understood.
//!
//! In: a script: module, line, how far a connection has been brought, then what application and peer do. Out: judgement:
//! - what the host hears of an exchange is what a reader makes of it who has all of the module's bytes at once and knows
//!   where they begin (`meant.rs`);
//! - payload arrives in order, whole and unchanged, both ways;
//! - what was set is what is read; each request ends once, in its time; nothing is taken for a breach.
//!
//! Not here: lines that lose or change something, modules that lie; the simulation has those.

mod crossing;
mod meant;
mod story;

use at_parse::CommandLine;
use at_spec::{Asker, Command, Dialect, Exchange, Payload};
use telit_module::peer::{PeerEvent, Suite};
use telit_module::{Action as Asked, Machine, Memory, Module, Settings};
use telit_ssl::cause::Cause;
use telit_ssl::command::Telit;
use telit_ssl::{Action, ControlLine, Engine, Instant, RequestError, Span};

use crate::host::Heard;
use crate::simulation::PATIENCE;
use crossing::{Crossing, Item};
use meant::{Meant, meant};
pub use story::{Deed, Stage, Story};

/// Plays the script and judges it.
///
/// # Panics
/// If a law is broken.
pub fn judge(bytes: &[u8]) {
    let story = Story::read(bytes);
    let mut pair = Pair::new(&story);
    for line in story.stage.lines() {
        pair.ask(line, b"");
    }
    for deed in &story.deeds {
        if pair.is_blind {
            return;
        }
        pair.act(*deed);
    }
    if !pair.is_blind {
        pair.come_to_rest();
    }
}

/// Application, engine, line, module and peer.
struct Pair {
    engine: Engine<Vec<u8>>,
    module: Module,
    now: Instant,
    to_module: Crossing,
    to_host: Crossing,
    /// What the module has said since the last exchange was judged.
    said: Vec<u8>,
    /// What the host has heard since then.
    heard: Vec<Heard>,
    /// When the peer does what a dial asks of it, and whether it takes the call.
    dialled: Option<Instant>,
    takes_calls: bool,
    connected: bool,
    /// Whether the end of a connection could still come when the last exchange began, or was on its way.
    may_end: bool,
    to_peer: Vec<u8>,
    given: Vec<u8>,
    from_peer: Vec<u8>,
    got: Vec<u8>,
    /// How much had come when online mode began.
    online_from: usize,
    /// The exchange under way that has not been judged.
    asked: Option<(Vec<u8>, Exchange)>,
    /// Something was asked that ends what can be judged: the module says less, or is online for good.
    is_blind: bool,
    /// The module may report something behind the `OK` of an escape, which is taken for data of the peer.
    reports: bool,
}

impl Pair {
    fn new(story: &Story<'_>) -> Self {
        let settings = Settings {
            quirks: story.quirks(),
            ..Settings::of(story.profile)
        };
        Self {
            engine: Engine::new(story.profile, vec![0; 400], vec![0; 400]),
            module: Module::new(settings, Memory::new()),
            now: Instant::from_millis(5_000),
            to_module: Crossing::new(story.line),
            to_host: Crossing::new(story.line.wrapping_mul(31)),
            said: Vec::new(),
            heard: Vec::new(),
            dialled: None,
            takes_calls: true,
            connected: false,
            may_end: false,
            to_peer: Vec::new(),
            given: Vec::new(),
            from_peer: Vec::new(),
            got: Vec::new(),
            online_from: 0,
            asked: None,
            is_blind: false,
            reports: false,
        }
    }

    fn act(&mut self, deed: Deed<'_>) {
        match deed {
            Deed::Ask { line, payload } => {
                self.pass_gap();
                self.ask(line, payload);
            }
            Deed::Supply(payload) => self.supply(payload),
            Deed::Suspend => self.suspend(),
            Deed::PeerSends(bytes) if self.connected && self.module.has_room() => {
                self.from_peer.extend(bytes);
                let received = PeerEvent::Received(bytes.to_vec());
                self.module.peer(self.now, received);
                self.step();
            }
            Deed::PeerSends(_) => {}
            Deed::PeerCloses => self.peer_closes(),
            Deed::TakesCalls(takes) => self.takes_calls = takes,
            Deed::Pass(steps) => self.pass(Span::from_millis(u64::from(steps) * 10)),
        }
    }

    /// Asks, and lets time pass until the exchange has ended.
    fn ask(&mut self, line: &[u8], payload: &[u8]) {
        // What is on its way to the host would be taken for the answer, such as a `NO CARRIER` that crosses a dial.
        self.step();
        if !self.engine.is_idle() || !story::is_judged(line) || self.to_host.next().is_some() {
            return;
        }
        let Some(shape) = self.request(line) else {
            return;
        };
        // What is sent is written anew, and comes back so.
        let sent = self.engine.outgoing();
        let sent = sent.strip_suffix(b"\r").unwrap_or(sent).to_vec();
        let line = sent.as_slice();
        self.reports |= story::may_report(line);
        self.asked = Some((line.to_vec(), shape));
        let (since, mut entered) = (self.now, false);
        loop {
            self.step();
            if self.asked.is_none() || self.is_blind {
                return;
            }
            match self.heard.last() {
                Some(Heard::Prompt) if !entered => {
                    entered = true;
                    // Certificates and keys as text have no such bytes, and the module acts on them.
                    let is_text = matches!(shape, Exchange::Prompt(Payload::CountedThenCtrlZ(_)));
                    let is_acted_on = |byte: &u8| matches!(*byte, 0x08 | 0x1A | 0x1B);
                    let is_bad = is_text && payload.iter().any(is_acted_on);
                    self.enter(line, if is_bad { b"" } else { payload });
                }
                Some(Heard::Done | Heard::Failed { .. }) => break,
                _ => {}
            }
            if self.is_blind {
                return;
            }
            assert!(self.now.since(since) < PATIENCE, "it has not ended");
            self.advance();
        }
        self.judge_exchange();
    }

    /// The exchange that the line begins; `None`: nothing was asked.
    fn request(&mut self, line: &[u8]) -> Option<Exchange> {
        struct Asking<'h>(&'h mut Pair);
        impl Asker for Asking<'_> {
            type Output = Option<Exchange>;
            fn ask<C: Command>(self, command: &C) -> Self::Output {
                let Pair { engine, now, .. } = self.0;
                let asked = engine.request(*now, command);
                asked.is_ok().then(|| command.outline().exchange)
            }
        }
        let mut commands = CommandLine::find(line)?.into_iter();
        let one = commands.next().filter(|_| commands.rest().is_empty())?;
        let command = Telit::decode(&one, self.engine.profile().id)?.ok()?;
        // What came before was nobody's answer; those who wait for it have judged it.
        self.judge_lines(b"", None);
        self.may_end = self.connected || !self.said.is_empty();
        command.ask(Asking(self)).flatten()
    }

    /// Enters payload at a prompt; what the exchange cannot carry is given up.
    fn enter(&mut self, line: &[u8], payload: &[u8]) {
        let is_sent = line.to_ascii_uppercase().starts_with(b"AT#SSLSEND");
        let filling = [payload, &[b'.'; 2000]].concat();
        let mut rest = payload;
        loop {
            match self.engine.supply(self.now, &mut rest) {
                Ok(piece) => {
                    let piece = piece.to_vec();
                    if is_sent {
                        self.given.extend(&piece);
                    }
                    self.leave(&piece);
                }
                Err(_) => {
                    // Payload that is counted cannot be given up.
                    self.is_blind |= self.engine.abort(self.now).is_err();
                    return;
                }
            }
            match self.engine.finish(self.now) {
                Ok(()) => return,
                // What a count wants is filled up.
                Err(RequestError::Count { .. }) => rest = &filling,
                Err(error) => panic!("{error}"),
            }
        }
    }

    fn supply(&mut self, payload: &[u8]) {
        let mut rest = payload;
        while !rest.is_empty() && self.engine.is_online() {
            let piece = self.engine.supply(self.now, &mut rest);
            let piece = piece.expect("it is online").to_vec();
            // What crosses the end of the connection is a command line.
            self.is_blind |= !self.connected;
            if self.is_blind {
                return;
            }
            self.given.extend(&piece);
            self.leave(&piece);
            self.step();
            if !rest.is_empty() {
                self.advance();
            }
        }
    }

    fn suspend(&mut self) {
        if !self.engine.is_online() {
            return;
        }
        self.is_blind |= self.reports;
        self.engine.suspend(self.now).expect("it is online");
        while self.engine.is_online() {
            self.step();
            let given_up = matches!(self.heard.last(), Some(Heard::Failed { .. }));
            assert!(!given_up || self.is_blind, "the escape has no answer");
            if given_up {
                return;
            }
            self.advance();
        }
    }

    fn peer_closes(&mut self) {
        // What crosses the end of the connection would be a command line.
        self.pass(Span::from_millis(100));
        if self.connected {
            self.connected = false;
            let reason = String::new();
            self.module.peer(self.now, PeerEvent::Closed { reason });
            self.step();
        }
    }

    /// Nothing is lost on the way: what is there is there in the end.
    fn come_to_rest(&mut self) {
        self.pass(Span::from_secs(12));
        if self.connected && self.engine.is_idle() {
            for _ in 0..3 {
                self.ask(b"AT#SSLRECV=1,1000,10", b"");
            }
        }
        let is_read = self.engine.is_online() || !self.unread();
        if self.connected && is_read && !self.is_blind {
            assert_eq!(self.got.len(), self.from_peer.len(), "payload of the peer");
            assert_eq!(self.to_peer.len(), self.given.len(), "payload for the peer");
        }
    }
}

/// Time, line, module and peer.
impl Pair {
    /// What the host writes: payload or nothing; the module gets it later.
    fn leave(&mut self, payload: &[u8]) {
        self.to_module.send(self.now, Item::Bytes(payload.to_vec()));
        self.engine.transmitted(self.now, payload.len());
    }

    /// Does all that can be done at this instant.
    fn step(&mut self) {
        loop {
            let mut moved = self.module_acts();
            if self.dialled.is_some_and(|then| then <= self.now) {
                self.dialled = None;
                self.answer_dial();
                moved = true;
            }
            if let Some(Item::Bytes(bytes)) = self.to_module.arrived(self.now) {
                self.module.host_bytes(self.now, &bytes);
                moved = true;
            }
            match self.to_host.arrived(self.now) {
                Some(Item::Bytes(bytes)) => {
                    self.poll(&bytes);
                    moved = true;
                }
                Some(Item::Carrier(on)) => {
                    self.engine.line_changed(self.now, ControlLine::Dcd, on);
                    moved = true;
                }
                None => {}
            }
            self.poll(&[]);
            if !moved {
                return;
            }
        }
    }

    /// Lets time pass up to the next thing that happens.
    fn advance(&mut self) {
        let next = [
            self.module.deadline(),
            self.engine.deadline(),
            self.to_module.next(),
            self.to_host.next(),
            self.dialled,
        ];
        let next = next.into_iter().flatten().min();
        let then = next.unwrap_or(self.now + Span::from_secs(1));
        self.now = then.max(self.now + Span::from_millis(1));
    }

    fn pass(&mut self, span: Span) {
        let end = self.now + span;
        while self.now < end {
            self.step();
            self.advance();
        }
        self.step();
    }

    /// The gap behind a final result code, so that what comes in it is not counted to the next exchange.
    fn pass_gap(&mut self) {
        self.pass(Span::from_millis(40));
    }

    fn module_acts(&mut self) -> bool {
        let mut moved = false;
        while let Some(action) = self.module.poll(self.now) {
            moved = true;
            match action {
                Asked::ToHost(bytes) => {
                    self.said.extend(&bytes);
                    self.to_host.send(self.now, Item::Bytes(bytes));
                }
                Asked::Carrier(on) => self.to_host.send(self.now, Item::Carrier(on)),
                Asked::Open(_) => {
                    self.connected = false;
                    self.dialled = Some(self.now + Span::from_millis(self.to_host.delay()));
                }
                Asked::ToPeer(bytes) => {
                    self.to_peer.extend(bytes);
                    assert!(
                        self.given.starts_with(&self.to_peer),
                        "payload for the peer"
                    );
                    self.module.peer(self.now, PeerEvent::Sent);
                }
                Asked::Close => {
                    // What crosses the end of the connection is a command line.
                    self.is_blind |= self.connected && self.to_module.next().is_some();
                    self.connected = false;
                    self.dialled = None;
                }
                Asked::Forget | Asked::Remember(_) => {}
            }
        }
        moved
    }

    fn answer_dial(&mut self) {
        let event = if self.takes_calls {
            self.connected = true;
            self.to_peer.clear();
            self.given.clear();
            self.online_from = 0;
            self.from_peer.clear();
            self.got.clear();
            PeerEvent::Connected {
                suite: Suite::Aes256Sha,
                resumed: false,
            }
        } else {
            PeerEvent::Refused(telit_module::peer::Refusal::Socket(String::new()))
        };
        self.module.peer(self.now, event);
    }

    /// Polls with these bytes, until the engine waits.
    fn poll(&mut self, bytes: &[u8]) {
        let mut input = bytes;
        loop {
            match self.engine.poll(self.now, &mut input) {
                Action::Transmit => {
                    let outgoing = self.engine.outgoing().to_vec();
                    let length = outgoing.len();
                    self.to_module.send(self.now, Item::Bytes(outgoing));
                    self.engine.transmitted(self.now, length);
                }
                Action::Event(event) => self.hear(Heard::of(&self.engine, event)),
                Action::SetDtr(_) => {}
                Action::Wait => return,
            }
        }
    }

    fn hear(&mut self, heard: Heard) {
        if self.is_blind {
            return;
        }
        match &heard {
            Heard::Payload(payload) => self.got.extend(payload),
            Heard::Unsolicited(line) => {
                if let Some(data) = <Telit<'_> as Dialect<'_>>::inline(line) {
                    self.got.extend(&line[data.start.min(line.len())..]);
                }
            }
            Heard::Connected => {
                self.online_from = self.got.len();
                heard.join(&mut self.heard);
                // Here and not later: online mode may end at the same instant.
                return self.judge_exchange();
            }
            Heard::Suspended => return self.judge_online(b"\r\nOK"),
            Heard::Closed { .. } => return self.judge_online(b"\r\nNO CARRIER"),
            Heard::Violation(violation) => panic!(
                "nobody broke the protocol: {violation}: {}",
                self.said.escape_ascii()
            ),
            // The module takes longer than the host waits; that is its right.
            Heard::Failed { failure, .. } if failure.cause == Cause::Silence => {
                self.is_blind = true;
            }
            // The end of a connection has crossed another dial: it is taken for that one's, and what the
            // module says to the dial itself is a breach (`docs/decisions.md`, 65).
            Heard::Failed { failure, .. } if failure.cause == Cause::NoCarrier && self.may_end => {
                self.is_blind = true;
            }
            _ => {}
        }
        let come = self.from_peer.get(..self.got.len());
        assert!(come == Some(&self.got), "payload of the peer");
        heard.join(&mut self.heard);
    }
}

/// Judgement.
impl Pair {
    /// Online mode has ended with this code: all that was said before it is payload.
    fn judge_online(&mut self, code: &[u8]) {
        let expected = [&self.got[self.online_from..], code].concat();
        assert!(
            self.said.starts_with(&expected),
            "online mode ends elsewhere"
        );
        let rest = &self.said[expected.len()..];
        let end = rest.iter().position(|byte| *byte == b'\n');
        self.said = rest[end.map_or(0, |end| end + 1)..].to_vec();
        self.heard.clear();
    }

    /// What was heard is what was said, as far as it has come.
    fn judge_lines(&mut self, line: &[u8], shape: Option<Exchange>) {
        let heard = Meant::of(&core::mem::take(&mut self.heard));
        let meant = meant(&self.said, line, shape);
        for (place, heard) in heard.iter().enumerate() {
            let meant = meant.get(place).map(|(meant, _)| meant);
            let is_given_up =
                *heard == Meant::GivenUp && matches!(meant, Some(Meant::Ok | Meant::Refused));
            let is_so = is_given_up || Some(heard) == meant;
            assert!(is_so, "{}: {heard:?}, meant {meant:?}", line.escape_ascii());
        }
        if let Some((_, end)) = heard.len().checked_sub(1).and_then(|last| meant.get(last)) {
            self.said.drain(..*end);
        }
    }

    fn judge_exchange(&mut self) {
        let Some((line, shape)) = self.asked.take() else {
            return;
        };
        let ended = self.heard.last().cloned();
        let is_send = line.to_ascii_uppercase().starts_with(b"AT#SSLSEND");
        self.judge_lines(&line, Some(shape));
        match ended {
            Some(Heard::Done) if is_send => {
                assert_eq!(self.to_peer.len(), self.given.len(), "it was sent");
            }
            // How much of it has left nobody says.
            Some(Heard::Failed { .. }) if is_send => self.given.truncate(self.to_peer.len()),
            _ => {}
        }
    }

    /// Whether the last receive has not found the end.
    fn unread(&self) -> bool {
        self.got.len() < self.from_peer.len() && self.reports
    }
}
