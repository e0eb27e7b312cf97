//! Payload behind a prompt: entered until `^Z`, with BS and ESC as in a command line, or by count, and then every byte is
//! payload.
//!
//! In: bytes of the host. Out: the payload, to the command that asked for it. Not here: what it is for.
//! Read first: guide 3.3, 4.2.2.1; protocol notes 5.4, 5.10 to 5.12.

use at_parse::byte::{BACKSPACE, CTRL_Z, ESCAPE};
use at_spec::Payload;

use super::Module;
use super::state::{Prompt, Purpose, State, Verdict};
use crate::answer::Refused;

/// Nothing was entered.
pub(super) const NOTHING: &[u8] = &[];

/// What is behind this many bytes of a send that ends with `^Z` is lost without a word (protocol notes 9; recollected ones
/// have 1023, 5.10). A count says itself how many there are.
const SEND_ROOM: usize = 1024;

impl Prompt {
    /// How many bytes are taken.
    const fn room(&self, security_data: usize) -> usize {
        match (self.purpose, self.ending) {
            (Purpose::Send { .. }, Payload::Counted(_)) => usize::MAX,
            (Purpose::Send { .. }, _) => SEND_ROOM,
            (Purpose::Store(_), _) => security_data,
        }
    }

    /// How many bytes are still to come, where they are counted.
    pub(super) fn missing(&self) -> Option<usize> {
        let (Payload::Counted(count) | Payload::CountedThenCtrlZ(count)) = self.ending else {
            return None;
        };
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        Some(count.saturating_sub(self.payload.len()))
    }

    fn take(&mut self, byte: u8, room: usize) {
        match self.payload.len() < room && self.missing() != Some(0) {
            true => self.payload.push(byte),
            false => self.surplus = true,
        }
    }
}

impl Module {
    /// Asks the host for payload.
    pub(super) fn prompt(&mut self, purpose: Purpose, ending: Payload) -> Verdict {
        let mark: &[u8] = match self.settings.quirks.narrow_prompt {
            true => b">",
            false => b"> ",
        };
        let line_end = self.manner().line_end;
        self.tell(&[&line_end, mark].concat());
        Verdict::Later(State::Prompt(Prompt {
            purpose,
            ending,
            payload: Vec::new(),
            surplus: false,
        }))
    }

    /// Takes a byte behind the prompt.
    pub(super) fn prompt_byte(&mut self, byte: u8) {
        let most = self.settings.profile.security_data_most;
        let State::Prompt(prompt) = &mut self.state else {
            return;
        };
        let room = prompt.room(most);
        let is_counted = matches!(prompt.ending, Payload::Counted(_));
        match byte {
            CTRL_Z if !is_counted => return self.complete(),
            ESCAPE if !is_counted => return self.cancel(),
            BACKSPACE if !is_counted => {
                prompt.payload.pop();
            }
            _ => prompt.take(byte, room),
        }
        let is_complete = is_counted && prompt.missing() == Some(0);
        self.echo(byte);
        if is_complete {
            self.complete();
        }
    }

    fn complete(&mut self) {
        let State::Prompt(prompt) = core::mem::replace(&mut self.state, State::Command) else {
            return;
        };
        // What waited for the payload to be complete comes before its result.
        self.release();
        let verdict = match prompt.purpose {
            Purpose::Send { .. } if prompt.surplus && self.settings.quirks.surplus_refused => {
                Verdict::Refused(Refused::GENERIC)
            }
            Purpose::Send { within } => self.send_payload(prompt.payload, within),
            Purpose::Store(data) => self.stored(data, &prompt),
        };
        self.resume(verdict);
    }

    fn cancel(&mut self) {
        self.release();
        self.resume(match self.settings.quirks.escape_refused {
            true => Verdict::Refused(Refused::GENERIC),
            false => Verdict::Done,
        });
    }
}
