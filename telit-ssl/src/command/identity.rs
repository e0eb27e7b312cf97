//! What the module is, and whether its SIM is ready.
//!
//! Read first: 27.007 5, 8.3; protocol notes 3.

use at_spec::{Argument, Command, Digits, Information, Line, Quoted, Secret};

pub use declared::*;

/// What the SIM waits for (27.007 8.3).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SimState {
    /// Nothing: it can be used.
    #[at("READY")]
    Ready,
    /// Its PIN.
    #[at("SIM PIN")]
    Pin,
    /// Its PUK, behind three wrong PINs.
    #[at("SIM PUK")]
    Puk,
    /// The code that binds the module to this SIM.
    #[at("PH-SIM PIN")]
    PhonePin,
    /// Its second PIN.
    #[at("SIM PIN2")]
    Pin2,
    /// Its second PUK.
    #[at("SIM PUK2")]
    Puk2,
}

#[at_spec::family]
mod declared {
    use super::{Command, Digits, Information, Line, Quoted, Secret, SimState};

    /// Asks for the model.
    ///
    /// Source: 3GPP 27.007 5.2; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGMM", answer = Identity<'static>)]
    pub struct Model;

    /// Asks for the revision of the firmware.
    ///
    /// Source: 3GPP 27.007 5.3; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGMR", answer = Identity<'static>)]
    pub struct Revision;

    /// A line without a name: model, revision.
    ///
    /// Source: protocol notes 3; field notes A17.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(bare)]
    pub struct Identity<'a> {
        /// The whole line.
        pub text: Line<'a>,
    }

    /// Gives the SIM its PIN, or its PUK and a new PIN.
    ///
    /// Source: 3GPP 27.007 8.3; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CPIN", setting = Sim, answer_within = "5 s")]
    pub struct EnterPin<'a> {
        /// PIN or PUK, 4 to 8 digits.
        pub pin: Secret<Quoted<Digits<'a>>>,
        /// The new PIN, where the first is a PUK.
        pub new_pin: Option<Secret<Quoted<Digits<'a>>>>,
    }

    /// What the SIM waits for.
    ///
    /// Source: 3GPP 27.007 8.3; protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CPIN")]
    pub struct Sim {
        /// What.
        pub state: SimState,
    }
}
