//! Data calls, as far as they touch a connection: who rings, and the way back online.
//!
//! Read first: V.250 6.3; protocol notes 6.1.

use at_spec::{Command, Unsolicited};

pub use declared::*;

#[at_spec::family]
mod declared {
    use super::{Command, Unsolicited};

    /// Goes back to online mode of a suspended data call. A suspended SSL socket has a command of its own for that.
    ///
    /// Source: V.250 6.3.7; protocol notes 6.1.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("O", exchange = at_spec::Exchange::Online, answer_within = "30 s", recollected)]
    pub struct Resume {
        /// Always 0.
        #[at(range = 0..=0)]
        pub call: u8,
    }

    /// Somebody calls.
    ///
    /// Source: V.250 6.3.4; protocol notes 1.4.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("RING")]
    pub struct Ring;
}
