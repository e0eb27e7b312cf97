//! What the module sends in command mode: echoes, answers, prompts, counted payload.
//!
//! In: bytes of the module. Out: items. Not here: result codes, online mode; what a line means.

use at_parse::Framing;
use at_spec::{Exchange, Information};
use serde_json::Value;
use telit_ssl::Span;
use telit_ssl::command::interface::GuardTime;
use telit_ssl::profile::id;

use super::command::is_command_line;
use super::dialect::answers_named;
use super::ear::{Heard, What};
use super::item::{Breach, Kind, Reading};
use super::meaning::{Context, Meaning, is_text};
use super::pending::Payload;
use super::secret::{masked, secret_rest};
use super::undecided::Open;
use super::{Body, Host, PIECE, Phase, Transcript};
use crate::record::Side;

/// One unit of S12 (protocol notes 6.2).
pub(super) const GUARD_UNIT: u64 = 20;

impl Transcript {
    pub(super) fn module(&mut self, bytes: &[u8]) {
        let mut input = bytes;
        loop {
            self.end_online_by_what_follows(input);
            match self.ear.next(&mut input) {
                Some(heard) => self.heard(heard),
                None if input.is_empty() => return,
                None => {}
            }
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
        let (Heard { at, bytes, .. }, overlong) = self.ear.rest();
        if bytes.is_empty() {
            return;
        }
        let breach = if self.overrun_at == Some(at) {
            Breach::CountTooSmall
        } else if overlong {
            Breach::LineTooLong
        } else {
            Breach::LineCut
        };
        self.breach(at, bytes, breach);
    }

    fn heard(&mut self, Heard { at, bytes, what }: Heard) {
        match what {
            What::Line { bare_cr } => self.module_line(at, bytes, bare_cr),
            What::TooLong => self.breach(at, bytes, Breach::LineTooLong),
            What::Prompt => self.prompt(at, bytes),
            What::LateSpace => {
                self.say(
                    Side::Module,
                    at,
                    bytes,
                    Kind::Noise("the space of a prompt, late"),
                );
                self.prompted_at = Some(self.ear.start());
            }
            What::Payload => match &self.phase {
                Phase::Body(_) => self.body(&bytes),
                Phase::Online(_) => self.online(Side::Module, at, &bytes),
                Phase::Lines | Phase::Payload(_) => {
                    self.say(Side::Module, at, bytes, Kind::Noise(""));
                }
            },
            What::PayloadEnd => self.end_body(),
            What::BodyEnd => self.expect_lines(),
            What::BodyOverrun => {
                self.overrun_at = Some(self.ear.start());
                self.expect_lines();
            }
        }
    }

    /// Says that the protocol was broken, with the bytes that broke it; of a private key they are hidden.
    pub(super) fn breach(&mut self, at: u64, bytes: Vec<u8>, breach: Breach) {
        let secret = self.in_key.then_some(0..bytes.len());
        let secrets = secret
            .or_else(|| secret_rest(&bytes))
            .filter(|_| !self.reader.reveals);
        self.say_masked(
            Side::Module,
            at,
            &bytes,
            &Vec::from_iter(secrets),
            Kind::Violation(breach),
        );
    }

    /// Says a line in which some places are secret.
    pub(super) fn say_masked(
        &mut self,
        from: Side,
        at: u64,
        line: &[u8],
        secrets: &[std::ops::Range<usize>],
        kind: Kind,
    ) {
        for secret in secrets {
            self.secrets.add(from, at, secret);
        }
        let shown = (masked(line, secrets), !secrets.is_empty());
        self.say_item(from, at, line.len() as u64, shown, kind);
    }

    /// Lines come next, and a prompt where the pending command has one. Payload that is counted comes first, whatever
    /// the host has sent meanwhile.
    pub(super) fn expect_lines(&mut self) {
        if matches!(self.phase, Phase::Body(_)) {
            return;
        }
        let prompts = match (&self.pending, &self.phase) {
            (Some(pending), Phase::Payload(_)) => pending.exchange.is_none(),
            (Some(pending), _) => pending.prompts(),
            (None, _) => !self.host_is_known(),
        };
        self.ear.expect(if prompts {
            Framing::Prompt(self.codes)
        } else {
            Framing::Lines(self.codes)
        });
    }

    fn prompt(&mut self, at: u64, bytes: Vec<u8>) {
        self.prompted_at = Some(at + bytes.len() as u64);
        self.say(Side::Module, at, bytes, Kind::Prompt);
        if let Some(pending) = &mut self.pending {
            pending.prompted = true;
        }
        if self.host == Host::Heard && !matches!(self.phase, Phase::Payload(_)) {
            self.typed_in.begin();
            let pending = self.pending.as_ref();
            let exchange = pending.and_then(|pending| pending.exchange);
            self.phase = Phase::Payload(Payload {
                at: self.line.start(),
                bytes: Vec::new(),
                length: 0,
                end: match exchange {
                    Some(Exchange::Prompt(end)) => end,
                    _ => at_spec::Payload::UntilCtrlZ,
                },
                secret: pending.is_some_and(|pending| pending.secret),
                certain: exchange.is_some(),
            });
            // What the host has sent without waiting for the prompt.
            let early = self.take_back_line();
            self.hear_host(&early);
        }
        self.expect_lines();
    }

    fn body(&mut self, bytes: &[u8]) {
        let Phase::Body(body) = &mut self.phase else {
            return;
        };
        body.came += bytes.len() as u64;
        body.bytes.extend_from_slice(bytes);
        while let Phase::Body(body) = &mut self.phase
            && body.bytes.len() > PIECE
        {
            let rest = body.bytes.split_off(PIECE);
            let piece = std::mem::replace(&mut body.bytes, rest);
            let at = body.at;
            body.at += PIECE as u64;
            self.say(Side::Module, at, piece, Kind::Payload);
        }
    }

    fn end_body(&mut self) {
        if let Phase::Body(Body { at, bytes, .. }) =
            std::mem::replace(&mut self.phase, Phase::Lines)
        {
            self.say(Side::Module, at, bytes, Kind::Payload);
        }
    }

    /// The stream ends before the count is complete.
    pub(super) fn cut_body(&mut self, body: Body) {
        let breach = Breach::PayloadCut {
            came: body.came,
            of: Some(body.of),
        };
        self.say(Side::Module, body.at, body.bytes, Kind::Violation(breach));
    }

    fn module_line(&mut self, at: u64, mut line: Vec<u8>, bare_cr: bool) {
        if self.overrun_at.take() == Some(at) {
            self.breach(at, line, Breach::CountTooSmall);
            return;
        }
        if self.prompted_at.take() == Some(at) && self.behind_prompt(at, &line) {
            return;
        }
        if self.typed_in.echoes(&line) {
            self.echo_of_payload(at, &line);
            return;
        }
        let junk = junk_before(&line, self.context());
        let rest = line.split_off(junk);
        if !line.is_empty() {
            self.say(Side::Module, at, line, Kind::Noise(""));
        }
        let (at, line) = (at + junk as u64, rest);
        if self.result_line(at, &line, bare_cr) || self.echo(at, &line) || self.key_line(at, &line)
        {
            return;
        }
        let meaning = self.context().meaning(&line);
        self.say_meaning(at, line, meaning);
    }

    fn context(&self) -> Context<'_> {
        Context {
            reader: self.reader,
            pending: self.pending.as_ref(),
            host_is_known: self.host_is_known(),
        }
    }

