//! Online mode: payload both ways, and how it ends.
//!
//! In: bytes of either side, and the quiet between them. Out: one item for each run of bytes of one side, and the
//! code that ends it. Not here: command mode.
//!
//! A whole `NO CARRIER` line at the end of what the module has sent is the end if quiet follows it, or a command line
//! of the host, or nothing at all; else the peer has sent the text. The `OK` of an escape counts only behind one.
//! Where the host is not heard, but its command lines are known, the next of them must find command mode: then the
//! code is the end if a line of the module follows.
//! Read first: guide 4.2.1; protocol notes 6.

use at_parse::byte::{CR, LF, PLUS};
use at_parse::{Framing, ResultCode, ResultCodes, Tail, TailCode};
use at_spec::Dialect;
use telit_ssl::command::Telit;
use telit_ssl::{Instant, Span};

use super::item::Kind;
use super::result_code::code_of;
use super::{Host, PIECE, Phase, Transcript};
use crate::record::Side;

/// How many `+` make an escape sequence.
const ESCAPE: usize = 3;
/// The escape sequence, as somebody who tells the command lines of the host writes it.
const TOLD_ESCAPE: &[u8] = b"+++";
/// How many bytes of the host are looked at to tell a command line from payload.
const LOOK: usize = 16;

/// A session in online mode.
#[derive(Debug)]
pub(super) struct Online {
    /// The bytes of one side since the other has sent any.
    run: Option<Run>,
    /// How many `+` the host has sent at last; `None`: something before them makes them payload.
    pluses: Option<usize>,
    /// Bytes of the host behind a whole code of the module: too few to tell whether they are a command line.
    held: Vec<u8>,
}

#[derive(Debug)]
struct Run {
    from: Side,
    at: u64,
    bytes: Vec<u8>,
    /// When the last of them was heard.
    time: Option<Instant>,
}

