//! The simulator checklist of the protocol notes (section 9), line by line: what some client has tripped over.
//!
//! Line 14, every answer cut at every byte, is the host's matter; here each byte can be made to come alone.

use telit_module::peer::{PeerEvent, Suite};
use telit_module::{Quirks, Settings};
use telit_ssl::profile::id;
use telit_ssl::{Profile, Span};

use crate::bench::Bench;

/// What is in it looks like everything that ends a payload elsewhere (line 6).
const TRAPS: &str = "\r\nOK\r\n\r\nERROR\r\n\r\nNO CARRIER\r\n\r\n> SSLSRING: 1,5\r\n+CME ERROR: 3\r\n#SSLRCV: 7\r\n";

const PEM: &str = "-----BEGIN CERTIFICATE-----\nAAAA\nBBBB\n-----END CERTIFICATE-----\n";

/// A module of the next generation, which takes sizes and formats of certificates.
fn next_generation() -> Bench {
    let profile = Profile {
        id: id::G3,
        ..Profile::G2
    };
    Bench::with(Settings {
        profile,
        ..Settings::default()
    })
}

fn ringing(mode: u8, quirks: Quirks) -> Bench {
    let mut bench = Bench::quirky(quirks).ready();
    bench.does(&format!("AT#SSLCFG=1,1,300,90,100,50,{mode}"));
    bench.types("AT#SSLD=1,443,\"host\",0,1\r");
    bench.answers();
    bench
}

// Line 1.
#[test]
fn echo_is_on_from_the_start_and_sends_commands_and_payload_back() {
    let mut bench = Bench::new().ready();
    bench.types("ATE1\r");
    assert_eq!(
        bench.types("AT#SSLD=1,443,\"host\",0,1\r"),
        "AT#SSLD=1,443,\"host\",0,1\r"
    );
    bench.answers();
    assert_eq!(bench.types("AT#SSLSEND=1\r"), "AT#SSLSEND=1\r\r\n> ");
    assert_eq!(bench.types("hello\r\n"), "hello\r\n");
    bench.types("\x1a");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
    assert_eq!(Bench::new().types("ATI\r").split('\r').next(), Some("ATI"));
}

// Line 2.
#[test]
fn enabling_twice_is_an_error() {
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types("AT#SSLEN=1,1\r"), "\r\n+CME ERROR: 835\r\n");
    bench.does("AT#SSLEN=1,0");
    assert_eq!(bench.types("AT#SSLEN=1,0\r"), "\r\n+CME ERROR: 836\r\n");
    bench.does("AT#SSLEN=1,1");
}

// Line 3.
#[test]
fn nothing_is_configured_or_used_before_it_is_enabled() {
    let mut bench = Bench::new();
    bench.does("ATE0;+CMEE=1;#SELINT=2");
    for line in [
        "AT#SSLCFG=1,1,300,90,100,50",
        "AT#SSLCFG?",
        "AT#SSLSECCFG=1,0,0",
        "AT#SSLSECCFG?",
        "AT#SSLSECDATA=1,1,1",
        "AT#SSLSECDATA?",
        "AT#SSLD=1,443,\"host\",0,1",
        "AT#SSLFASTD=1",
        "AT#SSLO=1",
        "AT#SSLH=1",
        "AT#SSLSEND=1",
        "AT#SSLRCV=1,100",
    ] {
        assert_eq!(
            bench.types(format!("{line}\r")),
            "\r\n+CME ERROR: 836\r\n",
            "{line}"
        );
    }
    // Test forms and the status are answered all the same (section 5).
    bench.does("AT#SSLCFG=?");
    bench.does("AT#SSLSECDATA=?");
    assert_eq!(bench.types("AT#SSLS=1\r"), "\r\n#SSLS: 1,0\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#SSLEN?\r"), "\r\n#SSLEN: 1,0\r\n\r\nOK\r\n");
    bench.does("AT+CMEE=2");
    assert_eq!(
        bench.types("AT#SSLCFG?\r"),
        "\r\n+CME ERROR: SSL not activated\r\n"
    );
}

