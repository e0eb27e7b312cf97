//! Golden vectors: files that both sides are judged by.
//!
//! In: `golden/<family>/<behaviour>.at`. Out: [`Vector`]s. Not here: judging.
//!
//! A file is a header and turns. The header is a `# title`, a `source`, and where they are needed a
//! `provenance`, a `profile` with what is given before the first turn, and a `peer` with the bytes that the far
//! end has sent. A turn is what the host is asked (`?`), what it sends for it (`>`), what the module answers
//! (`<`) and what the application is told (`=`), each line only where it has something to say:
//!
//! - `?` is JSON: an item, several on one command line, `{"Supply":"..."}` for payload, or `"Suspend"`;
//! - `>` and `<` are produced and accepted; lines of one direction concatenate. `~>` and `~<` are accepted only,
//!   in place of the whole of `>` or `<` of their turn, each line for itself;
//! - `=` is JSON: an item for a line of the answer, `{"Unsolicited":item}`, `{"Remark":"..."}`,
//!   `{"Payload":"..."}`, `{"Failed":{...}}`, or the name of an event.

mod escape;
mod read;
mod source;

use std::fs;
use std::path::{Path, PathBuf};

use at_spec::Provenance;
use serde_json::Value;
use telit_ssl::Profile;

pub use escape::{escaped, unescaped};
pub use source::{Document, Source, known_sources};

/// One file.
#[derive(Clone, Debug)]
pub struct Vector {
    /// Family and behaviour: `session/dial_online`.
    pub name: String,
    /// What it shows, as a sentence.
    pub title: String,
    /// Where it is from.
    pub sources: Vec<Source>,
    /// How well it is known.
    pub provenance: Provenance,
    /// The generation of modules that it is about.
    pub profile: Profile,
    /// What is so before the first turn, as words: `echo off`, `socket 1 open`.
    pub given: Vec<String>,
    /// What the far end has sent and nobody has read.
    pub peer: Vec<u8>,
    /// What happens.
    pub turns: Vec<Turn>,
}

/// What one side asks and the other answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Turn {
    /// What the application asks the host.
    pub asked: Option<Value>,
    /// What the host sends.
    pub sent: Said,
    /// What the module answers.
    pub answered: Said,
    /// What the application is told.
    pub told: Vec<Value>,
}

/// Bytes of one direction, in one turn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What we write, and accept.
    pub produced: Vec<u8>,
    /// What we accept as well.
    pub accepted: Vec<Vec<u8>>,
}

impl Said {
    /// Everything that is accepted, what we write first.
    pub fn all(&self) -> impl Iterator<Item = &[u8]> {
        let produced = (!self.produced.is_empty()).then_some(self.produced.as_slice());
        produced
            .into_iter()
            .chain(self.accepted.iter().map(Vec::as_slice))
    }
}

impl Vector {
    /// Whether `words` are among what is given.
    #[must_use]
    pub fn is_given(&self, words: &str) -> bool {
        self.given.iter().any(|given| given == words)
    }
}

/// The folder of the vectors.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// All vectors, by name.
///
/// # Panics
/// If one cannot be read; the message has file and line.
#[must_use]
pub fn vectors() -> Vec<Vector> {
    let mut vectors = Vec::new();
    for family in fs::read_dir(folder()).expect("the folder of the vectors") {
        let family = family.expect("a family").path();
        if !family.is_dir() {
            continue;
        }
        for file in fs::read_dir(&family).expect("a family") {
            let file = file.expect("a vector").path();
            let name = format!("{}/{}", stem(&family), stem(&file));
            let text = fs::read_to_string(&file).expect("a vector is text");
            vectors.push(
                Vector::read(&name, &text)
                    .unwrap_or_else(|complaint| panic!("{}: {complaint}", file.display())),
            );
        }
    }
    vectors.sort_by(|one, two| one.name.cmp(&two.name));
    vectors
}

fn stem(path: &Path) -> &str {
    path.file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a name in ASCII")
}
