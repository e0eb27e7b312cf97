//! The command line: echo, editing, prefix, several commands, one final result code.

use telit_module::Settings;
use telit_ssl::profile::id;

use crate::bench::Bench;

#[test]
fn a_line_is_echoed_with_its_cr_only() {
    assert_eq!(Bench::new().types("AT\r"), "AT\r\r\nOK\r\n");
}

#[test]
fn the_line_that_switches_echo_off_is_still_echoed() {
    let mut bench = Bench::new();
    assert_eq!(bench.types("ATE0\r"), "ATE0\r\r\nOK\r\n");
    assert_eq!(bench.types("AT\r"), "\r\nOK\r\n");
}

#[test]
fn an_empty_line_is_not_answered() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("\r\r\n"), "");
    assert_eq!(bench.types("no prefix\r"), "");
}

#[test]
fn what_stands_before_the_prefix_is_dropped() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("+++\x1a\nAAT\r"), "\r\nOK\r\n");
}

#[test]
fn lower_case_is_a_prefix_and_mixed_case_is_none() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("at+cmee?\r"), "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    assert_eq!(bench.types("aT\r"), "");
}

#[test]
fn backspace_deletes_the_byte_before_it() {
    let mut bench = Bench::new().enabled();
    assert_eq!(
        bench.types("ATX\x08+CMEE\x08E?\r"),
        "\r\n+CMEE: 1\r\n\r\nOK\r\n"
    );
}

#[test]
fn a_slash_repeats_the_last_line_at_once() {
    let mut bench = Bench::new().enabled();
    bench.does("AT+CMEE=2");
    bench.types("AT+CMEE?\r");
    assert_eq!(bench.types("A/"), "\r\n+CMEE: 2\r\n\r\nOK\r\n");
    assert_eq!(bench.types("a/"), "\r\n+CMEE: 2\r\n\r\nOK\r\n");
}

#[test]
fn the_2g_modules_repeat_nothing_by_name() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT#/"), "");
    assert_eq!(bench.types("\r"), "\r\nERROR\r\n");
    let mut settings = Settings::default();
    settings.profile.id = id::LTE_A;
    let mut bench = Bench::with(settings).enabled();
    bench.types("AT+CMEE?\r");
    assert_eq!(bench.types("AT#/"), "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    assert_eq!(bench.types("at#/\r"), "\r\n+CMEE: 1\r\n\r\nOK\r\n");
}

#[test]
fn repeating_nothing_is_ok() {
    assert_eq!(Bench::new().types("A/"), "A/\r\nOK\r\n");
}

#[test]
fn several_commands_have_one_final_result_code() {
    let mut bench = Bench::new();
    assert_eq!(
        bench.types("ATE0Q0V1+CMEE=1;#SELINT?\r"),
        "ATE0Q0V1+CMEE=1;#SELINT?\r\r\n#SELINT: 0\r\n\r\nOK\r\n"
    );
}

#[test]
fn a_line_stops_at_the_first_command_that_fails() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT+CMEE=2;#NOSUCH;+CMEE=0\r"), "\r\nERROR\r\n");
    assert_eq!(bench.types("AT+CMEE?\r"), "\r\n+CMEE: 2\r\n\r\nOK\r\n");
}

#[test]
fn a_line_goes_on_behind_a_command_that_takes_its_time() {
    let mut bench = Bench::new().ready();
    bench.types("AT#SSLD=1,443,\"host\",0,1;+CMEE?\r");
    assert_eq!(bench.answers(), "\r\n+CMEE: 1\r\n\r\nOK\r\n");
}

#[test]
fn an_unknown_command_is_an_error_whatever_the_reports() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT#SSHL=1\r"), "\r\nERROR\r\n");
    assert_eq!(bench.types("ATY1\r"), "\r\nERROR\r\n");
}

#[test]
fn a_line_may_have_eighty_bytes_and_no_more() {
    let mut bench = Bench::new().enabled();
    let fits = format!("AT+CGDCONT=1,\"IP\",\"{}\"", "a".repeat(79 - 20));
    assert_eq!(fits.len(), 79);
    bench.does(&fits);
    let long = fits.replacen("=1", "=2", 1).replacen("\"a", "\"aa", 1);
    assert_eq!(bench.types(format!("{long}\r")), "\r\nERROR\r\n");
    assert_eq!(bench.types("AT#SGACT?\r"), "\r\n#SGACT: 1,0\r\n\r\nOK\r\n");
}

#[test]
fn spaces_outside_quotes_mean_nothing() {
    // Guide 2.1 prints spaces around the comma.
    let mut bench = Bench::new().enabled();
    bench.does("AT+CGDCONT=1,\"IP\",\"internet\"");
    assert_eq!(
        bench.types("AT#SGACT=1 , 1\r"),
        "\r\n#SGACT: 10.250.64.139\r\n\r\nOK\r\n"
    );
}

