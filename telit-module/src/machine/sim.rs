//! The SIM: whether it is there, and what it waits for.
//!
//! In: PINs, and questions for the numbers on the SIM. Out: answers, and what is said of the SIM when the module starts.
//! Not here: the network; it is looked for when the SIM is ready.
//! Read first: 27.007 5.6, 8.3; protocol notes 3; field notes A17.

use at_spec::{Alphanumeric, Bare, Form, LongNumber, Quoted};
use telit_ssl::command::identity::{EnterPin, Sim as SimAnswer, SimState};
use telit_ssl::command::sim::{self, Card as CardNumber, Subscriber, TelitCard};

use super::Module;
use super::parameter::{Call, Kept};
use super::settings::Sim;
use super::state::Verdict;
use crate::answer::Refused;

/// The card in the module.
#[derive(Debug)]
pub(super) struct Card {
    lock: Lock,
}

/// What the SIM waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lock {
    Absent,
    Open,
    Pin { tries: u8 },
    Puk,
}

/// Wrong PINs that a SIM takes.
const TRIES: u8 = 3;

impl Card {
    pub(super) const fn new(sim: &Sim) -> Self {
        let lock = match sim {
            Sim::Absent => Lock::Absent,
            Sim::Ready => Lock::Open,
            Sim::Locked { .. } => Lock::Pin { tries: TRIES },
        };
        Self { lock }
    }

    pub(super) const fn ready(&self) -> Result<(), Refused> {
        match self.lock {
            Lock::Open => Ok(()),
            Lock::Absent => Err(Refused::NO_SIM),
            Lock::Pin { .. } => Err(Refused::PIN_NEEDED),
            Lock::Puk => Err(Refused::PUK_NEEDED),
        }
    }
}

impl Module {
    pub(super) fn sim(&mut self, command: &sim::Declared<'_>, call: &Call) -> Verdict {
        match command {
            sim::Declared::SubscriberOf(_)
            | sim::Declared::CardOf(_)
            | sim::Declared::TelitCardOf(_) => {
                match self.card.ready().map(|()| self.numbered(command)) {
                    Ok(Some(line)) => {
                        self.inform(&[line]);
                        Verdict::Done
                    }
                    Ok(None) => Verdict::Refused(Refused::SIM_FAILURE),
                    Err(refused) => Verdict::Refused(refused),
                }
            }
            _ => self.parameter(call, Kept::UntilRestart),
        }
    }

    /// The line with a number of the SIM. `None`: the SIM has none that could be said.
    fn numbered(&self, command: &sim::Declared<'_>) -> Option<Vec<u8>> {
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
            Form::Read => {
                let state = match self.card.lock {
                    Lock::Absent => return Verdict::Refused(Refused::NO_SIM),
                    Lock::Open => SimState::Ready,
                    Lock::Pin { .. } => SimState::Pin,
                    Lock::Puk => SimState::Puk,
                };
                self.inform_of::<SimAnswer>(&SimAnswer { state });
                Verdict::Done
            }
            Form::Test => Verdict::Refused(Refused::Plain),
        }
    }

    fn enter_pin(&mut self, entered: &EnterPin<'_>) -> Result<(), Refused> {
        match (&self.settings.sim, self.card.lock) {
            (Sim::Locked { pin }, Lock::Pin { tries }) => {
                let Quoted(given) = entered.pin.0;
                if given.bytes() == pin.0.as_bytes() {
                    self.card.lock = Lock::Open;
                    self.search();
                    return Ok(());
                }
                self.card.lock = match tries.saturating_sub(1) {
                    0 => Lock::Puk,
                    tries => Lock::Pin { tries },
                };
                Err(Refused::WRONG_PASSWORD)
            }
            (_, Lock::Open) => Err(Refused::NOT_ALLOWED),
            // No PUK of a virtual SIM is known.
            (_, Lock::Puk) if entered.new_pin.is_some() => Err(Refused::WRONG_PASSWORD),
            (_, Lock::Puk | Lock::Pin { .. }) => Err(Refused::PUK_NEEDED),
            (_, Lock::Absent) => Err(Refused::NO_SIM),
        }
    }

    /// Says what the SIM waits for, where the module does so when it has started.
    pub(super) fn report_boot(&mut self) {
        let state = match self.card.lock {
            _ if !self.settings.quirks.boot_report => return,
            Lock::Absent => return,
            Lock::Open => SimState::Ready,
            Lock::Pin { .. } => SimState::Pin,
            Lock::Puk => SimState::Puk,
        };
        let line = self.line_of::<SimAnswer>(&SimAnswer { state });
        self.unsolicited(self.manner().unsolicited(&line));
    }
}
