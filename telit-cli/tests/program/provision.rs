//! `telit provision`: certificates, whatever SIM there is.
//!
//! In: virtual modules without a SIM and with one that waits. Out: judgement of what was stored, and of what was
//! never sent.

use std::fs;

use tempfile::TempDir;

use super::{Beside, error, identity, module_with, run};

/// What provisioning prints of the CA certificate, and its transcript.
fn provision(folder: &TempDir, arguments: &[&str]) -> (String, String) {
    let link = folder.path().join("module");
    let mut all = vec!["provision", "--pty", link.to_str().unwrap()];
    all.extend_from_slice(arguments);
    let output = run(&all);
    assert!(output.status.success(), "{}", error(&output));
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        error(&output),
    )
}

fn with_module(arguments: &[&str]) -> (TempDir, Beside) {
    let folder = TempDir::new().unwrap();
    let module = module_with(&folder.path().join("module"), arguments);
    (folder, module)
}

#[test]
fn certificates_need_neither_a_sim_nor_a_network() {
    let (folder, _module) = with_module(&["--no-sim"]);
    let (certificate, _) = identity(folder.path(), "authority");
    let (stored, transcript) = provision(&folder, &["--ca", certificate.to_str().unwrap()]);
    assert!(stored.contains("CA certificate: stored"), "{stored}");
    for word in ["+CPIN", "+CREG", "+CGDCONT", "#SGACT", "#SSLSECCFG"] {
        assert!(!transcript.contains(word), "{word}: {transcript}");
    }
    let (listed, _) = provision(&folder, &["--quiet"]);
    assert_eq!(listed, stored);
    let (deleted, _) = provision(&folder, &["--quiet", "--delete", "ca"]);
    assert!(deleted.contains("CA certificate: not stored"), "{deleted}");
}

#[test]
fn a_sim_that_waits_for_its_pin_is_left_waiting() {
    let (folder, _module) = with_module(&["--sim-pin", "1234"]);
    let (certificate, _) = identity(folder.path(), "authority");
    let record = folder.path().join("line.jsonl");
    let (stored, _) = provision(
        &folder,
        &[
            "--ca",
            certificate.to_str().unwrap(),
            "--record",
            record.to_str().unwrap(),
        ],
    );
    assert!(stored.contains("CA certificate: stored"), "{stored}");
    let record = fs::read_to_string(record).unwrap();
    assert!(record.contains("SSLSECDATA=1,1,1"), "{record}");
    assert!(!record.contains("CPIN"), "{record}");
    assert!(
        run(&["provision", "--pin", "1234"])
            .status
            .code()
            .is_some_and(|code| code == 2),
        "a PIN has no use here"
    );
}

#[test]
fn a_socket_that_was_not_enabled_is_disabled_again() {
    let (folder, _module) = with_module(&[]);
    let (_, first) = provision(&folder, &[]);
    let (_, second) = provision(&folder, &[]);
    for transcript in [first, second] {
        let place = |text: &str| {
            transcript
                .find(text)
                .unwrap_or_else(|| panic!("{text}: {transcript}"))
        };
        assert!(place("AT#SSLEN=1,1") < place("AT#SSLEN=1,0"));
    }
}