#[test]
fn spaces_may_stand_inside_names_and_numbers_too() {
    // LE910 V2 reference p. 20: they are ignored.
    let mut bench = Bench::new().enabled();
    assert_eq!(
        bench.types("AT S 12 = 1 00 ; + CM EE = 2 ; S12 ?\r"),
        "\r\n100\r\n\r\nOK\r\n"
    );
    assert_eq!(bench.types("AT+CMEE ?\r"), "\r\n+CMEE: 2\r\n\r\nOK\r\n");
    bench.does("AT+CGDCONT = 1 , \"IP\" , \"in ter net\"");
    assert_eq!(
        bench.types("AT+CGDCONT?\r"),
        "\r\n+CGDCONT: 1,\"IP\",\"in ter net\",\"\",0,0\r\n\r\nOK\r\n"
    );
}

#[test]
fn lower_case_commands_are_the_same_commands() {
    let mut bench = Bench::new();
    bench.does("ate0v1+cmee=1;#selint=2;s12=60");
    assert_eq!(
        bench.types("at+cmee?;#selint?;s12?\r"),
        "\r\n+CMEE: 1\r\n\r\n#SELINT: 2\r\n\r\n060\r\n\r\nOK\r\n"
    );
}

#[test]
fn values_left_out_in_the_middle_and_at_the_end_stay_as_they_were() {
    let mut bench = Bench::new().enabled();
    for (given, settings) in [
        ("1,1,500,20,200,60,1,2,1", "1,1,500,20,200,60,1,2,1,0"),
        ("1,1,500,20,200,60,,1", "1,1,500,20,200,60,1,1,1,0"),
        ("1,1,300,20,200,60,,,,", "1,1,300,20,200,60,1,1,1,0"),
        ("1,1,300,90,200,60", "1,1,300,90,200,60,1,1,1,0"),
    ] {
        bench.does(&format!("AT#SSLCFG={given}"));
        assert_eq!(
            bench.types("AT#SSLCFG?\r"),
            format!("\r\n#SSLCFG: {settings}\r\n\r\nOK\r\n")
        );
    }
    // The declaration says which cannot be left out.
    assert_eq!(bench.types("AT#SSLCFG=1,,300\r"), "\r\n+CME ERROR: 50\r\n");
    assert_eq!(bench.types("AT#SSLCFG=\r"), "\r\n+CME ERROR: 50\r\n");
}

#[test]
fn digits_stand_for_result_codes_when_words_are_off() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("ATV0\r"), "0\r");
    assert_eq!(bench.types("AT#SSLS=1\r"), "#SSLS: 1,1\r\n0\r");
    assert_eq!(bench.types("AT#NOSUCH\r"), "4\r");
    assert_eq!(bench.types("AT#SSLH=1\r"), "\r\n+CME ERROR: 833\r\n");
    assert_eq!(bench.types("ATV1\r"), "\r\nOK\r\n");
}

#[test]
fn a_bare_letter_means_zero() {
    let mut bench = Bench::new();
    assert_eq!(bench.types("ATE\r"), "ATE\r\r\nOK\r\n");
    assert_eq!(bench.types("ATV\r"), "0\r");
}

#[test]
fn result_codes_can_be_off_and_information_text_still_comes() {
    for off in ["ATQ1\r", "ATQ2\r"] {
        let mut bench = Bench::new().enabled();
        assert_eq!(bench.types(off), "");
        assert_eq!(bench.types("AT#SSLS=1\r"), "\r\n#SSLS: 1,1\r\n");
        assert_eq!(bench.types("AT#SSLH=1\r"), "");
        assert_eq!(bench.types("ATQ0\r"), "\r\nOK\r\n");
    }
}

#[test]
fn what_comes_while_a_command_is_in_progress_is_lost() {
    let mut bench = Bench::new().ready();
    assert_eq!(bench.types("AT#SSLD=1,443,\"host\",0,1\rAT\r\x1b"), "");
    assert_eq!(bench.types("AT\r"), "");
    assert_eq!(bench.answers(), "\r\nOK\r\n");
    assert_eq!(bench.types("AT\r"), "\r\nOK\r\n");
}

#[test]
fn results_do_not_depend_on_how_the_line_is_cut() {
    let line = "xxATE0;+CMEE=2;+CMEE?\r";
    let whole = Bench::new().types(line);
    for cut in 0..line.len() {
        let mut bench = Bench::new();
        let (head, tail) = line.split_at(cut);
        let said = [bench.types(head), bench.types(tail)].concat();
        assert_eq!(said, whole, "cut at byte {cut}");
    }
}
