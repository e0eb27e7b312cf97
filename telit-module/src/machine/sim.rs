//! The SIM: whether it is there, and what it waits for.
//!
//! In: PINs and PUKs, and questions for what is on the SIM. Out: answers, and what is said of the SIM unasked. Not here:
//! the network; it is looked for when the SIM is ready.
//! Read first: 27.007 5.6, 8.3; protocol notes 3; field notes A17, A30.

use at_spec::{Alphanumeric, Bare, Form, LongNumber, Quoted, Secret};
use telit_ssl::command::identity::{EnterPin, Sim as SimAnswer, SimState};
use telit_ssl::command::sim::{
    self, Card as CardNumber, PresenceReports, ReportSim, SimAtBoot, SimPresence,
    SimPresenceChanged, SimPresenceRead, Subscriber, TelitCard, TriesLeft,
};

use super::Module;
use super::parameter::{Call, Kept};
use super::settings::Sim;
use super::state::Verdict;
use crate::answer::Refused;

/// The card in the module. What it remembers is on the card: switching the module off does not change it.
#[derive(Debug)]
pub(super) struct Card {
    lock: Lock,
    /// What it asks for at every start.
    pin: Option<Secret<String>>,
    /// Wrong PINs that it still takes.
    tries: u8,
    /// Wrong PUKs that it still takes.
    puk_tries: u8,
}

/// What the SIM waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lock {
    Absent,
    Open,
    Pin,
    Puk,
    /// Nothing any more: there were too many wrong PUKs.
    Dead,
}

/// Wrong PINs that a SIM takes in a row.
const TRIES: u8 = 3;

/// Wrong PUKs that a SIM takes in a row (the declaration of the tries that are left).
const PUK_TRIES: u8 = 10;

impl Card {
    pub(super) fn new(sim: &Sim) -> Self {
        let (lock, pin) = match sim {
            Sim::Absent => (Lock::Absent, None),
            Sim::Ready => (Lock::Open, None),
            Sim::Locked { pin } => (Lock::Pin, Some(pin.clone())),
        };
        Self {
            lock,
            pin,
            tries: TRIES,
            puk_tries: PUK_TRIES,
        }
    }

    /// The same card when the power comes back.
    pub(super) fn restarted(self) -> Self {
        let lock = match self.lock {
            Lock::Open if self.pin.is_some() => Lock::Pin,
            lock => lock,
        };
        Self { lock, ..self }
    }

    pub(super) const fn ready(&self) -> Result<(), Refused> {
        match self.lock {
            Lock::Open => Ok(()),
            Lock::Absent => Err(Refused::NO_SIM),
            Lock::Pin => Err(Refused::PIN_NEEDED),
            Lock::Puk => Err(Refused::PUK_NEEDED),
            Lock::Dead => Err(Refused::SIM_FAILURE),
        }
    }

    /// What it waits for, if it can be said.
    const fn state(&self) -> Result<SimState, Refused> {
        match self.lock {
            Lock::Open => Ok(SimState::Ready),
            Lock::Pin => Ok(SimState::Pin),
            Lock::Puk => Ok(SimState::Puk),
            Lock::Absent => Err(Refused::NO_SIM),
            Lock::Dead => Err(Refused::SIM_FAILURE),
        }
    }

    const fn presence(&self) -> SimPresence {
        match self.lock {
            Lock::Absent => SimPresence::Absent,
            Lock::Pin | Lock::Puk | Lock::Dead => SimPresence::Inserted,
            Lock::Open => SimPresence::Ready,
        }
    }

    /// How many tries are left for the code that it waits for; where it waits for none, for its PIN.
    const fn tries_left(&self) -> Result<u8, Refused> {
        match self.lock {
            Lock::Absent => Err(Refused::NO_SIM),
            Lock::Open | Lock::Pin => Ok(self.tries),
            Lock::Puk | Lock::Dead => Ok(self.puk_tries),
        }
    }

    /// Takes the PIN, or the PUK with a new PIN.
    fn enter(&mut self, given: &[u8], new_pin: Option<&str>, puk: &[u8]) -> Result<(), Refused> {
        match (self.lock, new_pin) {
            (Lock::Pin, _) => {
                let pin = self.pin.as_ref().map(|pin| pin.0.as_bytes());
                if pin != Some(given) {
                    self.tries = self.tries.saturating_sub(1);
                    self.lock = if self.tries == 0 {
                        Lock::Puk
                    } else {
                        Lock::Pin
                    };
                    return Err(Refused::WRONG_PASSWORD);
                }
            }
            (Lock::Puk, Some(new_pin)) => {
                if given != puk {
                    self.puk_tries = self.puk_tries.saturating_sub(1);
                    self.lock = if self.puk_tries == 0 {
                        Lock::Dead
                    } else {
                        Lock::Puk
                    };
                    return Err(Refused::WRONG_PASSWORD);
                }
                self.pin = Some(Secret(new_pin.to_owned()));
            }
            (Lock::Puk, None) => return Err(Refused::PUK_NEEDED),
            (Lock::Open, _) => return Err(Refused::NOT_ALLOWED),
            (Lock::Absent, _) => return Err(Refused::NO_SIM),
            (Lock::Dead, _) => return Err(Refused::SIM_FAILURE),
        }
        (self.lock, self.tries, self.puk_tries) = (Lock::Open, TRIES, PUK_TRIES);
        Ok(())
    }
}

