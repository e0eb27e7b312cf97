//! Texts that differ in spelling alone.
//!
//! In: two texts. Out: whether they are the same. Not here: which texts there are.

/// Whether two texts have the same letters and digits, whatever their case and whatever stands between: "cannot" and
/// "can not", "timeout", "time-out" and "Time out". A text without any is like no other.
pub(super) fn folds_alike(one: &[u8], two: &[u8]) -> bool {
    folded(one).next().is_some() && folded(one).eq(folded(two))
}

fn folded(text: &[u8]) -> impl Iterator<Item = u8> {
    let letters = text.iter().filter(|byte| byte.is_ascii_alphanumeric());
    letters.map(u8::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::folds_alike;

    #[test]
    fn spelling_does_not_count_and_letters_do() {
        for (one, two) in [
            ("can not resume socket", "CANNOT RESUME SOCKET"),
            ("time-out in opening socket", "Timeout in opening socket"),
            ("SSL error enc/dec data", "ssl error enc dec data."),
        ] {
            assert!(folds_alike(one.as_bytes(), two.as_bytes()), "{one}");
        }
        assert!(!folds_alike(b"SSL connected", b"SSL not connected"));
        assert!(!folds_alike(b"", b""), "an empty text is no text");
        assert!(!folds_alike(b"", b" - "));
    }
}
