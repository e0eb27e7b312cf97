//! Command lines as the module receives them: `AT`, a body, and the commands in it.
//!
//! In: one line without its terminator. Out: [`Invocation`]s, left to right. Not here: which commands exist.
//! Read first: V.250 5.2 to 5.4; protocol notes 1.1.

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
    /// The name as it was written: `#SSLD`, `E`, `S12`; empty for a bare `AT`.
    pub name: &'a [u8],
    /// Which form it has.
    pub asked: Asked,
    /// What stands behind `=`, or behind the letter of a basic command; empty where nothing does.
    pub text: &'a [u8],
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

impl<'a> Iterator for Invocations<'a> {
    type Item = Invocation<'a>;

    fn next(&mut self) -> Option<Invocation<'a>> {
        let text = self.rest?.trim_ascii_start();
        let (invocation, rest) = if text.first().is_some_and(|&first| begins_extended(first)) {
            let end = end_of_command(text);
            let (command, rest) = text.split_at_checked(end)?;
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

/// Offset of the `;` that ends the extended command at the start of `text`: outside quotes.
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

fn extended(command: &[u8]) -> Invocation<'_> {
    let end = command
        .iter()
        .position(|byte| matches!(byte, b'=' | b'?'))
        .unwrap_or(command.len());
    let (name, behind) = command.split_at_checked(end).unwrap_or((command, &[]));
    let name = name.trim_ascii();
    let (asked, text): (Asked, &[u8]) = match behind {
        [] => (Asked::Execute, &[]),
        [b'?', text @ ..] => (Asked::Read, text),
        [b'=', text @ ..] => match text.trim_ascii() {
            b"?" => (Asked::Test, &[]),
            text => (Asked::Set, text),
        },
        text => (Asked::Set, text),
    };
    Invocation { name, asked, text }
}

/// A letter, `&` and a letter, or `S` and a register; then digits, `?`, or `=` and either.
fn basic(text: &[u8]) -> (Invocation<'_>, &[u8]) {
    let letter = match text {
        [] => {
            return (
                Invocation {
                    name: &[],
                    asked: Asked::Execute,
                    text: &[],
                },
                &[],
            );
        }
        [b'&', _, ..] => 2,
        [b's' | b'S', ..] => text
            .len()
            .saturating_sub(digits(text.get(1..).unwrap_or(&[])).1.len()),
        _ => 1,
    };
    let (name, behind) = text.split_at_checked(letter).unwrap_or((text, &[]));
    let is_register = matches!(name, [b's' | b'S', _, ..]);
    match behind {
        [b'=', b'?', rest @ ..] => (
            Invocation {
                name,
                asked: Asked::Test,
                text: &[],
            },
            rest,
        ),
        [b'?', rest @ ..] => (
            Invocation {
                name,
                asked: Asked::Read,
                text: &[],
            },
            rest,
        ),
        [b'=', value @ ..] if is_register => {
            let (text, rest) = digits(value);
            (
                Invocation {
                    name,
                    asked: Asked::Set,
                    text,
                },
                rest,
            )
        }
        value => {
            let (text, rest) = digits(value);
            let asked = if text.is_empty() {
                Asked::Execute
            } else {
                Asked::Set
            };
            (Invocation { name, asked, text }, rest)
        }
    }
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
