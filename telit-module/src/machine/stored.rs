//! The settings as a whole: written down, taken up again, put back to the factory's.
//!
//! In: commands of the family stored. Out: settings. Not here: which they are: every setting that a family keeps in the
//! profile is one of it.
//! Read first: V.250 6.1; protocol notes 2.

use at_spec::Form;
use telit_ssl::command::stored;

use super::Module;
use super::parameter::is_basic;
use super::state::Verdict;
use crate::answer::Refused;

/// The profile that is in force when the module starts. Inferred: no command that chooses another is in any source.
pub(super) const AT_START: u8 = 0;

/// The extent of a factory reset that takes all settings and not the basic ones alone.
const ALL: u8 = 1;

impl Module {
    pub(super) fn profiles(&mut self, command: &stored::Declared<'_>) -> Verdict {
        match command {
            stored::Declared::Reset(Form::Set(wanted)) => {
                // Sockets are no calls: they stay open, as after a restart of the host alone (field notes B27).
                self.profile = self.memory.profile(wanted.profile);
                Verdict::Done
            }
            stored::Declared::Factory(Form::Set(wanted)) => {
                let is_all = wanted.extent == ALL;
                self.profile.retain(|name| !is_all && !is_basic(name));
                Verdict::Done
            }
            stored::Declared::WriteDown(Form::Set(wanted)) => {
                let profile = self.profile.clone();
                self.remember(|memory| memory.write_down(wanted.profile, profile))
            }
            _ => Verdict::Refused(Refused::Plain),
        }
    }
}
