//! What is declared, by the names under which a person looks for it.
//!
//! In: names as they are typed. Out: a [`Selection`] of rows, or the nearest names. Not here: how rows are shown.

use at_spec::{CommandSpec, Dialect, FamilySpec, LineSpec, Name};
use telit_ssl::command::Telit;

use super::generation::Scope;

/// Rows that were asked for, in the order of the dialect.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The generations that it is about.
    pub scope: Scope,
    /// Whether nothing was left out by name.
    pub whole: bool,
    /// Families with at least one row.
    pub families: Vec<Selected>,
}

/// The rows of one family that were asked for.
#[derive(Clone, Debug)]
pub struct Selected {
    /// The family.
    pub family: &'static FamilySpec,
    /// Its commands.
    pub commands: Vec<&'static CommandSpec>,
    /// Its unsolicited result codes.
    pub unsolicited: Vec<&'static LineSpec>,
}

impl Selected {
    fn whole(family: &'static FamilySpec) -> Self {
        Self {
            family,
            commands: family.commands.to_vec(),
            unsolicited: family.unsolicited.to_vec(),
        }
    }

    fn within(mut self, scope: Scope) -> Self {
        self.commands.retain(|row| scope.has(row.absent));
        self
    }

    const fn is_empty(&self) -> bool {
        self.commands.is_empty() && self.unsolicited.is_empty()
    }
}

impl Selection {
    /// All that the generations of `scope` have.
    #[must_use]
    pub fn everything(scope: Scope) -> Self {
        Self {
            scope,
            whole: true,
            families: families()
                .map(|family| Selected::whole(family).within(scope))
                .filter(|selected| !selected.is_empty())
                .collect(),
        }
    }

    /// What is meant by `names`: commands, unsolicited result codes and families, with or without `AT` and marks.
    ///
    /// # Errors
    /// Why there is nothing by one of the names, for people.
    pub fn named(names: &[String], scope: Scope) -> Result<Self, String> {
        let mut all: Vec<Selected> = families()
            .map(|family| Selected {
                family,
                commands: Vec::new(),
                unsolicited: Vec::new(),
            })
            .collect();
        for name in names {
            let found: Vec<Selected> = families().map(|family| meant(name, family)).collect();
            if found.iter().all(Selected::is_empty) {
                return Err(unknown(name));
            }
            let mut is_there = false;
            for (all, found) in all.iter_mut().zip(found) {
                let found = found.within(scope);
                is_there |= !found.is_empty();
                all.add(found);
            }
            if !is_there {
                return Err(absent(name, scope));
            }
        }
        all.retain(|selected| !selected.is_empty());
        Ok(Self {
            scope,
            whole: false,
            families: all,
        })
    }
}

impl Selected {
    /// Adds what is not there yet, in the order of the family.
    fn add(&mut self, found: Self) {
        let is_chosen = |row: &CommandSpec, rows: &[&CommandSpec]| {
            let key = (row.item, row.name);
            rows.iter().any(|known| (known.item, known.name) == key)
        };
        let commands = self
            .family
            .commands
            .iter()
            .filter(|row| is_chosen(row, &self.commands) || is_chosen(row, &found.commands));
        self.commands = commands.copied().collect();
        let is_chosen = |row: &LineSpec, rows: &[&LineSpec]| {
            let key = (row.item, row.name);
            rows.iter().any(|known| (known.item, known.name) == key)
        };
        let unsolicited =
            self.family.unsolicited.iter().filter(|row| {
                is_chosen(row, &self.unsolicited) || is_chosen(row, &found.unsolicited)
            });
        self.unsolicited = unsolicited.copied().collect();
    }
}

fn families() -> impl Iterator<Item = &'static FamilySpec> {
    <Telit<'static> as Dialect<'static>>::FAMILIES.iter()
}

/// The rows of `family` that are called `name`, or all of them where it is the family's own name.
fn meant(name: &str, family: &'static FamilySpec) -> Selected {
    if family.name.eq_ignore_ascii_case(name) {
        return Selected::whole(family);
    }
    let mut selected = Selected::whole(family);
    selected
        .commands
        .retain(|row| is_called(name, row.item, &row.name));
    selected.unsolicited.retain(|row| {
        row.name
            .is_some_and(|wire| is_called(name, row.item, &wire))
    });
    selected
}

fn is_called(typed: &str, item: &str, name: &Name) -> bool {
    let typed = bare(typed);
    item.eq_ignore_ascii_case(typed)
        || name.spellings().any(|spelling| {
            [spelling, without_sign(spelling)]
                .iter()
                .any(|spelling| spelling.eq_ignore_ascii_case(typed))
                || typed
                    .get(..2)
                    .is_some_and(|prefix| prefix.eq_ignore_ascii_case("AT"))
                    && spelling.eq_ignore_ascii_case(typed.get(2..).unwrap_or_default())
        })
}

/// What was typed, without the mark of a form: `#SSLS=?` is `#SSLS`.
fn bare(typed: &str) -> &str {
    typed.trim().trim_end_matches(['=', '?', ':'])
}

fn without_sign(name: &str) -> &str {
    name.trim_start_matches(['#', '+', '&', '$', '%', '*'])
}

/// How many names are offered for one that is not known.
const NEAREST: usize = 5;

fn unknown(name: &str) -> String {
    let typed = without_sign(bare(name)).to_ascii_uppercase();
    let typed = typed
        .strip_prefix("AT")
        .filter(|rest| !rest.is_empty())
        .map_or_else(|| typed.clone(), |rest| without_sign(rest).to_owned());
    let mut near: Vec<(bool, usize, String)> = families()
        .flat_map(names)
        .filter_map(|name| {
            let candidate = without_sign(&name).to_ascii_uppercase();
            let is_beginning = !typed.is_empty() && candidate.starts_with(&typed);
            let distance = strsim::damerau_levenshtein(&typed, &candidate);
            (is_beginning || distance <= 1 + typed.len() / 4).then_some((
                !is_beginning,
                distance,
                name,
            ))
        })
        .collect();
    near.sort();
    near.dedup();
    let nearest: Vec<String> = near
        .into_iter()
        .take(NEAREST)
        .map(|(_, _, name)| name)
        .collect();
    if nearest.is_empty() {
        format!("`{name}` is not declared; `telit spec` lists what is")
    } else {
        format!(
            "`{name}` is not declared; near it are {}",
            nearest.join(", ")
        )
    }
}

/// Every name under which something of `family` is found.
fn names(family: &'static FamilySpec) -> Vec<String> {
    let commands = family.commands.iter().map(|row| row.name);
    let lines = family.unsolicited.iter().filter_map(|row| row.name);
    let wire = commands.chain(lines).flat_map(|name| name.spellings());
    wire.map(str::to_owned)
        .chain([family.name.to_ascii_lowercase()])
        .collect()
}

fn absent(name: &str, scope: Scope) -> String {
    let generation = scope.only.map_or("such", |generation| generation.name);
    format!("`{name}`: {generation} modules do not have it")
}
