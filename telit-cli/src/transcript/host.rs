//! What the host sends: command lines, payload behind a prompt, and things that are neither.
//!
//! In: bytes of the host. Out: items, and a pending command. Not here: online mode.

use at_parse::CommandLine;
use at_parse::byte::{CR, CTRL_Z, ESCAPE, LF, PLUS};
use at_spec::{Dialect, Exchange, Form};
use telit_ssl::ResultCodes;
use telit_ssl::command::{Telit, interface, store};
use telit_ssl::value::{DataType, Switch};

use super::dialect::{Understood, understand};
use super::item::{Breach, Data, Kind, Noise, escaped};
use super::pending::{Payload, Pending, Sent};
use super::secret::{masked, secret_rest};
use super::{Phase, Transcript};
use crate::record::Side;

/// Echoes that are waited for.
const ECHOES: usize = 8;

/// A line that the host has begun.
#[derive(Debug, Default)]
pub(super) struct Line {
    bytes: Vec<u8>,
    start: u64,
}

impl Line {
    /// Offset of the first byte that belongs to nothing yet.
    pub(super) const fn start(&self) -> u64 {
        self.start
    }

    /// Passes over bytes that belong to something else.
    pub(super) fn skip(&mut self, count: usize) {
        self.start += count as u64;
    }

    /// The line and its offset, and `ending` bytes behind it.
    fn take(&mut self, ending: usize) -> (u64, Vec<u8>) {
        let at = self.start;
        self.start += (self.bytes.len() + ending) as u64;
        (at, std::mem::take(&mut self.bytes))
    }
}

