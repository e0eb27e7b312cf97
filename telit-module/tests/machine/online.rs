//! Online mode: payload both ways, the escape sequence, the end.

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
