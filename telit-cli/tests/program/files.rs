//! Certificates and keys from files: what is taken, what is mended, what is refused.
//!
//! In: files that openssl and people make. Out: judgement of messages and exit codes, before a port is opened.

use std::fs;
use std::path::{Path, PathBuf};

use openssl::pkey::PKey;
use openssl::rsa::Rsa;
use openssl::symm::Cipher;
use tempfile::TempDir;

use super::{error, identity, module, run};

/// A file in `folder`.
fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// The message with which these files are refused; the port is never reached.
fn refused(files: &[(&str, &Path)]) -> String {
    let mut arguments = vec!["provision", "--pty", "/does/not/exist"];
    for (option, path) in files {
        arguments.extend([option, path.to_str().unwrap()]);
    }
    let output = run(&arguments);
    assert_eq!(output.status.code(), Some(2), "{}", error(&output));
    error(&output)
}

#[test]
fn a_file_that_holds_something_else_is_refused_by_its_label() {
    let folder = TempDir::new().unwrap();
    let (certificate, key) = identity(folder.path(), "client");
    let message = refused(&[("--ca", &key)]);
    assert!(
        message.contains("it is a PRIVATE KEY, and a certificate is wanted"),
        "{message}"
    );
    let message = refused(&[("--cert", &key), ("--key", &key)]);
    assert!(message.contains("a certificate is wanted"), "{message}");
    let message = refused(&[("--cert", &certificate), ("--key", &certificate)]);
    assert!(
        message.contains("it is a CERTIFICATE, and a private RSA key is wanted"),
        "{message}"
    );
    let pem = fs::read_to_string(&key).unwrap();
    let other = file(
        &folder,
        "ec.pem",
        pem.replace("PRIVATE", "EC PRIVATE").as_bytes(),
    );
    let message = refused(&[("--cert", &certificate), ("--key", &other)]);
    assert!(message.contains("EC PRIVATE KEY"), "{message}");
}

#[test]
fn a_key_with_a_passphrase_is_refused_with_advice() {
    let folder = TempDir::new().unwrap();
    let (certificate, _) = identity(folder.path(), "client");
    let rsa = Rsa::generate(1024).unwrap();
    let cipher = Cipher::aes_128_cbc();
    let older = rsa
        .private_key_to_pem_passphrase(cipher, b"secret")
        .unwrap();
    let key = PKey::from_rsa(rsa).unwrap();
    let newer = key
        .private_key_to_pem_pkcs8_passphrase(cipher, b"secret")
        .unwrap();
    for (name, pem) in [("older.pem", older), ("newer.pem", newer)] {
        let key = file(&folder, name, &pem);
        let message = refused(&[("--cert", &certificate), ("--key", &key)]);
        for part in [name, "passphrase", "openssl rsa -in KEY -out PLAIN"] {
            assert!(message.contains(part), "{message}");
        }
    }
}

#[test]
fn line_ends_of_other_systems_become_line_feeds_and_that_is_said() {
    let folder = TempDir::new().unwrap();
    let (certificate, _) = identity(folder.path(), "authority");
    let pem = fs::read_to_string(&certificate).unwrap();
    let other = file(&folder, "crlf.pem", pem.replace('\n', "\r\n").as_bytes());
    let link = folder.path().join("module");
    let _module = module(&link);
    let store = |path: &Path| {
        let (link, path) = (link.to_str().unwrap(), path.to_str().unwrap());
        let output = run(&["provision", "--pty", link, "--ca", path]);
        assert!(output.status.success(), "{}", error(&output));
        error(&output)
    };
    let told = store(&other);
    assert!(told.contains("line ends CR LF were made LF"), "{told}");
    // What was stored is the file as it was before.
    let told = store(&certificate);
    assert!(told.contains("this CA certificate is stored"), "{told}");
    assert!(!told.contains("CR LF"), "{told}");
}

#[test]
fn a_lone_carriage_return_is_refused_with_its_place() {
    let folder = TempDir::new().unwrap();
    let text = b"-----BEGIN CERTIFICATE-----\nAA\rAA\n-----END CERTIFICATE-----\n";
    let message = refused(&[("--ca", &file(&folder, "cr.pem", text))]);
    assert!(message.contains("a CR at place 30"), "{message}");
}
