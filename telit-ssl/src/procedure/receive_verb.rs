//! Receive verb: which spelling of the command that receives this module knows.
//!
//! The guide spells it otherwise than every driver does, of modules in the guide's own list too. So the test form is
//! asked, in the spelling of the profile first: it changes nothing, needs no enabled socket, and a module that does not
//! know the verb says no. From then on the engine writes the one that was answered.
//!
//! In: a module with the standard interface. Out: the spelling, or that the module answers to none. Not here: whether
//! it is worth asking; [`ReceiveVerb::is_doubtful`] says that of a profile.
//! Read first: protocol notes 0.1, 11; guide 4.2.2.2.

use at_spec::{Declaration, Name, Respelling, Test};

use super::{Ended, Obstacle, Script, Turn, require};
use crate::cause::Cause;
use crate::command::exchange::Receive;
use crate::engine::Engine;
use crate::profile::Profile;
use crate::time::Instant;

const NAME: Name = <Receive as Declaration>::NAME;

/// Asks how the module spells the command that receives.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReceiveVerb {
    /// Spellings that were asked.
    asked: usize,
}

/// How far the question has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// A spelling was asked.
    Asked,
    /// The module knows this one.
    Known(&'static str),
    /// It answers to none; that of the profile stays.
    Unknown,
}

impl ReceiveVerb {
    /// From the start.
    #[must_use]
    pub const fn new() -> Self {
        Self { asked: 0 }
    }

    /// Whether sources differ on the verb of modules of `profile`.
    #[must_use]
    pub fn is_doubtful(profile: &Profile) -> bool {
        profile.respelt.is_none() && profile.spelling(&NAME) != NAME.usual
    }

    /// Asks the next spelling, or says what came of it.
    pub(super) fn next<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Verb, Obstacle> {
        if !says_no(ended) {
            require(ended)?;
            if self.asked > 0 {
                return Ok(Verb::Known(engine.profile().spelling(&NAME)));
            }
        }
        let own = NAME.of(engine.profile().id);
        let mut spellings = core::iter::once(own).chain(NAME.spellings().filter(|one| *one != own));
        let next = spellings.nth(self.asked);
        engine.respell(next.filter(|_| self.asked > 0).map(|spelling| Respelling {
            usual: NAME.usual,
            spelling,
        }));
        if next.is_none() {
            return Ok(Verb::Unknown);
        }
        self.asked = self.asked.saturating_add(1);
        engine
            .request(now, &Test::<Receive>::new())
            .map_err(Obstacle::Request)?;
        Ok(Verb::Asked)
    }
}

/// Whether the module does not know the spelling. It may say so in any way; that it says nothing is another matter.
fn says_no(ended: Ended) -> bool {
    matches!(ended, Ended::Failed { failure, .. } if failure.cause != Cause::Silence)
}

impl<'p> Script<'p> for ReceiveVerb {
    /// `None`: the module answers to no spelling, and that of the profile stays.
    type Output = Option<&'static str>;

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, Self::Output>, Obstacle> {
        Ok(match self.next(now, engine, ended)? {
            Verb::Asked => Turn::Asked,
            Verb::Known(spelling) => Turn::Done(Some(spelling)),
            Verb::Unknown => Turn::Done(None),
        })
    }
}
