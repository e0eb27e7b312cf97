//! Bytes as the lines of a vector write them.
//!
//! In: text. Out: bytes; and back. 0x20 to 0x7E stand for themselves but for the backslash; `\r`, `\n`, `\\` and
//! `\xNN` for the rest, and for a blank at the end of a line.

/// The bytes that `text` stands for.
///
/// # Errors
/// What is wrong with it, for people.
pub fn unescaped(text: &str) -> Result<Vec<u8>, String> {
    if text.ends_with(' ') {
        return Err("write a blank at the end of a line as \\x20".to_owned());
    }
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(one) = rest.chars().next() {
        rest = &rest[one.len_utf8()..];
        if one != '\\' {
            match one {
                ' '..='~' => bytes.push(u8::try_from(one).unwrap_or(b'?')),
                _ => return Err(format!("write {one:?} as \\xNN")),
            }
            continue;
        }
        let (byte, length) = match rest.as_bytes() {
            [b'r', ..] => (b'\r', 1),
            [b'n', ..] => (b'\n', 1),
            [b'\\', ..] => (b'\\', 1),
            [b'x', ..] => {
                let digits = rest.get(1..3).ok_or("\\x has two hexadecimal digits")?;
                (
                    u8::from_str_radix(digits, 16).map_err(|_| "\\x has two hexadecimal digits")?,
                    3,
                )
            }
            _ => return Err("a backslash is followed by r, n, x or a backslash".to_owned()),
        };
        bytes.push(byte);
        rest = &rest[length..];
    }
    Ok(bytes)
}

/// Bytes as a line of a vector has them.
#[must_use]
pub fn escaped(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (place, byte) in bytes.iter().enumerate() {
        match byte {
            b'\r' => text.push_str("\\r"),
            b'\n' => text.push_str("\\n"),
            b'\\' => text.push_str("\\\\"),
            b' ' if place + 1 == bytes.len() => text.push_str("\\x20"),
            b' '..=b'~' => text.push(char::from(*byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{escaped, unescaped};

    #[test]
    fn every_byte_is_written_and_read_back() {
        for byte in 0..=u8::MAX {
            for bytes in [vec![byte], vec![byte, b'1'], vec![b' ', byte]] {
                assert_eq!(unescaped(&escaped(&bytes)), Ok(bytes));
            }
        }
    }

    #[test]
    fn a_mistake_is_explained() {
        for text in ["blank ", "\\q", "\\x4", "\\xzz", "\t", "caf\u{e9}"] {
            assert!(unescaped(text).is_err(), "{text:?}");
        }
    }
}
