//! What kind of module this is: its SIM, its network, and the irregularities that are turned on.
//!
//! In: nothing. Out: plain values that are given to a machine once. Not here: what the host sets.

use at_spec::Secret;
use telit_ssl::{Profile, Span};

use super::quirks::Quirks;

/// The world around the module, and its firmware.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The generation of the module; only [`Profile::G2`] has been written down so far.
    pub profile: Profile,
    /// What the module says its model is.
    pub model: String,
    /// What the module says its firmware is.
    pub revision: String,
    /// The SIM.
    pub sim: Sim,
    /// How long registering takes once the SIM is ready.
    pub registration: Span,
    /// How long activating a context takes.
    pub activation: Span,
    /// The address that the network gives, dotted.
    pub address: String,
    /// After which time a dial that nobody has answered fails; plain sockets are documented with 140 s.
    pub dial_limit: Span,
    /// Whether what is remembered counts only when whoever drives the module has written it down; otherwise it lasts as
    /// long as the module.
    pub durable: bool,
    /// What this firmware does otherwise than most.
    pub quirks: Quirks,
}

impl Default for Settings {
    /// A GL865 with a SIM that needs no PIN, registered at once.
    fn default() -> Self {
        Self {
            profile: Profile::G2,
            model: String::from("GL865-QUAD"),
            revision: String::from("10.01.150"),
            sim: Sim::Ready,
            registration: Span::ZERO,
            activation: Span::ZERO,
            address: String::from("10.250.64.139"),
            dial_limit: Span::from_secs(140),
            durable: false,
            quirks: Quirks::default(),
        }
    }
}

/// The SIM in the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sim {
    /// There is none.
    Absent,
    /// It needs no PIN.
    Ready,
    /// It needs this PIN, and blocks after three wrong ones.
    Locked {
        /// The PIN.
        pin: Secret<String>,
    },
}
