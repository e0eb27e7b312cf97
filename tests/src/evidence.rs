//! What the golden vectors show, turn by turn, by the names of the tables.
//!
//! In: vectors, played. Out: [`Shown`]s. Not here: what is made of them; coverage counts and examples choose.

use at_parse::Asked;
use at_spec::{CommandSpec, LineSpec};
use serde_json::Value;

use crate::golden::Vector;
use crate::play::{Told, play, whole};
use crate::rows;

/// One thing that a turn of a vector shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'v> {
    /// The vector.
    pub vector: &'v Vector,
    /// Which turn.
    pub turn: usize,
    /// What.
    pub what: What,
}

/// What a turn can show.
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// The host sends a form of a command, alone or among others.
    Sent(&'static CommandSpec, Asked),
    /// The module answers it with a line.
    Answered(&'static CommandSpec, Asked, &'static LineSpec),
    /// The module refuses it.
    Refused(&'static CommandSpec, Asked),
    /// The module says something unasked.
    Unsolicited(&'static LineSpec),
}

/// All vectors, each with what it shows.
///
/// # Panics
/// If a vector cannot be read or played: other tests say why.
#[must_use]
pub fn evidence(vectors: &[Vector]) -> Vec<Shown<'_>> {
    let mut evidence = Vec::new();
    for vector in vectors {
        let told = play(vector, &whole(vector)).expect("the vectors are judged elsewhere");
        let mut asked = Vec::new();
        for (turn, told) in told.iter().enumerate() {
            if let Some(forms) = forms(vector, turn) {
                asked = forms;
                evidence.extend(asked.iter().map(|(row, form)| Shown {
                    vector,
                    turn,
                    what: What::Sent(row, *form),
                }));
            }
            let what = told.iter().flat_map(|told| of_module(told, &asked));
            evidence.extend(what.map(|what| Shown { vector, turn, what }));
        }
    }
    evidence
}

/// The forms that this turn sends; `None`: it sends no command line.
fn forms(vector: &Vector, turn: usize) -> Option<Vec<(&'static CommandSpec, Asked)>> {
    let invocations = rows::invocations(&vector.turns[turn].sent.produced)?;
    let forms = invocations.into_iter().map(|(invocation, row)| {
        let form = match invocation.asked {
            Asked::Execute => Asked::Set,
            other => other,
        };
        (row, form)
    });
    Some(forms.collect())
}

/// What the module's part of a turn shows.
fn of_module(told: &Told, asked: &[(&'static CommandSpec, Asked)]) -> Vec<What> {
    if let Some((line, _)) = told.line {
        return if told.value.get("Unsolicited").is_some() {
            vec![What::Unsolicited(line)]
        } else {
            let forms = asked.iter();
            forms
                .map(|(row, form)| What::Answered(row, *form, line))
                .collect()
        };
    }
    match told.value.get("Failed") {
        Some(Value::Object(_)) => asked
            .iter()
            .map(|(row, form)| What::Refused(row, *form))
            .collect(),
        _ => Vec::new(),
    }
}