// Line 4; field notes A4, but for the value that only its author has.
#[test]
fn the_configuration_is_read_as_ten_fields() {
    let mut bench = Bench::new().enabled();
    let read = |fields: &str| format!("\r\n#SSLCFG: {fields}\r\n\r\nOK\r\n");
    assert_eq!(
        bench.types("AT#SSLCFG?\r"),
        read("1,1,300,90,100,50,0,0,0,0")
    );
    bench.does("AT#SSLCFG=1,1,300,90,100,1,1");
    assert_eq!(
        bench.types("AT#SSLCFG?\r"),
        read("1,1,300,90,100,1,1,0,0,0")
    );
}

// Line 5.
#[test]
fn a_receive_without_data_says_so_and_ends_with_ok() {
    let mut bench = Bench::new().connected();
    assert_eq!(bench.types("AT#SSLRCV=1,100\r"), "");
    assert_eq!(
        bench.waits(10_000),
        "\r\n#SSLRCV: 0\r\nTIMEOUT\r\n\r\nOK\r\n"
    );
    assert_eq!(bench.types("AT#SSLRECV=1,100,20\r"), "");
    assert_eq!(bench.waits(1_999), "");
    assert_eq!(bench.waits(1), "\r\n#SSLRECV: 0\r\nTIMEOUT\r\n\r\nOK\r\n");
    bench.types("AT#SSLRCV=1,100\r");
    assert_eq!(
        bench.peer_closes(),
        "\r\n#SSLRCV: 0\r\nDISCONNECTED\r\n\r\nOK\r\n"
    );
    assert_eq!(
        bench.types("AT#SSLRCV=1,100\r"),
        "\r\n#SSLRCV: 0\r\nDISCONNECTED\r\n\r\nOK\r\n"
    );
}

// Line 5.
#[test]
fn the_words_of_a_receive_without_data_can_be_missing() {
    let mut bench = Bench::quirky(Quirks {
        wordless: true,
        ..Quirks::default()
    })
    .connected();
    bench.types("AT#SSLRCV=1,100\r");
    assert_eq!(bench.waits(10_000), "\r\n#SSLRCV: 0\r\n\r\nOK\r\n");
    bench.peer_closes();
    assert_eq!(bench.types("AT#SSLH=1\r"), "\r\nOK\r\n");
}

// Line 6.
#[test]
fn payload_that_looks_like_answers_is_counted_and_carried_both_ways() {
    let mut bench = Bench::new().connected();
    bench.peer_sends(TRAPS);
    let whole = format!("\r\n#SSLRCV: {}\r\n{TRAPS}\r\n\r\nOK\r\n", TRAPS.len());
    assert_eq!(bench.types("AT#SSLRCV=1,1000\r"), whole);
    bench.types("AT#SSLSEND=1\r");
    bench.asks();
    assert_eq!(bench.types(TRAPS), "");
    bench.types("\x1a");
    assert_eq!(bench.sends(), TRAPS);
    let mut bench = Bench::new().online();
    assert_eq!(bench.peer_sends(TRAPS), TRAPS);
    bench.types(TRAPS);
    bench.waits(10_000);
    assert_eq!(bench.sends(), TRAPS);
}

// Line 6; field notes B6, B15: behind a prompt three bytes are no payload.
#[test]
fn every_byte_value_is_carried_where_it_can_be() {
    let every: Vec<u8> = (0..=255).collect();
    let many = every.repeat(6);
    let mut bench = Bench::new().online();
    // 300 bytes a packet.
    let (sent, said) = bench.carries(&many, &many);
    assert_eq!((sent, said), (many[..1500].to_vec(), many.clone()));
    let mut bench = Bench::new().connected();
    bench.peer_sends(&every);
    let (_, said) = bench.carries(b"AT#SSLRCV=1,1000\r", b"");
    let whole = [b"\r\n#SSLRCV: 256\r\n", &every[..], b"\r\n\r\nOK\r\n"].concat();
    assert_eq!(said, whole);
    bench.types("AT#SSLSEND=1\r");
    let (sent, _) = bench.carries(&every, b"");
    assert_eq!(sent, [&every[..7], &every[9..26]].concat());
}

