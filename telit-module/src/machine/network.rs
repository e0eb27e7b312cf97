//! SIM and registration.
//!
//! In: commands about them, the time that the network takes. Out: answers, and reports of registration. Not here:
//! packet contexts.
//! Read first: 27.007 7.2, 8.3; protocol notes 3; field notes A18.

use at_spec::{Argument, Cell, Form, Quoted};
use telit_ssl::Instant;
use telit_ssl::command::identity::{EnterPin, Sim as SimAnswer, SimState};
use telit_ssl::command::registration::{
    self, Attachment, CircuitRegistration, CircuitRegistrationChanged, PacketRegistration,
    PacketRegistrationChanged, Registration, ReportPacketRegistration, ReportRegistration,
    Reporting,
};
use telit_ssl::value::{ContextId, Switch};

use super::Module;
use super::parameter::{Call, Kept};
use super::settings::Sim;
use super::state::Verdict;
use crate::answer::Refused;

/// What the network knows of the module.
#[derive(Debug)]
pub(super) struct Network {
    sim: Lock,
    registration: Registration,
    /// When the network will have taken the module in.
    registering: Option<Instant>,
    /// The host does not want the packet service.
    detached: bool,
    /// Contexts that are active.
    pub(super) active: Vec<ContextId>,
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

/// Where the module is: the cell of field note A18.
const PLACE: (Cell, Cell, u8) = (Cell(0x03CE), Cell(0xC4EE), 0);

impl Network {
    pub(super) const fn new(sim: &Sim) -> Self {
        let sim = match sim {
            Sim::Absent => Lock::Absent,
            Sim::Ready => Lock::Open,
            Sim::Locked { .. } => Lock::Pin { tries: TRIES },
        };
        Self {
            sim,
            registration: Registration::Idle,
            registering: None,
            detached: false,
            active: Vec::new(),
        }
    }

    pub(super) const fn deadline(&self) -> Option<Instant> {
        self.registering
    }

    pub(super) const fn ready(&self) -> Result<(), Refused> {
        match self.sim {
            Lock::Open => Ok(()),
            Lock::Absent => Err(Refused::NO_SIM),
            Lock::Pin { .. } => Err(Refused::PIN_NEEDED),
            Lock::Puk => Err(Refused::PUK_NEEDED),
        }
    }

    pub(super) const fn is_attached(&self) -> bool {
        self.registration.is_registered() && !self.detached
    }

    pub(super) fn is_active(&self, context: ContextId) -> bool {
        self.active.contains(&context)
    }

    /// The place, where the module has one and the host wants to know it.
    const fn place(&self, reporting: Reporting) -> (Option<Cell>, Option<Cell>, Option<u8>) {
        let (area, cell, technology) = PLACE;
        match (reporting, self.registration.is_registered()) {
            (Reporting::Cell, true) => (Some(area), Some(cell), Some(technology)),
            (Reporting::Cell, false) | (Reporting::Off | Reporting::State, _) => (None, None, None),
        }
    }
}

/// What chooses the settings of a context or a socket in the table.
pub(super) fn choice<'a>(value: &impl Argument<'a>) -> Vec<u8> {
    let number = value.number().unwrap_or_default();
    number.to_string().into_bytes()
}

