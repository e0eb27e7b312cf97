//! Sending that fails in the middle: what is known to be with the module, and what is not.
//!
//! In: what the module says to each prompt and each piece. Out: judgement of what the procedure tells. Not here: payload that
//! arrives (`dialogue.rs`).

use telit_ssl::procedure::{Obstacle, Progress, Run, Send, Way};
use telit_ssl::{Cause, Engine, Instant, Profile, Span};

/// 2G modules take 1000 bytes at once here.
const PAYLOAD: [u8; 2_500] = [b'x'; 2_500];

/// What became of it, and how much the module is known to have accepted, and how much more it was given.
type Outcome = (Result<Way, Obstacle>, usize, usize);

/// Sends to a module that says this, one after the other, and nothing more.
fn send(said: &[&[u8]]) -> Outcome {
    let mut engine = Engine::new(Profile::G2, [0; 100], [0; 100]);
    let mut run = Run::new(Send::new(&PAYLOAD));
    let (mut said, mut now) = (said.iter(), Instant::default());
    loop {
        let mut input: &[u8] = &[];
        // Nothing comes before it was asked for.
        let mut progress = run.poll(now, &mut engine, &mut input);
        if progress == Progress::Wait {
            now = run
                .deadline(&engine)
                .unwrap_or(now)
                .min(now + Span::from_millis(20));
            let begins =
                engine.outgoing().is_empty() && engine.deadline().is_none_or(|end| now < end);
            if let Some(bytes) = said.as_slice().first().filter(|_| begins) {
                input = bytes;
                said.next();
            } else {
                now = run.deadline(&engine).expect("something is waited for");
            }
            progress = run.poll(now, &mut engine, &mut input);
        }
        let left = match progress {
            Progress::Transmit => engine.outgoing().len(),
            Progress::Write(piece) => piece.len(),
            Progress::Done(way) => {
                return (Ok(way), run.accepted(), run.unanswered());
            }
            Progress::Failed(obstacle) => {
                return (Err(obstacle), run.accepted(), run.unanswered());
            }
            _ => 0,
        };
        engine.transmitted(now, left);
    }
}

const PROMPT: &[u8] = b"\r\n> ";
const OK: &[u8] = b"\r\nOK\r\n";

#[test]
fn every_piece_that_was_answered_is_accepted() {
    let (way, accepted, unanswered) = send(&[PROMPT, OK, PROMPT, OK, PROMPT, OK]);
    assert_eq!((way, accepted, unanswered), (Ok(Way::Command), 2_500, 0));
}

#[test]
fn a_piece_that_was_refused_may_have_left_in_part() {
    let (end, accepted, unanswered) = send(&[PROMPT, OK, PROMPT, b"\r\n+CME ERROR: 840\r\n"]);
    assert!(matches!(end, Err(Obstacle::Refused { .. })), "{end:?}");
    assert_eq!((accepted, unanswered), (1_000, 1_000));
}

#[test]
fn a_piece_without_an_answer_may_have_left() {
    let (end, accepted, unanswered) = send(&[PROMPT, OK, PROMPT]);
    assert!(
        matches!(end, Err(Obstacle::Refused { failure, .. }) if failure.cause == Cause::Silence),
        "{end:?}"
    );
    assert_eq!((accepted, unanswered), (1_000, 1_000));
}

#[test]
fn what_was_refused_before_its_prompt_has_not_left() {
    let (end, accepted, unanswered) = send(&[PROMPT, OK, b"\r\n+CME ERROR: 833\r\n"]);
    assert!(matches!(end, Err(Obstacle::Refused { .. })), "{end:?}");
    assert_eq!((accepted, unanswered), (1_000, 0));
}