// Line 7.
#[test]
fn an_unsolicited_code_comes_between_echo_and_answer() {
    let mut bench = ringing(1, Quirks::default());
    bench.does("ATE1");
    assert_eq!(bench.types("AT+CM"), "AT+CM");
    assert_eq!(bench.peer_sends("hello"), "");
    assert_eq!(
        bench.types("EE?\r"),
        "EE?\r\r\nSSLSRING: 1,5\r\n\r\n+CMEE: 1\r\n\r\nOK\r\n"
    );
}

// Line 7.
#[test]
fn an_unsolicited_code_comes_between_the_payload_of_a_send_and_its_ok() {
    let mut bench = ringing(1, Quirks::default());
    bench.types("AT#SSLSEND=1\r");
    // While the payload is entered it waits; one announcement is enough for all that came.
    assert_eq!(bench.peer_sends("hello"), "");
    assert_eq!(bench.peer_sends(" again"), "");
    assert_eq!(bench.types("payload\x1a"), "\r\nSSLSRING: 1,11\r\n");
    // So it does while the payload leaves.
    assert_eq!(bench.peer_sends("!"), "\r\nSSLSRING: 1,12\r\n");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
}

// Line 7.
#[test]
fn an_unsolicited_code_can_come_at_the_worst_moment() {
    let mut bench = ringing(
        1,
        Quirks {
            untimely_codes: true,
            ..Quirks::default()
        },
    );
    bench.types("AT+CM");
    assert_eq!(bench.peer_sends("hello"), "\r\nSSLSRING: 1,5\r\n");
    assert_eq!(bench.types("EE?\r"), "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    bench.types("AT#SSLSEND=1\r");
    assert_eq!(bench.peer_sends("hello"), "\r\nSSLSRING: 1,10\r\n");
    bench.types("\x1b");
    // In the gap behind received payload, and never inside it.
    bench.types("AT#SSLRCV=1,1000\r");
    bench.types("AT#SSLRCV=1,5\r");
    assert_eq!(
        bench.peer_sends("hello again"),
        "\r\n#SSLRCV: 5\r\nhello\r\n\r\nSSLSRING: 1,6\r\n\r\nOK\r\n"
    );
}

// Line 8.
#[test]
fn a_send_ends_with_ctrl_z_cancels_with_esc_and_deletes_with_bs() {
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLSEND=1\r");
    bench.asks();
    assert_eq!(bench.types("ab\x08c\x1aAT\r"), "");
    assert_eq!(bench.sends(), "ac");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
    bench.types("AT#SSLSEND=1\r");
    assert_eq!(bench.types("abc\x1b"), "\r\nOK\r\n");
    assert_eq!(bench.sends(), "");
    // A BS with nothing before it deletes nothing, and nothing need be sent.
    bench.types("AT#SSLSEND=1\r");
    assert_eq!(bench.types("\x08\x1a"), "\r\nOK\r\n");
    assert_eq!(bench.sends(), "");
}

// Line 8.
#[test]
fn what_is_above_the_most_that_a_send_takes_is_lost_without_a_word() {
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLSEND=1\r");
    bench.asks();
    bench.types(["x".repeat(1024), "lost".repeat(1000)].concat());
    bench.types("\x1a");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
    assert_eq!(bench.sends(), "x".repeat(1024));
}

// Line 8; field notes B16, B17.
#[test]
fn a_counted_send_ends_by_count_and_every_byte_is_payload() {
    let mut bench = next_generation().connected();
    bench.types("AT#SSLSENDEXT=1,7\r");
    bench.asks();
    assert_eq!(bench.types("a\x08\x1b\x1a\r\nb"), "");
    assert_eq!(bench.sends(), "a\x08\x1b\x1a\r\nb");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
    // A ^Z behind the count is noise before the next command line.
    bench.types("AT#SSLSENDEXT=1,2\r");
    bench.types("ab\x1a");
    assert_eq!(bench.takes(), "\r\nOK\r\n");
    assert_eq!(bench.types("AT\r"), "\r\nOK\r\n");
}

// Line 8.
#[test]
fn a_counted_send_takes_as_many_bytes_as_it_promises() {
    let mut bench = next_generation().connected();
    bench.types("AT#SSLSENDEXT=1,1500\r");
    bench.asks();
    assert_eq!(bench.types("x".repeat(1499)), "");
    assert_eq!(bench.sends(), "");
    bench.types("x");
    assert_eq!(bench.sends(), "x".repeat(1500));
    assert_eq!(bench.takes(), "\r\nOK\r\n");
}

// Line 8.
#[test]
fn the_first_generation_has_no_counted_send() {
    let mut bench = Bench::new().connected();
    assert_eq!(bench.types("AT#SSLSENDEXT=1,7\r"), "\r\nERROR\r\n");
}

// Line 9.
#[test]
fn the_address_is_bare_or_quoted_and_a_repeat_is_an_error() {
    for (quoted_address, answer) in [
        (false, "\r\n#SGACT: 10.250.64.139\r\n\r\nOK\r\n"),
        (true, "\r\n#SGACT: \"10.250.64.139\"\r\n\r\nOK\r\n"),
    ] {
        let mut bench = Bench::quirky(Quirks {
            quoted_address,
            ..Quirks::default()
        })
        .enabled();
        bench.does("AT+CGDCONT=1,\"IP\",\"internet\"");
        assert_eq!(bench.types("AT#SGACT=1,1\r"), answer);
        assert_eq!(bench.types("AT#SGACT=1,1\r"), "\r\n+CME ERROR: 553\r\n");
        bench.does("AT#SGACT=1,0");
        assert_eq!(bench.types("AT#SGACT=1,1\r"), answer);
    }
}

// Line 10.
#[test]
fn security_data_have_flags() {
    let mut bench = Bench::new().enabled();
    let flags = |flags: &str| format!("\r\n#SSLSECDATA: 1,{flags}\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#SSLSECDATA?\r"), flags("0,0,0"));
    for (data, then) in [(1, "0,1,0"), (0, "1,1,0"), (2, "1,1,1")] {
        assert_eq!(bench.types(format!("AT#SSLSECDATA=1,1,{data}\r")), "\r\n> ");
        assert_eq!(bench.types(format!("{PEM}\x1a")), "\r\nOK\r\n");
        assert_eq!(bench.types("AT#SSLSECDATA?\r"), flags(then));
    }
    bench.does("AT#SSLSECDATA=1,0,0");
    assert_eq!(bench.types("AT#SSLSECDATA?\r"), flags("0,1,1"));
}

