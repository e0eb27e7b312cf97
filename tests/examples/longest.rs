//! The longest single `poll` over 64 bytes: every state that is reached, every input of a list that is made to be long.
//!
//! In: nothing, or one such poll by its numbers. Out: the polls that took longest by the clock, the least time of many
//! tries for each; `bench/longest` has callgrind count their instructions. Not here: what a whole answer costs; `count.rs` has that.
#![allow(clippy::print_stdout, reason = "a program that lists what it does")]

use std::collections::BTreeSet;
use std::hint::black_box;

use std::time::Duration;

use telit_ssl::{Action, Engine, Instant};
use tests::host::Host;
use tests::reach::{led_along, reachable};

/// How much of the stream one read brings.
const READ: usize = 64;
/// How often each poll is timed; the least time is its own, the others are also those of the machine.
const TRIES: usize = 50;
/// How many polls are counted.
const LISTED: usize = 40;

/// Lines and pieces of lines that are dear: short ones, texts of errors, names of unsolicited codes, ends of online
/// mode that are none, counts, data inside lines.
const LINES: &[&str] = &[
    "",
    "A",
    "0",
    "3",
    ">",
    "> ",
    "OK",
    "ERROR",
    "RING",
    "CONNECT",
    "NO CARRIER",
    "NO CARRIER:SSL,1",
    "NO CARRIER:9,ABCDEFGHIJKL",
    "\r\nNO CARRIER",
    "\r\nNO CARRIER:SSL,1,3",
    "+CME ERROR: 4",
    "+CME ERROR: 999",
    "+CME ERROR: S",
    "+CME ERROR: SSL error",
    "+CME ERROR: SSL error during handshaky",
    "+CMS ERROR: 4",
    "+CREG: 1",
    "+CMEE: 1",
    "+X: 1",
    "#SSLS: 1,2,3",
    "#SSLRECV: 0",
    "#SSLRECV: 1",
    "#SSLRECV: 4294967295",
    "SSLSRING: 1,3,",
    "SSLSRING: 1,99,",
    "SSLSRING: 1,3,a",
    "(1,2)",
    "AT+X=1",
    "abc",
];
const ENDS: &[&str] = &["\r", "\n", "\r\n", ""];

fn inputs() -> Vec<[u8; READ]> {
    let lines = LINES
        .iter()
        .flat_map(|line| ENDS.iter().map(move |end| format!("{line}{end}")));
    let lines = lines.filter(|line| !line.is_empty());
    lines
        .map(|line| std::array::from_fn(|at| line.as_bytes()[at % line.len()]))
        .collect()
}

#[inline(never)]
fn measured_poll<'i>(
    engine: &mut Engine<Vec<u8>>,
    now: Instant,
    input: &mut &'i [u8],
) -> Action<'i> {
    engine.poll(now, input)
}

/// One poll of a state; how many bytes it read and how long it took.
fn poll(host: &Host, bytes: &[u8]) -> (usize, Duration) {
    let mut engine = host.engine.clone();
    let mut input = black_box(bytes);
    let start = std::time::Instant::now();
    let _ = black_box(measured_poll(&mut engine, host.clock.now(), &mut input));
    let taken = start.elapsed();
    (bytes.len() - input.len(), taken)
}

/// The state without what is only passed on: how often something was tried, and what for.
fn kind(place: &str) -> String {
    let aims = ["Attach(CommandMode)", "Attach(Online)", "Resynchronise"];
    let place = aims
        .iter()
        .fold(place.to_string(), |place, aim| place.replace(aim, ""));
    place.replace(|letter: char| letter.is_ascii_digit(), "")
}

/// Lists the polls that took longest, a line for each: path and input by number, bytes read, state, input.
fn list(inputs: &[[u8; READ]]) {
    let mut kinds = BTreeSet::new();
    let mut polls = Vec::new();
    for (place, reached) in reachable() {
        if !kinds.insert(kind(&place)) {
            continue;
        }
        for (number, bytes) in inputs.iter().enumerate() {
            let tries = (0..TRIES).map(|_| poll(&reached.host, bytes));
            let Some((read, taken)) = tries.min_by_key(|(_, taken)| *taken) else {
                continue;
            };
            let path: Vec<String> = reached.path.iter().map(usize::to_string).collect();
            let workload = format!("{}/{number}", path.join("."));
            let said = bytes.escape_ascii();
            polls.push((taken, format!("{workload}\t{read}\t{place}\t{said}")));
        }
    }
    eprintln!("{} polls in {} states", polls.len(), kinds.len());
    polls.sort();
    for (_, line) in polls.iter().rev().take(LISTED) {
        println!("{line}");
    }
}

fn main() {
    let inputs = inputs();
    match std::env::args().nth(1) {
        None => list(&inputs),
        Some(workload) => {
            let (path, input) = workload.split_once('/').expect("path/input");
            let number = |text: &str| text.parse().expect("a number");
            let path: Vec<usize> = path.split('.').map(number).collect();
            let (read, _) = poll(&led_along(&path), &inputs[number(input)]);
            assert!(read <= READ);
        }
    }
}
