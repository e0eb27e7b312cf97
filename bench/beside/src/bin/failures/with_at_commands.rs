//! at-commands 0.5.8: its parser, which is given a whole answer; it has no framing, so that properties of streams are its
//! caller's, and no failure of it is said of them.
//!
//! In: answers. Out: what it makes of them.

use at_commands::parser::CommandParser;

use crate::{Failure, shown};

const LIBRARY: &str = "at-commands 0.5.8";

pub fn failures() -> Vec<Failure> {
    vec![final_codes(), split(), code_inside(), whitespace()]
}

/// The payload of a receive, as a text without quotes: the one kind of field without a comma or quotes around it.
fn payload(answer: &[u8]) -> Option<(i32, &str)> {
    CommandParser::parse(answer)
        .expect_identifier(b"\r\n#SSLRECV:")
        .expect_int_parameter()
        .expect_identifier(b"\r\n")
        .expect_raw_string()
        .finish()
        .ok()
}

/// A status as its answer is written.
fn status(answer: &[u8]) -> Option<(i32, i32)> {
    CommandParser::parse(answer)
        .expect_identifier(b"\r\n#SSLS:")
        .expect_int_parameter()
        .expect_int_parameter()
        .expect_identifier(b"\r\n\r\nOK\r\n")
        .finish()
        .ok()
}

fn final_codes() -> Failure {
    let answer = b"\r\n#SSLRECV: 10\r\nab\r\nOK\r\ncd\r\n\r\nOK\r\n";
    assert_eq!(payload(answer), Some((10, "ab")));
    Failure {
        property: "payload_containing_final_codes",
        library: LIBRARY,
        given: shown(answer),
        made: String::from(
            "10 and `ab`: no field is counted, and its texts end at a control character",
        ),
    }
}

fn split() -> Failure {
    let answer = b"\r\n#SSLS: 1,2\r\n\r\nOK\r\n";
    assert_eq!(status(answer), Some((1, 2)));
    assert!((0..answer.len()).all(|end| status(&answer[..end]).is_none()));
    assert_eq!(status(b"\r\n#SSLD: 1,2\r\n\r\nOK\r\n"), None);
    Failure {
        property: "split_invariance",
        library: LIBRARY,
        given: format!("any beginning of {}", shown(answer)),
        made: String::from(
            "the same error as for a wrong answer: whether more is to come is not told",
        ),
    }
}

fn code_inside() -> Failure {
    let answer = b"\r\n+CREG: 1\r\n\r\n#SSLS: 1,2\r\n\r\nOK\r\n";
    assert_eq!(status(answer), None);
    Failure {
        property: "urc_inside_an_answer",
        library: LIBRARY,
        given: shown(answer),
        made: String::from("an error"),
    }
}

fn whitespace() -> Failure {
    let answer = b"\r\n#SSLRECV: 3\r\n  a\r\n\r\nOK\r\n";
    assert_eq!(payload(answer), Some((3, "a")));
    Failure {
        property: "whitespace_in_payload_kept",
        library: LIBRARY,
        given: shown(answer),
        made: String::from("3 and `a`"),
    }
}
