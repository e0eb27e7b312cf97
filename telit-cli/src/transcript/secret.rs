//! What must not be kept or shown: where it stands in a line, and where it stood in the streams.
//!
//! In: a declaration's row, text. Out: ranges. Not here: private keys; the dialogue tells where those are.

use std::ops::Range;

use at_spec::{ArgumentSpec, CommandSpec, SubparameterSpec};

use super::dialect::commands;
use super::fields::HIDDEN;
use crate::record::Side;

/// The secret bytes of both streams, by offset.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    ranges: Vec<(Side, Range<u64>)>,
}

impl Secrets {
    /// `range` of a piece of a stream that begins at `start`.
    pub(super) fn add(&mut self, side: Side, start: u64, range: &Range<usize>) {
        let begin = start + range.start as u64;
        let end = start + range.end as u64;
        self.ranges.push((side, begin..end));
    }

    pub(super) fn contains(&self, side: Side, place: u64) -> bool {
        self.ranges
            .iter()
            .any(|(from, range)| *from == side && range.contains(&place))
    }

    /// Nobody will ask for places of `side` before this one any more.
    pub(super) fn forget(&mut self, side: Side, before: u64) {
        self.ranges
            .retain(|(from, range)| *from != side || range.end > before);
    }
}

/// The secret values among those of a command, by the row of its declaration.
///
/// Everything behind the first secret value counts as secret: where a comma is missing or doubled, the values have
/// moved.
pub(super) fn secret_values(row: &CommandSpec, values: &[u8]) -> Vec<Range<usize>> {
    let Some(first) = row.subparameters.iter().position(is_secret) else {
        return Vec::new();
    };
    split(values).into_iter().skip(first).collect()
}

/// The secret part of a line that is no command line, but holds the name of a command with secret values.
pub(super) fn secret_rest(line: &[u8]) -> Option<Range<usize>> {
    let mut rows = commands().filter(|row| row.subparameters.iter().any(is_secret));
    rows.find_map(|row| {
        let mut spellings = row.name.spellings();
        spellings.find_map(|spelling| behind(line, spelling.as_bytes()))
    })
}

/// What stands behind a name, if it can be a value.
fn behind(line: &[u8], name: &[u8]) -> Option<Range<usize>> {
    let place = line
        .windows(name.len())
        .position(|part| part.eq_ignore_ascii_case(name))?;
    let rest = line.get(place + name.len()..)?;
    let blank = rest.iter().take_while(|byte| **byte == b' ').count();
    matches!(rest.get(blank)?, b'=' | b'"' | b'0'..=b'9')
        .then(|| place + name.len() + blank..line.len())
}

pub(super) const fn is_secret(subparameter: &SubparameterSpec) -> bool {
    matches!(
        subparameter.argument,
        ArgumentSpec::Text { secret: true, .. }
    )
}

/// The places of the values in a list, without the quotes around them.
fn split(values: &[u8]) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut start = 0;
    let mut in_quotes = false;
    for (place, byte) in values.iter().enumerate() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b',' if !in_quotes => {
                places.push(without_quotes(values, start..place));
                start = place + 1;
            }
            _ => {}
        }
    }
    places.push(without_quotes(values, start..values.len()));
    places
}

fn without_quotes(values: &[u8], place: Range<usize>) -> Range<usize> {
    let is_quote = |at: usize| values.get(at) == Some(&b'"');
    let start = place.start + usize::from(place.start < place.end && is_quote(place.start));
    let end = place.end - usize::from(start < place.end && is_quote(place.end - 1));
    start..end
}

/// `line` with `***` for what is secret.
pub(super) fn masked(line: &[u8], secrets: &[Range<usize>]) -> Vec<u8> {
    let mut shown = Vec::with_capacity(line.len());
    let mut from = 0;
    // A command that is read has no values, and so none to hide.
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        shown.extend_from_slice(line.get(from..secret.start).unwrap_or(&[]));
        shown.extend_from_slice(HIDDEN.as_bytes());
        from = secret.end;
    }
    shown.extend_from_slice(line.get(from..).unwrap_or(&[]));
    shown
}
