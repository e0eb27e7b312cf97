//! `docs/states.md`: a diagram and a table for each phase.
//!
//! In: `step`, every state and input. Out: the page. Not here: what is judged.

use std::collections::{BTreeMap, BTreeSet};
use std::string::{String, ToString};
use std::vec::Vec;
use std::{format, vec};

use super::super::state::{State, Step};
use super::super::step::{attach, begin, step};
use super::graph::reachable;
use super::{every, phase, word};

pub(super) const HOW: &str = "UPDATE_DOCS=1 cargo test -p telit-ssl walk";

const HEAD: &str = "\
# The states of the engine

This page is made by walking `step` (`telit-ssl/src/engine/step`) over every state and every input, and a test holds it
current: `HOW`.

`step(state, input)` is pure. It says the next state, what the framer is to expect (framing), what the application is told
(outcome), what the engine itself sends, and which named time begins (timer). Payload is no input; only its end is. Lines
that nobody asked for and echoes change no state and are no inputs either. After every exchange the engine is `Idle` again;
a connection that was suspended is `Idle` too, since the module is in command mode.

What is not `step`'s: the first state of a request follows from the exchange that its command declares; `attach` begins a
recovery from any state; and after an end of online mode that is not certain, a recovery that would begin with
`Settings` begins with `Hush`, since the module may still be online.
";

/// The states that differ in data alone, under their name.
type Kind = (String, Vec<State>);

/// One line of a table: what happens in one kind of state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Effect {
    next: String,
    outcome: String,
    framing: String,
    sends: String,
    timer: String,
}

/// Inputs that have the same effect under the same condition.
#[derive(Clone, Debug)]
struct Row {
    inputs: Vec<String>,
    when: String,
    effect: Effect,
    /// Kind of the next state.
    to: String,
}

pub(super) fn page() -> String {
    let mut page = HEAD.replace("HOW", HOW);
    let (states, inputs) = (every::states().len(), every::inputs().len());
    page += &format!(
        "\n{states} states (tries, aims and kinds of payload counted apart) and {inputs} inputs; {} places, that is \
         states with the time that runs and whether something leaves, can be reached from `Idle`.\n",
        reachable().len()
    );
    page += &overview();
    for (phase, kinds) in kinds() {
        page += &format!("\n## {phase}\n");
        let tables: Vec<(String, Vec<Row>)> = kinds
            .into_iter()
            .map(|(kind, states)| (kind, rows(&states)))
            .collect();
        if tables.len() > 1 {
            page += &diagram(phase, &tables);
        }
        for (kind, rows) in &tables {
            page += &table(kind, rows);
        }
    }
    page
}

/// The kinds of states, in the order of the code, each with its states.
fn kinds() -> Vec<(&'static str, Vec<Kind>)> {
    let mut phases: Vec<(&'static str, Vec<Kind>)> = vec![];
    for state in every::states() {
        if phases.last().is_none_or(|(name, _)| *name != phase(state)) {
            phases.push((phase(state), vec![]));
        }
        let (_, kinds) = phases.last_mut().unwrap();
        match kinds
            .iter_mut()
            .find(|(kind, _)| *kind == word::kind(state))
        {
            Some((_, states)) => states.push(state),
            None => kinds.push((word::kind(state), vec![state])),
        }
    }
    phases
}

/// The rows of a kind; where its states differ, the rows say by what.
fn rows(states: &[State]) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![];
    for input in every::inputs() {
        let mut effects: Vec<(Effect, String, Vec<State>)> = vec![];
        for state in states {
            let step = step(*state, input);
            let effect = effect(*state, step);
            match effects.iter_mut().find(|(known, ..)| *known == effect) {
                Some((.., states)) => states.push(*state),
                None => effects.push((effect, word::kind(step.state), vec![*state])),
            }
        }
        for (effect, to, some) in effects {
            let when = condition(states, &some);
            match rows
                .iter_mut()
                .find(|row| row.when == when && row.effect == effect)
            {
                Some(row) => row.inputs.push(word::input(input)),
                None => rows.push(Row {
                    inputs: vec![word::input(input)],
                    when,
                    effect,
                    to,
                }),
            }
        }
    }
    // What changes nothing stands last.
    rows.sort_by_key(|row| row.effect == Effect::nothing());
    rows
}

impl Effect {
    fn nothing() -> Self {
        let none = String::new;
        Self {
            next: "stays".to_string(),
            outcome: none(),
            framing: none(),
            sends: none(),
            timer: none(),
        }
    }
}

fn effect(before: State, step: Step) -> Effect {
    let said = |text: Option<String>| text.unwrap_or_default();
    Effect {
        next: next(before, step.state),
        outcome: said(step.outcome.map(|outcome| word::name(&outcome))),
        framing: said(step.framing.map(word::framing)),
        sends: said(step.send.map(|send| word::name(&send))),
        timer: word::clock(step.clock),
    }
}

