//! The program with modules of every generation.
//!
//! In: `--profile`. Out: what is sent to which module, and what its errors are called. The server is the program's own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// A program that runs beside the test and ends with it.
struct Beside(Child);

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn telit(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_telit"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    telit(arguments).output().unwrap()
}

/// Runs that do not wait for one another, each with what it is about.
fn run_together<T>(runs: Vec<(T, Vec<&str>)>) -> Vec<(T, Output)> {
    let begin = |arguments: &[&str]| {
        let mut command = telit(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let running: Vec<(T, Child)> = runs
        .into_iter()
        .map(|(about, arguments)| (about, begin(&arguments)))
        .collect();
    let end = |(about, child): (T, Child)| (about, child.wait_with_output().unwrap());
    running.into_iter().map(end).collect()
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// `telit module` of a generation, once it listens.
fn module(link: &Path, profile: &str) -> Beside {
    let link = link.to_str().unwrap();
    let mut child = telit(&["module", "--pty", link, "--profile", profile])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let out = child.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    Beside(child)
}

#[test]
fn a_page_comes_through_a_module_of_every_generation() {
    let runs = [
        ("2G", "AT#SSLSECCFG=1,0,1\n"),
        ("3g", "AT#SSLSECCFG=1,0,1,1\n"),
        ("LTE-A", "AT#SSLSECCFG=1,0,1,1\n"),
        ("lte-m", "AT#SSLSECCFG=1,0,1,1\n"),
    ];
    let runs = runs.map(|(profile, security)| (security, vec!["get", "--profile", profile]));
    for (security, output) in run_together(runs.into()) {
        let shown = error(&output);
        assert!(output.status.success(), "{shown}");
        let page = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(page.ends_with("</html>\r\n"), "{page}");
        assert!(shown.contains(security), "{security}: {shown}");
    }
}

#[test]
fn the_module_is_asked_what_it_is_and_believed() {
    let folder = TempDir::new().unwrap();
    let link = folder.path().join("module");
    let _module = module(&link, "LTE-M");
    let output = run(&["get", "--pty", link.to_str().unwrap(), "--profile", "auto"]);
    let shown = error(&output);
    assert!(output.status.success(), "{shown}");
    assert!(
        shown.contains("\"ME910C1\" with firmware \"virtual\", so its profile is LTE-M"),
        "{shown}"
    );
    assert!(shown.contains("AT#SSLSECCFG=1,0,1,1\n"), "{shown}");

    let output = run(&[
        "provision",
        "--pty",
        link.to_str().unwrap(),
        "--profile",
        "auto",
    ]);
    assert!(
        error(&output).contains("its profile is LTE-M"),
        "{}",
        error(&output)
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("CA certificate: stored"));
}

#[test]
fn a_handshake_that_fails_is_told_with_the_number_of_the_generation() {
    let folder = TempDir::new().unwrap();
    let file = |name| folder.path().join(name).to_str().unwrap().to_owned();
    let (stranger, key) = (file("stranger.pem"), file("stranger.key"));
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=stranger",
        ])
        .args(["-out", &stranger, "-keyout", &key])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", error(&made));
    let runs = [("2G", "839"), ("LTE-A", "839"), ("LTE-M", "1004")].map(|(profile, number)| {
        let arguments = vec!["get", "--quiet", "--profile", profile, "--ca", &stranger];
        (number, arguments)
    });
    for (number, output) in run_together(runs.into()) {
        assert_eq!(output.status.code(), Some(4), "{}", error(&output));
        let told = error(&output);
        for word in [
            &format!("error {number}, SSL error during handshake"),
            "the TLS handshake failed",
            "Check that the stored CA certificate",
        ] {
            assert!(told.contains(word), "{told}");
        }
    }
}

#[test]
fn a_generation_that_is_none_is_bad_usage_that_names_those_that_are() {
    for command in ["get", "provision", "module"] {
        let output = run(&[command, "--pty", "/does/not/matter", "--profile", "5G"]);
        assert_eq!(output.status.code(), Some(2), "{}", error(&output));
        assert!(
            error(&output).contains("2G, 3G, LTE-A, LTE-M"),
            "{}",
            error(&output)
        );
    }
}
