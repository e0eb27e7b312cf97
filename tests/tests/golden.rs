//! Golden vectors, judged: what the host is asked, sends, hears and tells, in both directions.
//!
//! In: the files of `golden/` and the tables of the dialect. Out: what does not agree. Nothing is listed here:
//! which items need a vector is computed from the rows.

use std::collections::BTreeSet;
use std::fmt::Write;

use at_parse::Asked;
use at_spec::{Codec, Dialect, ProfileId, Provenance, Syntax};
use serde_json::{Value, json};
use telit_ssl::command::Telit;
use tests::evidence::{What, evidence};
use tests::golden::{Vector, escaped, known_sources, vectors};
use tests::play::{Told, play, whole};
use tests::rows;

/// Calls `judge` with every vector and reports all complaints at once.
fn judged(judge: impl Fn(&Vector) -> Result<(), String>) {
    let complaints: Vec<String> = vectors()
        .iter()
        .filter_map(|vector| {
            judge(vector)
                .err()
                .map(|complaint| format!("{}: {complaint}", vector.name))
        })
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn agree(what: &str, found: &Value, expected: &Value) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what}\n  found    {found}\n  expected {expected}"))
}

#[test]
fn every_source_exists() {
    let known = known_sources();
    judged(|vector| {
        if vector.sources.is_empty() {
            return Err("it has no source".to_owned());
        }
        match vector.sources.iter().find(|source| !known.contains(source)) {
            Some(source) => Err(format!("`{source}` is not in sources.txt")),
            None => Ok(()),
        }
    });
}

#[test]
fn a_command_line_is_read_as_what_was_asked() {
    judged(|vector| {
        for (turn, line) in vector
            .turns
            .iter()
            .flat_map(|turn| turn.sent.all().map(move |line| (turn, line)))
        {
            if let (Some(asked), Some(found)) = (&turn.asked, shown(line, vector.profile.id)?) {
                agree(&escaped(line), &found, asked)?;
            }
        }
        Ok(())
    });
}

#[test]
fn a_command_line_that_was_read_is_written_as_we_write_it() {
    judged(|vector| {
        for (turn, line) in vector
            .turns
            .iter()
            .flat_map(|turn| turn.sent.all().map(move |line| (turn, line)))
        {
            let Some(again) = rewritten(line, vector.profile.id)? else {
                continue;
            };
            if again != turn.sent.produced {
                return Err(format!("`{}` became `{}`", escaped(line), escaped(&again)));
            }
        }
        Ok(())
    });
}

#[test]
fn the_module_reads_a_command_line_as_the_type_that_was_declared() {
    judged(|vector| {
        for line in vector.turns.iter().flat_map(|turn| turn.sent.all()) {
            for (invocation, row) in rows::invocations(line).into_iter().flatten() {
                let telit = Telit::decode(&invocation, vector.profile.id);
                match telit {
                    Some(Ok(_)) => {}
                    Some(Err(malformed)) => {
                        return Err(format!("`{}`: {malformed}", escaped(line)));
                    }
                    None => return Err(format!("`{}` has a row and no type", row.item)),
                }
            }
        }
        Ok(())
    });
}

#[test]
fn the_host_sends_and_tells_what_the_vector_says() {
    judged(|vector| told_as_written(vector, &whole(vector)));
}

#[test]
fn every_other_answer_that_is_accepted_tells_the_same() {
    judged(|vector| {
        for (number, turn) in vector.turns.iter().enumerate() {
            for other in &turn.answered.accepted {
                let mut answers = whole(vector);
                answers[number] = vec![other];
                told_as_written(vector, &answers)
                    .map_err(|complaint| format!("`{}`: {complaint}", escaped(other)))?;
            }
        }
        Ok(())
    });
}

fn told_as_written(vector: &Vector, answers: &[Vec<&[u8]>]) -> Result<(), String> {
    for (turn, told) in vector.turns.iter().zip(play(vector, answers)?) {
        let told: Value = told.into_iter().map(|told| told.value).collect();
        agree(
            "the application was told",
            &told,
            &Value::Array(turn.told.clone()),
        )?;
    }
    Ok(())
}

