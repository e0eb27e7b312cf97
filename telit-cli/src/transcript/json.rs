//! An item as JSON objects, for programs: the members that `docs/trace.md` promises, or those and more.
//!
//! In: an [`Item`]. Out: one object, or one for each command of a command line. Not here: the promise itself; a
//! change of what stands here under [`Members::Promised`] is a new version of the format.

use serde_json::{Map, Value, json};
use telit_ssl::Failure;

use super::item::{Code, Doubt, Item, Kind, Reading};
use super::text::provenance_word;
use crate::record::{seconds, text_of};

/// Which members an object has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members {
    /// Those of the format, for a stream of one side: no `from`.
    OneSided,
    /// Those of the format, for a dialogue.
    Promised,
    /// Those of the format and everything else that is known: times, declarations, doubts, remarks.
    All,
}

impl Item {
    /// The objects that stand for it, one for each line of output.
    ///
    /// An item without bytes says that something is lacking: it stands only where all members are asked for, except
    /// for a payload of which nothing came.
    #[must_use]
    pub fn objects(&self, members: Members) -> Vec<Value> {
        match &self.kind {
            Kind::Command(readings) => (0..readings.len())
                .filter_map(|place| self.command(readings, place, members))
                .collect(),
            Kind::Violation(super::Breach::Unanswered(_)) if members != Members::All => Vec::new(),
            _ => vec![self.object(members)],
        }
    }

    /// One command of a line; the prefix belongs to the first, a separator to the command before it.
    fn command(&self, readings: &[Reading], place: usize, members: Members) -> Option<Value> {
        let reading = readings.get(place)?;
        let start = if place == 0 { 0 } else { reading.offset as u64 };
        let next = readings.get(place + 1).map(|next| next.offset as u64);
        let length = next.unwrap_or(self.length).saturating_sub(start);
        let mut object = self.begin(self.at + start, length, members);
        read(&mut object, reading, members);
        if members == Members::All {
            object.insert("text".into(), self.text());
        }
        Some(object.into())
    }

    fn object(&self, members: Members) -> Value {
        let all = members == Members::All;
        let mut object = self.begin(self.at, self.length, members);
        match &self.kind {
            Kind::Information(reading) | Kind::Unsolicited(reading) => {
                read(&mut object, reading, members);
                object.insert("text".into(), self.text());
            }
            Kind::Test(reading) => {
                object.insert("name".into(), reading.name.clone().into());
                object.insert("fields".into(), reading.fields.clone().into());
                object.insert("text".into(), self.text());
            }
            Kind::Text(reading) => {
                if let Some(typed) = reading.as_ref().and_then(|reading| reading.typed.as_ref())
                    && all
                {
                    object.insert("typed".into(), typed.clone().into());
                }
                object.insert("text".into(), self.text());
            }
            Kind::Echo | Kind::Command(_) => {
                object.insert("text".into(), self.text());
            }
            Kind::Final(code) => {
                read_code(&mut object, code, members);
                if all {
                    object.insert("text".into(), self.text());
                }
            }
            Kind::Prompt => {}
            Kind::Payload | Kind::Online => {
                object.insert("bytes".into(), self.text());
                if all && self.masked {
                    object.insert("secret".into(), true.into());
                }
            }
            Kind::Noise(remark) => {
                object.insert("bytes".into(), self.text());
                if all && !remark.is_empty() {
                    object.insert("remark".into(), (*remark).into());
                }
            }
            Kind::Violation(breach) => {
                object.insert("what".into(), breach.to_string().into());
                object.insert("bytes".into(), self.text());
            }
        }
        object.into()
    }

    fn begin(&self, at: u64, length: u64, members: Members) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("kind".into(), self.kind.word().into());
        object.insert("at".into(), at.into());
        if members != Members::OneSided {
            object.insert("from".into(), self.from.word().into());
        }
        if members == Members::All {
            object.insert("length".into(), length.into());
            if let Some(time) = self.time {
                object.insert("t".into(), seconds(time));
            }
        }
        object
    }

    fn text(&self) -> Value {
        text_of(&self.bytes).into()
    }
}

impl Kind {
    /// The word for it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Command(_) => "command",
            Self::Echo => "echo",
            Self::Information(_) => "information",
            Self::Test(_) => "test",
            Self::Text(_) => "text",
            Self::Final(_) => "final",
            Self::Unsolicited(_) => "urc",
            Self::Prompt => "prompt",
            Self::Payload => "payload",
            Self::Online => "online",
            Self::Noise(_) => "noise",
            Self::Violation(_) => "violation",
        }
    }
}

fn read(object: &mut Map<String, Value>, reading: &Reading, members: Members) {
    object.insert("name".into(), reading.name.clone().into());
    if !reading.form.is_empty() {
        object.insert("form".into(), reading.form.into());
    }
    object.insert("fields".into(), reading.fields.clone().into());
    if let Some(typed) = &reading.typed {
        object.insert("typed".into(), typed.clone().into());
    }
    if members != Members::All {
        return;
    }
    if !reading.item.is_empty() {
        object.insert("item".into(), reading.item.into());
    }
    if let Some(fault) = &reading.fault {
        object.insert("fault".into(), fault.to_string().into());
    }
    if !reading.doubts.is_empty() {
        let doubts: Vec<Value> = reading.doubts.iter().map(doubt_of).collect();
        object.insert("doubts".into(), doubts.into());
    }
}

fn doubt_of(doubt: &Doubt) -> Value {
    json!({"about": doubt.about, "provenance": provenance_word(doubt.provenance)})
}

fn read_code(object: &mut Map<String, Value>, code: &Code, members: Members) {
    object.insert("name".into(), code.name.into());
    if let Some(number) = code.number {
        object.insert("number".into(), number.into());
    }
    if let Some(message) = &code.message {
        object.insert("message".into(), message.clone().into());
    }
    if let Some(cause) = code.failure.and_then(cause) {
        object.insert("cause".into(), cause);
    }
    if members == Members::All && !code.remark.is_empty() {
        object.insert("remark".into(), code.remark.into());
    }
}

/// The entry of the error table, where the tables have one.
fn cause(failure: Failure) -> Option<Value> {
    Some(json!({
        "number": failure.number?,
        "text": failure.text()?,
        "name": format!("{:?}", failure.cause),
        "meaning": failure.meaning(),
        "commands": failure.commands().collect::<Vec<_>>(),
        "advice": failure.advice(),
    }))
}
