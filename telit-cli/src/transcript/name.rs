//! Where the name of a line ends, for any line of any vendor.
//!
//! In: one line of the module. Out: its name and its values, if it has a name. Not here: which names are declared.
//! Read first: V.250 5.4.1 (names); protocol notes 1.3 (`NAME`, `NAME:` and `NAME: ` all occur).

/// A line with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named<'l> {
    pub(super) name: &'l [u8],
    /// What stands behind the name and its colon.
    pub(super) values: &'l [u8],
    /// The name is all there is. It may as well be an entry of a list of names.
    pub(super) alone: bool,
}

/// Longest name that is looked for: what is longer is a line of Base64 or a sentence.
const LONGEST: usize = 32;
/// Longest name that may stand without a colon.
const LONGEST_ALONE: usize = 16;

/// The name of `line`. `None`: it begins with none.
pub(super) fn named(line: &[u8]) -> Option<Named<'_>> {
    let line = line.trim_ascii();
    let (&first, behind) = line.split_first()?;
    if is_mark(first) {
        marked(line, behind)
    } else {
        word(line)
    }
}

/// The characters with which makers begin the names of their commands.
const fn is_mark(byte: u8) -> bool {
    matches!(
        byte,
        b'+' | b'#' | b'$' | b'*' | b'%' | b'^' | b'!' | b'@' | b'&' | b'_'
    )
}

/// `+NAME: …`, `+NAME(…)` or `+NAME`.
fn marked<'l>(line: &'l [u8], behind: &[u8]) -> Option<Named<'l>> {
    behind.first().filter(|byte| byte.is_ascii_alphabetic())?;
    let holds = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'!' | b'%' | b'-' | b'.' | b'/' | b'_')
    };
    let length = 1 + behind.iter().take_while(|byte| holds(byte)).count();
    let (name, rest) = line
        .split_at_checked(length)
        .filter(|_| length <= LONGEST)?;
    let values = match rest.trim_ascii_start() {
        [b':', values @ ..] => values,
        [] => {
            let is_plain = |byte: &u8| !byte.is_ascii_lowercase() && *byte != b'/';
            return (length <= LONGEST_ALONE && name.iter().all(is_plain)).then_some(Named {
                name,
                values: &[],
                alone: true,
            });
        }
        [b'(', ..] if rest.first() == Some(&b'(') => rest,
        _ => return None,
    };
    Some(Named {
        name,
        values: values.trim_ascii_start(),
        alone: false,
    })
}

/// `NAME: …`: capital letters before a colon.
fn word(line: &[u8]) -> Option<Named<'_>> {
    let colon = line.iter().take(LONGEST).position(|byte| *byte == b':')?;
    let (name, values) = line.split_at_checked(colon)?;
    let name = name.trim_ascii_end();
    let holds = |byte: &u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'_');
    let is_name = name.len() > 1 && name.first()?.is_ascii_uppercase() && name.iter().all(holds);
    is_name.then_some(Named {
        name,
        values: values.get(1..).unwrap_or(&[]).trim_ascii_start(),
        alone: false,
    })
}
