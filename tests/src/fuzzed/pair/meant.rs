//! What the module has said, read by somebody who has all of it and knows where it begins.
//!
//! In: all bytes of an exchange in command mode, and its shape. Out: what they mean, in order. It shares nothing with the
//! engine: no framer, no state, no time. Not here: online mode.

use at_spec::Exchange;
use telit_ssl::Cause;

use crate::host::Heard;

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A line, whoever asked for it.
    Line(Vec<u8>),
    /// Payload behind its count.
    Payload(Vec<u8>),
    Prompt,
    Ok,
    Refused,
    /// Payload was given up, and the module said `OK` or `ERROR` to that; only the host tells it so.
    GivenUp,
    Connect,
}

impl Meant {
    /// The same, of what was heard.
    pub(super) fn of(heard: &[Heard]) -> Vec<Self> {
        let one = |heard: &Heard| {
            Some(match heard {
                Heard::Information(line) | Heard::Remark(line) | Heard::Unsolicited(line) => {
                    Self::Line(line.clone())
                }
                Heard::Payload(payload) if payload.is_empty() => return None,
                Heard::Payload(payload) => Self::Payload(payload.clone()),
                Heard::Prompt => Self::Prompt,
                Heard::Done => Self::Ok,
                Heard::Connected => Self::Connect,
                Heard::Failed { failure, .. } if failure.cause == Cause::Aborted => Self::GivenUp,
                Heard::Failed { .. } => Self::Refused,
                other => panic!("{other:?} in command mode"),
            })
        };
        heard.iter().filter_map(one).collect()
    }
}

/// What `said` means, which answers `line`, and where the bytes of each end.
pub(super) fn meant(said: &[u8], line: &[u8], shape: Option<Exchange>) -> Vec<(Meant, usize)> {
    let mut meant = Vec::new();
    let mut rest = said;
    let is_prompt = matches!(shape, Some(Exchange::Prompt(_)));
    let mut prompted = false;
    loop {
        let start = rest.iter().position(|byte| !matches!(byte, b'\r' | b'\n'));
        rest = &rest[start.unwrap_or(rest.len())..];
        if rest.is_empty() {
            return meant;
        }
        if is_prompt && !prompted && rest.starts_with(b">") {
            prompted = true;
            rest = rest.strip_prefix(b"> ").unwrap_or(&rest[1..]);
            meant.push((Meant::Prompt, said.len() - rest.len()));
            continue;
        }
        let end = end_of_line(rest);
        let (text, behind) = rest.split_at(end);
        rest = behind.strip_prefix(b"\r\n").unwrap_or(behind);
        if text == line {
            continue;
        }
        let one = match text {
            b"OK" if shape.is_some() => Meant::Ok,
            b"ERROR" if shape.is_some() => Meant::Refused,
            b"NO CARRIER" if matches!(shape, Some(Exchange::Online | Exchange::Dial)) => {
                Meant::Refused
            }
            b"CONNECT" if shape.is_some() => Meant::Connect,
            _ if text.starts_with(b"+CME ERROR:") => Meant::Refused,
            _ => Meant::Line(text.to_vec()),
        };
        meant.push((one, said.len() - rest.len()));
        if let (Some(Exchange::Counted { .. }), Some(count)) = (shape, header(text)) {
            let (payload, behind) = rest.split_at(count.min(rest.len()));
            rest = behind;
            if !payload.is_empty() {
                meant.push((Meant::Payload(payload.to_vec()), said.len() - rest.len()));
            }
        }
    }
}

/// Where the line ends: behind the data that it counts, or at a line end.
fn end_of_line(text: &[u8]) -> usize {
    let counted = text.strip_prefix(b"SSLSRING: 1,").and_then(|values| {
        let comma = values.iter().position(|byte| *byte == b',')?;
        let count = std::str::from_utf8(&values[..comma]).ok()?;
        let start = text.len() - values.len() + comma + 1;
        Some((start + count.parse::<usize>().ok()?).min(text.len()))
    });
    let line_end = || text.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
    counted.or_else(line_end).unwrap_or(text.len())
}

/// How many bytes of payload follow the line.
fn header(line: &[u8]) -> Option<usize> {
    let values = line
        .strip_prefix(b"#SSLRECV: ")
        .or_else(|| line.strip_prefix(b"#SSLRCV: "))?;
    let last = values.rsplit(|byte| *byte == b',').next()?;
    std::str::from_utf8(last).ok()?.parse().ok()
}
