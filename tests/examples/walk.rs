//! Long lines, whose instructions `bench/count` counts: the cost of a byte is the same in a short line and a long one.
//!
//! In: the name of a workload. Out: nothing; callgrind collects inside the functions named `measured`.
//! Not here: seconds, and workloads of usual size; `count.rs` has those.
#![allow(clippy::print_stdout, reason = "a program that lists its workloads")]

use std::hint::black_box;

use at_parse::grammar::{Production, quoted};
use at_parse::{CommandLine, Elements, Tokens};
use at_spec::Dialect;
use telit_ssl::command::Telit;
use telit_ssl::profile::id::G2;

#[inline(never)]
fn measured_commands(line: &[u8]) -> usize {
    CommandLine::behind_prefix(line).into_iter().count()
}

#[inline(never)]
fn measured_decoded(line: &[u8]) -> usize {
    let invocations = CommandLine::behind_prefix(line).into_iter();
    let decoded = invocations.map(|invocation| Telit::decode(&invocation, G2));
    decoded
        .map(|command| 1 + usize::from(command.is_some()))
        .sum()
}

#[inline(never)]
fn measured_tokens(text: &[u8]) -> usize {
    Tokens::new(text).count()
}

#[inline(never)]
fn measured_elements(text: &[u8]) -> usize {
    let elements = Elements::new(text);
    let taken = elements.filter(|allowed| allowed.allows(1)).count();
    taken + usize::from(Elements::new(text).check().is_err())
}

#[inline(never)]
fn measured_quoted(text: &[u8]) -> usize {
    usize::from(quoted.read(text).is_err())
}

/// What is done, to what, repeated and with a beginning.
type Workload = (&'static str, fn(&[u8]) -> usize, &'static str, &'static str);

const WORKLOADS: &[Workload] = &[
    ("commands", measured_commands, "", "+CMEE=1;E0"),
    ("commands, decoded", measured_decoded, "", "+CMEE=1;E0"),
    (
        "commands, all unknown, decoded",
        measured_decoded,
        "",
        "+X;",
    ),
    ("values of a list", measured_tokens, "", "1,\"x\",(2),y,"),
    (
        "elements of a test answer",
        measured_elements,
        "",
        "(0,1),\"IP\",512,,",
    ),
    (
        "one group of a test answer, open",
        measured_elements,
        "(",
        "0-2,",
    ),
    ("groups within groups, open", measured_elements, "", "("),
    ("a string without an end", measured_quoted, "\"", "x"),
];

/// Bytes of a short line and of a long one.
const LENGTHS: [usize; 2] = [10_000, 1_000_000];

fn main() {
    let asked = std::env::args().nth(1).unwrap_or_default();
    for (name, measured, lead, part) in WORKLOADS {
        for length in LENGTHS {
            let workload = format!("{name}, {length} bytes");
            if asked == workload {
                let line = format!("{lead}{}", part.repeat(length / part.len()));
                assert!(black_box(measured(black_box(line.as_bytes()))) > 0);
            } else if asked == "list" {
                println!("{workload}\t{length}");
            }
        }
    }
}
