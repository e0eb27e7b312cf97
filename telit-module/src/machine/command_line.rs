//! Command mode: lines are entered, and their commands are executed one by one.
//!
//! In: bytes of the host. Out: answers, one final result code for a line, and other states. Not here: what the
//! commands do; each family has a file for its own.
//! Read first: V.250 5.2 to 5.7; protocol notes 1.1, 1.4.

use std::collections::VecDeque;

use at_parse::byte::{BACKSPACE, CR};
use at_parse::{Asked, CommandLine, Invocation};
use at_spec::Dialect;
use telit_ssl::command::Telit;
use telit_ssl::command::interface::{ErrorReports, Generation, Interface, Reports};
use telit_ssl::profile::id;

use super::Module;
use super::entry::{Editing, Entered};
use super::parameter::{Call, Kept};
use super::state::{State, Verdict};
use crate::answer::{Code, Refused};
use telit_ssl::cause;

/// A command line that is being executed: the commands that are left of it. What is reported meanwhile waits for its end.
#[derive(Debug)]
pub(super) struct Running(VecDeque<Given>);

/// A command of the line, as the host has given it.
#[derive(Debug)]
struct Given {
    name: Vec<u8>,
    asked: Asked,
    text: Vec<u8>,
    text_at: usize,
}

impl Running {
    /// Bytes that it holds.
    pub(super) fn len(&self) -> usize {
        let lengths = self
            .0
            .iter()
            .map(|given| given.name.len() + given.text.len());
        lengths.sum()
    }

    /// The commands of a line as it counts: without the spaces outside quotes (LE910 V2 reference p. 20).
    fn new(mut body: Vec<u8>) -> Self {
        let mut in_quotes = false;
        body.retain(|byte| {
            in_quotes ^= *byte == b'"';
            in_quotes || *byte != b' '
        });
        let given = |invocation: Invocation<'_>| Given {
            name: invocation.name.to_vec(),
            asked: invocation.asked,
            text: invocation.text.to_vec(),
            text_at: invocation.text_at,
        };
        Self(
            CommandLine::behind_prefix(&body)
                .into_iter()
                .map(given)
                .collect(),
        )
    }
}

impl Module {
    /// Takes a byte in command mode.
    pub(super) fn command_byte(&mut self, byte: u8) {
        self.echo(byte);
        let editing = self.editing();
        let entered = self.entry.byte(byte, editing);
        if !self.entry.is_begun() {
            self.release();
        }
        if entered.is_some() {
            self.lines = self.lines.saturating_add(1);
        }
        match entered {
            None => {}
            Some(Entered::TooLong) => self.end_line(Err(Refused::Plain)),
            Some(Entered::Body(body)) => {
                self.running = Some(Running::new(body));
                self.go_on(Verdict::Done);
            }
        }
    }

    /// How lines are entered now.
    fn editing(&self) -> Editing {
        let profile = &self.settings.profile;
        Editing {
            terminator: self.register(3).unwrap_or(CR),
            backspace: self.register(5).unwrap_or(BACKSPACE),
            most: profile.line_length,
            // LE910 V2 reference p. 20; the documents of the 2G modules at hand do not have it.
            repeats_by_name: profile.id != id::G2,
        }
    }

    /// Goes on with the line whose command has come out so.
    pub(super) fn resume(&mut self, verdict: Verdict) {
        self.state = State::Command;
        if self.running.is_some() {
            self.go_on(verdict);
        }
    }

    /// Executes the commands of the line in progress until one fails or takes its time.
    fn go_on(&mut self, mut verdict: Verdict) {
        loop {
            match verdict {
                Verdict::Done => {}
                Verdict::Refused(refused) => return self.end_line(Err(refused)),
                Verdict::Later(_) | Verdict::Online | Verdict::Over if self.is_last() => {
                    return self.restart();
                }
                Verdict::Later(state) => {
                    self.state = state;
                    return;
                }
                Verdict::Online => {
                    self.running = None;
                    return self.enter_online();
                }
                Verdict::Over => {
                    self.running = None;
                    return self.release();
                }
            }
            let next = self.running.as_mut().and_then(|line| line.0.pop_front());
            let Some(given) = next else {
                return self.end_line(Ok(()));
            };
            verdict = self.execute(&Invocation {
                name: &given.name,
                asked: given.asked,
                text: &given.text,
                text_at: given.text_at,
            });
        }
    }

    fn execute(&mut self, given: &Invocation<'_>) -> Verdict {
        match self.understand(given) {
            Ok((Some(call), text)) => {
                let invocation = Invocation {
                    asked: call.asked,
                    text: &text,
                    ..*given
                };
                match Telit::decode(&invocation, self.settings.profile.id) {
                    Some(Ok(command)) => self.act(command, &call),
                    Some(Err(_)) => Verdict::Refused(Refused::PARAMETERS),
                    None => Verdict::Refused(Refused::Plain),
                }
            }
            Ok((None, _)) => Verdict::Refused(Refused::Plain),
            Err(refused) => Verdict::Refused(refused),
        }
    }

