//! Answers of servers that are no page, and modules that die while one is fetched.
//!
//! In: TLS servers that say what a test wants. Out: judgement of exit codes and messages.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::thread::JoinHandle;

use openssl::ssl::{Ssl, SslContext, SslFiletype, SslMethod, SslVersion};
use tempfile::TempDir;

use super::{Beside, error, identity, module, run, telit};

/// A server that answers the first request with `answer` and ends; its port and its certificate.
fn server(folder: &Path, answer: Option<&'static str>) -> (JoinHandle<()>, u16, PathBuf) {
    let (certificate, key) = identity(folder, "server");
    let mut builder = SslContext::builder(SslMethod::tls_server()).unwrap();
    builder
        .set_min_proto_version(Some(SslVersion::TLS1))
        .unwrap();
    builder.set_cipher_list("AES256-SHA:@SECLEVEL=0").unwrap();
    builder
        .set_certificate_file(&certificate, SslFiletype::PEM)
        .unwrap();
    builder
        .set_private_key_file(&key, SslFiletype::PEM)
        .unwrap();
    let context = builder.build();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let running = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut stream = Ssl::new(&context).unwrap().accept(stream).unwrap();
        let mut request = [0; 512];
        let asked = stream.read(&mut request).unwrap_or(0);
        match answer {
            Some(answer) if asked > 0 => {
                stream.write_all(answer.as_bytes()).unwrap();
                let _ = stream.shutdown();
            }
            // Nothing is said, until the other side goes.
            _ => while stream.read(&mut request).is_ok_and(|count| count > 0) {},
        }
    });
    (running, port, certificate)
}

fn get(answer: &'static str) -> Output {
    let folder = TempDir::new().unwrap();
    let (running, port, authority) = server(folder.path(), Some(answer));
    let url = format!("https://localhost:{port}/");
    let output = run(&["get", &url, "--quiet", "--ca", authority.to_str().unwrap()]);
    running.join().unwrap();
    output
}

#[test]
fn an_answer_that_is_no_http_response_has_an_exit_code_of_its_own() {
    let output = get("220 mail.example.com ready\r\n");
    assert_eq!(output.status.code(), Some(9), "{}", error(&output));
    assert!(
        error(&output).contains("no HTTP response"),
        "{}",
        error(&output)
    );
    assert!(output.stdout.is_empty());
}

#[test]
fn a_page_that_is_cut_short_is_not_printed() {
    let output = get("HTTP/1.0 200 OK\r\nContent-Length: 20\r\n\r\nhalf a page");
    assert_eq!(output.status.code(), Some(9), "{}", error(&output));
    assert!(
        error(&output).contains("11 of 20 bytes"),
        "{}",
        error(&output)
    );
    assert!(output.stdout.is_empty());
}

#[test]
fn a_page_without_a_length_ends_with_the_connection() {
    let output = get("HTTP/1.0 404 Not Found\r\n\r\nno such page");
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    assert_eq!(output.stdout, b"no such page");
}

#[test]
fn a_server_that_falls_silent_is_no_end_of_a_page() {
    let folder = TempDir::new().unwrap();
    let (running, port, authority) = server(folder.path(), None);
    let url = format!("https://localhost:{port}/");
    let authority = authority.to_str().unwrap();
    let output = run(&["get", &url, "--quiet", "--silence", "2", "--ca", authority]);
    running.join().unwrap();
    assert_eq!(output.status.code(), Some(5), "{}", error(&output));
    assert!(error(&output).contains("--silence"), "{}", error(&output));
}

#[test]
fn a_port_that_cannot_be_is_not_replaced_by_another() {
    for port in ["99999", "", "https", "0"] {
        let url = format!("https://localhost:{port}/");
        let output = run(&["get", &url, "--quiet", "--insecure"]);
        assert_eq!(output.status.code(), Some(2), "{url}: {}", error(&output));
        assert!(error(&output).contains("port"), "{}", error(&output));
    }
}

#[test]
fn a_module_that_dies_in_online_mode_ends_in_a_time_out() {
    let folder = TempDir::new().unwrap();
    let (_running, port, authority) = server(folder.path(), None);
    let link = folder.path().join("module");
    let module = module(&link);
    let url = format!("https://localhost:{port}/");
    let mut child = telit(&["get", &url, "--silence", "4", "--ca"])
        .arg(&authority)
        .arg("--pty")
        .arg(&link)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok);
    assert!(lines.any(|line| line == "# request and response"));
    stop(&module);
    let rest: Vec<String> = lines.collect();
    assert_eq!(child.wait().unwrap().code(), Some(5), "{rest:?}");
    assert!(
        rest.iter().any(|line| line.contains("--silence")),
        "{rest:?}"
    );
}

/// The module does nothing any more; it ends with the test.
fn stop(module: &Beside) {
    let id = rustix::process::Pid::from_child(&module.0);
    rustix::process::kill_process(id, rustix::process::Signal::STOP).unwrap();
}
