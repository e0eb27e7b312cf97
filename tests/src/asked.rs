//! A command as its own type: what a vector or a row has as text, the engine is asked as a value.
//!
//! In: a command line. Out: a call of [`Asker::ask`] with the command in it. Not here: what is done with it.

use at_spec::{
    Asker, Command, CommandSpec, Dialect, Exchange, Full, Nothing, Outline, ProfileId, Recode,
    Refused, Syntax, Writer,
};

use crate::rows::{self, Table};

/// Does it with the commands of `line`, a command line of `D` with its terminator. `None`: one of them is not
/// declared, does not have that form, or cannot be read.
pub fn ask<D: Dialect<'static>, A: Asker>(
    line: &[u8],
    profile: ProfileId,
    asker: A,
) -> Option<A::Output> {
    // A dialect is named with the lifetime of its lines, and any dialect can be named only with the longest one.
    // The lines of vectors are few and short.
    let line: &'static [u8] = Vec::leak(line.to_vec());
    let invocations = Table::of::<D>().invocations(line)?;
    if let [(invocation, _)] = invocations.as_slice() {
        return D::decode(invocation, profile)?.ok()?.ask(asker);
    }
    let commands: Option<Vec<_>> = invocations
        .iter()
        .map(|(invocation, row)| {
            D::decode(invocation, profile)?.ok()?;
            Some((*row, rows::text_of(invocation, row)))
        })
        .collect();
    Some(asker.ask(&Line(commands?)))
}

/// Several commands on one line, as their rows know them.
struct Line(Vec<(&'static CommandSpec, Vec<u8>)>);

impl Command for Line {
    type Answer = Nothing;

    fn outline(&self) -> Outline {
        let CommandSpec {
            name,
            syntax,
            within,
            ..
        } = *self.0[0].0;
        Outline {
            name,
            syntax,
            exchange: Exchange::Plain,
            within,
        }
    }

    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        let mut before = Syntax::Basic;
        for (spec, text) in &self.0 {
            // V.250 5.3: only behind an extended command stands a separator.
            if before == Syntax::Extended {
                writer.bytes(b";")?;
            }
            before = spec.syntax;
            match (spec.codec.recode)(text, writer) {
                Ok(()) => {}
                Err(Recode::Full) => return Err(Full),
                Err(Recode::Malformed(malformed)) => panic!("it was read before: {malformed}"),
            }
        }
        Ok(())
    }

    fn check(&self, _: ProfileId) -> Result<(), Refused> {
        Ok(())
    }
}
