//! `telit trace`, run as a person would run it.
//!
//! In: captures, logs, requests. Out: what it prints, and its exit code. Not here: input that is wrong
//! (`trace_trouble.rs`), laws over any bytes (`transcript.rs`).
//!
//! `data/socat.log` was made by `socat -x -v` between a pseudo-terminal, to which a host spoke, and that of
//! `telit module --pty`: it shows socat's format, not a module's behaviour.

mod running;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use running::{text, trace};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The objects that it prints, when all is well.
fn objects(arguments: &[&str], input: &[u8]) -> Vec<Value> {
    let output = trace(&[arguments, &["--format", "json"]].concat(), input);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let lines = text(&output.stdout);
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The items of one request of a batch.
fn items(request: &Value) -> Vec<Value> {
    let answers = objects(&["--batch"], request.to_string().as_bytes());
    let [answer] = &answers[..] else {
        panic!("{answers:?}");
    };
    assert_eq!(answer["id"], request["id"]);
    answer["items"].as_array().unwrap().clone()
}

/// One answer of an undeclared command, and its fields.
fn fields(values: &str) -> Value {
    let bytes = format!("\r\n+UUX: {values}\r\n\r\nOK\r\n");
    let items = items(&json!({"id": 1, "command": "AT+UUX", "bytes": bytes}));
    assert_eq!(items[0]["kind"], "information", "{items:?}");
    assert_eq!(items[0]["text"], format!("+UUX: {values}"));
    items[0]["fields"].clone()
}

#[test]
fn each_kind_has_the_members_that_the_format_promises_and_no_others() {
    let cases = [
        (
            json!({"command": "AT#SSLS=1", "bytes": "\0\r\nAT#SSLS=1\r\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n"}),
            json!([
                {"kind": "noise", "at": 0, "bytes": "\0"},
                {"kind": "echo", "at": 3, "text": "AT#SSLS=1"},
                {"kind": "information", "at": 15, "name": "#SSLS", "fields": [1, 2, 3],
                    "typed": {"socket": 1, "state": "Open", "suite": "AesSha"}, "text": "#SSLS: 1,2,3"},
                {"kind": "final", "at": 31, "name": "OK"},
            ]),
        ),
        (
            json!({"command": "AT+UUX=?", "bytes": "\r\n+UUX: (0-2),(0,1)\r\n\r\nERROR\r\n"}),
            json!([
                {"kind": "test", "at": 2, "name": "+UUX", "fields": [[{"range": [0, 2]}], [0, 1]],
                    "text": "+UUX: (0-2),(0,1)"},
                {"kind": "final", "at": 23, "name": "ERROR"},
            ]),
        ),
        (
            json!({"command": "AT+CGSN", "bytes": "\r\n490154203237518\r\n\r\n+CMS ERROR: 500\r\n"}),
            json!([
                {"kind": "text", "at": 2, "text": "490154203237518"},
                {"kind": "final", "at": 21, "name": "+CMS ERROR", "number": 500},
            ]),
        ),
        (
            json!({"command": "AT#SSLRCV=1,4", "bytes": "\r\n#SSLRCV: 4\r\nOK\r\n\r\n\r\nOK\r\n\r\nSSLSRING: 1,5\r\n"}),
            json!([
                {"kind": "information", "at": 2, "name": "#SSLRCV", "fields": [4], "typed": {"count": 4},
                    "text": "#SSLRCV: 4"},
                {"kind": "payload", "at": 14, "bytes": "OK\r\n"},
                {"kind": "final", "at": 22, "name": "OK"},
                {"kind": "urc", "at": 28, "name": "SSLSRING", "fields": [1, 5], "typed": {"socket": 1, "bytes": 5},
                    "text": "SSLSRING: 1,5"},
            ]),
        ),
        (
            json!({"command": "AT#SSLSEND=1", "bytes": "\r\n> \r\n+CME ERROR: 840\r\n"}),
            json!([
                {"kind": "prompt", "at": 2},
                {"kind": "final", "at": 6, "name": "+CME ERROR", "number": 840, "cause": {
                    "number": 840, "text": "SSL disconnected", "name": "Disconnected",
                    "meaning": "the peer has closed the connection",
                    "commands": ["#SSLSEND", "#SSLRCV", "#SSLO"],
                    "advice": "Close the socket with #SSLH, then open it again."}},
            ]),
        ),
        (
            json!({"command": "AT#SSLD=1,443,\"h\",0,0", "bytes": "\r\nCONNECT\r\na\u{FF}\r\nOK\r\n\r\nNO CARRIER\r\n"}),
            json!([
                {"kind": "final", "at": 2, "name": "CONNECT"},
                {"kind": "online", "at": 11, "bytes": "a\u{FF}\r\nOK\r\n"},
                {"kind": "final", "at": 21, "name": "NO CARRIER"},
            ]),
        ),
        (
            json!({"command": "AT", "bytes": "\r\nOK\r\n\r\nOK\r\n\r\nRING\r\n"}),
            json!([
                {"kind": "final", "at": 2, "name": "OK"},
                {"kind": "violation", "at": 8, "what": "a result code that nothing had asked for", "bytes": "OK"},
                {"kind": "urc", "at": 14, "name": "RING", "fields": [], "typed": {}, "text": "RING"},
            ]),
        ),
        (
            json!({"steps": [
                {"from": "host", "bytes": "ATE0;#SSLS=1;+UUX?\r"},
                {"from": "module", "bytes": "\r\n#SSLS: 1,1\r\n\r\nOK\r\n"},
                {"from": "host", "bytes": "AT#SSLSEND=1\r"},
                {"from": "module", "bytes": "\r\n> "},
                {"from": "host", "bytes": "hi\u{1A}"},
                {"from": "module", "bytes": "\r\nOK\r\n"},
            ]}),
            json!([
                {"kind": "command", "at": 0, "from": "host", "name": "E", "form": "basic", "fields": [0],
                    "typed": {"on": "Off"}},
                {"kind": "command", "at": 5, "from": "host", "name": "#SSLS", "form": "set", "fields": [1],
                    "typed": {"socket": 1}},
                {"kind": "command", "at": 13, "from": "host", "name": "+UUX", "form": "read", "fields": []},
                {"kind": "information", "at": 2, "from": "module", "name": "#SSLS", "fields": [1, 1],
                    "typed": {"socket": 1, "state": "Closed"}, "text": "#SSLS: 1,1"},
                {"kind": "final", "at": 16, "from": "module", "name": "OK"},
                {"kind": "command", "at": 19, "from": "host", "name": "#SSLSEND", "form": "set", "fields": [1],
                    "typed": {"socket": 1}},
                {"kind": "prompt", "at": 22, "from": "module"},
                {"kind": "payload", "at": 32, "from": "host", "bytes": "hi"},
                {"kind": "final", "at": 26, "from": "module", "name": "OK"},
            ]),
        ),
    ];
    for (mut request, expected) in cases {
        for chunk in [None, Some(1), Some(2), Some(3), Some(1000)] {
            request["id"] = json!({"of": "the asker"});
            request["chunk"] = json!(chunk);
            assert_eq!(json!(items(&request)), expected, "{request}");
        }
    }
}

#[test]
fn values_of_any_vendor_are_told_apart_by_the_grammar_alone() {
    for (values, expected) in [
        ("42", json!([42])),
        ("007,-5", json!([7, -5])),
        ("9223372036854775807", json!([i64::MAX])),
        (
            "9223372036854775808",
            json!([{"bare": "9223372036854775808"}]),
        ),
        ("\"text\",\"a,b\",\"\"", json!(["text", "a,b", ""])),
        (
            "READY,0x9F,10.0.0.1",
            json!([{"bare": "READY"}, {"bare": "0x9F"}, {"bare": "10.0.0.1"}]),
        ),
        (",1,", json!([null, 1, null])),
        ("1 , \"x\"", json!([1, "x"])),
        ("(0,1)", json!([[0, 1]])),
        ("(0-2)", json!([[{"range": [0, 2]}]])),
        ("(0,2-5)", json!([[0, {"range": [2, 5]}]])),
        ("(-10--2)", json!([[{"range": [-10, -2]}]])),
        (
            "((0,1),(2-3)),(),\"x\"",
            json!([[[0, 1], [{"range": [2, 3]}]], [], "x"]),
        ),
        ("(\"IP\",\"IPV6\")", json!([["IP", "IPV6"]])),
        (
            "2024-01-31,1-2",
            json!([{"bare": "2024-01-31"}, {"bare": "1-2"}]),
        ),
        (
            "(0-99999999999999999999)",
            json!([[{"bare": "0-99999999999999999999"}]]),
        ),
        ("T-Mobile (D)", json!([{"bare": "T-Mobile (D)"}])),
    ] {
        assert_eq!(fields(values), expected, "{values}");
    }
}

#[test]
fn a_line_whose_values_cannot_be_told_apart_is_text_and_groups_without_end_are_no_trouble() {
    for values in ["\"abc", "(1,2", "1,2)", "\"a\"b", "a\"b\""] {
        let bytes = format!("\r\n+UUX: {values}\r\n\r\nOK\r\n");
        let items = items(&json!({"id": 1, "command": "AT+UUX", "bytes": bytes}));
        let line = json!({"kind": "text", "at": 2, "text": format!("+UUX: {values}")});
        assert_eq!(items[0], line);
        assert_eq!(items[1]["name"], "OK");
    }
    let deep = format!("{}1{}", "(".repeat(1000), ")".repeat(1000));
    assert!(fields(&deep)[0].is_array());
}

#[test]
fn a_line_of_a_certificate_that_reads_like_the_end_of_a_dial_is_text() {
    for word in ["BUSY", "NO ANSWER", "NO DIALTONE"] {
        let kinds = |command: &str, head: &str| -> Vec<Value> {
            let bytes = format!("\r\n{head}\r\n{word}\n\r\n\r\nOK\r\n");
            let items = items(&json!({"id": 1, "command": command, "bytes": bytes}));
            items.iter().map(|item| item["kind"].clone()).collect()
        };
        let read_back = kinds("AT#SSLSECDATA=1,2,1", "#SSLSECDATA: 1,1");
        assert_eq!(read_back, ["information", "text", "final"]);
        // Elsewhere it ends what was asked.
        let dial = kinds("ATD123", "+X: 1");
        assert_eq!(dial[1], "final", "{dial:?}");
    }
}

#[test]
fn a_name_is_a_whole_name() {
    let bytes = "\r\n#SSLSX: 1\r\n\r\nSSLSRING: 1,5\r\n\r\nXSSLSRING: 1\r\n\r\n+UUSORD: 0,18\r\n\r\n%XYZ: \"a\",(0-3)\r\n\r\n^SYSSTART\r\n";
    let items = items(&json!({"id": 1, "bytes": bytes}));
    let names: Vec<_> = items
        .iter()
        .map(|item| (item["name"].as_str().unwrap(), item["typed"].is_object()))
        .collect();
    let expected = [
        ("#SSLSX", false),
        ("SSLSRING", true),
        ("XSSLSRING", false),
        ("+UUSORD", false),
        ("%XYZ", false),
        ("^SYSSTART", false),
    ];
    assert_eq!(names, expected);
    assert_eq!(items[4]["fields"], json!(["a", [{"range": [0, 3]}]]));
}

#[test]
fn without_a_host_an_ok_tells_which_lines_were_answers() {
    let kinds = |bytes: &str| -> Vec<String> {
        let items = items(&json!({"id": 1, "command": null, "bytes": bytes}));
        let told = |item: &Value| {
            format!(
                "{} {}",
                item["kind"].as_str().unwrap(),
                item["name"].as_str().unwrap()
            )
        };
        items.iter().map(told).collect()
    };
    let csq = "\r\n+UUSORD: 0,18\r\n\r\n+UUQ: 17,99\r\n+UUQ: 1,2\r\n\r\nOK\r\n\r\n+UUQ: 3\r\n";
    let expected = [
        "urc +UUSORD",
        "information +UUQ",
        "information +UUQ",
        "final OK",
        "urc +UUQ",
    ];
    assert_eq!(kinds(csq), expected);
    assert_eq!(
        kinds("\r\n+UUQ: 1\r\n\r\nERROR\r\n"),
        ["urc +UUQ", "final ERROR"]
    );
    // Where a name is declared as both, a line belongs to the declaration that takes all its values (field notes A30).
    assert_eq!(
        kinds("\r\n#QSS: 2,1\r\n\r\n#QSS: 3\r\n\r\n+CREG: 2,1\r\n\r\n+CGREG: 2\r\n"),
        [
            "information #QSS",
            "urc #QSS",
            "information +CREG",
            "urc +CGREG"
        ]
    );
    // Declared names need no `OK`; a result code in digits shows itself by its bare CR.
    assert_eq!(
        kinds("#SSLS: 1,2\r\n0\r3\r"),
        ["information #SSLS", "final OK", "final NO CARRIER"]
    );
    // An echo tells which command is pending.
    let echoed = "AT+UUQ\r\r\n+UUSORD: 0,18\r\n\r\n+UUQ: 1\r\n";
    let items = items(&json!({"id": 1, "bytes": echoed}));
    let kinds: Vec<_> = items
        .iter()
        .map(|item| item["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["echo", "urc", "information"]);
}

#[test]
fn one_command_for_each_exchange_leads_through_a_session_with_online_mode() {
    let capture = b"\r\nOK\r\n\r\nCONNECT\r\nhello\r\nOK\r\n\r\nOK\r\n\r\nCONNECT\r\nagain\r\nNO CARRIER\r\n\r\nOK\r\n";
    let dial = "AT#SSLD=1,443,\"host\",1,0";
    let commands = [
        "AT",
        dial,
        "+++",
        "AT#SSLH=1",
        "AT#SSLFASTD=1,0",
        "AT#SSLH=1,0",
    ];
    let arguments: Vec<_> = commands
        .iter()
        .flat_map(|command| ["--command", command])
        .collect();
    let told: Vec<_> = objects(&arguments, capture)
        .iter()
        .map(|item| {
            item["name"]
                .as_str()
                .or(item["bytes"].as_str())
                .unwrap()
                .to_owned()
        })
        .collect();
    let expected = [
        "OK",
        "CONNECT",
        "hello",
        "OK",
        "OK",
        "CONNECT",
        "again",
        "NO CARRIER",
        "OK",
    ];
    // The first `OK` line that is followed by a line of the module answers the escape.
    assert_eq!(told, expected);
}

#[test]
fn a_log_of_both_sides_is_read_from_a_file_and_from_standard_input() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("session.jsonl");
    let log = "{\"from\":\"host\",\"bytes\":\"AT#SSLS=1\\r\",\"t\":0.5}\n\n\
        {\"from\":\"module\",\"bytes\":\"\\r\\n#SSLS: 1,1\\r\\n\\r\\nOK\\r\\n\",\"t\":0.75}\n";
    fs::write(&path, log).unwrap();
    let path = path.to_str().unwrap();
    let output = trace(&[path], b"");
    assert_eq!(
        text(&output.stdout),
        "      0.500 > AT#SSLS=1\n                StatusOf: Asks for the state of a socket. socket 1.\n      \
         0.750 < #SSLS: 1,1\n                Status: State of a socket. socket 1, state Closed.\n      0.750 < OK\n"
    );
    let from_file = objects(&[path], b"");
    assert_eq!(from_file, objects(&["-"], log.as_bytes()));
    assert_eq!(from_file[0]["from"], "host");
    assert!(from_file[0].get("t").is_none());
    assert_eq!(objects(&[path, "--details"], b"")[1]["t"], 0.75);
    // As raw bytes it would be nonsense, and the program says so.
    let output = trace(&[], log.as_bytes());
    assert!(text(&output.stderr).contains("log of both sides"));
}

#[test]
fn a_log_of_socat_is_a_log_of_both_sides() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/socat.log");
    let log = fs::read_to_string(&path).unwrap();
    let path = path.to_str().unwrap();
    let items = objects(&[path, "--details"], b"");
    let kinds: Vec<_> = items[..8]
        .iter()
        .map(|item| item["kind"].as_str().unwrap())
        .collect();
    let expected = [
        "command", "echo", "text", "final", "command", "command", "command", "echo",
    ];
    assert_eq!(kinds, expected);
    assert!(
        items
            .iter()
            .any(|item| item["kind"] == "payload" && item["bytes"] == "no certificate")
    );
    assert!(
        !items
            .iter()
            .any(|item| item["kind"] == "violation" || item["kind"] == "noise")
    );
    let times: Vec<_> = items
        .iter()
        .map(|item| item["t"].as_f64().unwrap())
        .collect();
    assert!(
        times[0] == 0.0 && times.is_sorted() && (5.0..10.0).contains(times.last().unwrap()),
        "{times:?}"
    );
    let swapped = objects(&[path, "--module-first"], b"");
    assert_eq!(swapped[0]["from"], "module");
    // With messages of socat between, and without the text beside the digits.
    let bare: String = log
        .lines()
        .map(|line| {
            line.get(..49)
                .filter(|_| line.starts_with(' '))
                .unwrap_or(line)
                .trim_end()
                .to_owned()
                + "\n"
        })
        .collect();
    let noisy = format!(
        "2026/11/25 19:20:07 socat[4161] N starting data transfer loop with FDs [5,5] and [1,1]\n{bare}"
    );
    assert_eq!(objects(&["-", "--details"], noisy.as_bytes()), items);
}

#[test]
fn a_terminal_log_is_read_with_places_in_the_log() {
    let log = "AT#SSLRCV=1,100\n#SSLRCV: 12\nline 1\nline\n\nOK\nAT#SSLS=1\n#SSLS: 1,1\n\nOK";
    let items = objects(&["--lines"], log.as_bytes());
    let kinds: Vec<_> = items
        .iter()
        .map(|item| item["kind"].as_str().unwrap())
        .collect();
    let expected = [
        "echo",
        "information",
        "payload",
        "final",
        "echo",
        "information",
        "final",
    ];
    assert_eq!(kinds, expected, "{items:?}");
    assert_eq!(items[2]["bytes"], "line 1\r\nline");
    for item in items.iter().filter(|item| item["text"].is_string()) {
        let at = usize::try_from(item["at"].as_u64().unwrap()).unwrap();
        assert!(
            log[at..].starts_with(item["text"].as_str().unwrap()),
            "{item}"
        );
    }
}

#[test]
fn a_module_that_still_speaks_is_read_as_it_speaks() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_telit"))
        .args(["trace", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdin.write_all(b"\r\nSSLSRING: 1,5\r\n").unwrap();
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    assert!(line.contains("\"urc\""), "{line}");
    drop(stdin);
    assert_eq!(stdout.read_to_string(&mut line).unwrap(), 0);
    assert!(child.wait().unwrap().success());
}

#[test]
fn secrets_are_hidden_in_every_item_unless_they_are_asked_for() {
    let key = "-----BEGIN RSA PRIVATE KEY-----\nMIICbase64\n-----END RSA PRIVATE KEY-----\n";
    let log = [
        json!({"from": "host", "bytes": "AT+CPIN=\"1234\"\r"}),
        json!({"from": "module", "bytes": "AT+CPIN=\"1234\"\r\r\nOK\r\n"}),
        json!({"from": "host", "bytes": "AT#SGACT=1,1,\"me\",\"secret\"\r"}),
        json!({"from": "module", "bytes": "\r\nOK\r\n"}),
        json!({"from": "host", "bytes": "AT#SSLSECDATA=1,1,2\r"}),
        json!({"from": "module", "bytes": "\r\n> "}),
        json!({"from": "host", "bytes": format!("{key}\u{1A}")}),
        json!({"from": "module", "bytes": format!("{key}\r\n\r\nOK\r\n")}),
    ];
    let log: String = log.iter().map(|piece| format!("{piece}\n")).collect();
    for form in [
        &["--format", "json"][..],
        &["--format", "json", "--details"],
        &[],
    ] {
        let output = trace(&[&["-"], form].concat(), log.as_bytes());
        let shown = text(&output.stdout);
        for secret in ["1234", "secret", "MIIC"] {
            let told = shown.replace("\"secret\":true", "");
            assert!(!told.contains(secret), "{shown}");
        }
        let output = trace(&[&["-", "--show-secrets"], form].concat(), log.as_bytes());
        let shown = text(&output.stdout);
        for secret in ["1234", "secret", "MIIC"] {
            assert!(shown.contains(secret), "{shown}");
        }
    }
    let hidden = objects(&["-"], log.as_bytes());
    assert_eq!(hidden[0]["typed"], json!({"pin": "***"}));
    assert_eq!(hidden[1]["text"], "AT+CPIN=\"***\"");
    let payload = hidden
        .iter()
        .find(|item| item["kind"] == "payload")
        .unwrap();
    assert_eq!(payload["bytes"].as_str().unwrap().len(), key.len());
    let shown = objects(&["-", "--show-secrets"], log.as_bytes());
    assert_eq!(shown[0]["typed"], json!({"pin": "1234"}));
}
