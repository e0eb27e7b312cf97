//! What a line means here: only the state tells an answer from an unsolicited code.
//!
//! In: the state, what is pending, the line. Out: an [`Input`], or that the line is an echo or unsolicited.
//! Pure. Not here: what the input does (`step`).

use at_parse::grammar::number;
use at_parse::{Asked, CommandLine, ResultCode, ResultCodes};
use at_spec::{
    Argument, Exchange as Shape, Fields, Information, Name, Names, ProfileId, Subparameters,
};

use super::state::{Ending, Exchange, Input, Phase, State};
use crate::cause::Failure;
use crate::command::session::NoCarrier;

/// The command under way, as far as its lines are concerned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pending {
    /// Its name, for people.
    pub(crate) command: &'static str,
    /// Its exchange; a late answer is told by it too.
    pub(crate) shape: Shape,
    /// The name of its answer; `None`: a bare line.
    answer: Option<Name>,
    /// Reads the line as the answer: whether it is one, and how many bytes it counts.
    read: fn(&[u8], ProfileId) -> Option<Option<u32>>,
    /// Whether an unsolicited code has the same name, so that only the values tell.
    shared: bool,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Something that the state must see.
    Input(Input),
    /// The command line, come back.
    Echo,
    /// Nobody asked for it.
    Unsolicited,
}

impl Pending {
    /// A command whose answer is `A`.
    pub(crate) fn new<A: Information>(
        command: &'static str,
        shape: Shape,
        unsolicited: Names,
    ) -> Self {
        let shared = A::NAME.is_some_and(|answer| unsolicited.has(answer.usual.as_bytes()));
        Self {
            command,
            shape,
            answer: A::NAME,
            read: |line, profile| {
                A::read_line(line, profile)
                    .ok()
                    .map(|value| A::count(&value))
            },
            shared,
        }
    }

    /// A command whose answer is known by its name alone, which no unsolicited code has.
    pub(crate) fn named(command: &'static str, answer: Name) -> Self {
        Self {
            command,
            shape: Shape::Plain,
            answer: Some(answer),
            read: |_, _| None,
            shared: false,
        }
    }

    /// The line as an answer to the command line `sent`, by its name; the values are read only where they decide
    /// something.
    fn answer(&self, line: &[u8], sent: &[u8], profile: ProfileId) -> Option<Input> {
        let named = self.answer.is_some_and(|name| name.strip(line).is_some());
        if !named && self.answer.is_some() && line.first() != Some(&b'(') {
            return None;
        }
        if let Shape::Counted { .. } = self.shape {
            // Where the answer has no name of its own, the payload is counted by the line that has the command's.
            if self.answer.is_none() && !is_named_after(line, sent, |_| true) {
                return None;
            }
            return match (self.read)(line, profile)? {
                // What can be read of a spoiled header may be another field: nothing stands behind the count.
                Some(count) => ends_with(line, count).then_some(Input::Header { count }),
                None => Some(Input::Answer),
            };
        }
        // A line with the right name and wrong values is the answer too, and its reader says what is wrong;
        // but not where the name is also that of an unsolicited code.
        ((named && !self.shared) || (self.read)(line, profile).is_some()).then_some(Input::Answer)
    }
}

/// Whether the line is the command line `sent`, come back. While the module is being found, the half of a line may stand
/// before it: that is where the module was cut off.
fn is_echo(state: State, line: &[u8], sent: &[u8]) -> bool {
    let is_lost = matches!(state, State::Recover(_));
    !sent.is_empty() && (line == sent || (is_lost && line.ends_with(sent)))
}

/// Whether the last field of the line is this number (protocol notes 5.13).
fn ends_with(line: &[u8], count: u32) -> bool {
    let line = line.trim_ascii_end();
    let digits = line.iter().rev().take_while(|byte| byte.is_ascii_digit());
    let begin = line.len().saturating_sub(digits.count());
    let last = line.get(begin..).map(number);
    matches!(last, Some(Ok((_, value))) if value == count)
}

/// Whether the line has the name of a command of `sent` whose form is one of those asked for.
fn is_named_after(line: &[u8], sent: &[u8], form: fn(Asked) -> bool) -> bool {
    let mut commands = CommandLine::find(sent).into_iter().flatten();
    commands.any(|command| {
        let Some((name, behind)) = line.split_at_checked(command.name.len()) else {
            return false;
        };
        let ends = matches!(behind, [] | [b':' | b' ' | b'(', ..]);
        form(command.asked) && ends && !name.is_empty() && name.eq_ignore_ascii_case(command.name)
    })
}

/// The surroundings of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'e> {
    pub(crate) state: State,
    pub(crate) pending: Option<&'e Pending>,
    /// Whether what is pending has left, so that something can answer it.
    pub(crate) answers: bool,
    /// A command that was given up, whose answer may still come.
    pub(crate) late: Option<&'e Pending>,
    pub(crate) sent: &'e [u8],
    pub(crate) codes: ResultCodes,
    pub(crate) profile: ProfileId,
    pub(crate) unsolicited: Names,
}

