//! Attach: from nothing known to command mode.
//!
//! In: a module in any state. Out: in which mode it was found. The engine does the work.

use super::{Ended, Obstacle, Script, Turn, require};
use crate::engine::Engine;
use crate::event::Found;
use crate::time::Instant;

/// Finds the module and brings it to command mode.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attach;

impl<'p> Script<'p> for Attach {
    type Output = Found;

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, Found>, Obstacle> {
        require(ended)?;
        if let Ended::Attached(found) = ended {
            return Ok(Turn::Done(found));
        }
        engine.attach(now).map_err(Obstacle::Request)?;
        Ok(Turn::Asked)
    }
}
