//! Identify: which generation the module is of, by what it says of itself.
//!
//! In: an attached module. Out: [`Identified`]: its words, and what is known of them; that may be nothing, which is said
//! and not guessed. Not here: what names mean (`profile`); what the caller does with it, such as
//! [`Engine::set_profile`].
//! Read first: protocol notes 0.1, 3.

use core::fmt;

use super::{Ended, Obstacle, Script, Turn, require};
use crate::command::identity::{Identity, Model, Revision};
use crate::engine::Engine;
use crate::event::Event;
use crate::profile::{Profile, Recognition, Unrecognised, recognise};
use crate::request::Ticket;
use crate::time::Instant;

/// Asks the module what it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Identify {
    step: Step,
    model: Option<Label>,
    revision: Option<Label>,
    ticket: Option<Ticket<Identity<'static>>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    AskModel,
    AskRevision,
    Over,
}

/// What the module says of itself, and what is known of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identified {
    /// Its model.
    pub model: Label,
    /// The revision of its firmware.
    pub revision: Label,
    /// The generation of such modules, or why it is not known.
    pub recognition: Recognition,
}

/// A word of the module about itself; of a longer one, the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    bytes: [u8; Self::ROOM],
    length: usize,
}

impl Label {
    /// Bytes that are kept; the longest name in any source has 23.
    const ROOM: usize = 40;

    fn of(line: &[u8]) -> Self {
        let mut bytes = [0; Self::ROOM];
        let line = line.trim_ascii();
        let length = line.len().min(Self::ROOM);
        for (place, byte) in bytes.iter_mut().zip(line) {
            *place = *byte;
        }
        Self { bytes, length }
    }

    /// The word.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or(&[])
    }
}

impl fmt::Display for Label {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes().escape_ascii().fmt(formatter)
    }
}

impl Identified {
    /// The generation; `None`: it is not known.
    #[must_use]
    pub fn profile(&self) -> Option<&'static Profile> {
        match self.recognition {
            Recognition::Known(row) => row.profile(),
            Recognition::Unknown(_) => None,
        }
    }
}

impl fmt::Display for Identified {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            model,
            revision,
            recognition,
        } = self;
        write!(
            formatter,
            "the module says that it is \"{model}\" with firmware \"{revision}\""
        )?;
        match (recognition, self.profile()) {
            (Recognition::Unknown(why), _) => write!(formatter, ": {why}"),
            (Recognition::Known(row), profile) => {
                let name = profile.map_or("", |profile| profile.name);
                write!(formatter, ", so its profile is {name}")?;
                if row.disputed {
                    formatter.write_str("; sources differ on this model")?;
                }
                Ok(())
            }
        }
    }
}

impl Identify {
    /// From the start.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            step: Step::AskModel,
            model: None,
            revision: None,
            ticket: None,
        }
    }
}

/// Whether some source names such a model.
fn is_model(label: &Label) -> bool {
    recognise(label.bytes(), &[]) != Recognition::Unknown(Unrecognised::Model)
}

impl<'p> Script<'p> for Identify {
    type Output = Identified;

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, Identified>, Obstacle> {
        require(ended)?;
        let request = Obstacle::Request;
        let (ticket, step) = match self.step {
            Step::AskModel => (engine.request(now, &Model), Step::AskRevision),
            Step::AskRevision => (engine.request(now, &Revision), Step::Over),
            Step::Over => {
                let model = self.model.ok_or(Obstacle::NoAnswer("+CGMM"))?;
                let revision = self.revision.ok_or(Obstacle::NoAnswer("+CGMR"))?;
                return Ok(Turn::Done(Identified {
                    model,
                    revision,
                    recognition: recognise(model.bytes(), revision.bytes()),
                }));
            }
        };
        self.ticket = Some(ticket.map_err(request)?);
        self.step = step;
        Ok(Turn::Asked)
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        let Some(Ok(answer)) = self.ticket.and_then(|ticket| ticket.answer(engine, event)) else {
            return;
        };
        let label = Label::of(answer.text.bytes());
        match self.step {
            Step::AskModel => {}
            // The answer has no name, so something unasked may stand before it.
            Step::AskRevision if is_model(&label) => self.model = Some(label),
            Step::AskRevision => self.model = Some(self.model.unwrap_or(label)),
            Step::Over => self.revision = Some(self.revision.unwrap_or(label)),
        }
    }
}