impl Online {
    /// A session that has just begun: no quiet is needed before an escape (protocol notes 6.2).
    pub(super) const fn new() -> Self {
        Self {
            run: None,
            pluses: Some(0),
            held: Vec::new(),
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
    /// Bytes of the host in online mode. What comes back is behind its end.
    pub(super) fn host_online<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let is_whole = self.ear.tail_code().is_some();
        let Phase::Online(online) = &mut self.phase else {
            return bytes;
        };
        if !is_whole && online.held.is_empty() {
            self.host_payload_online(bytes);
            return &[];
        }
        // The module has said what may be the end: a command line would confirm it.
        let looked = LOOK.saturating_sub(online.held.len()).min(bytes.len());
        let (look, rest) = bytes.split_at(looked);
        online.held.extend_from_slice(look);
        match begins_command(&online.held) {
            None if online.held.len() < LOOK => &[],
            Some(true) => {
                let held = std::mem::take(&mut online.held);
                self.end_online_now();
                self.hear_host(&held);
                rest
            }
            None | Some(false) => {
                self.give_up_look();
                rest
            }
        }
    }

    /// The bytes that were held are payload.
    fn give_up_look(&mut self) {
        if let Phase::Online(online) = &mut self.phase {
            let held = std::mem::take(&mut online.held);
            if !held.is_empty() {
                self.release();
                self.host_payload_online(&held);
            }
        }
    }

    fn host_payload_online(&mut self, bytes: &[u8]) {
        let at = self.line.start();
        let timed = has_passed(self.host_at, self.now, 0).is_some();
        if let Phase::Online(online) = &mut self.phase {
            for byte in bytes {
                online.pluses = match online.pluses {
                    Some(count) if *byte == PLUS => Some(count + 1),
                    // Without times nobody knows of quiet: three at the end may be an escape.
                    None | Some(_) if *byte != PLUS && !timed => Some(0),
                    _ => None,
                };
            }
        }
        self.online(Side::Host, at, bytes);
        self.line.skip(bytes.len());
    }

    /// Whether an `OK` that the module sends at `at` could answer an escape sequence.
    fn may_be_escaped(&self, at: Option<Instant>) -> bool {
        let guard = self.times.guard.millis();
        let is_sent = matches!(&self.phase, Phase::Online(online) if online.escapes());
        is_sent && has_passed(self.host_at, at, guard - guard / 5).unwrap_or(true)
    }

    /// More payload of one side.
    pub(super) fn online(&mut self, from: Side, at: u64, bytes: &[u8]) {
        let Phase::Online(online) = &mut self.phase else {
            return;
        };
        let time = self.now;
        match &mut online.run {
            Some(run) if run.from == from => {
                run.bytes.extend_from_slice(bytes);
                run.time = time;
            }
            _ => {
                let escaped = online.escapes() && from == Side::Module;
                let run = Run {
                    from,
                    at,
                    bytes: bytes.to_vec(),
                    time,
                };
                let before = online.run.replace(run);
                self.say_run(before, escaped);
            }
        }
        while let Phase::Online(online) = &mut self.phase
            && let Some(run) = &mut online.run
            && run.bytes.len() > PIECE
        {
            let rest = run.bytes.split_off(PIECE);
            let bytes = std::mem::replace(&mut run.bytes, rest);
            let at = run.at;
            run.at += PIECE as u64;
            self.say(from, at, bytes, Kind::Online);
        }
    }

    /// Says what the host has sent since the module has sent anything.
    pub(super) fn say_host_run(&mut self) {
        if let Phase::Online(online) = &mut self.phase
            && let Some(run) = online.run.take_if(|run| run.from == Side::Host)
        {
            self.say_run(Some(run), false);
        }
    }

    fn say_run(&mut self, run: Option<Run>, escaped_at_end: bool) {
        let Some(Run {
            from,
            at,
            mut bytes,
            time,
        }) = run
        else {
            return;
        };
        let is_escape = escaped_at_end && from == Side::Host && bytes.ends_with(TOLD_ESCAPE);
        let payload = bytes.len() - if is_escape { ESCAPE } else { 0 };
        let pluses = bytes.split_off(payload);
        let now = std::mem::replace(&mut self.now, time);
        for (at, bytes) in [(at, bytes), (at + payload as u64, pluses)] {
            if !bytes.is_empty() {
                self.say(from, at, bytes, Kind::Online);
            }
        }
        self.now = now;
    }

    /// What the quiet before a piece makes of what came before it.
    pub(super) fn quiet_online(&mut self, from: Side, at: Option<Instant>) {
        let quiet = |span: Span| has_passed(self.module_at, at, span.millis()).unwrap_or_default();
        let of_host = from == Side::Host;
        let is_end = match self.ear.tail_code() {
            Some(TailCode::NoCarrier) => quiet(self.times.tail_whole),
            // Behind guard times the escape is certain, whatever the host sends next.
            Some(TailCode::Ok) => quiet(self.times.prompt_hold) || (of_host && at.is_some()),
            None => false,
        };
        if is_end {
            self.end_online_now();
        } else if of_host {
            self.quiet_before_host(at);
        } else {
            if self.ear.tail_code().is_none() && quiet(self.times.tail_partial) {
                self.release();
            }
            self.give_up_look();
            let escaped = self.may_be_escaped(at);
            self.ear.expect(Online::framing(escaped, self.codes));
        }
    }

    /// Behind quiet, three `+` may be an escape; between them there may be less (protocol notes 6.2). The clocks of
    /// host and module may differ by a fifth.
    fn quiet_before_host(&mut self, at: Option<Instant>) {
        let guard = self.times.guard.millis();
        let passed = |millis| has_passed(self.host_at, at, millis).unwrap_or_default();
        let (was_quiet, was_long) = (passed(guard - guard / 5), passed(guard + guard / 5));
        if let Phase::Online(online) = &mut self.phase
            && was_quiet
        {
            let goes_on = matches!(online.pluses, Some(1 | 2));
            if was_long || !goes_on {
                online.pluses = Some(0);
            }
        }
    }

    fn release(&mut self) {
        if let Some((at, bytes)) = self.ear.release_tail() {
            self.online(Side::Module, at, &bytes);
        }
    }

    /// Whether the next thing that the host is told to have sent is an escape sequence.
    pub(super) fn escape_is_told(&self) -> bool {
        self.told.front().is_some_and(|line| line == TOLD_ESCAPE)
    }

    /// Where no times tell of quiet, the code at the end of online data is the end if a line of the module follows:
    /// behind an escape, or where the host is known to send a command line next, which may be echoed. Behind an escape a
    /// line that nobody asks for is one whatever the times say: the module has kept it back.
    pub(super) fn end_online_by_what_follows(&mut self, input: &[u8]) {
        let (Some(first), Phase::Online(_), Some(code)) =
            (input.first(), &self.phase, self.ear.tail_code())
        else {
            return;
        };
        let is_line = matches!(*first, CR | LF);
        let is_end = match self.host {
            Host::Heard => {
                let ends = (is_line && self.now.is_none()) || begins_unsolicited(input, self.codes);
                ends && code == TailCode::Ok
            }
            Host::Unknown => false,
            Host::Told(_) => {
                let next = self.told.get(usize::from(self.escape_is_told()));
                next.is_some_and(|line| is_line || line.first() == Some(first))
            }
        };
        if is_end {
            self.end_online_now();
        }
    }

    fn end_online_now(&mut self) {
        if let Phase::Online(online) = std::mem::replace(&mut self.phase, Phase::Lines) {
            self.end_online(online);
        }
    }

    /// The session is over, by the code that was held back, or because nothing more comes.
    pub(super) fn end_online(&mut self, mut online: Online) {
        let held = std::mem::take(&mut online.held);
        let code = self.ear.take_tail();
        let escaped = matches!(code, Some((_, TailCode::Ok, _))) || online.escapes();
        self.phase = Phase::Online(online);
        if code.is_none() {
            self.release();
            self.host_payload_online(&held);
        }
        if let Phase::Online(online) = std::mem::replace(&mut self.phase, Phase::Lines) {
            self.say_run(online.run, escaped);
        }
        let Some((at, code, text)) = code else {
            return self.expect_lines();
        };
        self.say_end(at, code, text);
        self.expect_lines();
        self.hear_host(&held);
    }

    fn say_end(&mut self, at: u64, code: TailCode, text: Vec<u8>) {
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
        let mut code = code_of(code, &[], self.reader);
        code.failure = None;
        code.remark = remark;
        self.say(Side::Module, at, text, Kind::Final(code));
        if self.escape_is_told() {
            self.told.pop_front();
        }
        self.next_told();
    }
}

/// Whether so much time lies between two pieces; `None`: they have no times.
fn has_passed(since: Option<Instant>, until: Option<Instant>, millis: u64) -> Option<bool> {
    Some(until?.since(since?).millis() >= millis)
}

/// Whether bytes of the module begin with a line that nobody asks for. In digits nothing stands before one, and the end of
/// the connection is one.
fn begins_unsolicited(bytes: &[u8], codes: ResultCodes) -> bool {
    let line = match codes {
        ResultCodes::Verbose => bytes.strip_prefix(&[CR, LF]).unwrap_or(&[]),
        ResultCodes::Numeric => bytes,
    };
    let end = line.iter().position(|byte| *byte == CR);
    let is_end = |line| {
        codes == ResultCodes::Numeric
            && ResultCode::read(line, codes) == Some(ResultCode::NoCarrier)
    };
    end.and_then(|end| line.get(..end)).is_some_and(|line| {
        is_end(line) || <Telit<'static> as Dialect<'static>>::UNSOLICITED_SORTED.may_begin(line)
    })
}

/// Whether bytes of the host begin a command line. `None`: too few have come.
fn begins_command(bytes: &[u8]) -> Option<bool> {
    let blank = bytes.iter().take_while(|byte| matches!(**byte, CR | LF));
    match bytes.get(blank.count()..).unwrap_or(&[]) {
        [] | [b'A' | b'a'] => None,
        [b'A', b'T' | b'/', ..] | [b'a', b't' | b'/', ..] => Some(true),
        [..] => Some(false),
    }
}
