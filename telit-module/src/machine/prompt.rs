//! Payload behind a prompt: entered until `^Z`, with BS and ESC as in a command line.
//!
//! In: bytes of the host. Out: the payload, to the command that asked for it. Not here: what it is for.
//! Read first: guide 3.3, 4.2.2.1; protocol notes 5.4, 5.10, 5.12.

use at_parse::byte::{BACKSPACE, CTRL_Z, ESCAPE};

use super::Module;
use super::state::{Prompt, Purpose, State, Verdict};
use crate::answer::Refused;

/// Nothing was entered.
pub(super) const NOTHING: &[u8] = &[];

/// What is behind this many bytes of a send is lost without a word (protocol notes 5.10, recollected).
const SEND_ROOM: usize = 1023;

impl Purpose {
    /// How many bytes are taken; of what is stored one more, to see that it is too large.
    const fn room(self, security_data: usize) -> usize {
        match self {
            Self::Send { .. } => SEND_ROOM,
            Self::Store(_) => security_data.saturating_add(1),
        }
    }
}

impl Module {
    /// Asks the host for payload.
    pub(super) fn prompt(&mut self, purpose: Purpose) -> Verdict {
        let mark: &[u8] = match self.settings.quirks.narrow_prompt {
            true => b">",
            false => b"> ",
        };
        let line_end = self.manner().line_end;
        self.tell(&[&line_end, mark].concat());
        Verdict::Later(State::Prompt(Prompt {
            purpose,
            payload: Vec::new(),
        }))
    }

    /// Takes a byte behind the prompt.
    pub(super) fn prompt_byte(&mut self, byte: u8) {
        match byte {
            CTRL_Z => return self.complete(),
            ESCAPE => return self.cancel(),
            _ => self.echo(byte),
        }
        let room = self.settings.profile.security_data_most;
        let State::Prompt(Prompt { purpose, payload }) = &mut self.state else {
            return;
        };
        if byte == BACKSPACE {
            payload.pop();
        } else if payload.len() < purpose.room(room) {
            payload.push(byte);
        }
    }

    fn complete(&mut self) {
        let State::Prompt(Prompt { purpose, payload }) =
            core::mem::replace(&mut self.state, State::Command)
        else {
            return;
        };
        // What waited for the payload to be complete comes before its result.
        self.release();
        let verdict = match purpose {
            Purpose::Send { within } => self.send_payload(payload, within),
            Purpose::Store(data) => self.stored(data, payload),
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
