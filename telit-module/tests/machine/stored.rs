//! Settings as a whole: kept over a restart, taken up again, put back to the factory's.

use telit_module::{Memory, Module, Quirks, Settings};

use crate::bench::Bench;

fn answer(line: &str) -> String {
    format!("\r\n{line}\r\n\r\nOK\r\n")
}

// Protocol notes 2: persistence of `#SELINT` is by `&W`. V.250 6.1. Recollected.
#[test]
fn what_is_written_down_is_in_force_after_a_restart() {
    let mut bench = Bench::new();
    bench.does("ATE0;+CMEE=2;#SELINT=2;S12=100;+CREG=1;#QSS=1");
    bench.does("AT&W");
    // What is set behind it is lost.
    bench.does("AT+CMEE=1");
    assert_eq!(
        bench.restarts(),
        "\r\n+CREG: 2\r\n\r\n+CREG: 1\r\n\r\n#QSS: 1\r\n"
    );
    assert_eq!(
        bench.types("AT+CMEE?;#SELINT?;S12?\r"),
        "\r\n+CMEE: 2\r\n\r\n#SELINT: 2\r\n\r\n100\r\n\r\nOK\r\n"
    );
    assert_eq!(bench.types("AT#QSS?\r"), answer("#QSS: 1,3"));
}

// V.250 6.1.1.
#[test]
fn a_reset_takes_up_what_was_written_down_into_that_profile() {
    let mut bench = Bench::new();
    bench.does("ATE0;+CMEE=2");
    bench.does("AT&W0");
    bench.does("AT+CMEE=1;S12=20");
    bench.does("AT&W1");
    bench.does("ATZ");
    assert_eq!(
        bench.types("AT+CMEE?;S12?\r"),
        "\r\n+CMEE: 2\r\n\r\n050\r\n\r\nOK\r\n"
    );
    bench.does("ATZ1");
    assert_eq!(
        bench.types("AT+CMEE?;S12?\r"),
        "\r\n+CMEE: 1\r\n\r\n020\r\n\r\nOK\r\n"
    );
    assert_eq!(bench.types("ATZ2\r"), "\r\n+CME ERROR: 50\r\n");
}

#[test]
fn without_a_profile_a_reset_is_the_factorys() {
    let mut bench = Bench::new().enabled();
    bench.does("ATZ");
    assert_eq!(
        bench.types("AT+CMEE?\r"),
        "AT+CMEE?\r\r\n+CMEE: 0\r\n\r\nOK\r\n"
    );
}

// The declaration; field notes A17 set `+CMEE` behind it.
#[test]
fn the_factorys_settings_are_the_basic_ones_or_all() {
    let mut bench = Bench::new().enabled();
    bench.does("ATS12=100");
    // The answer has the new manner, the line the old one.
    assert_eq!(bench.types("AT&F\r"), "\r\nOK\r\n");
    assert_eq!(
        bench.types("ATS12?+CMEE?\r"),
        "ATS12?+CMEE?\r\r\n050\r\n\r\n+CMEE: 1\r\n\r\nOK\r\n"
    );
    bench.does("AT&F1");
    bench.does("ATE0");
    assert_eq!(bench.types("AT+CMEE?\r"), answer("+CMEE: 0"));
    // What is kept by itself is no part of it (protocol notes 5).
    assert_eq!(bench.types("AT#SSLEN?\r"), answer("#SSLEN: 1,1"));
}

// A17.
#[test]
fn the_start_of_field_note_a17_is_understood() {
    let mut bench = Bench::new();
    for line in ["AT&F", "AT+CMEE=1", "AT"] {
        bench.does(line);
    }
    assert_eq!(bench.types("AT+GMR\r"), "AT+GMR\r\r\nERROR\r\n");
}

#[test]
fn a_profile_is_part_of_the_memory_and_of_its_text() {
    let mut bench = Bench::new();
    bench.does("ATE0+CMEE=2");
    bench.does("AT&W1");
    let text = bench.module.memory().written();
    assert!(text.contains("\nprofile 1 +CMEE  2\n"), "{text}");
    let memory = Memory::read(&text).unwrap();
    assert_eq!(&memory, bench.module.memory());
    let mut bench = Bench::of(Module::new(Settings::default(), memory));
    bench.does("ATZ1");
    assert_eq!(bench.types("AT+CMEE?\r"), answer("+CMEE: 2"));
    for wrong in ["profile x E  0", "profile 0 NOSUCH  0", "profile 0 E"] {
        let text = format!("telit-module memory 1\n{wrong}\n");
        assert_eq!(Memory::read(&text).unwrap_err().line, 2, "{wrong}");
    }
}

#[test]
fn a_profile_that_cannot_be_written_is_refused() {
    let mut bench = Bench::quirky(Quirks {
        memory_failure: true,
        ..Quirks::default()
    });
    bench.does("ATE0+CMEE=1");
    assert_eq!(bench.types("AT&W\r"), "\r\n+CME ERROR: 23\r\n");
    bench.does("ATZ");
    assert_eq!(
        bench.types("AT+CMEE?\r"),
        "AT+CMEE?\r\r\n+CMEE: 0\r\n\r\nOK\r\n"
    );
}

// LE910 V2 reference p. 53: three digits.
#[test]
fn registers_are_read_in_three_digits() {
    let mut bench = Bench::new().enabled();
    assert_eq!(
        bench.types("ATS2?S3?S4?S5?\r"),
        "\r\n043\r\n\r\n013\r\n\r\n010\r\n\r\n008\r\n\r\nOK\r\n"
    );
    bench.does("ATS5=127");
    assert_eq!(bench.types("ATS5?\r"), answer("127"));
}