    /// Finds the command in the table and holds its values against it. `None`: there is no such command or form.
    fn understand(&self, given: &Invocation<'_>) -> Result<(Option<Call>, Vec<u8>), Refused> {
        let text = self.folded(given.text);
        let Some((spec, verb)) = self.row_of(given.name) else {
            return Ok((None, text));
        };
        let asked = match given.asked {
            // GM862 reference p. 9: the read form of an action command executes it.
            Asked::Read if spec.read.is_none() && !self.is_standard() => Asked::Execute,
            Asked::Read if spec.read.is_none() || !text.is_empty() => return Ok((None, text)),
            asked => asked,
        };
        let values = match asked {
            Asked::Set | Asked::Execute => Call::checked(spec, &text, self.settings.profile.id)?,
            Asked::Read | Asked::Test => Vec::new(),
        };
        let call = Call {
            spec,
            asked,
            verb,
            text: values,
        };
        Ok((Some(call), text))
    }

    fn act(&mut self, command: Telit<'_>, call: &Call) -> Verdict {
        if call.asked == Asked::Test {
            return self.test(call);
        }
        match command {
            Telit::Interface(command) => self.interface(&command, call),
            Telit::Stored(command) => self.profiles(&command),
            Telit::Identity(command) => self.identity(&command, call),
            Telit::Sim(command) => self.sim(&command, call),
            Telit::Network(command) => self.radio(&command, call),
            Telit::Registration(command) => self.registration(&command, call),
            Telit::Context(command) => self.context(&command, call),
            Telit::Setup(command) => self.setup(&command, call),
            Telit::Store(command) => self.security_data(&command, call),
            Telit::Session(command) => self.session(&command, call),
            Telit::Exchange(command) => self.exchange(&command, call),
            Telit::Port(_) => self.line_setting(call),
            Telit::Call(command) => self.call(&command),
            Telit::Socket(_) => self.parameter(call, Kept::InProfile),
        }
    }

    /// The text with everything outside quotes in upper case, as `#SELINT` 0 and 1 have it (GM862 reference p. 10).
    fn folded(&self, text: &[u8]) -> Vec<u8> {
        if self.is_standard() {
            return text.to_vec();
        }
        let mut in_quotes = false;
        let fold = |byte: &u8| {
            in_quotes ^= *byte == b'"';
            if in_quotes {
                *byte
            } else {
                byte.to_ascii_uppercase()
            }
        };
        text.iter().map(fold).collect()
    }

    /// Whether the interface is the one close to the standards; newer modules have no other.
    pub(super) fn is_standard(&self) -> bool {
        let interface = self.setting::<Interface>();
        !self.settings.profile.interface_choice
            || interface.is_some_and(|interface| interface.generation == Generation::Standard)
    }

    /// Says the final result code of the line, and what had to wait for it.
    pub(super) fn end_line(&mut self, outcome: Result<(), Refused>) {
        self.running = None;
        let manner = self.manner();
        let code = match outcome {
            Ok(()) => manner.code(Code::Ok),
            Err(refused) => self.refusal(refused),
        };
        let quirks = self.settings.quirks;
        if quirks.extra_line_end && !code.is_empty() {
            self.tell(&manner.line_end);
        }
        let code = match code.strip_prefix(manner.line_end.as_slice()) {
            Some(rest) if quirks.missing_line_end => rest,
            Some(_) | None => &code,
        };
        if self.is_last() {
            let (head, _) = code.split_at(code.len() / 2);
            self.tell(head);
            return self.restart();
        }
        self.tell(code);
        self.release();
    }

    /// Whether the module restarts in the middle of this line's answer.
    fn is_last(&self) -> bool {
        self.lines > 0 && self.settings.quirks.reset == self.lines
    }

    fn refusal(&self, refused: Refused) -> Vec<u8> {
        let reports = self.setting::<ErrorReports>();
        let reports = reports.map_or(Reports::None, |setting| setting.reports);
        let profile = self.settings.profile.id;
        let is_hidden = matches!(refused, Refused::Ssl(_)) && !self.is_standard();
        match (reports, refused.number(profile)) {
            (Reports::None, _) | (_, None) => self.manner().code(Code::Error),
            _ if is_hidden => self.manner().code(Code::Error),
            (Reports::Number, Some(number)) => self.manner().report(&number.to_string()),
            (Reports::Text, Some(number)) => {
                let text = cause::text_of(profile, u32::from(number)).unwrap_or("unknown");
                self.manner().report(text)
            }
        }
    }
}
