//! What a listener makes of online mode, of guard times, and of what is not over yet.
//!
//! In: pieces with times. Out: judgement of items. Not here: laws over any bytes; `transcript.rs` has those.

use telit_cli::record::{Piece, Side};
use telit_cli::transcript::{Item, Kind, Listening, Members, PIECE, Transcript};
use telit_ssl::{Instant, Profile};

fn piece(at: u64, from: Side, bytes: &[u8]) -> Piece {
    Piece {
        from,
        bytes: bytes.to_vec(),
        at: Some(Instant::from_millis(at)),
    }
}

/// A dialogue: times in milliseconds, `>` for the host and `<` for the module.
fn pieces(story: &[(u64, char, &str)]) -> Vec<Piece> {
    let side = |arrow| {
        if arrow == '>' {
            Side::Host
        } else {
            Side::Module
        }
    };
    story
        .iter()
        .map(|(at, arrow, bytes)| piece(*at, side(*arrow), bytes.as_bytes()))
        .collect()
}

fn read(story: &[(u64, char, &str)]) -> Vec<Item> {
    Transcript::read(&Profile::G2, &pieces(story))
}

/// The kinds of the items, and what they say.
fn told(items: &[Item]) -> Vec<String> {
    let text = |item: &Item| item.bytes.escape_ascii().to_string().replace("\\\"", "\"");
    items
        .iter()
        .map(|item| format!("{} {}", item.kind.word(), text(item)))
        .collect()
}

/// A session in which an escape comes `before` behind payload, and its answer `after` behind it.
fn escape(setting: &[(u64, char, &str)], before: u64, after: u64) -> Vec<String> {
    let dial = "AT#SSLD=1,443,\"host\",0,0\r";
    let mut story = setting.to_vec();
    story.extend([
        (10_000, '>', dial),
        (11_000, '<', "\r\nCONNECT\r\n"),
        (12_000, '>', "GET /"),
        (12_000 + before, '>', "+++"),
        (12_000 + before + after, '<', "\r\nOK\r\n"),
        (12_000 + before + after + 3_000, '>', "AT\r"),
        (12_000 + before + after + 3_010, '<', "\r\nOK\r\n"),
    ]);
    told(&read(&story)).split_off(setting.len())
}

const ESCAPED: [&str; 7] = [
    "command AT#SSLD=1,443,\"host\",0,0",
    "final CONNECT",
    "online GET /",
    "online +++",
    "final OK",
    "command AT",
    "final OK",
];

#[test]
fn three_plus_signs_behind_the_guard_time_of_the_profile_are_an_escape() {
    assert_eq!(escape(&[], 1_200, 1_200), ESCAPED);
    // Too soon behind payload, and answered too soon: payload, whatever the peer sends.
    let is_escape = |before, after| escape(&[], before, after).contains(&"final OK".to_owned());
    assert!(!is_escape(500, 1_200));
    assert!(!is_escape(1_200, 500));
}

#[test]
fn the_guard_time_that_the_host_has_set_counts_and_not_that_of_the_profile() {
    let short = [(0, '>', "ATS12=20\r"), (10, '<', "\r\nOK\r\n")];
    assert_eq!(escape(&short, 450, 450), ESCAPED);
    let long = [(0, '>', "ATS12=150\r"), (10, '<', "\r\nOK\r\n")];
    assert_eq!(escape(&long, 3_200, 3_200), ESCAPED);
    assert!(!escape(&long, 1_200, 3_200).contains(&"final OK".to_owned()));
    assert!(!escape(&long, 3_200, 1_200).contains(&"final OK".to_owned()));
}

#[test]
fn without_times_an_escape_is_told_by_what_follows_its_answer() {
    let untimed = |answer: &str, next: (char, &str)| {
        let story = [
            (0, '>', "AT#SSLD=1,443,\"host\",0,0\r"),
            (0, '<', "\r\nCONNECT\r\n"),
            (0, '>', "GET /"),
            (0, '>', "+++"),
            (0, '<', answer),
            (0, next.0, next.1),
        ];
        let mut pieces = pieces(&story);
        pieces.iter_mut().for_each(|piece| piece.at = None);
        told(&Transcript::read(&Profile::G2, &pieces)).split_off(4)
    };
    let (ok, urc) = ("\r\nOK\r\n", ('<', "\r\nSSLSRING: 1,5\r\n"));
    assert_eq!(untimed(ok, urc), ["final OK", "urc SSLSRING: 1,5"]);
    assert_eq!(untimed(ok, ('>', "AT\r"))[..2], ["final OK", "command AT"]);
    assert_eq!(untimed("data", ('<', ok)), ["online data", "final OK"]);
    assert_eq!(untimed(ok, ('<', "x")), ["online \\r\\nOK\\r\\nx"]);
}

#[test]
fn a_guard_time_that_the_module_refuses_changes_nothing() {
    let refused = [(0, '>', "ATS12=20\r"), (10, '<', "\r\nERROR\r\n")];
    assert_eq!(escape(&refused, 1_200, 1_200), ESCAPED);
    assert!(!escape(&refused, 450, 450).contains(&"final OK".to_owned()));
}

#[test]
fn the_guard_time_that_the_module_tells_counts() {
    let told = [
        (0, '>', "ATS12?\r"),
        (10, '<', "\r\n020\r\n"),
        (20, '<', "\r\nOK\r\n"),
    ];
    assert_eq!(escape(&told, 450, 450), ESCAPED);
}

