//! Command lines of the host: what they ask for, and what they change.
//!
//! In: a command line, heard, echoed or told. Out: the item, and what is pending from now on. Not here: where a line
//! ends.

use std::ops::Range;

use at_parse::{CommandLine, ResultCodes};
use at_spec::{Dialect, Exchange, Form};
use telit_ssl::Span;
use telit_ssl::command::{Telit, interface, store};
use telit_ssl::value::{DataType, Switch};

use super::Transcript;
use super::dialect::{Understood, is_basic};
use super::host::holds_key;
use super::item::{Kind, Reading, escaped};
use super::module::GUARD_UNIT;
use super::pending::{Asking, Pending};
use super::secret::{masked, secret_rest};
use crate::record::Side;

impl Transcript {
    /// A line that the host has sent.
    pub(super) fn command_line(&mut self, at: u64, line: &[u8]) {
        // `PRIVATE` has the prefix in it.
        let Some(prefix) = prefix(line).filter(|_| !holds_key(line)) else {
            self.no_command(at, line, "no command line: it does not begin with AT");
            return;
        };
        self.unanswered();
        let (pending, readings, secrets) = self.understand(line, prefix);
        self.remember(line, secrets.clone());
        self.disturbed = false;
        let (junk, line) = line.split_at(prefix);
        if !junk.is_empty() {
            self.say(
                Side::Host,
                at,
                junk.to_vec(),
                Kind::Noise("dropped: it stands before AT"),
            );
        }
        let secrets: Vec<_> = (secrets.into_iter())
            .map(|secret| secret.start.saturating_sub(prefix)..secret.end.saturating_sub(prefix))
            .collect();
        let at = at + prefix as u64;
        self.say_masked(Side::Host, at, line, &secrets, Kind::Command(readings));
        self.pend(pending);
    }

    /// `A/`: the last command line once more.
    pub(super) fn repeat(&mut self) {
        let (at, line) = self.take_line();
        self.unanswered();
        self.disturbed = false;
        let reading = Reading {
            name: "A/".into(),
            form: "execute",
            ..Reading::default()
        };
        self.say(Side::Host, at, line.clone(), Kind::Command(vec![reading]));
        self.remember(&line, Vec::new());
        let pending = self.last.clone();
        self.pend(pending.unwrap_or_else(|| Pending::unknown("A/".into())));
    }

    /// What a command line leaves pending, and which parts of it are secret.
    pub(super) fn asked(&self, line: &[u8]) -> (Pending, Vec<Range<usize>>) {
        match prefix(line) {
            Some(prefix) => {
                let (pending, _, secrets) = self.understand(line, prefix);
                (pending, secrets)
            }
            None => (Pending::unknown(escaped(line)), Vec::new()),
        }
    }

    /// An answer of this is awaited from now on.
    pub(super) fn pend(&mut self, pending: Pending) {
        if let Some(codes) = pending.codes {
            self.codes = codes;
        }
        self.last = Some(pending.clone());
        self.pending = Some(pending);
        self.expect_lines();
    }

    /// The next of the command lines that the host is known to send is pending now.
    pub(super) fn next_told(&mut self) {
        let Some(line) = self.told.pop_front() else {
            return;
        };
        let (pending, secrets) = self.asked(&line);
        self.remember(&line, secrets);
        self.pend(pending);
    }

    fn understand(&self, line: &[u8], prefix: usize) -> (Pending, Vec<Reading>, Vec<Range<usize>>) {
        let body = line.get(prefix + PREFIX..).unwrap_or(&[]);
        let command = CommandLine::behind_prefix(body);
        let understood: Vec<Understood> = command
            .into_iter()
            .map(|invocation| self.reader.command(line, &invocation))
            .collect();
        let mut secrets: Vec<_> = (understood.iter())
            .flat_map(|one| one.secrets.clone())
            .collect();
        let is_uncertain = understood.iter().any(|one| one.reading.item.is_empty());
        if is_uncertain && secrets.is_empty() && !self.reader.reveals {
            secrets.extend(secret_rest(line));
        }
        let mut pending = Pending {
            shown: escaped(&masked(line, &secrets)),
            exchange: exchange(&understood),
            answers: understood.iter().filter_map(|one| one.answer).collect(),
            commands: understood.iter().map(asking).collect(),
            ..Pending::default()
        };
        self.foresee(command, &mut pending);
        let mut readings: Vec<_> = understood.into_iter().map(|one| one.reading).collect();
        for reading in &mut readings {
            reading.offset = reading.offset.saturating_sub(prefix);
        }
        (pending, readings, secrets)
    }

