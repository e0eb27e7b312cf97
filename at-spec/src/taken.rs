//! A request held against what the module says that it takes.
//!
//! In: a value, shown to an [`Examiner`], and the answer of a test form. Out: the first field that the module does
//! not take. Not here: what a profile allows; [`Limits`](crate::Limits) has that without asking any module.

use core::fmt;

use at_parse::{Allowed, Elements};

use crate::ranges::TestAnswer;
use crate::subparameters::Subparameters;
use crate::visit::Visitor;

/// A field that the module does not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotTaken<'e> {
    /// Name of the field.
    pub name: &'static str,
    /// What was given.
    pub given: Given,
    /// What the module takes, as it has said.
    pub allowed: Allowed<'e>,
}

/// A value that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// A number, or a case that is one on the wire.
    Number(i64),
    /// A text, or a case that is a word on the wire.
    Text(Excerpt),
}

/// The beginning of a text, and its length: enough to know it again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Excerpt {
    start: [u8; 32],
    length: usize,
}

impl Excerpt {
    fn of(text: &[u8]) -> Self {
        let mut start = [0; 32];
        for (place, byte) in start.iter_mut().zip(text) {
            *place = *byte;
        }
        Self {
            start,
            length: text.len(),
        }
    }

    /// The first bytes of the text, 32 at most.
    #[must_use]
    pub fn start(&self) -> &[u8] {
        self.start.get(..self.length).unwrap_or(&self.start)
    }

    /// The length of the whole text. Unit: bytes.
    #[must_use]
    pub const fn length(&self) -> usize {
        self.length
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Excerpt(\"{}\", {})",
            self.start().escape_ascii(),
            self.length
        )
    }
}

impl fmt::Display for NotTaken<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            given,
            allowed,
        } = self;
        match (given, allowed.longest()) {
            (Given::Number(number), _) => {
                write!(
                    formatter,
                    "`{name}` is {number}; this module takes {allowed}"
                )
            }
            (Given::Text(text), Some(longest)) => write!(
                formatter,
                "`{name}` has {} bytes; this module takes {longest} at most",
                text.length
            ),
            (Given::Text(text), None) => {
                let more = if text.length > text.start.len() {
                    "..."
                } else {
                    ""
                };
                let start = text.start().escape_ascii();
                write!(
                    formatter,
                    "`{name}` is \"{start}{more}\"; this module takes {allowed}"
                )
            }
        }
    }
}

impl core::error::Error for NotTaken<'_> {}

impl<'e> TestAnswer<'e> {
    /// Whether the module that has given this answer takes `value`.
    ///
    /// Fields are matched by their position, those that choose among several settings like all others. A field that
    /// is left out is not held against anything; nor is one behind the last element, since modules leave texts at
    /// the end unsaid, nor a secret, since it would have to be shown. Where the answer has several lines, one for
    /// each kind (27.007 10.1.1), the module takes what one of them takes.
    ///
    /// # Errors
    /// The first field that the module does not take.
    ///
    /// ```
    /// use at_spec::{Information, Printable, ProfileId, Quoted, Ranges};
    ///
    /// /// Subscribes to a topic.
    /// ///
    /// /// Source: field notes A20 (the answer of its test form).
    /// #[derive(at_spec::Command, Clone, Copy, Debug, PartialEq, Eq)]
    /// #[at("#MQSUB", test)]
    /// pub struct Subscribe<'a> {
    ///     /// Which client.
    ///     pub client: u8,
    ///     /// What it wants to hear of.
    ///     pub topic: Quoted<Printable<'a>>,
    /// }
    ///
    /// let answer = Ranges::<Subscribe<'static>>::read_line(b"#MQSUB: (1-2),256", ProfileId::new(0))?;
    /// let topic = Quoted(Printable::new(b"weather/today")?);
    /// assert!(answer.takes(&Subscribe { client: 2, topic }).is_ok());
    ///
    /// let refused = answer.takes(&Subscribe { client: 3, topic }).unwrap_err();
    /// assert_eq!(refused.to_string(), "`client` is 3; this module takes (1-2)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn takes<'a, S: Subparameters<'a>>(&self, value: &S) -> Result<(), NotTaken<'e>> {
        let mut examiner = Examiner::new(*self);
        value.visit(&mut examiner);
        examiner.verdict()
    }
}

/// Holds what it is shown against the answer of a test form.
///
/// [`TestAnswer::takes`] is the short way. This is for what is not a struct at hand, but can be shown: a command of
/// a dialect, or the text of a command line that a row reads.
#[derive(Clone, Debug)]
pub struct Examiner<'e> {
    elements: Elements<'e>,
    name: &'static str,
    allowed: Allowed<'e>,
    verdict: Result<(), NotTaken<'e>>,
}

impl<'e> Examiner<'e> {
    /// An examiner that has been shown nothing, and refuses nothing.
    #[must_use]
    pub fn new(answer: TestAnswer<'e>) -> Self {
        Self {
            elements: answer.elements(),
            name: "",
            allowed: Allowed::Unsaid,
            verdict: Ok(()),
        }
    }

    /// What came of it.
    ///
    /// # Errors
    /// The first field that the module does not take.
    pub const fn verdict(&self) -> Result<(), NotTaken<'e>> {
        self.verdict
    }

    fn held(&mut self, given: Given, is_allowed: bool) {
        if !is_allowed && self.verdict.is_ok() {
            self.verdict = Err(NotTaken {
                name: self.name,
                given,
                allowed: self.allowed,
            });
        }
    }
}

impl Visitor for Examiner<'_> {
    fn begin(&mut self, _: &str) {}

    fn field(&mut self, name: &'static str) {
        self.name = name;
        self.allowed = self.elements.next().unwrap_or(Allowed::Unsaid);
    }

    fn left_out(&mut self, _: &'static str) {
        let _ = self.elements.next();
    }

    fn end(&mut self) {}

    fn number(&mut self, number: i64) {
        self.held(Given::Number(number), self.allowed.allows(number));
    }

    fn text(&mut self, text: &[u8]) {
        self.held(
            Given::Text(Excerpt::of(text)),
            self.allowed.allows_text(text),
        );
    }

    /// What a case is on the wire, `choice` and `word` say.
    fn case(&mut self, _: &str) {}

    fn choice(&mut self, _: &str, number: i64) {
        self.number(number);
    }

    fn word(&mut self, _: &str, word: &str) {
        self.text(word.as_bytes());
    }

    /// Each value of a list is held against the element of its field.
    fn list(&mut self) {}

    fn end_list(&mut self) {}

    fn hidden(&mut self) {}
}