// Line 10.
#[test]
fn security_data_are_read_back_as_they_were_entered() {
    let mut bench = Bench::new().enabled();
    bench.types("AT#SSLSECDATA=1,1,1\r");
    bench.types(format!("{PEM}\x1a"));
    assert_eq!(
        bench.types("AT#SSLSECDATA=1,2,1\r"),
        format!("\r\n#SSLSECDATA: 1,1\r\n{PEM}\r\n\r\nOK\r\n")
    );
}

// Line 10.
#[test]
fn a_pem_with_a_size_ends_with_ctrl_z_and_must_have_that_size() {
    let mut bench = next_generation().enabled();
    bench.does("AT#SSLSECCFG=1,0,0,1");
    let store = format!("AT#SSLSECDATA=1,1,1,{}\r", PEM.len());
    assert_eq!(bench.types(&store), "\r\n> ");
    assert_eq!(bench.types(PEM), "");
    assert_eq!(bench.types("\x1a"), "\r\nOK\r\n");
    for wrong in [&PEM[1..], &format!("{PEM}x")] {
        bench.types(&store);
        assert_eq!(
            bench.types(format!("{wrong}\x1a")),
            "\r\n+CME ERROR: 837\r\n"
        );
    }
    bench.types(&store);
    assert_eq!(bench.types("half\x1b"), "\r\nOK\r\n");
    for wrong in [0, 2048] {
        assert_eq!(
            bench.types(format!("AT#SSLSECDATA=1,1,1,{wrong}\r")),
            "\r\n+CME ERROR: 50\r\n"
        );
    }
    assert!(bench.types("AT#SSLSECDATA=1,2,1\r").contains(PEM));
}

