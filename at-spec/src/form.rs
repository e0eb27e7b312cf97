//! The four forms of one command, as the module meets them.
//!
//! In: an [`Invocation`] of a command line. Out: the form and its values. Not here: what the module does.

use at_parse::{Asked, Fault, Invocation, Malformed};

use crate::asker::Asker;
use crate::command::Declaration;
use crate::fields::Fields;
use crate::limits::Refused;
use crate::name::{ProfileId, Syntax};
use crate::subparameters::Subparameters;
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// One form of the command `D`.
pub enum Form<'a, D: Declaration> {
    /// Set, or execute where the command has no values.
    Set(D::Of<'a>),
    /// `?`
    Read,
    /// `=?`
    Test,
}

impl<'a, D: Declaration> Form<'a, D> {
    /// Reads the form and its values. `None`: this is another command.
    ///
    /// # Errors
    /// [`Malformed`], with its offset from the start of the command's name.
    #[must_use]
    pub fn decode(
        invocation: &Invocation<'a>,
        profile: ProfileId,
    ) -> Option<Result<Self, Malformed>> {
        if !D::NAME.is(invocation.name) {
            return None;
        }
        let surplus = Malformed {
            fault: Fault::Surplus,
            at: invocation.text_at,
        };
        Some(match invocation.asked {
            Asked::Read if !invocation.text.is_empty() => Err(surplus),
            Asked::Read => Ok(Self::Read),
            Asked::Test => Ok(Self::Test),
            Asked::Set | Asked::Execute => {
                // V.250 5.3.1: a missing number means 0.
                let text = match (D::SYNTAX, invocation.text) {
                    (Syntax::Basic, []) if !D::NAME.usual.is_empty() => b"0",
                    (_, text) => text,
                };
                let end = invocation.text_at.saturating_add(text.len());
                D::Of::read(&mut Fields::new(text, end, profile)).map(Self::Set)
            }
        })
    }

    /// Writes the form as a command line has it, without `AT`.
    ///
    /// # Errors
    /// [`Full`].
    pub fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        let mark: &[u8] = match self {
            Self::Set(value) => return D::encode(value, writer),
            Self::Read => b"?",
            Self::Test => b"=?",
        };
        writer.open(writer.spelling(&D::NAME), "")?;
        writer.bytes(mark)
    }

    /// Gives the form to `asker`, with the type that it has; `None`: the command does not have this form.
    pub fn ask<A: Asker>(&self, asker: A) -> Option<A::Output> {
        match self {
            Self::Set(value) => Some(asker.ask(value)),
            Self::Read => D::ask_read(asker),
            Self::Test => D::ask_test(asker),
        }
    }

    /// Shows the form: the item and its fields, or the item inside `Read` or `Test`.
    pub fn visit(&self, visitor: &mut dyn Visitor) {
        let item = D::Of::ITEM;
        match self {
            Self::Set(value) => {
                visitor.begin(item);
                value.visit(visitor);
                visitor.end();
            }
            Self::Read => nested(visitor, "Read", item),
            Self::Test => nested(visitor, "Test", item),
        }
    }

    /// Whether modules of `profile` take it.
    ///
    /// # Errors
    /// The first field that is out of range, or what such modules do not have.
    pub fn check(&self, profile: ProfileId) -> Result<(), Refused> {
        match self {
            Self::Set(value) => D::check(value, profile),
            Self::Read | Self::Test => D::check_presence(profile),
        }
    }
}

fn nested(visitor: &mut dyn Visitor, form: &str, item: &str) {
    visitor.begin(form);
    visitor.field("command");
    visitor.case(item);
    visitor.end();
}

// By hand: a derive would ask for `D: Clone` and not for `D::Of`.
impl<'a, D: Declaration> Clone for Form<'a, D>
where
    D::Of<'a>: Clone,
{
    fn clone(&self) -> Self {
        match self {
            Self::Set(value) => Self::Set(value.clone()),
            Self::Read => Self::Read,
            Self::Test => Self::Test,
        }
    }
}

impl<'a, D: Declaration> core::fmt::Debug for Form<'a, D>
where
    D::Of<'a>: core::fmt::Debug,
{
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Set(value) => formatter.debug_tuple("Set").field(value).finish(),
            Self::Read => formatter.write_str("Read"),
            Self::Test => formatter.write_str("Test"),
        }
    }
}

impl<'a, D: Declaration> PartialEq for Form<'a, D>
where
    D::Of<'a>: PartialEq,
{
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Set(one), Self::Set(two)) => one == two,
            (Self::Read, Self::Read) | (Self::Test, Self::Test) => true,
            (Self::Set(_) | Self::Read | Self::Test, _) => false,
        }
    }
}