impl Transcript {
    pub(super) fn host(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = match &mut self.phase {
                Phase::Online(_) => {
                    self.host_online(rest);
                    &[]
                }
                Phase::Payload(_) => self.host_payload(rest),
                Phase::Lines | Phase::Body(_) => self.host_line(rest),
            };
        }
    }

    /// Takes bytes up to the end of a command line.
    fn host_line<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let Some((&first, behind)) = bytes.split_first() else {
            return &[];
        };
        if self.line.bytes.is_empty() {
            match first {
                CR | LF => {
                    self.line.skip(1);
                    return behind;
                }
                ESCAPE => {
                    self.aside(&[ESCAPE], "ESC: ends a prompt that was left waiting");
                    return behind;
                }
                CTRL_Z => {
                    self.aside(&[CTRL_Z], "^Z: ends payload, but none is due");
                    return behind;
                }
                _ => {}
            }
        }
        let end = bytes.iter().position(|byte| *byte == CR);
        let (line, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
        if self.line.bytes.is_empty() && line.iter().all(|byte| *byte == PLUS) && line.len() == 3 {
            self.aside(line, "the escape sequence, in case the module is online");
            return rest;
        }
        self.line.bytes.extend_from_slice(line);
        if end.is_none() {
            return &[];
        }
        let (at, line) = self.line.take(1);
        self.command_line(at, line);
        rest.get(1..).unwrap_or(&[])
    }

    /// Bytes that are no command line, and after which anything may come.
    fn aside(&mut self, bytes: &[u8], remark: &'static str) {
        let at = self.line.start;
        self.line.skip(bytes.len());
        self.disturbed = true;
        self.noise(Side::Host, at, bytes, remark);
    }

    pub(super) fn noise(&mut self, from: Side, at: u64, bytes: &[u8], remark: &'static str) {
        let noise = Noise {
            bytes: bytes.to_vec(),
            remark,
        };
        self.say(from, at, escaped(bytes), Kind::Noise(noise));
    }

    fn command_line(&mut self, at: u64, line: Vec<u8>) {
        let Some(command) = CommandLine::find(&line) else {
            self.disturbed = true;
            let secrets = Vec::from_iter(secret_rest(&line));
            let noise = Noise {
                bytes: if secrets.is_empty() {
                    line.clone()
                } else {
                    Vec::new()
                },
                remark: "no command line: it does not begin with AT",
            };
            let shown = self.remember(at, line, secrets);
            self.say(Side::Host, at, shown, Kind::Noise(noise));
            return;
        };
        if let Some(unanswered) = self.pending.take() {
            let at = self.ear.start();
            self.say(
                Side::Module,
                at,
                unanswered.shown,
                Kind::Violation(Breach::Unanswered),
            );
        }
        let understood: Vec<Understood> = command
            .into_iter()
            .map(|invocation| understand(&line, &invocation, self.profile.id))
            .collect();
        self.obey(command);
        let secret = self.carries_key(command);
        let exchange = exchange(&understood);
        let answers = understood.iter().filter_map(|one| one.answer).collect();
        let mut secrets: Vec<_> = understood
            .iter()
            .flat_map(|one| one.secrets.clone())
            .collect();
        if understood.iter().any(|one| one.reading.item.is_empty()) && secrets.is_empty() {
            secrets.extend(secret_rest(&line));
        }
        let shown = self.remember(at, line, secrets);
        self.pending = Some(Pending {
            shown: shown.clone(),
            exchange,
            answers,
            secret,
        });
        self.disturbed = false;
        self.expect_lines();
        let readings = understood.into_iter().map(|one| one.reading).collect();
        self.say(Side::Host, at, shown, Kind::Command(readings));
    }

    /// Keeps a line for its echo, and its secrets; gives it back as it may be shown.
    fn remember(&mut self, at: u64, line: Vec<u8>, secrets: Vec<std::ops::Range<usize>>) -> String {
        let shown = masked(&line, &secrets);
        for secret in &secrets {
            self.secrets.add(Side::Host, at, secret);
        }
        self.sent.push_back(Sent {
            line,
            shown: shown.clone(),
            secrets,
        });
        if self.sent.len() > ECHOES {
            self.sent.pop_front();
        }
        shown
    }

    /// Follows the commands that change how the module talks.
    fn obey(&mut self, command: CommandLine<'_>) {
        for invocation in command {
            if let Some(Ok(Telit::Interface(interface::Declared::Verbosity(Form::Set(
                verbosity,
            ))))) = Telit::decode(&invocation, self.profile.id)
            {
                self.codes = match verbosity.words {
                    Switch::On => ResultCodes::Verbose,
                    Switch::Off => ResultCodes::Numeric,
                };
            }
        }
    }

    fn carries_key(&self, command: CommandLine<'_>) -> bool {
        command.into_iter().any(|invocation| {
            matches!(
                Telit::decode(&invocation, self.profile.id),
                Some(Ok(Telit::Store(store::Declared::SecurityData(Form::Set(
                    store::SecurityData {
                        data: DataType::PrivateKey,
                        ..
                    }
                )))))
            )
        })
    }

    /// Takes payload up to its end.
    fn host_payload<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let Phase::Payload(payload) = &mut self.phase else {
            return bytes;
        };
        let (taken, ending) = match payload.end {
            at_spec::Payload::UntilCtrlZ => {
                let end = bytes
                    .iter()
                    .position(|byte| matches!(*byte, CTRL_Z | ESCAPE));
                (end.unwrap_or(bytes.len()), end.map(|_| 1))
            }
            at_spec::Payload::Counted(left) | at_spec::Payload::CountedThenCtrlZ(left) => {
                let left = usize::try_from(left).unwrap_or(usize::MAX);
                let left = left.saturating_sub(payload.data.length);
                (left.min(bytes.len()), (left <= bytes.len()).then_some(0))
            }
        };
        let (piece, rest) = bytes.split_at(taken);
        payload.data.push(piece);
        let counted_then = matches!(payload.end, at_spec::Payload::CountedThenCtrlZ(_));
        let Some(mut ending) = ending else {
            return &[];
        };
        if counted_then && rest.is_empty() {
            return &[];
        }
        ending += usize::from(counted_then && rest.first() == Some(&CTRL_Z));
        let given_up = ending == 1 && rest.first() == Some(&ESCAPE);
        if let Phase::Payload(payload) = std::mem::replace(&mut self.phase, Phase::Lines) {
            self.end_payload(payload, ending);
        }
        if given_up {
            let at = self.line.start - 1;
            self.noise(Side::Host, at, &[ESCAPE], "ESC: gives the payload up");
        }
        rest.get(ending..).unwrap_or(&[])
    }

    /// The payload is complete; `ending` bytes ended it.
    pub(super) fn end_payload(&mut self, payload: Payload, ending: usize) {
        let Payload {
            mut data, secret, ..
        } = payload;
        self.line.skip(data.length + ending);
        let begins_key = |part: &[u8]| part == b"PRIVATE KEY";
        if secret || data.bytes.windows(11).any(begins_key) {
            self.secrets.add(Side::Host, data.at, &(0..data.length));
            data.hide();
        }
        self.say_payload(Side::Host, data);
    }

    pub(super) fn say_payload(&mut self, from: Side, data: Data) {
        self.say(from, data.at, data.shown(), Kind::Payload(data));
    }

    /// What is left of a command line that was never ended.
    pub(super) fn end_line(&mut self) {
        let (at, line) = self.line.take(0);
        if line.is_empty() {
            return;
        }
        let secrets = Vec::from_iter(secret_rest(&line));
        let noise = Noise {
            bytes: if secrets.is_empty() {
                line.clone()
            } else {
                Vec::new()
            },
            remark: "a command line that was never ended",
        };
        let shown = self.remember(at, line, secrets);
        self.say(Side::Host, at, shown, Kind::Noise(noise));
    }
}

/// The exchange of a command line: that of its only command; several answer with one result code.
fn exchange(understood: &[Understood]) -> Option<Exchange> {
    match understood {
        [one] => one.exchange,
        several => several
            .iter()
            .all(|one| one.exchange.is_some())
            .then_some(Exchange::Plain),
    }
}
