//! What a test form answers: the values that the module takes.
//!
//! In: `#SSLEN: (1),(0,1)`, with or without the name; rows and a profile. Out: its elements; and back. Not here:
//! what the values of one command are held against; `taken.rs` does that, and [`Limits`](crate::Limits) knows what
//! a profile allows.
//! Read first: V.250 5.7.3; protocol notes 1.3.

use core::marker::PhantomData;

use at_parse::{Allowed, Elements, Malformed, grammar};

use crate::command::Declaration;
use crate::fields::Fields;
use crate::information::Information;
use crate::limits::{Range, Refused};
use crate::name::{Name, ProfileId};
use crate::subparameters::Subparameters;
use crate::table::{
    ArgumentSpec, Choice, Codec, CommandSpec, LineSpec, Manual, Provenance, SubparameterSpec, Word,
};
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// The answer of the test form of `D`.
#[derive(Debug)]
pub struct Ranges<D>(PhantomData<fn() -> D>);

/// The values that a module takes, as it has written them.
///
/// Reading it never fails: what has no shape allows everything (protocol notes 1.3), and [`check_shape`](Self::check_shape)
/// says what was wrong with it. [`takes`](Self::takes) holds a command against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TestAnswer<'e> {
    /// The whole list, for example `(1),(0,1)`; empty for a module that says nothing but `OK`.
    pub text: &'e [u8],
}

impl<'e> TestAnswer<'e> {
    /// What the module takes, one element for each subparameter.
    #[must_use]
    pub fn elements(&self) -> Elements<'e> {
        Elements::new(self.text)
    }

    /// What the module takes in the subparameter at `position`, from 0 on; beyond the last it does not say.
    #[must_use]
    pub fn allowed(&self, position: usize) -> Allowed<'e> {
        self.elements().nth(position).unwrap_or(Allowed::Unsaid)
    }

    /// Whether all of it has a shape.
    ///
    /// # Errors
    /// The first place that has none; its offset is counted from the start of [`text`](Self::text).
    pub fn check_shape(&self) -> Result<(), Malformed> {
        self.elements().check()
    }
}

impl<'e> Subparameters<'e> for TestAnswer<'e> {
    const ITEM: &'static str = "TestAnswer";
    const SPECS: &'static [SubparameterSpec] = &[SubparameterSpec {
        argument: ArgumentSpec::Line,
        ..SubparameterSpec::plain("text")
    }];

    fn read(fields: &mut Fields<'e>) -> Result<Self, Malformed> {
        let text = fields.take(grammar::rest)?;
        Ok(Self { text })
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        writer.subparameter(&crate::text::Line::lent(self.text))
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.field("text");
        visitor.text(self.text);
    }

    fn check(&self, _: ProfileId) -> Result<(), Refused> {
        Ok(())
    }
}

impl<D: Declaration> Information for Ranges<D> {
    type Of<'e> = TestAnswer<'e>;

    const NAME: Option<Name> = Some(D::NAME);
    const SPEC: &'static LineSpec = &LineSpec {
        item: "TestAnswer",
        name: Some(D::NAME),
        manual: Manual {
            summary: "The values that the module takes.",
            text: "",
            source: "27.007 4.1; protocol notes 1.3",
            provenance: Provenance::Cited,
        },
        subparameters: TestAnswer::SPECS,
        counted_by: None,
        codec: Codec::line::<Self>(),
    };

    /// Reads a line; some modules leave the name out (protocol notes 1.3).
    fn read_line(line: &[u8], profile: ProfileId) -> Result<TestAnswer<'_>, Malformed> {
        let text = match D::NAME.strip(line) {
            Some(text) => text,
            None if line.first() == Some(&b'(') => line,
            None => {
                return Err(Malformed {
                    fault: at_parse::Fault::Name,
                    at: 0,
                });
            }
        };
        TestAnswer::read(&mut Fields::new(text, line.len(), profile))
    }
}

