//! Text of a vector file -> [`Vector`].
//!
//! In: text. Out: a vector, or which line is wrong and why.

use at_spec::Provenance;
use serde_json::Value;
use telit_ssl::Profile;

use super::{Source, Turn, Vector, unescaped};

/// The parts of a turn, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Asked,
    Sent,
    Answered,
    Told,
}

impl Vector {
    /// Reads the text of the file `name`.
    ///
    /// # Errors
    /// Number of the line and what is wrong with it, for people.
    pub fn read(name: &str, text: &str) -> Result<Self, String> {
        let mut vector = Self {
            name: name.to_owned(),
            title: String::new(),
            sources: Vec::new(),
            provenance: Provenance::Cited,
            profile: Profile::G2,
            given: Vec::new(),
            peer: Vec::new(),
            turns: Vec::new(),
        };
        let mut last = None;
        for (number, line) in text.lines().enumerate() {
            vector
                .line(line, &mut last)
                .map_err(|complaint| format!("line {}: {complaint}", number + 1))?;
        }
        if vector.title.is_empty() || vector.turns.is_empty() {
            return Err("a vector begins with `# title` and has at least one turn".to_owned());
        }
        Ok(vector)
    }

    fn line(&mut self, line: &str, last: &mut Option<Part>) -> Result<(), String> {
        let (word, rest) = line
            .split_once(' ')
            .ok_or("write a word, a blank, and what it is about")?;
        match word {
            "#" if self.title.is_empty() => rest.clone_into(&mut self.title),
            "source" => self.sources.extend(Source::read(rest)?),
            "provenance" => self.provenance = provenance(rest)?,
            "profile" => {
                let mut words = rest.split(',').map(str::trim);
                self.profile = profile(words.next().unwrap_or_default())?;
                self.given.extend(words.map(str::to_owned));
            }
            "peer" => self.peer.extend(unescaped(rest)?),
            "?" => self.turn(Part::Asked, last).asked = Some(json(rest)?),
            ">" => self
                .turn(Part::Sent, last)
                .sent
                .produced
                .extend(unescaped(rest)?),
            "~>" => self
                .turn(Part::Sent, last)
                .sent
                .accepted
                .push(unescaped(rest)?),
            "<" => self
                .turn(Part::Answered, last)
                .answered
                .produced
                .extend(unescaped(rest)?),
            "~<" => self
                .turn(Part::Answered, last)
                .answered
                .accepted
                .push(unescaped(rest)?),
            "=" => self.turn(Part::Told, last).told.push(json(rest)?),
            other => return Err(format!("`{other}` begins no line of a vector")),
        }
        Ok(())
    }

    /// The turn that a line with this part belongs to: a new one where the order begins anew.
    fn turn(&mut self, part: Part, last: &mut Option<Part>) -> &mut Turn {
        let begins =
            last.is_none_or(|last| part < last || (part == Part::Asked && last == Part::Asked));
        *last = Some(part);
        if begins || self.turns.is_empty() {
            self.turns.push(Turn::default());
        }
        self.turns.last_mut().expect("a turn was begun")
    }
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn provenance(word: &str) -> Result<Provenance, String> {
    match word {
        "cited" => Ok(Provenance::Cited),
        "recollected" => Ok(Provenance::Recollected),
        "inferred" => Ok(Provenance::Inferred),
        other => Err(format!(
            "`{other}` is no provenance; write recollected or inferred"
        )),
    }
}

/// The profile with this name.
fn profile(name: &str) -> Result<Profile, String> {
    name.parse().map_err(|error| format!("`{name}`: {error}"))
}

#[cfg(test)]
mod tests {
    use super::Vector;

    const SHORTEST: &str = "# a title\nsource guide 4.5.3\nprofile G2, echo off\n";

    #[test]
    fn lines_of_one_direction_concatenate_and_the_order_begins_a_turn() {
        let text = format!(
            "{SHORTEST}? \"Suspend\"\n> +\n> ++\n< \\r\\nOK\n< \\r\\n\n= \"Suspended\"\n< x\n= {{\"Payload\":\"x\"}}\n"
        );
        let vector = Vector::read("session/x", &text).expect("a vector");
        assert_eq!(vector.turns.len(), 2);
        assert_eq!(vector.turns[0].sent.produced, b"+++");
        assert_eq!(vector.turns[0].answered.produced, b"\r\nOK\r\n");
        assert_eq!(vector.turns[1].asked, None);
        assert!(vector.is_given("echo off"));
    }

    #[test]
    fn a_mistake_names_its_line() {
        for (text, line) in [
            ("> AT\\q\n", "line 4"),
            ("? {\"Dial\":\n", "line 4"),
            ("source hearsay 3\n", "line 4"),
            ("profile 5G\n", "line 4"),
            ("provenance certain\n", "line 4"),
            ("nonsense\n", "line 4"),
            ("", "at least one turn"),
        ] {
            let complaint =
                Vector::read("x/x", &format!("{SHORTEST}{text}")).expect_err("a mistake");
            assert!(complaint.contains(line), "{complaint}");
        }
    }
}
