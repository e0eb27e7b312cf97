//! The module's end: a virtual module on false time, and the peer behind it.
//!
//! In: bytes of the host, what the peer does. Out: bytes of the module, and those that reached the peer. Every dial
//! succeeds. Not here: real ports and real peers; `live.rs` has those.

use telit_module::peer::{PeerEvent, Suite};
use telit_module::{Action, Machine, Memory, Module, Quirks, Settings};
use telit_ssl::Instant;

use crate::pair::End;

/// A virtual module.
#[derive(Debug)]
pub struct Far {
    module: Module,
    said: Vec<u8>,
    to_peer: Vec<u8>,
    carrier: bool,
}

impl Far {
    /// This module.
    #[must_use]
    pub const fn of(module: Module) -> Self {
        Self {
            module,
            said: Vec::new(),
            to_peer: Vec::new(),
            carrier: false,
        }
    }

    /// A module with these irregularities that has obeyed `lines`, each behind more silence than an escape sequence
    /// needs. What it has said is forgotten.
    #[must_use]
    pub fn behind(quirks: Quirks, lines: &[&[u8]]) -> Self {
        let module = Module::new(Settings::default(), Memory::new()).with_quirks(quirks);
        let mut far = Self::of(module);
        for (number, line) in lines.iter().enumerate() {
            let then = u64::try_from(number).unwrap_or(u64::MAX);
            far.hear(Instant::from_millis(then.saturating_mul(2_000)), line);
        }
        far.said.clear();
        far.to_peer.clear();
        far
    }

    /// The peer sends.
    pub fn peer_sends(&mut self, now: Instant, bytes: &[u8]) {
        self.module.peer(now, PeerEvent::Received(bytes.to_vec()));
        self.settle(now);
    }

    /// The peer closes the connection.
    pub fn peer_closes(&mut self, now: Instant) {
        let reason = String::from("close_notify");
        self.module.peer(now, PeerEvent::Closed { reason });
        self.settle(now);
    }

    /// What has reached the peer since it was asked last.
    pub fn take_to_peer(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.to_peer)
    }

    /// Whether DCD is on.
    #[must_use]
    pub const fn carrier(&self) -> bool {
        self.carrier
    }

    /// Does what the module wants done.
    fn settle(&mut self, now: Instant) {
        while let Some(action) = self.module.poll(now) {
            match action {
                Action::ToHost(bytes) => self.said.extend(bytes),
                Action::ToPeer(bytes) => {
                    self.to_peer.extend(bytes);
                    self.module.peer(now, PeerEvent::Sent);
                }
                Action::Open(_) => {
                    let suite = Suite::Aes256Sha;
                    let resumed = false;
                    self.module
                        .peer(now, PeerEvent::Connected { suite, resumed });
                }
                Action::Carrier(on) => self.carrier = on,
                Action::Close | Action::Forget | Action::Remember(_) => {}
            }
        }
    }
}

impl End for Far {
    fn hear(&mut self, now: Instant, bytes: &[u8]) {
        self.module.host_bytes(now, bytes);
        self.settle(now);
    }

    fn say(&mut self, now: Instant) -> Vec<u8> {
        self.settle(now);
        std::mem::take(&mut self.said)
    }

    fn deadline(&self) -> Option<Instant> {
        self.module.deadline()
    }
}
