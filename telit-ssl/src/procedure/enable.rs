//! Enable: the SSL socket enabled, or disabled again.
//!
//! In: an attached module. Out: the switch as wanted, and how it was found. It is read first: the setting goes to
//! the module's flash, and enabling an enabled socket is an error.
//! Read first: protocol notes 5 (common facts), 5.1.

use at_spec::Read;

use super::{Ended, Note, Obstacle, Script, Turn, is, require};
use crate::cause::Cause;
use crate::command::setup::Enable as Setting;
use crate::engine::Engine;
use crate::event::Event;
use crate::request::Ticket;
use crate::time::Instant;
use crate::value::{SocketId, Switch};

/// Enables or disables SSL socket 1.
#[derive(Clone, Copy, Debug)]
pub struct Enable {
    wanted: Switch,
    found: Switch,
    step: Step,
    ticket: Option<Ticket<Setting>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Ask,
    Set,
    Over,
}

impl Enable {
    /// On: enable.
    #[must_use]
    pub const fn new(wanted: Switch) -> Self {
        Self {
            wanted,
            found: Switch::Off,
            step: Step::Ask,
            ticket: None,
        }
    }

    /// What is so already, as an error of the module and as words.
    const fn already(&self) -> (Cause, &'static str) {
        match self.wanted {
            Switch::On => (Cause::AlreadyActivated, "SSL socket 1 is enabled"),
            Switch::Off => (Cause::NotActivated, "SSL socket 1 is not enabled"),
        }
    }
}

impl<'p> Script<'p> for Enable {
    /// How it was found.
    type Output = Switch;

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, Switch>, Obstacle> {
        let (cause, words) = self.already();
        // So already is what is wanted.
        if !(self.step == Step::Over && is(ended, cause)) {
            require(ended)?;
        }
        let request = Obstacle::Request;
        let (turn, step) = match self.step {
            Step::Ask => {
                let ticket = engine
                    .request(now, &Read::<Setting>::new())
                    .map_err(request)?;
                self.ticket = Some(ticket);
                (Turn::Asked, Step::Set)
            }
            Step::Set if self.found == self.wanted => {
                (Turn::Note(Note::AlreadySo(words)), Step::Over)
            }
            Step::Set => {
                let setting = Setting {
                    socket: SocketId::ONE,
                    enabled: self.wanted,
                };
                engine.request(now, &setting).map_err(request)?;
                (Turn::Asked, Step::Over)
            }
            Step::Over => (Turn::Done(self.found), Step::Over),
        };
        self.step = step;
        Ok(turn)
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        if let Some(Ok(found)) = self.ticket.and_then(|ticket| ticket.answer(engine, event))
            && found.socket == SocketId::ONE
        {
            self.found = found.enabled;
        }
    }
}