impl Module {
    pub(super) fn sim(&mut self, command: &sim::Declared<'_>, call: &Call) -> Verdict {
        match command {
            sim::Declared::TriesLeftOf(Form::Set(_)) => match self.card.tries_left() {
                Ok(tries) => {
                    self.inform_of::<TriesLeft>(&TriesLeft { tries });
                    Verdict::Done
                }
                Err(refused) => Verdict::Refused(refused),
            },
            sim::Declared::ReportSim(Form::Read) => {
                let (reports, presence) = (self.presence_reports(), self.card.presence());
                self.inform_of::<SimPresenceRead>(&SimPresenceRead { reports, presence });
                Verdict::Done
            }
            sim::Declared::ReportSim(Form::Set(_)) => self.set(call, Kept::InProfile),
            // It has no locks but the PIN.
            sim::Declared::Lock(_) | sim::Declared::ChangePassword(_) => {
                Verdict::Refused(Refused::Plain)
            }
            _ => match self.card.ready().map(|()| self.number_of(command)) {
                Ok(Some(line)) => {
                    self.inform(&[line]);
                    Verdict::Done
                }
                Ok(None) => Verdict::Refused(Refused::SIM_FAILURE),
                Err(refused) => Verdict::Refused(refused),
            },
        }
    }

    /// The line with a number of the SIM. `None`: the SIM has none that could be said.
    fn number_of(&self, command: &sim::Declared<'_>) -> Option<Vec<u8>> {
        let card = Alphanumeric::new(self.settings.card.as_bytes()).map(Bare);
        match command {
            sim::Declared::SubscriberOf(_) => {
                let number = LongNumber::new(self.settings.subscriber.as_bytes())
                    .map(Bare)
                    .ok()?;
                Some(self.line_of::<Subscriber<'static>>(&Subscriber { number }))
            }
            sim::Declared::CardOf(_) => {
                let number = card.ok()?;
                Some(self.line_of::<CardNumber<'static>>(&CardNumber { number }))
            }
            sim::Declared::TelitCardOf(_) => {
                let number = card.ok()?;
                Some(self.line_of::<TelitCard<'static>>(&TelitCard { number }))
            }
            _ => None,
        }
    }

    pub(super) fn pin(&mut self, form: &Form<'_, EnterPin<'static>>) -> Verdict {
        match form {
            Form::Set(entered) => self.enter_pin(entered).into(),
            Form::Read => match self.card.state() {
                Ok(state) => {
                    self.inform_of::<SimAnswer>(&SimAnswer { state });
                    Verdict::Done
                }
                Err(refused) => Verdict::Refused(refused),
            },
            Form::Test => Verdict::Refused(Refused::Plain),
        }
    }

    fn enter_pin(&mut self, entered: &EnterPin<'_>) -> Result<(), Refused> {
        let Quoted(given) = entered.pin.0;
        let new_pin = entered.new_pin.map(|Secret(Quoted(pin))| pin.as_str());
        let puk = self.settings.puk.0.as_bytes();
        self.card.enter(given.bytes(), new_pin, puk)?;
        if self.presence_reports() == PresenceReports::All {
            // The value between is inferred: field notes A30 have the last one alone.
            self.report_presence(SimPresence::Unlocked);
            self.report_presence(SimPresence::Ready);
        }
        self.search();
        Ok(())
    }

    /// Says what there is to say of the SIM when the module has started.
    pub(super) fn report_boot(&mut self) {
        if self.presence_reports() != PresenceReports::Off {
            self.report_presence(match (self.presence_reports(), self.card.presence()) {
                (PresenceReports::Presence, SimPresence::Ready) => SimPresence::Inserted,
                (_, presence) => presence,
            });
        }
        if let Ok(state) = self.card.state()
            && self.settings.quirks.boot_report
        {
            let line = self.line_of::<SimAtBoot>(&SimAtBoot { state });
            self.unsolicited(self.manner().unsolicited(&line));
        }
    }

    fn presence_reports(&self) -> PresenceReports {
        let setting = self.setting::<ReportSim>();
        setting.map_or(PresenceReports::Off, |setting| setting.reports)
    }

    fn report_presence(&mut self, presence: SimPresence) {
        let line = self.line_of::<SimPresenceChanged>(&SimPresenceChanged { presence });
        self.unsolicited(self.manner().unsolicited(&line));
    }
}
