//! Whether what was heard in a step is what the module sent.
//!
//! In: the record of a step without a fault, and with one. Out: how they differ, or what does not hold. Not here: playing.

use super::Fault;
use super::line::Line;
use super::play::{Record, payload};
use crate::host::Heard;

/// How a step differs from the one without a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    None,
    /// A line of text reads otherwise.
    Text,
    /// Online payload is otherwise, as it came.
    Online,
    /// A bit inside counted payload is another.
    Bit,
    /// It ended otherwise, and said so.
    End,
}

/// Holds a step against the one without a fault.
pub(super) fn judge(
    expected: &Record,
    record: &Record,
    fault: Fault,
    came: &[u8],
) -> Result<Difference, String> {
    lines_have_come(record, came)?;
    if record.heard == expected.heard && record.refused.is_none() {
        return Ok(Difference::None);
    }
    if record.refused.is_some() || end_of(record) != end_of(expected) {
        return Ok(Difference::End);
    }
    let told = payload(&record.heard);
    if end_of(record) != Some(&Heard::Done) {
        return Ok(match told == payload(&expected.heard) {
            true => Difference::Text,
            false => Difference::Online,
        });
    }
    let sent = counted(&record.meant);
    if told == sent {
        return Ok(Difference::Text);
    }
    let differing = told.iter().zip(sent).filter(|(one, other)| one != other);
    let is_bit = matches!(fault, Fault::Flip(..)) && told.len() == sent.len();
    match is_bit && differing.count() == 1 {
        true => Ok(Difference::Bit),
        false => Err(format!(
            "done, with `{}` for `{}`",
            told.escape_ascii(),
            sent.escape_ascii()
        )),
    }
}

/// The payload that is counted in what the module meant.
fn counted(meant: &[u8]) -> &[u8] {
    const HEADER: &[u8] = b"\r\n#SSLRCV: ";
    let header = meant.windows(HEADER.len()).position(|part| part == HEADER);
    let behind = header.map_or(&[][..], |at| &meant[at + HEADER.len()..]);
    let digits = behind
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let count = std::str::from_utf8(&behind[..digits]).map_or(Ok(0), str::parse);
    behind
        .get(digits + 2..)
        .and_then(|body| body.get(..count.unwrap_or(0)))
        .unwrap_or(&[])
}

/// What ended the step, if something did.
fn end_of(record: &Record) -> Option<&Heard> {
    let ends = |heard: &&Heard| {
        !matches!(
            heard,
            Heard::Information(_)
                | Heard::Remark(_)
                | Heard::Unsolicited(_)
                | Heard::Payload(_)
                | Heard::Prompt
                | Heard::SettingsLost
                | Heard::Dtr(_)
        )
    };
    record.heard.iter().rfind(ends)
}

/// Every line that was told is one that came.
fn lines_have_come(record: &Record, came: &[u8]) -> Result<(), String> {
    for heard in &record.heard {
        if let Heard::Information(text) | Heard::Remark(text) | Heard::Unsolicited(text) = heard
            && !came.windows(text.len()).any(|part| part == text)
        {
            return Err(format!("`{}` has not come", text.escape_ascii()));
        }
    }
    Ok(())
}

/// Online payload is what came, in order, up to the text of the end.
pub(super) fn online_holds(line: &mut Line, record: &Record) -> Result<(), String> {
    if line.online.is_empty() {
        return Ok(());
    }
    let told = payload(&record.heard);
    let rest = line.online.split_off(line.told);
    let Some(held) = rest.strip_prefix(told.as_slice()) else {
        let (told, rest) = (told.escape_ascii(), rest.escape_ascii());
        return Err(format!("online, `{told}` was told of `{rest}`"));
    };
    line.told += told.len();
    line.online.extend_from_slice(&rest);
    let ended = record.heard.iter().any(|heard| {
        let by_text = matches!(heard, Heard::Closed { .. } | Heard::Suspended);
        by_text || matches!(heard, Heard::Attached(_))
    });
    if !ended {
        return Ok(());
    }
    (line.online, line.told) = (Vec::new(), 0);
    match held {
        b"\r\nNO CARRIER\r\n" | b"\r\nOK\r\n" | b"" => Ok(()),
        held => Err(format!("online, `{}` was not told", held.escape_ascii())),
    }
}
