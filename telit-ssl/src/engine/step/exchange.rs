//! Exchange: a command line was handed over, and lines answer it until a final result code.
//!
//! In: lines by their meaning. Out: the end, online mode, or a violation. Not here: prompts, counted payload.
//! Read first: V.250 5.7.1; guide 4.2.1 (`CONNECT`).

use super::super::state::{
    ASK, Clock, DATA, Exchange, Input, Limit, Online, Outcome, Phase, State, Step,
};

pub(super) fn step(phase: Exchange, input: Input) -> Step {
    match (phase, input) {
        (_, Input::Sent) => stay(phase),
        (_, Input::Answer | Input::Header { .. }) => stay(phase).telling(Outcome::Information),
        (_, Input::Remark) => stay(phase).telling(Outcome::Remark),
        (_, Input::Refused(failure)) => Step::end(Outcome::Failed(failure)),
        (Exchange::Final | Exchange::Body | Exchange::Dial, Input::Ok) => Step::end(Outcome::Done),
        (Exchange::Connect, Input::Connect) => Step::to(State::Online(Online::Open))
            .framed(DATA)
            .telling(Outcome::Connected)
            .timed(Clock::Stop),
        (Exchange::Final | Exchange::Body | Exchange::Dial, Input::Connect) => {
            super::online_out_of_turn()
        }
        // The guide says CONNECT; a library of the vendor waits for OK, and what that means for the mode nobody says
        // (protocol notes 5.7, 11). If it is command mode, the escape sequence does no harm.
        (Exchange::Connect, Input::Ok) => super::online_out_of_turn(),
        (Exchange::Final | Exchange::Body | Exchange::Dial, Input::Expired) => Step::silence(ASK),
        // Whatever is sent now would be payload; ESC ends that.
        (_, Input::Prompt) => Step::lost(Outcome::PromptNotDue, Phase::Clear),
        // A late CONNECT would make payload of anything that is sent now.
        (Exchange::Connect, Input::Expired) => Step::silence(Phase::Outcome),
        (
            Exchange::Final | Exchange::Body | Exchange::Dial | Exchange::Connect,
            Input::PayloadEnd
            | Input::BodyEnd
            | Input::BodyOverrun
            | Input::NoCarrier(_)
            | Input::Escaped
            | Input::Finish
            | Input::Abort
            | Input::Suspend
            | Input::DropDtr,
        ) => super::out_of_turn(ASK),
    }
}

/// Every sign of life starts the time anew.
fn stay(phase: Exchange) -> Step {
    Step::to(State::Exchange(phase)).timed(Clock::Start(Limit::Answer))
}