#[test]
fn a_line_of_the_module_that_was_read_is_written_as_we_write_it() {
    judged(|vector| {
        let lines = |answers: &[Vec<&[u8]>]| -> Result<Vec<(Codec, Vec<u8>)>, String> {
            let told = play(vector, answers)?
                .into_iter()
                .flatten()
                .filter_map(|told: Told| told.line);
            Ok(told.map(|(row, line)| (row.codec, line)).collect())
        };
        let written: Vec<Vec<u8>> = lines(&whole(vector))?
            .into_iter()
            .map(|(_, line)| line)
            .collect();
        for (number, turn) in vector.turns.iter().enumerate() {
            // Where we write nothing ourselves there is nothing to compare with.
            let accepted = if turn.answered.produced.is_empty() {
                0
            } else {
                usize::MAX
            };
            for answer in turn.answered.all().take(accepted) {
                let mut answers = whole(vector);
                answers[number] = vec![answer];
                for ((codec, line), written) in lines(&answers)?.into_iter().zip(&written) {
                    let again = rows::recoded(codec, &line, vector.profile.id);
                    if again.as_ref() != Ok(written) {
                        return Err(format!(
                            "`{}` was read and became {again:?}",
                            escaped(&line)
                        ));
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_vector_is_as_cautious_as_what_it_shows() {
    judged(|vector| {
        // Only a document that shows bytes can know better than the declaration.
        if vector
            .sources
            .iter()
            .any(|source| source.document.shows_bytes())
        {
            return Ok(());
        }
        for (invocation, row) in vector
            .turns
            .iter()
            .filter_map(|turn| rows::invocations(&turn.sent.produced))
            .flatten()
        {
            let declared =
                rows::form(row, invocation.asked).map_or(Provenance::Cited, |form| form.provenance);
            if vector.provenance < declared {
                return Err(format!(
                    "{} is declared {declared:?}; write so, or cite what shows the bytes",
                    row.item
                ));
            }
        }
        Ok(())
    });
}

/// What must be shown: that each command is sent as it is declared, and every form and line that is cited. An answer
/// that is only recollected or inferred has no bytes to show; docs/coverage.md has an empty cell there.
/// What must be shown: that each command is sent as it is declared, and every form and line that is cited. An answer
/// that is only recollected or inferred has no bytes to show; docs/coverage.md has an empty cell there.
#[test]
fn every_declared_item_has_a_vector() {
    let mut due = BTreeSet::new();
    for row in rows::commands() {
        due.insert(format!("{} {:?}", row.item, Asked::Set));
        for asked in [Asked::Set, Asked::Read, Asked::Test] {
            let form = rows::form(row, asked);
            let Some(form) = form.filter(|form| form.provenance == Provenance::Cited) else {
                continue;
            };
            due.insert(format!("{} {asked:?}", row.item));
            let answer = form.answer;
            let is_cited = answer.manual.provenance == Provenance::Cited;
            // Some test forms answer with their result code alone (protocol notes 1.3).
            if answer.item != "Nothing" && asked != Asked::Test && is_cited {
                due.insert(format!("{} {asked:?} -> {}", row.item, answer.item));
            }
        }
    }
    let lines = rows::answers().chain(rows::unsolicited());
    let cited = lines.filter(|row| row.manual.provenance == Provenance::Cited);
    due.extend(cited.map(|row| row.item.to_owned()));
    let vectors = vectors();
    for shown in evidence(&vectors) {
        match shown.what {
            What::Sent(row, form) => {
                due.remove(&format!("{} {form:?}", row.item));
            }
            What::Answered(row, form, line) => {
                due.remove(&format!("{} {form:?} -> {}", row.item, line.item));
                due.remove(line.item);
            }
            What::Unsolicited(line) => {
                due.remove(line.item);
            }
            What::Refused(..) => {}
        }
    }
    let mut report = String::new();
    for item in &due {
        let _ = writeln!(report, "  {item}");
    }
    assert!(
        due.is_empty(),
        "write a vector with its source for:\n{report}"
    );
}

/// The commands of a line, as JSON; `None`: it is payload.
fn shown(line: &[u8], profile: ProfileId) -> Result<Option<Value>, String> {
    let Some(invocations) = rows::invocations(line) else {
        return Ok(None);
    };
    let values: Result<Vec<Value>, String> = invocations
        .iter()
        .map(|(invocation, row)| {
            let value = rows::shown(row.codec, &rows::text_of(invocation, row), profile);
            value.map_err(|malformed| format!("`{}`: {malformed}", escaped(line)))
        })
        .collect();
    let mut values = values?;
    Ok(Some(if values.len() == 1 {
        values.remove(0)
    } else {
        json!(values)
    }))
}

/// The commands of a line, read and written again; `None`: it is payload.
fn rewritten(line: &[u8], profile: ProfileId) -> Result<Option<Vec<u8>>, String> {
    let Some(invocations) = rows::invocations(line) else {
        return Ok(None);
    };
    let mut again = b"AT".to_vec();
    let mut before = None;
    for (invocation, row) in invocations {
        // Protocol notes 1.1: a separator stands behind an extended command.
        if before.replace(row.syntax) == Some(Syntax::Extended) {
            again.push(b';');
        }
        let text = rows::recoded(row.codec, &rows::text_of(&invocation, row), profile);
        again.extend(text.map_err(|fault| format!("`{}`: {fault:?}", escaped(line)))?);
    }
    again.push(b'\r');
    Ok(Some(again))
}
