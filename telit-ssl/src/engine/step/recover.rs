//! Recover: from a state that nobody knows to command mode, or to the word that the link is lost.
//!
//! In: whatever the module says, and the passing of times. Out: the next thing to try; at the end the engine is
//! idle, or detached. A late answer of an old command never counts: what ends recovery is the answer of the last
//! marker. A module answers in order, and the markers before it have other names, so nothing is still to come then.
//! Read first: protocol notes 1.1, 6.2; V.250 5.2.
//!
//! The order matters. The escape sequence comes first: where the module is online it alone is not payload, and
//! where a half command line waits it spoils it, so that the CR behind it executes nothing. ESC comes next, for a
//! prompt. Then the settings, which are also the first words after power-on, and so are said several times.

use at_parse::Framing;

use super::super::state::{
    Aim, CLEAR, Clock, Input, LINES, Limit, Outcome, Phase, Recover, State, Step,
};
use crate::event::Found;

/// How often the settings are sent: a module may be silent for seconds after power-on (field notes B51).
const SETTINGS_TRIES: u8 = 8;
/// How many markers are sent, each unlike those before.
const MARKER_TRIES: u8 = 4;

pub(super) fn step(recover: Recover, input: Input) -> Step {
    let Recover { phase, aim, online } = recover;
    let to = |phase| Step::recover(Recover { phase, aim, online });
    let stay = Step::to(State::Recover(recover));
    let heard = |tries, heard| {
        let phase = Phase::Marker { tries, heard };
        Step::to(State::Recover(Recover { phase, aim, online }))
    };
    match (phase, input) {
        // A count is a count, also in a late answer: or its payload would be read as lines.
        (_, Input::Header { count }) => stay.framed(Framing::Discard(count)),
        (_, Input::PayloadEnd) => stay,
        (_, Input::BodyEnd | Input::BodyOverrun) => stay.framed(LINES),
        // The module is online after all, or may be: no other word than CONNECT should end such a dial.
        (_, Input::Connect) | (Phase::Outcome, Input::Ok) => Step::recover(Recover {
            phase: Phase::Hush,
            aim,
            online: true,
        }),
        // It was, and the connection has ended.
        (_, Input::NoCarrier(_)) => to(Phase::Settings { tries: 0 }),

        (Phase::Outcome, Input::Refused(_)) => to(Phase::Settings { tries: 0 }),
        (Phase::Outcome, Input::Expired) => to(Phase::Hush),

        (Phase::DtrDown, Input::Expired) => to(Phase::Hush),
        // Payload was still leaving: the silence begins behind it.
        (Phase::Hush, Input::Sent) => stay.timed(Clock::Start(Limit::GuardBefore)),
        (Phase::Hush, Input::Expired) => to(Phase::Plus),
        (Phase::Plus, Input::Sent) => to(Phase::Pause),
        (Phase::Pause, Input::Ok | Input::Escaped) => {
            let aim = match aim {
                Aim::Attach(_) => Aim::Attach(Found::Online),
                Aim::Resynchronise => aim,
            };
            let online = false;
            Step::to(State::Recover(Recover { phase, aim, online })).framed(LINES)
        }
        (Phase::Pause, Input::Expired) => to(CLEAR),
        (Phase::Clear { .. }, Input::Sent) => stay.timed(Clock::Start(Limit::Clear)),
        (Phase::Clear { tries }, Input::Expired) => to(Phase::Settings { tries }),

        (Phase::Settings { .. }, Input::Sent) => stay.timed(Clock::Start(Limit::Settings)),
        (Phase::Settings { .. }, Input::Ok) => to(Phase::Marker {
            tries: 0,
            heard: false,
        }),
        (Phase::Settings { tries }, Input::Expired | Input::Refused(_)) => {
            match tries.saturating_add(1) {
                SETTINGS_TRIES.. => lost(),
                tries => to(Phase::Settings { tries }),
            }
        }
        // It wants payload after all, and takes the settings for it: ESC ends that.
        (Phase::Settings { tries }, Input::Prompt) => match tries.saturating_add(1) {
            SETTINGS_TRIES.. => lost(),
            tries => to(Phase::Clear { tries }),
        },

        (Phase::Marker { .. }, Input::Sent) => stay.timed(Clock::Start(Limit::Marker)),
        (Phase::Marker { tries, .. }, Input::Answer) => heard(tries, true),
        // Its answer ends with `OK`.
        (Phase::Marker { tries, .. }, Input::Refused(_)) => heard(tries, false),
        (Phase::Marker { heard: true, .. }, Input::Ok) => Step::end(match aim {
            Aim::Attach(found) => Outcome::Attached(found),
            Aim::Resynchronise => Outcome::Ready,
        }),
        (Phase::Marker { tries, .. }, Input::Expired) => match tries.saturating_add(1) {
            MARKER_TRIES.. => lost(),
            tries => to(Phase::Marker {
                tries,
                heard: false,
            }),
        },

        // Anything else may be the rest of what was before.
        (
            Phase::Outcome
            | Phase::DtrDown
            | Phase::Hush
            | Phase::Plus
            | Phase::Pause
            | Phase::Clear { .. }
            | Phase::Settings { .. }
            | Phase::Marker { .. },
            _,
        ) => stay,
    }
}

fn lost() -> Step {
    Step::to(State::Detached)
        .framed(LINES)
        .telling(Outcome::LinkLost)
        .timed(Clock::Stop)
}
