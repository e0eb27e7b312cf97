//! Every state, input and word of a step, so that a walk cannot forget one.
//!
//! In: nothing. Out: values of each enum beside patterns that cover it: a new variant does not compile until it
//! has values here. Data that only passes through has one value, data that decides has one on each side.

use std::vec::Vec;

use at_spec::{Exchange as Shape, Payload};

use super::super::state::{
    Aim, Ending, Exchange, Input, Limit, Online, Outcome, Phase, Prompt, Receive, Recover, Send,
    State,
};
use crate::cause::{Cause, Failure};
use crate::event::Found;

/// What a receive asks for in the walk.
pub(super) const ROOM: u32 = 100;
const REFUSAL: Failure = Failure::of(Cause::Unspecified);

/// Values for each pattern; the patterns must cover the type.
macro_rules! every {
    ($type:ty { $($pattern:pat => $values:expr),+ $(,)? }) => {{
        let covered = |value: &$type| match value { $($pattern => {}),+ };
        let mut all: Vec<$type> = Vec::new();
        $({
            let values: Vec<$type> = $values.into_iter().collect();
            assert!(values.iter().any(|value| matches!(value, $pattern)), "nothing is {}", stringify!($pattern));
            all.extend(values);
        })+
        all.iter().for_each(covered);
        all
    }};
}

pub(super) fn states() -> Vec<State> {
    every!(State {
        State::Idle => [State::Idle],
        State::Exchange(_) => exchanges().into_iter().map(State::Exchange),
        State::Prompt(_) => prompts().into_iter().map(State::Prompt),
        State::Receive(_) => receives().into_iter().map(State::Receive),
        State::Online(_) => onlines().into_iter().map(State::Online),
        State::Recover(_) => recovers().into_iter().map(State::Recover),
        State::Detached => [State::Detached],
    })
}

fn exchanges() -> Vec<Exchange> {
    every!(Exchange {
        Exchange::Final => [Exchange::Final],
        Exchange::Body => [Exchange::Body],
        Exchange::Dial => [Exchange::Dial],
        Exchange::Connect => [Exchange::Connect],
        Exchange::Abort => [Exchange::Abort],
        Exchange::Blind => [Exchange::Blind],
    })
}

fn payloads() -> Vec<Payload> {
    every!(Payload {
        Payload::UntilCtrlZ => [Payload::UntilCtrlZ],
        Payload::Counted(_) => [Payload::Counted(ROOM)],
        Payload::CountedThenCtrlZ(_) => [Payload::CountedThenCtrlZ(ROOM)],
    })
}

fn prompts() -> Vec<Prompt> {
    every!(Prompt {
        Prompt::Due(_) => payloads().into_iter().map(Prompt::Due),
        Prompt::Supply(_) => payloads().into_iter().map(Prompt::Supply),
        // Only what is counted goes out so.
        Prompt::Blind(_) => [Payload::Counted(ROOM), Payload::CountedThenCtrlZ(ROOM)].map(Prompt::Blind),
    })
}

fn receives() -> Vec<Receive> {
    every!(Receive {
        Receive::Header { .. } => [Receive::Header { room: ROOM }],
        Receive::Payload => [Receive::Payload],
        Receive::End => [Receive::End],
        Receive::Final => [Receive::Final],
    })
}

fn onlines() -> Vec<Online> {
    every!(Online {
        Online::Open => [Online::Open],
        Online::Hush => [Online::Hush],
        Online::Plus => [Online::Plus],
        Online::Pause => [Online::Pause],
        Online::Listen => [Online::Listen],
        Online::Late => [Online::Late],
        Online::DtrDown => [Online::DtrDown],
    })
}

fn phases() -> Vec<Phase> {
    every!(Phase {
        Phase::Outcome => [Phase::Outcome],
        Phase::DtrDown => [Phase::DtrDown],
        Phase::Hush => [Phase::Hush],
        Phase::Plus => [Phase::Plus],
        Phase::Pause => [Phase::Pause],
        Phase::Clear { .. } => (0..8).map(|tries| Phase::Clear { tries }),
        Phase::Settings { .. } => (0..8).map(|tries| Phase::Settings { tries }),
        Phase::Marker { .. } => (0..4).flat_map(|tries| {
            [false, true].map(|heard| Phase::Marker { tries, heard })
        }),
    })
}

fn aims() -> Vec<Aim> {
    every!(Aim {
        Aim::Attach(_) => founds().into_iter().map(Aim::Attach),
        Aim::Resynchronise => [Aim::Resynchronise],
    })
}

