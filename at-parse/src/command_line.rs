//! Command lines as the module receives them: `AT`, a body, and the commands in it.
//!
//! In: one line without its terminator. Out: [`Invocation`]s, left to right. Not here: which commands exist.
//! Read first: V.250 5.2 to 5.4; protocol notes 1.1.
//!
//! Spaces outside quotes mean nothing, wherever they stand: between commands, before a number, even inside a name.
//! Those inside names and values are still in the slices, which are lent from the line.

use nom::Parser;
use nom::bytes::complete::take_while;
use nom::character::complete::digit0;

use crate::grammar::Expected;

/// A line that begins with `AT` or `at`; what stands before it is dropped (protocol notes 1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandLine<'a> {
    body: &'a [u8],
}

/// One command of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invocation<'a> {
    /// The name as it was written: `#SSLD`, `E`, `S12`; empty for a bare `AT`. Spaces may be in it.
    pub name: &'a [u8],
    /// Which form it has.
    pub asked: Asked,
    /// What stands behind `=` or `?`, or behind the letter of a basic command; empty where nothing does.
    pub text: &'a [u8],
    /// Offset of `text` from the start of `name`. Unit: bytes.
    pub text_at: usize,
}

/// The form of a command, by what stands behind its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing: execute.
    Execute,
    /// `=…`, or the number of a basic command: set.
    Set,
    /// `?`: read.
    Read,
    /// `=?`: test.
    Test,
}

/// Whether `entered` asks for the line before it once more: `A/` or `a/`. No terminator follows (V.250 5.2.4).
#[must_use]
pub const fn is_repeat(entered: &[u8]) -> bool {
    matches!(entered, [b'A' | b'a', b'/'])
}

impl<'a> CommandLine<'a> {
    /// Finds the prefix in `line`. `None`: there is none, and the line asks for nothing.
    #[must_use]
    pub fn find(line: &'a [u8]) -> Option<Self> {
        let start = line
            .windows(2)
            .position(|pair| pair == b"AT" || pair == b"at")?;
        let body = line.get(start.saturating_add(2)..)?;
        Some(Self {
            body: body.trim_ascii(),
        })
    }

    /// A line whose prefix has been taken off.
    #[must_use]
    pub fn behind_prefix(body: &'a [u8]) -> Self {
        Self {
            body: body.trim_ascii(),
        }
    }

    /// What stands behind the prefix, without the spaces around it.
    #[must_use]
    pub const fn body(&self) -> &'a [u8] {
        self.body
    }
}

impl<'a> IntoIterator for CommandLine<'a> {
    type Item = Invocation<'a>;
    type IntoIter = Invocations<'a>;

    /// The commands of the line; a bare `AT` has one, whose name is empty.
    fn into_iter(self) -> Invocations<'a> {
        Invocations {
            rest: Some(self.body),
        }
    }
}

/// The commands of a line, left to right.
#[derive(Clone, Debug)]
pub struct Invocations<'a> {
    rest: Option<&'a [u8]>,
}

impl<'a> Invocations<'a> {
    /// The text of the commands that have not been read; it begins with the next one.
    ///
    /// ```
    /// use at_parse::CommandLine;
    /// let mut commands = CommandLine::behind_prefix(b"E0+X=\"a;b\"; #Y?").into_iter();
    /// assert!(commands.next().is_some_and(|command| command.name == b"E"));
    /// assert_eq!(commands.rest(), b"+X=\"a;b\"; #Y?");
    /// assert!(commands.next().is_some_and(|command| command.name == b"+X"));
    /// assert_eq!(commands.rest(), b"#Y?");
    /// ```
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest.unwrap_or(&[]).trim_ascii_start()
    }
}

impl<'a> Iterator for Invocations<'a> {
    type Item = Invocation<'a>;

    fn next(&mut self) -> Option<Invocation<'a>> {
        let text = self.rest?.trim_ascii_start();
        let (invocation, rest) = if text.first().is_some_and(|&first| begins_extended(first)) {
            let (command, rest) = text.split_at_checked(end_of_command(text))?;
            (extended(command), rest)
        } else {
            basic(text)
        };
        let rest = match rest.trim_ascii_start() {
            [b';', behind @ ..] => behind,
            rest => rest,
        };
        self.rest = (!rest.is_empty()).then_some(rest);
        Some(invocation)
    }
}

