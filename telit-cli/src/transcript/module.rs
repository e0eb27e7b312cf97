//! What the module sends in command mode: echoes, answers, result codes, prompts, counted payload.
//!
//! In: bytes of the module. Out: items. Not here: online mode; how a line is read by its declaration.

use at_parse::{ErrorReport, Framing, ResultCode};
use at_spec::Exchange;
use serde_json::Value;
use telit_ssl::Failure;

use super::dialect::{answers, fits, is_word, read_line, read_unknown, unsolicited};
use super::ear::Heard;
use super::item::{Breach, Code, Data, Kind, Noise, Reading, escaped};
use super::online::Online;
use super::pending::Payload;
use super::secret::{masked, secret_rest};
use super::{Phase, Transcript};
use crate::record::Side;

impl Transcript {
    pub(super) fn module(&mut self, bytes: &[u8]) {
        let mut input = bytes;
        while let Some(heard) = self.ear.next(&mut input) {
            self.heard(heard);
        }
    }

    /// What is complete although its last byte has not come: the host speaks, so the module has finished.
    pub(super) fn take_held(&mut self) {
        if let Some(heard) = self.ear.held() {
            self.heard(heard);
        }
    }

    /// What has come of a line that was never ended.
    pub(super) fn end_ear(&mut self) {
        let (at, rest) = self.ear.rest();
        if !rest.is_empty() {
            self.noise(Side::Module, at, &rest, "a line that was never ended");
        }
    }

    fn heard(&mut self, heard: Heard) {
        match heard {
            Heard::Line(at, line) => self.module_line(at, &line),
            Heard::LineTooLong(at, length) => self.breach(at, Breach::LineTooLong { length }),
            Heard::Prompt(at) => self.prompt(at),
            Heard::Payload(at, bytes) => match &mut self.phase {
                Phase::Body(data) => data.push(&bytes),
                Phase::Online(_) => self.online(Side::Module, at, &bytes),
                Phase::Lines | Phase::Payload(_) => self.noise(Side::Module, at, &bytes, ""),
            },
            Heard::PayloadEnd => self.end_body(),
            Heard::BodyEnd => self.expect_lines(),
            Heard::BodyOverrun => {
                self.breach(self.ear.start(), Breach::CountTooSmall);
                self.expect_lines();
            }
        }
    }

    fn breach(&mut self, at: u64, breach: Breach) {
        self.say(Side::Module, at, String::new(), Kind::Violation(breach));
    }

    /// Lines come next, and a prompt where the pending command has one.
    pub(super) fn expect_lines(&mut self) {
        let prompts = self
            .pending
            .as_ref()
            .is_some_and(|pending| pending.prompts());
        self.ear
            .expect(if prompts && matches!(self.phase, Phase::Lines) {
                Framing::Prompt(self.codes)
            } else {
                Framing::Lines(self.codes)
            });
    }

    fn prompt(&mut self, at: u64) {
        self.say(Side::Module, at, "> ".into(), Kind::Prompt);
        let pending = self.pending.as_ref();
        let end = match pending.and_then(|pending| pending.exchange) {
            Some(Exchange::Prompt(end)) => end,
            _ => at_spec::Payload::UntilCtrlZ,
        };
        self.phase = Phase::Payload(Payload {
            data: Data::from(self.line.start()),
            end,
            secret: pending.is_some_and(|pending| pending.secret),
        });
        self.expect_lines();
    }

    fn end_body(&mut self) {
        if let Phase::Body(data) = std::mem::replace(&mut self.phase, Phase::Lines) {
            self.say_payload(Side::Module, data);
        }
    }

    fn module_line(&mut self, at: u64, line: &[u8]) {
        if let Some(code) = ResultCode::read(line, self.codes)
            && self.result_code(at, line, code)
        {
            return;
        }
        if let Some(place) = self.sent.iter().position(|sent| sent.line == line) {
            self.echo(at, place);
            return;
        }
        if self.hidden_line(at, line) {
            return;
        }
        let secrets = Vec::from_iter(secret_rest(line));
        for secret in &secrets {
            self.secrets.add(Side::Module, at, secret);
        }
        let kind = self.meaning(line);
        self.count(&kind);
        self.say(Side::Module, at, masked(line, &secrets), kind);
    }

    fn echo(&mut self, at: u64, place: usize) {
        let echoed = self.sent.drain(..=place).next_back();
        if let Some(sent) = echoed {
            for secret in &sent.secrets {
                self.secrets.add(Side::Module, at, secret);
            }
            self.say(Side::Module, at, sent.shown, Kind::Echo);
        }
    }

    /// A line of a private key, read back or echoed. Its armour is shown.
    fn hidden_line(&mut self, at: u64, line: &[u8]) -> bool {
        let is_armour = line.starts_with(b"-----");
        if is_armour && line.windows(11).any(|part| part == b"PRIVATE KEY") {
            self.in_key = line.starts_with(b"-----BEGIN");
            return false;
        }
        if self.in_key {
            self.secrets.add(Side::Module, at, &(0..line.len()));
            self.say(Side::Module, at, "***".into(), Kind::Text(None));
        }
        self.in_key
    }

