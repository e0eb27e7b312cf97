//! What kind of module this is: its SIM, its network, and the irregularities that are turned on.
//!
//! In: nothing. Out: plain values that are given to a machine once. Not here: what the host sets.

use at_spec::Secret;
use telit_ssl::profile::id;
use telit_ssl::{Profile, Span};

use super::quirks::Quirks;

/// The world around the module, and its firmware.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The generation of the module.
    pub profile: Profile,
    /// What the module says of its maker.
    pub maker: String,
    /// What the module says its model is.
    pub model: String,
    /// What the module says its firmware is.
    pub revision: String,
    /// What the module says to `ATI`: a number of its kind.
    pub code: String,
    /// Its serial number (IMEI), 10 to 22 digits; of other texts the module says nothing.
    pub serial_number: String,
    /// The SIM.
    pub sim: Sim,
    /// What opens a SIM after three wrong PINs, together with a new PIN: 4 to 8 digits.
    pub puk: Secret<String>,
    /// The number of the subscriber (IMSI), 10 to 22 digits, which is on the SIM.
    pub subscriber: String,
    /// The number of the card (ICCID): letters and digits.
    pub card: String,
    /// The operator in reach.
    pub operator: Operator,
    /// Strength of its signal, 0 to 31: -113 dBm and 2 dB for each step; 99: not known.
    pub signal: u8,
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

impl Settings {
    /// A module of this generation with a SIM that needs no PIN, registered at once.
    ///
    /// It says that it is a GL865, HE910, LE910 or ME910C1. The firmware of the first is one that was seen (field notes
    /// A17); of the others none was, and they say that they are virtual. Its numbers, and those of the SIM, are made up:
    /// the first digits are those of equipment for tests and of the network of field note A18, the last ones zeros.
    #[must_use]
    pub fn of(profile: Profile) -> Self {
        let (model, revision) = match profile.id {
            id::G3 => ("HE910", VIRTUAL),
            id::LTE_A => ("LE910", VIRTUAL),
            id::LTE_M => ("ME910C1", VIRTUAL),
            _ => ("GL865-QUAD", "10.01.150"),
        };
        Self {
            profile,
            maker: String::from("Telit"),
            model: String::from(model),
            revision: String::from(revision),
            code: String::from("332"),
            serial_number: String::from("004999010000007"),
            sim: Sim::Ready,
            puk: Secret(String::from("12345678")),
            subscriber: String::from("234150000000000"),
            card: String::from("8944150000000000009"),
            operator: Operator::default(),
            signal: 20,
            registration: Span::ZERO,
            activation: Span::ZERO,
            address: String::from("10.250.64.139"),
            dial_limit: Span::from_secs(140),
            durable: false,
            quirks: Quirks::default(),
        }
    }
}

/// What a module that never was says of its firmware.
const VIRTUAL: &str = "virtual";

impl Default for Settings {
    /// A GL865 with a SIM that needs no PIN, registered at once.
    fn default() -> Self {
        Self::of(Profile::G2)
    }
}

/// An operator, by the names that a module gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Its long name.
    pub long: String,
    /// Its short name.
    pub short: String,
    /// Its country and network code, in digits.
    pub code: String,
}

impl Default for Operator {
    /// The code of field note A18; what stands there has no name.
    fn default() -> Self {
        Self {
            long: String::from("virtual network"),
            short: String::from("virtual"),
            code: String::from("23415"),
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
