//! Quirks that people met with modules in the field (field notes, part B), as far as they are the module's doing.

use telit_module::peer::Refusal;
use telit_module::{Action, Quirk, Quirks, Settings};
use telit_ssl::Span;

use crate::bench::Bench;

fn quirky(name: &str) -> Bench {
    Bench::quirky(Quirks::default().with(Quirk::named(name).unwrap()))
}

// B5.
#[test]
fn the_word_behind_a_count_of_zero_is_part_of_the_answer() {
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLRCV=1,100,10\r");
    let said = bench.waits(1_000);
    assert_eq!(said, "\r\n#SSLRCV: 0\r\nTIMEOUT\r\n\r\nOK\r\n");
    // Nothing of it is left for the next command.
    assert_eq!(bench.types("AT\r"), "\r\nOK\r\n");
}

// B9.
#[test]
fn the_header_of_a_receive_can_have_two_fields() {
    let mut bench = quirky("two-field-header").connected();
    bench.peer_sends("hello");
    assert_eq!(
        bench.types("AT#SSLRECV=1,100\r"),
        "\r\n#SSLRECV: 1,5\r\nhello\r\n\r\nOK\r\n"
    );
}

// B11.
#[test]
fn an_address_may_begin_like_the_state_of_a_context() {
    let mut bench = Bench::new().enabled();
    bench.does("AT+CGDCONT=1,\"IP\",\"internet\"");
    let said = bench.types("AT#SGACT=1,1\r");
    assert!(said.starts_with("\r\n#SGACT: 10."));
    assert!(
        bench
            .types("AT#SGACT?\r")
            .starts_with("\r\n#SGACT: 1,1\r\n")
    );
}

// B12.
#[test]
fn an_answer_and_a_report_of_one_name_differ_in_their_fields() {
    let quirks = Quirks {
        trailing_comma: true,
        ..Quirks::default()
    };
    let mut bench = Bench::with(Settings {
        registration: Span::from_secs(5),
        quirks,
        ..Settings::default()
    });
    bench.does("ATE0;+CREG=2");
    // Field notes A18, of the packet service.
    assert_eq!(bench.waits(5_000), "\r\n+CREG: 1,\"03CE\",\"C4EE\",0,\r\n");
    assert_eq!(
        bench.types("AT+CREG?\r"),
        "\r\n+CREG: 2,1,\"03CE\",\"C4EE\",0\r\n\r\nOK\r\n"
    );
}

// B13.
#[test]
fn the_prompt_can_be_narrow() {
    let mut bench = quirky("narrow-prompt").connected();
    assert_eq!(bench.types("AT#SSLSEND=1\r"), "\r\n>");
    bench.types("hello\x1a");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
}

// B14.
#[test]
fn with_echo_on_the_payload_comes_back_before_its_ok() {
    let mut bench = Bench::new().connected();
    bench.types("ATE1\r");
    bench.types("AT#SSLSEND=1\r");
    assert_eq!(bench.types("\r\nOK\r\n\x1a"), "\r\nOK\r\n");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
}

// B15.
#[test]
fn a_ctrl_z_in_binary_data_ends_a_send_early_and_the_rest_is_lost() {
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLSEND=1\r");
    bench.asks();
    bench.types("one\x1atwo\x1a");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
    assert_eq!(bench.sends(), "one");
}

// B16.
#[test]
fn a_bs_deletes_and_an_esc_cancels() {
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLSEND=1\r");
    assert_eq!(bench.types("secret\x1b"), "\r\nOK\r\n");
    bench.types("AT#SSLSEND=1\r");
    bench.asks();
    bench.types("teh\x08\x08he\x1a");
    assert_eq!(bench.sends(), "the");
}

// B16: sources do not say which of the two it is.
#[test]
fn an_esc_at_a_prompt_can_be_an_error() {
    let mut bench = quirky("escape-refused").connected();
    bench.types("AT#SSLSEND=1\r");
    assert_eq!(bench.types("secret\x1b"), "\r\n+CME ERROR: 830\r\n");
    assert_eq!(bench.types("AT#SSLH=1\r"), "\r\nOK\r\n");
    bench.types("AT#SSLSECDATA=1,1,1\r");
    assert_eq!(bench.types("secret\x1b"), "\r\n+CME ERROR: 830\r\n");
}

// B18.
#[test]
fn a_cr_behind_ctrl_z_is_nothing() {
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLSEND=1\r");
    bench.types("hello\x1a\r");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
    assert_eq!(bench.types("\r"), "");
    let mut bench = Bench::new().enabled();
    bench.types("AT#SSLSECDATA=1,1,1\r");
    assert_eq!(bench.types("pem\x1a\r"), "\r\nOK\r\n");
    assert_eq!(bench.types("AT\r"), "\r\nOK\r\n");
}

