//! What the host can ask: a declared command, its read and test forms, several on one line.
//!
//! In: values. Out: the text of a command line and what the engine must know of it. Not here: `AT`, line ends.

use core::marker::PhantomData;

use crate::exchange::Exchange;
use crate::information::{Information, Nothing};
use crate::limits::{Limits, Refused};
use crate::name::{Name, ProfileId, Syntax};
use crate::ranges::Ranges;
use crate::subparameters::Subparameters;
use crate::table::CommandSpec;
use crate::writer::{Full, Writer};

/// A declared command: what the derive macro writes down of the struct.
///
/// It is implemented for the struct with its lifetime at `'static`, and reaches the others through `Of`.
pub trait Declaration: 'static {
    /// The struct, borrowed for any lifetime.
    type Of<'a>: Subparameters<'a>;
    /// What the set or execute form answers.
    type Answer: Information;

    /// The name on the wire.
    const NAME: Name;
    /// How command lines write it.
    const SYNTAX: Syntax;
    /// How long the module may take for the set or execute form. Unit: milliseconds.
    const WITHIN: u32;
    /// Profiles whose modules do not have the command.
    const ABSENT: &'static [ProfileId];
    /// The row for tables, with texts for people.
    const SPEC: &'static CommandSpec;

    /// The shape of the exchange that these values begin.
    fn exchange(value: &Self::Of<'_>) -> Exchange;

    /// [`Command::outline`] of the set or execute form.
    fn outline(value: &Self::Of<'_>) -> Outline {
        Outline {
            name: Self::NAME,
            syntax: Self::SYNTAX,
            exchange: Self::exchange(value),
            within: Self::WITHIN,
        }
    }

    /// [`Command::encode`] of the set or execute form.
    ///
    /// # Errors
    /// [`Full`].
    fn encode(value: &Self::Of<'_>, writer: &mut Writer<'_>) -> Result<(), Full> {
        let lead = match Self::SYNTAX {
            Syntax::Basic => "",
            Syntax::Register | Syntax::Extended => "=",
        };
        writer.open(Self::NAME.of(writer.profile()), lead)?;
        value.write(writer)
    }

    /// [`Command::check`] of the set or execute form.
    ///
    /// # Errors
    /// What [`Command::check`] says.
    fn check(value: &Self::Of<'_>, profile: ProfileId) -> Result<(), Refused> {
        Self::check_presence(profile)?;
        value.check(profile)
    }

    /// Whether modules of `profile` have the command at all.
    ///
    /// # Errors
    /// [`Refusal::Absent`](crate::Refusal::Absent).
    fn check_presence(profile: ProfileId) -> Result<(), Refused> {
        Limits {
            absent: Self::ABSENT,
            ..Limits::none(Self::NAME.usual)
        }
        .check(profile, None)
    }
}

/// A command with a read form: `?`.
pub trait Readable: Declaration {
    /// What the read form answers, in one line or several.
    type Setting: Information;
}

/// A command with a test form: `=?`.
pub trait Testable: Declaration {}

/// Something that the host can ask on one command line.
pub trait Command {
    /// What the information text of the answer holds.
    type Answer: Information;

    /// What the engine must know.
    fn outline(&self) -> Outline;

    /// Writes what stands between `AT` and the end of the line.
    ///
    /// # Errors
    /// [`Full`].
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full>;

    /// Whether modules of `profile` take it.
    ///
    /// # Errors
    /// The first field that is out of range, or what such modules do not have.
    fn check(&self, profile: ProfileId) -> Result<(), Refused>;
}

/// What the engine must know of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The name on the wire.
    pub name: Name,
    /// How command lines write it.
    pub syntax: Syntax,
    /// The shape of the exchange.
    pub exchange: Exchange,
    /// How long the module may take. Unit: milliseconds.
    pub within: u32,
}

/// The read form of a command: `AT#SSLEN?`.
#[derive(Debug)]
pub struct Read<D>(PhantomData<fn() -> D>);

/// The test form of a command: `AT#SSLEN=?`.
#[derive(Debug)]
pub struct Test<D>(PhantomData<fn() -> D>);

/// How long read and test forms may take. Unit: milliseconds.
pub(crate) const FORM_WITHIN: u32 = 5_000;

macro_rules! bare_form {
    ($form:ident, $bound:ident, $answer:ty, $mark:literal) => {
        impl<D> $form<D> {
            /// The form; it has no values.
            #[must_use]
            pub const fn new() -> Self {
                Self(PhantomData)
            }
        }

        impl<D> Default for $form<D> {
            fn default() -> Self {
                Self::new()
            }
        }

        impl<D> Clone for $form<D> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<D> Copy for $form<D> {}

        impl<D> PartialEq for $form<D> {
            fn eq(&self, _: &Self) -> bool {
                true
            }
        }

        impl<D> Eq for $form<D> {}

        impl<D: $bound> Command for $form<D> {
            type Answer = $answer;

            fn outline(&self) -> Outline {
                Outline {
                    name: D::NAME,
                    syntax: D::SYNTAX,
                    exchange: Exchange::Plain,
                    within: FORM_WITHIN,
                }
            }

            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
                writer.open(D::NAME.of(writer.profile()), "")?;
                writer.bytes($mark)
            }

            fn check(&self, profile: ProfileId) -> Result<(), Refused> {
                D::check_presence(profile)
            }
        }
    };
}

bare_form!(Read, Readable, D::Setting, b"?");
bare_form!(Test, Testable, Ranges<D>, b"=?");

macro_rules! several_on_one_line {
    ($($command:ident $place:tt),*) => {
        /// Several commands on one line, which answer nothing but one result code; the first that fails ends it.
        impl<First: Command, $($command: Command),*> Command for (First, $($command),*) {
            type Answer = Nothing;

            fn outline(&self) -> Outline {
                let first = self.0.outline();
                let within = first.within $(.saturating_add(self.$place.outline().within))*;
                Outline { exchange: Exchange::Plain, within, ..first }
            }

            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
                self.0.encode(writer)?;
                let mut before = self.0.outline().syntax;
                $(
                    // V.250 5.3: basic commands need no separator.
                    if before == Syntax::Extended {
                        writer.bytes(b";")?;
                    }
                    self.$place.encode(writer)?;
                    before = self.$place.outline().syntax;
                )*
                let _ = before;
                Ok(())
            }

            fn check(&self, profile: ProfileId) -> Result<(), Refused> {
                self.0.check(profile)?;
                $(self.$place.check(profile)?;)*
                Ok(())
            }
        }
    };
}

several_on_one_line!(Second 1);
several_on_one_line!(Second 1, Third 2);
several_on_one_line!(Second 1, Third 2, Fourth 3);
