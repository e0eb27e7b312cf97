//! A command line that somebody has written by hand: whether it can be sent, and what the declarations know of it.
//!
//! In: a text, and whether there is payload for it. Out: a [`ByHand`]. A refusal says which character at which
//! place, and never repeats values: one may be a PIN. Not here: the dialogue.

use at_parse::{CommandLine, Invocation};
use at_spec::{CommandSpec, Dialect, Exchange, Form, Payload};
use telit_ssl::command::{Telit, interface};
use telit_ssl::value::Switch;
use telit_ssl::{Profile, Raw, RequestError, Span, byte};

use crate::trouble::{Exit, Trouble};

/// A command line that can be sent.
#[derive(Clone, Debug)]
pub(crate) struct ByHand<'a> {
    /// Its commands by name, and its place where there are several lines.
    pub(crate) name: String,
    pub(crate) raw: Raw<'a>,
    /// How the payload ends that it prompts for; `None`: it prompts for none.
    pub(crate) prompt: Option<Payload>,
    /// What the declarations do not know; empty where they know all.
    pub(crate) remarks: Vec<String>,
    /// Whether every command of it is declared.
    is_declared: bool,
}

/// The first command of `whole`, which `rest` follows.
fn alone<'t>(whole: &'t [u8], rest: &[u8]) -> &'t [u8] {
    let end = whole.len().saturating_sub(rest.len());
    let text = whole.get(..end).unwrap_or(whole).trim_ascii_end();
    text.strip_suffix(b";").unwrap_or(text)
}

/// What stands before the body, and behind it.
const PREFIX: usize = 2;
const TERMINATOR: usize = 1;

/// Reads command lines; where there is payload, one of them takes it.
pub(crate) fn read<'a>(
    lines: &'a [String],
    payload: Option<&[u8]>,
    timeout: Option<Span>,
    profile: &Profile,
) -> Result<Vec<ByHand<'a>>, Trouble> {
    let several = lines.len() > 1;
    let mut all = Vec::new();
    for (place, text) in lines.iter().enumerate() {
        let place = if several {
            format!("command line {}", place + 1)
        } else {
            "the command line".into()
        };
        let mut line = ByHand::read(&place, text, timeout, profile)?;
        if several {
            line.name = format!("{place}, {}", line.name);
        }
        all.push(line);
    }
    give(&mut all, payload)?;
    Ok(all)
}

