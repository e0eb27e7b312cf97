//! What a test form answers: the values that the module takes.
//!
//! In: `#SSLEN: (1),(0,1)`, without the name, or nothing at all. Out: its elements as tokens. Not here: what the
//! declaration allows; [`Limits`](crate::Limits) has that.

use core::marker::PhantomData;

use at_parse::{Malformed, Tokens, grammar};

use crate::command::Declaration;
use crate::fields::Fields;
use crate::information::Information;
use crate::limits::Refused;
use crate::name::{Name, ProfileId};
use crate::subparameters::Subparameters;
use crate::table::{ArgumentSpec, Codec, LineSpec, Manual, Provenance, SubparameterSpec};
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

/// The answer of the test form of `D`.
#[derive(Debug)]
pub struct Ranges<D>(PhantomData<fn() -> D>);

/// The values that a module takes, as it has written them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestAnswer<'e> {
    /// The whole list, for example `(1),(0,1)`.
    pub text: &'e [u8],
}

impl<'e> TestAnswer<'e> {
    /// One token for each subparameter; groups are read on with [`Tokens::new`].
    #[must_use]
    pub fn elements(&self) -> Tokens<'e> {
        Tokens::new(self.text)
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
