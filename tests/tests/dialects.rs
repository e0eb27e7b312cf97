//! Every dialect keeps the laws: that of this workspace in every profile, and one of a stranger.
//!
//! In: rows, and the laws over them. Out: judgement. Not here: a list of items; the rows are all there are.

use at_spec::{ArgumentSpec, ProfileId, SubparameterSpec};
use telit_ssl::profile::id;
use tests::laws;
use tests::rows::{PROFILES, TELIT, Table, shown};

/// The dialects, each in all of its profiles.
fn dialects() -> [(Table, Vec<ProfileId>); 2] {
    let ublox = Table::of::<ublox::Ublox<'static>>();
    let profiles = vec![ublox::profile::R404M, ublox::profile::R410M];
    [(TELIT, PROFILES.to_vec()), (ublox, profiles)]
}

/// Judges every dialect in every profile: names, ranges and presence differ.
fn in_every_profile(law: fn(Table, ProfileId)) {
    for (table, profiles) in dialects() {
        profiles.into_iter().for_each(|profile| law(table, profile));
    }
}

/// Judges every dialect once, in its first profile: the law is about bytes, which are read alike in all.
fn in_one_profile(law: fn(Table, ProfileId)) {
    for (table, profiles) in dialects() {
        law(table, profiles[0]);
    }
}

#[test]
fn every_command_is_read_as_it_was_written() {
    in_every_profile(laws::commands_read_back);
}

#[test]
fn every_line_of_the_module_is_read_as_it_was_written() {
    in_every_profile(laws::lines_read_back);
}

#[test]
fn every_line_of_the_module_is_one_frame() {
    in_every_profile(laws::lines_are_one_frame);
}

#[test]
fn unknown_fields_and_empty_ones_behind_a_line_are_survived() {
    in_every_profile(laws::unknown_fields_are_survived);
}

#[test]
fn every_spelling_of_a_name_is_accepted_whatever_the_profile() {
    in_one_profile(laws::spellings_are_accepted);
}

#[test]
fn names_of_lines_are_whole_names() {
    in_one_profile(|table, _| laws::names_are_whole(table));
}

#[test]
fn no_bytes_make_a_codec_panic() {
    in_one_profile(laws::bytes_never_panic);
}

fn is_secret(rows: &[SubparameterSpec]) -> bool {
    rows.iter()
        .any(|row| matches!(row.argument, ArgumentSpec::Text { secret: true, .. }))
}

#[test]
fn secrets_are_shown_by_no_rendering() {
    let secrets: Vec<&str> = TELIT
        .commands()
        .filter(|row| is_secret(row.subparameters))
        .map(|row| row.name.usual)
        .collect();
    assert!(!secrets.is_empty());
    let pin = TELIT
        .commands()
        .find(|row| is_secret(row.subparameters) && row.subparameters.len() == 2)
        .unwrap();
    let value = shown(
        pin.codec,
        format!("{}=\"4711\",\"0815\"", pin.name.usual).as_bytes(),
        id::G2,
    )
    .unwrap();
    assert!(
        !value.to_string().contains("4711") && !value.to_string().contains("0815"),
        "{value}"
    );
}
