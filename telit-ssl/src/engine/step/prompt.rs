//! Prompt: the module says when it wants payload, and the host sends it.
//!
//! In: the prompt, the application's finish and abort, result codes. Out: the exchange of lines that ends it.
//! Not here: the payload; only its end is an input.
//! Read first: guide 3.3, 4.2.2.1; protocol notes 5.10 to 5.12.

use at_spec::Payload;

use super::super::state::{
    ASK, CLEAR, Clock, DEAF, Exchange, Input, LINES, Limit, Outcome, Prompt, Send, State, Step,
};

pub(super) fn step(phase: Prompt, input: Input) -> Step {
    match (phase, input) {
        (Prompt::Due(_), Input::Sent) => stay(phase).timed(Clock::Start(Limit::Answer)),
        (Prompt::Supply(_) | Prompt::Blind(_), Input::Sent) => stay(phase),
        (_, Input::Answer | Input::Header { .. } | Input::Remark) => {
            stay(phase).telling(Outcome::Remark)
        }
        (_, Input::Refused(failure)) => Step::end(Outcome::Failed(failure)),
        (Prompt::Due(payload), Input::Prompt) => Step::to(State::Prompt(Prompt::Supply(payload)))
            .framed(LINES)
            .telling(Outcome::Prompt)
            .timed(Clock::Stop),
        (Prompt::Due(payload @ Payload::UntilCtrlZ), Input::EchoedPrompt) => {
            step(Prompt::Due(payload), Input::Prompt)
        }
        // It cannot be given up, and what comes from here on may be the payload that comes back.
        (Prompt::Due(payload), Input::EchoedPrompt) => {
            Step::to(State::Prompt(Prompt::Blind(payload)))
                .framed(DEAF)
                .telling(Outcome::Prompt)
                .timed(Clock::Stop)
        }
        (Prompt::Blind(payload), Input::Finish) => {
            let step = Step::to(State::Exchange(Exchange::Blind));
            match payload {
                Payload::UntilCtrlZ | Payload::CountedThenCtrlZ(_) => step.sending(Send::CtrlZ),
                Payload::Counted(_) => step,
            }
        }
        // The prompt may still come, and would take a command line for payload.
        (Prompt::Due(_), Input::Expired) => Step::lost(Outcome::Unanswered, CLEAR),
        (Prompt::Supply(payload), Input::Finish) => match payload {
            Payload::UntilCtrlZ | Payload::CountedThenCtrlZ(_) => {
                last(Exchange::Final).sending(Send::CtrlZ)
            }
            Payload::Counted(_) => last(Exchange::Final),
        },
        (Prompt::Supply(_), Input::Abort) => last(Exchange::Abort).sending(Send::Escape),
        (Prompt::Due(_) | Prompt::Supply(_) | Prompt::Blind(_), Input::Connect) => {
            super::online_out_of_turn()
        }
        (Prompt::Supply(_), Input::Ok | Input::Prompt | Input::EchoedPrompt) => {
            super::out_of_turn(ASK)
        }
        (
            Prompt::Due(_) | Prompt::Supply(_) | Prompt::Blind(_),
            Input::Ok
            | Input::Prompt
            | Input::EchoedPrompt
            | Input::Supply
            | Input::Finish
            | Input::Abort
            | Input::Expired
            | Input::PayloadEnd
            | Input::BodyEnd
            | Input::BodyOverrun
            | Input::NoCarrier(_)
            | Input::Escaped
            | Input::Suspend
            | Input::DropDtr,
        ) => super::out_of_turn(CLEAR),
    }
}

fn stay(phase: Prompt) -> Step {
    Step::to(State::Prompt(phase))
}

/// All payload is supplied: what follows is an exchange of lines.
fn last(phase: Exchange) -> Step {
    Step::to(State::Exchange(phase)).framed(LINES)
}
