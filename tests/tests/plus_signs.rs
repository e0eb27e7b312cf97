//! Payload that looks like the escape sequence: whatever its pauses, no module takes it for one, and all of it leaves.
//!
//! In: pieces of payload and pauses between them. Out: judgement of when each byte has left, by the rule of modules whose clocks
//! are a fifth slow or fast (protocol notes 6.2). Not here: single cases (`supply.rs`).

use std::cell::Cell;

use telit_ssl::{Profile, ResultCodes, Span};
use tests::host::Host;
use tests::scripted::online;

/// The guard time that the host knows, in milliseconds, and those that its module may keep instead.
const GUARD: u64 = Profile::G2.guard.millis();
const GUARDS: [u64; 5] = [
    GUARD * 4 / 5,
    GUARD * 9 / 10,
    GUARD,
    GUARD * 11 / 10,
    GUARD * 6 / 5,
];
/// Pauses on both sides of each of them.
const PAUSES: [u64; 9] = [0, 500, 790, 810, 950, 1_050, 1_150, 1_190, 1_210];
const PIECES: [&[u8]; 7] = [b"", b"+", b"++", b"+++", b"++++", b"a", b"a++"];

/// What has left, with its time in milliseconds.
type Left = Vec<(u64, u8)>;

/// Supplies the payload as far as it may leave at once; the rest stays.
fn leave(host: &mut Host, payload: &mut Vec<u8>, left: &mut Left) {
    let rest = host.supply(payload).unwrap().to_vec();
    *payload = rest;
    let now = host.clock.now().millis();
    left.extend(host.take_sent().into_iter().map(|byte| (now, byte)));
}

/// Lets time pass, and supplies what is held whenever the engine says.
fn pause(host: &mut Host, span: u64, payload: &mut Vec<u8>, left: &mut Left) {
    let end = host.clock.now() + Span::from_millis(span);
    while let Some(deadline) = host.engine.deadline().filter(|deadline| *deadline <= end) {
        host.pass(deadline.since(host.clock.now()));
        leave(host, payload, left);
    }
    host.pass(end.since(host.clock.now()));
}

/// When the bytes of these pieces leave, with these pauses behind each.
fn play(pieces: [&[u8]; 3], pauses: [u64; 3]) -> Left {
    let mut host = online(ResultCodes::Verbose);
    let (mut payload, mut left) = (Vec::new(), Left::new());
    for (piece, span) in pieces.into_iter().zip(pauses) {
        payload.extend(piece);
        leave(&mut host, &mut payload, &mut left);
        pause(&mut host, span, &mut payload, &mut left);
    }
    pause(&mut host, 5 * GUARD, &mut payload, &mut left);
    assert_eq!(payload, b"", "it is held for ever: {left:?}");
    left
}

/// Whether a module with this guard time takes three of these bytes for the escape sequence. `CONNECT` counts as quiet.
fn is_escape(left: &Left, guard: u64) -> bool {
    let end = left.last().map_or(0, |(time, _)| time + 10 * GUARD);
    let times = left.iter().map(|(time, _)| *time).chain([end]);
    let quiet = left.iter().zip(times.skip(1));
    let quiet: Vec<bool> = quiet
        .map(|((time, _), next)| next - time >= guard)
        .collect();
    let quiet_before = |place: usize| place == 0 || quiet[place - 1];
    left.windows(3).enumerate().any(|(place, three)| {
        three.iter().all(|(_, byte)| *byte == b'+')
            && quiet_before(place)
            && !quiet[place]
            && !quiet[place + 1]
            && quiet[place + 2]
    })
}

#[test]
fn no_payload_is_an_escape_sequence_to_a_module_whose_clock_is_a_fifth_off() {
    let held = Cell::new(0_u32);
    for first in PIECES {
        for second in PIECES {
            for third in [&b""[..], b"+", b"+++"] {
                for before in PAUSES {
                    for behind in PAUSES {
                        let pieces = [first, second, third];
                        let left = play(pieces, [before, behind, 0]);
                        let bytes: Vec<u8> = left.iter().map(|(_, byte)| *byte).collect();
                        assert_eq!(bytes, pieces.concat());
                        held.set(held.get() + u32::from(left.last() > Some(&(before + behind, 0))));
                        for guard in GUARDS {
                            assert!(
                                !is_escape(&left, guard),
                                "{pieces:?} with pauses of {before} and {behind} ms, guard {guard} ms: {left:?}"
                            );
                        }
                    }
                }
            }
        }
    }
    assert!(held.get() > 0, "some of it was held");
}

#[test]
fn the_rule_finds_the_escape_sequence_itself() {
    let sequence = |times: [u64; 3]| times.map(|time| (time, b'+')).to_vec();
    assert!(is_escape(&sequence([0, 100, 900]), GUARD));
    assert!(
        !is_escape(&sequence([0, 100, 1_200]), GUARD),
        "a pause within it"
    );
    let behind = |byte| {
        [
            vec![(0, b'a'), (byte, b'+')],
            sequence([byte; 3])[1..].to_vec(),
        ]
        .concat()
    };
    assert!(is_escape(&behind(GUARD), GUARD));
    assert!(!is_escape(&behind(GUARD - 1), GUARD));
}
