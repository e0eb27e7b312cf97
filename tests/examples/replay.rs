//! Plays one input of a fuzz target again, and shows the story that it tells: `replay TARGET FILE...`.
//!
//! In: names of files, such as those that the fuzzer has written down. Out: stories, or the law that is broken. Not here:
//! the corpus as a whole; `tests/corpus.rs` replays that.
#![expect(clippy::print_stdout, reason = "the stories are what was asked for")]

use std::process::ExitCode;

use tests::fuzzed::{TARGETS, command_line, engine, framer, pair, transcript};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let Some((_, judge)) = TARGETS.iter().find(|(target, _)| *target == name) else {
        println!("replay TARGET FILE...; the targets are");
        TARGETS.iter().for_each(|(target, _)| println!("{target}"));
        return ExitCode::from(2);
    };
    for file in arguments {
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) => {
                println!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        };
        println!("{file}: {}", told(&name, &bytes));
        judge(&bytes);
    }
    ExitCode::SUCCESS
}

fn told(name: &str, bytes: &[u8]) -> String {
    match name {
        "command_line" => format!("{:#?}", command_line::Story::read(bytes)),
        "engine" => format!("{:#?}", engine::Story::read(bytes)),
        "framer" => format!("{:#?}", framer::Stream::read(bytes)),
        "pair" => format!("{:#?}", pair::Story::read(bytes)),
        "transcript" => format!("{:#?}", transcript::Story::read(bytes)),
        _ => bytes.escape_ascii().to_string(),
    }
}
