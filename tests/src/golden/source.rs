//! Where a vector is from.
//!
//! In: `guide 4.5.3, 4.5.4; field notes A7`. Out: one [`Source`] for each place. Not here: the documents; they
//! are no part of this repository, so that `golden/sources.txt` says which places there are.

use std::fmt;
use std::fs;

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Which document.
    pub document: Document,
    /// A section, or a fragment of the field notes.
    pub place: String,
}

/// What can be cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// The SSL user guide of the 2G modules.
    Guide,
    /// What references and drivers say, collected.
    ProtocolNotes,
    /// What was seen on modules, collected.
    FieldNotes,
}

impl Document {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Guide, "guide"),
        (Self::ProtocolNotes, "protocol notes"),
        (Self::FieldNotes, "field notes"),
    ];

    /// Whether it shows bytes, and not only their shape.
    #[must_use]
    pub const fn shows_bytes(self) -> bool {
        matches!(self, Self::Guide | Self::FieldNotes)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Document::ALL
            .iter()
            .find(|(document, _)| *document == self.document)
            .map_or("", |(_, name)| name);
        write!(formatter, "{name} {}", self.place)
    }
}

impl Source {
    /// The places that `text` names.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub fn read(text: &str) -> Result<Vec<Self>, String> {
        let mut sources = Vec::new();
        for one in text.split(';').map(str::trim) {
            let named = Document::ALL.into_iter().find_map(|(document, name)| {
                one.strip_prefix(name)?
                    .strip_prefix(' ')
                    .map(|places| (document, places))
            });
            let (document, places) = named.ok_or_else(|| {
                format!("`{one}` is no document; write guide, protocol notes or field notes")
            })?;
            sources.extend(places.split(',').map(|place| Self {
                document,
                place: place.trim().to_owned(),
            }));
        }
        Ok(sources)
    }
}

/// All places that can be cited.
///
/// # Panics
/// If the list cannot be read.
#[must_use]
pub fn known_sources() -> Vec<Source> {
    let text =
        fs::read_to_string(super::folder().join("sources.txt")).expect("the list of sources");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(|line| Source::read(line).expect("a source"))
        .collect()
}
