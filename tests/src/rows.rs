//! The tables of a dialect, flat: every command, every answer, every unsolicited result code.
//!
//! In: a dialect. Out: rows, found by name; without a dialect, those of `Telit`. Nothing is listed here; the
//! declarations are.

use at_parse::{Asked, CommandLine, Inline, Invocation, Malformed};
use at_spec::{
    Codec, CommandSpec, Dialect, FormSpec, Information, LineSpec, Nothing, ProfileId, Recode,
    Syntax, Writer,
};
use serde_json::Value;
use telit_ssl::command::Telit;
use telit_ssl::profile::id;

use crate::rendering::rendered;

/// The rows of a dialect.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    commands: &'static [&'static [&'static CommandSpec]],
    answers: &'static [&'static [&'static LineSpec]],
    unsolicited: &'static [&'static [&'static LineSpec]],
    inline: fn(&[u8]) -> Option<Inline>,
}

/// The rows of the dialect of this workspace.
pub const TELIT: Table = Table::of::<Telit<'static>>();

impl Table {
    /// The rows of `D`.
    #[must_use]
    pub const fn of<D: Dialect<'static>>() -> Self {
        Self {
            commands: D::COMMANDS,
            answers: D::ANSWERS,
            unsolicited: D::UNSOLICITED,
            inline: D::inline,
        }
    }

    /// Every command.
    pub fn commands(&self) -> impl Iterator<Item = &'static CommandSpec> + use<> {
        self.commands.iter().copied().flatten().copied()
    }

    /// Every declared answer.
    pub fn answers(&self) -> impl Iterator<Item = &'static LineSpec> + use<> {
        self.answers.iter().copied().flatten().copied()
    }

    /// Every unsolicited result code.
    pub fn unsolicited(&self) -> impl Iterator<Item = &'static LineSpec> + use<> {
        self.unsolicited.iter().copied().flatten().copied()
    }

    /// The counted data of an unsolicited result code that has begun so.
    #[must_use]
    pub fn inline(&self) -> fn(&[u8]) -> Option<Inline> {
        self.inline
    }

    /// Every line of the module that has a row of its own or stands in the row of a command, each item once.
    #[must_use]
    pub fn lines(&self) -> Vec<&'static LineSpec> {
        let of_commands = self.commands().flat_map(|command| {
            let forms = [Some(command.set), command.read];
            forms.into_iter().flatten().map(|form| form.answer)
        });
        let mut lines: Vec<&'static LineSpec> = Vec::new();
        for line in self.answers().chain(self.unsolicited()).chain(of_commands) {
            // A command that answers nothing has a row for it all the same.
            let is_nothing = line.item == <Nothing as Information>::SPEC.item;
            if !is_nothing && lines.iter().all(|known| known.item != line.item) {
                lines.push(line);
            }
        }
        lines
    }

    /// The row of the command with this name.
    #[must_use]
    pub fn command(&self, name: &[u8]) -> Option<&'static CommandSpec> {
        self.commands().find(|command| command.name.is(name))
    }

    /// The commands of a command line with its terminator, each with its row. `None`: one of them is not
    /// declared, or this is no command line.
    #[must_use]
    pub fn invocations<'l>(
        &self,
        line: &'l [u8],
    ) -> Option<Vec<(Invocation<'l>, &'static CommandSpec)>> {
        let line = line.strip_suffix(b"\r")?;
        let invocations = CommandLine::find(line)?.into_iter();
        invocations
            .map(|invocation| Some((invocation, self.command(invocation.name)?)))
            .collect()
    }
}

/// Every generation of modules.
pub const PROFILES: [ProfileId; 4] = [id::G2, id::G3, id::LTE_A, id::LTE_M];

/// Every command.
pub fn commands() -> impl Iterator<Item = &'static CommandSpec> {
    TELIT.commands()
}

/// Every declared answer.
pub fn answers() -> impl Iterator<Item = &'static LineSpec> {
    TELIT.answers()
}

/// Every unsolicited result code.
pub fn unsolicited() -> impl Iterator<Item = &'static LineSpec> {
    TELIT.unsolicited()
}

/// Every line of the module that has a row of its own or stands in the row of a command, each item once.
#[must_use]
pub fn lines() -> Vec<&'static LineSpec> {
    TELIT.lines()
}

/// The commands of a command line with its terminator, each with its row. `None`: one of them is not declared,
/// or this is no command line.
#[must_use]
pub fn invocations(line: &[u8]) -> Option<Vec<(Invocation<'_>, &'static CommandSpec)>> {
    TELIT.invocations(line)
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
    TELIT.command(name)
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
