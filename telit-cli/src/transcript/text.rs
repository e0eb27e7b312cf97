//! An item as lines for people: what went over the line, and below it what it is.
//!
//! In: an [`Item`]. Out: text. `>` goes to the module and `<` comes from it, as in the golden vectors.

use std::fmt::{self, Display, Formatter, Write};

use at_spec::Provenance;
use serde_json::{Map, Value};

use super::fields::unreadable_at;
use super::item::{Breach, Code, Doubt, Item, Kind, Reading, escaped};
use crate::record::Side;

/// Characters of payload that are shown.
const SHOWN: usize = 60;

impl Display for Item {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let arrow = match self.from {
            Side::Host => '>',
            Side::Module => '<',
        };
        let time = self.time.map_or_else(String::new, |time| {
            format!("{:>7}.{:03} ", time.millis() / 1000, time.millis() % 1000)
        });
        let margin = " ".repeat(time.len() + 4);
        write!(formatter, "{time}{arrow} {}", self.first_line())?;
        for line in self.explained() {
            write!(formatter, "\n{margin}{line}")?;
        }
        Ok(())
    }
}

impl Item {
    fn first_line(&self) -> String {
        match &self.kind {
            Kind::Payload => self.payload("payload"),
            Kind::Online => self.payload("online"),
            Kind::Prompt => ">".into(),
            Kind::Violation(Breach::Unanswered(line)) => format!("! {line}"),
            Kind::Violation(_) if self.bytes.is_empty() => "!".into(),
            Kind::Violation(_) => format!("! {}", cut(&escaped(&self.bytes))),
            Kind::Noise(_) => cut(&escaped(&self.bytes)),
            _ => escaped(&self.bytes),
        }
    }

    fn payload(&self, word: &str) -> String {
        let length = self.bytes.len();
        let bytes = if length == 1 { "byte" } else { "bytes" };
        let shown = if self.masked {
            "***".into()
        } else {
            cut(&escaped(&self.bytes))
        };
        format!("({word}, {length} {bytes}) {shown}")
    }

    fn explained(&self) -> Vec<String> {
        match &self.kind {
            Kind::Command(readings) => readings
                .iter()
                .map(|reading| command(reading, readings.len()))
                .collect(),
            Kind::Information(reading) | Kind::Test(reading) => vec![line(reading)],
            Kind::Text(Some(reading)) => vec![line(reading)],
            Kind::Text(None) => unreadable(&self.bytes).into_iter().collect(),
            Kind::Unsolicited(reading) => vec![format!("nobody asked for this: {}", line(reading))],
            Kind::Echo => vec!["an echo of what the host has sent".into()],
            Kind::Final(code) => result(code),
            Kind::Prompt => vec!["the module waits for payload".into()],
            Kind::Payload if self.masked => vec!["not shown: it holds a private key".into()],
            Kind::Payload | Kind::Online => Vec::new(),
            Kind::Noise("") => vec!["nothing that was expected".into()],
            Kind::Noise(remark) => vec![(*remark).into()],
            Kind::Violation(breach) => vec![breach.to_string()],
        }
    }
}

/// Why the line is text although it has a name: its values cannot be told apart.
fn unreadable(line: &[u8]) -> Option<String> {
    let is_marked = matches!(line.first(), Some(b'+' | b'#'));
    let colon = line
        .iter()
        .position(|byte| *byte == b':')
        .filter(|_| is_marked)?;
    let values = colon + 1;
    let at = values + unreadable_at(line.get(values..)?)?;
    Some(format!(
        "values that cannot be told apart: a quote or a parenthesis has no partner, or stands where none can (byte {at})"
    ))
}

/// The beginning of a text that nobody reads whole.
fn cut(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown += " ...";
    }
    shown
}

fn command(reading: &Reading, of: usize) -> String {
    let mut text = String::new();
    if of > 1 {
        text += &format!("{}: ", reading.name);
    }
    if reading.item.is_empty() {
        return text + "a command that is not declared here";
    }
    text += &match reading.form {
        "read" => format!("{}, read: {}", reading.item, reading.summary),
        "test" => format!("{}, test: {}", reading.item, reading.summary),
        _ => format!("{}: {}", reading.item, reading.summary),
    };
    text + &values(reading)
}

fn line(reading: &Reading) -> String {
    if reading.item.is_empty() {
        return format!("{}: not declared here", reading.name);
    }
    format!("{}: {}{}", reading.item, reading.summary, values(reading))
}

/// The fields by name, what is wrong with them, and what is doubted.
fn values(reading: &Reading) -> String {
    let mut text = String::new();
    if let Some(typed) = &reading.typed
        && !typed.is_empty()
    {
        text += " ";
        text += &named(typed);
        text += ".";
    }
    if let Some(fault) = &reading.fault {
        text += &format!(" Cannot be read: {fault}.");
    }
    for Doubt { about, provenance } in &reading.doubts {
        let word = provenance_word(*provenance);
        text += &if about.is_empty() {
            format!(" [{word}]")
        } else {
            format!(" [{about}: {word}]")
        };
    }
    text
}

fn named(typed: &Map<String, Value>) -> String {
    let mut text = String::new();
    for (name, value) in typed {
        let comma = if text.is_empty() { "" } else { ", " };
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let value = if value.is_empty() {
            "empty".into()
        } else {
            value
        };
        // Writing to a string does not fail.
        let _ = write!(text, "{comma}{} {value}", name.replace('_', " "));
    }
    text
}

/// The word for a fact that was read in no document.
pub(super) const fn provenance_word(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Cited => "cited",
        Provenance::Recollected => "recollected",
        Provenance::Inferred => "inferred",
    }
}

fn result(code: &Code) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(failure) = code.failure {
        let table = match (failure.number, failure.text()) {
            (Some(number), Some(text)) => format!("{number}, {text}: "),
            (Some(number), None) => format!("{number}: "),
            (None, _) => String::new(),
        };
        lines.push(format!("refused: {table}{}.", failure.meaning()));
        lines.push(failure.advice().into());
    }
    if !code.remark.is_empty() {
        lines.push(code.remark.into());
    }
    lines
}

impl Display for Breach {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfTurn => formatter.write_str("a result code that nothing had asked for"),
            Self::ConnectNotAsked => formatter.write_str("the command does not go online"),
            Self::CountAboveRoom { count, room } => {
                write!(
                    formatter,
                    "{count} bytes are announced where at most {room} were asked for"
                )
            }
            Self::CountTooSmall => {
                formatter.write_str("more bytes follow the payload than its header announced")
            }
            Self::PayloadCut { came, of: None } => {
                write!(
                    formatter,
                    "the stream ends inside the payload: {came} bytes have come, and not its end"
                )
            }
            Self::PayloadCut { came, of: Some(of) } => {
                write!(
                    formatter,
                    "the stream ends inside the payload: {came} of {of} bytes have come"
                )
            }
            Self::LineCut => formatter.write_str("the stream ends inside this line"),
            Self::LineTooLong => {
                formatter.write_str("a line that is longer than any that is known")
            }
            Self::Unanswered(_) => formatter.write_str("this command line has had no result code"),
        }
    }
}
