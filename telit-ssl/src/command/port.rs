//! The serial line between host and module: flow control, control lines, speed.
//!
//! Read first: V.250 6.2; protocol notes 2.

use at_spec::{Argument, Command};

pub use declared::*;

/// Flow control of the line (protocol notes 2).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlowControl {
    /// None.
    #[at(0)]
    None,
    /// RTS stops the module; the host is not stopped.
    #[at(1)]
    HardwareOneWay,
    /// XON and XOFF, one way.
    #[at(2)]
    SoftwareOneWay,
    /// RTS and CTS.
    #[at(3)]
    Hardware,
    /// XON and XOFF, both ways.
    #[at(4)]
    Software,
    /// XON and XOFF, taken out of the data, one way.
    #[at(5)]
    FilteredOneWay,
    /// XON and XOFF, taken out of the data, both ways.
    #[at(6)]
    Filtered,
}

/// What DCD (C109) tells (ME910C1 reference p. 31).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CarrierDetect {
    /// Nothing: it is always on.
    #[at(0)]
    AlwaysOn,
    /// Whether a connection is online.
    #[at(1)]
    FollowsCarrier,
    /// It is on, and off for a second when a data call ends.
    #[at(2)]
    Wink,
}

/// What the module does when DTR (C108) goes off; 3 to 5 differ between documents (protocol notes 2).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TerminalReady {
    /// Nothing.
    #[at(0)]
    Ignored,
    /// Command mode; the connection is kept.
    #[at(1)]
    Suspends,
    /// Command mode; the connection is closed.
    #[at(2)]
    Closes,
    /// Nothing, with C108 enabled.
    #[at(3)]
    IgnoredButEnabled,
    /// C108/1 is disabled.
    #[at(4)]
    Disabled,
    /// C108/1 is enabled: as 2.
    #[at(5)]
    ClosesToo,
}

#[at_spec::family]
mod declared {
    use super::{CarrierDetect, Command, FlowControl, TerminalReady};

    /// Flow control between host and module.
    ///
    /// Source: protocol notes 2; field notes A29.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("&K", recollected)]
    pub struct Flow {
        /// Which.
        #[at(default = "3")]
        pub control: FlowControl,
    }

    /// What DCD tells. Only where it follows the carrier does the end of online mode become certain.
    ///
    /// Source: protocol notes 2, 6.3 (ME910C1 reference p. 31).
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("&C")]
    pub struct Dcd {
        /// What.
        #[at(default = "1")]
        pub mode: CarrierDetect,
    }

    /// What the module does when DTR goes off.
    ///
    /// Source: protocol notes 2, 6.1 (ME910C1 reference p. 31, LE910 V2 reference p. 40).
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("&D")]
    pub struct Dtr {
        /// What.
        #[at(default = "0")]
        pub mode: TerminalReady,
    }

    /// Speed of the line. The `OK` still has the old one.
    ///
    /// Source: V.250 6.2.10; protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+IPR", setting = Self, test, recollected)]
    pub struct Rate {
        /// Bits per second; 0: the module finds it out.
        #[at(default = "0")]
        pub rate: u32,
    }
}
