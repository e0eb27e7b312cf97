//! The settings as a whole: reset, back to the factory's, written down.
//!
//! Read first: V.250 6.1; protocol notes 2, 5 (what outlasts a restart).

use at_spec::Command;

pub use declared::*;

#[at_spec::family]
mod declared {
    use super::Command;

    /// Sets everything as it was written down, and ends a call.
    ///
    /// Source: V.250 6.1.1.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("Z", recollected)]
    pub struct Reset {
        /// Which of the profiles written down.
        #[at(range = 0..=1)]
        pub profile: u8,
    }

    /// Sets everything as the factory has it.
    ///
    /// Source: V.250 6.1.2; field notes A17.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("&F")]
    pub struct Factory {
        /// 0: the basic settings; 1: all.
        #[at(range = 0..=1, recollected)]
        pub extent: u8,
    }

    /// Writes the settings down, so that they outlast a restart.
    ///
    /// Source: protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("&W", recollected)]
    pub struct WriteDown {
        /// Into which profile.
        #[at(range = 0..=1)]
        pub profile: u8,
    }
}
