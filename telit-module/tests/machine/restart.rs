//! What a restart leaves and what it takes away.

use telit_module::{Action, Memory, Module, Quirks, Settings};
use telit_ssl::Span;

use crate::bench::Bench;

const PEM: &str = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

/// A module with everything set that can be, and a certificate stored.
fn set_up(bench: &mut Bench) {
    bench.does("AT+CGDCONT=1,\"IP\",\"internet\"");
    bench.does("AT#SSLSECCFG=1,3,1");
    bench.does("AT#SSLCFG=1,1,500,30,200,1,1");
    bench.types("AT#SSLSECDATA=1,1,1\r");
    bench.types(format!("{PEM}\x1a"));
}

#[test]
fn enabling_security_configuration_contexts_and_certificates_survive() {
    let mut bench = Bench::new().enabled();
    set_up(&mut bench);
    bench.restarts();
    bench.does("ATE0;+CMEE=1;#SELINT=2");
    // Field notes B26.
    assert_eq!(bench.types("AT#SSLEN?\r"), "\r\n#SSLEN: 1,1\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#SSLEN=1,1\r"), "\r\n+CME ERROR: 835\r\n");
    assert_eq!(
        bench.types("AT#SSLSECCFG?\r"),
        "\r\n#SSLSECCFG: 1,3,1\r\n\r\nOK\r\n"
    );
    assert_eq!(
        bench.types("AT#SSLCFG?\r"),
        "\r\n#SSLCFG: 1,1,500,30,200,1,1,0,0,0\r\n\r\nOK\r\n"
    );
    assert_eq!(
        bench.types("AT+CGDCONT?\r"),
        "\r\n+CGDCONT: 1,\"IP\",\"internet\",\"\",0,0\r\n\r\nOK\r\n"
    );
    assert_eq!(
        bench.types("AT#SSLSECDATA=1,2,1\r"),
        format!("\r\n#SSLSECDATA: 1,1\r\n{PEM}\r\n\r\nOK\r\n")
    );
}

#[test]
fn the_memory_can_be_given_to_another_module() {
    let mut bench = Bench::new().enabled();
    set_up(&mut bench);
    let memory: Memory = bench.module.memory().clone();
    let mut bench = Bench::of(Module::new(Settings::default(), memory));
    bench.does("ATE0");
    assert_eq!(
        bench.types("AT#SSLSECDATA?\r"),
        "\r\n#SSLSECDATA: 1,0,1,0\r\n\r\nOK\r\n"
    );
}

#[test]
fn the_manner_of_answers_does_not_survive() {
    let mut bench = Bench::new().enabled();
    bench.does("ATS12=100");
    bench.types("ATV0\r");
    bench.types("ATQ1\r");
    bench.restarts();
    // Echo, words, result codes.
    assert_eq!(
        bench.types("AT+CMEE?;#SELINT?;S12?\r"),
        "AT+CMEE?;#SELINT?;S12?\r\r\n+CMEE: 0\r\n\r\n#SELINT: 0\r\n\r\n050\r\n\r\nOK\r\n"
    );
}

#[test]
fn context_connection_and_session_do_not_survive() {
    let mut bench = Bench::new().ready();
    bench.types("AT#SSLD=1,443,\"host\",1,0\r");
    bench.answers();
    bench.asks();
    assert_eq!(bench.restarts(), "");
    assert_eq!(
        bench.asks(),
        [Action::Close, Action::Forget, Action::Carrier(false)]
    );
    // What follows is read as commands: there is no online mode any more.
    bench.does("ATE0;+CMEE=1;#SELINT=2");
    assert_eq!(bench.types("AT#SSLS=1\r"), "\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#SGACT?\r"), "\r\n#SGACT: 1,0\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#SSLH=1\r"), "\r\n+CME ERROR: 833\r\n");
    assert_eq!(bench.types("AT#SSLFASTD=1\r"), "\r\n+CME ERROR: 830\r\n");
    bench.types("AT#SGACT=1,1\r");
    // A peer that is heard late belongs to nobody.
    assert_eq!(bench.peer_sends("late"), "");
    assert_eq!(bench.peer_closes(), "");
}

