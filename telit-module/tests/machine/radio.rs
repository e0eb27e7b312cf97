//! The radio: signal, operator, levels of function; and what registration has to do with them.

use telit_module::peer::Suite;
use telit_module::{Action, Operator, Settings, Sim};
use telit_ssl::{Profile, Span};

use crate::bench::Bench;

fn with(settings: Settings) -> Bench {
    let mut bench = Bench::with(settings);
    bench.does("ATE0;+CMEE=1;#SELINT=2");
    bench
}

fn answer(line: &str) -> String {
    format!("\r\n{line}\r\n\r\nOK\r\n")
}

// 27.007 8.5; protocol notes 3: strength 0 to 31, 99 where nothing is known.
#[test]
fn the_signal_is_a_setting_and_not_known_without_radio() {
    let mut bench = with(Settings {
        signal: 31,
        ..Settings::default()
    });
    assert_eq!(bench.types("AT+CSQ\r"), answer("+CSQ: 31,0"));
    bench.does("AT+CFUN=4");
    assert_eq!(bench.types("AT+CSQ\r"), answer("+CSQ: 99,99"));
}

fn served_after(seconds: u64) -> Bench {
    let operator = Operator {
        long: "Long Name".into(),
        short: "Short".into(),
        code: "23415".into(),
    };
    with(Settings {
        operator,
        registration: Span::from_secs(seconds),
        ..Settings::default()
    })
}

// 27.007 7.3. Recollected.
#[test]
fn the_operator_is_told_once_the_module_is_registered_and_in_the_form_that_was_set() {
    let mut bench = served_after(5);
    assert_eq!(bench.types("AT+COPS?\r"), answer("+COPS: 0"));
    bench.waits(5_000);
    let long = "+COPS: 0,0,\"Long Name\"";
    assert_eq!(bench.types("AT+COPS?\r"), answer(long));
    bench.does("AT+COPS=3,1");
    assert_eq!(bench.types("AT+COPS?\r"), answer("+COPS: 0,1,\"Short\""));
    bench.does("AT+COPS=3,2");
    assert_eq!(bench.types("AT+COPS?\r"), answer("+COPS: 0,2,\"23415\""));
}

// Field notes A18: the operator by its code, `OK`, and then the reports.
#[test]
fn an_operator_that_is_named_takes_the_module_in() {
    let mut bench = served_after(5);
    bench.does("AT+COPS=2");
    bench.waits(5_000);
    assert_eq!(bench.types("AT+CREG?\r"), answer("+CREG: 0,0"));
    bench.does("AT+CREG=2;+CGREG=1");
    assert_eq!(
        bench.types("AT+COPS=1,2,\"23415\",0\r"),
        "\r\nOK\r\n\r\n+CREG: 2\r\n\r\n+CGREG: 2\r\n"
    );
    assert_eq!(
        bench.waits(5_000),
        "\r\n+CREG: 1,\"03CE\",\"C4EE\",0\r\n\r\n+CGREG: 1\r\n"
    );
    let said = bench.types("AT+COPS?\r");
    assert_eq!(said, answer("+COPS: 1,0,\"Long Name\""));
}

// 27.007 7.3.
#[test]
fn an_operator_that_is_not_there_is_no_service_unless_another_will_do() {
    let mut bench = served_after(0);
    assert_eq!(
        bench.types("AT+COPS=1,2,\"99999\"\r"),
        "\r\n+CME ERROR: 30\r\n"
    );
    assert_eq!(bench.types("AT+CREG?\r"), answer("+CREG: 0,0"));
    bench.does("AT+COPS=4,2,\"99999\"");
    assert_eq!(bench.types("AT+CREG?\r"), answer("+CREG: 0,1"));
    assert_eq!(bench.types("AT+COPS=1\r"), "\r\n+CME ERROR: 3\r\n");
}

#[test]
fn without_a_sim_there_is_no_operator() {
    let mut bench = with(Settings {
        sim: Sim::Absent,
        ..Settings::default()
    });
    assert_eq!(bench.types("AT+COPS?\r"), answer("+COPS: 0"));
    assert_eq!(bench.types("AT+COPS=0\r"), "\r\n+CME ERROR: 10\r\n");
}

