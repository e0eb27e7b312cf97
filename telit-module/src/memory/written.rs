//! A memory as text, so that it can be kept in a file: one line for each thing remembered.
//!
//! In: a [`Memory`], or the text of one. Out: the other. Not here: files.
//!
//! ```text
//! telit-module memory 1
//! setting #SSLEN 1 1,1
//! profile 0 +CMEE  1
//! data 1 -----BEGIN\x20CERTIFICATE-----\n...
//! ```

use core::fmt;

use at_spec::Argument;
use telit_ssl::value::DataType;

use super::{Memory, Parameters};

/// The first line; the number is that of the format.
const TITLE: &str = "telit-module memory 1";

const DATA: [DataType; 3] = [
    DataType::Certificate,
    DataType::Authority,
    DataType::PrivateKey,
];

/// A text that is no memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line where it goes wrong, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Unreadable {}

impl Memory {
    /// The memory as text, the private key in clear included.
    #[must_use]
    pub fn written(&self) -> String {
        let settings = lines("setting", &self.parameters);
        let profiles = self.profiles.iter();
        let profiles =
            profiles.flat_map(|(number, profile)| lines(&format!("profile {number}"), profile));
        let data = DATA.into_iter().filter_map(|data| {
            let bytes = escaped(self.security_data(data)?);
            Some(format!("data {} {bytes}", number(data)))
        });
        let lines = core::iter::once(TITLE.to_owned())
            .chain(settings)
            .chain(profiles)
            .chain(data);
        lines.map(|line| line + "\n").collect()
    }

    /// The memory that such a text is of.
    ///
    /// # Errors
    ///
    /// [`Unreadable`], for the first line that is none of a memory's.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let mut memory = Self::new();
        let mut lines = (1..).zip(text.lines());
        if lines.next().map(|(_, title)| title) != Some(TITLE) {
            let reason = "this is no memory of a virtual module, or one of another version";
            return Err(Unreadable { line: 1, reason });
        }
        for (line, text) in lines {
            memory
                .take(text)
                .map_err(|reason| Unreadable { line, reason })?;
        }
        Ok(memory)
    }

    fn take(&mut self, line: &str) -> Result<(), &'static str> {
        let parts: Vec<&str> = line.split(' ').collect();
        match *parts {
            ["setting", name, choice, values] => {
                set(&mut self.parameters, [name, choice, values])?;
            }
            ["profile", number, name, choice, values] => {
                let number = number.parse().map_err(|_| "no profile has this number")?;
                let profile = self.profiles.entry(number).or_default();
                set(profile, [name, choice, values])?;
            }
            ["data", data, text] => {
                let found = DATA.into_iter().find(|known| number(*known) == data);
                self.store(found.ok_or("no data have this number")?, bytes(text)?);
            }
            _ => return Err("neither a setting nor data"),
        }
        Ok(())
    }
}

/// Settings, a line for each, behind this word.
fn lines<'a>(word: &str, settings: &'a Parameters) -> impl Iterator<Item = String> + use<'a> {
    let word = word.to_owned();
    settings.all().map(move |(name, choice, values)| {
        format!("{word} {name} {} {}", escaped(choice), escaped(values))
    })
}

fn set(settings: &mut Parameters, [name, choice, values]: [&str; 3]) -> Result<(), &'static str> {
    let name = crate::machine::usual_name(name).ok_or("no setting has this name")?;
    settings.set(name, &bytes(choice)?, bytes(values)?);
    Ok(())
}

fn number(data: DataType) -> String {
    data.number().unwrap_or_default().to_string()
}

/// Bytes as one word: spaces and everything that is not printable as `\xNN` or a letter behind a backslash.
fn escaped(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string().replace(' ', "\\x20")
}

fn bytes(word: &str) -> Result<Vec<u8>, &'static str> {
    let wrong = "a backslash with something else behind it than was written";
    let mut bytes = Vec::new();
    let mut left = word.bytes();
    while let Some(byte) = left.next() {
        bytes.push(match byte {
            b'\\' => match left.next() {
                Some(b'n') => b'\n',
                Some(b'r') => b'\r',
                Some(b't') => b'\t',
                Some(mark @ (b'\\' | b'\'' | b'"')) => mark,
                Some(b'x') => {
                    let digits = [left.next().ok_or(wrong)?, left.next().ok_or(wrong)?];
                    let digits = str::from_utf8(&digits).map_err(|_| wrong)?;
                    u8::from_str_radix(digits, 16).map_err(|_| wrong)?
                }
                Some(_) | None => return Err(wrong),
            },
            byte => byte,
        });
    }
    Ok(bytes)
}