#[test]
fn half_a_line_and_half_a_certificate_do_not_survive() {
    let mut bench = Bench::new().enabled();
    bench.types("AT#SSLSECDATA=1,1,1\r");
    bench.types("-----BEGIN");
    bench.restarts();
    bench.types("AT+CM");
    bench.restarts();
    assert_eq!(bench.types("EE?\r"), "EE?\r");
    bench.does("ATE0");
    assert_eq!(
        bench.types("AT#SSLSECDATA?\r"),
        "\r\n#SSLSECDATA: 1,0,0,0\r\n\r\nOK\r\n"
    );
}

// Field notes B51.
#[test]
fn a_module_can_be_deaf_while_it_starts() {
    let mut bench = Bench::quirky(Quirks {
        silent_boot: Span::from_secs(3),
        ..Quirks::default()
    });
    assert_eq!(bench.types("ATE0\r"), "");
    bench.waits(2_999);
    assert_eq!(bench.types("AT"), "");
    bench.waits(1);
    assert_eq!(bench.types("E0\rATE0\r"), "E0\rATE0\r\r\nOK\r\n");
}

// Field notes B53.
#[test]
fn a_module_can_restart_once_in_the_middle_of_an_answer() {
    let mut bench = Bench::quirky(Quirks {
        reset: 5,
        boot_report: true,
        silent_boot: Span::from_secs(3),
        ..Quirks::default()
    });
    assert_eq!(bench.waits(3_000), "\r\n+CPIN: READY\r\n");
    let mut bench = bench.ready();
    bench.does("AT+CMEE=2");
    assert_eq!(bench.types("AT#SSLS=1\rAT\r"), "\r\n#SSLS: 1,1\r\n\r\nO");
    assert_eq!(
        bench.asks(),
        [Action::Close, Action::Forget, Action::Carrier(false)]
    );
    assert_eq!(bench.types("AT\r"), "");
    assert_eq!(bench.waits(3_000), "\r\n+CPIN: READY\r\n");
    // The echo is on again, errors have no numbers, the context is gone; what was kept is there.
    assert_eq!(
        bench.types("AT#SGACT?\r"),
        "AT#SGACT?\r\r\n#SGACT: 1,0\r\n\r\nOK\r\n"
    );
    assert_eq!(bench.types("AT#SSLEN=1,1\r"), "AT#SSLEN=1,1\r\r\nERROR\r\n");
    for _ in 0..20 {
        bench.does("AT");
    }
}

// Field notes B53.
#[test]
fn a_module_can_restart_while_a_command_is_in_progress() {
    let mut bench = Bench::quirky(Quirks {
        reset: 4,
        ..Quirks::default()
    })
    .ready();
    assert_eq!(bench.types("AT#SSLD=1,443,\"host\",0,0\r"), "");
    let asked = bench.asks();
    assert_eq!(
        asked[asked.len() - 3..],
        [Action::Close, Action::Forget, Action::Carrier(false)]
    );
    // The answer to the dial comes too late, and the connection is not wanted any more.
    assert_eq!(bench.answers(), "");
    assert_eq!(bench.asks(), [Action::Close]);
    assert_eq!(bench.types("AT\r"), "AT\r\r\nOK\r\n");
}

