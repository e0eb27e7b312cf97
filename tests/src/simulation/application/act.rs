//! When the application does something: it asks, supplies payload, leaves online mode.
//!
//! In: time, the engine. Out: payload that is to be written. Not here: which request is next.

use telit_ssl::{Engine, Instant, RequestError};

use super::super::far_end::nasty;
use super::super::later;
use super::{Application, Ask};

impl Application {
    /// Does the next thing, if it is time; the payload that it wants to have written.
    pub(in crate::simulation) fn act<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<Option<Vec<u8>>, String> {
        let patience = self.open.as_ref().and_then(|open| open.patience);
        if patience.is_some_and(|end| end <= now) {
            return self.attach(now, engine).map(Some);
        }
        if self.next.is_none_or(|next| next > now) {
            return Ok(None);
        }
        self.next = None;
        let prompted = self.open.as_ref().is_some_and(|open| open.prompted);
        if prompted {
            return self.enter(now, engine).map(Some);
        }
        if self.open.is_some() {
            return Ok(None);
        }
        if engine.is_online() {
            return self.act_online(now, engine).map(Some);
        }
        if !self.attached || self.dice.below(400) == 0 {
            return self.attach(now, engine).map(Some);
        }
        if engine.is_idle() {
            self.ask(now, engine)?;
            return Ok(Some(Vec::new()));
        }
        Ok(None)
    }

    /// Attaches, whatever is under way; nothing that was goes on.
    fn attach<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<Vec<u8>, String> {
        self.next = None;
        self.pending.clear();
        self.begin(now, Ask::Attach, |_| true);
        self.distrust(now);
        let attached = engine.attach(now);
        attached.map_err(|error| format!("attach: {error}"))?;
        Ok(Vec::new())
    }

    fn act_online<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<Vec<u8>, String> {
        if self.pending.is_empty() {
            match self.dice.below(30) {
                0 => return self.attach(now, engine),
                1..=5 => {
                    self.begin(now, Ask::Suspend, |_| false);
                    let by_dtr = match self.dice.below(2) {
                        0 if self.dtr_suspends => engine.suspend_by_dtr(now),
                        _ => Err(RequestError::NoDtr),
                    };
                    // Not every host has DTR, and payload may still be leaving.
                    by_dtr
                        .or_else(|_| engine.suspend(now))
                        .map_err(|error| format!("suspend: {error}"))?;
                    return Ok(Vec::new());
                }
                6..=10 => {
                    self.think(now);
                    return Ok(Vec::new());
                }
                11..=14 => self.pending = vec![b'+'; 1 + self.dice.below(4)],
                _ => self.pending = nasty(&mut self.dice, true),
            }
        }
        let mut rest = self.pending.as_slice();
        let piece = engine
            .supply(now, &mut rest)
            .map_err(|error| format!("supply: {error}"))?
            .to_vec();
        self.pending = rest.to_vec();
        self.supplied.extend_from_slice(&piece);
        if !piece.is_empty() {
            self.last_supply = now;
        }
        if self.pending.is_empty() && piece.ends_with(b"+") {
            // Around the guard time, by which a module tells an escape sequence from payload.
            self.next = Some(later(now, 700 + self.dice.roll() % 600));
        } else if self.pending.is_empty() {
            self.think(now);
        } else {
            // Held: what follows, or the passing of time, lets it go.
            self.next = engine
                .deadline()
                .map(|deadline| deadline.max(later(now, 1)));
        }
        Ok(piece)
    }

    /// Enters what the prompt is for.
    fn enter<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<Vec<u8>, String> {
        let mut is_for_peer = true;
        if let Some(open) = &mut self.open {
            open.prompted = false;
            is_for_peer = open.ask == Ask::Send;
        }
        let entry = self.entry.take();
        let is_counted = entry.is_some();
        let payload = entry.unwrap_or_else(|| nasty(&mut self.dice, true));
        let gives_up = !is_counted && self.dice.below(8) == 0;
        let half = payload.len().div_ceil(2);
        let mut rest = if gives_up { &payload[..half] } else { &payload };
        let piece = match engine.supply(now, &mut rest) {
            Ok(piece) => piece.to_vec(),
            Err(RequestError::Forbidden { .. } | RequestError::Echo) => {
                return self.give_up(now, engine).map(|()| Vec::new());
            }
            Err(error) => return Err(format!("supply: {error}")),
        };
        if gives_up {
            self.give_up(now, engine)?;
            return Ok(piece);
        }
        if is_for_peer {
            self.supplied.extend_from_slice(&piece);
        }
        engine
            .finish(now)
            .map_err(|error| format!("finish: {error}"))?;
        Ok(piece)
    }

    /// Enters nothing.
    fn give_up<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<(), String> {
        match engine.abort(now) {
            // By count there is no way back but this, and the peer gets what is sent on it.
            Err(RequestError::CannotAbort) => self.attach(now, engine).map(|_| ()),
            aborted => aborted.map_err(|error| format!("abort: {error}")),
        }
    }
}
