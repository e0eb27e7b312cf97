//! Online mode: every byte is payload, until the escape sequence, silence or the peer ends it.
//!
//! In: bytes of the host, time. Out: packets for the peer, `OK` behind the escape sequence. Not here: recognising the
//! sequence; the end of the connection.
//! Read first: guide 4.2.1; protocol notes 5.5, 6.

use telit_ssl::{Instant, Span};

use super::Module;
use super::escape::SEQUENCE;
use super::state::{Online, State};
use crate::action::Action;
use crate::answer::Code;

/// The packet size that the module chooses itself: the default of the setting.
const CHOSEN_SIZE: usize = 300;

impl Online {
    pub(super) const fn new(escape: super::escape::Escape, now: Instant) -> Self {
        Self {
            escape,
            waiting: Vec::new(),
            since: now,
        }
    }

    fn take(&mut self, now: Instant, byte: u8) {
        let before = self.waiting.len();
        self.escape.byte(now, byte, &mut self.waiting);
        if before == 0 {
            self.since = now;
        }
    }
}

impl Module {
    /// From here every byte is payload.
    pub(super) fn enter_online(&mut self) {
        let escape = self.escape_watch(self.now);
        self.state = State::Online(Online::new(escape, self.now));
    }

    /// Takes a byte in online mode.
    pub(super) fn online_byte(&mut self, byte: u8) {
        let now = self.now;
        if let State::Online(online) = &mut self.state {
            online.take(now, byte);
            self.socket.moved = now;
        }
    }

    /// Sends what has grown to whole packets.
    pub(super) fn pack(&mut self) {
        let size = match self.configuration().map_or(0, |found| found.packet_size) {
            0 => CHOSEN_SIZE,
            size => usize::from(size),
        };
        let State::Online(online) = &mut self.state else {
            return;
        };
        while online.waiting.len() >= size {
            let rest = online.waiting.split_off(size);
            let packet = core::mem::replace(&mut online.waiting, rest);
            self.socket.count_sent(packet.len());
            self.actions.push_back(Action::ToPeer(packet));
            online.since = self.now;
        }
    }

    /// Sends what waits, whole packet or not.
    pub(super) fn flush(&mut self) {
        if let State::Online(online) = &mut self.state
            && !online.waiting.is_empty()
        {
            let packet = core::mem::take(&mut online.waiting);
            self.socket.count_sent(packet.len());
            self.actions.push_back(Action::ToPeer(packet));
        }
    }

    pub(super) fn online_deadline(&self, online: &Online) -> Option<Instant> {
        [online.escape.deadline(), self.flush_due(online)]
            .into_iter()
            .flatten()
            .min()
    }

    fn flush_due(&self, online: &Online) -> Option<Instant> {
        let tenths = self.configuration().map_or(0, |found| found.flush_delay.0);
        let delay = Span::from_millis(u64::from(tenths).saturating_mul(100));
        (tenths > 0 && !online.waiting.is_empty()).then(|| online.since + delay)
    }

    /// Does what is due in online mode.
    pub(super) fn online_expire(&mut self) {
        let now = self.now;
        let ignored = self.settings.quirks.escape_ignored;
        let State::Online(online) = &mut self.state else {
            return;
        };
        let is_due = |due: Option<Instant>| due.is_some_and(|due| due <= now);
        if is_due(online.escape.deadline()) {
            if online.escape.is_complete(&mut online.waiting) {
                match ignored {
                    true => online.waiting.extend(SEQUENCE),
                    false => return self.suspend(),
                }
            }
            self.pack();
        }
        if let State::Online(online) = &self.state
            && is_due(self.flush_due(online))
        {
            self.flush();
        }
    }

    /// What the host has sent is all that comes, plus signs too.
    pub(super) fn flush_all(&mut self) {
        if let State::Online(online) = &mut self.state {
            online.escape.release(&mut online.waiting);
        }
        self.flush();
    }

    /// The host leaves online mode: command mode, and the connection stays.
    pub(super) fn suspend(&mut self) {
        self.flush_all();
        self.state = State::Command;
        let code = self.manner().code(Code::Ok);
        self.tell(&code);
        self.release();
    }
}