    /// What the commands of a line change in how the module talks, and what they carry.
    fn foresee(&self, command: CommandLine<'_>, pending: &mut Pending) {
        for invocation in command {
            let decode = |profile| Telit::decode(&invocation, profile).transpose();
            let Ok(Some(declared)) = self.reader.shapes.read(decode) else {
                continue;
            };
            match declared {
                Telit::Interface(interface::Declared::Verbosity(Form::Set(verbosity))) => {
                    // The code that answers is in the new form already.
                    pending.codes = Some(match verbosity.words {
                        Switch::On => ResultCodes::Verbose,
                        Switch::Off => ResultCodes::Numeric,
                    });
                }
                Telit::Interface(interface::Declared::EscapeGuard(Form::Set(guard))) => {
                    let millis = u64::from(guard.time.0) * GUARD_UNIT;
                    pending.guard = Some(Span::from_millis(millis));
                }
                Telit::Interface(interface::Declared::EscapeGuard(Form::Read)) => {
                    pending.asks_guard = true;
                }
                Telit::Store(store::Declared::SecurityData(Form::Set(store::SecurityData {
                    data: DataType::PrivateKey,
                    ..
                }))) => pending.secret = true,
                _ => {}
            }
        }
    }
}

/// Length of `AT`.
const PREFIX: usize = 2;

/// Where the prefix of a command line stands; what is before it is dropped (protocol notes 1.1).
fn prefix(line: &[u8]) -> Option<usize> {
    CommandLine::find(line)?;
    line.windows(PREFIX)
        .position(|pair| pair == b"AT" || pair == b"at")
}

/// Whether a line of the module is the echo of a command line, where the host is not heard: it begins with `AT`, and
/// every command in it has a name that V.250 or a maker could have given it. So a sentence is none.
pub(super) fn is_command_line(line: &[u8]) -> bool {
    let body = line
        .strip_prefix(b"AT")
        .or_else(|| line.strip_prefix(b"at"));
    let Some(body) = body.filter(|body| !body.starts_with(b" ")) else {
        return false;
    };
    for invocation in CommandLine::behind_prefix(body) {
        match invocation.name {
            [] => {}
            // The rest of a dial is its number.
            [b'D' | b'd', ..] => return true,
            [b's' | b'S', digit, ..] if digit.is_ascii_digit() => {}
            [letter] if BASIC.contains(&letter.to_ascii_uppercase()) => {}
            [first, second, ..] if !is_basic(&[*first]) || *first == b'&' => {
                if !second.is_ascii_alphabetic() {
                    return false;
                }
            }
            [..] => return false,
        }
    }
    true
}

/// The letters of basic commands (V.250 6; `&` and a letter apart).
const BASIC: &[u8] = b"AEHILMOPQTVXZ";

fn asking(one: &Understood) -> Asking {
    let reading = &one.reading;
    Asking {
        name: reading.name.clone(),
        test: reading.form == "test",
        declared: !reading.item.is_empty(),
        basic: is_basic(reading.name.as_bytes()),
    }
}

/// The exchange of a command line: that of its only command; several answer with one result code.
fn exchange(understood: &[Understood]) -> Option<Exchange> {
    match understood {
        [one] => one.exchange,
        several => several
            .iter()
            .all(|one| one.exchange.is_some())
            .then_some(Exchange::Plain),
    }
}
