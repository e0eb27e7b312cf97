//! Online mode: payload both ways, and how it ends.
//!
//! In: bytes of either side, and the quiet between them. Out: one item for each run of bytes of one side, and the
//! code that ends it. Not here: command mode.
//!
//! A whole `NO CARRIER` line at the end of what the module has sent is the end if quiet follows it, or a command line
//! of the host, or nothing at all; else the peer has sent the text. The `OK` of an escape counts only behind one.
//! Read first: guide 4.2.1; protocol notes 6.

use at_parse::byte::PLUS;
use at_parse::{Framing, ResultCode, ResultCodes, Tail, TailCode};
use telit_ssl::{Instant, Span};

use super::item::{Data, Kind, escaped};
use super::module::code_of;
use super::{Phase, Transcript};
use crate::record::{Piece, Side};

/// How many `+` make an escape sequence.
const ESCAPE: usize = 3;

/// A session in online mode.
#[derive(Debug)]
pub(super) struct Online {
    /// The bytes of one side since the other has sent any.
    run: Option<(Side, Data)>,
    /// How many `+` the host has sent behind quiet, as long as nothing else.
    pluses: Option<usize>,
}

impl Online {
    /// A session that has just begun: no quiet is needed before an escape (protocol notes 6.2).
    pub(super) const fn new() -> Self {
        Self {
            run: None,
            pluses: Some(0),
        }
    }

    /// What may end it.
    pub(super) const fn framing(escaping: bool, codes: ResultCodes) -> Framing {
        let tail = if escaping {
            Tail::NoCarrierOrOk
        } else {
            Tail::NoCarrier
        };
        Framing::Online(tail, codes)
    }

    fn escapes(&self) -> bool {
        self.pluses == Some(ESCAPE)
    }
}

impl Transcript {
    pub(super) fn host_online(&mut self, bytes: &[u8]) {
        let at = self.line.start();
        let guard = self.profile.guard.millis();
        // The host may count a little faster than the module.
        let was_quiet = self.passed(self.host_at, Span::from_millis(guard - guard / 5));
        let Phase::Online(online) = &mut self.phase else {
            return;
        };
        if was_quiet {
            online.pluses = Some(0);
        }
        for byte in bytes {
            online.pluses = match online.pluses {
                Some(count) if *byte == PLUS && count < ESCAPE => Some(count + 1),
                _ => None,
            };
        }
        let escaping = online.escapes();
        self.ear.expect(Online::framing(escaping, self.codes));
        self.online(Side::Host, at, bytes);
        self.line.skip(bytes.len());
    }

    /// Whether so much time lies between `since` and now; where pieces have no time, it always does.
    fn passed(&self, since: Option<Instant>, span: Span) -> bool {
        match (since, self.now) {
            (Some(since), Some(now)) => now.since(since) >= span,
            _ => true,
        }
    }

    /// More payload of one side.
    pub(super) fn online(&mut self, from: Side, at: u64, bytes: &[u8]) {
        let Phase::Online(online) = &mut self.phase else {
            return;
        };
        match &mut online.run {
            Some((side, data)) if *side == from => data.push(bytes),
            _ => {
                let escaped = online.escapes() && from == Side::Module;
                let before = online.run.take();
                let mut data = Data::from(at);
                data.push(bytes);
                online.run = Some((from, data));
                self.say_run(before, escaped);
            }
        }
    }

    fn say_run(&mut self, run: Option<(Side, Data)>, escaped_at_end: bool) {
        let Some((from, mut data)) = run else {
            return;
        };
        let mut plus = None;
        if escaped_at_end && from == Side::Host && data.bytes.ends_with(&[PLUS; ESCAPE]) {
            data.length -= ESCAPE;
            data.bytes.truncate(data.length);
            let mut pluses = Data::from(data.at + data.length as u64);
            pluses.push(&[PLUS; ESCAPE]);
            plus = Some(pluses);
        }
        for data in [Some(data), plus].into_iter().flatten() {
            if data.length > 0 {
                self.say(from, data.at, escaped(&data.bytes), Kind::Online(data));
            }
        }
    }

    /// What the quiet before `piece`, or the piece, makes of a code at the end of the module's bytes.
    pub(super) fn quiet_online(&mut self, piece: &Piece) {
        let quiet = |span| match (self.module_at, piece.at) {
            (Some(last), Some(now)) => now.since(last) >= span,
            _ => false,
        };
        let of_host = piece.from == Side::Host;
        let is_command = of_host && matches!(*piece.bytes, [b'A', b'T', ..] | [b'a', b't', ..]);
        let is_end = match self.ear.tail_code() {
            Some(TailCode::NoCarrier) => is_command || quiet(self.profile.tail_whole),
            Some(TailCode::Ok) => of_host || quiet(self.profile.prompt_hold),
            None if quiet(self.profile.tail_partial) => {
                self.release();
                return;
            }
            None => false,
        };
        if is_end && let Phase::Online(online) = std::mem::replace(&mut self.phase, Phase::Lines) {
            self.end_online(online);
        }
    }

    fn release(&mut self) {
        self.ear.release_tail();
        self.module(&[]);
    }

    /// The session is over, by the code that was held back, or because nothing more comes.
    pub(super) fn end_online(&mut self, online: Online) {
        let code = self.ear.take_tail();
        let escaped = matches!(code, Some((_, TailCode::Ok, _))) || online.escapes();
        match code {
            Some((at, code, text)) => {
                self.say_run(online.run, escaped);
                self.say_end(at, code, &text);
            }
            None => {
                self.phase = Phase::Online(online);
                self.release();
                if let Phase::Online(online) = std::mem::replace(&mut self.phase, Phase::Lines) {
                    self.say_run(online.run, escaped);
                }
            }
        }
        self.expect_lines();
    }

    fn say_end(&mut self, at: u64, code: TailCode, text: &[u8]) {
        let (code, remark) = match code {
            TailCode::NoCarrier => (
                ResultCode::NoCarrier,
                "the connection has ended: command mode again",
            ),
            TailCode::Ok => (
                ResultCode::Ok,
                "the escape is answered: command mode, and the connection stays open",
            ),
        };
        let mut code = code_of(code);
        code.failure = None;
        code.remark = remark;
        self.say(Side::Module, at, escaped(text), Kind::Final(code));
    }
}
