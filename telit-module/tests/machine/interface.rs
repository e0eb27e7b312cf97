//! Error reports, generations of the interface, S12, identity.

use crate::bench::Bench;

#[test]
fn errors_are_reported_as_asked_for() {
    let mut bench = Bench::new().enabled();
    bench.does("AT+CMEE=0");
    assert_eq!(bench.types("AT#SSLEN=1,1\r"), "\r\nERROR\r\n");
    bench.does("AT+CMEE=1");
    assert_eq!(bench.types("AT#SSLEN=1,1\r"), "\r\n+CME ERROR: 835\r\n");
    bench.does("AT+CMEE=2");
    assert_eq!(
        bench.types("AT#SSLEN=1,1\r"),
        "\r\n+CME ERROR: SSL already activated\r\n"
    );
}

#[test]
fn ssl_errors_have_numbers_only_in_the_standard_interface() {
    // Guide 5.
    for generation in ["0", "1"] {
        for reports in ["1", "2"] {
            let mut bench = Bench::new().enabled();
            bench.does(&format!("AT#SELINT={generation};+CMEE={reports}"));
            assert_eq!(bench.types("AT#SSLEN=1,1\r"), "\r\nERROR\r\n");
        }
    }
    let mut bench = Bench::new().enabled();
    bench.does("AT#SELINT=0");
    assert_eq!(bench.types("AT+CMEE=7\r"), "\r\n+CME ERROR: 50\r\n");
}

#[test]
fn bare_strings_are_folded_in_the_old_interfaces() {
    for (generation, bare) in [
        ("0", "EXAMPLE.COM"),
        ("1", "EXAMPLE.COM"),
        ("2", "Example.com"),
    ] {
        let mut bench = Bench::new().ready();
        bench.does(&format!("AT#SELINT={generation}"));
        bench.types("AT#SSLD=1,443,Example.com,0,1\r");
        assert_eq!(bench.dials().host, bare);
        let mut bench = Bench::new().ready();
        bench.does(&format!("AT#SELINT={generation}"));
        bench.types("AT#SSLD=1,443,\"Example.com\",0,1\r");
        assert_eq!(bench.dials().host, "Example.com");
    }
}

#[test]
fn the_read_form_of_an_action_executes_it_in_the_old_interfaces() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT+CGMM?\r"), "\r\nERROR\r\n");
    bench.does("AT#SELINT=0");
    assert_eq!(bench.types("AT+CGMM?\r"), "\r\nGL865-QUAD\r\n\r\nOK\r\n");
}

#[test]
fn the_test_form_of_a_bare_action_is_an_error_in_the_old_interfaces() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT+CGMM=?\r"), "\r\nOK\r\n");
    bench.does("AT#SELINT=0");
    assert_eq!(bench.types("AT+CGMM=?\r"), "\r\nERROR\r\n");
}

#[test]
fn the_module_says_what_it_is() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT+CGMM\r"), "\r\nGL865-QUAD\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT+CGMR\r"), "\r\n10.01.150\r\n\r\nOK\r\n");
}

#[test]
fn s12_is_read_back_in_three_digits() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("ATS12?\r"), "\r\n050\r\n\r\nOK\r\n");
    bench.does("ATS12=100");
    assert_eq!(bench.types("ATS12?\r"), "\r\n100\r\n\r\nOK\r\n");
    assert_eq!(bench.types("ATS12=19\r"), "\r\n+CME ERROR: 50\r\n");
}