/// What `line` means at `place`.
pub(crate) fn classify(place: Place<'_>, line: &[u8]) -> Meaning {
    if let Some(code) = ResultCode::read(line, place.codes)
        && (place.answers || is_late_connect(place.state, code))
        && !is_text(place.state, code)
    {
        return result_code(place, code, line);
    }
    if place.answers && is_echo(place.state, line, place.sent) {
        return Meaning::Echo;
    }
    // Its payload must be counted all the same, or it would be read as lines; other answers that come late need no name.
    let counts = |late: &&Pending| matches!(late.shape, Shape::Counted { .. });
    let late = |late: &Pending| late.answer(line, place.sent, place.profile);
    if let Some(header @ Input::Header { .. }) = place.late.filter(counts).and_then(late) {
        return Meaning::Input(header);
    }
    let unsolicited = || place.unsolicited.begin(line);
    match (place.state, place.pending) {
        (State::Idle | State::Online(_) | State::Detached, _) => Meaning::Unsolicited,
        (State::Exchange(_) | State::Prompt(_) | State::Receive(_), None) => Meaning::Unsolicited,
        // Nothing was asked yet: what is not known by name is the rest of what was before.
        (State::Recover(_), None) if unsolicited() => Meaning::Unsolicited,
        (State::Recover(_), None) => Meaning::Input(Input::Remark),
        // A bare answer could be any line, so the known names come first there, but for the command's own.
        (_, Some(pending))
            if pending.answer.is_none()
                && unsolicited()
                && !is_named_after(line, place.sent, |asked| asked != Asked::Set) =>
        {
            Meaning::Unsolicited
        }
        (_, Some(pending)) => match pending.answer(line, place.sent, place.profile) {
            Some(input) => Meaning::Input(input),
            None if unsolicited() => Meaning::Unsolicited,
            None => Meaning::Input(Input::Remark),
        },
    }
}

/// Whether the module has gone online by a command that was given up: what has not left must not.
fn is_late_connect(state: State, code: ResultCode<'_>) -> bool {
    code == ResultCode::Connect && state != State::Exchange(Exchange::Connect)
}

/// Whether it is a line of a body all the same: only a dial can be answered so (V.250 6.3.1).
fn is_text(state: State, code: ResultCode<'_>) -> bool {
    let of_a_dial = matches!(
        code,
        ResultCode::Busy | ResultCode::NoAnswer | ResultCode::NoDialtone
    );
    of_a_dial && state == State::Exchange(Exchange::Body)
}

/// What `NO CARRIER` says behind its words. `None`: it is not such a text.
pub(super) fn ending(detail: &[u8], profile: ProfileId) -> Option<Ending> {
    let text = detail.strip_prefix(b":").unwrap_or(detail);
    let mut fields = Fields::new(text, text.len(), profile);
    let NoCarrier { socket, cause, .. } = NoCarrier::read(&mut fields).ok()?;
    Some(Ending { socket, cause })
}

/// Whether it is another socket that has ended than the one that is being dialled: the first value of the command.
fn ends_another(place: Place<'_>, line: &[u8]) -> bool {
    let words = <NoCarrier as Information>::NAME;
    let detail = words.and_then(|name| line.trim_ascii().strip_prefix(name.usual.as_bytes()));
    let ended = detail.and_then(|detail| ending(detail, place.profile)?.socket);
    let commands = CommandLine::find(place.sent).into_iter().flatten();
    let dialled = commands
        .filter(|command| command.asked == Asked::Set)
        .last()
        .and_then(|command| number(command.text).ok());
    match (ended, dialled) {
        (Some(ended), Some((_, dialled))) => ended.number() != Some(i64::from(dialled)),
        _ => false,
    }
}

/// What a result code means at `place`.
fn result_code(place: Place<'_>, code: ResultCode<'_>, line: &[u8]) -> Meaning {
    let state = place.state;
    let dialling = match state {
        State::Exchange(phase) => matches!(phase, Exchange::Connect | Exchange::Dial),
        State::Recover(recover) => recover.phase == Phase::Outcome,
        State::Idle | State::Prompt(_) | State::Receive(_) | State::Online(_) | State::Detached => {
            false
        }
    };
    match (code, Failure::read(code, place.profile)) {
        // It ends a dial; otherwise a connection has ended somewhere, which ends no exchange.
        (ResultCode::NoCarrier, _) if !dialling || ends_another(place, line) => {
            Meaning::Unsolicited
        }
        (_, Some(failure)) => Meaning::Input(Input::Refused(failure)),
        (ResultCode::Ok, None) => Meaning::Input(Input::Ok),
        (ResultCode::Connect, None) => Meaning::Input(Input::Connect),
        (_, None) => Meaning::Unsolicited,
    }
}