impl Module {
    pub(super) fn sim(&mut self, form: &Form<'_, EnterPin<'static>>) -> Verdict {
        match form {
            Form::Set(entered) => self.enter_pin(entered).into(),
            Form::Read => {
                let state = match self.network.sim {
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
        match (&self.settings.sim, self.network.sim) {
            (Sim::Locked { pin }, Lock::Pin { tries }) => {
                let Quoted(given) = entered.pin.0;
                if given.bytes() == pin.0.as_bytes() {
                    self.network.sim = Lock::Open;
                    self.search();
                    return Ok(());
                }
                self.network.sim = match tries.saturating_sub(1) {
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

    /// Looks for the network, if the SIM is ready.
    pub(super) fn search(&mut self) {
        if self.network.ready().is_ok() {
            self.network.registering = Some(self.now + self.settings.registration);
            self.registration_is(Registration::Searching);
        }
    }

    /// The network has taken the module in.
    pub(super) fn registered(&mut self) {
        self.network.registering = None;
        self.registration_is(Registration::Home);
    }

    fn registration_is(&mut self, state: Registration) {
        self.network.registration = state;
        let reporting = self.circuit_reporting();
        if reporting != Reporting::Off {
            let (area, cell, technology) = self.network.place(reporting);
            self.report(
                self.line_of::<CircuitRegistrationChanged>(&CircuitRegistrationChanged {
                    state,
                    area,
                    cell,
                    technology,
                }),
            );
        }
        let reporting = self.packet_reporting();
        if reporting != Reporting::Off {
            let (area, cell, technology) = self.network.place(reporting);
            self.report(
                self.line_of::<PacketRegistrationChanged>(&PacketRegistrationChanged {
                    state,
                    area,
                    cell,
                    technology,
                }),
            );
        }
    }

    /// Says what the SIM waits for, where the module does so when it has started.
    pub(super) fn report_boot(&mut self) {
        let state = match self.network.sim {
            _ if !self.settings.quirks.boot_report => return,
            Lock::Absent => return,
            Lock::Open => SimState::Ready,
            Lock::Pin { .. } => SimState::Pin,
            Lock::Puk => SimState::Puk,
        };
        let line = self.line_of::<SimAnswer>(&SimAnswer { state });
        self.unsolicited(self.manner().unsolicited(&line));
    }

    fn report(&mut self, mut line: Vec<u8>) {
        if self.settings.quirks.trailing_comma {
            line.push(b',');
        }
        self.unsolicited(self.manner().unsolicited(&line));
    }

    fn circuit_reporting(&self) -> Reporting {
        let setting = self.setting::<ReportRegistration>();
        setting.map_or(Reporting::Off, |setting| setting.reporting)
    }

    fn packet_reporting(&self) -> Reporting {
        let setting = self.setting::<ReportPacketRegistration>();
        setting.map_or(Reporting::Off, |setting| setting.reporting)
    }

    pub(super) fn registration(
        &mut self,
        command: &registration::Declared<'_>,
        call: &Call,
    ) -> Verdict {
        let state = self.network.registration;
        match command {
            registration::Declared::ReportRegistration(Form::Read) => {
                let reporting = self.circuit_reporting();
                let (area, cell, technology) = self.network.place(reporting);
                self.inform_of::<CircuitRegistration>(&CircuitRegistration {
                    reporting,
                    state,
                    area,
                    cell,
                    technology,
                });
                Verdict::Done
            }
            registration::Declared::ReportPacketRegistration(Form::Read) => {
                let reporting = self.packet_reporting();
                let (area, cell, technology) = self.network.place(reporting);
                self.inform_of::<PacketRegistration>(&PacketRegistration {
                    reporting,
                    state,
                    area,
                    cell,
                    technology,
                });
                Verdict::Done
            }
            registration::Declared::ReportRegistration(Form::Set(_))
            | registration::Declared::ReportPacketRegistration(Form::Set(_)) => {
                self.set(call, Kept::UntilRestart)
            }
            registration::Declared::Attachment(Form::Read) => {
                let attached = switch(self.network.is_attached());
                self.inform_of::<Attachment>(&Attachment { attached });
                Verdict::Done
            }
            registration::Declared::Attachment(Form::Set(wanted)) => {
                self.attach(wanted.attached).into()
            }
            _ => self.parameter(call, Kept::UntilRestart),
        }
    }

    fn attach(&mut self, wanted: Switch) -> Result<(), Refused> {
        self.network.ready()?;
        if !self.network.registration.is_registered() {
            return Err(Refused::NO_SERVICE);
        }
        self.network.detached = wanted == Switch::Off;
        if self.network.detached {
            for context in core::mem::take(&mut self.network.active) {
                self.context_lost(context);
            }
        }
        Ok(())
    }
}

pub(super) const fn switch(on: bool) -> Switch {
    if on { Switch::On } else { Switch::Off }
}
