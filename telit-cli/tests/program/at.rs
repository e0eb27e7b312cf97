//! `telit at`: command lines by hand, through virtual modules and through scripted ones.
//!
//! In: arguments, files, Ctrl-C. Out: judgement of what is printed, of the exit code, and of what reached the module.

use std::fs;
use std::io::Write;
use std::process::{Output, Stdio};

use tempfile::TempDir;

use super::scripted::Scripted;
use super::{error, identity, interrupt, module_with, run, s_server, telit};

fn at(arguments: &[&str]) -> Output {
    run(&[&["at"], arguments].concat())
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Through a scripted module.
fn through(module: &Scripted, arguments: &[&str]) -> Output {
    at(&[&["--pty", module.path.to_str().unwrap()], arguments].concat())
}

#[test]
fn information_text_goes_to_standard_output_and_the_dialogue_to_standard_error() {
    let output = at(&["AT", "at+cgmm", "AT#SSLEN?;#SSLS=1"]);
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    assert_eq!(printed(&output), "GL865-QUAD\n#SSLEN: 1,0\n#SSLS: 1,0\n");
    let told = error(&output);
    assert!(told.contains("a virtual module answers"), "{told}");
    assert!(told.contains("> ATE0Q0V1"), "{told}");
    // Attach is all that was not asked for.
    for word in ["+CMEE=", "#SELINT", "#SSLH", "+CPIN"] {
        assert!(!told.contains(word), "{word}: {told}");
    }
}

#[test]
fn a_refusal_is_told_with_number_meaning_and_advice_and_ends_the_run() {
    let lines = [
        "--quiet",
        "AT+CMEE=1",
        "AT#SELINT=2",
        "AT#SSLH=1",
        "AT+CGMM",
    ];
    let output = at(&lines);
    assert_eq!(output.status.code(), Some(3), "{}", error(&output));
    assert_eq!(printed(&output), "");
    let message = error(&output);
    for part in [
        "command line 3, #SSLH: error 836, SSL not activated:",
        "the SSL socket is not enabled.",
        "Enable the socket",
    ] {
        assert!(message.contains(part), "{message}");
    }
    // A refusal without a number says how to get one.
    let output = at(&["--json", "AT+UNHEARDOF=1"]);
    assert_eq!(output.status.code(), Some(3), "{}", error(&output));
    let told = error(&output);
    assert!(told.contains("+UNHEARDOF: not declared here"), "{told}");
    assert!(told.contains("Ask for numbers"), "{told}");
    assert!(told.contains("{\"kind\":\"result\",\"exit\":3,"), "{told}");
}

#[test]
fn what_cannot_be_sent_is_refused_before_a_port_is_opened() {
    let folder = TempDir::new().unwrap();
    let bell = folder.path().join("bell");
    fs::write(&bell, b"ab\x1acd").unwrap();
    let bell = bell.to_str().unwrap();
    let long = format!("AT+X={}", "1".repeat(90));
    for (lines, expected) in [
        (vec!["+CSQ"], "does not begin with AT"),
        (
            vec!["AT", "At+CSQ"],
            "command line 2 does not begin with AT",
        ),
        (vec!["A/"], "does not begin with AT"),
        (vec![""], "empty"),
        (vec!["ATAT+CSQ"], "AT twice"),
        (vec!["AT+X=1\rAT+Y"], "'\\r' at place 6"),
        (vec!["AT+X=\u{1b}"], "place 5"),
        (vec!["AT+X=\"\u{e9}\""], "'\u{e9}' at place 6"),
        (vec!["AT+X=\"a"], "quote at place 5"),
        (vec![&long], "modules of this profile read 80"),
        (vec!["AT#SSLSECDATA=1,1,1"], "--payload"),
        (vec!["AT#SSLD=1,443,\"host\",0,0"], "goes online"),
        (vec!["AT#SSLO=1"], "goes online"),
        (vec!["AT#SSLSEND=1;+CSQ"], "put that one at the end"),
        (vec!["ATE0V0"], "in digits"),
        (vec!["ATQ1"], "not at all"),
        (vec!["ATS3=65"], "end lines otherwise"),
        (vec!["AT+CMEE=1;S4=13"], "end lines otherwise"),
        (vec!["ATS5=65"], "would lose bytes"),
        (vec!["--payload", bell, "AT"], "no command line prompts"),
        (vec!["--payload", bell, "AT#SSLSEND=1"], "0x1A at place 2"),
        (
            vec!["--payload", bell, "AT#SSLSEND=1", "AT#SSLSEND=1"],
            "one by one",
        ),
        (vec!["--payload", bell, "AT+X", "AT+Y"], "one by one"),
        (vec!["--timeout", "0", "AT"], "--timeout"),
        (vec![], "LINE"),
    ] {
        let nowhere = ["--pty", "/does/not/exist"];
        let output = at(&[&nowhere[..], lines.as_slice()].concat());
        let message = error(&output);
        assert_eq!(output.status.code(), Some(2), "{lines:?}: {message}");
        assert!(message.contains(expected), "{lines:?}: {message}");
        assert!(output.stdout.is_empty());
    }
    let missing = at(&["--payload", "/does/not/exist", "AT#SSLSEND=1"]);
    assert_eq!(missing.status.code(), Some(8), "{}", error(&missing));
    assert_eq!(
        at(&["--pty", "/does/not/exist", "AT"]).status.code(),
        Some(6)
    );
}

#[test]
fn a_refused_line_does_not_show_its_values() {
    for line in ["AT+CPIN=\"1234", "AT+CPIN=\"1234\"\u{7}", "+CPIN=\"1234\""] {
        let output = at(&[line]);
        assert_eq!(output.status.code(), Some(2));
        assert!(!error(&output).contains("1234"), "{}", error(&output));
    }
}

#[test]
fn a_command_that_prompts_takes_payload_from_a_file_or_from_standard_input() {
    let folder = TempDir::new().unwrap();
    let (certificate, _) = identity(folder.path(), "authority");
    let pem = fs::read_to_string(&certificate).unwrap();
    let store = ["AT#SSLEN=1,1", "AT#SSLSECDATA=1,1,1", "AT#SSLSECDATA=1,2,1"];
    let expected = format!("#SSLSECDATA: 1,1\n{pem}");

    let file = ["--quiet", "--payload", certificate.to_str().unwrap()];
    let output = at(&[&file[..], &store[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    assert_eq!(printed(&output), expected);

    let mut child = telit(&["at", "--quiet", "--payload", "-"])
        .args(store)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(pem.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(printed(&output), expected);
}

#[test]
fn a_pin_is_masked_in_transcript_and_record() {
    let folder = TempDir::new().unwrap();
    let link = folder.path().join("module");
    let _module = module_with(&link, &["--sim-pin", "7391"]);
    let record = folder.path().join("line.jsonl");
    let output = at(&[
        "--pty",
        link.to_str().unwrap(),
        "--record",
        record.to_str().unwrap(),
        "AT+CPIN?",
        "AT+CPIN=\"7391\"",
        "AT+CPIN?",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    assert_eq!(printed(&output), "+CPIN: SIM PIN\n+CPIN: READY\n");
    let record = fs::read_to_string(record).unwrap();
    assert!(record.contains("CPIN="), "{record}");
    for told in [error(&output), record] {
        assert!(!told.contains("7391"), "{told}");
    }
}

#[test]
fn a_connection_that_is_open_stays_open() {
    let folder = TempDir::new().unwrap();
    let (certificate, key) = identity(folder.path(), "server");
    let (_server, port) = s_server(&certificate, &key);
    let link = folder.path().join("module");
    let _module = module_with(&link, &[]);
    let through = ["--quiet", "--pty", link.to_str().unwrap()];
    let dial = format!("AT#SSLD=1,{port},\"localhost\",0,1");
    let lines = [
        "AT+CGDCONT=1,\"IP\",\"apn\"",
        "AT#SGACT=1,1",
        "AT#SSLEN=1,1",
        &dial,
    ];
    let output = at(&[&through[..], &lines[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    let output = at(&[&through[..], &["AT#SSLS=1"]].concat());
    assert!(
        printed(&output).starts_with("#SSLS: 1,2"),
        "{}",
        printed(&output)
    );
}

#[test]
fn a_module_that_was_left_online_comes_back_and_nothing_is_closed() {
    let mut is_online = true;
    let module = Scripted::new(move |line| match line {
        "+++" if std::mem::take(&mut is_online) => "\r\nOK\r\n",
        "AT" => "\r\nOK\r\n",
        _ => "",
    });
    let output = through(&module, &["AT"]);
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    let told = error(&output);
    assert!(told.contains("the connection is still open"), "{told}");
    // Not a byte before the escape sequence, and no command line but what attach and the person ask.
    let heard = module.heard();
    assert!(heard.starts_with("+++"), "{heard}");
    assert!(heard.ends_with("?\\rAT\\r"), "{heard}");
    assert!(!heard.contains('='), "{heard}");
}

#[test]
fn counted_payload_is_printed_as_it_came() {
    let module = Scripted::new(|line| match line {
        "AT#SSLRCV=1,20" => "\r\n#SSLRCV: 8\r\n\r\nOK\r\n\x01\x02\r\n\r\nOK\r\n",
        _ => "",
    });
    let output = through(&module, &["--quiet", "AT#SSLRCV=1,20"]);
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    assert_eq!(printed(&output), "#SSLRCV: 8\n\r\nOK\r\n\x01\x02\n");
}

#[test]
fn lines_that_nobody_has_declared_are_shown_and_none_is_lost() {
    let module = Scripted::new(|line| match line {
        "AT#NEW=1" => "\r\n#NEW: 1,\"x\"\r\nSSLSRING: 1,5\r\nno name\r\n\r\nOK\r\n\r\n#LATE: 7\r\n",
        "AT" => "\r\nOK\r\n",
        _ => "",
    });
    let output = through(&module, &["AT#NEW=1", "AT"]);
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    assert_eq!(printed(&output), "#NEW: 1,\"x\"\nno name\n");
    for line in ["< SSLSRING: 1,5", "< #LATE: 7"] {
        assert!(error(&output).contains(line), "{}", error(&output));
    }
}

#[test]
fn a_prompt_that_nobody_knew_of_is_given_up() {
    let module = Scripted::new(|line| match line {
        "AT#ASK=1" => "\r\n> ",
        "\x1b" => "\r\nOK\r\n",
        _ => "",
    });
    let output = through(&module, &["--quiet", "--timeout", "1", "AT#ASK=1"]);
    assert_eq!(output.status.code(), Some(7), "{}", error(&output));
    assert!(error(&output).contains("--payload"), "{}", error(&output));
    assert!(
        module.heard().contains("AT#ASK=1\\r\\x1b\\rATE0Q0V1\\r"),
        "{}",
        module.heard()
    );
}

#[test]
fn payload_goes_to_a_prompt_of_a_command_that_nobody_has_declared() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("text");
    fs::write(&file, "hello").unwrap();
    let module = Scripted::new(|line| match line {
        "AT#ASK=1" => "\r\n> ",
        "hello" => "\r\n#ASK: 5\r\n\r\nOK\r\n",
        _ => "",
    });
    let arguments = [
        "--quiet",
        "--timeout",
        "1",
        "--payload",
        file.to_str().unwrap(),
    ];
    let output = through(&module, &[&arguments[..], &["AT#ASK=1"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    assert_eq!(printed(&output), "#ASK: 5\n");
}

#[test]
fn a_command_that_goes_online_unasked_is_brought_back() {
    let mut is_online = false;
    let module = Scripted::new(move |line| match line {
        "AT+GO" => {
            is_online = true;
            "\r\nCONNECT\r\n"
        }
        "+++" if std::mem::take(&mut is_online) => "\r\nOK\r\n",
        _ => "",
    });
    let output = through(&module, &["--quiet", "AT+GO"]);
    assert_eq!(output.status.code(), Some(7), "{}", error(&output));
    let heard = module.heard();
    let behind = heard.split("AT+GO\\r").nth(1).unwrap();
    assert!(behind.starts_with("+++"), "{heard}");
    assert!(behind.contains("ATE0Q0V1"), "{heard}");
}

#[test]
fn a_module_that_falls_silent_ends_in_a_time_out() {
    let module = Scripted::new(|_| "");
    let output = through(&module, &["--quiet", "--timeout", "1", "AT#DEAF", "AT"]);
    assert_eq!(output.status.code(), Some(5), "{}", error(&output));
    let message = error(&output);
    assert!(
        message.contains("command line 1, #DEAF: the module did not answer in time"),
        "{message}"
    );
    assert!(!module.heard().ends_with("AT\\r"), "{}", module.heard());
}

#[test]
fn ctrl_c_leaves_the_module_in_command_mode() {
    let module = Scripted::new(|_| "");
    let child = telit(&["at", "--pty", module.path.to_str().unwrap(), "AT#DEAF"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    module.wait_for("AT#DEAF\\r");
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", error(&output));
    let heard = module.heard();
    let behind = heard.split("AT#DEAF\\r").nth(1).unwrap();
    assert!(behind.starts_with("+++\\x1b\\rATE0Q0V1\\r"), "{heard}");
    assert!(
        behind.ends_with("?\\r"),
        "the settings and a marker were answered: {heard}"
    );
}
