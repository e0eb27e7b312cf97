//! Any two ends joined by two wires, with false time between them.
//!
//! In: two [`End`]s. Out: what each said, in order. Not here: what an end is; a host, a script, a machine.

use telit_ssl::{Instant, Span};

use crate::clock::Clock;
use crate::wire::Wire;

/// One end of a line.
pub trait End {
    /// Bytes have come.
    fn hear(&mut self, now: Instant, bytes: &[u8]);
    /// What is to be sent now; empty: nothing.
    fn say(&mut self, now: Instant) -> Vec<u8>;
    /// When it wants to be asked again though nothing comes.
    fn deadline(&self) -> Option<Instant>;
}

/// Who said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The host.
    Host,
    /// The module.
    Module,
}

/// Two ends and the line between them.
#[derive(Debug)]
pub struct Pair<H, M> {
    /// The host.
    pub host: H,
    /// The module.
    pub module: M,
    /// The time of both.
    pub clock: Clock,
    to_module: Wire,
    to_host: Wire,
    transcript: Vec<(Side, Vec<u8>)>,
}

impl<H: End, M: End> Pair<H, M> {
    /// Two ends on a line that changes nothing.
    pub const fn new(host: H, module: M) -> Self {
        Self::over(host, module, Wire::straight(), Wire::straight())
    }

    /// Two ends on these wires.
    pub const fn over(host: H, module: M, to_module: Wire, to_host: Wire) -> Self {
        Self {
            host,
            module,
            clock: Clock::START,
            to_module,
            to_host,
            transcript: Vec::new(),
        }
    }

    /// What was said, in order; what one side said in a row is one entry.
    #[must_use]
    pub fn transcript(&self) -> &[(Side, Vec<u8>)] {
        &self.transcript
    }

    /// Lets `span` pass, and all that happens in it.
    pub fn run(&mut self, span: Span) {
        let end = self.clock.now() + span;
        loop {
            self.settle();
            let ends = [
                self.host.deadline(),
                self.module.deadline(),
                self.to_module.next(),
                self.to_host.next(),
            ];
            match ends
                .into_iter()
                .flatten()
                .filter(|then| *then > self.clock.now())
                .min()
            {
                Some(then) if then <= end => self.clock.reach(then),
                _ => return self.clock.reach(end),
            }
        }
    }

    /// Does what can be done at this instant.
    fn settle(&mut self) {
        let now = self.clock.now();
        loop {
            let said = self.host.say(now);
            self.to_module.send(now, &said);
            let answered = self.module.say(now);
            self.to_host.send(now, &answered);
            let quiet = said.is_empty() && answered.is_empty();
            self.write_down(Side::Host, said);
            self.write_down(Side::Module, answered);
            let to_module = self.to_module.arrived(now);
            let to_host = self.to_host.arrived(now);
            if quiet && to_module.is_none() && to_host.is_none() {
                return;
            }
            if let Some(piece) = to_module {
                self.module.hear(now, &piece);
            }
            if let Some(piece) = to_host {
                self.host.hear(now, &piece);
            }
        }
    }

    fn write_down(&mut self, side: Side, bytes: Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self.transcript.last_mut() {
            Some((last, said)) if *last == side => said.extend(bytes),
            _ => self.transcript.push((side, bytes)),
        }
    }
}
