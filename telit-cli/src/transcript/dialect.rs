//! The declarations, as a listener looks things up in them.
//!
//! In: one command of a command line, or one line of the module. Out: a [`Reading`]. Not here: which line is an
//! answer and to what; `meaning.rs` decides that.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use at_parse::{Asked, Invocation, ResultCode};
use at_spec::{
    ArgumentSpec, CommandSpec, Dialect, Exchange, Inline, LineSpec, Malformed, ProfileId,
    SubparameterSpec, Syntax,
};
use serde_json::Value;
use telit_ssl::command::Telit;
use telit_ssl::{Cause, Failure, Profile};

use super::doubt::{doubts, form_doubt, one_is_enough};
use super::family::Shapes;
use super::fields::{HIDDEN, Typed, are_readable, fields};
use super::item::Reading;
use super::name::{Named, named};
use super::pending::Answer;
use super::secret::{is_secret, secret_values};
use crate::record::text_of;

type All = Telit<'static>;

pub(super) fn commands() -> impl Iterator<Item = &'static CommandSpec> {
    All::COMMANDS.iter().copied().flatten().copied()
}

pub(super) fn answers() -> impl Iterator<Item = &'static LineSpec> {
    All::ANSWERS.iter().copied().flatten().copied()
}

pub(super) fn unsolicited() -> impl Iterator<Item = &'static LineSpec> {
    All::UNSOLICITED.iter().copied().flatten().copied()
}

/// The rows whose line begins with a name, by that name: a capture has more lines than the dialect has rows.
#[derive(Default)]
struct Rows {
    answers: HashMap<&'static [u8], Vec<&'static LineSpec>>,
    unsolicited: HashMap<&'static [u8], Vec<&'static LineSpec>>,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    let mut rows = Rows::default();
    let all = answers().map(|row| (row, false));
    for (row, is_unsolicited) in all.chain(unsolicited().map(|row| (row, true))) {
        let map = if is_unsolicited {
            &mut rows.unsolicited
        } else {
            &mut rows.answers
        };
        for spelling in row.name.iter().flat_map(at_spec::Name::spellings) {
            map.entry(spelling.as_bytes()).or_default().push(row);
        }
    }
    rows
});

/// The declared answers that have the name of `line`.
pub(super) fn answers_named(line: &[u8]) -> impl Iterator<Item = &'static LineSpec> + '_ {
    rows_of(&ROWS.answers, line)
}

/// The declared unsolicited result codes that have the name of `line`.
pub(super) fn unsolicited_named(line: &[u8]) -> impl Iterator<Item = &'static LineSpec> + '_ {
    rows_of(&ROWS.unsolicited, line)
}

fn rows_of<'l>(
    map: &'static HashMap<&'static [u8], Vec<&'static LineSpec>>,
    line: &'l [u8],
) -> impl Iterator<Item = &'static LineSpec> + 'l {
    let upto = |ends: &[u8]| {
        let end = line.iter().position(|byte| ends.contains(byte));
        line.get(..end.unwrap_or(line.len())).unwrap_or(&[])
    };
    // A name may hold a space (`NO CARRIER`), or end at one.
    let (long, short) = (upto(b":("), upto(b":( "));
    let (long, short) = (map.get(long), map.get(short).filter(|_| long != short));
    let rows = long.into_iter().chain(short).flatten().copied();
    rows.filter(move |row| row.name.is_some_and(|name| name.strip(line).is_some()))
}

/// The counted data of an unsolicited result code that has begun so.
pub(super) fn inline(line: &[u8]) -> Option<Inline> {
    All::inline(line)
}

/// One command, and what the dialogue needs to know of it.
pub(super) struct Understood {
    pub(super) reading: Reading,
    pub(super) exchange: Option<Exchange>,
    pub(super) answer: Option<Answer>,
    /// Its secret values, as places in the command line.
    pub(super) secrets: Vec<Range<usize>>,
}

/// How things are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    pub(super) shapes: Shapes,
    /// Whether secrets are shown.
    pub(super) reveals: bool,
}

