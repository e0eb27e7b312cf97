//! Many names as one: a line is found among sixty of them almost as fast as among six.
//!
//! In: the names of a dialect's lines, at compile time. Out: whether a line begins with one of them. Not here: what
//! stands behind the name; [`Name::strip`] has that.

use crate::name::Name;

/// The spellings of many names, sorted; the derive of a dialect makes them of its unsolicited result codes.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// By length first: most names differ in it.
    sorted: &'static [&'static str],
    /// Where those of each length begin, and behind the longest the end.
    begins: &'static [u16; LENGTHS],
    longest: usize,
}

/// Lengths that a name can have, and one more.
const LENGTHS: usize = 34;

/// Storage of [`Names`]. `N` is what [`SortedNames::count`] says.
#[derive(Clone, Copy, Debug)]
pub struct SortedNames<const N: usize> {
    sorted: [&'static str; N],
    begins: [u16; LENGTHS],
}

impl SortedNames<0> {
    /// How many spellings there are.
    #[must_use]
    pub const fn count(names: &[&[Name]]) -> usize {
        let (mut count, mut families) = (0_usize, names);
        while let Some((&family, others)) = families.split_first() {
            let mut family = family;
            while let Some((name, rest)) = family.split_first() {
                count = count.saturating_add(1).saturating_add(name.elsewhere.len());
                family = rest;
            }
            families = others;
        }
        count
    }
}

impl<const N: usize> SortedNames<N> {
    /// All spellings of `names`, put in order. To be called where the compiler evaluates it.
    #[must_use]
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "the compiler evaluates it, and a mistake does not compile"
    )]
    pub const fn sorted(names: &[&[Name]]) -> Self {
        let (mut sorted, mut filled) = ([""; N], 0);
        let mut family = 0;
        while family < names.len() {
            let mut name = 0;
            while name < names[family].len() {
                let Name { usual, elsewhere } = names[family][name];
                filled = insert(&mut sorted, filled, usual);
                let mut other = 0;
                while other < elsewhere.len() {
                    filled = insert(&mut sorted, filled, elsewhere[other].1);
                    other += 1;
                }
                name += 1;
            }
            family += 1;
        }
        assert!(filled == N, "`N` is what `SortedNames::count` says");
        let (mut begins, mut length, mut place) = ([0; LENGTHS], 0, 0);
        while length < LENGTHS {
            while place < N && sorted[place].len() < length {
                place += 1;
            }
            begins[length] = at(place);
            length += 1;
        }
        assert!(place == N, "a name is at most 32 bytes long");
        Self { sorted, begins }
    }
}

impl Names {
    /// The names in `sorted`.
    #[must_use]
    pub const fn of<const N: usize>(sorted: &'static SortedNames<N>) -> Self {
        let longest = match sorted.sorted.last() {
            Some(last) => last.len(),
            None => 0,
        };
        Self {
            sorted: &sorted.sorted,
            begins: &sorted.begins,
            longest,
        }
    }

    /// Whether the line begins with one of these names, or is written as extended ones are although nobody has declared it:
    /// a mark, capital letters and digits, a colon.
    ///
    /// ```
    /// use at_spec::{Name, Names, SortedNames};
    /// static DECLARED: SortedNames<1> = SortedNames::sorted(&[&[Name::new("RING")]]);
    /// let names = Names::of(&DECLARED);
    /// assert!(names.may_begin(b"RING") && names.may_begin(b"+CIEV: 1,2"));
    /// assert!(!names.may_begin(b"HTTP/1.1 200 OK"));
    /// ```
    #[must_use]
    pub fn may_begin(&self, line: &[u8]) -> bool {
        let [b'+' | b'#' | b'*' | b'^' | b'%' | b'$', rest @ ..] = line else {
            return self.begin(line);
        };
        let is_name = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let length = rest.iter().take_while(|byte| is_name(byte)).count();
        (length > 0 && rest.get(length) == Some(&b':')) || self.begin(line)
    }

    /// Whether `line` begins with one of the names, by the rule of [`Name::strip`].
    #[must_use]
    pub fn begin(&self, line: &[u8]) -> bool {
        // One byte behind the longest name may end it.
        let head = line.get(..=self.longest).unwrap_or(line);
        let mut begun = 0_usize;
        loop {
            let behind = head.get(begun..).unwrap_or(&[]);
            let mut ends = behind.iter().enumerate();
            let Some((length, ending)) = ends.find(|(_, byte)| matches!(byte, b':' | b'(' | b' '))
            else {
                return line.len() <= self.longest && self.has(line);
            };
            let end = begun.saturating_add(length);
            if self.has(head.get(..end).unwrap_or(&[])) {
                return true;
            }
            // A name may have spaces in it.
            if *ending != b' ' {
                return false;
            }
            begun = end.saturating_add(1);
        }
    }

