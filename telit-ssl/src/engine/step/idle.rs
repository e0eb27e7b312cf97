//! Idle: command mode, and nothing is asked.
//!
//! In: what comes although nothing was asked. Out: violations. Unsolicited lines do not come here.

use super::super::state::{ASK, Input, Phase, State, Step};

pub(super) fn step(input: Input) -> Step {
    match input {
        Input::Sent | Input::Expired | Input::Remark | Input::Answer | Input::Header { .. } => {
            Step::to(State::Idle)
        }
        // The module is online and nobody wanted it.
        Input::Connect => super::out_of_turn(Phase::Hush),
        Input::Ok
        | Input::Refused(_)
        | Input::Prompt
        | Input::PayloadEnd
        | Input::BodyEnd
        | Input::BodyOverrun
        | Input::NoCarrier(_)
        | Input::Escaped
        | Input::Finish
        | Input::Abort
        | Input::Suspend => super::out_of_turn(ASK),
    }
}
