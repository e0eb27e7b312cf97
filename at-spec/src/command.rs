//! What the host can ask: a declared command, its read and test forms, several on one line.
//!
//! In: values. Out: the text of a command line and what the engine must know of it. Not here: `AT`, line ends.

use core::marker::PhantomData;

use crate::asker::Asker;
use crate::exchange::Exchange;
use crate::information::{Information, Nothing};
use crate::limits::{Limits, Refusal, Refused};
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
    type Of<'a>: Subparameters<'a> + Command;
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

    /// How long these values let the module block, beside [`WITHIN`](Self::WITHIN). Unit: milliseconds.
    fn blocks(_: &Self::Of<'_>) -> u32 {
        0
    }

    /// [`Command::outline`] of the set or execute form.
    fn outline(value: &Self::Of<'_>) -> Outline {
        Outline {
            name: Self::NAME,
            syntax: Self::SYNTAX,
            exchange: Self::exchange(value),
            within: Self::WITHIN.saturating_add(Self::blocks(value)),
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
        let name = writer.spelling(&Self::NAME);
        if const { has_value::<Self::Of<'static>>() } {
            writer.open_with_value(name, lead)?;
        } else {
            writer.open(name, lead)?;
        }
        value.write(writer)
    }

    /// [`Command::check`] of the set or execute form.
    ///
    /// # Errors
    /// What [`Command::check`] says.
    fn check(value: &Self::Of<'_>, profile: ProfileId) -> Result<(), Refused> {
        Self::check_presence(profile)?;
        Subparameters::check(value, profile)
    }

    /// Whether modules of `profile` have the command at all.
    ///
    /// # Errors
    /// [`Refusal::Absent`].
    fn check_presence(profile: ProfileId) -> Result<(), Refused> {
        Limits {
            absent: Self::ABSENT,
            ..Limits::none(Self::NAME.usual)
        }
        .check(profile, None)
    }

    /// Gives the read form to `asker`; `None`: the command has none.
    fn ask_read<A: Asker>(_: A) -> Option<A::Output> {
        None
    }

    /// Gives the test form to `asker`; `None`: the command has none.
    fn ask_test<A: Asker>(_: A) -> Option<A::Output> {
        None
    }
}

/// Whether the first value is always there.
const fn has_value<'a, S: Subparameters<'a>>() -> bool {
    match S::SPECS.first() {
        Some(first) => !first.optional,
        None => false,
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
///
/// Several commands on one line are a tuple, written as V.250 5.3 and 5.4 ask for: `(Echo { .. }, ErrorReports { .. })`
/// is `ATE0+CMEE=1`. The line has one final result code, and the first command that fails ends it. All but the last
/// answer nothing else, which the types see to:
///
/// ```compile_fail
/// # use at_spec::{Command, Read};
/// # /// Names something.
/// # ///
/// # /// Source: an example.
/// # #[derive(at_spec::Command, Clone, Copy, Debug, PartialEq, Eq)]
/// # #[at("+NAME", setting = Self)]
/// # pub struct Naming {
/// #     /// Which.
/// #     pub number: u8,
/// # }
/// // Which line of the answer would belong to which?
/// let both = (Read::<Naming>::new(), Read::<Naming>::new());
/// both.outline();
/// ```
///
/// A command that takes payload or goes online can only be the last: nothing behind it would be read as a command.
/// That may depend on its values, so [`check`](Self::check) refuses it, with [`Refusal::NotLast`].
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
                writer.open(writer.spelling(&D::NAME), "")?;
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
    ($($command:ident $place:tt),*; $last:ident $end:tt) => {
        /// Several commands on one line; all but the last answer nothing but the result code of the line.
        ///
        /// The line has the exchange and the answer of its last command, and the name of it; a command before it
        /// that takes payload or goes online is refused by [`Command::check`].
        impl<$($command: Command<Answer = Nothing>,)* $last: Command> Command
            for ($($command,)* $last,)
        {
            type Answer = $last::Answer;

            fn outline(&self) -> Outline {
                let last = self.$end.outline();
                let within = last.within $(.saturating_add(self.$place.outline().within))*;
                Outline { within, ..last }
            }

            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
                let before = None;
                $(let before = join(before, &self.$place, writer)?;)*
                let _ = join(before, &self.$end, writer)?;
                Ok(())
            }

            fn check(&self, profile: ProfileId) -> Result<(), Refused> {
                $(
                    self.$place.check(profile)?;
                    goes_on(&self.$place, profile)?;
                )*
                self.$end.check(profile)
            }
        }
    };
}

several_on_one_line!(First 0; Second 1);
several_on_one_line!(First 0, Second 1; Third 2);
several_on_one_line!(First 0, Second 1, Third 2; Fourth 3);
several_on_one_line!(First 0, Second 1, Third 2, Fourth 3; Fifth 4);
several_on_one_line!(First 0, Second 1, Third 2, Fourth 3, Fifth 4; Sixth 5);
several_on_one_line!(First 0, Second 1, Third 2, Fourth 3, Fifth 4, Sixth 5; Seventh 6);
several_on_one_line!(
    First 0, Second 1, Third 2, Fourth 3, Fifth 4, Sixth 5, Seventh 6; Eighth 7
);

/// Writes a command behind another; says how what stands at the end of the line now is written.
fn join<C: Command>(
    before: Option<Syntax>,
    command: &C,
    writer: &mut Writer<'_>,
) -> Result<Option<Syntax>, Full> {
    // A bare `AT` fits into no room at all. Among others it asks for nothing, and needs no separator.
    let mut nothing = Writer::new(&mut [], writer.profile());
    if command.encode(&mut nothing).is_ok() {
        return Ok(before);
    }
    // Protocol notes 1.1: behind an extended command, whatever follows; basic commands and S-registers need none.
    if before == Some(Syntax::Extended) {
        writer.byte(b';')?;
    }
    command.encode(writer)?;
    Ok(Some(command.outline().syntax))
}

/// Whether something can follow the command on its line.
fn goes_on<C: Command>(command: &C, profile: ProfileId) -> Result<(), Refused> {
    let outline = command.outline();
    if matches!(outline.exchange, Exchange::Plain | Exchange::Dial) {
        return Ok(());
    }
    Err(Refused {
        name: outline.name.of(profile),
        refusal: Refusal::NotLast,
    })
}
