//! The declaration as constant data: rows for manuals, traces, strategies and test answers.
//!
//! In: nothing. Out: rows. Texts for people are in them; the engine and the codecs never touch a row, so that
//! none of it reaches a firmware image.

use at_parse::{Asked, CommandLine, Malformed};

use crate::command::{Declaration, FORM_WITHIN};
use crate::exchange::Exchange;
use crate::form::Form;
use crate::information::Information;
use crate::limits::Limits;
use crate::name::{Name, ProfileId, Syntax};
use crate::subparameters::Subparameters;
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// Commands that belong together, and the lines of the module that belong to them.
#[derive(Clone, Copy, Debug)]
pub struct FamilySpec {
    /// The name that the dialect gives it.
    pub name: &'static str,
    /// What people are told.
    pub text: &'static str,
    /// One row for each command.
    pub commands: &'static [&'static CommandSpec],
    /// One row for each declared answer.
    pub answers: &'static [&'static LineSpec],
    /// One row for each unsolicited result code.
    pub unsolicited: &'static [&'static LineSpec],
}

/// One command.
#[derive(Clone, Copy, Debug)]
pub struct CommandSpec {
    /// Name of the struct.
    pub item: &'static str,
    /// The name on the wire.
    pub name: Name,
    /// How command lines write it.
    pub syntax: Syntax,
    /// What people are told.
    pub manual: Manual,
    /// How long the module may take. Unit: milliseconds.
    pub within: u32,
    /// The subparameter whose time the module may take beside that.
    pub prolonged_by: Option<&'static str>,
    /// Profiles whose modules do not have it.
    pub absent: &'static [ProfileId],
    /// The subparameters of the set form.
    pub subparameters: &'static [SubparameterSpec],
    /// Set, or execute.
    pub set: FormSpec,
    /// `?`, where the command has it.
    pub read: Option<FormSpec>,
    /// `=?`, where the command has it.
    pub test: Option<FormSpec>,
    /// Both directions of all forms, on the text of a command line without `AT`.
    pub codec: Codec,
}

impl CommandSpec {
    /// How long the module may take for a form. Unit: milliseconds.
    #[must_use]
    pub const fn within_of(&self, asked: Asked) -> u32 {
        match asked {
            Asked::Execute | Asked::Set => self.within,
            Asked::Read | Asked::Test => FORM_WITHIN,
        }
    }
}

/// One form of a command.
#[derive(Clone, Copy, Debug)]
pub struct FormSpec {
    /// What it answers before its result code.
    pub answer: &'static LineSpec,
    /// How well it is known.
    pub provenance: Provenance,
}

/// One line of the module: an answer, or an unsolicited result code.
#[derive(Clone, Copy, Debug)]
pub struct LineSpec {
    /// Name of the struct.
    pub item: &'static str,
    /// The name at the start of the line; `None`: it is bare.
    pub name: Option<Name>,
    /// What people are told.
    pub manual: Manual,
    /// The values.
    pub subparameters: &'static [SubparameterSpec],
    /// The field that counts the payload behind the line.
    pub counted_by: Option<&'static str>,
    /// Both directions, on the line without its line end.
    pub codec: Codec,
}

/// What people are told of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manual {
    /// First paragraph of the documentation.
    pub summary: &'static str,
    /// The paragraphs behind it.
    pub text: &'static str,
    /// Where it is from: what stands behind `Source:`.
    pub source: &'static str,
    /// How well it is known.
    pub provenance: Provenance,
}

/// How well a fact is known; protocol notes section 0 has the same scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provenance {
    /// Read in a document, in a driver or in pasted module output.
    Cited,
    /// Recollected from a document that was not at hand (R).
    Recollected,
    /// Inferred (I).
    Inferred,
}

/// One subparameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubparameterSpec {
    /// Name of the field.
    pub name: &'static str,
    /// What people are told.
    pub text: &'static str,
    /// Whether it may be left out.
    pub optional: bool,
    /// What it looks like.
    pub argument: ArgumentSpec,
    /// What profiles allow.
    pub limits: Limits,
    /// The value in force before it is set, as it is written; empty where none is known.
    pub default: &'static str,
    /// Whether it chooses which of several settings the command is about.
    pub key: bool,
    /// How well it is known.
    pub provenance: Provenance,
}

impl SubparameterSpec {
    /// A required number of any size, without text: the rest is set where it differs.
    #[must_use]
    pub const fn plain(name: &'static str) -> Self {
        Self {
            name,
            text: "",
            optional: false,
            argument: ArgumentSpec::Number {
                least: 0,
                most: u32::MAX as i64,
                unit: "",
                width: 0,
            },
            limits: Limits::none(name),
            default: "",
            key: false,
            provenance: Provenance::Cited,
        }
    }
}