// Line 10.
#[test]
fn a_der_with_a_size_ends_with_its_last_byte_whatever_that_is() {
    let mut bench = next_generation().enabled();
    bench.does("AT#SSLSECCFG=1,0,0,0");
    assert_eq!(bench.types("AT#SSLSECDATA=1,1,1,6\r"), "\r\n> ");
    assert_eq!(bench.types("\x30\x1a\x1b\x08\r"), "");
    // A ^Z behind the count is nothing to a command line.
    assert_eq!(bench.types("\x1a\x1a"), "\r\nOK\r\n");
    assert_eq!(
        bench.types("AT#SSLSECDATA=1,2,1\r"),
        "\r\n#SSLSECDATA: 1,1\r\n\x30\x1a\x1b\x08\r\x1a\r\n\r\nOK\r\n"
    );
}

// Line 11.
#[test]
fn the_peers_end_is_reported_in_command_mode_and_what_came_can_still_be_read() {
    let mut bench = Bench::new().connected();
    bench.peer_sends("hello");
    assert_eq!(bench.peer_closes(), "\r\nNO CARRIER\r\n");
    assert_eq!(
        bench.types("AT#SSLRCV=1,3\r"),
        "\r\n#SSLRCV: 3\r\nhel\r\n\r\nOK\r\n"
    );
    assert_eq!(
        bench.types("AT#SSLRCV=1,100\r"),
        "\r\n#SSLRCV: 2\r\nlo\r\n\r\nOK\r\n"
    );
    assert_eq!(
        bench.types("AT#SSLRCV=1,100\r"),
        "\r\n#SSLRCV: 0\r\nDISCONNECTED\r\n\r\nOK\r\n"
    );
}

// Line 12.
#[test]
fn plus_signs_too_fast_behind_other_data_or_too_far_apart_are_payload() {
    let mut bench = Bench::new().online();
    bench.types("data");
    bench.waits(999);
    bench.types("+++");
    assert_eq!(bench.waits(5_000), "");
    bench.types("+");
    bench.waits(1_001);
    bench.types("++");
    assert_eq!(bench.waits(5_000), "");
    bench.types("+++");
    bench.waits(999);
    bench.types("\r");
    assert_eq!(bench.waits(5_000), "");
    assert_eq!(bench.sends(), "data+++++++++\r");
    bench.types("+++");
    assert_eq!(bench.waits(1_000), "\r\nOK\r\n");
    assert_eq!(bench.sends(), "");
}

// Line 13.
#[test]
fn digits_without_lf_stand_for_the_words_of_a_session() {
    let mut bench = Bench::new().ready();
    assert_eq!(bench.types("ATV0\r"), "0\r");
    bench.types("AT#SSLD=1,443,\"host\",0,0\r");
    assert_eq!(bench.answers(), "1\r");
    assert_eq!(bench.peer_closes(), "3\r");
    // Information text keeps the line end behind it.
    assert_eq!(bench.types("AT#SSLH=1\r"), "DISCONNECTED\r\n0\r");
    assert_eq!(bench.types("AT#NOSUCH\r"), "4\r");
}