    fn say_meaning(&mut self, at: u64, line: Vec<u8>, meaning: Meaning) {
        let kind = match meaning {
            Meaning::Undecided { reading, alone } => {
                let open = if alone { Open::Text } else { Open::Information };
                self.say_undecided(at, line, Kind::Unsolicited(reading), open);
                return;
            }
            Meaning::Known(kind) => kind,
        };
        if self.is_text_behind_payload(&kind) {
            self.give_up_payload();
        }
        self.learn_guard(&line, &kind);
        let count = self.count(&line, &kind);
        if let Some((count, Some(room))) = count
            && count > room
        {
            self.breach(at, line, Breach::CountAboveRoom { count, room });
        } else {
            let secrets = secret_rest(&line).filter(|_| !self.reader.reveals);
            self.say_masked(Side::Module, at, &line, &Vec::from_iter(secrets), kind);
        }
        if let Some((count, _)) = count {
            self.expect_body(count);
        }
    }

    /// What stands behind a prompt on its own line is what somebody types there. True: it was said.
    fn behind_prompt(&mut self, at: u64, line: &[u8]) -> bool {
        let is_code = at_parse::ResultCode::read(line, at_parse::ResultCodes::Numeric).is_some();
        // With numeric result codes nothing stands between the prompt and the code.
        if is_code && self.codes == at_parse::ResultCodes::Numeric {
            return false;
        }
        self.typed_in.echoes(line);
        self.echo_of_payload(at, line);
        true
    }

