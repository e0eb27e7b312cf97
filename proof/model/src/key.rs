//! The engine as a key: what it shows of itself, without what never decides anything, and with times seen from now.
//!
//! In: an engine and the time. Out: text that is the same for engines that behave alike from here on. What is not known
//! to be without effect stays in, so that the key may tell too much apart and never too little.

use telit_ssl::Engine;

/// The greatest time in which a byte that has left still matters: the guard time and a fifth.
const GUARD: i64 = 1_200;

/// The key of `engine` at `now`.
pub fn key<B: AsRef<[u8]> + AsMut<[u8]> + Clone>(engine: &Engine<B>, now: u64) -> String {
    let all = format!("{engine:?}");
    let (line, partial) = engine.clone().into_rooms();
    let fields = fields(&all);
    let of = |name: &str| -> &str {
        let field = fields.iter().find(|(field, _)| *field == name);
        field
            .unwrap_or_else(|| panic!("the engine shows no {name}"))
            .1
    };
    let mut key = String::new();
    for (name, value) in &fields {
        match *name {
            // Constants of a run, the time itself, and a number that only tickets look at.
            "profile" | "now" | "serial" => continue,
            "framer" => key += &without_taken(value),
            // A time that has passed has passed, but for the last byte: silence is counted from it.
            "clock" | "quiet" | "held" | "gap" | "answer_end" => key += &seen_from(value, now, 0),
            "heard" => key += &seen_from(value, now, 1),
            "watch" => key += &seen_from(value, now, GUARD + 1),
            // Which question comes next.
            "markers" => key += &(number(value) % 8).to_string(),
            _ => key += value,
        }
        key.push(';');
    }
    // Behind what was sent or has come the rooms hold what nobody reads.
    let kept = number(behind(of("framer"), "length: "));
    for (room, length) in [(line, number(of("sent_line"))), (partial, kept)] {
        key += &format!("{:?};", &room.as_ref()[..length]);
    }
    key
}

/// The fields of a struct as `Debug` shows it.
fn fields(all: &str) -> Vec<(&str, &str)> {
    let start = all.find("{ ").map_or(0, |at| at + 2);
    let body = all[start..].trim_end_matches(" }");
    let (mut fields, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, letter) in body.char_indices().chain([(body.len(), ',')]) {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                let field = body[from..at].trim_start();
                fields.extend(field.split_once(": "));
                from = at + 1;
            }
            _ => {}
        }
    }
    fields
}

/// A framer without the code that it took last, which is there to be looked at.
fn without_taken(framer: &str) -> String {
    let Some((before, taken)) = framer.split_once("Due { any: false") else {
        return framer.to_string();
    };
    let (_, rest) = taken.split_once('}').expect("it is closed");
    format!("{before}{rest}")
}

/// `Instant(n)` as a distance from `now`, no further back than `most`.
fn seen_from(value: &str, now: u64, most: i64) -> String {
    let Some((before, rest)) = value.split_once("Instant(") else {
        return value.to_string();
    };
    let (then, rest) = rest.split_once(')').expect("it is closed");
    let distance = number(then) as i64 - now as i64;
    format!("{before}{}{rest}", distance.max(-most))
}

fn behind<'t>(text: &'t str, name: &str) -> &'t str {
    let behind = text.split_once(name).map_or("0", |(_, behind)| behind);
    let end = behind.find(|letter: char| !letter.is_ascii_digit());
    end.map_or(behind, |end| &behind[..end])
}

fn number(text: &str) -> usize {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is no number"))
}
