//! Names of commands and answers, and the profiles that spell them differently.
//!
//! In: nothing. Out: [`Name`], [`Respelling`], [`ProfileId`], [`Syntax`]. Not here: any one name, any one profile.

/// A generation of modules, as an opaque number: the crate that declares the commands gives it a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileId(u8);

impl ProfileId {
    /// The profile with this number.
    #[must_use]
    pub const fn new(number: u8) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// The name of a command or of a line of the module: `#SSLD`, `+CREG`, `E`, `S12`, `SSLSRING`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The spelling of every profile that `elsewhere` does not list.
    pub usual: &'static str,
    /// Spellings of single profiles. All spellings are accepted, whatever the profile.
    pub elsewhere: &'static [(ProfileId, &'static str)],
}

impl Name {
    /// A name that all profiles spell alike.
    #[must_use]
    pub const fn new(usual: &'static str) -> Self {
        Self {
            usual,
            elsewhere: &[],
        }
    }

    /// The spelling of `profile`.
    #[must_use]
    pub fn of(&self, profile: ProfileId) -> &'static str {
        self.elsewhere
            .iter()
            .find(|(id, _)| *id == profile)
            .map_or(self.usual, |(_, spelling)| spelling)
    }

    /// The spelling of a module of `profile` that was found to spell one name otherwise.
    ///
    /// Only what generations spell differently can be found to differ: a name without other spellings costs nothing here.
    #[inline]
    #[must_use]
    pub fn spelling(&self, profile: ProfileId, respelt: Option<Respelling>) -> &'static str {
        match respelt {
            _ if self.elsewhere.is_empty() => self.usual,
            Some(respelt) if respelt.usual == self.usual => respelt.spelling,
            Some(_) | None => self.of(profile),
        }
    }

    /// Every spelling, the usual one first.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> + use<> {
        core::iter::once(self.usual).chain(self.elsewhere.iter().map(|(_, spelling)| *spelling))
    }

    /// Whether `name`, from a command line, is one of the spellings: in either case (V.250 5.4.1), and with spaces
    /// in it or without (protocol notes 1.1).
    #[must_use]
    pub fn is(&self, name: &[u8]) -> bool {
        self.spelling_of(name).is_some()
    }

    /// The spelling that `name`, from a command line, has.
    #[must_use]
    pub fn spelling_of(&self, name: &[u8]) -> Option<&'static str> {
        self.spellings().find(|spelling| {
            let spelling = spelling.as_bytes();
            spelling.eq_ignore_ascii_case(name)
                || (name.len() > spelling.len() && is_spaced(name, spelling))
        })
    }

    /// What stands behind the name at the start of a line of the module, colon and spaces passed over.
    ///
    /// `NAME`, `NAME:`, `NAME: ` and `NAME : ` are alike (protocol notes 1.3, 5.16); a longer name is another name.
    #[must_use]
    pub fn strip<'a>(&self, line: &'a [u8]) -> Option<&'a [u8]> {
        behind(line, self.usual).or_else(|| {
            let mut elsewhere = self.elsewhere.iter();
            elsewhere.find_map(|(_, spelling)| behind(line, spelling))
        })
    }
}

/// Whether `name` is `spelling` with spaces in it.
fn is_spaced(name: &[u8], spelling: &[u8]) -> bool {
    let mut letters = name.iter().filter(|byte| **byte != b' ');
    spelling.iter().all(|one| {
        letters
            .next()
            .is_some_and(|other| other.eq_ignore_ascii_case(one))
    }) && letters.next().is_none()
}

/// How one module was found to spell a name, against what its profile says.
///
/// Lines of the module need none: all spellings are accepted there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Respelling {
    /// The usual spelling of the name that is meant.
    pub usual: &'static str,
    /// How this module spells it.
    pub spelling: &'static str,
}

/// What stands behind `spelling`. Most names differ in length, so what ends a name is looked for first.
#[inline]
fn behind<'a>(line: &'a [u8], spelling: &str) -> Option<&'a [u8]> {
    let (name, behind) = line.split_at_checked(spelling.len())?;
    let values = match behind {
        [b':', values @ ..] => values,
        [b' ', ..] => {
            let behind = behind.trim_ascii_start();
            behind.strip_prefix(b":").unwrap_or(behind)
        }
        [] | [b'(', ..] => behind,
        _ => return None,
    };
    (name == spelling.as_bytes()).then(|| values.trim_ascii_start())
}

/// How a command line writes a command (V.250 5.3, 5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// A letter, or `&` and a letter, and a number: `E0`.
    Basic,
    /// `S`, a number, and `=`: `S12=50`.
    Register,
    /// `+`, `#`, `$`, `*` or `%` and a name, and `=`: `#SSLEN=1,1`.
    Extended,
}