impl Reader {
    /// The refusal that a result code is, by the tables of the module's family; where any family is accepted, by
    /// those of the first that has the error.
    pub(super) fn failure(self, code: ResultCode<'_>) -> Option<Failure> {
        if let Shapes::Of(profile) = self.shapes {
            return Failure::read(code, profile);
        }
        let mut readings = Profile::ALL
            .iter()
            .filter_map(|profile| Failure::read(code, profile.id));
        let first = readings.next()?;
        if first.cause != Cause::Unlisted {
            return Some(first);
        }
        readings
            .find(|failure| failure.cause != Cause::Unlisted)
            .or(Some(first))
    }

    /// Reads one command of the command line `line`.
    pub(super) fn command(self, line: &[u8], invocation: &Invocation<'_>) -> Understood {
        let row = commands().find(|row| row.name.is(invocation.name));
        let values = place_of(line, invocation.text);
        let secrets: Vec<_> = row
            .filter(|_| !self.reveals)
            .map(|row| secret_values(row, invocation.text))
            .unwrap_or_default()
            .into_iter()
            .map(|secret| values.start + secret.start..values.start + secret.end)
            .collect();
        let mut reading = Reading {
            name: command_name(invocation.name),
            form: form_word(row, invocation),
            offset: place_of(line, invocation.name).start,
            fields: fields(&shown_values(line, values, &secrets)),
            ..Reading::default()
        };
        let (exchange, answer) = row.map_or((None, None), |row| {
            self.declared(row, invocation, &mut reading)
        });
        Understood {
            reading,
            exchange,
            answer,
            secrets,
        }
    }

    fn declared(
        self,
        row: &'static CommandSpec,
        invocation: &Invocation<'_>,
        reading: &mut Reading,
    ) -> (Option<Exchange>, Option<Answer>) {
        let text = command_text(row.syntax, invocation);
        let form = match invocation.asked {
            Asked::Execute | Asked::Set => Some(&row.set),
            Asked::Read => row.read.as_ref(),
            Asked::Test => row.test.as_ref(),
        };
        reading.item = row.item;
        reading.summary = row.manual.summary;
        if matches!(invocation.asked, Asked::Execute | Asked::Set) {
            self.read_values(
                reading,
                |profile, typed| (row.codec.render)(&text, profile, typed),
                row.subparameters,
            );
        } else {
            reading.typed = Some(serde_json::Map::new());
        }
        reading
            .doubts
            .extend(doubts(row.manual.provenance, "", &[]));
        reading.doubts.extend(form_doubt(form, reading.form));
        one_is_enough(&mut reading.doubts);
        let exchange = self
            .shapes
            .read(|profile| (row.codec.exchange)(&text, profile))
            .ok()
            .flatten();
        let answer = form.map(|form| Answer {
            line: form.answer,
            test: invocation.asked == Asked::Test,
        });
        (exchange, answer)
    }

    /// Reads a line of the module by a row; the grammar's reading is of what stands behind the name. `None`: neither
    /// the declaration nor the grammar can tell its values apart.
    pub(super) fn line(self, row: &'static LineSpec, line: &[u8]) -> Option<Reading> {
        let values = row.name.and_then(|name| name.strip(line)).unwrap_or(line);
        let mut reading = Reading {
            name: row
                .name
                .map_or_else(String::new, |name| spelling(name, line)),
            fields: fields(values),
            item: row.item,
            summary: row.manual.summary,
            ..Reading::default()
        };
        self.read_values(
            &mut reading,
            |profile, typed| (row.codec.render)(line, profile, typed),
            row.subparameters,
        );
        reading
            .doubts
            .extend(doubts(row.manual.provenance, "", &[]));
        one_is_enough(&mut reading.doubts);
        (reading.typed.is_some() || are_readable(values)).then_some(reading)
    }

    /// Whether `line` can be read by `row`.
    pub(super) fn fits(self, row: &LineSpec, line: &[u8]) -> bool {
        let render = |profile| (row.codec.render)(line, profile, &mut Typed::default());
        self.shapes.read(render).is_ok()
    }

    /// Whether `line` has more values than `row` names.
    pub(super) fn leaves_over(self, row: &LineSpec, line: &[u8]) -> bool {
        let values = row.name.and_then(|name| name.strip(line)).unwrap_or(line);
        fields(values).len() > row.subparameters.len()
    }