#[test]
fn what_cannot_be_written_is_refused_and_stays_as_it_was() {
    let mut bench = Bench::new().enabled();
    bench.types("AT#SSLSECDATA=1,1,1\r");
    bench.types(format!("{PEM}\x1a"));
    let memory = bench.module.memory().clone();
    let quirks = Quirks {
        memory_failure: true,
        ..Quirks::default()
    };
    let mut bench = Bench::of(Module::new(Settings::default(), memory.clone()).with_quirks(quirks));
    bench.does("ATE0;+CMEE=2;#SELINT=2");
    let failure = "\r\n+CME ERROR: memory failure\r\n";
    for line in [
        "AT#SSLEN=1,0",
        "AT#SSLCFG=1,1,300,90,100,1,1",
        "AT#SSLSECCFG=1,0,1",
        "AT#SSLSECDATA=1,0,1",
        "AT+CGDCONT=1,\"IP\",\"internet\"",
    ] {
        assert_eq!(bench.types(format!("{line}\r")), failure, "{line}");
    }
    for data in ["AT#SSLSECDATA=1,1,1\r", "AT#SSLSECDATA=1,1,2\r"] {
        bench.types(data);
        assert_eq!(bench.types("other\x1a"), failure);
    }
    assert_eq!(*bench.module.memory(), memory);
    // What is there already need not be written.
    bench.types("AT#SSLSECDATA=1,1,1\r");
    assert_eq!(bench.types(format!("{PEM}\x1a")), "\r\nOK\r\n");
}

#[test]
fn a_change_counts_when_it_is_written_down() {
    let mut bench = Bench::with(Settings {
        durable: true,
        ..Settings::default()
    });
    bench.does("ATE0;+CMEE=1;#SELINT=2");
    assert_eq!(bench.types("AT#SSLEN=1,1\r"), "");
    let Some(Action::Remember(memory)) = bench.asks().pop() else {
        panic!("nothing is to be written down");
    };
    assert_eq!(memory, *bench.module.memory());
    assert_eq!(bench.remembers(true), "\r\nOK\r\n");
    // What is so already need not be written.
    assert_eq!(bench.types("AT#SSLSECDATA=1,0,1\r"), "\r\nOK\r\n");
    // Nor does what ends with the power.
    bench.does("AT+CMEE=2");
    assert_eq!(bench.asks(), []);
    bench.types("AT#SSLSECDATA=1,1,1\r");
    assert_eq!(bench.types(format!("{PEM}\x1a")), "");
    assert_eq!(bench.remembers(false), "\r\n+CME ERROR: memory failure\r\n");
    assert_eq!(*bench.module.memory(), memory);
    bench.types("AT#SSLEN=1,0\r");
    assert_eq!(bench.waits(9_999), "");
    assert_eq!(bench.waits(1), "\r\n+CME ERROR: memory failure\r\n");
    assert_eq!(*bench.module.memory(), memory);
    // Too late.
    assert_eq!(bench.remembers(true), "");
}

#[test]
fn a_memory_is_written_as_text_and_read_again() {
    let mut bench = Bench::new().enabled();
    set_up(&mut bench);
    bench.types("AT#SSLSECDATA=1,1,2\r");
    let every: Vec<u8> = (0..=255)
        .filter(|byte| ![8, 26, 27].contains(byte))
        .collect();
    bench.types(every);
    bench.types("\x1a");
    let text = bench.module.memory().written();
    assert!(text.starts_with("telit-module memory 1\n"));
    assert!(text.contains("setting #SSLEN 1 1,1\n"), "{text}");
    assert!(
        text.contains("data 1 -----BEGIN\\x20CERTIFICATE-----\\nAAAA\\n"),
        "{text}"
    );
    assert!(text.is_ascii());
    assert_eq!(Memory::read(&text).as_ref(), Ok(bench.module.memory()));
    assert_eq!(Memory::read(&Memory::new().written()), Ok(Memory::new()));
}

#[test]
fn a_text_that_is_no_memory_is_refused_with_the_line_where_it_goes_wrong() {
    for (text, line) in [
        ("", 1),
        ("precious", 1),
        ("telit-module memory 2\n", 1),
        ("telit-module memory 1\nsetting #NOSUCH 1 1\n", 2),
        ("telit-module memory 1\nsetting #SSLEN 1\n", 2),
        ("telit-module memory 1\n\n", 2),
        ("telit-module memory 1\ndata 1 a\ndata 3 a\n", 3),
        ("telit-module memory 1\ndata 1 \\x2\n", 2),
        ("telit-module memory 1\ndata 1 \\q\n", 2),
    ] {
        let refused = Memory::read(text).unwrap_err();
        assert_eq!(refused.line, line, "{text:?}: {refused}");
    }
}
