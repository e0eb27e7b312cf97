//! The SIM: what it waits for, how many tries are left, and what is said of it unasked.

use at_spec::Secret;
use telit_module::{Settings, Sim};

use crate::bench::Bench;

fn locked() -> Bench {
    let pin = Secret(String::from("1234"));
    let mut bench = Bench::with(Settings {
        sim: Sim::Locked { pin },
        ..Settings::default()
    });
    bench.does("ATE0;+CMEE=1");
    bench
}

#[test]
fn a_sim_without_a_pin_is_ready() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT+CPIN?\r"), "\r\n+CPIN: READY\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT+CPIN=\"1234\"\r"), "\r\n+CME ERROR: 3\r\n");
}

#[test]
fn an_absent_sim_is_an_error() {
    // Field notes A17.
    let mut bench = Bench::with(Settings {
        sim: Sim::Absent,
        ..Settings::default()
    });
    bench.does("ATE0;+CMEE=1");
    assert_eq!(bench.types("AT+CPIN?\r"), "\r\n+CME ERROR: 10\r\n");
    assert_eq!(bench.types("AT+CREG?\r"), "\r\n+CREG: 0,0\r\n\r\nOK\r\n");
}

#[test]
fn a_locked_sim_opens_with_its_pin() {
    let mut bench = locked();
    assert_eq!(
        bench.types("AT+CPIN?\r"),
        "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n"
    );
    assert_eq!(bench.types("AT+CGATT=1\r"), "\r\n+CME ERROR: 11\r\n");
    assert_eq!(bench.types("AT+CPIN=\"1111\"\r"), "\r\n+CME ERROR: 16\r\n");
    bench.does("AT+CPIN=\"1234\"");
    assert_eq!(bench.types("AT+CPIN?\r"), "\r\n+CPIN: READY\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT+CREG?\r"), "\r\n+CREG: 0,1\r\n\r\nOK\r\n");
}

#[test]
fn three_wrong_pins_block_the_sim() {
    let mut bench = locked();
    for _ in 0..3 {
        assert_eq!(bench.types("AT+CPIN=\"1111\"\r"), "\r\n+CME ERROR: 16\r\n");
    }
    assert_eq!(
        bench.types("AT+CPIN?\r"),
        "\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n"
    );
    assert_eq!(bench.types("AT+CPIN=\"1234\"\r"), "\r\n+CME ERROR: 12\r\n");
}

#[test]
fn the_tries_that_are_left_can_be_asked_for() {
    // Recollected, as the declaration has it.
    let mut bench = locked();
    for left in ["3", "2", "1"] {
        assert_eq!(
            bench.types("AT#PCT\r"),
            format!("\r\n#PCT: {left}\r\n\r\nOK\r\n")
        );
        bench.types("AT+CPIN=\"1111\"\r");
    }
    assert_eq!(bench.types("AT#PCT\r"), "\r\n#PCT: 10\r\n\r\nOK\r\n");
    bench.types("AT+CPIN=\"87654321\",\"1111\"\r");
    assert_eq!(bench.types("AT#PCT\r"), "\r\n#PCT: 9\r\n\r\nOK\r\n");
}

#[test]
fn the_right_pin_gives_all_tries_back() {
    let mut bench = locked();
    bench.types("AT+CPIN=\"1111\"\r");
    bench.does("AT+CPIN=\"1234\"");
    assert_eq!(bench.types("AT#PCT\r"), "\r\n#PCT: 3\r\n\r\nOK\r\n");
}

fn blocked() -> Bench {
    let mut bench = locked();
    for _ in 0..3 {
        bench.types("AT+CPIN=\"1111\"\r");
    }
    bench
}

#[test]
fn the_puk_opens_a_blocked_sim_and_sets_a_new_pin() {
    // 27.007 8.3.
    let mut bench = blocked();
    assert_eq!(
        bench.types("AT+CPIN=\"12345678\"\r"),
        "\r\n+CME ERROR: 12\r\n"
    );
    bench.does("AT+CPIN=\"12345678\",\"4321\"");
    assert_eq!(bench.types("AT+CPIN?\r"), "\r\n+CPIN: READY\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT+CREG?\r"), "\r\n+CREG: 0,1\r\n\r\nOK\r\n");
    bench.restarts();
    bench.does("ATE0;+CMEE=1");
    assert_eq!(bench.types("AT+CPIN=\"1234\"\r"), "\r\n+CME ERROR: 16\r\n");
    bench.does("AT+CPIN=\"4321\"");
}

#[test]
fn what_the_card_counts_is_not_forgotten_when_the_power_goes() {
    // The counter is on the card. Inferred.
    let mut bench = locked();
    bench.types("AT+CPIN=\"1111\"\r");
    bench.restarts();
    bench.does("ATE0");
    assert_eq!(bench.types("AT#PCT\r"), "\r\n#PCT: 2\r\n\r\nOK\r\n");
    let mut bench = blocked();
    bench.restarts();
    bench.does("ATE0");
    assert_eq!(
        bench.types("AT+CPIN?\r"),
        "\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n"
    );
}

#[test]
fn ten_wrong_puks_are_the_end_of_a_sim() {
    // Recollected; the number of the error is inferred (protocol notes 7.5).
    let mut bench = blocked();
    for _ in 0..10 {
        assert_eq!(
            bench.types("AT+CPIN=\"87654321\",\"1111\"\r"),
            "\r\n+CME ERROR: 16\r\n"
        );
    }
    for line in [
        "AT+CPIN?\r",
        "AT+CPIN=\"12345678\",\"1234\"\r",
        "AT+CIMI\r",
        "AT+CGATT=1\r",
    ] {
        assert_eq!(bench.types(line), "\r\n+CME ERROR: 13\r\n");
    }
    assert_eq!(bench.types("AT#PCT\r"), "\r\n#PCT: 0\r\n\r\nOK\r\n");
}

#[test]
fn the_presence_of_the_sim_is_read_with_what_is_reported() {
    // Field notes A30: mode and status, and no other answer is so short.
    let mut bench = locked();
    bench.does("AT#QSS=2");
    assert_eq!(bench.types("AT#QSS?\r"), "\r\n#QSS: 2,1\r\n\r\nOK\r\n");
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT#QSS?\r"), "\r\n#QSS: 0,3\r\n\r\nOK\r\n");
    let mut bench = Bench::with(Settings {
        sim: Sim::Absent,
        ..Settings::default()
    })
    .enabled();
    assert_eq!(bench.types("AT#QSS?\r"), "\r\n#QSS: 0,0\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#PCT\r"), "\r\n+CME ERROR: 10\r\n");
}

#[test]
fn a_sim_that_becomes_ready_is_reported_behind_the_result_code() {
    // Field notes A30, of the last value; the one between is inferred.
    let mut bench = locked();
    bench.does("AT#QSS=2");
    assert_eq!(
        bench.types("AT+CPIN=\"1234\"\r"),
        "\r\nOK\r\n\r\n#QSS: 2\r\n\r\n#QSS: 3\r\n"
    );
    // Only what comes and goes.
    let mut bench = locked();
    bench.does("AT#QSS=1");
    assert_eq!(bench.types("AT+CPIN=\"1234\"\r"), "\r\nOK\r\n");
}