// B19.
#[test]
fn payload_above_the_most_can_be_an_error() {
    let mut bench = quirky("surplus-refused").connected();
    bench.types("AT#SSLSEND=1\r");
    bench.asks();
    bench.types("x".repeat(1025));
    assert_eq!(bench.types("\x1a"), "\r\n+CME ERROR: 830\r\n");
    assert_eq!(bench.asks(), []);
    bench.types("AT#SSLSEND=1\r");
    bench.types("x".repeat(1024));
    bench.types("\x1a");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
}

// B20.
#[test]
fn more_than_a_thousand_bytes_cannot_be_asked_for() {
    let mut bench = Bench::new().connected();
    assert_eq!(bench.types("AT#SSLRCV=1,1001\r"), "\r\n+CME ERROR: 50\r\n");
    bench.peer_sends("x".repeat(1500));
    let said = bench.types("AT#SSLRCV=1,1000\r");
    assert!(said.starts_with("\r\n#SSLRCV: 1000\r\nx"));
}

// B23.
#[test]
fn a_receive_waits_for_data_where_a_plain_one_would_fail() {
    let mut bench = Bench::new().connected();
    assert_eq!(bench.types("AT#SSLRCV=1,100\r"), "");
    bench.waits(9_999);
    assert_eq!(
        bench.peer_sends("hello"),
        "\r\n#SSLRCV: 5\r\nhello\r\n\r\nOK\r\n"
    );
}

// B24, B25.
#[test]
fn enabling_what_is_enabled_and_disabling_what_is_not_are_errors() {
    let mut bench = Bench::new().enabled();
    bench.does("AT+CMEE=2");
    assert_eq!(
        bench.types("AT#SSLEN=1,1\r"),
        "\r\n+CME ERROR: SSL already activated\r\n"
    );
    bench.does("AT#SSLEN=1,0");
    assert_eq!(
        bench.types("AT#SSLEN=1,0\r"),
        "\r\n+CME ERROR: SSL not activated\r\n"
    );
}

// Protocol notes 5: "enable impossible (context/IP busy)".
#[test]
fn an_active_context_can_be_in_the_way_of_enabling() {
    let mut bench = quirky("enable-needs-idle-context").ready();
    bench.does("AT#SSLEN=1,0");
    assert_eq!(bench.types("AT#SSLEN=1,1\r"), "\r\n+CME ERROR: 831\r\n");
    bench.does("AT#SGACT=1,0");
    bench.does("AT#SSLEN=1,1");
    bench.does("AT#SGACT=1,1");
}

// B26 is in `restart`; its other half: a fresh module.
#[test]
fn the_first_configuration_of_a_fresh_module_fails() {
    let mut bench = Bench::new();
    bench.does("ATE0;+CMEE=2;#SELINT=2");
    assert_eq!(
        bench.types("AT#SSLCFG=1,1,300,90,100,50\r"),
        "\r\n+CME ERROR: SSL not activated\r\n"
    );
}

// B27.
#[test]
fn a_connection_left_open_blocks_configuration_and_reuse_until_it_is_closed() {
    let mut bench = Bench::new().connected();
    for line in [
        "AT#SSLCFG=1,1,300,90,100,50",
        "AT#SSLSECCFG=1,0,1",
        "AT#SSLSECDATA=1,0,1",
        "AT#SSLSECDATA=1,1,1",
        "AT#SSLEN=1,0",
        "AT#SSLD=1,443,\"host\",0,1",
        "AT#SSLFASTD=1",
    ] {
        assert_eq!(
            bench.types(format!("{line}\r")),
            "\r\n+CME ERROR: 834\r\n",
            "{line}"
        );
    }
    // Reading is no change.
    bench.types("AT#SSLCFG?\r");
    bench.does("AT#SSLH=1");
    bench.does("AT#SSLSECCFG=1,0,0");
}

// B30.
#[test]
fn a_repeated_activation_looks_like_a_failure_where_errors_have_no_numbers() {
    let mut bench = Bench::new().ready();
    bench.does("AT+CMEE=0");
    assert_eq!(bench.types("AT#SGACT=1,1\r"), "\r\nERROR\r\n");
    assert_eq!(bench.types("AT#SGACT?\r"), "\r\n#SGACT: 1,1\r\n\r\nOK\r\n");
}

