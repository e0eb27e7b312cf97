//! Command lines of several commands: what the host writes, the module reads; and lines that nobody should write.
//!
//! In: the rows of the dialect. Out: judgement. No list of items is kept by hand.

mod made;

use std::fmt::{self, Debug, Formatter};
use std::num::NonZeroU16;

use at_parse::{CommandLine, Invocation};
use at_spec::{
    Command, CommandSpec, Dialect, Exchange, Full, Nothing, Outline, ProfileId, Refusal, Refused,
    Syntax, Writer,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use telit_ssl::command::exchange::Send;
use telit_ssl::command::interface::{Echo, ErrorReports, Reports};
use telit_ssl::command::session::Dial;
use telit_ssl::command::{Telit, interface};
use telit_ssl::profile::id;
use telit_ssl::value::{Closure, Mode, SocketId, Switch};
use telit_ssl::{Action, Engine, Instant, Profile, RequestError};
use tests::desk::Desk;
use tests::rows::{self, commands};

/// Cases for each law.
const CASES: u32 = 512;

/// Modules with room for long lines.
const ROOMY: Profile = Profile {
    line_length: 400,
    ..Profile::G2
};

fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    })
}

/// A command with its text, as one that answers nothing: what answers is not what these laws are about.
#[derive(Clone)]
struct Made {
    row: &'static CommandSpec,
    text: String,
}

impl Debug for Made {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.text.fmt(formatter)
    }
}

impl Command for Made {
    type Answer = Nothing;

    fn outline(&self) -> Outline {
        let exchange = (self.row.codec.exchange)(self.text.as_bytes(), id::G2);
        Outline {
            name: self.row.name,
            syntax: self.row.syntax,
            exchange: exchange.unwrap().unwrap(),
            within: self.row.within,
        }
    }

    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        writer.bytes(self.text.as_bytes())
    }

    fn check(&self, _: ProfileId) -> Result<(), Refused> {
        Ok(())
    }
}

/// A line of any length, made of pairs.
struct Line(Box<dyn Command<Answer = Nothing>>);

impl Line {
    fn new(commands: &[Made]) -> Self {
        let mut commands = commands.iter().cloned();
        let first = commands.next().expect("a line has a command");
        commands.fold(Self(Box::new(first)), |line, next| {
            Self(Box::new((line, next)))
        })
    }

    fn written(&self) -> String {
        let mut room = [0; 1024];
        let mut writer = Writer::new(&mut room, id::G2);
        self.encode(&mut writer).unwrap();
        String::from_utf8(writer.written().to_vec()).unwrap()
    }
}

impl Command for Line {
    type Answer = Nothing;

    fn outline(&self) -> Outline {
        self.0.outline()
    }

    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        self.0.encode(writer)
    }

    fn check(&self, profile: ProfileId) -> Result<(), Refused> {
        self.0.check(profile)
    }
}

fn made(rows: Vec<&'static CommandSpec>) -> BoxedStrategy<Made> {
    proptest::sample::select(rows)
        .prop_flat_map(|row| made::command(row, id::G2).prop_map(move |text| Made { row, text }))
        .boxed()
}

/// Sequences of commands; a bare `AT` among others is nothing, and so left out.
fn sequences(rows: Vec<&'static CommandSpec>) -> BoxedStrategy<Vec<Made>> {
    let rows = rows.into_iter().filter(|row| !row.name.usual.is_empty());
    proptest::collection::vec(made(rows.collect()), 1..8).boxed()
}

/// Commands that hold a setting and answer it: whatever they are given, the line goes on at once. Registers are not
/// among them, since some say how lines end.
fn parameters() -> Vec<&'static CommandSpec> {
    let holds = |row: &&CommandSpec| row.read.is_some_and(|read| read.answer.item == row.item);
    let is_extended = |row: &&CommandSpec| row.syntax == Syntax::Extended;
    commands().filter(holds).filter(is_extended).collect()
}

fn invocations(body: &str) -> Vec<Invocation<'_>> {
    CommandLine::behind_prefix(body.as_bytes())
        .into_iter()
        .collect()
}

#[test]
fn commands_written_on_one_line_read_back_as_the_same_commands() {
    let all = commands().collect();
    let judged = runner().run(&sequences(all), |commands| {
        let line = Line::new(&commands).written();
        let found = invocations(&line);
        prop_assert_eq!(found.len(), commands.len(), "{}", line);
        for (found, made) in found.into_iter().zip(&commands) {
            let alone = invocations(&made.text)[0];
            prop_assert_eq!(found, alone, "{}", line);
            let [found, alone] = [found, alone].map(|one| Telit::decode(&one, id::G2));
            prop_assert!(matches!(found, Some(Ok(_))), "{}: {:?}", made.text, found);
            prop_assert_eq!(found, alone, "{}", line);
        }
        Ok(())
    });
    judged.unwrap();
}

