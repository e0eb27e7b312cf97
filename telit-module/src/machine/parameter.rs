//! Parameter commands, from the table of the dialect alone: stored, read back, tested.
//!
//! In: a row of the table and the values given. Out: values stored, and answers. Not here: what a value does to
//! the module; a command that has only been declared is complete here.
//! Read first: V.250 5.4.4; protocol notes 1.3.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use at_parse::Asked;
use at_spec::{
    Argument, CommandSpec, Declaration, Dialect, Fields, ProfileId, Range, Subparameters, Syntax,
    Writer,
};
use telit_ssl::command::Telit;

use super::Module;
use super::quirks::Spelling;
use super::state::Verdict;
use crate::answer::Refused;
use crate::memory::Parameters;

/// One command of a line, and its row.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) spec: &'static CommandSpec,
    pub(super) asked: Asked,
    /// The name as it was issued.
    pub(super) verb: &'static str,
    /// The values given, as the declaration writes them.
    pub(super) text: Vec<u8>,
}

/// Whether a setting survives a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// It does.
    Always,
    /// Only in a profile that was written down.
    InProfile,
}

/// Room for a line in either direction; the longest known command line has 400 bytes.
const ROOM: usize = 1024;

/// Default rows are made for the settings of a command only if it has at most so many.
const MOST_ROWS: i64 = 64;

/// Every row of the table.
fn rows() -> impl Iterator<Item = &'static CommandSpec> {
    let families = <Telit<'static> as Dialect<'static>>::COMMANDS;
    families.iter().flat_map(|family| family.iter().copied())
}

/// The names of the S-registers by their numbers: they are looked up for every byte that is entered.
static REGISTERS: LazyLock<BTreeMap<u8, &'static str>> = LazyLock::new(|| {
    let registers = rows().filter(|spec| spec.syntax == Syntax::Register);
    let numbered = registers.map(|spec| spec.name.usual);
    numbered
        .filter_map(|name| Some((name.get(1..)?.parse().ok()?, name)))
        .collect()
});
/// The usual name of a command, as the table has it.
pub(crate) fn usual_name(name: &str) -> Option<&'static str> {
    rows()
        .map(|spec| spec.name.usual)
        .find(|usual| *usual == name)
}

/// Whether a setting is one of the basic ones, which are those of V.250 without a mark before their names.
pub(super) fn is_basic(name: &str) -> bool {
    let row = rows().find(|spec| spec.name.usual == name);
    row.is_some_and(|spec| spec.syntax != Syntax::Extended)
}

/// The settings that a module has before anybody sets them.
pub(super) fn factory(profile: ProfileId) -> Parameters {
    let mut parameters = Parameters::default();
    for spec in rows() {
        for choice in choices(spec, profile) {
            if let Some(text) = default_row(spec, &choice, profile) {
                parameters.set(spec.name.usual, &choice, text);
            }
        }
    }
    parameters
}

/// What chooses among the settings of a command; one that chooses nothing has one setting.
fn choices(spec: &CommandSpec, profile: ProfileId) -> Vec<Vec<u8>> {
    let mut keys = spec.subparameters.iter().filter(|row| row.key);
    match (keys.next(), keys.next()) {
        (None, _) => vec![Vec::new()],
        (Some(key), None) => match key.bounds(profile) {
            Some(Range { least, most }) if most.saturating_sub(least) < MOST_ROWS => {
                let numbers = least..=most;
                numbers
                    .map(|number| number.to_string().into_bytes())
                    .collect()
            }
            Some(_) | None => Vec::new(),
        },
        (Some(_), Some(_)) => Vec::new(),
    }
}

/// The values in force before any are set. `None`: one of them is not known, so that there is no setting.
fn default_row(spec: &CommandSpec, choice: &[u8], profile: ProfileId) -> Option<Vec<u8>> {
    let present = |row: &&at_spec::SubparameterSpec| !row.limits.absent.contains(&profile);
    let has_default = |row: &at_spec::SubparameterSpec| !row.default.is_empty();
    let mut others = spec
        .subparameters
        .iter()
        .filter(present)
        .filter(|row| !row.key);
    let is_known =
        others.clone().any(has_default) && others.all(|row| row.optional || has_default(row));
    let values: Vec<&[u8]> = spec
        .subparameters
        .iter()
        .map(|row| match row {
            row if !present(&row) => b"",
            row if row.key => choice,
            row => row.default.as_bytes(),
        })
        .collect();
    is_known.then(|| join(&values))
}

