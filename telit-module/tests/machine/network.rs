//! Registration, packet contexts.

use telit_module::{Action, Settings};
use telit_ssl::Span;

use crate::bench::Bench;

#[test]
fn registration_takes_its_time_and_is_reported() {
    let registration = Span::from_secs(5);
    let mut bench = Bench::with(Settings {
        registration,
        ..Settings::default()
    });
    bench.does("ATE0;+CMEE=1;+CREG=2;+CGREG=1");
    assert_eq!(bench.types("AT+CREG?\r"), "\r\n+CREG: 2,2\r\n\r\nOK\r\n");
    assert_eq!(bench.waits(4_999), "");
    assert_eq!(
        bench.waits(1),
        "\r\n+CREG: 1,\"03CE\",\"C4EE\",0\r\n\r\n+CGREG: 1\r\n"
    );
    // Field notes A18.
    assert_eq!(
        bench.types("AT+CREG?\r"),
        "\r\n+CREG: 2,1,\"03CE\",\"C4EE\",0\r\n\r\nOK\r\n"
    );
    assert_eq!(bench.types("AT+CGREG?\r"), "\r\n+CGREG: 1,1\r\n\r\nOK\r\n");
}

#[test]
fn a_report_waits_for_the_command_line_that_has_begun() {
    let registration = Span::from_secs(5);
    let mut bench = Bench::with(Settings {
        registration,
        ..Settings::default()
    });
    bench.does("AT+CREG=1");
    assert_eq!(bench.types("AT+CM"), "AT+CM");
    assert_eq!(bench.waits(5_000), "");
    // Between echo and answer (protocol notes 9, line 7).
    assert_eq!(
        bench.types("EE?\r"),
        "EE?\r\r\n+CREG: 1\r\n\r\n+CMEE: 0\r\n\r\nOK\r\n"
    );
}

#[test]
fn attaching_follows_registration() {
    let registration = Span::from_secs(5);
    let mut bench = Bench::with(Settings {
        registration,
        ..Settings::default()
    })
    .enabled();
    assert_eq!(bench.types("AT+CGATT?\r"), "\r\n+CGATT: 0\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT+CGATT=1\r"), "\r\n+CME ERROR: 30\r\n");
    bench.waits(5_000);
    assert_eq!(bench.types("AT+CGATT?\r"), "\r\n+CGATT: 1\r\n\r\nOK\r\n");
    bench.does("AT+CGATT=0");
    assert_eq!(bench.types("AT+CGATT?\r"), "\r\n+CGATT: 0\r\n\r\nOK\r\n");
}

#[test]
fn activating_answers_the_address() {
    // Field notes A2.
    let mut bench = Bench::new().enabled();
    bench.does("AT+CGDCONT=1,\"IP\",\"internet\"");
    assert_eq!(
        bench.types("AT#SGACT=1,1\r"),
        "\r\n#SGACT: 10.250.64.139\r\n\r\nOK\r\n"
    );
}

#[test]
fn activating_takes_its_time() {
    let activation = Span::from_secs(3);
    let mut bench = Bench::with(Settings {
        activation,
        ..Settings::default()
    })
    .enabled();
    bench.does("AT+CGDCONT=1,\"IP\",\"internet\"");
    assert_eq!(bench.types("AT#SGACT=1,1\r"), "");
    assert_eq!(bench.waits(2_999), "");
    assert_eq!(bench.waits(1), "\r\n#SGACT: 10.250.64.139\r\n\r\nOK\r\n");
}

#[test]
fn activating_twice_is_an_error() {
    // Field notes A16.
    let mut bench = Bench::new().ready();
    assert_eq!(bench.types("AT#SGACT=1,1\r"), "\r\n+CME ERROR: 553\r\n");
    bench.does("AT+CMEE=2");
    assert_eq!(
        bench.types("AT#SGACT=1,1\r"),
        "\r\n+CME ERROR: context already activated\r\n"
    );
    bench.does("AT+CMEE=0");
    assert_eq!(bench.types("AT#SGACT=1,1\r"), "\r\nERROR\r\n");
}

#[test]
fn every_defined_context_has_a_line() {
    // Field notes A3.
    let mut bench = Bench::new().enabled();
    for context in 1..=3 {
        bench.does(&format!("AT+CGDCONT={context},\"IP\",\"internet\""));
    }
    bench.does("AT#SCFG=2,2,300,90,600,50");
    bench.does("AT#SCFG=3,3,300,90,600,50");
    bench.does("AT#SGACT=2,1");
    bench.does("AT#SGACT=3,1");
    let states = "\r\n#SGACT: 1,0\r\n#SGACT: 2,1\r\n#SGACT: 3,1\r\n\r\nOK\r\n";
    assert_eq!(bench.types("AT#SGACT?\r"), states);
}

#[test]
fn a_context_needs_a_definition_and_a_socket() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT#SGACT=1,1\r"), "\r\n+CME ERROR: 555\r\n");
    bench.does("AT+CGDCONT=2,\"IP\",\"internet\"");
    assert_eq!(bench.types("AT#SGACT=2,1\r"), "\r\n+CME ERROR: 3\r\n");
    bench.does("AT#SCFG=2,2,300,90,600,50");
    bench.does("AT#SGACT=2,1");
}

#[test]
fn the_number_alone_takes_a_definition_away() {
    let mut bench = Bench::new().enabled();
    bench.does("AT+CGDCONT=1,\"IP\",\"internet\"");
    assert_eq!(
        bench.types("AT+CGDCONT?\r"),
        "\r\n+CGDCONT: 1,\"IP\",\"internet\",\"\",0,0\r\n\r\nOK\r\n"
    );
    bench.does("AT+CGDCONT=1,\"IP\"");
    assert_eq!(
        bench.types("AT+CGDCONT?\r"),
        "\r\n+CGDCONT: 1,\"IP\",\"\",\"\",0,0\r\n\r\nOK\r\n"
    );
    bench.does("AT+CGDCONT=1");
    assert_eq!(bench.types("AT+CGDCONT?\r"), "\r\nOK\r\n");
}

#[test]
fn deactivating_ends_the_connection() {
    let mut bench = Bench::new().connected();
    bench.asks();
    assert_eq!(
        bench.types("AT#SGACT=1,0\r"),
        "\r\nOK\r\n\r\nNO CARRIER\r\n"
    );
    assert_eq!(bench.asks(), [Action::Close]);
    assert_eq!(bench.types("AT#SGACT?\r"), "\r\n#SGACT: 1,0\r\n\r\nOK\r\n");
}

#[test]
fn detaching_deactivates() {
    let mut bench = Bench::new().ready();
    bench.does("AT+CGATT=0");
    assert_eq!(bench.types("AT#SGACT?\r"), "\r\n#SGACT: 1,0\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#SGACT=1,1\r"), "\r\n+CME ERROR: 555\r\n");
}