#[test]
fn a_line_that_is_cut_short_is_an_error_or_a_shorter_line() {
    let all = commands().collect();
    let judged = runner().run(&sequences(all), |commands| {
        let line = Line::new(&commands).written();
        let whole = invocations(&line);
        for end in 0..line.len() {
            let cut = &line[..end];
            let found = invocations(cut);
            let (last, before) = found.split_last().expect("a bare prefix is a command too");
            // What is complete is what it was.
            prop_assert_eq!(before, &whole[..before.len()], "{}", cut);
            let was = whole[before.len()];
            prop_assert!(was.name.starts_with(last.name), "{}", cut);
            if let Some(Ok(command)) = Telit::decode(last, id::G2) {
                let mut room = [0; 1024];
                let mut writer = Writer::new(&mut room, id::G2);
                command.encode(&mut writer).unwrap();
                let again = str::from_utf8(writer.written()).unwrap();
                let again = Telit::decode(&invocations(again)[0], id::G2);
                prop_assert_eq!(again, Some(Ok(command)), "{}", cut);
            }
        }
        Ok(())
    });
    judged.unwrap();
}

/// What is typed is this line with its prefix; spaces and cases as chance has them.
fn disguised(line: &str, chances: &[u8]) -> String {
    let mut in_quotes = false;
    let mut disguised = String::from("AT");
    for (letter, chance) in line.chars().zip(chances.iter().cycle()) {
        if !in_quotes && chance % 4 == 0 {
            disguised.push(' ');
        }
        in_quotes ^= letter == '"';
        if !in_quotes && chance % 3 == 0 {
            disguised.push(letter.to_ascii_lowercase());
        } else {
            disguised.push(letter);
        }
    }
    disguised
}

#[test]
fn spaces_and_lower_case_outside_quotes_change_nothing() {
    let chances = proptest::collection::vec(any::<u8>(), 1..100);
    let given = (sequences(commands().collect()), chances);
    let judged = runner().run(&given, |(commands, chances)| {
        let line = Line::new(&commands).written();
        let disguised = disguised(&line, &chances);
        // The disguise may make the line longer than modules have room for, which is another story.
        let profile = Profile {
            line_length: 1_024,
            ..Profile::G2
        };
        let plain = Desk::quiet(profile).types(format!("AT{line}\r"));
        let said = Desk::quiet(profile).types(format!("{disguised}\r"));
        prop_assert_eq!(said, plain, "{}", disguised);
        Ok(())
    });
    judged.unwrap();
}

/// What every parameter command answers to its read form.
fn settings(desk: &mut Desk) -> Vec<Option<String>> {
    desk.types("ATE0Q0V1\r");
    parameters()
        .into_iter()
        .map(|row| desk.answers(&format!("AT{}?", row.name.of(id::G2))))
        .collect()
}

#[test]
fn a_line_does_what_its_commands_do_one_by_one_until_one_fails() {
    let judged = runner().run(&sequences(parameters()), |commands| {
        let mut together = Desk::quiet(ROOMY);
        let mut apart = Desk::quiet(ROOMY);
        let line = Line::new(&commands).written();
        let said = together.types(format!("AT{line}\r"));
        let mut text = Vec::new();
        let mut code: &[u8] = b"\r\nOK\r\n";
        for command in &commands {
            let said = apart.types(format!("AT{}\r", command.text));
            match said.strip_suffix(b"\r\nOK\r\n") {
                Some(lines) => text.extend_from_slice(lines),
                None => {
                    code = b"";
                    text.extend(said);
                    break;
                }
            }
        }
        text.extend_from_slice(code);
        // One result code, behind all that was answered.
        prop_assert_eq!(
            said.escape_ascii().to_string(),
            text.escape_ascii().to_string(),
            "{}",
            line
        );
        prop_assert_eq!(settings(&mut together), settings(&mut apart), "{}", line);
        Ok(())
    });
    judged.unwrap();
}

#[test]
fn a_set_form_without_values_changes_nothing_where_all_can_be_left_out() {
    for row in parameters() {
        let name = row.name.of(id::G2);
        let mut desk = Desk::quiet(ROOMY);
        let before = settings(&mut desk);
        let said = desk.types(format!("AT{name}=\r"));
        let is_optional = row.subparameters.iter().all(|field| field.optional);
        assert_eq!(said == b"\r\nOK\r\n", is_optional, "{name}: {said:?}");
        assert_eq!(settings(&mut desk), before, "{name}");
    }
}

#[test]
fn lines_end_and_are_edited_as_the_registers_say_that_are_declared() {
    for (register, typed, said) in [
        // The line was entered with the register as it was; its result code has it as it is (LE910 V2 reference
        // p. 53).
        ("S3", "ATS3=33\rAT!", "!\nOK!\n!\nOK!\n"),
        ("S4", "ATS4=33\rAT\r", "\r!OK\r!\r!OK\r!"),
        (
            "S5",
            "ATS5=127\rAT+CMEEX\x08\x7f=7\x7f0\r",
            "\r\nOK\r\n\r\nOK\r\n",
        ),
        // What holds without any register.
        ("", "ATX\x08+CMEE=0\r", "\r\nOK\r\n"),
    ] {
        if rows::command(register.as_bytes()).is_some() {
            let heard = Desk::quiet(Profile::G2).types(typed);
            assert_eq!(
                heard.escape_ascii().to_string(),
                said.escape_default().to_string()
            );
        }
    }
}

