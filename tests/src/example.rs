//! Examples for the reference: which turns of which vectors show a form best.
//!
//! In: what the vectors show. Out: the collection that the program `telit` is built with. The choice is by rule:
//! one example for each form and shape of exchange, for each way of being refused, for each unsolicited code; the
//! best known is taken, of those the one that tells most, of those the shortest.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use at_parse::Asked;
use at_spec::CommandSpec;
use telit_cli::spec::{Example, Examples, Refusal, Shows};

use crate::coverage::{generation, word};
use crate::evidence::{Shown, What};
use crate::golden::{Turn, escaped};
use crate::rows;

/// What an example is chosen for: there is one for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Purpose {
    /// The place of the row in the dialect.
    place: usize,
    refusal: Option<Refusal>,
    shows: Shows,
    /// The shape of the exchange that begins.
    shape: String,
}

/// The collection.
#[must_use]
pub fn collected(evidence: &[Shown<'_>]) -> Examples {
    let mut best: BTreeMap<Purpose, (Rank, Example)> = BTreeMap::new();
    for shown in evidence {
        let Some((purpose, example)) = candidate(shown) else {
            continue;
        };
        let rank = rank(shown, &example);
        match best.get(&purpose) {
            Some((known, _)) if *known <= rank => {}
            _ => {
                best.insert(purpose, (rank, example));
            }
        }
    }
    Examples::new(best.into_values().map(|(_, example)| example).collect())
}

/// The less, the better.
type Rank = (at_spec::Provenance, bool, Reverse<usize>, usize, String);

fn rank(shown: &Shown<'_>, example: &Example) -> Rank {
    let vector = shown.vector;
    let alone = rows::invocations(&vector.turns[shown.turn].sent.produced)
        .is_none_or(|line| line.len() <= 1);
    let told = turns(shown).iter().map(|turn| turn.told.len()).sum();
    (
        vector.provenance,
        !alone,
        Reverse(told),
        example.dialogue.iter().map(String::len).sum(),
        vector.name.clone(),
    )
}

fn candidate(shown: &Shown<'_>) -> Option<(Purpose, Example)> {
    let vector = shown.vector;
    let turn = &vector.turns[shown.turn];
    let (place, name, item, shows) = match shown.what {
        What::Sent(row, form) | What::Refused(row, form) => {
            (place_of(row)?, row.name.usual, row.item, Shows::from(form))
        }
        What::Unsolicited(row) => {
            let key = (row.item, row.name);
            let place = rows::unsolicited().position(|one| (one.item, one.name) == key)?;
            let commands = rows::commands().count();
            let name = row.name?.usual;
            (commands + place, name, row.item, Shows::Unsolicited)
        }
        What::Answered(..) => return None,
    };
    let refusal = refusal(turn);
    match shown.what {
        // A refusal is an example of itself alone.
        What::Sent(..) if refusal.is_some() => return None,
        What::Refused(..) if refusal.is_none() => return None,
        _ => {}
    }
    let shape = match shown.what {
        What::Sent(row, Asked::Set) => shape(row, turn, shown)?,
        _ => String::new(),
    };
    let refusal = refusal.filter(|_| matches!(shown.what, What::Refused(..)));
    let example = Example {
        name: name.to_owned(),
        item: item.to_owned(),
        shows,
        refusal: refusal.clone(),
        vector: vector.name.clone(),
        title: vector.title.clone(),
        generation: generation(vector).to_owned(),
        provenance: word(vector.provenance).to_owned(),
        sources: vector.sources.iter().map(ToString::to_string).collect(),
        dialogue: dialogue(shown),
    };
    let purpose = Purpose {
        place,
        refusal,
        shows,
        shape,
    };
    Some((purpose, example))
}

fn place_of(row: &CommandSpec) -> Option<usize> {
    let key = (row.item, row.name);
    rows::commands().position(|one| (one.item, one.name) == key)
}

/// The shape of the exchange, its numbers left out.
fn shape(row: &CommandSpec, turn: &Turn, shown: &Shown<'_>) -> Option<String> {
    let (invocation, _) = *rows::invocations(&turn.sent.produced)?
        .iter()
        .find(|(_, one)| (one.item, one.name) == (row.item, row.name))?;
    let text = rows::text_of(&invocation, row);
    let shape = (row.codec.exchange)(&text, shown.vector.profile.id).ok()??;
    let letters = format!("{shape:?}");
    Some(letters.replace(|letter: char| letter.is_ascii_digit(), ""))
}

fn refusal(turn: &Turn) -> Option<Refusal> {
    turn.told.iter().find_map(|told| {
        let failed = told.get("Failed")?;
        Some(Refusal {
            number: failed
                .get("number")
                .and_then(|number| number.as_u64()?.try_into().ok()),
            cause: failed.get("cause")?.as_str()?.to_owned(),
        })
    })
}

/// The turns of an example: from what it shows up to the next command line.
fn turns<'v>(shown: &Shown<'v>) -> &'v [Turn] {
    let turns = &shown.vector.turns[shown.turn..];
    let next = turns
        .iter()
        .skip(1)
        .position(|turn| rows::invocations(&turn.sent.produced).is_some());
    &turns[..next.map_or(turns.len(), |next| next + 1)]
}

/// The bytes of both sides.
fn dialogue(shown: &Shown<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for turn in turns(shown) {
        let sent = turn.sent.all().next().unwrap_or_default();
        let answered = turn.answered.all().next().unwrap_or_default();
        lines.extend(pieces(sent).into_iter().map(|piece| format!("> {piece}")));
        lines.extend(
            pieces(answered)
                .into_iter()
                .map(|piece| format!("< {piece}")),
        );
    }
    lines
}

/// Longest piece that is shown whole. Unit: characters.
const LONGEST: usize = 120;

/// Bytes as people read them: cut between lines of the module, shortened where they are long.
fn pieces(bytes: &[u8]) -> Vec<String> {
    let text = escaped(bytes);
    let lines = text.replace("\\r\\n\\r\\n", "\\r\\n\u{0}\\r\\n");
    let lines = lines.split('\u{0}').filter(|line| !line.is_empty());
    lines.map(shortened).collect()
}

fn shortened(line: &str) -> String {
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let head: String = line.chars().take(LONGEST).collect();
    format!("{head} ...")
}