    fn echo_of_payload(&mut self, at: u64, line: &[u8]) {
        if !self.key_line(at, line) {
            self.say(Side::Module, at, line.to_vec(), Kind::Echo);
        }
    }

    /// A command line that comes back. True: it was said.
    fn echo(&mut self, at: u64, line: &[u8]) -> bool {
        if let Some(place) = self.sent.iter().position(|sent| sent.line == line) {
            let sent = self.sent.drain(..=place).next_back();
            let secrets = sent.map(|sent| sent.secrets).unwrap_or_default();
            self.say_masked(Side::Module, at, line, &secrets, Kind::Echo);
            return true;
        }
        if self.host == Host::Heard || !is_command_line(line) {
            return false;
        }
        self.decide(false);
        let (pending, secrets) = self.asked(line);
        self.say_masked(Side::Module, at, line, &secrets, Kind::Echo);
        self.pend(pending);
        true
    }

    /// A line of a private key, read back or echoed. Its armour is shown. True: it was said.
    fn key_line(&mut self, at: u64, line: &[u8]) -> bool {
        let is_armour = line.starts_with(b"-----");
        if is_armour && line.windows(11).any(|part| part == b"PRIVATE KEY") {
            self.in_key = line.starts_with(b"-----BEGIN");
            return false;
        }
        if self.in_key && !self.reader.reveals {
            let all = 0..line.len();
            let all = std::slice::from_ref(&all);
            self.say_masked(Side::Module, at, line, all, Kind::Text(None));
            return true;
        }
        false
    }

    /// How many bytes of payload follow, and how many were asked for.
    fn count(&self, line: &[u8], kind: &Kind) -> Option<(u32, Option<u32>)> {
        let Kind::Information(Reading {
            typed: Some(typed),
            item,
            ..
        }) = kind
        else {
            return None;
        };
        let row = answers_named(line).find(|row| row.item == *item)?;
        let count = typed.get(row.counted_by?).and_then(Value::as_u64)?;
        let count = u32::try_from(count).ok().filter(|count| *count > 0)?;
        let exchange = self.pending.as_ref().and_then(|pending| pending.exchange);
        let room = match exchange {
            Some(Exchange::Counted { room }) => Some(room),
            _ => None,
        };
        Some((count, room))
    }

    fn expect_body(&mut self, count: u32) {
        self.give_up_payload();
        self.phase = Phase::Body(Body {
            at: self.ear.start(),
            bytes: Vec::new(),
            came: 0,
            of: u64::from(count),
        });
        self.ear.expect(Framing::Counted(count));
    }

    /// The answer of the command that asks for the guard time tells it.
    fn learn_guard(&mut self, line: &[u8], kind: &Kind) {
        let asked = self
            .pending
            .as_ref()
            .is_some_and(|pending| pending.asks_guard);
        if asked
            && matches!(kind, Kind::Text(_) | Kind::Information(_))
            && let Ok(guard) = GuardTime::read_line(line, id::G2)
        {
            self.times.guard = Span::from_millis(u64::from(guard.time.0) * GUARD_UNIT);
        }
    }
}

/// How many bytes at the start of a line are noise before it: a line that can be read follows them.
fn junk_before(line: &[u8], context: Context<'_>) -> usize {
    if is_text(line) || !matches!(context.meaning(line), Meaning::Known(Kind::Noise(_))) {
        return 0;
    }
    let is_junk = |byte: &&u8| !matches!(byte, b' '..=b'~');
    let count = line.iter().take_while(is_junk).count();
    let rest = line.get(count..).unwrap_or(&[]);
    if !rest.is_empty() && is_text(rest) {
        count
    } else {
        0
    }
}
