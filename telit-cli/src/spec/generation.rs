//! Which generations of modules a reference is about, by the names that people and golden vectors use.
//!
//! In: a name, or none. Out: a [`Scope`], and what differs in it. Not here: times and lengths of a generation; the
//! profile has those.

use at_spec::{Name, ProfileId};
use telit_ssl::Profile;

/// The generations that a reference is about: all, or one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The one that was chosen.
    pub only: Option<&'static Profile>,
}

impl Scope {
    /// The generations in it.
    pub fn generations(&self) -> impl Iterator<Item = &'static Profile> + use<> {
        let only = self.only;
        Profile::ALL
            .iter()
            .filter(move |generation| only.is_none_or(|only| only.id == generation.id))
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
    pub fn grouped<T: PartialEq>(&self, of: impl Fn(&'static Profile) -> T) -> Vec<(T, String)> {
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

    use telit_ssl::Profile;

    use super::Scope;

    const RECEIVE: Name = Name {
        usual: "NEW",
        elsewhere: &[(G2, "OLD")],
    };

    #[test]
    fn a_chosen_generation_spells_as_it_does() {
        let only = Scope {
            only: Profile::named("g2"),
        };
        assert_eq!(only.spelling(&RECEIVE), "OLD");
        assert_eq!(only.other_spellings(&RECEIVE), []);
        let all = Scope::default();
        assert_eq!(all.spelling(&RECEIVE), "NEW");
        assert_eq!(all.other_spellings(&RECEIVE), [("OLD", "2G".to_owned())]);
    }

    #[test]
    fn what_no_generation_of_the_scope_has_is_not_there() {
        let only = Scope {
            only: Profile::named("LTE-A"),
        };
        assert!(!only.has(&[LTE_A]));
        assert!(Scope::default().has(&[LTE_A]));
        assert_eq!(Scope::default().lacking(&[LTE_A]), ["LTE-A"]);
    }
}
