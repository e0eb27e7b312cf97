//! The golden vectors, read by a listener: what is known of real modules must make sense to it.
//!
//! In: the files of `golden/`. Out: judgement of the items. Not here: the program; `telit-cli` judges that itself.

use telit_cli::record::{Piece, Side};
use telit_cli::transcript::{Breach, Item, Kind, Listening, Transcript};
use tests::golden::{Vector, escaped, vectors};

/// The dialogue of a vector, in the bytes that we write.
fn pieces(vector: &Vector) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for turn in &vector.turns {
        for (from, bytes) in [
            (Side::Host, turn.sent.all().next()),
            (Side::Module, turn.answered.all().next()),
        ] {
            pieces.extend(bytes.map(|bytes| Piece {
                from,
                bytes: bytes.to_vec(),
                at: None,
            }));
        }
    }
    pieces
}

fn heard(pieces: &[Piece], most: usize) -> Vec<Item> {
    let mut transcript = Transcript::of(Listening::default());
    let parts = pieces.iter();
    let mut items: Vec<Item> = parts
        .flat_map(|piece| transcript.hear_in_parts(piece, most))
        .collect();
    items.extend(transcript.finish());
    items
}

#[test]
fn every_golden_dialogue_makes_sense_to_a_listener_however_it_is_cut() {
    let mut judged = 0;
    for vector in vectors() {
        let pieces = pieces(&vector);
        let items = heard(&pieces, usize::MAX);
        // Some vectors have a command line and no answer.
        let is_suspect = |item: &&Item| match &item.kind {
            Kind::Noise(_) => true,
            Kind::Violation(breach) => !matches!(breach, Breach::Unanswered(_)),
            _ => false,
        };
        if let Some(item) = items.iter().find(is_suspect) {
            panic!("{}: {item}", vector.name);
        }
        for piece in &pieces {
            judged += piece.bytes.len();
        }
        for most in [1, 2, 3, 7] {
            assert_eq!(heard(&pieces, most), items, "{}, cut", vector.name);
        }
    }
    assert!(judged > 1000);
}

#[test]
fn a_declared_answer_is_read_by_its_declaration() {
    for vector in vectors() {
        for item in heard(&pieces(&vector), usize::MAX) {
            if let Kind::Information(reading) = &item.kind
                && !reading.item.is_empty()
            {
                let line = escaped(&item.bytes);
                assert!(reading.typed.is_some(), "{}: {line}", vector.name);
            }
        }
    }
}
