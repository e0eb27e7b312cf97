//! The places where `#[at(...)]` can stand, what it can hold there, and how each option is written.
//!
//! In: a place, an option. Out: yes, or the sentence that says what to write instead. Not here: reading.

use crate::attr::Literal;

/// A place where `#[at(...)]` can stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Command,
    CommandField,
    Information,
    InformationField,
    Unsolicited,
    Enum,
    Case,
    Newtype,
    Dialect,
    Family,
    /// A place that has no options.
    Inside,
}

/// How each option is written.
const SHAPES: [(&str, &str); 23] = [
    ("absent", "absent = [profile::G2]"),
    ("answer", "answer = Type"),
    (
        "answer_within",
        "answer_within = \"150 s\"` or `answer_within = \"500 ms\"",
    ),
    ("bare", "bare"),
    ("blocking", "blocking"),
    ("cited", "cited"),
    ("count", "count"),
    ("counted_by", "counted_by = bytes"),
    ("crate", "crate = path::to::at_spec"),
    ("default", "default = \"300\""),
    ("exchange", "exchange = self.mode.exchange()"),
    ("inferred", "inferred"),
    ("key", "key"),
    ("leading", "leading"),
    (
        "provenance",
        "provenance(set = recollected, read = inferred)`; forms are `set`, `read`, `test`, levels `cited`, \
         `recollected`, `inferred",
    ),
    ("quoted", "quoted"),
    ("range", "range = 1..=6"),
    ("ranges", "ranges(profile::G2 => 1..=1)"),
    ("recollected", "recollected"),
    ("setting", "setting = Self` or `setting = Type"),
    ("test", "test"),
    ("unwritten", "unwritten"),
    ("verb", "verb(profile::G2 => \"#SSLRCV\")"),
];

/// The sentence that says how the option `name` is written.
pub(crate) fn shape(name: &str) -> String {
    let shape = SHAPES
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(name, |(_, shape)| shape);
    format!("write it as `{shape}`")
}

impl Place {
    /// The keys that can stand here.
    pub(crate) const fn options(self) -> &'static [&'static str] {
        match self {
            Self::Command => &[
                "verb",
                "exchange",
                "answer_within",
                "answer",
                "setting",
                "test",
                "absent",
                "cited",
                "recollected",
                "inferred",
                "provenance",
                "crate",
            ],
            Self::CommandField => &[
                "range",
                "ranges",
                "absent",
                "default",
                "key",
                "unwritten",
                "blocking",
                "cited",
                "recollected",
                "inferred",
            ],
            Self::Information => &["bare", "verb", "cited", "recollected", "inferred", "crate"],
            Self::InformationField => &[
                "range",
                "ranges",
                "absent",
                "default",
                "key",
                "count",
                "leading",
                "counted_by",
                "cited",
                "recollected",
                "inferred",
            ],
            Self::Unsolicited => &["verb", "cited", "recollected", "inferred", "crate"],
            Self::Enum => &["quoted", "crate"],
            Self::Newtype => &["range", "crate"],
            Self::Dialect | Self::Family => &["crate"],
            Self::Case | Self::Inside => &[],
        }
    }

    /// Whether `literal` can stand here without a key.
    pub(crate) const fn takes(self, literal: &Literal) -> bool {
        match literal {
            Literal::Text(_) => matches!(
                self,
                Self::Command | Self::Information | Self::Unsolicited | Self::Case
            ),
            Literal::Number(..) => matches!(self, Self::Case),
        }
    }

    /// The sentence for an item without a name.
    pub(crate) const fn asks_for_name(self) -> &'static str {
        match self {
            Self::Command => "write its name above it: `#[at(\"#SSLD\")]`",
            Self::Unsolicited => "write the name of the line above it: `#[at(\"SSLSRING\")]`",
            _ => {
                "write the name of the line above it: `#[at(\"#SSLS\")]`, or `#[at(bare)]` if it has none"
            }
        }
    }

    /// The sentence for something that is no option.
    pub(crate) fn expects(self) -> String {
        match self {
            Self::Command => format!(
                "write the name first, then options: `#[at(\"#SSLD\", ...)]`; {}",
                self.known()
            ),
            Self::Information | Self::Unsolicited => {
                format!(
                    "write the name first, then options: `#[at(\"#SSLS\", ...)]`; {}",
                    self.known()
                )
            }
            Self::Case => {
                "write the number or the word on the wire: `#[at(0)]` or `#[at(\"SIM PIN\")]`"
                    .to_owned()
            }
            _ => self.known(),
        }
    }

    /// The sentence for the option `name`, which cannot stand here.
    pub(crate) fn refuses(self, name: &str) -> String {
        let known = self.known();
        match SHAPES.iter().find(|(known, _)| *known == name) {
            Some(_) => format!("`{name}` cannot stand on {}; {known}", self.called()),
            None => format!("there is no option `{name}`; {known}"),
        }
    }

    fn known(self) -> String {
        let called = self.called();
        match self.options() {
            [] => format!("{called} has no options"),
            [only] => format!("the only option of {called} is `{only}`"),
            options => {
                let options: Vec<String> = options.iter().map(|one| format!("`{one}`")).collect();
                format!("the options of {called} are {}", options.join(", "))
            }
        }
    }

    const fn called(self) -> &'static str {
        match self {
            Self::Command => "a command",
            Self::CommandField => "a field of a command",
            Self::Information => "an answer",
            Self::InformationField => "a field of an answer",
            Self::Unsolicited => "an unsolicited result code",
            Self::Enum => "an enum of cases",
            Self::Case => "a case of an enum",
            Self::Newtype => "a struct around one value",
            Self::Dialect => "a dialect",
            Self::Family => "a family",
            Self::Inside => "this place",
        }
    }
}
