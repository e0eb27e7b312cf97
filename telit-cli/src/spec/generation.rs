//! Which generations of modules a reference is about, by the names that people and golden vectors use.
//!
//! In: a name, or none. Out: a [`Scope`], and what differs in it. Not here: times and lengths of a generation; the
//! profile has those.

use at_spec::{Name, ProfileId};
use telit_ssl::profile::id;

/// A generation of modules, by its name (protocol notes 0.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Its name.
    pub name: &'static str,
    /// The key of its rows in declarations.
    pub id: ProfileId,
}

/// Every generation, the oldest first.
pub const GENERATIONS: [Generation; 4] = [
    Generation::new("G2", id::G2),
    Generation::new("G3", id::G3),
    Generation::new("LTE-A", id::LTE_A),
    Generation::new("LTE-M", id::LTE_M),
];

impl Generation {
    const fn new(name: &'static str, id: ProfileId) -> Self {
        Self { name, id }
    }

    /// The generation with this name, in either case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        GENERATIONS
            .into_iter()
            .find(|generation| generation.name.eq_ignore_ascii_case(name))
    }
}

/// The generations that a reference is about: all, or one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The one that was chosen.
    pub only: Option<Generation>,
}

impl Scope {
    /// The generations in it.
    pub fn generations(&self) -> impl Iterator<Item = Generation> + use<> {
        let only = self.only;
        GENERATIONS
            .into_iter()
            .filter(move |generation| only.is_none_or(|only| only == *generation))
    }

    /// How the name is written here: as the chosen generation spells it, or as most do.
    #[must_use]
    pub fn spelling(&self, name: &Name) -> &'static str {
        self.only
            .map_or(name.usual, |generation| name.of(generation.id))
    }

    /// Other spellings in this scope, each with the names of its generations.
    #[must_use]
    pub fn other_spellings(&self, name: &Name) -> Vec<(&'static str, String)> {
        let here = self.spelling(name);
        self.grouped(|generation| name.of(generation.id))
            .into_iter()
            .filter(|(spelling, _)| *spelling != here)
            .collect()
    }

    /// Whether any generation of the scope is not among `absent`.
    #[must_use]
    pub fn has(&self, absent: &[ProfileId]) -> bool {
        self.generations()
            .any(|generation| !absent.contains(&generation.id))
    }

    /// The names of the scope's generations that are among `absent`.
    #[must_use]
    pub fn lacking(&self, absent: &[ProfileId]) -> Vec<&'static str> {
        self.generations()
            .filter(|generation| absent.contains(&generation.id))
            .map(|generation| generation.name)
            .collect()
    }

    /// What differs between generations: each value once, in the order of the generations, with their names.
    pub fn grouped<T: PartialEq>(&self, of: impl Fn(Generation) -> T) -> Vec<(T, String)> {
        let mut groups: Vec<(T, Vec<&'static str>)> = Vec::new();
        for generation in self.generations() {
            let value = of(generation);
            match groups.iter_mut().find(|(known, _)| *known == value) {
                Some((_, names)) => names.push(generation.name),
                None => groups.push((value, vec![generation.name])),
            }
        }
        groups
            .into_iter()
            .map(|(value, names)| (value, names.join(", ")))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use at_spec::Name;
    use telit_ssl::profile::id::{G2, LTE_A};

    use super::{Generation, Scope};

    const RECEIVE: Name = Name {
        usual: "NEW",
        elsewhere: &[(G2, "OLD")],
    };

    #[test]
    fn a_chosen_generation_spells_as_it_does() {
        let only = Scope {
            only: Generation::named("g2"),
        };
        assert_eq!(only.spelling(&RECEIVE), "OLD");
        assert_eq!(only.other_spellings(&RECEIVE), []);
        let all = Scope::default();
        assert_eq!(all.spelling(&RECEIVE), "NEW");
        assert_eq!(all.other_spellings(&RECEIVE), [("OLD", "G2".to_owned())]);
    }

    #[test]
    fn what_no_generation_of_the_scope_has_is_not_there() {
        let only = Scope {
            only: Generation::named("LTE-A"),
        };
        assert!(!only.has(&[LTE_A]));
        assert!(Scope::default().has(&[LTE_A]));
        assert_eq!(Scope::default().lacking(&[LTE_A]), ["LTE-A"]);
    }
}