#[test]
fn what_the_host_sends_in_online_mode_is_told_at_once_to_somebody_who_watches() {
    let mut transcript = Transcript::new(&Profile::G2);
    let mut hear = |piece: &Piece| {
        let mut items = transcript.hear(piece);
        items.extend(transcript.so_far());
        told(&items)
    };
    let story = pieces(&[
        (0, '>', "AT#SSLD=1,443,\"host\",0,0\r"),
        (10, '<', "\r\nCONNECT\r\n"),
        (20, '>', "GET / HTTP/1.0\r\n\r\n"),
        (30, '>', "more"),
    ]);
    let said: Vec<_> = story.iter().map(&mut hear).collect();
    assert_eq!(said[2], ["online GET / HTTP/1.0\\r\\n\\r\\n"]);
    assert_eq!(said[3], ["online more"]);
}

#[test]
fn what_the_host_sends_in_one_go_is_one_item_however_it_was_written() {
    let items = read(&[
        (0, '>', "AT#SSLD=1,443,\"host\",0,0\r"),
        (10, '<', "\r\nCONNECT\r\n"),
        (20, '>', "GET "),
        (25, '>', "/"),
        (30, '<', "page"),
    ]);
    assert_eq!(told(&items)[2..], ["online GET /", "online page"]);
}

#[test]
fn no_carrier_in_the_middle_of_payload_is_payload_and_at_its_end_it_is_the_end() {
    let dial = [
        (0, '>', "AT#SSLD=1,443,\"host\",0,0\r"),
        (10, '<', "\r\nCONNECT\r\n"),
        (20, '<', "a\r\nNO CARRIER\r\n"),
    ];
    let with = |more: &[(u64, char, &str)]| told(&read(&[&dial, more].concat())).split_off(2);
    // Quiet, the end of the dialogue, or a command line of the host confirm it.
    let ended = [
        "online a",
        "final NO CARRIER",
        "command AT#SSLH=1",
        "final OK",
    ];
    let close = [(1_100, '>', "AT#SSLH=1\r"), (1_200, '<', "\r\nOK\r\n")];
    assert_eq!(with(&close), ended);
    let at_once = [(21, '>', "AT#SSLH=1\r"), (30, '<', "\r\nOK\r\n")];
    assert_eq!(with(&at_once), ended);
    assert_eq!(with(&[]), ["online a", "final NO CARRIER"]);
    // Payload of the host does not, nor do more bytes of the module.
    assert_eq!(
        with(&[(21, '>', "Abc"), (30, '<', "d")]),
        ["online a\\r\\nNO CARRIER\\r\\n", "online Abc", "online d"]
    );
    assert_eq!(with(&[(21, '<', "b")]), ["online a\\r\\nNO CARRIER\\r\\nb"]);
}

#[test]
fn answers_that_come_late_are_answers_and_one_too_many_is_a_violation() {
    let items = read(&[
        (0, '>', "AT\r"),
        (2_000, '>', "AT\r"),
        (3_000, '<', "\r\nOK\r\n\r\nOK\r\n\r\nOK\r\n"),
    ]);
    let kinds: Vec<_> = items.iter().map(|item| item.kind.word()).collect();
    let expected = [
        "command",
        "violation",
        "command",
        "final",
        "final",
        "violation",
    ];
    assert_eq!(kinds, expected);
    // That an answer is lacking is told to people; no byte stands for it.
    assert!(items[1].to_string().contains("no result code"));
    assert!(items[1].objects(Members::Promised).is_empty());
}

#[test]
fn long_payload_is_said_in_pieces_whose_places_depend_on_the_stream_alone() {
    let stream = [b"\r\nCONNECT\r\n".to_vec(), vec![b'x'; PIECE * 2 + 5]].concat();
    for most in [1 << 12, 70_001, usize::MAX] {
        let mut transcript = Transcript::of(Listening {
            host: telit_cli::transcript::Host::Unknown,
            ..Listening::default()
        });
        let mut items = Vec::new();
        for chunk in stream.chunks(most.min(stream.len())) {
            items.extend(transcript.hear_module(chunk));
        }
        items.extend(transcript.finish());
        let places: Vec<_> = items.iter().map(|item| (item.at, item.length)).collect();
        let piece = PIECE as u64;
        let expected = [
            (2, 7),
            (11, piece),
            (11 + piece, piece),
            (11 + 2 * piece, 5),
        ];
        assert_eq!(places, expected);
    }
}

#[test]
fn a_line_without_an_end_is_said_in_pieces_and_what_follows_it_is_read() {
    let stream = [vec![b'x'; 200_000], b"\r\nOK\r\n".to_vec()].concat();
    let mut transcript = Transcript::new(&Profile::G2);
    let items = transcript.hear(&piece(0, Side::Module, &stream));
    let (last, pieces) = items.split_last().unwrap();
    assert!(
        pieces
            .iter()
            .all(|item| matches!(item.kind, Kind::Violation(_)))
    );
    assert_eq!(pieces.iter().map(|item| item.length).sum::<u64>(), 200_000);
    assert_eq!((last.at, last.bytes.as_slice()), (200_002, &b"OK"[..]));
}