/// What a value looks like on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArgumentSpec {
    /// A decimal number.
    Number {
        /// The least that the type holds.
        least: i64,
        /// The greatest that the type holds.
        most: i64,
        /// Unit, in words; empty for a plain number.
        unit: &'static str,
        /// Digits that it is filled to with zeros; 0: not filled.
        width: usize,
    },
    /// One of several numbers with a meaning each.
    Choice(&'static [Choice]),
    /// One of several words.
    Words {
        /// The words.
        words: &'static [Word],
        /// Whether quotes are written around them.
        quoted: bool,
    },
    /// A hexadecimal number in quotes, of so many digits.
    Hexadecimal {
        /// Digits written at least; a greater number has up to eight.
        digits: usize,
    },
    /// A text.
    Text {
        /// What it may hold.
        text: TextSpec,
        /// Whether quotes are written around it.
        quoted: bool,
        /// Whether it must not be shown.
        secret: bool,
    },
    /// The whole rest of the line.
    Line,
    /// Values of this kind up to the end of the line, at least one.
    Several(&'static Self),
    /// The rest of the line, as many bytes as the value before it says, whatever they are.
    Counted,
}

impl ArgumentSpec {
    /// What one value looks like: of a list, each of them.
    #[must_use]
    pub const fn element(self) -> Self {
        if let Self::Several(each) = self {
            *each
        } else {
            self
        }
    }

    /// Whether it takes all that is left of the line.
    #[must_use]
    pub const fn takes_rest(self) -> bool {
        matches!(self, Self::Line | Self::Several(_) | Self::Counted)
    }
}

/// One number with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The number on the wire.
    pub number: i64,
    /// Its name in the declaration.
    pub name: &'static str,
    /// What people are told.
    pub text: &'static str,
}

/// One word with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word on the wire.
    pub word: &'static str,
    /// Its name in the declaration.
    pub name: &'static str,
    /// What people are told.
    pub text: &'static str,
}

/// What a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSpec {
    /// The bytes that can be in it, as the name of a set: `printable`, `host`, `address`, `digits`.
    pub alphabet: &'static str,
    /// The least length. Unit: bytes.
    pub shortest: usize,
    /// The greatest length. Unit: bytes.
    pub longest: usize,
}

/// Both directions of an item, with its type erased.
#[derive(Clone, Copy)]
pub struct Codec {
    /// Reads the text and shows its value.
    pub render: fn(&[u8], ProfileId, &mut dyn Visitor) -> Result<(), Malformed>,
    /// Reads the text and writes its value again.
    pub recode: fn(&[u8], &mut Writer<'_>) -> Result<(), Recode>,
    /// Reads the text and says what exchange it begins; `None` for lines of the module, which begin none.
    pub exchange: fn(&[u8], ProfileId) -> Result<Option<Exchange>, Malformed>,
    /// Reads the text and says how long its values let the module block, beside what is declared. Unit: milliseconds.
    pub blocks: fn(&[u8], ProfileId) -> Result<u32, Malformed>,
}

/// Why a text was not written again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recode {
    /// It cannot be read.
    Malformed(Malformed),
    /// The room is too small.
    Full,
}

impl From<Malformed> for Recode {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed)
    }
}

impl From<Full> for Recode {
    fn from(_: Full) -> Self {
        Self::Full
    }
}

impl core::fmt::Debug for Codec {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.debug_struct("Codec").finish_non_exhaustive()
    }
}

impl Codec {
    /// The codec of a line of the module.
    #[must_use]
    pub const fn line<I: Information>() -> Self {
        Self {
            render: |line, profile, visitor| {
                let value = I::read_line(line, profile)?;
                visitor.begin(<I::Of<'_> as Subparameters<'_>>::ITEM);
                value.visit(visitor);
                visitor.end();
                Ok(())
            },
            recode: |line, writer| {
                Ok(I::write_line(
                    &I::read_line(line, writer.profile())?,
                    writer,
                )?)
            },
            exchange: |_, _| Ok(None),
            blocks: |_, _| Ok(0),
        }
    }

    /// The codec of a command; the text is what stands behind `AT`.
    #[must_use]
    pub const fn command<D: Declaration>() -> Self {
        Self {
            render: |text, profile, visitor| {
                command::<D>(text, profile)?.visit(visitor);
                Ok(())
            },
            recode: |text, writer| Ok(command::<D>(text, writer.profile())?.encode(writer)?),
            exchange: |text, profile| {
                Ok(Some(match command::<D>(text, profile)? {
                    Form::Set(value) => D::exchange(&value),
                    Form::Read | Form::Test => Exchange::Plain,
                }))
            },
            blocks: |text, profile| {
                Ok(match command::<D>(text, profile)? {
                    Form::Set(value) => D::blocks(&value),
                    Form::Read | Form::Test => 0,
                })
            },
        }
    }
}

fn command<D: Declaration>(text: &[u8], profile: ProfileId) -> Result<Form<'_, D>, Malformed> {
    let other = Malformed {
        fault: at_parse::Fault::Name,
        at: 0,
    };
    let mut invocations = CommandLine::behind_prefix(text).into_iter();
    let invocation = invocations.next().ok_or(other)?;
    let command = Form::decode(&invocation, profile).unwrap_or(Err(other))?;
    match invocations.rest() {
        [] => Ok(command),
        rest => Err(Malformed {
            fault: at_parse::Fault::Surplus,
            at: text.trim_ascii_end().len().saturating_sub(rest.len()),
        }),
    }
}
