//! Agree: how errors are told.
//!
//! In: an attached module. Out: errors come with numbers, those of SSL included. Neither a SIM nor a network is
//! needed, so whatever else a procedure wants, it can begin with this.
//! Read first: guide 5; protocol notes 2.

use super::{Ended, Obstacle, Script, Turn, require};
use crate::command::interface::{ErrorReports, Generation, Interface, Reports};
use crate::engine::Engine;
use crate::time::Instant;

/// Sets error reports with numbers, and the generation of the interface that has them for SSL.
#[derive(Clone, Copy, Debug)]
pub struct Agree {
    step: Step,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Reports,
    Interface,
    Over,
}

impl Agree {
    /// At its start.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            step: Step::Reports,
        }
    }
}

impl Default for Agree {
    fn default() -> Self {
        Self::new()
    }
}

impl<'p> Script<'p> for Agree {
    type Output = ();

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        require(ended)?;
        let request = Obstacle::Request;
        self.step = match self.step {
            Step::Reports => {
                let reports = Reports::Number;
                engine
                    .request(now, &ErrorReports { reports })
                    .map_err(request)?;
                Step::Interface
            }
            Step::Interface => {
                let generation = Generation::Standard;
                engine
                    .request(now, &Interface { generation })
                    .map_err(request)?;
                Step::Over
            }
            Step::Over => return Ok(Turn::Done(())),
        };
        Ok(Turn::Asked)
    }
}
