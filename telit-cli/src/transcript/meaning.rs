//! What a line of the module is that is neither a result code nor an echo: an answer, or something that nobody
//! asked for.
//!
//! In: the line, the pending command line, what is known of the host. Out: [`Meaning`]. Not here: anything that
//! changes; the same line at the same place in the dialogue means the same.
//!
//! Where the host is heard, the pending command decides: its answers are declared, or have its name. Where it is
//! not, a declared name decides; an undeclared one is undecided until a final result code comes or does not.

use at_spec::LineSpec;

use super::dialect::{Reader, answers, answers_named, is_word, read_unknown, unsolicited_named};
use super::fields::{are_readable, fields};
use super::item::{Kind, Reading};
use super::pending::{Answer, Pending};

/// What a line is.
#[derive(Debug)]
pub(super) enum Meaning {
    Known(Kind),
    /// An answer if a final result code ends the lines here, else an unsolicited result code.
    Undecided {
        reading: Reading,
        /// It has a name and nothing else: as an answer it would be an entry of a list.
        alone: bool,
    },
}

/// What is known where a line comes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'c> {
    pub(super) reader: Reader,
    pub(super) pending: Option<&'c Pending>,
    /// Whether no pending command means that none was sent.
    pub(super) host_is_known: bool,
}

impl Context<'_> {
    pub(super) fn meaning(&self, line: &[u8]) -> Meaning {
        self.answer(line)
            .map(Meaning::Known)
            .or_else(|| self.declared(line))
            .or_else(|| self.word(line))
            .or_else(|| self.undeclared(line))
            .unwrap_or_else(|| Meaning::Known(unnamed(line)))
    }

    /// The line as a declared answer of the pending command.
    fn answer(&self, line: &[u8]) -> Option<Kind> {
        let pending = self.pending?;
        let mut answers = pending.answers.iter();
        answers
            .find_map(|answer| self.as_answer(answer, line))
            .or_else(|| bare_ranges(pending, line))
    }

    fn as_answer(&self, answer: &Answer, line: &[u8]) -> Option<Kind> {
        let row = answer.line;
        let Some(name) = row.name else {
            // A bare answer could be any line, so the names that are known come first.
            let is_named = unsolicited_named(line).next().is_some() || is_marked(line);
            return (!is_named && self.reader.fits(row, line))
                .then(|| Kind::Text(self.reader.line(row, line)));
        };
        let is_shared = unsolicited_named(line).next().is_some();
        let is_named = name.strip(line).is_some() && !is_shared;
        if !is_named && !self.reader.fits(row, line) {
            return None;
        }
        let reading = self.reader.line(row, line)?;
        if !answer.test {
            return Some(Kind::Information(reading));
        }
        are_readable(name.strip(line)?).then_some(Kind::Test(reading))
    }

    /// The line by the declaration of its name, whoever asked for it.
    fn declared(&self, line: &[u8]) -> Option<Meaning> {
        let first_fit = |rows: &mut dyn Iterator<Item = &'static LineSpec>| {
            let rows: Vec<_> = rows.collect();
            let fit = rows.iter().find(|row| self.reader.fits(row, line));
            (fit.copied(), rows.first().copied())
        };
        let (urc, any_urc) = first_fit(&mut unsolicited_named(line));
        let (answer, any_answer) = first_fit(&mut answers_named(line));
        let is_open = self.pending.is_none() && !self.host_is_known;
        // Where nobody is known to have asked, values that one row takes whole are not another's with some left over:
        // `#QSS: 2,1` is what is reported and what is there (field notes A30).
        let is_left_over = |row: &&LineSpec| self.reader.leaves_over(row, line);
        let urc = urc.filter(|row| {
            !(is_open && is_left_over(row) && answer.is_some_and(|row| !is_left_over(&row)))
        });
        // The row that the values fit; where they fit none, that of the name.
        let (row, is_urc, is_answer) = match (urc, answer) {
            (Some(row), answer) => (row, true, answer.is_some()),
            (None, Some(row)) => (row, false, true),
            (None, None) => (
                any_urc.or(any_answer)?,
                any_urc.is_some(),
                any_answer.is_some(),
            ),
        };
        let reading = self.reader.line(row, line)?;
        Some(match (is_open, is_urc, is_answer) {
            (true, true, true) => self.open(reading, line),
            (true, false, _) => match self.open(reading, line) {
                Meaning::Undecided { reading, .. } => Meaning::Known(Kind::Information(reading)),
                known @ Meaning::Known(_) => known,
            },
            (false, false, _) => Meaning::Known(self.asked_or_not(reading)),
            (_, true, _) => Meaning::Known(Kind::Unsolicited(reading)),
        })
    }

    /// A word that stands where data are not.
    fn word(&self, line: &[u8]) -> Option<Meaning> {
        if line.contains(&b':') {
            return None;
        }
        let row = answers().find(|row| is_word(row) && self.reader.fits(row, line))?;
        Some(Meaning::Known(Kind::Text(self.reader.line(row, line))))
    }

    fn undeclared(&self, line: &[u8]) -> Option<Meaning> {
        let (named, reading) = read_unknown(line)?;
        Some(match self.pending {
            Some(pending) if named.alone && pending.asking(&reading.name).is_none() => {
                // `AT+CLAC` and its like answer names and nothing else.
                Meaning::Known(if pending.is_uncertain() {
                    Kind::Text(None)
                } else {
                    Kind::Unsolicited(reading)
                })
            }
            None if !self.host_is_known && named.alone => Meaning::Undecided {
                reading,
                alone: true,
            },
            None if !self.host_is_known => self.open(reading, line),
            Some(_) | None => Meaning::Known(self.asked_or_not(reading)),
        })
    }

    /// A line whose name decides nothing, in a stream whose host is not known. Groups stand in answers of test forms
    /// alone.
    fn open(&self, reading: Reading, line: &[u8]) -> Meaning {
        if reading.fields.iter().any(serde_json::Value::is_array) && is_marked(line) {
            return Meaning::Known(Kind::Test(reading));
        }
        Meaning::Undecided {
            reading,
            alone: false,
        }
    }

    /// A line with a name that is not the declared answer: the pending command decides.
    fn asked_or_not(&self, reading: Reading) -> Kind {
        let asking = self
            .pending
            .and_then(|pending| pending.asking(&reading.name));
        let is_anything = self.pending.is_some_and(Pending::answers_anything);
        match asking {
            Some(asking) if asking.test => Kind::Test(reading),
            Some(_) => Kind::Information(reading),
            None if is_anything => Kind::Information(reading),
            None => Kind::Unsolicited(reading),
        }
    }
}

/// An answer of a test form without its name (protocol notes 1.3); it has that of the command.
fn bare_ranges(pending: &Pending, line: &[u8]) -> Option<Kind> {
    let command = pending.commands.iter().find(|command| command.test)?;
    (line.starts_with(b"(") && are_readable(line)).then(|| {
        Kind::Test(Reading {
            name: command.name.clone(),
            fields: fields(line),
            ..Reading::default()
        })
    })
}

/// Whether a line has a name that begins with a mark, so that it is no bare text.
fn is_marked(line: &[u8]) -> bool {
    read_unknown(line).is_some_and(|(named, _)| {
        !named.alone && !named.name.first().is_some_and(u8::is_ascii_uppercase)
    })
}

fn unnamed(line: &[u8]) -> Kind {
    if is_text(line) {
        Kind::Text(None)
    } else {
        Kind::Noise("")
    }
}

/// Whether a line can be read by people: printable, in ASCII or UTF-8.
pub(super) fn is_text(line: &[u8]) -> bool {
    let is_control = |character: char| character.is_control() && character != '\t';
    std::str::from_utf8(line).is_ok_and(|text| !text.contains(is_control))
}
