//! The network: whether the module is registered and attached.
//!
//! Read first: 27.007 7.2, 10.1; protocol notes 3; field notes A18.

use crate::profile::id::{G2, G3};
use crate::value::Switch;
use at_spec::{Argument, Cell, Command, Information, Unsolicited};

pub use declared::*;

/// What is reported unasked (27.007 7.2).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reporting {
    /// Nothing.
    #[at(0)]
    Off,
    /// The state.
    #[at(1)]
    State,
    /// The state and the cell.
    #[at(2)]
    Cell,
}

/// State of registration (27.007 7.2).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Registration {
    /// Not registered, not searching.
    #[at(0)]
    Idle,
    /// Registered at home.
    #[at(1)]
    Home,
    /// Searching.
    #[at(2)]
    Searching,
    /// Denied.
    #[at(3)]
    Denied,
    /// Not known.
    #[at(4)]
    Unknown,
    /// Registered abroad.
    #[at(5)]
    Roaming,
}

impl Registration {
    /// Whether the network serves the module.
    #[must_use]
    pub const fn is_registered(self) -> bool {
        matches!(self, Self::Home | Self::Roaming)
    }
}

#[at_spec::family]
mod declared {
    use super::{Cell, Command, G2, G3, Information, Registration, Reporting, Switch, Unsolicited};

    /// What is reported of circuit-switched registration.
    ///
    /// Source: 3GPP 27.007 7.2; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CREG", setting = CircuitRegistration, test, provenance(set = recollected, test = recollected))]
    pub struct ReportRegistration {
        /// What.
        #[at(default = "0")]
        pub reporting: Reporting,
    }

    /// Circuit-switched registration, as asked.
    ///
    /// Source: field notes A18; protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CREG")]
    pub struct CircuitRegistration {
        /// What is reported unasked.
        pub reporting: Reporting,
        /// The state.
        pub state: Registration,
        /// Location area.
        pub area: Option<Cell>,
        /// Cell.
        pub cell: Option<Cell>,
        /// Access technology.
        pub technology: Option<u8>,
    }

    /// Circuit-switched registration has changed.
    ///
    /// Source: field notes A18; protocol notes 3.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CREG")]
    pub struct CircuitRegistrationChanged {
        /// The state.
        pub state: Registration,
        /// Location area.
        pub area: Option<Cell>,
        /// Cell.
        pub cell: Option<Cell>,
        /// Access technology.
        pub technology: Option<u8>,
    }

    /// What is reported of packet-switched registration.
    ///
    /// Source: 3GPP 27.007 10.1.20; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGREG", setting = PacketRegistration, test, provenance(set = recollected, test = recollected))]
    pub struct ReportPacketRegistration {
        /// What.
        #[at(default = "0")]
        pub reporting: Reporting,
    }

    /// Packet-switched registration, as asked. Modules may add a routing area behind it.
    ///
    /// Source: field notes A18; protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGREG")]
    pub struct PacketRegistration {
        /// What is reported unasked.
        pub reporting: Reporting,
        /// The state.
        pub state: Registration,
        /// Location area.
        pub area: Option<Cell>,
        /// Cell.
        pub cell: Option<Cell>,
        /// Access technology.
        pub technology: Option<u8>,
    }

    /// Packet-switched registration has changed.
    ///
    /// Source: field notes A18; protocol notes 3.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGREG")]
    pub struct PacketRegistrationChanged {
        /// The state.
        pub state: Registration,
        /// Location area.
        pub area: Option<Cell>,
        /// Cell.
        pub cell: Option<Cell>,
        /// Access technology.
        pub technology: Option<u8>,
    }

    /// What is reported of registration with an LTE network.
    ///
    /// Source: 3GPP 27.007 10.1.22; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CEREG", setting = LteRegistration, test, absent = [G2, G3],
        provenance(set = recollected, read = inferred, test = recollected))]
    pub struct ReportLteRegistration {
        /// What.
        #[at(default = "0")]
        pub reporting: Reporting,
    }

    /// Registration with an LTE network, as asked.
    ///
    /// Source: 3GPP 27.007 10.1.22; protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CEREG", inferred)]
    pub struct LteRegistration {
        /// What is reported unasked.
        pub reporting: Reporting,
        /// The state.
        pub state: Registration,
        /// Tracking area.
        pub area: Option<Cell>,
        /// Cell.
        pub cell: Option<Cell>,
        /// Access technology.
        pub technology: Option<u8>,
    }

    /// Registration with an LTE network has changed.
    ///
    /// Source: 3GPP 27.007 10.1.22; protocol notes 3.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CEREG", inferred)]
    pub struct LteRegistrationChanged {
        /// The state.
        pub state: Registration,
        /// Tracking area.
        pub area: Option<Cell>,
        /// Cell.
        pub cell: Option<Cell>,
        /// Access technology.
        pub technology: Option<u8>,
    }

    /// Whether the module is attached to the packet service.
    ///
    /// Setting it takes tens of seconds; one driver waits 10 s. The time here is recollected.
    ///
    /// Source: 3GPP 27.007 10.1.9; protocol notes 3, 8.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGATT", setting = Self, test, answer_within = "140 s", recollected)]
    pub struct Attachment {
        /// Attached.
        pub attached: Switch,
    }
}
