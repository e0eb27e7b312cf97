//! Sessions: what a dial needs, and what its failures are called.

use telit_module::peer::{PeerEvent, Refusal};
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

/// Protocol notes 5.5, recollected: what field 8 of the configuration puts behind the end.
#[test]
fn the_end_can_name_its_socket_and_its_cause() {
    let end = |mode: u8, close: fn(&mut Bench) -> String| {
        let mut bench = Bench::new().ready();
        bench.does(&format!("AT#SSLCFG=1,1,300,90,100,50,0,{mode}"));
        bench.types("AT#SSLD=1,443,\"host\",0,0\r");
        bench.answers();
        close(&mut bench)
    };
    for (mode, by_peer, by_silence) in [
        (0, "\r\nNO CARRIER\r\n", "\r\nNO CARRIER\r\n"),
        (1, "\r\nNO CARRIER:SSL,1\r\n", "\r\nNO CARRIER:SSL,1\r\n"),
        (
            2,
            "\r\nNO CARRIER:SSL,1,1\r\n",
            "\r\nNO CARRIER:SSL,1,3\r\n",
        ),
    ] {
        assert_eq!(end(mode, Bench::peer_closes), by_peer);
        assert_eq!(end(mode, |bench| bench.waits(90_000)), by_silence);
    }
}

/// Protocol notes 5: a failure of the record layer.
#[test]
fn a_record_that_cannot_be_opened_fails_what_is_in_progress_with_its_own_number() {
    let garbled = || PeerEvent::Garbled {
        reason: String::new(),
    };
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLRCV=1,100\r");
    assert_eq!(bench.peer(garbled()), "\r\n+CME ERROR: 838\r\n");
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLSEND=1\r");
    bench.types("hello\x1a");
    assert_eq!(
        bench.peer(garbled()),
        "\r\n+CME ERROR: 838\r\n\r\nNO CARRIER\r\n"
    );
    assert_eq!(Bench::new().online().peer(garbled()), "\r\nNO CARRIER\r\n");
}

/// Protocol notes 5: every number by its situation, for the modules of the guide.
#[test]
fn errors_have_the_numbers_of_the_situations_that_they_are_listed_with() {
    let dial = "AT#SSLD=1,443,\"host\",0,1\r";
    let number = |said: String| {
        let number = said.strip_prefix("\r\n+CME ERROR: ");
        number.map(|number| number.trim_end().to_owned())
    };
    let not_enabled = || {
        let mut bench = Bench::new();
        bench.does("ATE0;+CMEE=1;#SELINT=2");
        bench
    };
    let ended = || {
        let mut bench = Bench::new().connected();
        bench.peer_closes();
        bench
    };
    let with_authentication = |mode: u8| {
        let mut bench = Bench::new().ready();
        bench.does(&format!("AT#SSLSECCFG=1,0,{mode}"));
        bench
    };
    for (mut bench, line, expected) in [
        (not_enabled(), "AT#SSLSECCFG=1,0,0\r", "836"),
        (Bench::new().enabled(), "AT#SSLEN=1,1\r", "835"),
        (not_enabled(), "AT#SSLEN=1,0\r", "836"),
        (Bench::new().connected(), dial, "834"),
        (Bench::new().ready(), "AT#SSLSEND=1\r", "833"),
        (Bench::new().ready(), "AT#SSLRCV=1,10\r", "833"),
        (Bench::new().ready(), "AT#SSLO=1\r", "833"),
        (Bench::new().ready(), "AT#SSLH=1\r", "833"),
        (with_authentication(1), dial, "837"),
        (with_authentication(2), dial, "837"),
        (Bench::new().enabled(), dial, "556"),
        (ended(), "AT#SSLSEND=1\r", "840"),
        (Bench::new().ready(), "AT#SSLD=1,0,\"host\",0,1\r", "50"),
        (Bench::new().ready(), "AT#SSLD=2,443,\"host\",0,1\r", "50"),
        (Bench::new().ready(), "AT#SSLSECCFG=1,4,0\r", "50"),
    ] {
        assert_eq!(
            number(bench.types(line)).as_deref(),
            Some(expected),
            "{line:?}"
        );
    }
}

/// Guide 4.5.4: what a fast dial needs, and what forgets the session.
#[test]
fn a_session_is_kept_as_it_was_dialled_and_dropped_when_that_is_asked_for() {
    let closed = |closure: u8, close: &str| {
        let mut bench = Bench::new().ready();
        bench.types(format!("AT#SSLD=1,443,\"host\",{closure},1\r"));
        bench.answers();
        bench.does(close);
        bench.asks();
        bench
    };
    for (closure, close, is_kept) in [
        (1, "AT#SSLH=1", true),
        (0, "AT#SSLH=1,1", true),
        (0, "AT#SSLH=1", false),
        (1, "AT#SSLH=1,0", false),
    ] {
        let mut bench = closed(closure, close);
        let said = bench.types("AT#SSLFASTD=1,0\r");
        match is_kept {
            true => assert!(bench.dials().resume),
            // The sources have no number for it.
            false => assert_eq!(said, "\r\n+CME ERROR: 830\r\n", "{close}"),
        }
    }
}

// Protocol notes 6.1: `NO CARRIER` where there is no call; it is not the command of a suspended socket.
#[test]
fn there_is_no_call_to_go_back_to() {
    let mut bench = Bench::new().online();
    bench.types("+++");
    assert_eq!(bench.waits(2_000), "\r\nOK\r\n");
    assert_eq!(bench.types("ATO\r"), "\r\nNO CARRIER\r\n");
    assert_eq!(bench.types("AT#SSLO=1\r"), "\r\nCONNECT\r\n");
}

/// Protocol notes 5.15: by analogy with the plain sibling, and for the newest generation only.
#[test]
fn counters_tell_what_was_sent_what_came_and_what_waits() {
    let mut bench = Bench::with(Settings::of(Profile::LTE_M)).connected();
    let counters = |counts: &str| format!("\r\n#SSLI: {counts}\r\n\r\nOK\r\n");
    assert_eq!(bench.types("AT#SSLI=1\r"), counters("1,0,0,0,0"));
    bench.types("AT#SSLSENDEXT=1,5\r");
    bench.types("hello");
    bench.takes();
    bench.peer_sends("good morning");
    assert_eq!(bench.types("AT#SSLI=1\r"), counters("1,5,12,12,0"));
    bench.types("AT#SSLRECV=1,4\r");
    assert_eq!(bench.types("AT#SSLI\r"), counters("1,5,12,8,0"));
    bench.types("AT#SSLH=1\r");
    bench.types("AT#SSLD=1,443,\"host\",0,1\r");
    bench.answers();
    assert_eq!(bench.types("AT#SSLI=1\r"), counters("1,0,0,0,0"));
    assert_eq!(
        Bench::new().ready().types("AT#SSLI=1\r"),
        "\r\nERROR\r\n",
        "older modules do not know it"
    );
}
