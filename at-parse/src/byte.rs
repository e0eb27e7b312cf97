//! Names of the bytes that mean something to either end of the line.
//!
//! In: nothing. Out: constants. Not here: longer patterns; `framer/online.rs` has those of online mode.

/// Ends a command line, and begins and ends a line of the module (S3, V.250 6.2.1).
pub const CR: u8 = 0x0D;
/// Second byte of a line end (S4, V.250 6.2.2).
pub const LF: u8 = 0x0A;
/// Ends an uncounted payload, `^Z` (guide 3.3, 4.2.2.1).
pub const CTRL_Z: u8 = 0x1A;
/// Cancels an uncounted payload (protocol notes 5.10).
pub const ESCAPE: u8 = 0x1B;
/// Deletes the byte before it, in a command line (S5) and in an uncounted payload (protocol notes 5.10).
pub const BACKSPACE: u8 = 0x08;
/// Three of them with silence around them leave online mode (S2; guide 4.2.1).
pub const PLUS: u8 = b'+';
/// The module waits for payload (guide 4.2.2.1; protocol notes 5.12).
pub const PROMPT: u8 = b'>';
