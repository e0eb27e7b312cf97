//! The grammar: every production, every declared item in both directions, command lines, lists of values.
//!
//! In: what is read, the generation of modules, and a text. Out: judgement: nothing panics, a fault has its place in the
//! text, and what is read is written and read again as the same value, and written as the same text.

use std::sync::LazyLock;

use at_parse::grammar::{
    Production, address, bare, hexadecimal, number, quoted, range, rest, signed, word,
};
use at_parse::{
    Allowed, Alternative, CommandLine, Elements, Malformed, ResultCode, ResultCodes, Token, Tokens,
};
use at_spec::{Asker, Codec, Command, Dialect, Information, LineSpec, ProfileId, Recode, Writer};
use telit_ssl::RawLine;
use telit_ssl::command::Telit;

use super::script::Script;
use crate::rows::{PROFILES, TELIT, recoded, shown};

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Every production, at the start of the text.
    Productions,
    /// The command whose row has this number, with the text behind its name.
    Command(u8),
    /// The line whose row has this number, with the text behind its name.
    Line(u8),
    /// A command line.
    CommandLine,
    /// Any line of the module: result codes, names, lists of values.
    Any,
}

/// The script that reads `text`.
#[must_use]
pub fn script(kind: Kind, profile: ProfileId, text: &[u8]) -> Vec<u8> {
    let mut script = match kind {
        Kind::Productions => vec![0],
        Kind::Command(row) => vec![1, row],
        Kind::Line(row) => vec![2, row],
        Kind::CommandLine => vec![3],
        Kind::Any => vec![4],
    };
    script.push(profile.number());
    script.extend(text);
    script
}

/// Reads the text and judges what comes of it.
///
/// # Panics
/// If a law is broken.
pub fn judge(bytes: &[u8]) {
    let mut script = Script::new(bytes);
    let kind = match script.byte() % 5 {
        0 => Kind::Productions,
        1 => Kind::Command(script.byte()),
        2 => Kind::Line(script.byte()),
        3 => Kind::CommandLine,
        _ => Kind::Any,
    };
    let profile = script.choose(&PROFILES);
    let text = script.rest();
    match kind {
        Kind::Productions => productions(text),
        Kind::Command(row) => {
            let commands = TELIT.commands().count();
            let row = TELIT.commands().nth(usize::from(row) % commands);
            let row = row.expect("a number below their count");
            let text = [row.name.of(profile).as_bytes(), text].concat();
            reads_back(row.codec, &text, profile);
        }
        Kind::Line(row) => {
            let lines = lines();
            let row = lines[usize::from(row) % lines.len()];
            let name = row.name.map_or("", |name| name.of(profile));
            reads_back(row.codec, &[name.as_bytes(), text].concat(), profile);
        }
        Kind::CommandLine => command_line(text, profile),
        Kind::Any => any_line(text, profile),
    }
}

/// The rows of all lines, those of test forms behind the others. Found once: each has to be compared with every other.
#[must_use]
pub fn lines() -> &'static [&'static LineSpec] {
    static LINES: LazyLock<Vec<&LineSpec>> = LazyLock::new(|| {
        let tests = TELIT.commands().filter_map(|command| command.test);
        (TELIT.lines().into_iter())
            .chain(tests.map(|form| form.answer))
            .collect()
    });
    &LINES
}

fn productions(text: &[u8]) {
    fn is_part<'a, P: Production<'a>>(production: P, text: &'a [u8]) -> Option<P::Output> {
        match production.read(text) {
            Ok((value, rest)) => {
                assert!(text.ends_with(rest), "the rest is the end of the text");
                Some(value)
            }
            Err((_, at)) => {
                assert!(at <= text.len(), "a fault lies in the text");
                None
            }
        }
    }
    is_part(number, text);
    is_part(signed, text);
    is_part(hexadecimal, text);
    if let Some((least, most)) = is_part(range, text) {
        assert!(least <= most);
    }
    for word in [
        is_part(quoted, text),
        is_part(bare, text),
        is_part(word, text),
    ] {
        assert!(word.is_none_or(|word| !word.contains(&b'"')));
    }
    is_part(address, text);
    assert_eq!(is_part(rest, text).unwrap_or_default(), text);
}