// Line 13.
#[test]
fn framing_can_be_irregular() {
    let states = |quirks| {
        let mut bench = Bench::quirky(quirks).enabled();
        for context in 1..=2 {
            bench.types(format!("AT+CGDCONT={context},\"IP\",\"internet\"\r"));
        }
        bench.types("AT#SGACT?\r")
    };
    let quirks = Quirks::default();
    assert_eq!(
        states(quirks),
        "\r\n#SGACT: 1,0\r\n#SGACT: 2,0\r\n\r\nOK\r\n"
    );
    let bare_line_feeds = Quirks {
        bare_line_feeds: true,
        ..quirks
    };
    assert_eq!(
        states(bare_line_feeds),
        "\r\n#SGACT: 1,0\n#SGACT: 2,0\r\n\r\nOK\r\n"
    );
    let extra_line_end = Quirks {
        extra_line_end: true,
        ..quirks
    };
    assert_eq!(
        states(extra_line_end),
        "\r\n#SGACT: 1,0\r\n#SGACT: 2,0\r\n\r\n\r\nOK\r\n"
    );
    let missing_line_end = Quirks {
        missing_line_end: true,
        ..quirks
    };
    assert_eq!(
        states(missing_line_end),
        "\r\n#SGACT: 1,0\r\n#SGACT: 2,0\r\nOK\r\n"
    );
}

// Line 14.
#[test]
fn bytes_can_come_one_by_one() {
    let mut bench = Bench::quirky(Quirks {
        piecemeal: true,
        ..Quirks::default()
    });
    assert_eq!(bench.types("AT\r"), "A");
    let mut rest = String::new();
    for _ in 0..8 {
        let piece = bench.waits(1);
        assert_eq!(piece.len(), 1);
        rest += &piece;
    }
    assert_eq!(rest, "T\r\r\nOK\r\n");
    assert_eq!(bench.waits(1_000), "");
}

// Line 15.
#[test]
fn a_dial_can_be_silent_for_long_and_its_failure_comes_late() {
    let mut bench = Bench::new().ready();
    bench.types("AT#SSLD=1,443,\"host\",0,0\r");
    assert_eq!(bench.waits(139_999), "");
    assert_eq!(bench.waits(1), "\r\n+CME ERROR: 832\r\n");
    let quirks = Quirks {
        no_carrier_dial: true,
        slow_handshake: Span::from_secs(300),
        ..Quirks::default()
    };
    let mut bench = Bench::quirky(quirks).ready();
    bench.types("AT#SSLD=1,443,\"host\",0,0\r");
    let why = String::from("no common suite");
    assert_eq!(
        bench.refuses(telit_module::peer::Refusal::Handshake(why)),
        ""
    );
    assert_eq!(bench.waits(299_999), "");
    assert_eq!(bench.waits(1), "\r\nNO CARRIER\r\n");
    assert_eq!(bench.types("AT#SSLS=1\r"), "\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
}

// Line 15.
#[test]
fn a_slow_module_keeps_what_the_peer_sends_before_it_says_connect() {
    let slow = || {
        let mut bench = Bench::quirky(Quirks {
            slow_handshake: Span::from_secs(30),
            ..Quirks::default()
        })
        .ready();
        bench.does("AT#SSLCFG=1,1,300,90,100,50,1");
        bench
    };
    let mut bench = slow();
    bench.types("AT#SSLD=1,443,\"host\",0,0\r");
    assert_eq!(bench.answers(), "");
    assert_eq!(bench.peer_sends("220 ready"), "");
    assert_eq!(bench.peer_closes(), "");
    assert_eq!(
        bench.waits(30_000),
        "\r\nCONNECT\r\n220 ready\r\nNO CARRIER\r\n"
    );
    let mut bench = slow();
    bench.types("AT#SSLD=1,443,\"host\",0,1\r");
    bench.peer(PeerEvent::Connected {
        suite: Suite::Aes256Sha,
        resumed: false,
    });
    assert_eq!(bench.peer_sends("220 ready"), "");
    assert_eq!(bench.peer_closes(), "");
    assert_eq!(
        bench.waits(30_000),
        "\r\nOK\r\n\r\nSSLSRING: 1,9\r\n\r\nNO CARRIER\r\n"
    );
}
