//! A walk over `step`: what holds of every state and every input, and the page that shows them.
//!
//! In: `step`. Out: laws, and `docs/states.md`, compared; with `UPDATE_DOCS=1` it is written anew.
//! Not here: bytes, times and lines; the model beside the workspace has those (`proof/model`).

mod every;
mod graph;
mod page;
mod word;

use std::collections::BTreeSet;
use std::path::Path;
use std::string::String;
use std::{env, format, fs};

use super::state::{Clock, Input, State, Step};
use super::step::{attach, begin, step};
use graph::{Place, all_reach, reachable};
use word::{kind, name};

#[test]
fn the_page_of_the_states_is_that_of_step() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/states.md");
    let page = page::page();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == page,
        "docs/states.md is not current: {}",
        page::HOW
    );
}

#[test]
fn every_state_is_reached_and_every_state_reached_is_known() {
    let known = every::states();
    let reached = reachable();
    for place in &reached {
        assert!(known.contains(&place.state), "{place:?}");
    }
    let kinds: BTreeSet<String> = reached.iter().map(|place| kind(place.state)).collect();
    for state in known {
        assert!(kinds.contains(&kind(state)), "{state:?} is never reached");
    }
}

#[test]
fn every_word_of_a_step_is_said_somewhere() {
    let mut said = BTreeSet::new();
    let begun = every::shapes().into_iter().map(begin);
    let attached = [false, true].map(|has_dtr| attach(State::Detached, has_dtr));
    for step in begun.chain(attached).chain(all_steps()) {
        said.extend(step.outcome.map(|outcome| name(&outcome)));
        said.extend(step.send.map(|send| format!("sends {send:?}")));
        if let Clock::Start(limit) = step.clock {
            said.insert(format!("waits {limit:?}"));
        }
    }
    let outcomes = every::outcomes().into_iter().map(|outcome| name(&outcome));
    let sends = every::sends()
        .into_iter()
        .map(|send| format!("sends {send:?}"));
    let limits = every::limits()
        .into_iter()
        .map(|limit| format!("waits {limit:?}"));
    let words = outcomes.chain(sends).chain(limits);
    for word in words {
        assert!(said.contains(&word), "no step has {word}");
    }
}

/// An exchange ends by a step that tells it, or is given up by one that says so.
#[test]
fn no_exchange_is_left_without_a_word() {
    for state in every::states() {
        for input in every::inputs() {
            let Step {
                state: next,
                outcome,
                ..
            } = step(state, input);
            let leaves = phase(state) != phase(next);
            // All payload is supplied: the same exchange goes on.
            let goes_on = matches!((state, next), (State::Prompt(_), State::Exchange(_)));
            assert!(
                !leaves || goes_on || outcome.is_some(),
                "{state:?} {input:?}"
            );
        }
    }
}

/// In an exchange and online, only what is named here changes nothing and is not told.
#[test]
fn no_input_is_swallowed_while_something_is_asked() {
    for state in every::states() {
        for input in every::inputs() {
            let step = step(state, input);
            let swallowed = step.state == state && step.outcome.is_none() && step.framing.is_none();
            let expected = match state {
                // Bytes have left.
                State::Exchange(_) | State::Prompt(_) | State::Receive(_) => input == Input::Sent,
                State::Online(_) => input == Input::Sent,
                // Nothing is asked: payload was still leaving, an old answer counts nothing or was discarded.
                State::Idle => matches!(
                    input,
                    Input::Sent | Input::Header { count: 0 } | Input::PayloadEnd
                ),
                // Whatever comes may be the rest of what was before; only a marker ends it.
                State::Recover(_) => true,
                // Nothing is heard until the application attaches.
                State::Detached => true,
            };
            assert!(!swallowed || expected, "{state:?} {input:?}");
        }
    }
}

#[test]
fn from_every_state_idle_or_detached_is_reached_by_steps_alone() {
    let ends = |place: Place| matches!(place.state, State::Idle | State::Detached);
    all_reach(&reachable(), |_| true, ends).unwrap();
}

/// Neither a silent module nor one that says anything whatever can hold the engine: where it is not the
/// application's turn, the end of a transmission and of times alone lead on.
#[test]
fn time_alone_leads_out_of_every_state_that_does_not_wait_for_the_application() {
    let takes = |input| matches!(input, Input::Sent | Input::Expired);
    all_reach(&reachable(), takes, Place::rests).unwrap();
}

#[test]
fn where_nothing_leaves_a_time_runs_unless_it_is_the_turn_of_the_application() {
    for place in reachable() {
        let waits = place.timer.is_some() || place.sends();
        assert!(waits || place.rests(), "{place:?}");
    }
}

fn all_steps() -> impl Iterator<Item = Step> {
    let states = every::states().into_iter();
    states.flat_map(|state| {
        every::inputs()
            .into_iter()
            .map(move |input| step(state, input))
    })
}

/// The phase that has a file of its own.
fn phase(state: State) -> &'static str {
    match state {
        State::Idle => "Idle",
        State::Exchange(_) => "Exchange",
        State::Prompt(_) => "Prompt",
        State::Receive(_) => "Receive",
        State::Online(_) => "Online",
        State::Recover(_) => "Recover",
        State::Detached => "Detached",
    }
}