/// What chooses the settings of a context or a socket in the table.
pub(super) fn choice<'a>(value: &impl Argument<'a>) -> Vec<u8> {
    let number = value.number().unwrap_or_default();
    number.to_string().into_bytes()
}

/// The values of a line: what stands between commas outside quotes.
pub(super) fn split(text: &[u8]) -> Vec<&[u8]> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut in_quotes = false;
    text.split(|byte| {
        in_quotes ^= *byte == b'"';
        *byte == b',' && !in_quotes
    })
    .collect()
}

/// The text of a line; values left out at its end leave no comma.
fn join(values: &[&[u8]]) -> Vec<u8> {
    let end = values
        .iter()
        .rposition(|value| !value.is_empty())
        .map_or(0, |last| last.saturating_add(1));
    values.get(..end).unwrap_or(values).join(&b","[..])
}

impl Call {
    /// The values as the declaration writes them, if the profile takes them.
    pub(super) fn checked(
        spec: &CommandSpec,
        given: &[u8],
        profile: ProfileId,
    ) -> Result<Vec<u8>, Refused> {
        let text = canonical(spec, given, profile).ok_or(Refused::PARAMETERS)?;
        // The last row is that of all values of a list.
        let list = spec.subparameters.last();
        let list = list.filter(|row| row.argument.takes_rest());
        let surplus = split(given).into_iter().skip(spec.subparameters.len());
        if list.is_none()
            && surplus
                .map(<[u8]>::trim_ascii)
                .any(|value| !value.is_empty())
        {
            return Err(Refused::PARAMETERS);
        }
        let rows = spec.subparameters.iter();
        for (value, row) in split(&text)
            .into_iter()
            .zip(rows.chain(list.into_iter().cycle()))
        {
            if !value.is_empty() {
                let number = str::from_utf8(value)
                    .ok()
                    .and_then(|text| text.parse().ok());
                let check = row.limits.check(profile, number);
                check.map_err(|_| Refused::PARAMETERS)?;
            }
        }
        Ok(text)
    }

    /// Whether the read form answers what the set form takes.
    fn reads_itself(&self) -> bool {
        self.spec
            .read
            .is_some_and(|read| read.answer.item == self.spec.item)
    }

    /// The part of the values that chooses among settings.
    fn choice(&self) -> Vec<u8> {
        let values = split(&self.text);
        let keys = values.iter().zip(self.spec.subparameters);
        let keys = keys.filter(|(_, row)| row.key).map(|(value, _)| *value);
        join(&keys.collect::<Vec<_>>())
    }
}

fn canonical(spec: &CommandSpec, given: &[u8], profile: ProfileId) -> Option<Vec<u8>> {
    let name = spec.name.of(profile).as_bytes();
    let lead: &[u8] = match spec.syntax {
        Syntax::Basic => b"",
        Syntax::Register | Syntax::Extended => b"=",
    };
    let mut room = [0; ROOM];
    let mut writer = Writer::new(&mut room, profile);
    (spec.codec.recode)(&[name, lead, given].concat(), &mut writer).ok()?;
    let values = writer.written().strip_prefix(name)?;
    Some(values.strip_prefix(lead).unwrap_or(values).to_vec())
}

impl Module {
    /// The row of a command that this module has.
    pub(super) fn row_of(&self, name: &[u8]) -> Option<(&'static CommandSpec, &'static str)> {
        let profile = self.settings.profile.id;
        let spec = rows().find(|spec| spec.name.is(name))?;
        let verb = spec.name.spelling_of(name)?;
        let is_spelt_so = match self.settings.quirks.spelling {
            Spelling::Any => true,
            Spelling::Profile => verb == spec.name.of(profile),
            Spelling::Usual => verb == spec.name.usual,
        };
        (is_spelt_so && !spec.absent.contains(&profile)).then_some((spec, verb))
    }

    /// Sets or reads a parameter command.
    pub(super) fn parameter(&mut self, call: &Call, kept: Kept) -> Verdict {
        match call.asked {
            _ if !call.reads_itself() => Verdict::Refused(Refused::Plain),
            Asked::Set | Asked::Execute => self.set(call, kept),
            Asked::Read => self.read(call),
            Asked::Test => self.test(call),
        }
    }

