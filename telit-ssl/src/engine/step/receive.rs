//! Receive: the host asks for at most `room` bytes and is given a count, then exactly that many.
//!
//! In: headers, ends of payload, result codes. Out: the next state, the framing, at most one outcome.
//! Not here: clocks, buffers, the text of command lines, other phases.
//! Read first: guide 4.2.2.2; V.250 5.7.1; protocol notes 5.13.

use at_parse::Framing;

use super::super::state::{ASK, Clock, Input, LINES, Limit, Outcome, Receive, State, Step};

pub(super) fn step(phase: Receive, input: Input) -> Step {
    match (phase, input) {
        (_, Input::Sent) => Step::to(State::Receive(phase)).timed(Clock::Start(Limit::Answer)),
        (Receive::Header { .. }, Input::Header { count: 0 }) => {
            to(Receive::Final).telling(Outcome::Information)
        }
        // From here only the count ends the payload: it may itself contain "\r\nOK\r\n".
        (Receive::Header { room }, Input::Header { count }) if count <= room => {
            to(Receive::Payload)
                .framed(Framing::Counted(count))
                .telling(Outcome::Information)
        }
        // Even a wrong count is a count: discard that much, or the payload would be read as lines.
        (Receive::Header { room }, Input::Header { count }) => {
            Step::lost(Outcome::CountAboveRoom { count, room }, ASK).framed(Framing::Discard(count))
        }
        (Receive::Payload, Input::PayloadEnd) => to(Receive::End).framed(Framing::BodyEnd),
        (Receive::End, Input::BodyEnd) => to(Receive::Final).framed(LINES),
        (Receive::End, Input::BodyOverrun) => Step::lost(Outcome::CountTooSmall, ASK),
        // After a count of zero: TIMEOUT, DISCONNECTED or nothing.
        (Receive::Header { .. } | Receive::Final, Input::Remark | Input::Answer) => {
            to(phase).telling(Outcome::Remark)
        }
        (Receive::Header { .. } | Receive::Final, Input::Refused(failure)) => {
            Step::end(Outcome::Failed(failure))
        }
        (Receive::Final, Input::Ok) => Step::end(Outcome::Done),
        (Receive::Header { .. }, Input::Expired) => Step::silence(ASK),
        (Receive::Payload | Receive::End | Receive::Final, Input::Expired) => {
            Step::lost(Outcome::Unanswered, ASK)
        }
        (_, Input::Connect) => super::online_out_of_turn(),
        (Receive::Header { .. } | Receive::Payload | Receive::End | Receive::Final, _) => {
            super::out_of_turn(ASK)
        }
    }
}

fn to(phase: Receive) -> Step {
    Step::to(State::Receive(phase)).timed(Clock::Start(Limit::NextLine))
}