fn founds() -> Vec<Found> {
    every!(Found {
        Found::CommandMode => [Found::CommandMode],
        Found::Online => [Found::Online],
    })
}

fn recovers() -> Vec<Recover> {
    let mut all = Vec::new();
    for phase in phases() {
        for aim in aims() {
            all.extend([false, true].map(|online| Recover { phase, aim, online }));
        }
    }
    all
}

pub(super) fn inputs() -> Vec<Input> {
    every!(Input {
        Input::Sent => [Input::Sent],
        Input::Answer => [Input::Answer],
        Input::Header { .. } => [0, ROOM, ROOM + 1].map(|count| Input::Header { count }),
        Input::Remark => [Input::Remark],
        Input::Ok => [Input::Ok],
        Input::Connect => [Input::Connect],
        Input::Refused(_) => [Input::Refused(REFUSAL)],
        Input::Prompt => [Input::Prompt],
        Input::EchoedPrompt => [Input::EchoedPrompt],
        Input::PayloadEnd => [Input::PayloadEnd],
        Input::BodyEnd => [Input::BodyEnd],
        Input::BodyOverrun => [Input::BodyOverrun],
        Input::NoCarrier(_) => [Input::NoCarrier(Ending::default())],
        Input::Escaped => [Input::Escaped],
        Input::Supply => [Input::Supply],
        Input::Finish => [Input::Finish],
        Input::Abort => [Input::Abort],
        Input::Suspend => [Input::Suspend],
        Input::DropDtr => [Input::DropDtr],
        Input::Expired => [Input::Expired],
    })
}

pub(super) fn outcomes() -> Vec<Outcome> {
    every!(Outcome {
        Outcome::Information => [Outcome::Information],
        Outcome::Remark => [Outcome::Remark],
        Outcome::Prompt => [Outcome::Prompt],
        Outcome::Done => [Outcome::Done],
        Outcome::Connected => [Outcome::Connected],
        Outcome::Suspended => [Outcome::Suspended],
        Outcome::Closed(_) => [Outcome::Closed(Ending::default())],
        Outcome::Failed(_) => [Outcome::Failed(REFUSAL)],
        Outcome::Attached(_) => founds().into_iter().map(Outcome::Attached),
        Outcome::Ready => [Outcome::Ready],
        Outcome::CountAboveRoom { .. } => [Outcome::CountAboveRoom { count: ROOM + 1, room: ROOM }],
        Outcome::CountTooSmall => [Outcome::CountTooSmall],
        Outcome::OutOfTurn => [Outcome::OutOfTurn],
        Outcome::PromptNotDue => [Outcome::PromptNotDue],
        Outcome::Unanswered => [Outcome::Unanswered],
        Outcome::LinkLost => [Outcome::LinkLost],
    })
}

pub(super) fn sends() -> Vec<Send> {
    every!(Send {
        Send::CtrlZ => [Send::CtrlZ],
        Send::Escape => [Send::Escape],
        Send::Plus => [Send::Plus],
        Send::Clear => [Send::Clear],
        Send::Settings => [Send::Settings],
        Send::Marker => [Send::Marker],
    })
}

pub(super) fn limits() -> Vec<Limit> {
    every!(Limit {
        Limit::Answer => [Limit::Answer],
        Limit::NextLine => [Limit::NextLine],
        Limit::GuardBefore => [Limit::GuardBefore],
        Limit::GuardAfter => [Limit::GuardAfter],
        Limit::GuardAndAnswer => [Limit::GuardAndAnswer],
        Limit::EscapeAnswer => [Limit::EscapeAnswer],
        Limit::LateEscape => [Limit::LateEscape],
        Limit::DtrDown => [Limit::DtrDown],
        Limit::Clear => [Limit::Clear],
        Limit::Settings => [Limit::Settings],
        Limit::Marker => [Limit::Marker],
        Limit::DialOutcome => [Limit::DialOutcome],
    })
}

/// The shapes of at-spec, which may get more of them; `step::begin` says what it does then.
pub(super) fn shapes() -> Vec<Shape> {
    let prompts = payloads().into_iter().map(Shape::Prompt);
    let others = [
        Shape::Plain,
        Shape::Body,
        Shape::Dial,
        Shape::Online,
        Shape::Counted { room: ROOM },
    ];
    others.into_iter().chain(prompts).collect()
}
