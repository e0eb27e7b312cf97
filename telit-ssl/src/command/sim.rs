//! The SIM: its numbers, its tries, its locks, and what it reports.
//!
//! Read first: 27.007 5.6, 7.4, 7.5, 8.3; protocol notes 3 (`+CPIN`); field notes A30 (`#QSS`).

use crate::command::identity::SimState;
use crate::value::Switch;
use at_spec::{
    Alphanumeric, Argument, Bare, Command, Information, LongNumber, Printable, Quoted, Secret,
    Unsolicited,
};

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

/// What is done with a lock (3GPP 27.007 7.4).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LockMode {
    /// It is opened.
    #[at(0)]
    Unlock,
    /// It is closed.
    #[at(1)]
    Lock,
    /// It is only asked for.
    #[at(2)]
    Ask,
}

#[at_spec::family]
mod declared {
    use super::{
        Alphanumeric, Bare, Command, Information, LockMode, LongNumber, PresenceReports, Printable,
        Quoted, Secret, SimPresence, SimState, Switch, Unsolicited,
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

    /// Locks or unlocks something, such as the SIM (`"SC"`), by its password; or asks whether it is locked.
    ///
    /// Source: 3GPP 27.007 7.4.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CLCK", answer = LockState, test, answer_within = "15 s", recollected)]
    pub struct Lock<'a> {
        /// What: two letters.
        pub facility: Quoted<Printable<'a>>,
        /// What is to be done.
        pub mode: LockMode,
        /// The password: of the SIM its PIN.
        pub password: Option<Secret<Quoted<Printable<'a>>>>,
        /// Kinds of calls, as a sum of bits.
        pub class: Option<u8>,
    }

    /// Whether it is locked, for each kind of calls; only where that was asked.
    ///
    /// Source: 3GPP 27.007 7.4.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CLCK", recollected)]
    pub struct LockState {
        /// Whether it is.
        pub locked: Switch,
        /// Kinds of calls.
        pub class: Option<u8>,
    }

    /// Changes a password, such as the PIN of the SIM (`"SC"`).
    ///
    /// Source: 3GPP 27.007 7.5.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CPWD", answer_within = "15 s", recollected)]
    pub struct ChangePassword<'a> {
        /// Whose: two letters.
        pub facility: Quoted<Printable<'a>>,
        /// The password as it is.
        pub old: Secret<Quoted<Printable<'a>>>,
        /// The password as it is to be.
        pub new: Secret<Quoted<Printable<'a>>>,
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