/// `+`, and what makers begin the names of their own commands with.
const fn begins_extended(byte: u8) -> bool {
    matches!(
        byte,
        b'+' | b'#' | b'$' | b'*' | b'%' | b'^' | b'!' | b'@' | b'_'
    )
}

/// Offset of the `;` that ends the command at the start of `text`: outside quotes.
fn end_of_command(text: &[u8]) -> usize {
    let mut in_quotes = false;
    for (place, byte) in text.iter().enumerate() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b';' if !in_quotes => return place,
            _ => {}
        }
    }
    text.len()
}

/// The command that is all of `command`.
fn extended(command: &[u8]) -> Invocation<'_> {
    let end = command
        .iter()
        .position(|byte| matches!(byte, b'=' | b'?'))
        .unwrap_or(command.len());
    let (name, behind) = command.split_at_checked(end).unwrap_or((command, &[]));
    let (asked, text) = match behind {
        [] => (Asked::Execute, behind),
        [b'?', text @ ..] => (Asked::Read, text),
        [b'=', text @ ..] if text.trim_ascii() == b"?" => (Asked::Test, &[][..]),
        [_, text @ ..] => (Asked::Set, text),
    };
    let text = text.trim_ascii_start();
    Invocation {
        name: name.trim_ascii_end(),
        asked,
        text: text.trim_ascii_end(),
        text_at: command.len().saturating_sub(text.len()),
    }
}

/// A letter, `&` and a letter, or `S` and a register; then digits, `?`, or `=` and either. And what follows it.
fn basic(command: &[u8]) -> (Invocation<'_>, &[u8]) {
    let (name, behind) = command
        .split_at_checked(end_of_letters(command))
        .unwrap_or((command, &[]));
    let is_register = matches!(name, [b's' | b'S', _, ..]);
    let (asked, text, rest) = match behind.trim_ascii_start() {
        [b'?', rest @ ..] => (Asked::Read, &[][..], rest),
        [b'=', value @ ..] => match value.trim_ascii_start() {
            [b'?', rest @ ..] => (Asked::Test, &[][..], rest),
            value => match digits(value) {
                (text, rest) if is_register && !text.is_empty() => (Asked::Set, text, rest),
                // Kept as it is, so that no value of a register can be made of it.
                _ if is_register => behind_equals(value),
                // No basic command has this; it must not be taken for the same without a number.
                _ => behind_equals(behind),
            },
        },
        value => match digits(value) {
            ([], _) => (Asked::Execute, &[][..], behind),
            (text, rest) => (Asked::Set, text, rest),
        },
    };
    let text_at = command
        .len()
        .saturating_sub(rest.len())
        .saturating_sub(text.len());
    let invocation = Invocation {
        name,
        asked,
        text,
        text_at,
    };
    (invocation, rest)
}

/// A value that is no number: all up to a separator.
fn behind_equals(text: &[u8]) -> (Asked, &[u8], &[u8]) {
    let (value, rest) = text
        .split_at_checked(end_of_command(text))
        .unwrap_or((text, &[]));
    (Asked::Set, value.trim_ascii_start(), rest)
}

/// Length of the name of the basic command at the start of `command`.
fn end_of_letters(command: &[u8]) -> usize {
    let behind = command.get(1..).unwrap_or(&[]);
    let rest = match command {
        [] => return 0,
        [b'&', ..] => behind.trim_ascii_start().get(1..).unwrap_or(&[]),
        [b's' | b'S', ..] => digits(behind).1,
        [..] => behind,
    };
    command.len().saturating_sub(rest.len())
}

/// The digits at the start of `text`, spaces before them passed over, and the rest.
fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let mut number = (
        take_while(|byte| byte == b' '),
        digit0::<&[u8], Expected<'_>>,
    );
    match number.parse(text) {
        Ok((rest, (_, digits))) if !digits.is_empty() => (digits, rest),
        _ => (&[], text),
    }
}
