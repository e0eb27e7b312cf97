//! The tables of the dialect, flat: every command, every answer, every unsolicited result code.
//!
//! In: nothing. Out: rows, found by name. Nothing is listed here; the declarations are.

use at_parse::{Asked, CommandLine, Invocation, Malformed};
use at_spec::{
    Codec, CommandSpec, Dialect, FormSpec, Information, LineSpec, Nothing, ProfileId, Recode,
    Syntax, Writer,
};
use serde_json::Value;
use telit_ssl::command::Telit;
use telit_ssl::profile::id;

use crate::rendering::rendered;

/// Every generation of modules.
pub const PROFILES: [ProfileId; 4] = [id::G2, id::G3, id::LTE_A, id::LTE_M];

/// Every command.
pub fn commands() -> impl Iterator<Item = &'static CommandSpec> {
    <Telit<'static> as Dialect<'static>>::COMMANDS
        .iter()
        .flat_map(|family| family.iter())
        .copied()
}

/// Every declared answer.
pub fn answers() -> impl Iterator<Item = &'static LineSpec> {
    <Telit<'static> as Dialect<'static>>::ANSWERS
        .iter()
        .flat_map(|family| family.iter())
        .copied()
}

/// Every unsolicited result code.
pub fn unsolicited() -> impl Iterator<Item = &'static LineSpec> {
    <Telit<'static> as Dialect<'static>>::UNSOLICITED
        .iter()
        .flat_map(|family| family.iter())
        .copied()
}

/// Every line of the module that has a row of its own or stands in the row of a command, each item once.
#[must_use]
pub fn lines() -> Vec<&'static LineSpec> {
    let of_commands = commands().flat_map(|command| {
        let forms = [Some(command.set), command.read];
        forms.into_iter().flatten().map(|form| form.answer)
    });
    let mut lines: Vec<&'static LineSpec> = Vec::new();
    for line in answers().chain(unsolicited()).chain(of_commands) {
        // A command that answers nothing has a row for it all the same.
        let is_nothing = line.item == <Nothing as Information>::SPEC.item;
        if !is_nothing && lines.iter().all(|known| known.item != line.item) {
            lines.push(line);
        }
    }
    lines
}

/// The commands of a command line with its terminator, each with its row. `None`: one of them is not declared,
/// or this is no command line.
#[must_use]
pub fn invocations(line: &[u8]) -> Option<Vec<(Invocation<'_>, &'static CommandSpec)>> {
    let line = line.strip_suffix(b"\r")?;
    let invocations = CommandLine::find(line)?.into_iter();
    invocations
        .map(|invocation| Some((invocation, command(invocation.name)?)))
        .collect()
}

/// The text of a command, as a row's codec takes it.
#[must_use]
pub fn text_of(invocation: &Invocation<'_>, command: &CommandSpec) -> Vec<u8> {
    let mark: &[u8] = match invocation.asked {
        Asked::Execute => b"",
        Asked::Read => b"?",
        Asked::Test => b"=?",
        Asked::Set if command.syntax == Syntax::Basic => b"",
        Asked::Set => b"=",
    };
    [invocation.name, mark, invocation.text].concat()
}

/// What a codec writes for `text` after reading it.
///
/// # Errors
/// Those of the codec.
pub fn recoded(codec: Codec, text: &[u8], profile: ProfileId) -> Result<Vec<u8>, Recode> {
    let mut room = [0; ROOM];
    let mut writer = Writer::new(&mut room, profile);
    (codec.recode)(text, &mut writer)?;
    Ok(writer.written().to_vec())
}

/// What a codec shows of `text`.
///
/// # Errors
/// Those of the codec.
pub fn shown(codec: Codec, text: &[u8], profile: ProfileId) -> Result<Value, Malformed> {
    rendered(|visitor| (codec.render)(text, profile, visitor))
}

/// Room for any line of these tests.
const ROOM: usize = 1024;

/// The row of the command with this name.
#[must_use]
pub fn command(name: &[u8]) -> Option<&'static CommandSpec> {
    commands().find(|command| command.name.is(name))
}

/// The row of a form. `None`: the command does not have it.
#[must_use]
pub fn form(command: &CommandSpec, asked: Asked) -> Option<FormSpec> {
    match asked {
        Asked::Execute | Asked::Set => Some(command.set),
        Asked::Read => command.read,
        Asked::Test => command.test,
    }
}
