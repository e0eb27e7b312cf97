//! What a listener makes of bytes, whatever they are: laws that hold for every stream, and the cases of
//! `docs/trace.md`.
//!
//! In: bytes. Out: judgement of items. Not here: files, arguments; `trace.rs` beside this runs the program.

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop};
use proptest::{prop_assert_eq, prop_oneof, proptest};
use telit_cli::record::{Piece, Side};
use telit_cli::transcript::{Host, Item, Kind, Listening, Members, Transcript};
use telit_ssl::Instant;

/// Hears a stream of the module, cut at these places.
fn heard(host: Host, bytes: &[u8], most: usize) -> Vec<Item> {
    let mut transcript = Transcript::of(Listening {
        host,
        ..Listening::default()
    });
    let mut items = Vec::new();
    for chunk in bytes.chunks(most.max(1)) {
        items.extend(transcript.hear_module(chunk));
    }
    items.extend(transcript.finish());
    items
}

/// Hears a dialogue, each piece so many bytes at a time.
fn dialogue(pieces: &[Piece], most: usize) -> Vec<Item> {
    let mut transcript = Transcript::of(Listening::default());
    let mut items = Vec::new();
    for piece in pieces {
        items.extend(transcript.hear_in_parts(piece, most));
    }
    items.extend(transcript.finish());
    items
}

/// Every byte of `stream` belongs to one item of `side`, or is a line end between two.
fn accounts_for(items: &[Item], side: Side, stream: &[u8]) -> Result<(), String> {
    let mut end = 0;
    for item in items.iter().filter(|item| item.from == side) {
        let at = usize::try_from(item.at).unwrap();
        let next = at + usize::try_from(item.length).unwrap();
        if at < end || next > stream.len() {
            return Err(format!("{item:?} begins before {end}, or ends behind all"));
        }
        let between = &stream[end..at];
        if !between.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
            return Err(format!("{between:?} before {item:?} belongs to nothing"));
        }
        if !item.masked && !stream[at..next].starts_with(&item.bytes) {
            return Err(format!("{item:?} is not what stands there"));
        }
        end = next;
    }
    let rest = &stream[end..];
    if rest.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
        Ok(())
    } else {
        Err(format!("{rest:?} at the end belongs to nothing"))
    }
}

/// Bytes that mean something, and bytes that do not.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let words = prop_oneof![
        Just(&b"\r\n"[..]),
        Just(&b"\r"[..]),
        Just(&b"\n"[..]),
        Just(&b"\r\nOK\r\n"[..]),
        Just(&b"\r\nERROR\r\n"[..]),
        Just(&b"0\r"[..]),
        Just(&b"1\r"[..]),
        Just(&b"\r\nCONNECT\r\n"[..]),
        Just(&b"\r\nNO CARRIER\r\n"[..]),
        Just(&b"\r\nRING\r\n"[..]),
        Just(&b"\r\n+CME ERROR: 839\r\n"[..]),
        Just(&b"\r\n> "[..]),
        Just(&b">"[..]),
        Just(&b" "[..]),
        Just(&b"\r\n#SSLRECV: 5\r\n"[..]),
        Just(&b"\r\n#SSLS: 1,2\r\n"[..]),
        Just(&b"\r\n+UUSORD: 0,18\r\n"[..]),
        Just(&b"SSLSRING: 1,5\r\n"[..]),
        Just(&b"+++"[..]),
        Just(&b"AT+CPIN=\"1234\"\r"[..]),
        Just(&b"AT#SSLSEND=1\r"[..]),
        Just(&b"AT#SSLRECV=1,3\r"[..]),
        Just(&b"AT#SSLD=1,443,\"h\",0,0\r"[..]),
        Just(&b"ATE0V0\r"[..]),
        Just(&b"A/"[..]),
        Just(&b"-----BEGIN RSA PRIVATE KEY-----\n"[..]),
        Just(&b"\x1a"[..]),
        Just(&b"\x1b"[..]),
        Just(&b"\x00\xff"[..]),
    ];
    let word = words.prop_map(<[u8]>::to_vec);
    let noise = prop::collection::vec(any::<u8>(), 0..6);
    prop::collection::vec(prop_oneof![4 => word, 1 => noise], 0..12)
        .prop_map(|parts| parts.concat())
}

fn command() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(b"AT#SSLS=1".to_vec()),
        Just(b"AT#SSLRECV=1,4".to_vec()),
        Just(b"AT#SSLSEND=1".to_vec()),
        Just(b"AT#SSLD=1,443,\"h\",0,0".to_vec()),
        Just(b"AT+CREG?".to_vec()),
        Just(b"AT+UUTEST=?".to_vec()),
        Just(b"ATS12?".to_vec()),
        Just(b"+++".to_vec()),
        bytes(),
    ]
}

fn host() -> impl Strategy<Value = Host> {
    prop_oneof![
        Just(Host::Unknown),
        prop::collection::vec(command(), 1..4).prop_map(Host::Told)
    ]
}