    /// Stores the values given; those left out stay as they were (protocol notes 1.1).
    pub(super) fn set(&mut self, call: &Call, kept: Kept) -> Verdict {
        let profile = self.settings.profile.id;
        let name = call.spec.name.usual;
        let choice = call.choice();
        let before = self.row(name, &choice).unwrap_or(&[]);
        let mut before = split(before).into_iter();
        let mut given = split(&call.text).into_iter();
        let values: Vec<&[u8]> = call
            .spec
            .subparameters
            .iter()
            .map(|row| {
                let (given, before) = (given.next(), before.next());
                let usual = if row.limits.absent.contains(&profile) {
                    ""
                } else {
                    row.default
                };
                let there = |value: &&[u8]| !value.is_empty();
                let value = given.filter(there).or(before.filter(there));
                value.unwrap_or(usual.as_bytes())
            })
            .collect();
        let text = join(&values);
        self.change(kept, |parameters| parameters.set(name, &choice, text))
    }

    /// Stores these values in the place of those given, and only these.
    pub(super) fn replace(&mut self, call: &Call, text: Vec<u8>, kept: Kept) -> Verdict {
        let (name, choice) = (call.spec.name.usual, call.choice());
        self.change(kept, |parameters| parameters.set(name, &choice, text))
    }

    /// Takes a setting away.
    pub(super) fn clear(&mut self, call: &Call, kept: Kept) -> Verdict {
        let (name, choice) = (call.spec.name.usual, call.choice());
        self.change(kept, |parameters| parameters.remove(name, &choice))
    }

    /// Answers every setting of the command, a line for each.
    pub(super) fn read(&mut self, call: &Call) -> Verdict {
        let name = call.spec.name.of(self.settings.profile.id).as_bytes();
        let lines: Vec<Vec<u8>> = self
            .all_rows(call.spec.name.usual)
            .into_iter()
            .map(|text| [name, b": ", text].concat())
            .collect();
        self.inform(&lines);
        Verdict::Done
    }

    /// Answers the values that the module takes.
    pub(super) fn test(&mut self, call: &Call) -> Verdict {
        // What takes no values has none to say (protocol notes 1.3).
        if call.spec.test.is_some() && call.spec.subparameters.is_empty() {
            return Verdict::Done;
        }
        if call.spec.test.is_some() {
            let line = self.written(|writer| {
                writer.bytes(call.spec.name.of(writer.profile()).as_bytes())?;
                writer.bytes(b": ")?;
                call.spec.write_ranges(writer)
            });
            self.inform(&[line]);
            return Verdict::Done;
        }
        // GM862 reference p. 9.
        if self.is_standard() {
            Verdict::Done
        } else {
            Verdict::Refused(Refused::Plain)
        }
    }

    /// The value of an S-register. `None`: it is not declared, or nobody knows its value before it is set.
    pub(super) fn register(&self, number: u8) -> Option<u8> {
        self.register_named(REGISTERS.get(&number)?)
    }

    /// The value of the S-register of this name.
    pub(super) fn register_named(&self, name: &'static str) -> Option<u8> {
        let text = self.row(name, b"")?;
        str::from_utf8(text).ok()?.parse().ok()
    }

    /// The setting of a command that has one.
    pub(super) fn setting<D: Declaration>(&self) -> Option<D::Of<'_>> {
        self.setting_of::<D>(b"")
    }

    /// One setting of a command that has several.
    pub(super) fn setting_of<D: Declaration>(&self, choice: &[u8]) -> Option<D::Of<'_>> {
        self.typed::<D>(self.row(D::NAME.usual, choice)?)
    }

    /// All settings of a command.
    pub(super) fn settings_of<D: Declaration>(&self) -> Vec<D::Of<'_>> {
        let rows = self.all_rows(D::NAME.usual).into_iter();
        rows.filter_map(|text| self.typed::<D>(text)).collect()
    }

    fn typed<'m, D: Declaration>(&self, text: &'m [u8]) -> Option<D::Of<'m>> {
        let profile = self.settings.profile.id;
        D::Of::read(&mut Fields::new(text, text.len(), profile)).ok()
    }

    fn change(&mut self, kept: Kept, change: impl FnOnce(&mut Parameters)) -> Verdict {
        match kept {
            Kept::Always => self.remember(|memory| change(&mut memory.parameters)),
            Kept::InProfile => {
                change(&mut self.profile);
                Verdict::Done
            }
        }
    }

    fn row(&self, name: &'static str, choice: &[u8]) -> Option<&[u8]> {
        let layers = [&self.memory.parameters, &self.profile, &self.factory];
        layers.into_iter().find_map(|layer| layer.row(name, choice))
    }

    fn all_rows(&self, name: &'static str) -> Vec<&[u8]> {
        let layers = [&self.factory, &self.profile, &self.memory.parameters];
        let mut rows = BTreeMap::new();
        for (choice, text) in layers.into_iter().flat_map(|layer| layer.rows(name)) {
            rows.insert((choice.len(), choice), text);
        }
        rows.into_values().collect()
    }
}
