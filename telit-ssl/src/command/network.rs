//! The radio: signal, operator, functions, clock.
//!
//! Read first: 27.007 7.3, 8.2, 8.5, 8.15; protocol notes 3.

use crate::value::Switch;
use at_spec::{Argument, Command, Information, Printable, Quoted};

pub use declared::*;

/// How an operator is chosen (27.007 7.3).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Selection {
    /// The module chooses.
    #[at(0)]
    Automatic,
    /// The one that is named.
    #[at(1)]
    Manual,
    /// None: the module leaves the network.
    #[at(2)]
    Deregister,
    /// Nothing is chosen; only the form of names is set.
    #[at(3)]
    FormatOnly,
    /// The one that is named, or the module's choice where it is not to be had.
    #[at(4)]
    ManualThenAutomatic,
}

/// The form of an operator's name (27.007 7.3).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperatorFormat {
    /// Long.
    #[at(0)]
    Long,
    /// Short.
    #[at(1)]
    Short,
    /// Country and network code, in digits.
    #[at(2)]
    Numeric,
}

#[at_spec::family]
mod declared {
    use super::{Command, Information, OperatorFormat, Printable, Quoted, Selection, Switch};

    /// Asks for the signal.
    ///
    /// Source: 3GPP 27.007 8.5; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CSQ", answer = Signal, test, recollected)]
    pub struct SignalOf;

    /// The signal.
    ///
    /// Source: 3GPP 27.007 8.5; protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CSQ", recollected)]
    pub struct Signal {
        /// Strength, 0 to 31: -113 dBm and 2 dB for each step; 99: not known.
        pub strength: u8,
        /// Bit errors, 0 to 7; 99: not known.
        pub errors: u8,
    }

    /// Chooses an operator.
    ///
    /// The test form lists those in reach, which takes long: one driver waits 30 s for it. The time here is
    /// recollected.
    ///
    /// Source: 3GPP 27.007 7.3; protocol notes 8; field notes A18.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+COPS", setting = CurrentOperator<'static>, test, answer_within = "180 s",
        provenance(read = recollected, test = recollected))]
    pub struct Operator<'a> {
        /// How.
        pub selection: Selection,
        /// Form of the name.
        pub format: Option<OperatorFormat>,
        /// Name of the operator.
        pub operator: Option<Quoted<Printable<'a>>>,
        /// Access technology.
        pub technology: Option<u8>,
    }

    /// The operator that serves the module; the mode alone where none does.
    ///
    /// Source: 3GPP 27.007 7.3; protocol notes 3.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+COPS", recollected)]
    pub struct CurrentOperator<'a> {
        /// How it was chosen.
        pub selection: Selection,
        /// Form of the name.
        pub format: Option<OperatorFormat>,
        /// Its name.
        pub operator: Option<Quoted<Printable<'a>>>,
        /// Access technology.
        pub technology: Option<u8>,
    }

    /// Which functions of the radio are on. Without them the packet context is lost.
    ///
    /// Source: 3GPP 27.007 8.2; field notes B29.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CFUN", setting = Functions, test, answer_within = "30 s",
        provenance(read = recollected, test = recollected))]
    pub struct SetFunctions {
        /// 0 least, 1 all, 4 no radio; others differ between modules.
        #[at(range = 0..=7, recollected)]
        pub level: u8,
        /// On: restart first.
        #[at(recollected)]
        pub restart: Option<Switch>,
    }

    /// Which functions of the radio are on.
    ///
    /// Source: 3GPP 27.007 8.2.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CFUN", recollected)]
    pub struct Functions {
        /// As in the set form.
        pub level: u8,
    }

    /// The module's clock. Some modules hold the dates of certificates against it, even without authentication.
    ///
    /// Source: 3GPP 27.007 8.15; field notes B40 (why it matters).
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CCLK", setting = Self, recollected)]
    pub struct Clock<'a> {
        /// `yy/MM/dd,hh:mm:ss±zz`; zz in quarters of an hour.
        pub time: Quoted<Printable<'a>>,
    }
}
