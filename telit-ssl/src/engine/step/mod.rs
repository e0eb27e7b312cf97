//! `step`: what an input does to the state. Pure, without time and bytes; a person can check it against the guide.
//!
//! In: state and input. Out: the next state, the framing, what is told, sent and timed. Each phase has a file.
//! In every phase an input that it does not expect is a violation and never passed over in silence.

mod exchange;
mod idle;
mod online;
mod prompt;
mod receive;
mod recover;

use at_spec::Exchange as Shape;

use super::state::{
    Aim, Clock, Exchange, Input, LINES, Outcome, Phase, Prompt, Receive, Recover, State, Step,
};
use crate::event::Found;
use at_parse::{Framing, ResultCodes};

/// Begins an exchange of this shape. The clock starts when its command line has left.
pub(crate) fn begin(shape: Shape) -> Step {
    let (state, framing) = match shape {
        Shape::Body => (State::Exchange(Exchange::Body), LINES),
        Shape::Dial => (State::Exchange(Exchange::Dial), LINES),
        Shape::Online => (State::Exchange(Exchange::Connect), LINES),
        Shape::Counted { room } => (State::Receive(Receive::Header { room }), LINES),
        Shape::Prompt(payload) => (
            State::Prompt(Prompt::Due(payload)),
            Framing::Prompt(ResultCodes::Verbose),
        ),
        // A shape that this engine does not know yet is lines as far as it can tell.
        Shape::Plain | _ => (State::Exchange(Exchange::Final), LINES),
    };
    Step::to(state).framed(framing).timed(Clock::Stop)
}

/// Begins to look for the module, from any state. DTR is preferred: it is no byte that could reach a peer. But a dial
/// that is under way is waited for, since its `CONNECT` would make payload of whatever is sent.
pub(crate) fn attach(state: State, has_dtr: bool) -> Step {
    let begin = |phase, online| {
        Step::recover(Recover {
            phase,
            aim: Aim::Attach(Found::CommandMode),
            online,
        })
    };
    if state == State::Exchange(Exchange::Connect) {
        return begin(Phase::Outcome, false);
    }
    if let State::Recover(Recover {
        phase: Phase::Outcome,
        online,
        ..
    }) = state
    {
        return begin(Phase::Outcome, online).timed(Clock::Keep);
    }
    let phase = if has_dtr { Phase::DtrDown } else { Phase::Hush };
    begin(phase, false)
}

/// What `input` does to `state`.
pub(crate) fn step(state: State, input: Input) -> Step {
    match state {
        State::Idle => idle::step(input),
        State::Exchange(phase) => exchange::step(phase, input),
        State::Prompt(phase) => prompt::step(phase, input),
        State::Receive(phase) => receive::step(phase, input),
        State::Online(phase) => online::step(phase, input),
        State::Recover(recover) => recover::step(recover, input),
        State::Detached => Step::to(State::Detached),
    }
}

/// An input that the phase does not expect.
fn out_of_turn(phase: Phase) -> Step {
    Step::lost(Outcome::OutOfTurn, phase)
}

/// A `CONNECT` that nothing had asked for: the module is online, and only the escape sequence is no payload.
fn online_out_of_turn() -> Step {
    Step::lost_online(Outcome::OutOfTurn)
}
