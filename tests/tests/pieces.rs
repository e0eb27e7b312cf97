//! Events do not depend on where the bytes of an instant are cut: golden vectors in two pieces, in three and byte by byte, and
//! the dialogues of the guide in three.
//!
//! In: vectors, and stories that the virtual module answers. Out: judgement. Not here: streams that nobody has written down;
//! `cut.rs` has those.

use tests::fault::{Played, STORIES};
use tests::golden::{Vector, vectors};
use tests::play::{play, whole};

/// Streams up to this length are cut in three at every two places.
const SHORT: usize = 80;

fn answers_cut<'v>(
    vector: &'v Vector,
    cut: impl Fn(&'v [u8]) -> Vec<&'v [u8]>,
) -> Vec<Vec<&'v [u8]>> {
    let turns = whole(vector).into_iter();
    turns
        .map(|pieces| pieces.into_iter().flat_map(&cut).collect())
        .collect()
}

fn told(vector: &Vector, answers: &[Vec<&[u8]>]) -> Vec<Vec<String>> {
    let turns = play(vector, answers).unwrap().into_iter();
    turns
        .map(|turn| {
            turn.into_iter()
                .map(|told| told.value.to_string())
                .collect()
        })
        .collect()
}

/// The length of the longest answer.
fn longest(vector: &Vector) -> usize {
    let turns = vector.turns.iter();
    let lengths = turns.map(|turn| turn.answered.produced.len());
    lengths.max().unwrap_or(0)
}

/// Every two places of a stream of this length, in order.
fn pairs(length: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..=length).flat_map(move |first| (first..=length).map(move |second| (first, second)))
}

#[test]
fn events_do_not_depend_on_where_an_answer_is_cut_in_two() {
    for vector in vectors() {
        let expected = told(&vector, &whole(&vector));
        for place in 0..=longest(&vector) {
            let cut = answers_cut(&vector, |answer| {
                let (head, tail) = answer.split_at(place.min(answer.len()));
                vec![head, tail]
            });
            assert_eq!(
                told(&vector, &cut),
                expected,
                "{} cut at byte {place}",
                vector.name
            );
        }
    }
}

#[test]
fn events_do_not_depend_on_where_a_short_answer_is_cut_in_three() {
    let mut cut_in_three = 0;
    for vector in vectors() {
        let longest = longest(&vector);
        if longest >= SHORT {
            continue;
        }
        let expected = told(&vector, &whole(&vector));
        for (first, second) in pairs(longest) {
            let cut = answers_cut(&vector, |answer| {
                let (head, tail) = answer.split_at(second.min(answer.len()));
                let (head, middle) = head.split_at(first.min(head.len()));
                vec![head, middle, tail]
            });
            let name = &vector.name;
            let told = told(&vector, &cut);
            assert_eq!(told, expected, "{name} cut at {first} and {second}");
        }
        cut_in_three += 1;
    }
    assert!(cut_in_three > 100, "{cut_in_three} vectors are short");
}

#[test]
fn events_do_not_depend_on_reading_byte_by_byte() {
    for vector in vectors() {
        let bytewise = answers_cut(&vector, |answer| answer.chunks(1).collect());
        assert_eq!(
            told(&vector, &bytewise),
            told(&vector, &whole(&vector)),
            "{}",
            vector.name
        );
    }
}

#[test]
fn events_do_not_depend_on_where_the_bytes_of_a_dialogue_are_cut_in_three() {
    for story in STORIES {
        let played = Played::of(story);
        for (first, second) in pairs(played.longest.min(SHORT)) {
            let same = played.cut(first, second);
            same.unwrap_or_else(|what| {
                panic!("{}: cut at {first} and {second}: {what}", story.name)
            });
        }
    }
}
