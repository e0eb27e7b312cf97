//! Examples: turns of golden vectors, as they were collected when the reference was written.
//!
//! In: one JSON object a line. Out: [`Example`]s by command. Not here: the vectors themselves; the program has no
//! access to them, so that its judges write the collection and check that it is current.

use std::sync::LazyLock;

use at_parse::Asked;
use serde::{Deserialize, Serialize};

/// Some turns of a golden vector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The usual name of the command, or of the unsolicited result code.
    pub name: String,
    /// The declared item.
    pub item: String,
    /// What is shown of it.
    pub shows: Shows,
    /// How the command was refused, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// The vector: family and behaviour.
    pub vector: String,
    /// What the vector shows, as a sentence.
    pub title: String,
    /// The generation of modules that it is about.
    pub generation: String,
    /// How well it is known.
    pub provenance: String,
    /// Where it is from.
    pub sources: Vec<String>,
    /// The bytes, escaped as vectors escape them; `> ` before those of the host, `< ` before those of the module.
    pub dialogue: Vec<String>,
}

/// What is shown of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shows {
    /// The set or execute form.
    Set,
    /// The read form.
    Read,
    /// The test form.
    Test,
    /// A line that nobody asked for.
    Unsolicited,
}

/// A refusal by the module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Refusal {
    /// The number, where the module gave one or its text has one.
    pub number: Option<u16>,
    /// The cause, by its name in the code.
    pub cause: String,
}

impl From<Asked> for Shows {
    fn from(asked: Asked) -> Self {
        match asked {
            Asked::Execute | Asked::Set => Self::Set,
            Asked::Read => Self::Read,
            Asked::Test => Self::Test,
        }
    }
}

/// A collection of examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examples(Vec<Example>);

static COLLECTED: LazyLock<Examples> =
    LazyLock::new(|| Examples::read(include_str!("examples.jsonl")));

impl Examples {
    /// Examples in the order in which they are to be shown.
    #[must_use]
    pub const fn new(examples: Vec<Example>) -> Self {
        Self(examples)
    }

    /// Those that the program was built with.
    #[must_use]
    pub fn collected() -> &'static Self {
        &COLLECTED
    }

    /// Reads one JSON object a line; what is no example is passed over, since a test holds the collection current.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self(
            text.lines()
                .filter_map(|line| serde_json::from_str(line).ok())
                .collect(),
        )
    }

    /// One JSON object a line.
    #[must_use]
    pub fn written(&self) -> String {
        let lines = self.0.iter().map(|example| {
            let line = serde_json::to_string(example).unwrap_or_default();
            line + "\n"
        });
        lines.collect()
    }

    /// The examples of an item: what it does, and how it is refused.
    pub fn of<'e>(&'e self, name: &'e str, item: &'e str) -> impl Iterator<Item = &'e Example> {
        self.0
            .iter()
            .filter(move |example| example.name == name && example.item == item)
    }
}
