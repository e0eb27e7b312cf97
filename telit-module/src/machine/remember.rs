//! Changes of the memory: they count when they are written down.
//!
//! In: changes, and whether the driver could write. Out: the new memory and `OK`, or the old one and an error. Not here:
//! what is remembered; files.

use telit_ssl::Span;

use super::Module;
use super::state::{State, Task, Verdict, Work};
use crate::action::Action;
use crate::answer::Refused;
use crate::memory::Memory;

/// How long writing may take (protocol notes 5.4: drivers allow 5 to 10 s).
const WRITING_MOST: Span = Span::from_secs(10);

impl Module {
    /// Changes what is remembered. A memory that cannot be written stays as it was, and the host is told so.
    pub(super) fn remember(&mut self, change: impl FnOnce(&mut Memory)) -> Verdict {
        let before = self.memory.clone();
        change(&mut self.memory);
        if self.memory == before {
            return Verdict::Done;
        }
        self.before = Some(before);
        if self.settings.quirks.memory_failure {
            return self.not_remembered();
        }
        if self.settings.durable {
            let memory = self.memory.clone();
            self.actions.push_back(Action::Remember(memory));
            return self.later(Task::Remember, WRITING_MOST);
        }
        self.before = None;
        Verdict::Done
    }

    /// The driver has written the memory down, or could not.
    pub(super) fn memory_written(&mut self, is_written: bool) {
        let State::Working(Work {
            task: Task::Remember,
            ..
        }) = self.state
        else {
            // Nobody waits for it any more.
            return;
        };
        let verdict = match is_written {
            true => Verdict::Done,
            false => self.not_remembered(),
        };
        self.before = None;
        self.resume(verdict);
    }

    /// Everything is as it was.
    pub(super) fn not_remembered(&mut self) -> Verdict {
        if let Some(before) = self.before.take() {
            self.memory = before;
        }
        Verdict::Refused(Refused::MEMORY)
    }
}
