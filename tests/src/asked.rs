//! A command as its own type: what a vector or a row has as text, the engine is asked as a value.
//!
//! In: a command line. Out: a call of [`Asker::ask`] with the command in it. Not here: what is done with it.
//!
//! A command that is not listed here is asked all the same, as a row: with its bytes, its exchange and its time,
//! and with every line of its answer taken for one. The list gives the others their own answers.

use at_parse::Invocation;
use at_spec::{
    Command, CommandSpec, Dialect, Exchange, Form, Full, Outline, ProfileId, Read, Readable,
    Recode, Refused, Syntax, Test, Testable, Writer,
};
use telit_ssl::command::identity::Identity;
use telit_ssl::command::{
    Telit, context, exchange, identity, interface, registration, session, setup, store,
};

use crate::rows::{self, TELIT, Table};

/// Something that is done with any command.
pub trait Asker {
    /// What comes of it.
    type Output;

    /// Does it with `command`.
    fn ask<C: Command>(self, command: &C) -> Self::Output;
}

/// Does it with the commands of `line`, a command line with its terminator. `None`: one of them is not declared,
/// does not have that form, or cannot be read.
pub fn ask<A: Asker>(line: &[u8], profile: ProfileId, asker: A) -> Option<A::Output> {
    let invocations = rows::invocations(line)?;
    if let [(invocation, row)] = invocations.as_slice() {
        rows::form(row, invocation.asked)?;
        let telit = Telit::decode(invocation, profile)?.ok()?;
        return Some(match typed(&telit, asker) {
            Ok(output) => output,
            Err(asker) => asker.ask(&Row::new(invocation, row, profile)?),
        });
    }
    ask_as_rows(TELIT, line, profile, asker)
}

/// The same with the commands of any dialect, as their rows know them.
pub fn ask_as_rows<A: Asker>(
    table: Table,
    line: &[u8],
    profile: ProfileId,
    asker: A,
) -> Option<A::Output> {
    let invocations = table.invocations(line)?;
    let rows = invocations.iter().map(|(invocation, row)| {
        rows::form(row, invocation.asked)?;
        Row::new(invocation, row, profile)
    });
    let rows: Vec<Row> = rows.collect::<Option<_>>()?;
    Some(match rows.as_slice() {
        [row] => asker.ask(row),
        _ => asker.ask(&Line(rows)),
    })
}

macro_rules! typed {
    ($telit:expr, $asker:expr; $($family:ident $module:ident {
        set: $($set:ident)*; read: $($read:ident)*; test: $($test:ident)*;
    })*) => {
        match $telit {
            $($(Telit::$family($module::Declared::$set(Form::Set(command))) => Ok($asker.ask(command)),)*
            $(Telit::$family($module::Declared::$read(form @ Form::Read)) => Ok($asker.ask(&read(form))),)*
            $(Telit::$family($module::Declared::$test(form @ Form::Test)) => Ok($asker.ask(&test(form))),)*)*
            _ => Err($asker),
        }
    };
}

fn typed<A: Asker>(telit: &Telit<'_>, asker: A) -> Result<A::Output, A> {
    typed!(telit, asker;
        Interface interface {
            set: Attention Echo Silence Verbosity EscapeGuard ErrorReports Interface;
            read: EscapeGuard ErrorReports Interface;
            test: ErrorReports Interface;
        }
        Identity identity {
            set: Model Revision EnterPin;
            read: EnterPin;
            test: ;
        }
        Registration registration {
            set: ReportRegistration ReportPacketRegistration Attachment;
            read: ReportRegistration ReportPacketRegistration Attachment;
            test: ReportRegistration ReportPacketRegistration Attachment;
        }
        Context context {
            set: Context SocketConfiguration Activate;
            read: Context SocketConfiguration Activate;
            test: Context SocketConfiguration Activate;
        }
        Setup setup {
            set: Enable Security Configuration;
            read: Enable Security Configuration;
            test: Enable Security Configuration;
        }
        Store store {
            set: SecurityData;
            read: SecurityData;
            test: SecurityData;
        }
        Session session {
            set: Dial GoOnline Close FastDial StatusOf;
            read: ;
            test: StatusOf;
        }
        Exchange exchange {
            set: Send Receive;
            read: ;
            test: Send Receive;
        }
    )
}

/// The read form, as a command, of the form that was read.
const fn read<D: Readable>(_: &Form<'_, D>) -> Read<D> {
    Read::new()
}

/// The test form, as a command, of the form that was read.
const fn test<D: Testable>(_: &Form<'_, D>) -> Test<D> {
    Test::new()
}

/// Any form of any command, as its row knows it.
struct Row {
    spec: &'static CommandSpec,
    text: Vec<u8>,
    exchange: Exchange,
}

impl Row {
    fn new(
        invocation: &Invocation<'_>,
        spec: &'static CommandSpec,
        profile: ProfileId,
    ) -> Option<Self> {
        let text = rows::text_of(invocation, spec);
        let exchange = (spec.codec.exchange)(&text, profile).ok()??;
        Some(Self {
            spec,
            text,
            exchange,
        })
    }
}

impl Command for Row {
    type Answer = Identity<'static>;

    fn outline(&self) -> Outline {
        let CommandSpec {
            name,
            syntax,
            within,
            ..
        } = *self.spec;
        Outline {
            name,
            syntax,
            exchange: self.exchange,
            within,
        }
    }

    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        match (self.spec.codec.recode)(&self.text, writer) {
            Ok(()) => Ok(()),
            Err(Recode::Full) => Err(Full),
            Err(Recode::Malformed(malformed)) => panic!("it was read before: {malformed}"),
        }
    }

    fn check(&self, _: ProfileId) -> Result<(), Refused> {
        Ok(())
    }
}

/// Several commands on one line.
struct Line(Vec<Row>);

impl Command for Line {
    type Answer = at_spec::Nothing;

    fn outline(&self) -> Outline {
        Outline {
            exchange: Exchange::Plain,
            ..self.0[0].outline()
        }
    }

    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        for (place, row) in self.0.iter().enumerate() {
            // V.250 5.3: only behind an extended command stands a separator.
            if place > 0 && self.0[place - 1].spec.syntax == Syntax::Extended {
                writer.bytes(b";")?;
            }
            row.encode(writer)?;
        }
        Ok(())
    }

    fn check(&self, profile: ProfileId) -> Result<(), Refused> {
        self.0.iter().try_for_each(|row| row.check(profile))
    }
}
