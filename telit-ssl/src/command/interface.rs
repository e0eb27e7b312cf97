//! How module and host talk: echo, result codes, error reports, the escape guard time.
//!
//! Read first: V.250 6.2; protocol notes 2.

use crate::value::Switch;
use at_spec::{Argument, Command, Fiftieths, Information, Register};

pub use declared::*;

/// What the module does with result codes (V.250 6.2.5; protocol notes 2).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codes {
    /// They are sent.
    #[at(0)]
    On,
    /// They are not.
    #[at(1)]
    Off,
    /// They are not; Telit's second way, which depends on `#SELINT`.
    #[at(2)]
    OffTelit,
}

/// How errors are reported (27.007 9.1).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reports {
    /// `ERROR` and no more.
    #[at(0)]
    None,
    /// `+CME ERROR:` and a number.
    #[at(1)]
    Number,
    /// `+CME ERROR:` and a text.
    #[at(2)]
    Text,
}

/// Which generation of the command interface the module shows.
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Generation {
    /// The oldest.
    #[at(0)]
    First,
    /// The one between.
    #[at(1)]
    Second,
    /// The one close to the standards; SSL errors have numbers only here (guide, chapter 5).
    #[at(2)]
    Standard,
}

#[at_spec::family]
mod declared {
    use super::{Codes, Command, Fiftieths, Generation, Information, Register, Reports, Switch};

    /// Asks for nothing: the module answers that it is there.
    ///
    /// Source: protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("")]
    pub struct Attention;

    /// Whether the module sends command lines back.
    ///
    /// Source: V.250 6.2.4; protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("E", recollected)]
    pub struct Echo {
        /// On after a factory reset.
        #[at(default = "1")]
        pub on: Switch,
    }

    /// Whether the module sends result codes.
    ///
    /// Source: V.250 6.2.5; protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("Q", recollected)]
    pub struct Silence {
        /// What it does with them.
        #[at(default = "0")]
        pub mode: Codes,
    }

    /// Whether result codes are words or digits. The code that answers is in the new form already.
    ///
    /// Source: V.250 6.2.6; protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("V", recollected)]
    pub struct Verbosity {
        /// Words.
        #[at(default = "1")]
        pub words: Switch,
    }

    /// How much `CONNECT` and the codes of a call tell.
    ///
    /// Source: V.250 6.2.7; protocol notes 2; field notes A29.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("X", recollected)]
    pub struct Detail {
        /// 0: `CONNECT` alone.
        #[at(range = 0..=4, default = "1")]
        pub level: u8,
    }

    /// The byte of the escape sequence, sent three times.
    ///
    /// Source: V.250 (as amended by the LE910 V2 reference p. 53); protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("S2", setting = RegisterValue)]
    pub struct EscapeCharacter {
        /// 43: `+`.
        #[at(default = "43")]
        pub character: u8,
    }

    /// The byte that ends a command line, and the first of a line end. It changes at once.
    ///
    /// Source: V.250 6.2.1; protocol notes 1.4 (LE910 V2 reference p. 53).
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("S3", setting = RegisterValue)]
    pub struct Terminator {
        /// 13: CR.
        #[at(range = 0..=127, default = "13")]
        pub character: u8,
    }

    /// The second byte of a line end.
    ///
    /// Source: V.250 6.2.2; protocol notes 1.4 (LE910 V2 reference p. 53).
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("S4", setting = RegisterValue)]
    pub struct Formatter {
        /// 10: LF.
        #[at(range = 0..=127, default = "10")]
        pub character: u8,
    }

    /// The byte that takes the one before it out of a command line.
    ///
    /// Source: V.250 6.2.3; protocol notes 1.1.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("S5", setting = RegisterValue, recollected)]
    pub struct Eraser {
        /// 8: BS.
        #[at(range = 0..=127, default = "8")]
        pub character: u8,
    }

    /// The value of a register.
    ///
    /// Source: protocol notes 1.3, 2 (LE910 V2 reference p. 53).
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(bare)]
    pub struct RegisterValue {
        /// Three digits.
        pub value: Register,
    }

    /// Sets the guard time of the escape sequence.
    ///
    /// Source: protocol notes 2, 6.2 (GM862 reference p. 64).
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("S12", setting = GuardTime)]
    pub struct EscapeGuard {
        /// Least silence before and behind the sequence, and longest between its bytes.
        #[at(range = 20..=255, default = "50")]
        pub time: Fiftieths,
    }

    /// The guard time of the escape sequence, in units of 20 ms.
    ///
    /// Source: protocol notes 1.3, 2.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(bare)]
    pub struct GuardTime {
        /// Three digits.
        pub time: Register,
    }

    /// How errors are reported.
    ///
    /// Source: 3GPP 27.007 9.1; protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CMEE", setting = Self, test, recollected)]
    pub struct ErrorReports {
        /// How.
        #[at(default = "0")]
        pub reports: Reports,
    }

    /// Which generation of the command interface the module shows.
    ///
    /// It changes the folding of bare strings, forms of action commands, and whether SSL errors have numbers.
    ///
    /// Source: guide 5; protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SELINT", setting = Self, test)]
    pub struct Interface {
        /// Which.
        #[at(default = "0", recollected)]
        pub generation: Generation,
    }
}