/// What can be read is written and read again as the same.
fn reads_back(codec: Codec, text: &[u8], profile: ProfileId) {
    let value = match shown(codec, text, profile) {
        Ok(value) => value,
        Err(malformed) => return lies_in(malformed, text),
    };
    let written = match recoded(codec, text, profile) {
        Ok(written) => written,
        // Room is for any line of a module, and lines here may be longer.
        Err(Recode::Full) => return,
        Err(Recode::Malformed(malformed)) => panic!("it was shown: {malformed}"),
    };
    let again = shown(codec, &written, profile);
    assert_eq!(again.as_ref(), Ok(&value), "`{}`", written.escape_ascii());
    let twice = recoded(codec, &written, profile).map(|bytes| bytes.escape_ascii().to_string());
    assert_eq!(twice, Ok(written.escape_ascii().to_string()));
}

fn lies_in(malformed: Malformed, text: &[u8]) {
    assert!(malformed.at <= text.len(), "{malformed}");
}

fn command_line(text: &[u8], profile: ProfileId) {
    let Some(line) = CommandLine::find(text) else {
        return;
    };
    let mut commands = line.into_iter();
    let mut left = line.body().len();
    while let Some(invocation) = commands.next() {
        let rest = commands.rest();
        assert!(
            line.body().ends_with(rest),
            "what is left is the end of the line"
        );
        assert!(
            rest.len() < left || line.body().is_empty(),
            "a command has bytes"
        );
        left = rest.len();
        match Telit::decode(&invocation, profile) {
            None => {}
            Some(Err(malformed)) => lies_in(malformed, text),
            Some(Ok(command)) => {
                let written = command.ask(Written(profile)).flatten();
                let Some(written) = written else { continue };
                let mut again = CommandLine::behind_prefix(&written).into_iter();
                let invocation = again.next().expect("a command was written");
                assert_eq!(again.rest(), b"", "one command was written");
                assert_eq!(
                    Telit::decode(&invocation, profile),
                    Some(Ok(command)),
                    "`{}`",
                    written.escape_ascii()
                );
            }
        }
    }
}

/// Writes a command.
struct Written(ProfileId);

impl Asker for Written {
    type Output = Option<Vec<u8>>;

    fn ask<C: Command>(self, command: &C) -> Self::Output {
        let mut room = [0; 1024];
        let mut writer = Writer::new(&mut room, self.0);
        command.encode(&mut writer).ok()?;
        // Ranges of profiles do not stand in the way of reading, only of asking.
        let _ = command.check(self.0);
        let _ = command.outline();
        Some(writer.written().to_vec())
    }
}

fn any_line(text: &[u8], profile: ProfileId) {
    for codes in [ResultCodes::Verbose, ResultCodes::Numeric] {
        let _ = ResultCode::read(text, codes);
    }
    if let Some(data) = <Telit<'_> as Dialect<'_>>::inline(text) {
        assert!(data.start <= text.len(), "data begin in the line");
    }
    let _ = <Telit<'_> as Dialect<'_>>::UNSOLICITED_SORTED.begin(text);
    if let Ok(line) = RawLine::read_line(text, profile) {
        assert_eq!(line.text(), text);
        assert!(line.values().count() <= text.len() + 1);
        assert!(line.name().is_none_or(|name| text.starts_with(name)));
    }
    for token in Tokens::new(text) {
        if let Token::Group(inner) = token {
            assert!(Tokens::new(inner).count() <= inner.len() + 1);
        }
    }
    elements(text);
}

/// The answer of a test form: what it allows does not depend on how it is looked at.
fn elements(text: &[u8]) {
    let elements = Elements::new(text);
    if let Err(malformed) = elements.check() {
        lies_in(malformed, text);
    }
    let sound = elements.check().is_ok();
    for element in elements {
        let _ = element.to_string();
        let Allowed::Group(group) = element else {
            assert!(
                !sound || !matches!(element, Allowed::Opaque(_)),
                "{element:?}"
            );
            continue;
        };
        for alternative in group {
            match alternative {
                Alternative::Numbers { least, most } => {
                    assert!(least <= most && element.allows(least) && element.allows(most));
                }
                Alternative::Text(word) | Alternative::Word(word) => {
                    assert!(element.allows_text(word));
                }
                Alternative::Opaque(_) => {
                    assert!(!sound && element.allows(0) && element.allows_text(b""));
                }
            }
        }
    }
}