// B33.
#[test]
fn a_status_right_behind_a_close_can_still_be_that_of_a_connection() {
    let status = |bench: &mut Bench| bench.types("AT#SSLS=1\r");
    let mut bench = Bench::new().connected();
    bench.does("AT#SSLH=1");
    assert_eq!(status(&mut bench), "\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
    let mut bench = quirky("slow-close").connected();
    bench.does("AT#SSLH=1");
    assert_eq!(status(&mut bench), "\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n");
    bench.waits(4_999);
    assert_eq!(status(&mut bench), "\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n");
    bench.waits(1);
    assert_eq!(status(&mut bench), "\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
}

// B34.
#[test]
fn a_misspelt_close_is_an_error() {
    let mut bench = Bench::new().connected();
    assert_eq!(bench.types("AT#SSHL=1\r"), "\r\nERROR\r\n");
}

// B35.
#[test]
fn a_certificate_with_cr_is_stored_and_cannot_be_used() {
    let mut bench = Bench::new().ready();
    bench.does("AT#SSLSECCFG=1,0,1");
    bench.types("AT#SSLSECDATA=1,1,1\r");
    assert_eq!(bench.types("-----BEGIN\r\nAAAA\r\n\x1a"), "\r\nOK\r\n");
    assert_eq!(
        bench.types("AT#SSLD=1,443,\"host\",0,1\r"),
        "\r\n+CME ERROR: 837\r\n"
    );
}

// B38.
#[test]
fn a_fourth_value_of_the_security_configuration_is_refused() {
    let mut bench = Bench::new().enabled();
    assert_eq!(
        bench.types("AT#SSLSECCFG=1,0,1,1\r"),
        "\r\n+CME ERROR: 50\r\n"
    );
    bench.does("AT#SSLSECCFG=1,0,1");
}

// B42.
#[test]
fn whatever_a_strict_peer_dislikes_the_error_is_the_same() {
    for why in [
        "protocol version",
        "no common suite",
        "certificate required",
    ] {
        let mut bench = Bench::new().ready();
        bench.types("AT#SSLD=1,443,\"host\",0,1\r");
        assert_eq!(
            bench.refuses(Refusal::Handshake(why.into())),
            "\r\n+CME ERROR: 839\r\n"
        );
    }
}

// B43.
#[test]
fn a_handshake_can_be_slow() {
    let mut bench = quirky("slow-handshake").ready();
    bench.types("AT#SSLD=1,443,\"host\",0,0\r");
    assert_eq!(bench.answers(), "");
    assert_eq!(bench.waits(29_999), "");
    assert_eq!(bench.waits(1), "\r\nCONNECT\r\n");
}

// B44.
#[test]
fn deleting_what_is_not_there_is_ok_or_an_error() {
    let mut bench = Bench::new().enabled();
    bench.does("AT#SSLSECDATA=1,0,1");
    let mut bench = quirky("delete-absent-refused").enabled();
    assert_eq!(
        bench.types("AT#SSLSECDATA=1,0,1\r"),
        "\r\n+CME ERROR: 837\r\n"
    );
    bench.types("AT#SSLSECDATA=1,1,1\r");
    bench.types("pem\x1a");
    bench.does("AT#SSLSECDATA=1,0,1");
}

// Protocol notes 5.4: a write takes up to several seconds.
#[test]
fn storing_can_be_slow() {
    let mut bench = quirky("slow-store").enabled();
    bench.types("AT#SSLSECDATA=1,1,1\r");
    assert_eq!(bench.types("pem\x1a"), "");
    assert_eq!(bench.waits(4_999), "");
    assert_eq!(bench.waits(1), "\r\nOK\r\n");
}

// B46.
#[test]
fn the_end_of_a_session_has_the_same_words_online_and_in_command_mode() {
    let end = "\r\nNO CARRIER\r\n";
    assert_eq!(Bench::new().online().peer_closes(), end);
    assert_eq!(Bench::new().connected().peer_closes(), end);
    let mut suspended = Bench::new().online();
    suspended.types("+++");
    assert_eq!(suspended.waits(1_000), "\r\nOK\r\n");
    assert_eq!(suspended.peer_closes(), end);
    assert_eq!(suspended.types("AT#SSLO=1\r"), end);
}

// B47.
#[test]
fn the_escape_sequence_can_be_payload() {
    let mut bench = quirky("escape-ignored").online();
    bench.types("+++");
    assert_eq!(bench.waits(10_000), "");
    assert_eq!(bench.sends(), "+++");
    assert_eq!(bench.peer_closes(), "\r\nNO CARRIER\r\n");
}

// B49; guide, tail of 4.5.2.
#[test]
fn a_connection_that_the_peer_has_ended_must_still_be_closed() {
    let mut bench = Bench::new().connected();
    bench.peer_closes();
    assert_eq!(bench.types("AT#SSLS=1\r"), "\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n");
    assert_eq!(
        bench.types("AT#SSLD=1,443,\"host\",0,1\r"),
        "\r\n+CME ERROR: 834\r\n"
    );
    assert_eq!(bench.types("AT#SSLSEND=1\r"), "\r\n+CME ERROR: 840\r\n");
    assert_eq!(bench.types("AT#SSLH=1\r"), "\r\nDISCONNECTED\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#SSLS=1\r"), "\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#SSLH=1\r"), "\r\n+CME ERROR: 833\r\n");
    bench.types("AT#SSLD=1,443,\"host\",0,1\r");
    assert_eq!(bench.answers(), "\r\nOK\r\n");
}