#[test]
fn any_bytes_are_commands_in_their_order_or_errors() {
    let noise = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..80),
        "[AaTtES12&+#=?;,\"\\-() A-Z0-9]{0,80}".prop_map(String::into_bytes),
    ];
    let judged = runner().run(&noise, |noise| {
        let body = CommandLine::behind_prefix(&noise).body();
        let place = |part: &[u8]| part.as_ptr().addr() - body.as_ptr().addr();
        let mut end = 0;
        for found in CommandLine::behind_prefix(&noise) {
            if !found.name.is_empty() {
                prop_assert!(place(found.name) >= end, "{:?}", found);
                end = place(found.name) + found.name.len();
            }
            if !found.text.is_empty() {
                let at = place(found.name) + found.text_at;
                prop_assert_eq!(place(found.text), at, "{:?}", found);
                end = at + found.text.len();
            }
            prop_assert!(end <= body.len());
            let _ = Telit::decode(&found, id::G2);
        }
        // The module says something to every line, and is there afterwards.
        let mut desk = Desk::quiet(Profile::G2);
        desk.types(&noise);
        desk.types("\r");
        desk.types("\x1b\rATE0Q0V1\r");
        prop_assert_eq!(desk.types("AT\r"), b"\r\nOK\r\n");
        Ok(())
    });
    judged.unwrap();
}

const ECHO: Echo = Echo { on: Switch::Off };
const REPORTS: ErrorReports = ErrorReports {
    reports: Reports::Number,
};

/// What the engine transmits for a request, or why it does not.
fn requested<C: Command>(command: &C) -> Result<String, RequestError> {
    let mut engine = Engine::new(ROOMY, [0; 400], [0; 400]);
    let asked = engine.request(Instant::default(), command).map(|_| ());
    let mut nothing = &[][..];
    let action = engine.poll(Instant::default(), &mut nothing);
    assert_eq!(action == Action::Transmit, asked.is_ok());
    asked.map(|()| String::from_utf8(engine.outgoing().to_vec()).unwrap())
}

#[test]
fn the_host_asks_for_a_mixture_of_commands_in_one_line() {
    let interface = interface::Interface {
        generation: interface::Generation::Standard,
    };
    assert_eq!(
        requested(&(ECHO, REPORTS, interface)),
        Ok("ATE0+CMEE=1;#SELINT=2\r".into())
    );
    assert_eq!(
        requested(&(REPORTS, at_spec::Read::<ErrorReports>::new())),
        Ok("AT+CMEE=1;+CMEE?\r".into())
    );
}

#[test]
fn what_takes_payload_or_goes_online_is_asked_for_last_or_not_at_all() {
    let send = Send {
        socket: SocketId::ONE,
        timeout: None,
    };
    assert_eq!(
        requested(&(REPORTS, send)),
        Ok("AT+CMEE=1;#SSLSEND=1\r".into())
    );
    let not_last = |command: Result<String, RequestError>| match command {
        Err(RequestError::Refused(refused)) => assert_eq!(refused.refusal, Refusal::NotLast),
        other => panic!("{other:?}"),
    };
    not_last(requested(&(send, REPORTS)));
    let dial = |mode| Dial {
        socket: SocketId::ONE,
        port: NonZeroU16::MIN,
        host: at_spec::Quoted(at_spec::Host::new(b"host").unwrap()),
        closure: Closure::Free,
        mode: Some(mode),
        timeout: None,
    };
    not_last(requested(&(ECHO, dial(Mode::Online), REPORTS)));
    assert_eq!(
        requested(&(dial(Mode::Command), REPORTS)),
        Ok("AT#SSLD=1,1,\"host\",0,1;+CMEE=1\r".into())
    );
}

#[test]
fn ten_thousand_commands_on_a_line_are_read_one_after_the_other() {
    // Were the line searched from its start for each of them, this test would not end.
    let line = format!("AT{}\r", "+CMEE=1;E0".repeat(10_000));
    let found = rows::invocations(line.as_bytes()).unwrap();
    assert_eq!(found.len(), 20_000);
    for (invocation, row) in found {
        assert_eq!(row.syntax == Syntax::Extended, invocation.name.len() > 1);
        let decoded = Telit::decode(&invocation, id::G2);
        assert!(matches!(decoded, Some(Ok(_))), "{invocation:?}");
        let exchange = (row.codec.exchange)(&rows::text_of(&invocation, row), id::G2);
        assert_eq!(exchange, Ok(Some(Exchange::Plain)));
    }
}

#[test]
fn a_megabyte_on_one_line_is_one_error() {
    let mut desk = Desk::quiet(Profile::G2);
    for text in ["+CMEE=1;", "(", "\"", "A", " "] {
        desk.types("AT");
        let long = text.repeat(1_000_000 / text.len());
        assert_eq!(desk.types(long), b"");
        assert_eq!(desk.types("\r"), b"\r\nERROR\r\n", "{text}");
        assert_eq!(desk.types("AT\r"), b"\r\nOK\r\n");
    }
}