fn piece() -> impl Strategy<Value = Piece> {
    let side = prop_oneof![Just(Side::Host), Just(Side::Module)];
    (side, bytes()).prop_map(|(from, bytes)| Piece {
        from,
        bytes,
        at: None,
    })
}

fn pieces(timed: bool) -> impl Strategy<Value = Vec<Piece>> {
    let steps = prop_oneof![
        Just(0),
        Just(20),
        Just(250),
        Just(900),
        Just(1100),
        Just(3000)
    ];
    prop::collection::vec((piece(), steps), 0..9).prop_map(move |pieces| {
        let mut now = 0;
        let timed = |(mut piece, step): (Piece, u64)| {
            now += step;
            piece.at = timed.then(|| Instant::from_millis(now));
            piece
        };
        pieces.into_iter().map(timed).collect()
    })
}

fn stream(pieces: &[Piece], side: Side) -> Vec<u8> {
    let of_side = pieces.iter().filter(|piece| piece.from == side);
    of_side.flat_map(|piece| piece.bytes.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_byte_of_a_module_belongs_to_one_item_and_cuts_change_nothing(
        host in host(), bytes in bytes(), most in 1_usize..9,
    ) {
        let whole = heard(host.clone(), &bytes, usize::MAX);
        prop_assert_eq!(accounts_for(&whole, Side::Module, &bytes), Ok(()));
        prop_assert_eq!(heard(host.clone(), &bytes, most), whole.clone());
        prop_assert_eq!(heard(host, &bytes, 1), whole);
    }

    #[test]
    fn every_byte_of_noise_belongs_to_one_item(
        host in host(), bytes in prop::collection::vec(any::<u8>(), 0..300), most in 1_usize..9,
    ) {
        let whole = heard(host.clone(), &bytes, usize::MAX);
        prop_assert_eq!(accounts_for(&whole, Side::Module, &bytes), Ok(()));
        prop_assert_eq!(heard(host, &bytes, most), whole);
    }

    #[test]
    fn every_byte_of_a_dialogue_belongs_to_one_item_and_cuts_change_nothing(
        pieces in prop_oneof![pieces(false), pieces(true)], most in 1_usize..9,
    ) {
        let whole = dialogue(&pieces, usize::MAX);
        for side in [Side::Host, Side::Module] {
            prop_assert_eq!(accounts_for(&whole, side, &stream(&pieces, side)), Ok(()));
        }
        prop_assert_eq!(dialogue(&pieces, most), whole);
    }

    #[test]
    fn a_dialogue_without_times_means_the_same_however_its_pieces_are_cut(
        pieces in pieces(false), most in 1_usize..9,
    ) {
        let cut: Vec<Piece> = pieces
            .iter()
            .flat_map(|piece| {
                let bytes = piece.bytes.chunks(most).map(<[u8]>::to_vec);
                bytes.map(|bytes| Piece { bytes, ..piece.clone() })
            })
            .collect();
        let joined: Vec<Piece> = pieces.into_iter().fold(Vec::new(), |mut joined: Vec<Piece>, piece| {
            match joined.last_mut().filter(|last| last.from == piece.from) {
                Some(last) => last.bytes.extend(piece.bytes),
                None => joined.push(piece),
            }
            joined
        });
        prop_assert_eq!(dialogue(&cut, usize::MAX), dialogue(&joined, usize::MAX));
    }

    #[test]
    fn a_pin_is_in_no_item(pin in "[0-9]{4,8}", before in bytes()) {
        let line = format!("AT+CPIN=\"{pin}\"\r");
        let stream = [&before[..], b"\r\n", line.as_bytes(), b"\r\nOK\r\n"].concat();
        for item in heard(Host::Told(vec![line.trim().into()]), &stream, 3) {
            // In online mode and in payload, and where those are cut, the same bytes are nobody's PIN.
            if !matches!(item.kind, Kind::Online | Kind::Payload | Kind::Violation(_)) {
                prop_assert_eq!(find(&item, &pin), None);
            }
        }
    }
}

fn find(item: &Item, text: &str) -> Option<usize> {
    let objects: String = item
        .objects(Members::All)
        .iter()
        .map(ToString::to_string)
        .collect();
    objects
        .find(&format!("\"{text}"))
        .or_else(|| item.to_string().find(&format!("\"{text}")))
}

#[test]
fn a_line_whose_values_cannot_be_told_apart_says_where() {
    for (line, at) in [
        ("+CGDCONT: 1,\"IP\",\"apn", 17),
        ("+CSQ: (1,(2)", 6),
        ("+CSQ: 1)", 7),
        ("#NOPE: \"a\"b", 10),
        ("#NOPE: a\"b\"", 8),
    ] {
        let stream = format!("\r\n{line}\r\n\r\nOK\r\n");
        let shown = heard(Host::Unknown, stream.as_bytes(), usize::MAX)[0].to_string();
        assert!(shown.starts_with(&format!("< {line}\n")), "{shown}");
        assert!(shown.ends_with(&format!("(byte {at})")), "{shown}");
    }
    let text = heard(Host::Unknown, b"\r\nno name: \"\r\n\r\nOK\r\n", usize::MAX);
    assert_eq!(text[0].to_string(), "< no name: \"");
}
