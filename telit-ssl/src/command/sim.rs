//! The SIM: its numbers, its tries, and what it reports.
//!
//! Read first: 27.007 5.6, 8.3; protocol notes 3 (`+CPIN`); field notes A30 (`#QSS`).

use crate::command::identity::SimState;
use at_spec::{Alphanumeric, Argument, Bare, Command, Information, LongNumber, Unsolicited};

pub use declared::*;

/// Whether a SIM is there (field notes A30; the values are recollected).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SimPresence {
    /// It is not.
    #[at(0)]
    Absent,
    /// It is.
    #[at(1)]
    Inserted,
    /// It is, and its PIN was given.
    #[at(2)]
    Unlocked,
    /// It can be used, with its phone book and messages.
    #[at(3)]
    Ready,
}

/// How the presence of a SIM is reported (recollected).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PresenceReports {
    /// Not at all.
    #[at(0)]
    Off,
    /// Absent and inserted.
    #[at(1)]
    Presence,
    /// Every value.
    #[at(2)]
    All,
}

#[at_spec::family]
mod declared {
    use super::{
        Alphanumeric, Bare, Command, Information, LongNumber, PresenceReports, SimPresence,
        SimState, Unsolicited,
    };

    /// Asks for the number of the subscriber.
    ///
    /// Source: 3GPP 27.007 5.6.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CIMI", answer = Subscriber<'static>, recollected)]
    pub struct SubscriberOf;

    /// The number of the subscriber (IMSI): digits without a name.
    ///
    /// Source: 3GPP 27.007 5.6.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(bare, recollected)]
    pub struct Subscriber<'a> {
        /// The digits.
        pub number: Bare<LongNumber<'a>>,
    }

    /// Asks for the number of the card.
    ///
    /// Source: Telit's references for the newer modules, not at hand.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CCID", answer = Card<'static>, recollected)]
    pub struct CardOf;

    /// The number of the card (ICCID).
    ///
    /// Source: Telit's references for the newer modules, not at hand.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CCID", recollected)]
    pub struct Card<'a> {
        /// Digits, and an F at the end on some cards.
        pub number: Bare<Alphanumeric<'a>>,
    }

    /// Asks for the number of the card, the way of the older modules.
    ///
    /// Source: Telit's references for the older modules, not at hand.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CCID", answer = TelitCard<'static>, recollected)]
    pub struct TelitCardOf;

    /// The number of the card (ICCID), the way of the older modules.
    ///
    /// Source: Telit's references for the older modules, not at hand.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CCID", recollected)]
    pub struct TelitCard<'a> {
        /// Digits, and an F at the end on some cards.
        pub number: Bare<Alphanumeric<'a>>,
    }

    /// Asks how many tries are left for the code that the SIM waits for.
    ///
    /// Source: Telit's references, not at hand.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#PCT", answer = TriesLeft, recollected)]
    pub struct TriesLeftOf;

    /// How many tries are left.
    ///
    /// Source: Telit's references, not at hand.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#PCT", recollected)]
    pub struct TriesLeft {
        /// 1 to 3 for a PIN, 1 to 10 for a PUK.
        pub tries: u8,
    }

    /// What is reported of the SIM's presence.
    ///
    /// Source: field notes A30.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#QSS", setting = SimPresenceRead, test, provenance(set = recollected, test = recollected))]
    pub struct ReportSim {
        /// What.
        #[at(default = "0", recollected)]
        pub reports: PresenceReports,
    }

    /// Presence of the SIM, as asked.
    ///
    /// Source: field notes A30.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#QSS")]
    pub struct SimPresenceRead {
        /// What is reported unasked.
        pub reports: PresenceReports,
        /// Whether it is there.
        pub presence: SimPresence,
    }

    /// Presence of the SIM has changed: the same name as the answer, and one field less.
    ///
    /// Source: field notes A30.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#QSS")]
    pub struct SimPresenceChanged {
        /// Whether it is there.
        pub presence: SimPresence,
    }

    /// What the SIM waits for, said unasked while the module starts.
    ///
    /// Source: 3GPP 27.007 8.3; protocol notes 3.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CPIN", recollected)]
    pub struct SimAtBoot {
        /// What.
        pub state: SimState,
    }
}
