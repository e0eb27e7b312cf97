//! How a command line writes a command, told from its name (V.250 5.3, 5.4).
//!
//! In: a name. Out: [`Syntax`]. Not here: which names there are.

/// The three ways.
pub(crate) enum Syntax {
    /// A letter and a number.
    Basic,
    /// `S`, digits, and `=`.
    Register,
    /// A name that begins with `+`, `#`, `$`, `*` or `%`.
    Extended,
}

impl Syntax {
    /// How `name` is written.
    pub(crate) fn of(name: &str) -> Self {
        if name.starts_with(['+', '#', '$', '*', '%']) {
            return Self::Extended;
        }
        match name.strip_prefix(['S', 's']) {
            Some(digits)
                if !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_digit()) =>
            {
                Self::Register
            }
            _ => Self::Basic,
        }
    }
}
