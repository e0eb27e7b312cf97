//! Several commands on one line, as the host writes them.

use at_spec::{
    Command, Exchange, Information, Nothing, Outline, Payload, ProfileId, Read, Refusal, Refused,
    Syntax, Writer,
};

const PROFILE: ProfileId = ProfileId::new(0);

/// Asks for nothing.
///
/// Source: protocol notes 2.
#[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
#[at("")]
pub struct Attention;

/// Whether lines come back.
///
/// Source: protocol notes 2.
#[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
#[at("E")]
pub struct Echo {
    /// Yes.
    pub on: u8,
}

/// A register.
///
/// Source: protocol notes 2.
#[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
#[at("S12", setting = Self)]
pub struct Guard {
    /// Its value.
    pub time: u8,
}

/// How errors are reported.
///
/// Source: protocol notes 2.
#[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
#[at("+CMEE", setting = Self, answer_within = "2 s")]
pub struct Reports {
    /// How.
    #[at(range = 0..=2)]
    pub reports: u8,
}

/// Sends, or does not.
///
/// Source: protocol notes 5.10.
#[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
#[at("#SSLSEND", exchange = self.exchange())]
pub struct Send {
    /// Which.
    pub socket: u8,
}

impl Send {
    const fn exchange(self) -> Exchange {
        match self.socket {
            0 => Exchange::Plain,
            _ => Exchange::Prompt(Payload::UntilCtrlZ),
        }
    }
}

const ECHO: Echo = Echo { on: 0 };
const GUARD: Guard = Guard { time: 50 };
const REPORTS: Reports = Reports { reports: 1 };

fn written(command: &impl Command) -> String {
    let mut room = [0; 80];
    let mut writer = Writer::new(&mut room, PROFILE);
    command.encode(&mut writer).unwrap();
    String::from_utf8(writer.written().to_vec()).unwrap()
}

#[test]
fn behind_an_extended_command_stands_a_semicolon_and_nowhere_else() {
    assert_eq!(written(&(ECHO, GUARD, ECHO)), "E0S12=50E0");
    assert_eq!(written(&(ECHO, REPORTS)), "E0+CMEE=1");
    assert_eq!(written(&(REPORTS, ECHO)), "+CMEE=1;E0");
    assert_eq!(
        written(&(REPORTS, REPORTS, GUARD, REPORTS)),
        "+CMEE=1;+CMEE=1;S12=50+CMEE=1"
    );
    assert_eq!(written(&(ECHO, Read::<Reports>::new())), "E0+CMEE?");
}

#[test]
fn a_line_within_a_line_ends_as_its_last_command_does() {
    assert_eq!(written(&((ECHO, REPORTS), ECHO)), "E0+CMEE=1;E0");
    assert_eq!(written(&((REPORTS, ECHO), ECHO)), "+CMEE=1;E0E0");
    assert_eq!(written(&(ECHO, (REPORTS, ECHO))), "E0+CMEE=1;E0");
}

#[test]
fn a_bare_prefix_among_other_commands_is_nothing() {
    assert_eq!(written(&(REPORTS, Attention)), "+CMEE=1");
    assert_eq!(written(&(REPORTS, Attention, REPORTS)), "+CMEE=1;+CMEE=1");
    assert_eq!(written(&(Attention, ECHO, Attention, REPORTS)), "E0+CMEE=1");
    assert_eq!(written(&(Attention, Attention)), "");
}

#[test]
fn eight_commands_fit_on_a_line() {
    let line = (ECHO, REPORTS, ECHO, REPORTS, ECHO, REPORTS, ECHO, REPORTS);
    assert_eq!(written(&line), "E0+CMEE=1;E0+CMEE=1;E0+CMEE=1;E0+CMEE=1");
}

#[test]
fn a_line_has_the_exchange_and_the_answer_of_its_last_command_and_the_time_of_all() {
    fn answer<C: Command>(_: &C) -> &'static str {
        <C::Answer as Information>::SPEC.item
    }

    let line = (REPORTS, Send { socket: 1 });
    assert_eq!(
        line.outline(),
        Outline {
            within: 7_000,
            ..Send { socket: 1 }.outline()
        }
    );
    assert_eq!(line.check(PROFILE), Ok(()));
    assert_eq!(answer(&(ECHO, Read::<Reports>::new())), "Reports");
    assert_eq!(answer(&(ECHO, REPORTS)), Nothing::SPEC.item);
    assert_eq!((REPORTS, ECHO).outline().syntax, Syntax::Basic);
}

#[test]
fn what_takes_payload_can_only_be_the_last_of_a_line() {
    let not_last = Refused {
        name: "#SSLSEND",
        refusal: Refusal::NotLast,
    };
    let refused = Err(not_last);
    let send = Send { socket: 1 };
    assert_eq!((send, ECHO).check(PROFILE), refused);
    assert_eq!((ECHO, send, REPORTS).check(PROFILE), refused);
    assert_eq!(((ECHO, send), REPORTS).check(PROFILE), refused);
    assert_eq!((ECHO, (send, REPORTS)).check(PROFILE), refused);
    assert_eq!((Send { socket: 0 }, ECHO).check(PROFILE), Ok(()));
    assert_eq!(
        not_last.to_string(),
        "`#SSLSEND` takes payload or goes online; it must be the last of its line"
    );
}

#[test]
fn the_first_command_of_a_line_that_cannot_be_sent_is_told() {
    let wrong = Reports { reports: 7 };
    for refused in [
        (ECHO, wrong).check(PROFILE),
        (wrong, ECHO).check(PROFILE),
        (wrong, Send { socket: 1 }, ECHO).check(PROFILE),
    ] {
        assert_eq!(refused.unwrap_err().name, "reports");
    }
}
