//! What can be reached by steps, with what runs and what leaves beside the state.
//!
//! In: `step` itself. Out: places, and the places behind a place. Not here: the page that shows them.

use std::vec;
use std::vec::Vec;

use at_spec::Payload;

use super::super::state::{Clock, Input, Limit, Online, Prompt, State, Step};
use super::super::step::{attach, begin, step};
use super::every;

/// A state, and what the engine keeps beside it that decides which inputs can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) state: State,
    /// The time that runs.
    pub(super) timer: Option<Limit>,
    /// Whether bytes of the engine have not left.
    own: bool,
    /// Whether payload was handed over that has not left.
    payload: bool,
    /// Whether online mode has ended by text and quiet alone.
    doubt: bool,
}

const IDLE: Place = Place {
    state: State::Idle,
    timer: None,
    own: false,
    payload: false,
    doubt: false,
};

impl Place {
    /// Every input that can come here, with the place behind it. A state takes inputs that never come to it too, such
    /// as the end of a time that does not run; those are left out.
    pub(super) fn behind(self) -> Vec<(Input, Self)> {
        let comes = |input: &Input| match input {
            Input::Sent => self.sends(),
            // The silence before an escape sequence begins behind the last byte.
            Input::Expired => self.timer.is_some() && !(self.state.is_hush() && self.sends()),
            Input::Suspend | Input::DropDtr => self.state.takes_online_payload(),
            Input::Supply => self.state == State::Online(Online::Late),
            Input::Finish => self.takes_payload() && !self.is_online(),
            Input::Abort => matches!(
                self.state,
                State::Prompt(Prompt::Supply(Payload::UntilCtrlZ))
            ),
            Input::Answer
            | Input::Header { .. }
            | Input::Remark
            | Input::Ok
            | Input::Connect
            | Input::Refused(_)
            | Input::Prompt
            | Input::EchoedPrompt
            | Input::PayloadEnd
            | Input::BodyEnd
            | Input::BodyOverrun
            | Input::NoCarrier(_)
            | Input::Escaped => true,
        };
        let inputs = every::inputs().into_iter().filter(comes);
        inputs.map(|input| (input, self.after(input))).collect()
    }

    fn after(self, input: Input) -> Self {
        let mut step = step(self.state, input);
        if self.doubt && !matches!(self.state, State::Recover(_)) {
            step.escape_first();
        }
        let sent = input == Input::Sent;
        // The engine is told when all has left, also where the end of payload has no bytes of its own.
        let ends = matches!(input, Input::Finish | Input::Abort);
        let left = Self {
            own: self.own && !sent,
            payload: (self.payload && !sent) || ends,
            ..self
        };
        left.carry_out(step)
    }

    fn carry_out(self, step: Step) -> Self {
        Self {
            state: step.state,
            timer: match step.clock {
                Clock::Keep => self.timer,
                Clock::Stop => None,
                Clock::Start(limit) => Some(limit),
            },
            // Nothing of the engine's own leaves before an escape sequence.
            own: match step.send {
                None => self.own && !step.state.is_hush(),
                Some(_) => true,
            },
            ..self
        }
    }

    /// What the application can do here.
    fn asked(self) -> Vec<Self> {
        let mut places: Vec<Self> = [false, true]
            .map(|has_dtr| {
                // A dial whose line has not left is none.
                let state = if self.own { State::Idle } else { self.state };
                Self {
                    doubt: false,
                    own: false,
                    ..self
                }
                .carry_out(attach(state, has_dtr))
            })
            .to_vec();
        if self.takes_payload() {
            places.push(Self {
                payload: true,
                ..self
            });
        }
        if self.state == State::Idle {
            let begun = every::shapes().into_iter().map(begin);
            let line = Self { own: true, ..self };
            places.extend(begun.map(|step| line.carry_out(step)));
            // Online mode may just have ended, and who knows whether it has.
            places.push(Self {
                doubt: true,
                ..self
            });
        }
        places
    }

    /// Whether it is the application's turn, for as long as it likes.
    pub(super) const fn takes_payload(self) -> bool {
        matches!(
            self.state,
            State::Online(Online::Open) | State::Prompt(Prompt::Supply(_) | Prompt::Blind(_))
        )
    }

    /// Whether bytes leave.
    pub(super) const fn sends(self) -> bool {
        self.own || self.payload
    }

    const fn is_online(self) -> bool {
        matches!(self.state, State::Online(_))
    }

    /// Whether nothing more happens without the application.
    pub(super) fn rests(self) -> bool {
        matches!(self.state, State::Idle | State::Detached) || self.takes_payload()
    }
}

/// Every place that can be reached from idle.
pub(super) fn reachable() -> Vec<Place> {
    let mut found = vec![IDLE];
    let mut fresh = vec![IDLE];
    while let Some(place) = fresh.pop() {
        let behind = place.behind().into_iter().map(|(_, place)| place);
        for place in behind.chain(place.asked()) {
            if !found.contains(&place) {
                found.push(place);
                fresh.push(place);
            }
        }
    }
    found
}

/// Whether one of `goals` is reached from each of `places` by the inputs that `takes` names.
pub(super) fn all_reach(
    places: &[Place],
    takes: impl Fn(Input) -> bool,
    goal: impl Fn(Place) -> bool,
) -> Result<(), Place> {
    let mut reach: Vec<Place> = places
        .iter()
        .copied()
        .filter(|place| goal(*place))
        .collect();
    loop {
        let more: Vec<Place> = places
            .iter()
            .filter(|place| !reach.contains(place))
            .filter(|place| {
                let mut behind = place.behind().into_iter();
                behind.any(|(input, place)| takes(input) && reach.contains(&place))
            })
            .copied()
            .collect();
        if more.is_empty() {
            let stuck = places.iter().find(|place| !reach.contains(place));
            return stuck.map_or(Ok(()), |place| Err(*place));
        }
        reach.extend(more);
    }
}
