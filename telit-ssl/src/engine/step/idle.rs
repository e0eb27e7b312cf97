//! Idle: command mode, and nothing is asked.
//!
//! In: what comes although nothing was asked. Out: violations. Unsolicited lines do not come here.

use at_parse::Framing;

use super::super::state::{ASK, Input, LINES, State, Step};

pub(super) fn step(input: Input) -> Step {
    match input {
        // A count is a count, also in an answer that comes much too late.
        Input::Header { count } => Step::to(State::Idle).framed(Framing::Discard(count)),
        Input::BodyEnd | Input::BodyOverrun => Step::to(State::Idle).framed(LINES),
        // Payload was still leaving, or that of an answer that comes too late is over.
        Input::Sent | Input::PayloadEnd => Step::to(State::Idle),
        // The module is online and nobody wanted it.
        Input::Connect => super::online_out_of_turn(),
        Input::Answer
        | Input::Remark
        | Input::Ok
        | Input::Refused(_)
        | Input::Prompt
        | Input::EchoedPrompt
        | Input::NoCarrier(_)
        | Input::Escaped
        | Input::Supply
        | Input::Finish
        | Input::Abort
        | Input::Suspend
        | Input::DropDtr
        | Input::Expired => super::out_of_turn(ASK),
    }
}
