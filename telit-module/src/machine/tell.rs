//! What is said to the host: echo, information text, unsolicited result codes.
//!
//! In: values and bytes. Out: bytes in the module's manner of now, or kept until the host can tell them from other things. Not
//! here: final result codes, with which a command line ends.

use at_parse::byte::{CR, LF};
use at_spec::{Full, Information, Writer};
use telit_ssl::command::interface::{Codes, Echo, Silence, Verbosity};
use telit_ssl::value::Switch;

use super::Module;
use super::state::{State, Task, Work};
use crate::action::Action;
use crate::answer::Manner;

impl Module {
    /// How the module writes now.
    pub(super) fn manner(&self) -> Manner {
        let words = self.setting::<Verbosity>();
        let codes = self.setting::<Silence>();
        Manner {
            words: words.is_none_or(|setting| setting.words == Switch::On),
            silent: codes.is_some_and(|setting| setting.mode != Codes::On),
            line_end: [
                self.register(3).unwrap_or(CR),
                self.register(4).unwrap_or(LF),
            ],
        }
    }

    /// Whether bytes of the host are sent back.
    pub(super) fn echoes(&self) -> bool {
        let echo = self.setting::<Echo>();
        echo.is_none_or(|setting| setting.on == Switch::On)
    }

    /// Gives bytes to the host.
    pub(super) fn tell(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        match self.actions.back_mut() {
            Some(Action::ToHost(last)) => last.extend_from_slice(bytes),
            _ => self.actions.push_back(Action::ToHost(bytes.to_vec())),
        }
    }

    pub(super) fn echo(&mut self, byte: u8) {
        if self.echoes() {
            self.tell(&[byte]);
        }
    }

    /// Gives information text to the host, a line for each.
    pub(super) fn inform(&mut self, lines: &[Vec<u8>]) {
        let manner = self.manner();
        let separator = match self.settings.quirks.bare_line_feeds {
            true => &manner.line_end[1..],
            false => &manner.line_end,
        };
        let text = manner.lines(lines, separator);
        self.tell(&text);
    }

    /// Gives one line of information text to the host.
    pub(super) fn inform_of<I: Information>(&mut self, value: &I::Of<'_>) {
        let line = self.line_of::<I>(value);
        self.inform(&[line]);
    }

    /// A declared line, without its line ends.
    pub(super) fn line_of<I: Information>(&self, value: &I::Of<'_>) -> Vec<u8> {
        self.written(|writer| I::write_line(value, writer))
    }

    /// What is written; nothing if there is no room for it, which no declared line needs.
    pub(super) fn written(
        &self,
        write: impl FnOnce(&mut Writer<'_>) -> Result<(), Full>,
    ) -> Vec<u8> {
        let mut room = [0; 1024];
        let mut writer = Writer::new(&mut room, self.settings.profile.id);
        match write(&mut writer) {
            Ok(()) => writer.written().to_vec(),
            Err(Full) => Vec::new(),
        }
    }

    /// Gives an unsolicited result code to the host, or keeps it until the command line or the payload is complete.
    pub(super) fn unsolicited(&mut self, bytes: Vec<u8>) {
        match self.may_tell() {
            true => self.tell(&bytes),
            false => self.held.push(bytes),
        }
    }

    /// Whether the host can tell an unsolicited result code from other things now.
    pub(super) fn may_tell(&self) -> bool {
        let untimely = self.settings.quirks.untimely_codes;
        match &self.state {
            State::Command => self.running.is_none() && (untimely || !self.entry.is_begun()),
            State::Prompt(_) => untimely,
            // Before the host knows of the connection there is nothing to say of it.
            State::Working(Work { task, .. }) => !matches!(task, Task::Greet(_)),
            State::Off | State::Starting { .. } | State::Online(_) => false,
        }
    }

    /// Gives the host what was kept from it.
    pub(super) fn release(&mut self) {
        self.ring();
        for bytes in core::mem::take(&mut self.held) {
            self.tell(&bytes);
        }
    }
}