// B50; a way to read the rest online: the guide says that `CONNECT` is printed after the restore command (4.2.1).
#[test]
fn what_came_before_the_peers_end_is_read_first_online_too() {
    let mut bench = Bench::new().connected();
    bench.peer_sends("hello");
    bench.peer_closes();
    assert_eq!(
        bench.types("AT#SSLO=1\r"),
        "\r\nCONNECT\r\nhello\r\nNO CARRIER\r\n"
    );
    assert_eq!(bench.types("AT\r"), "\r\nOK\r\n");
}

// Protocol notes 5.5, 5.13: the inactivity time, in either mode.
#[test]
fn a_connection_without_data_for_too_long_is_ended_by_the_module() {
    let mut bench = Bench::new().online();
    assert_eq!(bench.waits(89_999), "");
    bench.types("x");
    assert_eq!(bench.waits(89_999), "");
    assert_eq!(bench.waits(1), "\r\nNO CARRIER\r\n");
    assert!(bench.asks().contains(&Action::Close));
    let mut bench = Bench::new().connected();
    bench.peer_sends("hello");
    assert_eq!(bench.waits(90_000), "\r\nNO CARRIER\r\n");
    assert!(bench.asks().contains(&Action::Close));
    assert_eq!(
        bench.types("AT#SSLRCV=1,100\r"),
        "\r\n#SSLRCV: 5\r\nhello\r\n\r\nOK\r\n"
    );
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLRCV=1,100,5000\r");
    assert_eq!(
        bench.waits(90_000),
        "\r\n#SSLRCV: 0\r\nDISCONNECTED\r\n\r\nOK\r\n"
    );
    let mut bench = Bench::new().ready();
    bench.does("AT#SSLCFG=1,1,300,0,100,50");
    bench.types("AT#SSLD=1,443,\"host\",0,1\r");
    bench.answers();
    assert_eq!(bench.waits(1_000_000), "");
}

// Protocol notes 0.1: the spellings of the receive.
#[test]
fn a_module_can_know_one_spelling_only() {
    let spellings = ["AT#SSLRCV=?\r", "AT#SSLRECV=?\r"];
    let known = |name: &str| {
        let mut bench = quirky(name).enabled();
        spellings.map(|line| bench.types(line) != "\r\nERROR\r\n")
    };
    assert_eq!(known("quoted-address"), [true, true]);
    assert_eq!(known("guide-spelling"), [true, false]);
    assert_eq!(known("usual-spelling"), [false, true]);
}

#[test]
fn every_quirk_has_its_name_and_text_and_is_seen_when_it_is_on() {
    for quirk in Quirk::ALL {
        let found = Quirk::named(quirk.name()).unwrap();
        assert_eq!(found.text(), quirk.text());
        assert!(quirk.text().ends_with('.'), "{}", quirk.text());
        let quirks = Quirks::default().with(quirk);
        let on: Vec<&str> = quirks.on().map(Quirk::name).collect();
        assert_eq!(on, [quirk.name()]);
    }
    assert_eq!(Quirks::default().on().count(), 0);
    assert!(Quirk::named("no-such-quirk").is_none());
}

#[test]
fn a_seed_draws_the_same_quirks_each_time_and_another_one_others() {
    let names = |seed| {
        let quirks = Quirks::seeded(seed);
        quirks.on().map(Quirk::name).collect::<Vec<_>>()
    };
    let mut seen = std::collections::HashSet::new();
    let mut drawn = std::collections::HashSet::new();
    for seed in 0..200 {
        assert_eq!(Quirks::seeded(seed), Quirks::seeded(seed));
        let quirks = Quirks::seeded(seed);
        assert!(quirks.reset <= 20);
        drawn.extend(names(seed));
        seen.insert(names(seed));
    }
    assert!(seen.len() > 190);
    // No seed chooses what a host can do nothing about.
    let hopeless = ["enable-needs-idle-context", "memory-failure", "miscount"];
    assert_eq!(drawn.len(), Quirk::ALL.len() - hopeless.len());
    assert!(hopeless.iter().all(|name| !drawn.contains(name)));
}

#[test]
fn a_time_can_have_another_measure_than_its_name_has() {
    let quirks = Quirks {
        slow_close: Span::from_millis(1),
        ..Quirks::default()
    };
    assert_eq!(
        quirks.on().map(Quirk::name).collect::<Vec<_>>(),
        ["slow-close"]
    );
}
