//! Exchange: a command line was handed over, and lines answer it until a final result code.
//!
//! In: lines by their meaning. Out: the end, online mode, or a violation. Not here: prompts, counted payload.
//! Read first: V.250 5.7.1; guide 4.2.1 (`CONNECT`).

use super::super::state::{
    ASK, CLEAR, Clock, DATA, Exchange, Input, Limit, Online, Outcome, Phase, State, Step,
};
use crate::cause::{Cause, Failure};

pub(super) fn step(phase: Exchange, input: Input) -> Step {
    match (phase, input) {
        // What is still coming may be payload.
        (Exchange::Blind, Input::Sent) => {
            Step::to(State::Exchange(phase)).timed(Clock::Start(Limit::Clear))
        }
        (Exchange::Blind, Input::Expired) => Step::lost(Outcome::Unanswered, ASK),
        (_, Input::Sent) => Step::to(State::Exchange(phase)).timed(Clock::Start(Limit::Answer)),
        (_, Input::Answer | Input::Header { .. }) => stay(phase).telling(Outcome::Information),
        (_, Input::Remark) => stay(phase).telling(Outcome::Remark),
        // `OK` and `ERROR` say the same of payload that was given up (protocol notes 5.4, 5.10).
        (Exchange::Abort, Input::Ok | Input::Refused(_)) => {
            Step::end(Outcome::Failed(Failure::of(Cause::Aborted)))
        }
        (_, Input::Refused(failure)) => Step::end(Outcome::Failed(failure)),
        (Exchange::Final | Exchange::Body | Exchange::Dial, Input::Ok) => Step::end(Outcome::Done),
        (Exchange::Connect, Input::Connect) => Step::to(State::Online(Online::Open))
            .framed(DATA)
            .telling(Outcome::Connected)
            .timed(Clock::Stop),
        (
            Exchange::Final | Exchange::Body | Exchange::Dial | Exchange::Abort | Exchange::Blind,
            Input::Connect,
        ) => super::online_out_of_turn(),
        // The guide says CONNECT; a library of the vendor waits for OK, and what that means for the mode nobody says
        // (protocol notes 5.7, 11). If it is command mode, the escape sequence does no harm.
        (Exchange::Connect, Input::Ok) => super::online_out_of_turn(),
        (Exchange::Final | Exchange::Body | Exchange::Dial | Exchange::Abort, Input::Expired) => {
            Step::silence(ASK)
        }
        // Whatever is sent now would be payload; ESC ends that.
        (_, Input::Prompt | Input::EchoedPrompt) => Step::lost(Outcome::PromptNotDue, CLEAR),
        // A late CONNECT would make payload of anything that is sent now.
        (Exchange::Connect, Input::Expired) => Step::silence(Phase::Outcome),
        (
            Exchange::Final
            | Exchange::Body
            | Exchange::Dial
            | Exchange::Connect
            | Exchange::Abort
            | Exchange::Blind,
            Input::PayloadEnd
            | Input::BodyEnd
            | Input::BodyOverrun
            | Input::NoCarrier(_)
            | Input::Escaped
            | Input::Supply
            | Input::Finish
            | Input::Abort
            | Input::Suspend
            | Input::DropDtr,
        )
        | (Exchange::Blind, Input::Ok) => super::out_of_turn(ASK),
    }
}

/// Every sign of life starts the time anew, within bounds.
fn stay(phase: Exchange) -> Step {
    Step::to(State::Exchange(phase)).timed(Clock::Start(Limit::NextLine))
}
