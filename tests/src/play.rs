//! A golden vector, played to the engine.
//!
//! In: a vector, and how its answers are cut. Out: what the application was told in each turn. Not here: what it
//! should have been told.

use at_spec::{Asker, Command, Dialect, Information, LineSpec, Nothing};
use serde_json::{Value, json};
use telit_ssl::{RequestError, ResultCodes};

use telit_ssl::command::Telit;

use crate::asked::ask;
use crate::golden::{Turn, Vector, escaped};
use crate::host::{Heard, Host};
use crate::rendering::{bytes, text};
use crate::rows::{self, Table};

/// What the application was told.
#[derive(Clone, Debug)]
pub struct Told {
    /// As the vectors write it.
    pub value: Value,
    /// The line that it is about, and the row that reads it.
    pub line: Option<(&'static LineSpec, Vec<u8>)>,
}

/// How many deadlines may pass until something is told that depends on quiet.
const PATIENCE: usize = 4;

/// Plays `vector`, where the module answers turn `n` with the pieces of `answers[n]`, each turn at one instant.
///
/// # Errors
/// What the host sent instead of what the vector says, for people.
pub fn play(vector: &Vector, answers: &[Vec<&[u8]>]) -> Result<Vec<Vec<Told>>, String> {
    play_in::<Telit<'static>>(vector, answers)
}

/// The same with the commands of any dialect.
///
/// # Errors
/// Those of [`play`].
pub fn play_in<D: Dialect<'static>>(
    vector: &Vector,
    answers: &[Vec<&[u8]>],
) -> Result<Vec<Vec<Told>>, String> {
    let table = Table::of::<D>();
    let mut host = host(vector);
    host.engine = host.engine.with_dialect::<D>();
    let mut answer = <Nothing as Information>::SPEC;
    let mut told = Vec::new();
    for (turn, pieces) in vector.turns.iter().zip(answers) {
        if let Some(asked) = &turn.asked {
            if let Some(row) = answer_of(table, turn) {
                answer = row;
            }
            put::<D>(&mut host, asked, turn).map_err(|error| format!("{asked}: {error}"))?;
        }
        let sent = host.take_sent();
        if sent != turn.sent.produced {
            return Err(format!(
                "`{}` was sent instead of `{}`",
                escaped(&sent),
                escaped(&turn.sent.produced)
            ));
        }
        host.hear_pieces(pieces.iter().copied());
        let mut patience = PATIENCE;
        while host.heard().len() < turn.told.len() && patience > 0 && host.go_on() {
            patience -= 1;
        }
        told.push(
            host.take_heard()
                .iter()
                .map(|heard| shown(heard, table, answer, vector))
                .collect(),
        );
    }
    Ok(told)
}

/// The answers of `vector` as we write them, or else as we accept them, each in one piece.
#[must_use]
pub fn whole(vector: &Vector) -> Vec<Vec<&[u8]>> {
    vector
        .turns
        .iter()
        .map(|turn| turn.answered.all().take(1).collect())
        .collect()
}

/// A host in the state that is given.
fn host(vector: &Vector) -> Host {
    let profile = vector.profile;
    let mut host = if vector.is_given("echo off") {
        Host::without_echo(profile)
    } else {
        Host::new(profile)
    };
    if vector.is_given("codes numeric") {
        host.engine.set_result_codes(ResultCodes::Numeric);
    }
    host
}

/// Does what the application is asked to do.
fn put<D: Dialect<'static>>(
    host: &mut Host,
    asked: &Value,
    turn: &Turn,
) -> Result<(), RequestError> {
    if asked == "Suspend" {
        return host.suspend();
    }
    if let Some(payload) = asked.get("Supply") {
        let payload = bytes(payload).expect("payload is bytes");
        let held = host.supply(&payload)?.len();
        assert_eq!(held, 0, "payload was held");
        return if host.engine.is_online() {
            Ok(())
        } else {
            host.finish()
        };
    }
    let line = &turn.sent.produced;
    let profile = host.engine.profile().id;
    let asked = ask::<D, _>(line, profile, Putting(host));
    asked.unwrap_or_else(|| panic!("`{}` is no command line of the dialect", escaped(line)))
}

struct Putting<'h>(&'h mut Host);

impl Asker for Putting<'_> {
    type Output = Result<(), RequestError>;

    fn ask<C: Command>(self, command: &C) -> Self::Output {
        self.0.request(command).map(|_| ())
    }
}

/// The row of the answer that the command of this turn has; `None`: this turn has no command.
fn answer_of(table: Table, turn: &Turn) -> Option<&'static LineSpec> {
    let invocations = table.invocations(&turn.sent.produced)?;
    let (invocation, row) = invocations.first()?;
    Some(rows::form(row, invocation.asked)?.answer)
}

/// An event as the vectors write it.
fn shown(heard: &Heard, table: Table, answer: &'static LineSpec, vector: &Vector) -> Told {
    let show = |row: &'static LineSpec, line: &[u8]| {
        rows::shown(row.codec, line, vector.profile.id).unwrap_or_else(|_| text(line))
    };
    match heard {
        Heard::Information(line) => Told {
            value: show(answer, line),
            line: Some((answer, line.clone())),
        },
        Heard::Unsolicited(line) => {
            let row = table
                .unsolicited()
                .find(|row| row.name.is_some_and(|name| name.strip(line).is_some()));
            let value = row.map_or_else(|| text(line), |row| show(row, line));
            Told {
                value: json!({"Unsolicited": value}),
                line: row.map(|row| (row, line.clone())),
            }
        }
        _ => Told {
            value: plain(heard),
            line: None,
        },
    }
}

/// An event without a line of its own.
fn plain(heard: &Heard) -> Value {
    match heard {
        Heard::Remark(line) => json!({"Remark": text(line)}),
        Heard::Payload(payload) => json!({"Payload": text(payload)}),
        Heard::Closed {
            certain,
            socket,
            cause,
            text: _,
        } => {
            let mut value = json!({"certain": certain});
            if let Some(socket) = socket {
                value["socket"] = socket.value().into();
            }
            if let Some(cause) = cause {
                value["cause"] = (*cause).into();
            }
            json!({"Closed": value})
        }
        Heard::Failed { command, failure } => {
            let mut value = json!({"command": command, "cause": format!("{:?}", failure.cause)});
            if let Some(number) = failure.number {
                value["number"] = number.into();
            }
            json!({"Failed": value})
        }
        Heard::Violation(violation) => json!({"Violation": format!("{violation:?}")}),
        Heard::Attached(found) => json!({"Attached": format!("{found:?}")}),
        other => Value::String(format!("{other:?}")),
    }
}