impl SubparameterSpec {
    /// The least and the greatest number that modules of `profile` take. `None`: the value is no number.
    #[must_use]
    pub fn bounds(&self, profile: ProfileId) -> Option<Range> {
        let of_type = match self.argument.element() {
            ArgumentSpec::Number { least, most, .. } => Range::new(least, most),
            ArgumentSpec::Choice(choices) => {
                let numbers = || choices.iter().map(|choice| choice.number);
                Range::new(numbers().min()?, numbers().max()?)
            }
            ArgumentSpec::Words { .. }
            | ArgumentSpec::Hexadecimal { .. }
            | ArgumentSpec::Text { .. }
            | ArgumentSpec::Line
            | ArgumentSpec::Several(_)
            | ArgumentSpec::Counted => return None,
        };
        Some(match self.limits.range_of(profile) {
            Some(range) => Range::new(of_type.least.max(range.least), of_type.most.min(range.most)),
            None => of_type,
        })
    }

    /// Writes the element of this subparameter; nothing for one that modules of the profile do not have.
    fn write_allowed(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        let profile = writer.profile();
        if self.limits.absent.contains(&profile) {
            return Ok(());
        }
        match (self.argument.element(), self.bounds(profile)) {
            (ArgumentSpec::Number { .. }, Some(range)) => {
                writer.bytes(b"(")?;
                write_run(range, writer)?;
                writer.bytes(b")")
            }
            (ArgumentSpec::Choice(choices), Some(range)) => write_choices(choices, range, writer),
            (ArgumentSpec::Words { words, quoted }, _) => write_words(words, quoted, writer),
            // A bare number is the greatest length of a text (field notes A20).
            (ArgumentSpec::Text { text, .. }, _) => {
                writer.number(i64::try_from(text.longest).unwrap_or(i64::MAX), 0)
            }
            _ => Ok(()),
        }
    }
}

impl CommandSpec {
    /// Writes what the test form of the command answers behind its name: an element for each subparameter that
    /// modules of the writer's profile have.
    ///
    /// Law: what is written allows exactly what the row allows.
    ///
    /// # Errors
    /// [`Full`].
    pub fn write_ranges(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        let profile = writer.profile();
        let is_there = |row: &SubparameterSpec| !row.limits.absent.contains(&profile);
        // Those that are missing in the middle keep their place, or all behind them would have another's.
        let count = self.subparameters.iter().rposition(is_there);
        let count = count.map_or(0, |last| last.saturating_add(1));
        for (place, row) in self.subparameters.iter().take(count).enumerate() {
            if place > 0 {
                writer.bytes(b",")?;
            }
            row.write_allowed(writer)?;
        }
        Ok(())
    }
}

/// `1`, `0,1` or `0-2`.
fn write_run(Range { least, most }: Range, writer: &mut Writer<'_>) -> Result<(), Full> {
    writer.number(least, 0)?;
    if least < most {
        let is_pair = most.checked_sub(least) == Some(1);
        writer.bytes(if is_pair { b"," } else { b"-" })?;
        writer.number(most, 0)?;
    }
    Ok(())
}

/// The numbers with a meaning, in ascending order, as runs without gaps.
fn write_choices(choices: &[Choice], range: Range, writer: &mut Writer<'_>) -> Result<(), Full> {
    let numbers = || choices.iter().map(|choice| choice.number);
    let next = |least: i64| {
        numbers()
            .filter(|number| (least..=range.most).contains(number))
            .min()
    };
    writer.bytes(b"(")?;
    let mut lead: &[u8] = b"";
    let mut start = next(range.least);
    while let Some(least) = start {
        let mut most = least;
        start = most.checked_add(1).and_then(next);
        while let Some(number) = start.filter(|number| most.checked_add(1) == Some(*number)) {
            most = number;
            start = most.checked_add(1).and_then(next);
        }
        writer.bytes(core::mem::replace(&mut lead, b","))?;
        write_run(Range { least, most }, writer)?;
    }
    writer.bytes(b")")
}

fn write_words(words: &[Word], quoted: bool, writer: &mut Writer<'_>) -> Result<(), Full> {
    let quote: &[u8] = if quoted { b"\"" } else { b"" };
    writer.bytes(b"(")?;
    let mut lead: &[u8] = b"";
    for word in words {
        writer.bytes(core::mem::replace(&mut lead, b","))?;
        writer.bytes(quote)?;
        writer.bytes(word.word.as_bytes())?;
        writer.bytes(quote)?;
    }
    writer.bytes(b")")
}
