//! The declarations, as a listener looks things up in them.
//!
//! In: one command of a command line, or one line of the module. Out: a [`Reading`]. Not here: which line is an
//! answer and to what; `module.rs` follows the dialogue.

use std::ops::Range;

use at_parse::{Asked, Invocation};
use at_spec::{
    ArgumentSpec, CommandSpec, Dialect, Exchange, FormSpec, Inline, LineSpec, Malformed, ProfileId,
    Provenance, SubparameterSpec, Syntax,
};
use serde_json::{Map, Value};
use telit_ssl::command::Telit;

use super::fields::{Typed, fields};
use super::item::{Doubt, Reading};
use super::pending::Answer;
use super::secret::secret_values;
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

/// Reads one command of the command line `line`.
pub(super) fn understand(
    line: &[u8],
    invocation: &Invocation<'_>,
    profile: ProfileId,
) -> Understood {
    let row = commands().find(|row| row.name.is(invocation.name));
    let values = place_of(line, invocation.text);
    let secrets: Vec<_> = row
        .map(|row| secret_values(row, invocation.text))
        .unwrap_or_default()
        .into_iter()
        .map(|secret| values.start + secret.start..values.start + secret.end)
        .collect();
    let mut reading = Reading {
        name: text_of(invocation.name),
        form: form_word(row, invocation),
        offset: place_of(line, invocation.name).start,
        fields: fields(&shown_values(line, values, &secrets)),
        item: "",
        summary: "",
        typed: None,
        fault: None,
        doubts: Vec::new(),
    };
    let (exchange, answer) = row.map_or((None, None), |row| {
        declared(row, invocation, profile, &mut reading)
    });
    Understood {
        reading,
        exchange,
        answer,
        secrets,
    }
}

fn declared(
    row: &'static CommandSpec,
    invocation: &Invocation<'_>,
    profile: ProfileId,
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
        read_values(
            reading,
            |typed| (row.codec.render)(&text, profile, typed),
            row.subparameters,
        );
    }
    reading
        .doubts
        .extend(doubts(row.manual.provenance, "", &[]));
    reading.doubts.extend(form_doubt(form, reading.form));
    one_doubt_is_enough(&mut reading.doubts);
    let exchange = (row.codec.exchange)(&text, profile).ok().flatten();
    let answer = form.map(|form| Answer {
        line: form.answer,
        test: invocation.asked == Asked::Test,
    });
    (exchange, answer)
}

/// Reads a line of the module by a row; the grammar's reading is of what stands behind the name.
pub(super) fn read_line(row: &'static LineSpec, line: &[u8], profile: ProfileId) -> Reading {
    let values = row.name.and_then(|name| name.strip(line)).unwrap_or(line);
    let mut reading = Reading {
        name: row
            .name
            .map_or_else(String::new, |name| spelling(name, line)),
        form: "",
        offset: 0,
        fields: fields(values),
        item: row.item,
        summary: row.manual.summary,
        typed: None,
        fault: None,
        doubts: Vec::new(),
    };
    read_values(
        &mut reading,
        |typed| (row.codec.render)(line, profile, typed),
        row.subparameters,
    );
    reading
        .doubts
        .extend(doubts(row.manual.provenance, "", &[]));
    one_doubt_is_enough(&mut reading.doubts);
    reading
}

/// A line with a name that no declaration has.
pub(super) fn read_unknown(line: &[u8]) -> Option<Reading> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, values) = line.split_at_checked(colon)?;
    let holds = |byte: &u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'_');
    let letters = match name {
        [b'+' | b'#' | b'$' | b'*' | b'%', letters @ ..] => letters,
        letters => letters,
    };
    (!letters.is_empty() && letters.iter().all(holds)).then(|| Reading {
        name: text_of(name),
        form: "",
        offset: 0,
        fields: fields(values.get(1..).unwrap_or(&[])),
        item: "",
        summary: "",
        typed: None,
        fault: None,
        doubts: Vec::new(),
    })
}

/// Whether `line` can be read by `row`.
pub(super) fn fits(row: &LineSpec, line: &[u8], profile: ProfileId) -> bool {
    (row.codec.render)(line, profile, &mut Typed::default()).is_ok()
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

fn read_values(
    reading: &mut Reading,
    render: impl Fn(&mut Typed) -> Result<(), Malformed>,
    subparameters: &[SubparameterSpec],
) {
    let mut typed = Typed::default();
    match render(&mut typed) {
        Ok(()) => {
            for subparameter in subparameters {
                let name = subparameter.name;
                reading
                    .doubts
                    .extend(doubts(subparameter.provenance, name, &[&typed.fields]));
            }
            reading.typed = Some(typed.fields);
        }
        Err(fault) => reading.fault = Some(fault),
    }
}

/// A doubt about `about`, if it is no cited fact and stands in all of `present`.
fn doubts(
    provenance: Provenance,
    about: &'static str,
    present: &[&Map<String, Value>],
) -> Option<Doubt> {
    let is_present = present.iter().all(|fields| fields.contains_key(about));
    (provenance != Provenance::Cited && is_present).then_some(Doubt { about, provenance })
}

fn form_doubt(form: Option<&FormSpec>, word: &'static str) -> Option<Doubt> {
    doubts(form?.provenance, word, &[])
}

/// What is doubted as a whole need not be doubted in parts.
fn one_doubt_is_enough(all: &mut Vec<Doubt>) {
    let whole = all
        .iter()
        .find(|doubt| doubt.about.is_empty())
        .map(|doubt| doubt.provenance);
    all.retain(|doubt| doubt.about.is_empty() || Some(doubt.provenance) != whole);
    all.dedup();
}

fn form_word(row: Option<&CommandSpec>, invocation: &Invocation<'_>) -> &'static str {
    let basic = row.map_or_else(
        || !matches!(invocation.name, [b'+' | b'#' | b'$' | b'*' | b'%', ..]),
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
        shown.extend_from_slice(b"***");
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
