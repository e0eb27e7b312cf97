//! What the module is, and whether its SIM is ready.
//!
//! Read first: 27.007 5, 8.3; V.250 6.1; protocol notes 3.

use at_spec::{Argument, Bare, Command, Digits, Information, Line, LongNumber, Quoted, Secret};

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
    use super::{Bare, Command, Digits, Information, Line, LongNumber, Quoted, Secret, SimState};

    /// Asks for the maker.
    ///
    /// Source: 3GPP 27.007 5.1; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGMI", answer = Identity<'static>, recollected)]
    pub struct Maker;

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

    /// Asks for the revision of the firmware, the older way.
    ///
    /// Source: V.250 6.1.6; field notes A17.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+GMR", answer = Identity<'static>)]
    pub struct OlderRevision;

    /// Asks for the serial number.
    ///
    /// Source: 3GPP 27.007 5.4; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGSN", answer = SerialNumber<'static>)]
    pub struct SerialNumberOf;

    /// The serial number (IMEI): digits without a name, so that no other line is taken for it.
    ///
    /// Source: 3GPP 27.007 5.4; protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(bare, recollected)]
    pub struct SerialNumber<'a> {
        /// The digits.
        pub number: Bare<LongNumber<'a>>,
    }

    /// Asks what the module says of itself; what that is depends on the number and on the interface generation.
    ///
    /// Source: V.250 6.1.3; protocol notes 2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("I", answer = Identity<'static>, recollected)]
    pub struct Identify {
        /// Which of the texts.
        pub which: u8,
    }

    /// Asks for the maker; the answer has a name.
    ///
    /// Source: protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGMI", answer = NamedMaker<'static>)]
    pub struct NamedMakerOf;

    /// The maker, behind its name.
    ///
    /// Source: protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGMI", recollected)]
    pub struct NamedMaker<'a> {
        /// The text.
        pub text: Line<'a>,
    }

    /// Asks for the model; the answer has a name.
    ///
    /// Source: protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGMM", answer = NamedModel<'static>)]
    pub struct NamedModelOf;

    /// The model, behind its name.
    ///
    /// Source: protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGMM", recollected)]
    pub struct NamedModel<'a> {
        /// The text.
        pub text: Line<'a>,
    }

    /// Asks for the revision of the firmware; the answer has a name.
    ///
    /// Source: protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGMR", answer = NamedRevision<'static>)]
    pub struct NamedRevisionOf;

    /// The revision, behind its name.
    ///
    /// Source: protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGMR", recollected)]
    pub struct NamedRevision<'a> {
        /// The text.
        pub text: Line<'a>,
    }

    /// Asks for the serial number; the answer has a name.
    ///
    /// Source: protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGSN", answer = NamedSerialNumber<'static>)]
    pub struct NamedSerialNumberOf;

    /// The serial number, behind its name.
    ///
    /// Source: protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGSN", recollected)]
    pub struct NamedSerialNumber<'a> {
        /// The digits.
        pub number: Bare<LongNumber<'a>>,
    }

    /// A line without a name: maker, model, revision.
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
