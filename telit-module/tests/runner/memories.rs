//! Modules whose memory is in a file, run one after the other.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use telit_module::runner::{HostPort, MemoryFile, Policy, Runner};
use telit_module::{Module, Settings};

use crate::bench::path;

/// A folder of this test's own, and a place for a memory in it.
fn place(name: &str) -> (std::path::PathBuf, std::path::PathBuf) {
    let folder = path(name);
    fs::create_dir(&folder).unwrap();
    let file = folder.join("memory");
    (folder, file)
}

/// Runs a module with this memory; each line is sent when the one before has been answered. What it says.
fn run(file: &Path, meanwhile: impl FnOnce(), lines: &[&str]) -> String {
    let (file, memory) = MemoryFile::open(file).unwrap();
    meanwhile();
    let (port, mut host) = HostPort::pipe().unwrap();
    host.set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    let settings = Settings {
        durable: true,
        ..Settings::default()
    };
    let running = Runner::new(Module::new(settings, memory), port, Policy::default())
        .unwrap()
        .with_memory(file)
        .spawn()
        .unwrap();
    let mut said = String::new();
    for line in ["ATE0;+CMEE=1;#SELINT=2\r"].iter().chain(lines) {
        host.write_all(line.as_bytes()).unwrap();
        let mut answer = String::new();
        while !(answer.ends_with("OK\r\n")
            || answer.contains("ERROR") && answer.ends_with("\r\n")
            || answer.ends_with("> "))
        {
            let mut room = [0; 100];
            let count = host.read(&mut room).unwrap();
            answer += str::from_utf8(&room[..count]).unwrap();
        }
        said += &answer;
    }
    drop(running.finish());
    said
}

#[test]
fn what_one_module_has_stored_the_next_one_knows() {
    let (folder, file) = place("kept");
    let said = run(
        &file,
        || {},
        &["AT#SSLEN=1,1\r", "AT#SSLSECDATA=1,1,1\r", "pem\n\x1a"],
    );
    assert!(said.ends_with("\r\nOK\r\n\r\n> \r\nOK\r\n"), "{said:?}");
    // The key may be in it.
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let said = run(&file, || {}, &["AT#SSLEN?\r", "AT#SSLSECDATA=1,2,1\r"]);
    assert!(
        said.ends_with("#SSLEN: 1,1\r\n\r\nOK\r\n\r\n#SSLSECDATA: 1,1\r\npem\n\r\n\r\nOK\r\n"),
        "{said:?}"
    );
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_host_is_told_when_the_file_cannot_be_written() {
    let (folder, file) = place("lost");
    let gone = || fs::remove_dir_all(&folder).unwrap();
    let said = run(&file, gone, &["AT#SSLEN=1,1\r", "AT#SSLS=1\r"]);
    assert!(
        said.ends_with("\r\n+CME ERROR: 23\r\n\r\n#SSLS: 1,0\r\n\r\nOK\r\n"),
        "{said:?}"
    );
}

#[test]
fn a_file_that_is_no_memory_is_left_as_it_is() {
    let (folder, file) = place("precious");
    fs::write(&file, "precious\n").unwrap();
    let refused = MemoryFile::open(&file).unwrap_err().to_string();
    assert!(refused.contains("line 1: this is no memory"), "{refused}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious\n");
    let nowhere = folder.join("no").join("such");
    let refused = MemoryFile::open(&nowhere).unwrap_err().to_string();
    assert!(refused.starts_with("cannot write the memory"), "{refused}");
    let refused = MemoryFile::open(&folder).unwrap_err().to_string();
    assert!(refused.starts_with("cannot read the memory"), "{refused}");
    fs::remove_dir_all(folder).unwrap();
}
