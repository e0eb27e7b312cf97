//! Final result codes, and those that may be final.
//!
//! In: a line of the module. Out: the code it is, and what it ends. Not here: the end of online mode.
//! Read first: V.250 5.7.1; protocol notes 1.4.

use super::dialect::{Reader, unsolicited_named};
use super::item::{Breach, Code, Kind, Reading};
use super::online::Online;
use super::{Host, Phase, Transcript};
use crate::record::{Side, text_of};
use at_parse::{ErrorReport, ResultCode, ResultCodes};

impl Transcript {
    /// Says a line that is a result code. False: it is none, or no code here.
    pub(super) fn result_line(&mut self, at: u64, line: &[u8], bare_cr: bool) -> bool {
        let words = ResultCode::read(line, ResultCodes::Verbose);
        // Only a result code in digits ends with a bare CR (V.250 6.2.6): so a stream of which nothing is known shows
        // how the module writes them.
        let in_digits = self.codes == ResultCodes::Numeric || bare_cr;
        let digits = ResultCode::read(line, ResultCodes::Numeric).filter(|_| in_digits);
        let Some(code) = words.or(digits) else {
            return false;
        };
        // Only a dial is answered so (V.250 6.3.1); among the lines of a body it is one of them.
        let of_a_dial = matches!(
            code,
            ResultCode::Busy | ResultCode::NoAnswer | ResultCode::NoDialtone
        );
        if of_a_dial
            && self
                .pending
                .as_ref()
                .is_some_and(super::pending::Pending::has_body)
        {
            return false;
        }
        self.codes = match (words, digits) {
            (Some(ResultCode::CmeError(_) | ResultCode::CmsError(_)), _) => self.codes,
            (Some(_), _) => ResultCodes::Verbose,
            (None, _) => ResultCodes::Numeric,
        };
        self.result_code(at, line, code);
        true
    }

    fn result_code(&mut self, at: u64, line: &[u8], code: ResultCode<'_>) {
        let dials = match &self.pending {
            Some(pending) => pending.dials(),
            None => !self.host_is_known(),
        };
        let ends_nothing = match code {
            ResultCode::Ring => true,
            // It ends a dial; otherwise a connection has ended somewhere, which ends no exchange.
            ResultCode::NoCarrier => !dials,
            _ => false,
        };
        if ends_nothing {
            let reading = self.unasked(line, code);
            self.say(Side::Module, at, line.to_vec(), Kind::Unsolicited(reading));
            self.expect_lines();
            return;
        }
        let mut code = code_of(code, line, self.reader);
        self.decide(code.name == "OK");
        self.give_up_payload();
        let pending = self.pending.take();
        self.sent.clear();
        self.typed_in.end();
        self.in_key = false;
        let breach = match &pending {
            None if !self.host_is_known() || self.disturbed => None,
            None if self.late > 0 => {
                self.late -= 1;
                None
            }
            None => Some(Breach::OutOfTurn),
            Some(_) if code.name == "CONNECT" && !dials => Some(Breach::ConnectNotAsked),
            _ => None,
        };
        if pending.is_none() && self.host == Host::Heard {
            code.remark = "it answers nothing that was asked";
        }
        let succeeded = code.name == "OK";
        let connected = code.name == "CONNECT" && breach.is_none();
        let kind = breach.map_or_else(|| Kind::Final(code), Kind::Violation);
        self.say(Side::Module, at, line.to_vec(), kind);
        if let Some(guard) = pending
            .and_then(|pending| pending.guard)
            .filter(|_| succeeded)
        {
            self.times.guard = guard;
        }
        if connected {
            self.begin_online();
        } else {
            self.next_told();
            self.expect_lines();
        }
    }

    fn begin_online(&mut self) {
        self.end_line();
        self.phase = Phase::Online(Online::new());
        let escaping = self.escape_is_told();
        self.ear.expect(Online::framing(escaping, self.codes));
    }

    /// The reading of a code that comes unasked; in digits it has the name of the word.
    fn unasked(&self, line: &[u8], code: ResultCode<'_>) -> Reading {
        let name = code_of(code, line, self.reader).name;
        let word = if line.first().is_some_and(u8::is_ascii_digit) {
            name.as_bytes()
        } else {
            line
        };
        let row = unsolicited_named(word).next();
        row.and_then(|row| self.reader.line(row, word))
            .unwrap_or_else(|| Reading {
                name: name.into(),
                ..Reading::default()
            })
    }
}

/// A result code, and what `line` has behind its name.
pub(super) fn code_of(code: ResultCode<'_>, line: &[u8], reader: Reader) -> Code {
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
    let (number, message) = match code {
        ResultCode::CmeError(report) | ResultCode::CmsError(report) => match report {
            ErrorReport::Number(number) => (Some(number), None),
            ErrorReport::Text(text) => (None, Some(text_of(text))),
        },
        _ => behind(name, line),
    };
    Code {
        name,
        number,
        message,
        failure: reader.failure(code),
        remark,
    }
}

/// The speed behind `CONNECT`, the connection behind `NO CARRIER:`.
fn behind(name: &str, line: &[u8]) -> (Option<u32>, Option<String>) {
    let text = line.trim_ascii().strip_prefix(name.as_bytes());
    let text = text.map_or(&[][..], |text| text.trim_ascii_start());
    let text = text.strip_prefix(b":").unwrap_or(text).trim_ascii_start();
    match text_of(text) {
        text if text.is_empty() => (None, None),
        text => match text.parse() {
            Ok(number) => (Some(number), None),
            Err(_) => (None, Some(text)),
        },
    }
}
