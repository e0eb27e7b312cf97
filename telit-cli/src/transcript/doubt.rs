//! What of a reading no document at hand states.
//!
//! In: the provenance of rows, forms and subparameters. Out: [`Doubt`]s. Not here: how they are shown.

use at_spec::{FormSpec, Provenance};
use serde_json::{Map, Value};

use super::item::Doubt;

/// A doubt about `about`, if it is no cited fact and stands in all of `present`.
pub(super) fn doubts(
    provenance: Provenance,
    about: &'static str,
    present: &[&Map<String, Value>],
) -> Option<Doubt> {
    let is_present = present.iter().all(|fields| fields.contains_key(about));
    (provenance != Provenance::Cited && is_present).then_some(Doubt { about, provenance })
}

pub(super) fn form_doubt(form: Option<&FormSpec>, word: &'static str) -> Option<Doubt> {
    doubts(form?.provenance, word, &[])
}

/// What is doubted as a whole need not be doubted in parts.
pub(super) fn one_is_enough(all: &mut Vec<Doubt>) {
    let whole = all
        .iter()
        .find(|doubt| doubt.about.is_empty())
        .map(|doubt| doubt.provenance);
    all.retain(|doubt| doubt.about.is_empty() || Some(doubt.provenance) != whole);
    all.dedup();
}
