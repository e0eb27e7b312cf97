//! `telit trace` on what cannot be read, is empty, or is cut off.
//!
//! In: arguments, logs and requests that are wrong. Out: messages that name the line, and exit codes. Not here: good
//! input; `trace.rs` has that.

mod running;

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use running::{text, trace};
use serde_json::{Value, json};
use tempfile::TempDir;

#[test]
fn a_request_that_cannot_be_understood_is_named_by_its_line() {
    let good = "{\"id\":1,\"bytes\":\"\\r\\nOK\\r\\n\"}\n";
    for (line, words) in [
        ("{\"id\":2,", "line 2: this is cut off"),
        ("no JSON", "line 2: this is no JSON: expected"),
        ("[1]", "line 2: this is no JSON object"),
        ("{\"id\":2}", "`bytes` or `steps`"),
        ("{\"bytes\":\"\",\"steps\":[]}", "only one"),
        ("{\"bytes\":5}", "`bytes` is missing or is no string"),
        (
            "{\"bytes\":\"a\u{20AC}\"}",
            "'€' (U+20AC) behind 1 characters",
        ),
        (
            "{\"command\":\"AT\u{20AC}\",\"bytes\":\"\"}",
            "`command` has",
        ),
        (
            "{\"command\":\"AT\",\"steps\":[]}",
            "`command` goes with `bytes`",
        ),
        ("{\"bytes\":\"\",\"chunk\":0}", "`chunk`"),
        ("{\"steps\":5}", "`steps` must be a list"),
        (
            "{\"steps\":[{\"from\":\"host\",\"bytes\":\"\"},{\"from\":\"modem\",\"bytes\":\"\"}]}",
            "step 2: `from` is \"modem\"",
        ),
    ] {
        let output = trace(&["--batch"], format!("{good}{line}\n{good}").as_bytes());
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(8), "{line}: {message}");
        assert!(
            message.contains("standard input, line 2: ") && message.contains(words),
            "{line}: {message}"
        );
        // What came before it has been answered.
        assert_eq!(text(&output.stdout).lines().count(), 1);
    }
}

#[test]
fn a_log_that_cannot_be_understood_is_named_by_its_line() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("log");
    let good = "{\"from\":\"module\",\"bytes\":\"\\r\\nRING\\r\\n\"}\n";
    let block = "> 2026/11/25 19:19:25.000813845  length=2 from=0 to=1\n";
    for (log, words) in [
        (
            format!("{good}{{\"from\":\"modem\",\"bytes\":\"\"}}\n"),
            "line 2: `from` is \"modem\"",
        ),
        (
            format!("{good}{{\"bytes\":\"\"}}\n"),
            "line 2: `from` is missing",
        ),
        (
            format!("{good}{{\"from\":\"host\"}}\n"),
            "line 2: `bytes` is missing",
        ),
        (
            format!("{good}{{\"from\":\"host\",\"bytes\":\"\u{100}\"}}\n"),
            "U+0100",
        ),
        (
            format!("{good}{{\"from\":\"host\",\"bytes\":\"\",\"t\":-1}}\n"),
            "`t` must be",
        ),
        (
            format!("{good}{{\"from\":\"host\",\"byt"),
            "line 2: this is cut off",
        ),
        ("\r\nOK\r\n".to_owned(), "read from standard input"),
        (
            format!("{block} 41\n{block} 41 54\n"),
            "line 3: the block before this has 1 bytes, and its header says 2",
        ),
        (
            format!("{block} 41\n"),
            "line 2: the block before this has 1 bytes",
        ),
        (
            format!("{block}AT\n"),
            "line 2: this is no line of `socat -x -v`",
        ),
        (
            format!("{block} 41 54\n> 2026/11/25 nonsense length=2\n"),
            "line 3: this header",
        ),
    ] {
        fs::write(&path, &log).unwrap();
        let output = trace(&[path.to_str().unwrap()], b"");
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(8), "{log}: {message}");
        assert!(message.contains(words), "{log}: {message}");
    }
    fs::write(&path, b"\xFF\xFE").unwrap();
    let output = trace(&[path.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(8));
    assert!(text(&output.stderr).contains("line 1: this is no UTF-8"));
    let output = trace(&["/does/not/exist"], b"");
    assert_eq!(output.status.code(), Some(8));
    assert!(text(&output.stderr).contains("/does/not/exist: "));
}

#[test]
fn arguments_that_do_not_fit_together_are_refused() {
    for (arguments, words) in [
        (&["--batch", "--command", "AT"][..], "--command"),
        (&["--batch", "--format", "text"], "--format json"),
        (
            &["session.jsonl", "--command", "AT"],
            "the host's bytes are there",
        ),
        (&["--command", "#SSLS=1"], "begins with AT"),
        (&["--profile", "5G"], "2G, 3G, LTE-A, LTE-M"),
    ] {
        let output = trace(arguments, b"");
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
        assert!(message.contains(words), "{arguments:?}: {message}");
    }
    assert!(
        trace(&["--profile", "lte-m"], b"\r\nOK\r\n")
            .status
            .success()
    );
}

#[test]
fn an_empty_input_and_one_that_is_cut_off_are_read_and_remarked_on() {
    let output = trace(&["--format", "json"], b"");
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(text(&output.stderr).contains("standard input is empty"));
    let output = trace(&["--batch"], b"");
    assert!(output.status.success() && output.stdout.is_empty());

    let output = trace(&["--format", "json"], b"\r\n#SSLRECV: 24\r\nabcde");
    assert!(output.status.success());
    let what = "the stream ends inside the payload: 5 of 24 bytes have come";
    let last = text(&output.stdout).lines().last().unwrap().to_owned();
    let expected = json!({"kind": "violation", "at": 16, "what": what, "bytes": "abcde"});
    assert_eq!(serde_json::from_str::<Value>(&last).unwrap(), expected);
    assert!(text(&output.stderr).contains("ends inside a payload"));
    let output = trace(&["--format", "json"], b"\r\n+CSQ: 17,9");
    let what = "the stream ends inside this line";
    let expected = json!({"kind": "violation", "at": 2, "what": what, "bytes": "+CSQ: 17,9"});
    assert_eq!(
        serde_json::from_slice::<Value>(&output.stdout).unwrap(),
        expected
    );
}

#[test]
fn a_reader_who_has_had_enough_is_no_trouble() {
    let mut child = Command::new("sh")
        .args([
            "-c",
            "\"$0\" trace | head -n 1",
            env!("CARGO_BIN_EXE_telit"),
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&b"\r\nRING\r\n".repeat(200_000));
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(text(&output.stderr), "");
}