// Field notes B29.
#[test]
fn without_radio_context_registration_and_connection_are_gone() {
    let mut bench = Bench::new().connected();
    bench.does("AT+CREG=1");
    bench.asks();
    assert_eq!(
        bench.types("AT+CFUN=4\r"),
        "\r\nOK\r\n\r\nNO CARRIER\r\n\r\n+CREG: 0\r\n"
    );
    assert_eq!(bench.asks(), [Action::Close]);
    assert_eq!(bench.types("AT+CFUN?\r"), answer("+CFUN: 4"));
    assert_eq!(bench.types("AT#SGACT?\r"), answer("#SGACT: 1,0"));
    assert_eq!(bench.types("AT+CGATT?\r"), answer("+CGATT: 0"));
    assert_eq!(bench.types("AT#SGACT=1,1\r"), "\r\n+CME ERROR: 555\r\n");
    assert_eq!(bench.types("AT+COPS=0\r"), "\r\n+CME ERROR: 30\r\n");
    // It must be activated again.
    assert_eq!(
        bench.types("AT+CFUN=1\r"),
        "\r\nOK\r\n\r\n+CREG: 2\r\n\r\n+CREG: 1\r\n"
    );
    assert_eq!(bench.types("AT#SGACT?\r"), answer("#SGACT: 1,0"));
    bench.does("AT#SSLH=1;#SGACT=1,1");
    bench.types("AT#SSLD=1,443,\"host\",0,1\r");
    let suite = Suite::Aes256Sha;
    assert_eq!(bench.dials().suites[0], suite);
}

// 27.007 8.2; which levels there are differs between modules (the declaration).
#[test]
fn other_levels_are_not_supported() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT+CFUN=7\r"), "\r\n+CME ERROR: 4\r\n");
    assert_eq!(bench.types("AT+CFUN?\r"), answer("+CFUN: 1"));
}

#[test]
fn a_level_can_begin_with_a_restart() {
    let mut bench = Bench::new().enabled();
    bench.does("AT+CFUN=4,1");
    // The settings of the line are those of a start.
    assert_eq!(bench.types("AT\r"), "AT\r\r\nOK\r\n");
    bench.does("ATE0");
    assert_eq!(bench.types("AT+CFUN?\r"), answer("+CFUN: 4"));
    assert_eq!(bench.types("AT+CREG?\r"), answer("+CREG: 0,0"));
    bench.does("AT+CFUN=1,1");
    bench.does("ATE0");
    assert_eq!(bench.types("AT+CREG?\r"), answer("+CREG: 0,1"));
}

// 27.007 10.1.22, inferred from its siblings.
#[test]
fn lte_modules_report_their_third_service_and_others_do_not_know_it() {
    for (profile, knows) in [
        (Profile::G2, false),
        (Profile::G3, false),
        (Profile::LTE_A, true),
        (Profile::LTE_M, true),
    ] {
        let mut bench = with(Settings {
            registration: Span::from_secs(5),
            ..Settings::of(profile)
        });
        let said = bench.types("AT+CEREG=2\r");
        if !knows {
            assert_eq!(said, "\r\nERROR\r\n");
            assert_eq!(bench.waits(5_000), "");
            continue;
        }
        assert_eq!(said, "\r\nOK\r\n");
        let place = "\"03CE\",\"C4EE\",0";
        let said = bench.waits(5_000);
        assert_eq!(said, format!("\r\n+CEREG: 1,{place}\r\n"));
        let said = bench.types("AT+CEREG?\r");
        assert_eq!(said, answer(&format!("+CEREG: 2,1,{place}")));
    }
}

// 27.007 10.1.20: detached, a module is registered for calls and not for packets.
#[test]
fn detaching_is_a_change_of_packet_registration_alone() {
    let mut bench = Bench::new().ready();
    bench.does("AT+CREG=1;+CGREG=1");
    assert_eq!(bench.types("AT+CGATT=0\r"), "\r\nOK\r\n\r\n+CGREG: 0\r\n");
    assert_eq!(bench.types("AT+CREG?\r"), answer("+CREG: 1,1"));
    assert_eq!(bench.types("AT+CGATT=1\r"), "\r\nOK\r\n\r\n+CGREG: 1\r\n");
}

// Protocol notes 4.2.
#[test]
fn the_address_of_a_context_is_empty_until_it_is_active() {
    let mut bench = Bench::new().enabled();
    bench.does("AT+CGDCONT=1,\"IP\",\"internet\"");
    bench.does("AT+CGDCONT=2,\"IP\",\"internet\"");
    let said = bench.types("AT#CGPADDR=1\r");
    assert_eq!(said, answer("#CGPADDR: 1,\"\""));
    bench.does("AT#SGACT=1,1");
    let said = bench.types("AT#CGPADDR=1,2\r");
    let lines = "#CGPADDR: 1,\"10.250.64.139\"\r\n#CGPADDR: 2,\"\"";
    assert_eq!(said, answer(lines));
    // Left out: all that are defined.
    let said = bench.types("AT+CGPADDR\r");
    assert_eq!(said, answer(&lines.replace('#', "+")));
    // The LTE-M modules have the standard name alone.
    let mut bench = with(Settings::of(Profile::LTE_M));
    assert_eq!(bench.types("AT#CGPADDR=1\r"), "\r\nERROR\r\n");
}

#[test]
fn registering_that_takes_no_time_is_done_before_the_next_line_is() {
    let mut bench = Bench::new().enabled();
    assert_eq!(
        bench.types("AT+CFUN=4\rAT+CFUN=1\rAT+CGATT=0\r"),
        "\r\nOK\r\n".repeat(3)
    );
}
