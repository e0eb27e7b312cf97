//! Sessions: what a dial needs, and what its failures are called.

use telit_module::peer::Refusal;
use telit_module::{Quirks, Settings};
use telit_ssl::Profile;

use crate::bench::Bench;

/// Guide, chapter 5; protocol notes 5, 7.2: LE910 mixes the tables.
#[test]
fn failures_of_a_dial_have_the_numbers_of_the_profile() {
    let why = String::new;
    for (profile, socket, security_data, handshake) in [
        (Profile::G2, 832, 837, 839),
        (Profile::G3, 832, 837, 839),
        (Profile::LTE_A, 1005, 1001, 839),
        (Profile::LTE_M, 1005, 1001, 1004),
    ] {
        for (refusal, number) in [
            (Refusal::Name(why()), socket),
            (Refusal::Socket(why()), socket),
            (Refusal::SecurityData(why()), security_data),
            (Refusal::Handshake(why()), handshake),
        ] {
            let mut bench = Bench::with(Settings::of(profile)).ready();
            bench.types("AT#SSLD=1,443,\"host\",0,0\r");
            assert_eq!(
                bench.refuses(refusal),
                format!("\r\n+CME ERROR: {number}\r\n"),
                "{}",
                profile.name
            );
        }
    }
}

/// Protocol notes 5, the map of situations and errors.
#[test]
fn a_situation_has_the_number_and_the_text_of_the_profile() {
    for (profile, before, twice, closed) in [
        (Profile::G2, 836, 835, 833),
        (Profile::G3, 836, 835, 833),
        (Profile::LTE_A, 1000, 1003, 1008),
        (Profile::LTE_M, 1000, 1003, 1008),
    ] {
        let error = |what: &dyn std::fmt::Display| format!("\r\n+CME ERROR: {what}\r\n");
        let mut bench = Bench::with(Settings::of(profile));
        bench.does("ATE0;+CMEE=1;#SELINT=2");
        assert_eq!(bench.types("AT#SSLSECCFG=1,0,0\r"), error(&before));
        bench.does("AT#SSLEN=1,1");
        assert_eq!(bench.types("AT#SSLEN=1,1\r"), error(&twice));
        assert_eq!(bench.types("AT#SSLH=1\r"), error(&closed));
        bench.does("AT+CMEE=2");
        assert_eq!(
            bench.types("AT#SSLEN=1,1\r"),
            error(&"SSL already activated")
        );
        assert_eq!(bench.types("AT#SSLH=1\r"), error(&"SSL not connected"));
    }
}

/// Protocol notes 2: newer modules keep the command and are always at 2.
#[test]
fn newer_modules_show_their_numbers_whatever_the_interface() {
    let mut bench = Bench::with(Settings::of(Profile::LTE_M));
    bench.does("ATE0;+CMEE=1");
    assert_eq!(bench.types("AT#SSLH=1\r"), "\r\n+CME ERROR: 1000\r\n");
}

#[test]
fn a_dial_is_refused_that_lacks_its_authority() {
    let mut bench = Bench::new().ready();
    bench.does("AT#SSLSECCFG=1,0,1");
    assert_eq!(
        bench.types("AT#SSLD=1,443,\"host\",0,0\r"),
        "\r\n+CME ERROR: 837\r\n"
    );
}

#[test]
fn numbers_of_the_ssl_table_are_shown_with_the_standard_interface_alone() {
    let mut bench = Bench::new();
    bench.does("ATE0;+CMEE=1;#SELINT=1");
    assert_eq!(bench.types("AT#SSLH=1\r"), "\r\nERROR\r\n");
    bench.does("AT#SELINT=2");
    assert_eq!(bench.types("AT#SSLH=1\r"), "\r\n+CME ERROR: 836\r\n");
}

/// Guide 2.1 shows the address in quotes, field traces show it without.
#[test]
fn the_address_of_a_context_can_stand_in_quotes() {
    let mut bench = Bench::quirky(Quirks {
        quoted_address: true,
        ..Quirks::default()
    });
    bench.does("ATE0+CGDCONT=1,\"IP\",\"internet\"");
    assert!(
        bench
            .types("AT#SGACT=1,1\r")
            .starts_with("\r\n#SGACT: \"10.")
    );
}
