//! What a line means here: only the state tells an answer from an unsolicited code.
//!
//! In: the state, what is pending, the line. Out: an [`Input`], or that the line is an echo or unsolicited.
//! Pure. Not here: what the input does (`step`).

use at_parse::{ResultCode, ResultCodes};
use at_spec::{Exchange as Shape, Information, Name, ProfileId};

use super::state::{Exchange, Input, Phase, Recover, State};
use crate::cause::Failure;

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
        unsolicited: &[&[Name]],
    ) -> Self {
        let shared = A::NAME.is_some_and(|answer| {
            unsolicited
                .iter()
                .flat_map(|names| names.iter())
                .any(|name| *name == answer)
        });
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

    /// The line as an answer, by its name; the values are read only where they decide something.
    fn answer(&self, line: &[u8], profile: ProfileId) -> Option<Input> {
        if self
            .answer
            .is_some_and(|name| name.strip(line).is_none() && line.first() != Some(&b'('))
        {
            return None;
        }
        if let Shape::Counted { .. } = self.shape {
            return (self.read)(line, profile)
                .map(|count| count.map_or(Input::Answer, |count| Input::Header { count }));
        }
        // A line with the right name and wrong values is the answer too, and its reader says what is wrong;
        // but not where the name is also that of an unsolicited code.
        let named = self.answer.is_some_and(|name| name.strip(line).is_some());
        ((named && !self.shared) || (self.read)(line, profile).is_some()).then_some(Input::Answer)
    }
}

/// The surroundings of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'e> {
    pub(crate) state: State,
    pub(crate) pending: Option<&'e Pending>,
    pub(crate) sent: &'e [u8],
    pub(crate) codes: ResultCodes,
    pub(crate) profile: ProfileId,
    pub(crate) unsolicited: &'static [&'static [Name]],
}

/// What `line` means at `place`.
pub(crate) fn classify(place: Place<'_>, line: &[u8]) -> Meaning {
    if let Some(meaning) =
        ResultCode::read(line, place.codes).and_then(|code| result_code(place.state, code))
    {
        return meaning;
    }
    if !place.sent.is_empty() && line == place.sent {
        return Meaning::Echo;
    }
    let unsolicited = || {
        let mut names = place.unsolicited.iter().flat_map(|names| names.iter());
        names.any(|name| name.strip(line).is_some())
    };
    let asked = !matches!(
        place.state,
        State::Idle | State::Online(_) | State::Detached
    );
    match place.pending {
        Some(pending) if asked => {
            // A bare answer could be any line, so the known names come first there.
            let named = pending.answer.is_some();
            if !named && unsolicited() {
                return Meaning::Unsolicited;
            }
            match pending.answer(line, place.profile) {
                Some(input) => Meaning::Input(input),
                None if unsolicited() => Meaning::Unsolicited,
                None => Meaning::Input(Input::Remark),
            }
        }
        _ => Meaning::Unsolicited,
    }
}

/// What a result code means in `state`. `None`: it is a line like others there.
fn result_code(state: State, code: ResultCode<'_>) -> Option<Meaning> {
    let dialling = matches!(
        state,
        State::Exchange(Exchange::Connect)
            | State::Recover(Recover {
                phase: Phase::Outcome,
                ..
            })
    );
    if let Some(failure) = Failure::read(code) {
        // `NO CARRIER` ends a dial; otherwise a connection has ended somewhere, which ends no exchange.
        let elsewhere = code == ResultCode::NoCarrier && !dialling;
        return Some(if elsewhere {
            Meaning::Unsolicited
        } else {
            Meaning::Input(Input::Refused(failure))
        });
    }
    match code {
        ResultCode::Ok => Some(Meaning::Input(Input::Ok)),
        ResultCode::Connect => Some(Meaning::Input(Input::Connect)),
        ResultCode::Ring | _ => Some(Meaning::Unsolicited),
    }
}
