//! States, inputs and words of steps as text.
//!
//! In: values. Out: the names that the code gives them, and their data apart.

use core::fmt::Debug;
use std::string::{String, ToString};
use std::vec::Vec;
use std::{format, vec};

use at_parse::{Framing, Tail};

use super::super::state::{Aim, Clock, Input, Phase, Prompt, Receive, Recover, State};
use super::every::ROOM;

/// The name of a value, without its data.
pub(super) fn name(value: &impl Debug) -> String {
    let all = format!("{value:?}");
    let end = all.find([' ', '(', '{']).unwrap_or(all.len());
    all[..end].to_string()
}

/// The name of a state without its data: `Exchange::Final`.
pub(super) fn kind(state: State) -> String {
    let inner = match state {
        State::Idle | State::Detached => return name(&state),
        State::Exchange(phase) => name(&phase),
        State::Prompt(phase) => name(&phase),
        State::Receive(phase) => name(&phase),
        State::Online(phase) => name(&phase),
        State::Recover(recover) => name(&recover.phase),
    };
    format!("{}::{inner}", name(&state))
}

/// The data of a state, by name.
pub(super) fn data(state: State) -> Vec<(&'static str, String)> {
    match state {
        State::Idle | State::Exchange(_) | State::Online(_) | State::Detached => vec![],
        State::Prompt(Prompt::Due(payload) | Prompt::Supply(payload) | Prompt::Blind(payload)) => {
            vec![("payload", name(&payload))]
        }
        State::Receive(
            Receive::Header { .. } | Receive::Payload | Receive::End | Receive::Final,
        ) => {
            vec![]
        }
        State::Recover(Recover { phase, aim, online }) => {
            let mut data = match phase {
                Phase::Clear { tries } | Phase::Settings { tries } => {
                    vec![("tries", tries.to_string())]
                }
                Phase::Marker { tries, heard } => {
                    vec![("tries", tries.to_string()), ("heard", yes(heard))]
                }
                Phase::Outcome | Phase::DtrDown | Phase::Hush | Phase::Plus | Phase::Pause => {
                    vec![]
                }
            };
            let aim = match aim {
                Aim::Attach(found) => format!("attach, found {found:?}"),
                Aim::Resynchronise => "resynchronise".to_string(),
            };
            data.extend([("aim", aim), ("online", yes(online))]);
            data
        }
    }
}

fn yes(value: bool) -> String {
    if value { "yes" } else { "no" }.to_string()
}

pub(super) fn input(input: Input) -> String {
    let name = name(&input);
    let Input::Header { count } = input else {
        return name;
    };
    match count {
        0 => format!("{name} of 0"),
        1..=ROOM => format!("{name} within the room"),
        _ => format!("{name} above the room"),
    }
}

pub(super) fn framing(framing: Framing) -> String {
    let name = name(&framing);
    if let Framing::Online(Tail::NoCarrierOrOk, _) = framing {
        return format!("{name}, `OK` too");
    }
    name
}

pub(super) fn clock(clock: Clock) -> String {
    match clock {
        Clock::Keep => String::new(),
        Clock::Stop => "stop".to_string(),
        Clock::Start(limit) => name(&limit),
    }
}
