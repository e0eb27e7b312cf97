//! What the module and its SIM say they are.

use at_spec::Secret;
use telit_module::{Settings, Sim};
use telit_ssl::Profile;

use crate::bench::Bench;

fn with(settings: Settings) -> Bench {
    let mut bench = Bench::with(settings);
    bench.does("ATE0;+CMEE=1;#SELINT=2");
    bench
}

fn answer(line: &str) -> String {
    format!("\r\n{line}\r\n\r\nOK\r\n")
}

// Protocol notes 3: bare text lines, no prefix; the serial number is digits only.
#[test]
fn what_the_module_is_has_no_name_before_it() {
    let mut bench = with(Settings {
        maker: "Maker".into(),
        model: "Model 1".into(),
        revision: "1.2.3".into(),
        code: "17".into(),
        serial_number: "123456789012345".into(),
        ..Settings::default()
    });
    assert_eq!(bench.types("AT+CGMI\r"), answer("Maker"));
    assert_eq!(bench.types("AT+CGMM\r"), answer("Model 1"));
    assert_eq!(bench.types("AT+CGMR\r"), answer("1.2.3"));
    assert_eq!(bench.types("AT+CGSN\r"), answer("123456789012345"));
    assert_eq!(bench.types("ATI\r"), answer("17"));
    assert_eq!(bench.types("ATI3\r"), answer("Maker"));
    assert_eq!(bench.types("ATI4\r"), answer("Model 1"));
    assert_eq!(bench.types("ATI9\r"), "\r\nERROR\r\n");
}

// Protocol notes 3: the variants with `#` answer behind their names.
#[test]
fn the_makers_own_commands_have_their_names_before_what_they_answer() {
    let mut bench = with(Settings::of(Profile::G3));
    let number = bench.module.settings().serial_number.clone();
    assert_eq!(bench.types("AT#CGMI\r"), answer("#CGMI: Telit"));
    assert_eq!(bench.types("AT#CGMM\r"), answer("#CGMM: HE910"));
    assert_eq!(bench.types("AT#CGMR\r"), answer("#CGMR: virtual"));
    let said = bench.types("AT#CGSN\r");
    assert_eq!(said, answer(&format!("#CGSN: {number}")));
}

// Protocol notes 3; 27.007 5.6. Recollected.
#[test]
fn the_numbers_of_the_sim_are_those_of_the_settings() {
    let mut bench = with(Settings {
        subscriber: "234150123456789".into(),
        card: "8944150123456789012F".into(),
        ..Settings::default()
    });
    assert_eq!(bench.types("AT+CIMI\r"), answer("234150123456789"));
    let card = "8944150123456789012F";
    assert_eq!(bench.types("AT+CCID\r"), answer(&format!("+CCID: {card}")));
    assert_eq!(bench.types("AT#CCID\r"), answer(&format!("#CCID: {card}")));
}

// Field notes A17 (10); protocol notes 7.5 (11).
#[test]
fn a_sim_that_is_absent_or_locked_tells_no_numbers_and_the_module_its_own() {
    let pin = Secret(String::from("1234"));
    for (sim, number) in [(Sim::Absent, 10), (Sim::Locked { pin }, 11)] {
        let mut bench = with(Settings {
            sim,
            ..Settings::default()
        });
        for line in ["AT+CIMI\r", "AT+CCID\r", "AT#CCID\r"] {
            assert_eq!(bench.types(line), format!("\r\n+CME ERROR: {number}\r\n"));
        }
        let own = bench.module.settings().serial_number.clone();
        assert_eq!(bench.types("AT+CGSN\r"), answer(&own));
    }
}

#[test]
fn what_cannot_be_said_in_a_line_is_an_error() {
    let mut bench = with(Settings {
        maker: "two\r\nlines".into(),
        serial_number: "none".into(),
        card: String::new(),
        ..Settings::default()
    });
    assert_eq!(bench.types("AT+CGMI\r"), "\r\nERROR\r\n");
    assert_eq!(bench.types("AT+CGSN\r"), "\r\nERROR\r\n");
    assert_eq!(bench.types("AT+CCID\r"), "\r\n+CME ERROR: 13\r\n");
}
