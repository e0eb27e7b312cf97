//! Online: every byte is payload, until `NO CARRIER` or the escape sequence.
//!
//! In: the application's wish to suspend, the passing of the guard times and of DTR down, result codes at the tail of the data.
//! Out: command mode. Not here: the payload, the quiet that makes a tail a result code.
//! Read first: guide 4.2.1; protocol notes 6.2, 6.3.

use super::super::state::{Clock, DATA, ESCAPED, Input, Limit, Online, Outcome, Send, State, Step};
use crate::cause::{Cause, Failure};

pub(super) fn step(phase: Online, input: Input) -> Step {
    match (phase, input) {
        (_, Input::NoCarrier(ending)) => Step::end(Outcome::Closed(ending)),
        // Behind one that was not answered in its time its `OK` may still come, in each phase of the next.
        (Online::Open | Online::Late, Input::Suspend) => {
            to(Online::Hush).timed(Clock::Start(Limit::GuardBefore))
        }
        // Payload was still leaving: the silence begins behind it.
        (Online::Hush, Input::Sent) => to(phase).timed(Clock::Start(Limit::GuardBefore)),
        (Online::Hush, Input::Expired) => to(Online::Plus).sending(Send::Plus).timed(Clock::Stop),
        (Online::Plus, Input::Sent) => to(Online::Pause).timed(Clock::Start(Limit::GuardAfter)),
        // Before this the peer may have sent "\r\nOK\r\n"; only now can it be the answer.
        (Online::Pause, Input::Expired) => to(Online::Listen)
            .framed(ESCAPED)
            .timed(Clock::Start(Limit::EscapeAnswer)),
        (Online::Listen, Input::Escaped) => Step::end(Outcome::Suspended),
        (Online::Listen, Input::Expired) => to(Online::Late)
            .telling(Outcome::Failed(Failure::of(Cause::Silence)))
            .timed(Clock::Start(Limit::LateEscape)),
        // The module is in command mode, or it was the peer: another escape sequence does no harm to either.
        (Online::Late | Online::Hush | Online::Plus | Online::Pause, Input::Escaped) => {
            super::online_out_of_turn()
        }
        // The application goes on, and so may the peer, which can answer `OK` to that.
        (Online::Late, Input::Expired | Input::Supply) => {
            to(Online::Open).framed(DATA).timed(Clock::Stop)
        }
        // It may come at once, or only when DTR is up again.
        (Online::Open | Online::Late, Input::DropDtr) => to(Online::DtrDown)
            .framed(ESCAPED)
            .timed(Clock::Start(Limit::DtrDown)),
        (Online::DtrDown, Input::Escaped) => Step::end(Outcome::Suspended),
        (Online::DtrDown, Input::Expired) => {
            to(Online::Listen).timed(Clock::Start(Limit::EscapeAnswer))
        }
        // Payload leaves.
        (
            Online::Open | Online::Pause | Online::Listen | Online::Late | Online::DtrDown,
            Input::Sent,
        ) => to(phase),
        // Only tails and times reach online mode; whatever else would be a byte is payload already.
        (
            Online::Open
            | Online::Hush
            | Online::Plus
            | Online::Pause
            | Online::Listen
            | Online::Late
            | Online::DtrDown,
            _,
        ) => super::online_out_of_turn(),
    }
}

fn to(phase: Online) -> Step {
    Step::to(State::Online(phase))
}