    /// What a line is that is neither a result code nor an echo.
    fn meaning(&self, line: &[u8]) -> Kind {
        let profile = self.profile.id;
        let called = |reading: Option<Reading>| reading.map(Kind::Unsolicited);
        let nobody_asked = || {
            let row =
                unsolicited().find(|row| row.name.is_some_and(|name| name.strip(line).is_some()));
            called(row.map(|row| read_line(row, line, profile)))
        };
        self.answer(line)
            .or_else(nobody_asked)
            .or_else(|| {
                let row = answers().find(|row| is_word(row) && fits(row, line, profile));
                row.map(|row| Kind::Text(Some(read_line(row, line, profile))))
            })
            .or_else(|| {
                let row = answers().find(|row| row.name.is_some() && fits(row, line, profile));
                let reading = row.map(|row| read_line(row, line, profile));
                self.asked_or_not(reading.or_else(|| read_unknown(line)))
            })
            .unwrap_or_else(|| {
                if line.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\t')) {
                    Kind::Text(None)
                } else {
                    Kind::Noise(Noise {
                        bytes: line.to_vec(),
                        remark: "",
                    })
                }
            })
    }

    /// A named line that is not the declared answer.
    fn asked_or_not(&self, reading: Option<Reading>) -> Option<Kind> {
        let reading = reading?;
        Some(if self.pending.is_some() {
            Kind::Information(reading)
        } else {
            Kind::Unsolicited(reading)
        })
    }

    /// The line as an answer of the pending command.
    fn answer(&self, line: &[u8]) -> Option<Kind> {
        let profile = self.profile.id;
        self.pending.as_ref()?.answers.iter().find_map(|answer| {
            let row = answer.line;
            let Some(name) = row.name else {
                // A bare answer could be any line, so the names that are known come first.
                let named = unsolicited()
                    .any(|row| row.name.is_some_and(|name| name.strip(line).is_some()));
                return (!named && fits(row, line, profile))
                    .then(|| Kind::Text(Some(read_line(row, line, profile))));
            };
            let shared = unsolicited().any(|row| row.name == Some(name));
            let named = name.strip(line).is_some() && !shared;
            (named || fits(row, line, profile)).then(|| {
                let reading = read_line(row, line, profile);
                if answer.test {
                    Kind::Test(reading)
                } else {
                    Kind::Information(reading)
                }
            })
        })
    }

    /// Where the answer counts a body, the body comes next.
    fn count(&mut self, kind: &Kind) {
        let Kind::Information(Reading {
            typed: Some(typed),
            item,
            ..
        }) = kind
        else {
            return;
        };
        let row = self.pending.as_ref().and_then(|pending| {
            let mut rows = pending.answers.iter().map(|answer| answer.line);
            rows.find(|row| row.item == *item)
        });
        let counter = row.and_then(|row| row.counted_by);
        let count = counter
            .and_then(|field| typed.get(field))
            .and_then(Value::as_u64);
        let Some(count) = count
            .and_then(|count| u32::try_from(count).ok())
            .filter(|count| *count > 0)
        else {
            return;
        };
        if let Some(Exchange::Counted { room }) =
            self.pending.as_ref().and_then(|pending| pending.exchange)
            && count > room
        {
            self.breach(self.ear.start(), Breach::CountAboveRoom { count, room });
        }
        self.phase = Phase::Body(Data::from(self.ear.start()));
        self.ear.expect(Framing::Counted(count));
    }

    /// A result code. False: here it is a line like others.
    fn result_code(&mut self, at: u64, line: &[u8], code: ResultCode<'_>) -> bool {
        let dials = self.pending.as_ref().is_some_and(|pending| pending.dials());
        let mut code = match code {
            ResultCode::Ring => return false,
            // It ends a dial; otherwise a connection has ended somewhere, which ends no exchange.
            ResultCode::NoCarrier if !dials => return false,
            code => code_of(code),
        };
        if let Phase::Payload(payload) = std::mem::replace(&mut self.phase, Phase::Lines) {
            self.end_payload(payload, 0);
        }
        let pending = self.pending.take();
        self.sent.clear();
        self.in_key = false;
        self.expect_lines();
        let text = escaped(line);
        let breach = match &pending {
            None if !self.disturbed => Some(Breach::OutOfTurn),
            Some(_) if code.name == "CONNECT" && !dials => Some(Breach::ConnectNotAsked),
            _ => None,
        };
        if let Some(breach) = breach {
            self.say(Side::Module, at, text, Kind::Violation(breach));
            return true;
        }
        if pending.is_none() {
            code.remark = "it answers nothing that was asked";
        }
        let connected = code.name == "CONNECT";
        self.say(Side::Module, at, text, Kind::Final(code));
        if connected {
            self.phase = Phase::Online(Online::new());
            self.ear.expect(Online::framing(false, self.codes));
        }
        true
    }
}

pub(super) fn code_of(code: ResultCode<'_>) -> Code {
    let (name, remark) = match code {
        ResultCode::Ok => ("OK", ""),
        ResultCode::Connect => (
            "CONNECT",
            "online mode: every byte is payload until the connection ends or the host escapes",
        ),
        ResultCode::Ring => ("RING", ""),
        ResultCode::NoCarrier => ("NO CARRIER", ""),
        ResultCode::NoDialtone => ("NO DIALTONE", ""),
        ResultCode::Busy => ("BUSY", ""),
        ResultCode::NoAnswer => ("NO ANSWER", ""),
        ResultCode::CmeError(_) => ("+CME ERROR", ""),
        ResultCode::CmsError(_) => ("+CMS ERROR", ""),
        ResultCode::Error | _ => ("ERROR", ""),
    };
    let report = match code {
        ResultCode::CmeError(report) | ResultCode::CmsError(report) => Some(report),
        _ => None,
    };
    Code {
        name,
        number: match report {
            Some(ErrorReport::Number(number)) => Some(number),
            _ => None,
        },
        message: match report {
            Some(ErrorReport::Text(text)) => Some(escaped(text)),
            _ => None,
        },
        failure: Failure::read(code),
        remark,
    }
}
