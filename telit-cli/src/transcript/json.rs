//! An item as JSON objects, for programs: the members that `telit trace` promises, and some that only add to them.
//!
//! In: an [`Item`]. Out: one object, or one for each command of a command line.

use serde_json::{Map, Value, json};

use super::item::{Code, Data, Doubt, Item, Kind, Reading};
use super::text::provenance_word;
use crate::record::{seconds, text_of};

impl Item {
    /// The objects that stand for it, one for each line of output.
    #[must_use]
    pub fn objects(&self) -> Vec<Value> {
        match &self.kind {
            Kind::Command(readings) => readings
                .iter()
                .map(|reading| {
                    self.object(
                        "command",
                        self.at + reading.offset as u64,
                        &[reading_of(reading), self.line()],
                    )
                })
                .collect(),
            Kind::Echo => self.one("echo", &[self.line()]),
            Kind::Information(reading) => {
                self.one("information", &[reading_of(reading), self.line()])
            }
            Kind::Test(reading) => self.one("test", &[reading_of(reading), self.line()]),
            Kind::Text(reading) => {
                let typed = reading.as_ref().and_then(|reading| reading.typed.clone());
                self.one(
                    "text",
                    &[
                        typed.map_or(Value::Null, |typed| json!({"typed": typed})),
                        self.line(),
                    ],
                )
            }
            Kind::Final(code) => self.one("final", &[code_of(code), self.line()]),
            Kind::Unsolicited(reading) => self.one("urc", &[reading_of(reading), self.line()]),
            Kind::Prompt => self.one("prompt", &[]),
            Kind::Payload(data) => self.one("payload", &[bytes_of(data)]),
            Kind::Online(data) => self.one("online", &[bytes_of(data)]),
            Kind::Noise(noise) => self.one(
                "noise",
                &[json!({"bytes": text_of(&noise.bytes), "remark": noise.remark})],
            ),
            Kind::Violation(breach) => self.one(
                "violation",
                &[json!({"what": breach.to_string()}), self.line()],
            ),
        }
    }

    fn one(&self, kind: &str, members: &[Value]) -> Vec<Value> {
        vec![self.object(kind, self.at, members)]
    }

    fn object(&self, kind: &str, at: u64, members: &[Value]) -> Value {
        let mut object = Map::new();
        object.insert("kind".into(), kind.into());
        object.insert("at".into(), at.into());
        object.insert("from".into(), self.from.word().into());
        if let Some(time) = self.time {
            object.insert("t".into(), seconds(time));
        }
        for members in members.iter().filter_map(Value::as_object) {
            object.extend(members.clone());
        }
        object.into()
    }

    fn line(&self) -> Value {
        json!({"text": self.text})
    }
}

fn reading_of(reading: &Reading) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), reading.name.clone().into());
    if !reading.form.is_empty() {
        object.insert("form".into(), reading.form.into());
    }
    object.insert("fields".into(), reading.fields.clone().into());
    if let Some(typed) = &reading.typed {
        object.insert("typed".into(), typed.clone().into());
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
    object.into()
}

fn doubt_of(doubt: &Doubt) -> Value {
    json!({"about": doubt.about, "provenance": provenance_word(doubt.provenance)})
}

fn code_of(code: &Code) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), code.name.into());
    if let Some(number) = code.number {
        object.insert("number".into(), number.into());
    }
    if let Some(message) = &code.message {
        object.insert("message".into(), message.clone().into());
    }
    if let Some(failure) = code.failure {
        let cause = json!({
            "name": format!("{:?}", failure.cause),
            "number": failure.number,
            "meaning": failure.meaning(),
            "commands": failure.commands().collect::<Vec<_>>(),
            "advice": failure.advice(),
        });
        object.insert("cause".into(), cause);
    }
    if !code.remark.is_empty() {
        object.insert("remark".into(), code.remark.into());
    }
    object.into()
}

fn bytes_of(data: &Data) -> Value {
    if data.secret {
        json!({"bytes": "***", "length": data.length, "secret": true})
    } else {
        json!({"bytes": text_of(&data.bytes), "length": data.length})
    }
}
