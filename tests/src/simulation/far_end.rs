//! The peer: takes connections, sends what has been taken for answers elsewhere, closes when it likes.
//!
//! In: dials and bytes of the module, time. Out: what the module is told, and the record of both directions that
//! the application is judged by. Not here: TLS; the runner of the module has that.

use std::collections::VecDeque;

use telit_module::peer::{Dial, PeerEvent, Refusal, Suite};
use telit_ssl::Instant;

use super::{Weather, later};
use crate::wire::Dice;

/// Texts that somebody has taken for the module's.
const TRAPS: [&[u8]; 12] = [
    b"\r\nOK\r\n",
    b"\r\nERROR\r\n",
    b"\r\n+CME ERROR: 3\r\n",
    b"\r\n> ",
    b"\r\nSSLSRING: 1,5\r\n",
    b"\r\nCONNECT\r\n",
    b"\r\n\r\nOK\r\n",
    b"+++",
    b"\r\n#SSLS: 1,2,3\r\n",
    b"\r",
    b"\x1A\x1B\x08\x00\xFF",
    b"NO CARRIER",
];

/// The peer.
#[derive(Debug)]
pub(super) struct FarEnd {
    dice: Dice,
    closes: bool,
    /// DCD tells the end, so that the text of it may be payload.
    may_say_no_carrier: bool,
    /// Number of the connection; 0: there has been none.
    connection: u64,
    open: bool,
    /// What the peer has sent on this connection.
    sent: Vec<u8>,
    /// What it has got.
    received: Vec<u8>,
    due: VecDeque<(Instant, PeerEvent)>,
}

/// Bytes for a peer or a host: random ones and traps.
pub(super) fn nasty(dice: &mut Dice, no_carrier: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..=dice.below(4) {
        match dice.below(3) {
            0 => bytes.extend((0..dice.below(40)).map(|_| dice.roll().to_le_bytes()[0])),
            1 => bytes.extend_from_slice(TRAPS[dice.below(TRAPS.len())]),
            _ if no_carrier => bytes.extend_from_slice(b"\r\nNO CARRIER\r\n"),
            _ => bytes.extend_from_slice(b"hello"),
        }
    }
    bytes
}

impl FarEnd {
    pub(super) const fn new(seed: u64, weather: &Weather) -> Self {
        Self {
            dice: Dice::new(seed),
            closes: weather.peer_closes,
            may_say_no_carrier: weather.control_lines,
            connection: 0,
            open: false,
            sent: Vec::new(),
            received: Vec::new(),
            due: VecDeque::new(),
        }
    }

    pub(super) const fn connection(&self) -> u64 {
        self.connection
    }

    /// What was sent on the connection that is or was the last.
    pub(super) fn sent(&self) -> &[u8] {
        &self.sent
    }

    pub(super) const fn is_open(&self) -> bool {
        self.open
    }

    pub(super) fn open(&mut self, now: Instant, _: &Dial) {
        self.due.clear();
        self.open = false;
        let then = later(now, self.dice.roll() % 3_000);
        if self.dice.below(10) == 0 {
            let refusal = Refusal::Handshake("as the dice fell".to_owned());
            return self.due.push_back((then, PeerEvent::Refused(refusal)));
        }
        self.connection += 1;
        self.open = true;
        self.sent.clear();
        self.received.clear();
        self.due.push_back((
            then,
            PeerEvent::Connected {
                suite: Suite::Aes256Sha,
                resumed: false,
            },
        ));
        self.speak(then);
    }

    /// Plans what the peer says next.
    fn speak(&mut self, from: Instant) {
        let mut then = from;
        for _ in 0..self.dice.below(6) {
            then = later(then, self.dice.roll() % 4_000);
            let bytes = nasty(&mut self.dice, self.may_say_no_carrier);
            if !bytes.is_empty() {
                self.due.push_back((then, PeerEvent::Received(bytes)));
            }
        }
        if self.closes && self.dice.below(3) == 0 {
            let then = later(then, self.dice.roll() % 6_000);
            let reason = "as the dice fell".to_owned();
            self.due.push_back((then, PeerEvent::Closed { reason }));
        }
    }

    /// Bytes of the module.
    pub(super) fn receive(&mut self, bytes: &[u8]) {
        self.received.extend_from_slice(bytes);
    }

    /// All that this connection has brought.
    pub(super) fn received(&self) -> &[u8] {
        &self.received
    }

    pub(super) fn close(&mut self) {
        self.open = false;
        self.due.clear();
    }

    pub(super) fn next(&self) -> Option<Instant> {
        self.due.front().map(|(then, _)| *then)
    }

    pub(super) fn due(&mut self, now: Instant) -> Option<PeerEvent> {
        if self.next().is_none_or(|then| then > now) {
            return None;
        }
        let (_, event) = self.due.pop_front()?;
        match &event {
            PeerEvent::Received(bytes) => {
                self.sent.extend_from_slice(bytes);
                if self.due.is_empty() && self.dice.below(2) == 0 {
                    self.speak(now);
                }
            }
            PeerEvent::Closed { .. } | PeerEvent::Garbled { .. } => self.open = false,
            PeerEvent::Connected { .. } | PeerEvent::Refused(_) | PeerEvent::Sent => {}
        }
        Some(event)
    }
}
