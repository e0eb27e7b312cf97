//! The program, run as a person would run it.
//!
//! In: arguments. Out: what it prints, and its exit code. Peers are its own server and `openssl s_server`; all of
//! it stays on the loopback.

#[path = "program/at.rs"]
mod at;
#[path = "program/files.rs"]
mod files;
#[path = "program/pages.rs"]
mod pages;
#[path = "program/provision.rs"]
mod provision;
#[path = "program/scripted.rs"]
mod scripted;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use openssl::asn1::Asn1Time;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::rsa::Rsa;
use openssl::x509::extension::BasicConstraints;
use openssl::x509::{X509, X509NameBuilder};
use telit_cli::record::Piece;
use telit_cli::transcript::Transcript;
use telit_ssl::Profile;
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

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Ctrl-C.
fn interrupt(child: &Child) {
    let id = rustix::process::Pid::from_child(child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
}

#[test]
fn every_help_shows_the_exit_codes() {
    let whole = run(&["--help"]);
    let text = String::from_utf8_lossy(&whole.stdout).into_owned();
    let commands = text.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        // Long descriptions go on in lines that are indented further.
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|command| !command.is_empty())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.len() >= 4, "{text}");
    let helps = commands.iter().map(|command| run(&[command, "--help"]));
    for help in helps.chain([whole]) {
        let text = String::from_utf8_lossy(&help.stdout).into_owned();
        assert!(
            text.contains("  9 the peer's answer is no whole HTTP response"),
            "{text}"
        );
    }
}

/// A certificate that is its own authority, and its key.
fn identity(folder: &Path, name: &str) -> (PathBuf, PathBuf) {
    let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
    let mut subject = X509NameBuilder::new().unwrap();
    subject.append_entry_by_text("CN", name).unwrap();
    let subject = subject.build();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    builder.set_subject_name(&subject).unwrap();
    builder.set_issuer_name(&subject).unwrap();
    builder.set_pubkey(&key).unwrap();
    builder
        .set_not_before(&Asn1Time::days_from_now(0).unwrap())
        .unwrap();
    builder
        .set_not_after(&Asn1Time::days_from_now(2).unwrap())
        .unwrap();
    builder
        .append_extension(BasicConstraints::new().ca().build().unwrap())
        .unwrap();
    builder.sign(&key, MessageDigest::sha256()).unwrap();
    let (certificate, private) = (
        folder.join(format!("{name}.pem")),
        folder.join(format!("{name}.key")),
    );
    fs::write(&certificate, builder.build().to_pem().unwrap()).unwrap();
    fs::write(&private, key.private_key_to_pem_pkcs8().unwrap()).unwrap();
    (certificate, private)
}

/// `openssl s_server -www`, and its port.
fn s_server(certificate: &Path, key: &Path) -> (Beside, u16) {
    let mut child = Command::new("openssl")
        .args([
            "s_server",
            "-www",
            "-accept",
            "127.0.0.1:0",
            "-tls1",
            "-cipher",
            "AES256-SHA:@SECLEVEL=0",
        ])
        .arg("-cert")
        .arg(certificate)
        .arg("-key")
        .arg(key)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let told = lines.map_while(Result::ok).find_map(|line| {
        line.strip_prefix("ACCEPT ")?
            .rsplit(':')
            .next()?
            .parse()
            .ok()
    });
    (Beside(child), told.unwrap())
}

/// `telit module --pty LINK`, once it listens.
fn module(link: &Path) -> Beside {
    module_with(link, &[])
}

/// The same, with more arguments.
fn module_with(link: &Path, arguments: &[&str]) -> Beside {
    let mut child = telit(&["module", "--pty", link.to_str().unwrap()])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert_eq!(line.trim(), link.to_str().unwrap());
    Beside(child)
}

#[test]
fn get_without_arguments_prints_the_page_that_was_served() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("line.jsonl");
    let output = run(&["get", "--record", record.to_str().unwrap()]);
    assert!(output.status.success(), "{}", error(&output));
    // The program itself compares the page with what its server has; here it is the module that is believed.
    let items = Transcript::read(&Profile::G2, &pieces(&record));
    let online = items
        .iter()
        .map(ToString::to_string)
        .filter(|item| item.contains("online,"))
        .count();
    assert!(online >= 2, "{items:?}");
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.starts_with("<html>\r\n") && page.ends_with("</html>\r\n"),
        "{page}"
    );
    assert!(
        page.contains("\r\nOK\r\n") && page.contains("\r\nNO CARRIER\r\n"),
        "{page}"
    );
    assert!(
        error(&Output {
            stdout: Vec::new(),
            ..output
        })
        .contains("AT#SSLD=1,")
    );
}