/// Finds the one command line that takes the payload.
fn give(lines: &mut [ByHand<'_>], payload: Option<&[u8]>) -> Result<(), Trouble> {
    let refuse = |text: String| Err(Trouble::new(Exit::Usage, text));
    let prompts = lines.iter().filter(|line| line.prompt.is_some()).count();
    let Some(payload) = payload else {
        return match lines.iter().find(|line| line.prompt.is_some()) {
            Some(line) => refuse(format!(
                "{}: it prompts for payload; give it with --payload FILE, or - for standard input",
                line.name
            )),
            None => Ok(()),
        };
    };
    if prompts == 0 {
        let mut unknown = lines.iter_mut().filter(|line| !line.is_declared);
        match (unknown.next(), unknown.next()) {
            (Some(line), None) => line.takes(Payload::UntilCtrlZ),
            (None, _) => {
                return refuse("--payload: no command line prompts for payload".into());
            }
            (Some(_), Some(_)) => {
                return refuse(
                    "--payload: several command lines are not declared, and any could prompt; \
                     send them one by one"
                        .into(),
                );
            }
        }
    }
    if prompts > 1 {
        return refuse(
            "--payload: several command lines prompt for payload; send them one by one".into(),
        );
    }
    match lines.iter().find(|line| line.prompt.is_some()) {
        Some(line) => line.can_carry(payload),
        None => Ok(()),
    }
}

impl<'a> ByHand<'a> {
    fn read(
        place: &str,
        text: &'a str,
        timeout: Option<Span>,
        profile: &Profile,
    ) -> Result<Self, Trouble> {
        let refuse = |why: &str| Trouble::new(Exit::Usage, format!("{place} {why}"));
        if text.is_empty() {
            return Err(refuse("is empty"));
        }
        let body = text
            .strip_prefix("AT")
            .or_else(|| text.strip_prefix("at"))
            .ok_or_else(|| refuse("does not begin with AT"))?;
        let raw = Raw::new(body.as_bytes()).map_err(|error| match error {
            RequestError::Unsendable { at, .. } => refuse(&forbidden(text, at + PREFIX)),
            RequestError::UnclosedQuote { at } => refuse(&format!(
                "has a quote at place {} that is never closed",
                at + PREFIX
            )),
            RequestError::Prefix => refuse("begins with AT twice"),
            error => refuse(&format!("cannot be sent: {error}")),
        })?;
        raw.fits(profile).map_err(|_| {
            refuse(&format!(
                "has {} bytes with its end, and modules of this profile read {}",
                text.len() + TERMINATOR,
                profile.line_length
            ))
        })?;
        Self::known(raw, timeout, profile)
    }

    /// Looks the commands up in the declarations.
    fn known(raw: Raw<'a>, timeout: Option<Span>, profile: &Profile) -> Result<Self, Trouble> {
        let mut line = Self {
            name: names(raw.body()),
            raw,
            prompt: None,
            remarks: Vec::new(),
            is_declared: true,
        };
        let mut exchange = Exchange::Plain;
        let mut within = Span::ZERO;
        let mut commands = CommandLine::behind_prefix(raw.body()).into_iter();
        loop {
            let whole = commands.rest();
            let Some(invocation) = commands.next() else {
                break;
            };
            let text = alone(whole, commands.rest());
            if !matches!(exchange, Exchange::Plain | Exchange::Dial | Exchange::Body) {
                return Err(line.refused(
                    "one of its commands is about payload; put that one at the end of the line",
                ));
            }
            line.stays_readable(&invocation, profile)?;
            match row(invocation.name) {
                Some(row) => {
                    let time = row.within_of(invocation.asked);
                    // Values that are not those that are declared are told below, and prolong nothing.
                    let blocks = (row.codec.blocks)(text, profile.id).unwrap_or(0);
                    within = within + Span::from_millis(time.saturating_add(blocks).into());
                    exchange = line.exchange(row, text, profile);
                }
                None => {
                    line.is_declared = false;
                    within = within + Raw::WITHIN;
                    line.remarks.push(format!(
                        "{}: not declared here; any lines may answer it",
                        shown(invocation.name)
                    ));
                }
            }
        }
        if exchange == Exchange::Online {
            return Err(line.refused(
                "it goes online, and `telit at` stays in command mode; dial in command mode (connection mode 1), \
                 or use `telit get`",
            ));
        }
        line.raw = raw
            .with_exchange(exchange)
            .answered_within(timeout.unwrap_or(within));
        if let Exchange::Prompt(end) = exchange {
            line.prompt = Some(end);
        }
        Ok(line)
    }

    /// The exchange of the command `text`; plain where its values do not tell.
    fn exchange(&mut self, row: &CommandSpec, text: &[u8], profile: &Profile) -> Exchange {
        match (row.codec.exchange)(text, profile.id) {
            Ok(exchange) => exchange.unwrap_or(Exchange::Plain),
            Err(fault) => {
                self.remarks.push(format!(
                    "{}: its values are not those that are declared: {fault}; it is sent as it stands",
                    row.name.of(profile.id)
                ));
                Exchange::Plain
            }
        }
    }

    /// Whether the answers can still be read behind this command.
    fn stays_readable(
        &self,
        invocation: &Invocation<'_>,
        profile: &Profile,
    ) -> Result<(), Trouble> {
        let Some(Ok(Telit::Interface(command))) = Telit::decode(invocation, profile.id) else {
            return Ok(());
        };
        let codes = "the module would give its result codes in digits or not at all, and this program needs them in words";
        let ends = "the module would end lines otherwise, and this program ends and expects them with CR and LF";
        let erases = "the module would take a printable byte for an eraser, and command lines would lose bytes";
        let why = match command {
            interface::Declared::Verbosity(Form::Set(set)) if set.words == Switch::Off => codes,
            interface::Declared::Silence(Form::Set(set)) if set.mode != interface::Codes::On => {
                codes
            }
            interface::Declared::Terminator(Form::Set(set)) if set.character != byte::CR => ends,
            interface::Declared::Formatter(Form::Set(set)) if set.character != byte::LF => ends,
            interface::Declared::Eraser(Form::Set(set)) if set.character.is_ascii_graphic() => {
                erases
            }
            _ => return Ok(()),
        };
        Err(self.refused(why))
    }

    fn takes(&mut self, end: Payload) {
        self.prompt = Some(end);
        self.raw = self.raw.with_exchange(Exchange::Prompt(end));
    }

    /// Whether the payload can go through this command, whole.
    fn can_carry(&self, payload: &[u8]) -> Result<(), Trouble> {
        let acted_on = |byte: &u8| matches!(*byte, byte::BACKSPACE | byte::CTRL_Z | byte::ESCAPE);
        match self.prompt {
            Some(Payload::UntilCtrlZ) => match payload.iter().position(acted_on) {
                Some(place) => Err(self.refused(&format!(
                    "byte {:#04X} at place {place} of the payload cannot be sent: the module would act on it",
                    payload.get(place).copied().unwrap_or_default()
                ))),
                None => Ok(()),
            },
            Some(Payload::Counted(count) | Payload::CountedThenCtrlZ(count))
                if usize::try_from(count) != Ok(payload.len()) =>
            {
                Err(self.refused(&format!(
                    "{count} bytes are announced, and the payload has {}",
                    payload.len()
                )))
            }
            Some(Payload::Counted(_) | Payload::CountedThenCtrlZ(_)) | None => Ok(()),
        }
    }

    fn refused(&self, why: &str) -> Trouble {
        Trouble::new(Exit::Usage, format!("{}: {why}", self.name))
    }
}

/// The row of a command.
fn row(name: &[u8]) -> Option<&'static CommandSpec> {
    let families = <Telit<'static> as Dialect<'static>>::COMMANDS;
    let mut rows = families.iter().flat_map(|family| family.iter()).copied();
    rows.find(|row| row.name.is(name))
}

/// The names of the commands of a body, without their values.
fn names(body: &[u8]) -> String {
    let commands = CommandLine::behind_prefix(body).into_iter();
    let names: Vec<String> = commands.map(|command| shown(command.name)).collect();
    names.join(";")
}

fn shown(name: &[u8]) -> String {
    if name.first().is_none_or(u8::is_ascii_alphanumeric) || name.starts_with(b"&") {
        return format!("AT{}", name.escape_ascii());
    }
    name.escape_ascii().to_string()
}

/// What is said of the character at byte `at` of `text`.
fn forbidden(text: &str, at: usize) -> String {
    let character = text.get(at..).and_then(|rest| rest.chars().next());
    let character = character.map_or_else(String::new, |character| format!("{character:?} "));
    format!("has a character {character}at place {at} that no command line can carry")
}
