//! The network: whether it serves the module.
//!
//! In: commands about registration, the time that the network takes. Out: answers, and reports of registration. Not
//! here: the SIM, packet contexts.
//! Read first: 27.007 7.2; protocol notes 3; field notes A18.

use at_spec::{Cell, Form};
use telit_ssl::Instant;
use telit_ssl::command::registration::{
    self, Attachment, CircuitRegistration, CircuitRegistrationChanged, PacketRegistration,
    PacketRegistrationChanged, Registration, ReportPacketRegistration, ReportRegistration,
    Reporting,
};
use telit_ssl::value::{ContextId, Switch};

use super::Module;
use super::parameter::{Call, Kept};
use super::state::Verdict;
use crate::answer::Refused;

/// What the network knows of the module.
#[derive(Debug)]
pub(super) struct Network {
    registration: Registration,
    /// When the network will have taken the module in.
    registering: Option<Instant>,
    /// The host does not want the packet service.
    detached: bool,
    /// Contexts that are active.
    pub(super) active: Vec<ContextId>,
}

/// Where the module is: the cell of field note A18.
const PLACE: (Cell, Cell, u8) = (Cell(0x03CE), Cell(0xC4EE), 0);

impl Network {
    pub(super) const fn new() -> Self {
        Self {
            registration: Registration::Idle,
            registering: None,
            detached: false,
            active: Vec::new(),
        }
    }

    pub(super) const fn deadline(&self) -> Option<Instant> {
        self.registering
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

impl Module {
    /// Looks for the network, if the SIM is ready.
    pub(super) fn search(&mut self) {
        if self.card.ready().is_ok() {
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
        self.card.ready()?;
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
