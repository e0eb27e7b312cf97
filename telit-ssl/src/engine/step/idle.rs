//! Idle: command mode, and nothing is asked.
//!
//! In: what comes although nothing was asked. Out: violations. Unsolicited lines do not come here.

use super::super::state::{ASK, Input, State, Step};

pub(super) fn step(input: Input) -> Step {
    match input {
        Input::Sent | Input::Expired | Input::Remark | Input::Answer | Input::Header { .. } => {
            Step::to(State::Idle)
        }
        // The module is online and nobody wanted it.
        Input::Connect => super::online_out_of_turn(),
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
