//! What the host sends: command lines, payload behind a prompt, and things that are neither.
//!
//! In: bytes of the host. Out: items, and a pending command. Not here: online mode; what a command line asks for.

use at_parse::byte::{CR, CTRL_Z, ESCAPE, LF};

use super::ear::ROOM;
use super::item::{Breach, Kind};
use super::pending::{Payload, Sent};
use super::secret::secret_rest;
use super::{PIECE, Phase, Transcript};
use crate::record::Side;

/// Echoes that are waited for.
const ECHOES: usize = 8;
/// The escape sequence; in command mode it is sent in case the module is online.
const PLUSES: &[u8] = b"+++";

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
    pub(super) fn hear_host(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = match &mut self.phase {
                Phase::Online(_) => self.host_online(rest),
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
            let remark = match first {
                CR | LF => {
                    self.line.skip(1);
                    return behind;
                }
                ESCAPE => "ESC: ends a prompt that was left waiting",
                CTRL_Z => "^Z: ends payload, but none is due",
                _ => "",
            };
            if !remark.is_empty() {
                let at = self.line.start;
                self.line.skip(1);
                self.aside(at, &[first], remark);
                return behind;
            }
        }
        if self.line.bytes.len() < PLUSES.len() && first != CR {
            self.line.bytes.push(first);
            match &*self.line.bytes {
                // Neither of them needs a line end (V.250 5.2.4).
                [b'A' | b'a', b'/'] => self.repeat(),
                PLUSES => {
                    let (at, line) = self.line.take(0);
                    self.aside(
                        at,
                        &line,
                        "the escape sequence, in case the module is online",
                    );
                }
                _ => {}
            }
            return behind;
        }
        let room = (ROOM - self.line.bytes.len()).min(bytes.len());
        let end = bytes.iter().take(room).position(|byte| *byte == CR);
        let (line, rest) = bytes.split_at(end.unwrap_or(room));
        self.line.bytes.extend_from_slice(line);
        match (end, rest.split_first()) {
            (Some(_), Some((_, rest))) => {
                let (at, line) = self.line.take(1);
                self.command_line(at, &line);
                rest
            }
            _ => {
                if self.line.bytes.len() == ROOM {
                    let (at, line) = self.line.take(0);
                    self.no_command(at, &line, "longer than any command line");
                }
                rest
            }
        }
    }

    /// Bytes that are no command line, and after which anything may come.
    fn aside(&mut self, at: u64, bytes: &[u8], remark: &'static str) {
        self.disturbed = true;
        self.say(Side::Host, at, bytes.to_vec(), Kind::Noise(remark));
    }

    /// A line that asks for nothing; it may hold a secret all the same.
    pub(super) fn no_command(&mut self, at: u64, line: &[u8], remark: &'static str) {
        self.disturbed = true;
        let secret = holds_key(line).then_some(0..line.len());
        let secret = secret.or_else(|| secret_rest(line));
        let secret = secret.filter(|_| !self.reader.reveals);
        let secrets = Vec::from_iter(secret);
        self.say_masked(Side::Host, at, line, &secrets, Kind::Noise(remark));
        self.remember(line, secrets);
    }

    /// Keeps a line for its echo.
    pub(super) fn remember(&mut self, line: &[u8], secrets: Vec<std::ops::Range<usize>>) {
        let line = line.to_vec();
        self.sent.push_back(Sent { line, secrets });
        if self.sent.len() > ECHOES {
            self.sent.pop_front();
        }
    }

    /// The line that has begun, and its offset.
    pub(super) fn take_line(&mut self) -> (u64, Vec<u8>) {
        self.line.take(0)
    }

    /// The bytes of the line that has begun, to be heard once more as something else.
    pub(super) fn take_back_line(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.line.bytes)
    }

    /// Takes payload up to its end.
    fn host_payload<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let Phase::Payload(payload) = &mut self.phase else {
            return bytes;
        };
        let (count, behind_count) = match payload.end {
            at_spec::Payload::UntilCtrlZ => {
                let is_end = |byte: &u8| matches!(*byte, CTRL_Z | ESCAPE);
                (bytes.iter().position(is_end), false)
            }
            at_spec::Payload::Counted(count) | at_spec::Payload::CountedThenCtrlZ(count) => {
                let left = u64::from(count).saturating_sub(payload.length);
                let left = usize::try_from(left).unwrap_or(usize::MAX);
                let counts = matches!(payload.end, at_spec::Payload::Counted(_));
                ((left <= bytes.len()).then_some(left), counts)
            }
        };
        let (piece, rest) = bytes.split_at(count.unwrap_or(bytes.len()));
        payload.length += piece.len() as u64;
        payload.bytes.extend_from_slice(piece);
        self.typed_in.push(piece);
        self.say_long_payload();
        if count.is_none() {
            return &[];
        }
        let (ending, rest) = match rest {
            _ if behind_count => (0, rest),
            // Whether a `^Z` follows the count has not been seen yet.
            [] => return &[],
            [CTRL_Z, rest @ ..] => (1, rest),
            rest => (0, rest),
        };
        if let Phase::Payload(payload) = std::mem::replace(&mut self.phase, Phase::Lines) {
            let gives_up = ending == 0 && payload.end == at_spec::Payload::UntilCtrlZ;
            self.end_payload(payload, ending);
            if gives_up && let [escape, rest @ ..] = rest {
                let at = self.line.start;
                self.line.skip(1);
                let kind = Kind::Noise("ESC: gives the payload up");
                self.say(Side::Host, at, vec![*escape], kind);
                return rest;
            }
        }
        rest
    }

    /// Payload that is longer than one item holds.
    fn say_long_payload(&mut self) {
        while let Phase::Payload(payload) = &mut self.phase
            && payload.bytes.len() > PIECE
        {
            let rest = payload.bytes.split_off(PIECE);
            let piece = Payload {
                bytes: std::mem::replace(&mut payload.bytes, rest),
                ..payload.clone()
            };
            payload.secret |= holds_key(&piece.bytes);
            payload.at += PIECE as u64;
            self.say_payload(piece, 0, Kind::Payload);
        }
    }

    /// The payload is complete; `ending` bytes ended it.
    pub(super) fn end_payload(&mut self, payload: Payload, ending: usize) {
        if payload.length > 0 || ending > 0 {
            self.say_payload(payload, ending, Kind::Payload);
        }
        self.expect_lines();
    }

    /// The stream ends before the payload does.
    pub(super) fn cut_payload(&mut self, payload: Payload) {
        let breach = Breach::PayloadCut {
            came: payload.length,
            of: match payload.end {
                at_spec::Payload::UntilCtrlZ => None,
                at_spec::Payload::Counted(count) | at_spec::Payload::CountedThenCtrlZ(count) => {
                    Some(u64::from(count))
                }
            },
        };
        if payload.length > 0 {
            self.say_payload(payload, 0, Kind::Violation(breach));
        }
    }

    fn say_payload(&mut self, payload: Payload, ending: usize, kind: Kind) {
        let Payload { at, bytes, .. } = payload;
        let length = bytes.len() + ending;
        self.line.skip(length);
        let secret = payload.secret || holds_key(&bytes);
        if !secret || self.reader.reveals {
            self.say_item(Side::Host, at, length as u64, (bytes, false), kind);
            return;
        }
        self.secrets.add(Side::Host, at, &(0..bytes.len()));
        let hide = |byte: u8| if matches!(byte, CR | LF) { byte } else { b'*' };
        let hidden = bytes.into_iter().map(hide).collect();
        self.say_item(Side::Host, at, length as u64, (hidden, true), kind);
    }

    /// Whether a line tells that an undeclared command has taken its payload: its answer begins.
    pub(super) fn is_text_behind_payload(&self, kind: &Kind) -> bool {
        matches!(kind, Kind::Text(_))
            && matches!(&self.phase, Phase::Payload(payload) if !payload.certain && payload.length > 0)
    }

    /// If payload was awaited, it has ended, although no byte of the host said so.
    pub(super) fn give_up_payload(&mut self) {
        if let Phase::Payload(_) = &self.phase
            && let Phase::Payload(payload) = std::mem::replace(&mut self.phase, Phase::Lines)
        {
            self.end_payload(payload, 0);
        }
    }

    /// What is left of a command line that was never ended.
    pub(super) fn end_line(&mut self) {
        let (at, line) = self.line.take(0);
        if !line.is_empty() {
            self.no_command(at, &line, "a command line that was never ended");
        }
    }
}

/// Whether a private key is among the bytes, in PEM.
pub(super) fn holds_key(bytes: &[u8]) -> bool {
    let begins_key = |part: &[u8]| part == b"PRIVATE KEY";
    bytes.windows(11).any(begins_key)
}