fn pieces(record: &Path) -> Vec<Piece> {
    fs::read_to_string(record)
        .unwrap()
        .lines()
        .map(|line| Piece::read(line).unwrap())
        .collect()
}

#[test]
fn the_transcript_is_made_from_the_bytes_that_were_recorded() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("line.jsonl");
    let output = run(&["get", "--record", record.to_str().unwrap()]);
    assert!(output.status.success(), "{}", error(&output));
    let read = |pieces: &[Piece]| -> Vec<String> {
        Transcript::read(&Profile::G2, pieces)
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let whole = pieces(&record);
    let told = read(&whole);
    let shown = error(&output);
    assert!(
        told.iter().all(|item| shown.contains(item.as_str())),
        "the transcript shown is that of the record"
    );
    let dial = whole
        .iter()
        .position(|piece| piece.bytes.starts_with(b"AT#SSLD"))
        .unwrap();

    let mut deleted = whole.clone();
    deleted.remove(dial);
    let without = read(&deleted);
    assert!(!without.iter().any(|item| item.contains("AT#SSLD=")));

    let mut changed = whole.clone();
    changed[dial].bytes = b"AT#SSLD=1,1,\"elsewhere\",0,0\r".to_vec();
    assert!(
        read(&changed)
            .iter()
            .any(|item| item.contains("host elsewhere"))
    );

    let mut reordered = whole.clone();
    reordered.swap(dial, dial + 1);
    assert_ne!(read(&reordered), told);
}

#[test]
fn get_through_a_pty_from_a_server_that_is_not_ours_and_with_the_wrong_authority() {
    let folder = TempDir::new().unwrap();
    let (certificate, key) = identity(folder.path(), "server");
    let (other, _) = identity(folder.path(), "other");
    let (_server, port) = s_server(&certificate, &key);
    let link = folder.path().join("module");
    let _module = module(&link);
    let url = format!("https://localhost:{port}/");
    let get = |ca: &Path, more: &[&str]| {
        let mut arguments = vec![
            "get",
            &url,
            "--pty",
            link.to_str().unwrap(),
            "--ca",
            ca.to_str().unwrap(),
        ];
        arguments.extend_from_slice(more);
        run(&arguments)
    };

    let page = folder.path().join("page");
    let output = get(
        &certificate,
        &["--quiet", "--output", page.to_str().unwrap()],
    );
    assert!(output.status.success(), "{}", error(&output));
    assert!(output.stdout.is_empty());
    assert!(fs::read_to_string(&page).unwrap().contains("s_server -www"));

    // The same again: what is stored is not written again.
    let output = get(&certificate, &[]);
    assert!(output.status.success(), "{}", error(&output));
    assert!(
        error(&output).contains("this CA certificate is stored"),
        "{}",
        error(&output)
    );
    assert!(
        !error(&output).contains("AT#SSLSECDATA=1,1"),
        "{}",
        error(&output)
    );

    let output = get(&other, &["--quiet"]);
    assert_eq!(output.status.code(), Some(4), "{}", error(&output));
    let message = error(&output);
    for word in ["839", "handshake", "CA certificate"] {
        assert!(message.contains(word), "{message}");
    }

    let list = run(&["provision", "--quiet", "--pty", link.to_str().unwrap()]);
    assert!(
        String::from_utf8_lossy(&list.stdout).contains("CA certificate: stored"),
        "{}",
        error(&list)
    );
    let list = run(&[
        "provision",
        "--quiet",
        "--pty",
        link.to_str().unwrap(),
        "--delete",
        "all",
    ]);
    assert!(
        String::from_utf8_lossy(&list.stdout).contains("CA certificate: not stored"),
        "{}",
        error(&list)
    );
}

