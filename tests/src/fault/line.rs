//! Engine and module on one false clock, and the line between them, which does the one fault.
//!
//! In: what the application wants done. Out: what is heard, what the module meant, what the peer got. Not here: what should
//! come of it.

use telit_module::peer::{PeerEvent, Suite};
use telit_module::{Action, Machine, Memory, Module, Settings};
use telit_ssl::byte::LF;
use telit_ssl::{Instant, Profile, Span};

use super::Fault;
use crate::host::Host;
use crate::pair::End;

/// Both ends.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) host: Host,
    module: Module,
    fault: Option<Fault>,
    /// How many bytes the module has sent.
    pub(super) place: usize,
    /// What it has sent since that was taken last, as it meant it.
    pub(super) meant: Vec<u8>,
    /// All that has come of what it sent.
    pub(super) came: Vec<u8>,
    /// What has come in this time of online mode, and how much of it was told.
    pub(super) online: Vec<u8>,
    pub(super) told: usize,
    /// What the peer has got.
    pub(super) to_peer: Vec<u8>,
    /// What the module had to say is lost, up to the end of its restart.
    lost: bool,
    /// What the module says at one instant comes in three pieces, cut at these places.
    cuts: Option<(usize, usize)>,
    /// The most that it has said at one instant.
    pub(super) longest: usize,
}

impl Line {
    pub(super) fn new(fault: Option<Fault>) -> Self {
        Self {
            host: Host::new(Profile::G2),
            module: Module::new(Settings::default(), Memory::new()),
            fault,
            place: 0,
            meant: Vec::new(),
            came: Vec::new(),
            online: Vec::new(),
            told: 0,
            to_peer: Vec::new(),
            lost: false,
            cuts: None,
            longest: 0,
        }
    }

    /// A line without a fault, where what the module says at one instant comes in three pieces.
    pub(super) fn cut(first: usize, second: usize) -> Self {
        Self {
            cuts: Some((first, second)),
            ..Self::new(None)
        }
    }

    pub(super) fn now(&self) -> Instant {
        self.host.clock.now()
    }

    /// Does all that can be done at this instant.
    pub(super) fn settle(&mut self) {
        let now = self.now();
        loop {
            let sent = self.host.say(now);
            if !sent.is_empty() {
                self.module.host_bytes(now, &sent);
            }
            if !self.module_acts() && sent.is_empty() {
                return;
            }
        }
    }

    /// Lets time pass up to the next thing that happens, or to `end`.
    pub(super) fn pass(&mut self, end: Instant) {
        let deadlines = [self.host.deadline(), self.module.deadline()];
        let next = deadlines.into_iter().flatten().min().unwrap_or(end);
        let soon = self.now() + Span::from_millis(1);
        self.host.clock.reach(next.max(soon).min(end.max(soon)));
        self.settle();
    }

    pub(super) fn peer_sends(&mut self, bytes: &[u8]) {
        let event = PeerEvent::Received(bytes.to_vec());
        self.module.peer(self.now(), event);
        self.settle();
    }

    pub(super) fn peer_closes(&mut self) {
        let reason = String::from("close_notify");
        self.module.peer(self.now(), PeerEvent::Closed { reason });
        self.settle();
    }

    pub(super) fn restart(&mut self) {
        self.module.restart();
        self.lost = true;
    }

    /// Does what the module wants done. True: something was.
    fn module_acts(&mut self) -> bool {
        let now = self.now();
        let mut acted = false;
        let mut said = Vec::new();
        while let Some(action) = self.module.poll(now) {
            acted = true;
            match action {
                Action::Forget => self.lost = false,
                Action::ToHost(_) | Action::ToPeer(_) | Action::Open(_) if self.lost => {}
                Action::ToHost(bytes) => {
                    said.extend_from_slice(&bytes);
                    if self.cuts.is_none() {
                        self.deliver(&bytes);
                    }
                }
                Action::ToPeer(bytes) => {
                    self.to_peer.extend(bytes);
                    self.module.peer(now, PeerEvent::Sent);
                }
                Action::Open(_) => {
                    let (suite, resumed) = (Suite::Aes256Sha, false);
                    self.module
                        .peer(now, PeerEvent::Connected { suite, resumed });
                }
                Action::Close | Action::Remember(_) | Action::Carrier(_) => {}
            }
        }
        self.longest = self.longest.max(said.len());
        if let Some((first, second)) = self.cuts {
            let (head, tail) = said.split_at(second.min(said.len()));
            let (head, middle) = head.split_at(first.min(head.len()));
            self.host.hear_pieces([head, middle, tail]);
        }
        acted
    }

    fn deliver(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let place = self.place;
            self.place += 1;
            if self.fault == Some(Fault::Restart(place)) {
                return self.restart();
            }
            self.meant.push(byte);
            match self.fault {
                Some(Fault::Delete(at)) if at == place => {}
                Some(Fault::Double(at)) if at == place => {
                    self.bring(byte);
                    self.bring(byte);
                }
                Some(Fault::Flip(at, bit)) if at == place => self.bring(byte ^ (1 << bit)),
                _ => self.bring(byte),
            }
        }
    }

    fn bring(&mut self, byte: u8) {
        self.came.push(byte);
        let was_online = self.host.engine.is_online();
        self.host.hear(&[byte]);
        // Behind `CONNECT` and CR, anything but an LF is payload already.
        if was_online || (self.host.engine.is_online() && byte != LF) {
            self.online.push(byte);
        }
    }
}