/// The next state, with those of its data that change.
fn next(before: State, after: State) -> String {
    let known: BTreeMap<_, _> = word::data(before).into_iter().collect();
    let changes: Vec<String> = word::data(after)
        .into_iter()
        .filter(|(name, value)| known.get(name) != Some(value))
        // A recovery that has not found anything yet.
        .filter(|(name, value)| {
            known.contains_key(name) || (*name, value.as_str()) != ("online", "no")
        })
        .map(
            |(name, value)| match known.get(name).and_then(|known| known.parse::<u8>().ok()) {
                Some(known) if value == known.saturating_add(1).to_string() => {
                    format!("{name} + 1")
                }
                _ => format!("{name}: {value}"),
            },
        )
        .collect();
    match (word::kind(before) == word::kind(after), changes.is_empty()) {
        (true, true) => "stays".to_string(),
        (false, true) => code(&word::kind(after)),
        (_, false) => format!("{}, {}", code(&word::kind(after)), changes.join(", ")),
    }
}

/// By what `some` of the states differ from the others.
fn condition(all: &[State], some: &[State]) -> String {
    let values = |states: &[State], at: usize| -> BTreeSet<String> {
        let data = states.iter().map(|state| word::data(*state));
        data.map(|data| data[at].1.clone()).collect()
    };
    let names = word::data(all[0]).into_iter().enumerate();
    let differ = names.filter(|(at, _)| values(some, *at) != values(all, *at));
    let said: Vec<String> = differ
        .map(|(at, (name, _))| {
            let values = Vec::from_iter(values(some, at));
            match values.as_slice() {
                [first, _, .., last] => format!("{name}: {first} to {last}"),
                values => format!("{name}: {}", values.join(" or ")),
            }
        })
        .collect();
    said.join("; ")
}

fn table(kind: &str, rows: &[Row]) -> String {
    let conditions = rows.iter().any(|row| !row.when.is_empty());
    let mut lines = vec![vec!["input"]];
    if conditions {
        lines[0].push("when");
    }
    lines[0].extend(["next state", "outcome", "framing", "sends", "timer"]);
    lines.push(lines[0].iter().map(|_| "---").collect());
    let inputs: Vec<String> = rows.iter().map(|row| row.inputs.join(", ")).collect();
    for (row, inputs) in rows.iter().zip(&inputs) {
        let Effect {
            next,
            outcome,
            framing,
            sends,
            timer,
        } = &row.effect;
        let mut line = vec![inputs.as_str()];
        if conditions {
            line.push(&row.when);
        }
        line.extend([next.as_str(), outcome, framing, sends, timer]);
        lines.push(line);
    }
    let lines = lines
        .iter()
        .map(|cells| format!("| {} |\n", cells.join(" | ")));
    format!("\n### `{kind}`\n\n{}", lines.collect::<String>())
}

/// The states of one phase, and what leads from each to another.
fn diagram(phase: &str, tables: &[(String, Vec<Row>)]) -> String {
    let mut edges: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for (kind, rows) in tables {
        for row in rows.iter().filter(|row| row.to != *kind) {
            // What is out of turn leads to the same place from everywhere; its inputs stand in the tables.
            let labels = match row.effect.outcome.as_str() {
                "OutOfTurn" => vec!["out of turn".to_string()],
                _ => row.inputs.clone(),
            };
            edges
                .entry((kind.clone(), row.to.clone()))
                .or_default()
                .extend(labels);
        }
    }
    let inside = |kind: &str| kind.split("::").next() == Some(phase);
    let short = |kind: &str| match inside(kind) {
        true => kind.replace(&format!("{phase}::"), ""),
        false => kind.replace("::", "_"),
    };
    let lines = edges.into_iter().map(|((from, to), labels)| {
        let labels = Vec::from_iter(labels).join(", ");
        format!("    {} --> {} : {labels}\n", short(&from), short(&to))
    });
    mermaid(lines.collect())
}

/// The phases, and by what outcome one follows another.
fn overview() -> String {
    let mut edges: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for state in every::states() {
        for input in every::inputs() {
            let step = step(state, input);
            let (from, to) = (phase(state), phase(step.state));
            let label = step
                .outcome
                .map_or(word::input(input), |outcome| word::name(&outcome));
            if from != to {
                edges.entry((from, to)).or_default().insert(label);
            }
        }
    }
    for shape in every::shapes() {
        let to = phase(begin(shape).state);
        edges
            .entry(("Idle", to))
            .or_default()
            .insert("request".to_string());
    }
    let attached = phase(attach(State::Detached, false).state);
    let begins = edges.entry(("Detached", attached)).or_default();
    begins.insert("attach".to_string());
    let lines = edges.into_iter().map(|((from, to), labels)| {
        let labels = Vec::from_iter(labels).join(", ");
        format!("    {from} --> {to} : {labels}\n")
    });
    mermaid(format!("    [*] --> Idle\n{}", lines.collect::<String>()))
}

fn mermaid(lines: String) -> String {
    format!("\n```mermaid\nstateDiagram-v2\n{lines}```\n")
}

fn code(text: &str) -> String {
    format!("`{text}`")
}
