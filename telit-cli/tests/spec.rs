//! `telit spec`, run as a person would run it.
//!
//! In: arguments. Out: what it prints, and its exit code. What is on the pages is judged where the declarations and
//! the vectors are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn spec(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_telit"))
        .arg("spec")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = spec(arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let output = spec(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn without_a_name_all_are_listed() {
    let list = printed(&[]);
    for name in ["ATE ", "AT#SSLD ", "SSLSRING ", "Session:"] {
        assert!(list.contains(name), "{name}");
    }
}

#[test]
fn a_command_is_found_however_it_is_typed() {
    let sheet = printed(&["#SSLD"]);
    assert!(sheet.starts_with("AT#SSLD (Dial)\n"), "{sheet}");
    assert!(sheet.contains("Example, 2G:"), "{sheet}");
    for name in ["AT#SSLD", "#ssld", "ssld", "Dial", "at#ssld=?"] {
        assert_eq!(printed(&[name]), sheet, "{name}");
    }
}

#[test]
fn a_name_that_a_command_and_a_code_share_shows_both() {
    let sheets = printed(&["+CREG"]);
    assert!(sheets.contains("AT+CREG (ReportRegistration)"), "{sheets}");
    assert!(sheets.contains("\nunsolicited"), "{sheets}");
}

#[test]
fn an_unknown_name_is_met_with_the_nearest_ones() {
    let message = refused(&["#SSLX"]);
    assert!(message.contains("`#SSLX` is not declared"), "{message}");
    assert!(message.contains("#SSLD"), "{message}");
    assert!(refused(&["#SSLRECVE"]).contains("#SSLRECV"));
    assert!(refused(&["entirely else"]).contains("`telit spec` lists"));
    assert!(refused(&["--profile", "5G"]).contains("LTE-M"));
}

#[test]
fn a_generation_has_its_own_spelling_and_ranges() {
    let sheet = printed(&["#SSLRECV", "--profile", "g2"]);
    assert!(sheet.contains("AT#SSLRCV=<socket>,<room>"), "{sheet}");
    assert!(sheet.contains("<room>  1..1000 "), "{sheet}");
    let sheet = printed(&["#SSLRECV", "--profile", "LTE-M"]);
    assert!(sheet.contains("AT#SSLRECV=<socket>,<room>"), "{sheet}");
    assert!(sheet.contains("<room>  1..1500 "), "{sheet}");
}

#[test]
fn what_a_generation_lacks_is_not_shown_for_it() {
    let message = refused(&["#SSLFASTD", "--profile", "LTE-A"]);
    assert!(
        message.contains("LTE-A modules do not have it"),
        "{message}"
    );
    assert!(!printed(&["--profile", "LTE-A"]).contains("#SSLFASTD"));
    assert!(!printed(&["#SSLSECDATA", "--profile", "G2"]).contains("<size>"));
}

#[test]
fn the_pages_are_those_of_the_documentation() {
    let folder = tempfile::tempdir().unwrap();
    printed(&["--md", "--output", folder.path().to_str().unwrap()]);
    let documented = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference");
    assert_eq!(files(folder.path()), files(&documented));
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).unwrap().map(|file| {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    files.collect()
}

#[test]
fn markdown_of_one_command_is_its_section() {
    let page = printed(&["--md", "#SSLS"]);
    assert!(page.contains("## `AT#SSLS`"), "{page}");
    assert!(!page.contains("## `AT#SSLD`"), "{page}");
}

#[test]
fn programs_get_the_version_and_only_what_was_asked_for() {
    let document: Value = serde_json::from_str(&printed(&["--json", "#SSLS"])).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["families"].as_array().unwrap().len(), 1);
    let command = &document["families"][0]["commands"][0];
    assert_eq!(command["name"], "#SSLS");
    assert_eq!(
        command["forms"]["set"]["answer"]["subparameters"][2]["optional"],
        true
    );
    assert_eq!(document["errors"], Value::Array(Vec::new()));
}

#[test]
fn a_format_is_chosen_once() {
    assert_eq!(spec(&["--md", "--json"]).status.code(), Some(2));
    assert_eq!(spec(&["--output", "x"]).status.code(), Some(2));
}