#[test]
fn what_cannot_be_sent_is_refused_with_its_place_before_a_port_is_opened() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let noise = file("noise.pem", "no PEM at all");
    let large = file(
        "large.pem",
        &format!("-----BEGIN X-----\n{}\n-----END X-----\n", "A".repeat(3000)),
    );
    let bell = file("bell.pem", "-----BEGIN X-----\nAA\x07\n-----END X-----\n");
    for (arguments, expected) in [
        (vec!["get", "http://example.com/"], "plain text"),
        (vec!["get", "https://exa mple.com/"], "place 11"),
        (
            vec!["get", "https://example.com/\"", "--insecure"],
            "place 20",
        ),
        (vec!["get", "https://example.com/"], "--ca"),
        (vec!["get", "--apn", "a\"b"], "place 1"),
        (vec!["get", "--pin", "12x4"], "place 2"),
        (vec!["get", "--ca", &noise], "BEGIN"),
        (vec!["get", "--ca", &large], "2047"),
        (vec!["get", "--ca", &bell], "place 20"),
    ] {
        let output = run(&arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            error(&output)
        );
        assert!(
            error(&output).contains(expected),
            "{arguments:?}: {}",
            error(&output)
        );
        assert!(output.stdout.is_empty());
    }
    assert_eq!(
        run(&["get", "--ca", "/does/not/exist"]).status.code(),
        Some(8)
    );
    assert_eq!(
        run(&["get", "--pty", "/does/not/exist"]).status.code(),
        Some(6)
    );
}

#[test]
fn a_pin_and_a_private_key_are_in_neither_transcript_nor_record() {
    let folder = TempDir::new().unwrap();
    let (certificate, key) = identity(folder.path(), "client");
    let record = folder.path().join("line.jsonl");
    let link = folder.path().join("module");
    let _module = module(&link);
    let output = run(&[
        "provision",
        "--pty",
        link.to_str().unwrap(),
        "--cert",
        certificate.to_str().unwrap(),
        "--key",
        key.to_str().unwrap(),
        "--record",
        record.to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{}", error(&output));
    let secret = fs::read_to_string(&key).unwrap();
    let secret = secret.lines().nth(1).unwrap();
    assert!(!error(&output).contains(secret));
    assert!(!fs::read_to_string(&record).unwrap().contains(secret));
}

#[test]
fn ctrl_c_closes_the_socket_and_leaves_the_module_in_command_mode() {
    let folder = TempDir::new().unwrap();
    let link = folder.path().join("module");
    let _module = module(&link);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (certificate, key) = identity(folder.path(), "server");
    let port = listener.local_addr().unwrap().port();
    // A server that accepts and then says nothing.
    let mut builder =
        openssl::ssl::SslContext::builder(openssl::ssl::SslMethod::tls_server()).unwrap();
    builder
        .set_min_proto_version(Some(openssl::ssl::SslVersion::TLS1))
        .unwrap();
    builder.set_cipher_list("AES256-SHA:@SECLEVEL=0").unwrap();
    builder
        .set_certificate_file(&certificate, openssl::ssl::SslFiletype::PEM)
        .unwrap();
    builder
        .set_private_key_file(&key, openssl::ssl::SslFiletype::PEM)
        .unwrap();
    let context = builder.build();
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let ssl = openssl::ssl::Ssl::new(&context).unwrap();
        let mut stream = ssl.accept(stream).unwrap();
        let mut request = [0; 512];
        // The request, and then the end of the connection, which is the module's.
        while std::io::Read::read(&mut stream, &mut request).is_ok_and(|count| count > 0) {}
    });
    let url = format!("https://localhost:{port}/");
    let arguments = [
        "get",
        &url,
        "--pty",
        link.to_str().unwrap(),
        "--ca",
        certificate.to_str().unwrap(),
    ];
    let mut child = telit(&arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok);
    assert!(
        lines.any(|line| line == "# request and response"),
        "the connection is open"
    );
    // The server says nothing, and yet what went to it is shown.
    assert!(lines.any(|line| line.contains("> (online, ")));
    interrupt(&child);
    let rest: Vec<String> = lines.collect();
    assert!(
        rest.iter().any(|line| line.contains("AT#SSLH=1")),
        "{rest:?}"
    );
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest:?}");
    server.join().unwrap();
}
