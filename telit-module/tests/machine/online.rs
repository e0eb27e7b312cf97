//! Online mode: payload both ways, the escape sequence, the end.

use telit_module::Action;

use crate::bench::Bench;

#[test]
fn payload_goes_both_ways_unchanged() {
    let mut bench = Bench::new().online();
    assert_eq!(bench.peer_sends("\r\nOK\r\n> "), "\r\nOK\r\n> ");
    bench.types("AT\r");
    bench.waits(10_000);
    assert_eq!(bench.sends(), "AT\r");
}

#[test]
fn the_escape_sequence_needs_its_guard_time_and_does_not_reach_the_peer() {
    let mut bench = Bench::new().online();
    bench.types("x");
    bench.waits(1_500);
    bench.types("+++");
    assert_eq!(bench.waits(1_500), "\r\nOK\r\n");
    assert_eq!(bench.sends(), "x");
}

#[test]
fn plus_signs_right_behind_payload_are_payload() {
    let mut bench = Bench::new().online();
    bench.types("x+++");
    assert_eq!(bench.waits(10_000), "");
    assert_eq!(bench.sends(), "x+++");
}

#[test]
fn the_peers_end_is_no_carrier() {
    let mut bench = Bench::new().online();
    assert_eq!(bench.peer_closes(), "\r\nNO CARRIER\r\n");
}

#[test]
fn dtr_does_what_its_setting_says_and_payload_that_waits_goes_out_before() {
    let packet = Action::ToPeer(b"half a packet".to_vec());
    let closes = vec![packet.clone(), Action::Close, Action::Carrier(false)];
    for (setting, says, asks) in [
        ("&D0", "", vec![]),
        ("&D1", "\r\nOK\r\n", vec![packet]),
        ("&D2", "\r\nNO CARRIER\r\n", closes.clone()),
        ("&D3", "", vec![]),
        ("&D4", "", vec![]),
        ("&D5", "\r\nNO CARRIER\r\n", closes),
    ] {
        let mut bench = Bench::new().ready();
        bench.does(&format!("AT{setting}"));
        bench.types("AT#SSLD=1,443,\"host\",0,0\r");
        assert_eq!(bench.answers(), "\r\nCONNECT\r\n");
        bench.asks();
        bench.types("half a packet");
        assert_eq!(bench.sets_dtr(false), says, "{setting}");
        assert_eq!(bench.asks(), asks, "{setting}");
        // Only the edge says something.
        assert_eq!(bench.sets_dtr(true), "", "{setting}");
    }
}

#[test]
fn dtr_says_nothing_in_command_mode() {
    let mut bench = Bench::new().connected();
    bench.does("AT&D2");
    bench.asks();
    assert_eq!(bench.sets_dtr(false), "");
    assert_eq!(bench.asks(), []);
}

/// Found by the simulation: a sign that silence had kept from the peer was lost when the host left by DTR.
#[test]
fn plus_signs_before_dtr_goes_off_reach_the_peer() {
    for setting in ["&D1", "&D2"] {
        let mut bench = Bench::new().ready();
        bench.does(&format!("AT{setting}"));
        bench.types("AT#SSLD=1,443,\"host\",0,0\r");
        bench.answers();
        bench.types("data");
        bench.waits(5_000);
        bench.types("++");
        bench.sets_dtr(false);
        assert_eq!(bench.sends(), "data++", "{setting}");
    }
}
