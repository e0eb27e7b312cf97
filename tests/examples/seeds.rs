//! Writes the seeds of the fuzz targets from the golden vectors: `cargo run -p tests --example seeds`.
//!
//! In: `golden/`. Out: files in `fuzz/corpus/<target>/`, the same each time. Not here: what the fuzzer finds itself; a
//! broken law becomes a test, and the rest is not kept.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use at_parse::{ResultCodes, Tail};
use telit_cli::record::Side;
use tests::fuzzed::{command_line, engine, framer, grammar, pair, transcript};
use tests::golden::{Vector, vectors};

/// Families whose exchanges have shapes of their own; of the others every twelfth vector is enough.
const SHAPED: [&str; 2] = ["exchange", "session"];
const EVERY: usize = 12;

fn main() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let mut seen = BTreeSet::new();
    for (number, vector) in vectors().iter().enumerate() {
        let family = vector.name.split('/').next().unwrap_or_default();
        if !SHAPED.contains(&family) && number % EVERY != 0 {
            continue;
        }
        let seeds = [
            ("engine", engine_seed(vector)),
            ("framer", framer_seed(vector)),
            ("transcript", transcript_seed(vector)),
            ("command_line", command_line_seed(vector)),
            ("pair", pair_seed(vector)),
            ("grammar", grammar_seed(vector)),
        ];
        for (target, seed) in seeds {
            let folder = root.join(target);
            fs::create_dir_all(&folder)?;
            if seed.len() <= 1024 && seen.insert((target, seed.clone())) {
                fs::write(folder.join(vector.name.replace('/', "-")), seed)?;
            }
        }
    }
    Ok(())
}

fn line(sent: &[u8]) -> &[u8] {
    sent.strip_suffix(b"\r").unwrap_or(sent)
}

/// Whether the turn begins with a command line, and not with payload.
fn asks(sent: &[u8]) -> bool {
    sent.starts_with(b"AT") && sent.ends_with(b"\r")
}

fn engine_seed(vector: &Vector) -> Vec<u8> {
    let mut calls = Vec::new();
    for turn in &vector.turns {
        let sent = turn.sent.produced.as_slice();
        if asks(sent) {
            calls.push(engine::Call::Ask(line(sent)));
        } else if sent == b"+++" {
            calls.extend([
                engine::Call::Suspend,
                engine::Call::GoOn,
                engine::Call::GoOn,
            ]);
        } else if !sent.is_empty() {
            let payload = sent.strip_suffix(b"\x1a").unwrap_or(sent);
            let at_once = true;
            calls.push(engine::Call::Supply { payload, at_once });
            calls.push(engine::Call::Finish);
        }
        calls.extend(turn.answered.all().take(1).map(engine::Call::Hear));
        calls.push(engine::Call::Pass(5));
    }
    let story = engine::Story {
        profile: vector.profile,
        codes: codes(vector),
        dtr: false,
        narrow: false,
        wild: false,
        calls,
    };
    story.script()
}

fn codes(vector: &Vector) -> ResultCodes {
    if vector.is_given("codes numeric") {
        ResultCodes::Numeric
    } else {
        ResultCodes::Verbose
    }
}

fn framer_seed(vector: &Vector) -> Vec<u8> {
    let answers = vector
        .turns
        .iter()
        .flat_map(|turn| turn.answered.all().take(1));
    let parts = answers.flat_map(|bytes| [framer::Part::Bytes(bytes), framer::Part::Quiet]);
    let first = if vector.name.contains("online") {
        framer::Expected::Online(Tail::NoCarrierOrOk)
    } else {
        framer::Expected::Prompt
    };
    let stream = framer::Stream {
        codes: codes(vector),
        inline: true,
        room: 400,
        most: 3,
        expected: vec![first, framer::Expected::Lines],
        parts: parts.collect(),
    };
    stream.script()
}

fn transcript_seed(vector: &Vector) -> Vec<u8> {
    let parts = vector.turns.iter().flat_map(|turn| {
        let sides = [(Side::Host, &turn.sent), (Side::Module, &turn.answered)];
        sides.into_iter().filter_map(|(from, said)| {
            let bytes = said.all().next()?;
            let steps = 2;
            Some(transcript::Part { from, steps, bytes })
        })
    });
    let story = transcript::Story {
        host: 0,
        timed: true,
        most: 3,
        parts: parts.collect(),
    };
    story.script()
}

fn command_line_seed(vector: &Vector) -> Vec<u8> {
    let mut events = vec![command_line::Event::PassLong(5)];
    for turn in &vector.turns {
        events.extend(turn.sent.all().map(command_line::Event::Host));
        events.push(command_line::Event::Peer(0));
        events.push(command_line::Event::PassLong(3));
    }
    let story = command_line::Story {
        profile: vector.profile,
        sim: 2,
        quirks: 0,
        events,
    };
    story.script()
}

fn pair_seed(vector: &Vector) -> Vec<u8> {
    let peer = (!vector.peer.is_empty()).then_some(pair::Deed::PeerSends(&vector.peer));
    let mut deeds: Vec<_> = peer.into_iter().collect();
    for turn in &vector.turns {
        let sent = turn.sent.produced.as_slice();
        if asks(sent) {
            let payload = b"payload";
            let line = line(sent);
            deeds.push(pair::Deed::Ask { line, payload });
        } else if sent == b"+++" {
            deeds.push(pair::Deed::Suspend);
        } else if !sent.is_empty() {
            deeds.push(pair::Deed::Supply(sent));
        }
    }
    let story = pair::Story {
        profile: vector.profile,
        stage: if vector.name.starts_with("exchange") {
            pair::Stage::Open
        } else {
            pair::Stage::Up
        },
        irregular: 0,
        line: 2,
        deeds,
    };
    story.script()
}

fn grammar_seed(vector: &Vector) -> Vec<u8> {
    let sent = vector.turns.iter().flat_map(|turn| turn.sent.all());
    let text = sent.map(line).next().unwrap_or_default();
    grammar::script(grammar::Kind::CommandLine, vector.profile.id, text)
}
