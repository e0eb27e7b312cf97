//! The examples of `docs/trace.md`, run as they stand there.
//!
//! In: the page. Out: judgement of what the examples print. Those with jq run where jq is installed, as the gate has
//! it; the tests of a fresh clone do not ask for it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The blocks of the page that are marked so.
fn blocks(mark: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/trace.md");
    let page = fs::read_to_string(path).unwrap();
    let fence = format!("```{mark}\n");
    let blocks = page.split(&fence).skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

/// Runs lines of a shell with `telit` at hand.
fn shell(lines: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_telit"));
    let path = std::env::var("PATH").unwrap();
    let output = Command::new("sh")
        .args(["-ec", lines])
        .env(
            "PATH",
            format!("{}:{path}", program.parent().unwrap().display()),
        )
        .current_dir(folder)
        .output()
        .unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.success() && message.is_empty(),
        "{lines}: {message}"
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_page_shows_what_the_program_prints() {
    let folder = TempDir::new().unwrap();
    let blocks = blocks("console");
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let (line, expected) = block.split_once('\n').unwrap();
        let line = line.strip_prefix("$ ").unwrap();
        assert_eq!(shell(line, folder.path()), expected);
    }
}

#[test]
fn what_the_page_does_with_jq_works() {
    let jq = Command::new("jq")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    if !jq.is_ok_and(|status| status.success()) {
        eprintln!("jq is not installed: its examples were not run");
        return;
    }
    let folder = TempDir::new().unwrap();
    let page = shell("telit get --quiet --record session.jsonl", folder.path());
    let examples = blocks("sh")
        .into_iter()
        .filter(|block| block.contains("jq"));
    let printed: Vec<_> = examples.map(|lines| shell(&lines, folder.path())).collect();
    let [refusals, results, server, kinds, capture] = &printed[..] else {
        panic!("{printed:?}");
    };
    assert!(refusals.contains("\"name\":\"NO CARRIER\""), "{refusals}");
    assert!(results.contains("[\"#SSLD\",\"CONNECT\"]"), "{results}");
    assert!(
        server.starts_with("HTTP/1.") && server.ends_with(&page),
        "{server}"
    );
    assert!(kinds.contains(" command\n"), "{kinds}");
    assert_eq!(capture, "[17,99]\n");
}
