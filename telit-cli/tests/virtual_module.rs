//! `telit module`: irregularities by name and by seed, and a memory in a file.
//!
//! In: arguments, and lines on the pseudo-terminal. Out: what the program says. Not here: what a quirk does.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use telit_module::{Quirk, Quirks};
use tempfile::TempDir;

fn telit(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_telit"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    telit(arguments).output().unwrap()
}

/// A virtual module that ends with the test.
struct Module {
    child: Child,
    /// What it said before it listened.
    remarks: BufReader<std::process::ChildStderr>,
}

impl Module {
    fn start(link: &Path, more: &[&str]) -> Self {
        let mut child = telit(&["module", "--pty", link.to_str().unwrap()])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert_eq!(line.trim(), link.to_str().unwrap());
        let remarks = BufReader::new(child.stderr.take().unwrap());
        Self { child, remarks }
    }

    /// Ends it and reads the rest of what it has said.
    fn stop(mut self) -> String {
        self.child.kill().unwrap();
        let mut said = String::new();
        self.remarks.read_to_string(&mut said).unwrap();
        said
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a line and reads up to its result code.
fn ask(link: &Path, line: &str) -> String {
    let mut port = OpenOptions::new()
        .read(true)
        .write(true)
        .open(link)
        .unwrap();
    port.write_all(format!("{line}\r").as_bytes()).unwrap();
    let mut answer = String::new();
    while !(answer.ends_with("OK\r\n") || answer.ends_with("ERROR\r\n")) {
        let mut room = [0; 100];
        let count = port.read(&mut room).unwrap();
        answer += str::from_utf8(&room[..count]).unwrap();
    }
    answer
}

#[test]
fn the_help_names_every_quirk() {
    let help = run(&["module", "--help"]);
    let help = String::from_utf8(help.stdout).unwrap();
    for quirk in Quirk::ALL {
        let name = format!("- {}:", quirk.name());
        assert!(help.contains(&name), "{name}");
    }
}

#[test]
fn an_unknown_quirk_is_bad_usage() {
    let output = run(&["module", "--pty", "--quirk", "no-such-quirk"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-quirk"));
}

#[test]
fn quirks_are_turned_on_by_name_and_by_seed_and_said() {
    let folder = TempDir::new().unwrap();
    let link = folder.path().join("module");
    let module = Module::start(
        &link,
        &["--quirk", "extra-line-end", "--quirk", "quoted-address"],
    );
    assert_eq!(ask(&link, "AT"), "AT\r\r\n\r\nOK\r\n");
    let said = module.stop();
    assert!(
        said.contains("# extra-line-end: ") && said.contains("# quoted-address: "),
        "{said}"
    );
    let module = Module::start(&link, &["--seed", "2"]);
    let said = module.stop();
    let names = said.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("# ")?.split_once(": ")?;
        Quirk::named(name).map(Quirk::name)
    });
    let drawn = Quirks::seeded(2);
    assert!(names.eq(drawn.on().map(Quirk::name)), "{said}");
}

#[test]
fn a_memory_in_a_file_outlives_the_module() {
    let folder = TempDir::new().unwrap();
    let link = folder.path().join("module");
    let memory = folder.path().join("memory");
    let arguments = ["--memory", memory.to_str().unwrap()];
    let module = Module::start(&link, &arguments);
    ask(&link, "ATE0;#SSLEN=1,1");
    module.stop();
    let _module = Module::start(&link, &arguments);
    ask(&link, "ATE0");
    assert_eq!(ask(&link, "AT#SSLEN?"), "\r\n#SSLEN: 1,1\r\n\r\nOK\r\n");
}

#[test]
fn a_file_that_is_no_memory_is_said_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("precious");
    std::fs::write(&file, "precious").unwrap();
    let output = run(&["module", "--pty", "--memory", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(8));
    assert!(String::from_utf8_lossy(&output.stderr).contains("this is no memory"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "precious");
}