    /// Whether `name` is one of the spellings.
    #[must_use]
    pub fn has(&self, name: &[u8]) -> bool {
        let begin = self.begins.get(name.len());
        let end = self.begins.get(name.len().saturating_add(1));
        let (Some(&begin), Some(&end)) = (begin, end) else {
            return false;
        };
        let alike = self.sorted.get(usize::from(begin)..usize::from(end));
        // Most names of a length end with different bytes.
        alike.unwrap_or(&[]).iter().any(|known| {
            let known = known.as_bytes();
            known.last() == name.last() && known == name
        })
    }
}

/// A place among the names.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "checked before it"
)]
const fn at(place: usize) -> u16 {
    assert!(place <= u16::MAX as usize, "so many names are not possible");
    place as u16
}

/// Puts `name` where it belongs among the first `filled`; how many there are then.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "the compiler evaluates it, and a mistake does not compile"
)]
const fn insert<const N: usize>(
    sorted: &mut [&'static str; N],
    filled: usize,
    name: &'static str,
) -> usize {
    assert!(
        is_plain(name.as_bytes()),
        "a name holds neither `:` nor `(`: they end it"
    );
    let mut place = filled;
    while place > 0 && is_before(name.as_bytes(), sorted[place - 1].as_bytes()) {
        sorted[place] = sorted[place - 1];
        place -= 1;
    }
    sorted[place] = name;
    filled + 1
}

const fn is_plain(name: &[u8]) -> bool {
    let mut left = name;
    while let Some((first, behind)) = left.split_first() {
        if matches!(*first, b':' | b'(') {
            return false;
        }
        left = behind;
    }
    true
}

/// The order: by length, then by bytes.
const fn is_before(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return one.len() < other.len();
    }
    let (mut one, mut other) = (one, other);
    while let (Some((first, behind)), Some((second, rest))) =
        (one.split_first(), other.split_first())
    {
        if *first != *second {
            return *first < *second;
        }
        (one, other) = (behind, rest);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Names, SortedNames};
    use crate::name::{Name, ProfileId};

    const LISTED: &[&[Name]] = &[
        &[
            Name::new("+ABCD"),
            Name {
                usual: "#NEW",
                elsewhere: &[(ProfileId::new(1), "#OLDER")],
            },
        ],
        &[],
        &[Name::new("NO CARRIER"), Name::new("SRING"), Name::new("+C")],
    ];

    const SORTED: SortedNames<{ SortedNames::count(LISTED) }> = SortedNames::sorted(LISTED);
    const NAMES: Names = Names::of(&SORTED);

    #[test]
    fn every_spelling_is_found() {
        for name in LISTED.iter().flat_map(|names| names.iter()) {
            for spelling in name.spellings() {
                assert!(NAMES.has(spelling.as_bytes()), "{spelling}");
            }
        }
        assert!(!NAMES.has(b""));
        assert!(!NAMES.has(b"+EFGH"));
    }

    #[test]
    fn a_line_begins_with_a_name_exactly_where_one_can_be_stripped() {
        for line in [
            "+ABCD: 1",
            "+ABCD:1",
            "+ABCD",
            "+ABCD (0-2)",
            "+ABCD(0-2)",
            "+ABCDX: 1",
            "+ABC",
            "+C 1",
            "NO CARRIER",
            "NO CARRIER: SSL,1",
            "NO CARRIER 2",
            "NO CARRIERS",
            "NO",
            "NO CARR",
            "#OLDER: 3,",
            "#NEWER: 3,",
            "SSLSRING: 1,5",
            "SRING : 1",
            "",
            " ",
            ": ",
            "a b c d e f g h i j",
            "a b c SRING: 1",
        ] {
            let names = LISTED.iter().flat_map(|names| names.iter());
            let stripped = names
                .into_iter()
                .any(|name| name.strip(line.as_bytes()).is_some());
            assert_eq!(NAMES.begin(line.as_bytes()), stripped, "{line:?}");
        }
    }

    #[test]
    fn no_names_begin_no_line() {
        const SORTED: SortedNames<0> = SortedNames::sorted(&[]);
        const NONE: Names = Names::of(&SORTED);
        assert!(!NONE.begin(b""));
        assert!(!NONE.begin(b": 1"));
    }
}
