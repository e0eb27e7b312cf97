//! Sessions: what a dial needs, and what its failures are called.

use telit_module::Quirks;
use telit_module::peer::Refusal;

use crate::bench::Bench;

/// Guide, chapter 5; protocol notes 5.
#[test]
fn failures_of_a_dial_have_their_numbers() {
    let why = String::new;
    for (refusal, number) in [
        (Refusal::Name(why()), 832),
        (Refusal::Socket(why()), 832),
        (Refusal::SecurityData(why()), 837),
        (Refusal::Handshake(why()), 839),
    ] {
        let mut bench = Bench::new().ready();
        bench.types("AT#SSLD=1,443,\"host\",0,0\r");
        assert_eq!(
            bench.refuses(refusal),
            format!("\r\n+CME ERROR: {number}\r\n")
        );
    }
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