    fn read_values(
        self,
        reading: &mut Reading,
        render: impl Fn(ProfileId, &mut Typed) -> Result<(), Malformed>,
        subparameters: &[SubparameterSpec],
    ) {
        let read = self.shapes.read(|profile| {
            let mut typed = Typed::default();
            render(profile, &mut typed).map(|()| typed.fields)
        });
        match read {
            Ok(mut typed) => {
                for (place, subparameter) in subparameters.iter().enumerate() {
                    let name = subparameter.name;
                    reading
                        .doubts
                        .extend(doubts(subparameter.provenance, name, &[&typed]));
                    if self.reveals && is_secret(subparameter) {
                        reveal(&mut typed, name, reading.fields.get(place));
                    }
                }
                reading.typed = Some(typed);
            }
            Err(fault) => reading.fault = Some(fault),
        }
    }
}

/// A value that hides itself is still among the fields of the grammar.
fn reveal(typed: &mut serde_json::Map<String, Value>, name: &str, field: Option<&Value>) {
    if let (Some(hidden), Some(field)) = (typed.get_mut(name), field)
        && *hidden == HIDDEN
    {
        *hidden = field.clone();
    }
}

/// A line with a name that no declaration has. `None`: it has no name, or its values cannot be told apart.
pub(super) fn read_unknown(line: &[u8]) -> Option<(Named<'_>, Reading)> {
    let named = named(line).filter(|named| are_readable(named.values))?;
    let reading = Reading {
        name: text_of(named.name),
        fields: fields(named.values),
        ..Reading::default()
    };
    Some((named, reading))
}

/// Whether the line of `row` is one of several words and nothing else.
pub(super) fn is_word(row: &LineSpec) -> bool {
    matches!(
        (row.name, row.subparameters),
        (
            None,
            [SubparameterSpec {
                argument: ArgumentSpec::Words { .. },
                ..
            }]
        )
    )
}

/// A bare `AT` has no name but its prefix.
fn command_name(name: &[u8]) -> String {
    if name.is_empty() {
        "AT".into()
    } else {
        text_of(name)
    }
}

fn form_word(row: Option<&CommandSpec>, invocation: &Invocation<'_>) -> &'static str {
    let basic = row.map_or_else(
        || is_basic(invocation.name),
        |row| row.syntax == Syntax::Basic,
    );
    match invocation.asked {
        Asked::Read => "read",
        Asked::Test => "test",
        Asked::Set | Asked::Execute if basic && !invocation.name.is_empty() => "basic",
        Asked::Set => "set",
        Asked::Execute => "execute",
    }
}

/// Whether a command that is not declared is a basic one: a letter, or `&` and a letter, and no S-register.
pub(super) fn is_basic(name: &[u8]) -> bool {
    match name {
        [b's' | b'S', digit, ..] => !digit.is_ascii_digit(),
        [first, ..] => first.is_ascii_alphabetic() || *first == b'&',
        [] => false,
    }
}

/// One command as the text that a row's codec reads.
fn command_text(syntax: Syntax, invocation: &Invocation<'_>) -> Vec<u8> {
    let mark: &[u8] = match (invocation.asked, syntax) {
        (Asked::Read, _) => b"?",
        (Asked::Test, _) => b"=?",
        (Asked::Set, Syntax::Register | Syntax::Extended) => b"=",
        (Asked::Set, Syntax::Basic) | (Asked::Execute, _) => b"",
    };
    [invocation.name, mark, invocation.text].concat()
}

/// The values with `***` in place of the secret ones.
fn shown_values(line: &[u8], values: Range<usize>, secrets: &[Range<usize>]) -> Vec<u8> {
    let mut shown = Vec::new();
    let mut from = values.start;
    for secret in secrets {
        shown.extend_from_slice(line.get(from..secret.start).unwrap_or(&[]));
        shown.extend_from_slice(HIDDEN.as_bytes());
        from = secret.end;
    }
    shown.extend_from_slice(line.get(from..values.end).unwrap_or(&[]));
    shown
}

/// Where `part`, lent from `line`, stands in it; an empty part may stand anywhere.
fn place_of(line: &[u8], part: &[u8]) -> Range<usize> {
    let start = (part.as_ptr().addr())
        .checked_sub(line.as_ptr().addr())
        .filter(|start| !part.is_empty() && start + part.len() <= line.len())
        .unwrap_or(0);
    start..start + part.len()
}

fn spelling(name: at_spec::Name, line: &[u8]) -> String {
    let mut spellings = name.spellings();
    let found = spellings.find(|spelling| line.starts_with(spelling.as_bytes()));
    found.unwrap_or(name.usual).into()
}
