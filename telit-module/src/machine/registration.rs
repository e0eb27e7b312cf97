//! The network: whether it serves the module.
//!
//! In: commands about registration, the time that the network takes. Out: answers, and reports of what has changed. Not
//! here: the SIM, the radio and the operator, packet contexts.
//! Read first: 27.007 7.2, 10.1; protocol notes 3; field notes A18, B29.

use at_spec::{Cell, Form};
use telit_ssl::command::registration::{
    self, Attachment, CircuitRegistration, CircuitRegistrationChanged, LteRegistration,
    LteRegistrationChanged, PacketRegistration, PacketRegistrationChanged, Registration,
    ReportLteRegistration, ReportPacketRegistration, ReportRegistration, Reporting,
};
use telit_ssl::value::{ContextId, Switch};
use telit_ssl::{Instant, Span};

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

    pub(super) const fn is_registered(&self) -> bool {
        self.registration.is_registered()
    }

    pub(super) const fn is_attached(&self) -> bool {
        self.is_registered() && !self.detached
    }

    pub(super) fn is_active(&self, context: ContextId) -> bool {
        self.active.contains(&context)
    }
}

/// A service of the network, whose registration has commands and reports of its own.
struct Service {
    /// It carries packets: a module that is detached does not have it.
    is_packet: bool,
    reporting: fn(&Module) -> Reporting,
    /// The line that answers.
    answer: fn(&Module, Seen) -> Vec<u8>,
    /// The line that reports a change.
    change: fn(&Module, Seen) -> Vec<u8>,
}

/// A registration as the host is to see it.
#[derive(Clone, Copy)]
struct Seen {
    reporting: Reporting,
    state: Registration,
    area: Option<Cell>,
    cell: Option<Cell>,
    technology: Option<u8>,
}

/// A service whose answer and report have the fields of [`Seen`], each under a name of its own.
macro_rules! service {
    ($setting:ty, $answer:ident, $change:ident, is_packet: $is_packet:literal) => {
        Service {
            is_packet: $is_packet,
            reporting: |module| {
                let setting = module.setting::<$setting>();
                setting.map_or(Reporting::Off, |setting| setting.reporting)
            },
            answer: |module,
                     Seen {
                         reporting,
                         state,
                         area,
                         cell,
                         technology,
                     }| {
                module.line_of::<$answer>(&$answer {
                    reporting,
                    state,
                    area,
                    cell,
                    technology,
                })
            },
            change: |module,
                     Seen {
                         state,
                         area,
                         cell,
                         technology,
                         ..
                     }| {
                module.line_of::<$change>(&$change {
                    state,
                    area,
                    cell,
                    technology,
                })
            },
        }
    };
}

static CIRCUIT: Service = service!(
    ReportRegistration,
    CircuitRegistration,
    CircuitRegistrationChanged,
    is_packet: false
);

static PACKET: Service = service!(
    ReportPacketRegistration,
    PacketRegistration,
    PacketRegistrationChanged,
    is_packet: true
);

static LTE: Service = service!(
    ReportLteRegistration,
    LteRegistration,
    LteRegistrationChanged,
    is_packet: true
);

/// In the order of field note A18. What the profile lacks nobody can ask to be reported.
static SERVICES: [&Service; 3] = [&CIRCUIT, &PACKET, &LTE];

/// Where the module is: the cell of field note A18.
const PLACE: (Cell, Cell, u8) = (Cell(0x03CE), Cell(0xC4EE), 0);

impl Module {
    pub(super) fn registration(
        &mut self,
        command: &registration::Declared<'_>,
        call: &Call,
    ) -> Verdict {
        match command {
            registration::Declared::ReportRegistration(Form::Read) => self.tell_service(&CIRCUIT),
            registration::Declared::ReportPacketRegistration(Form::Read) => {
                self.tell_service(&PACKET)
            }
            registration::Declared::ReportLteRegistration(Form::Read) => self.tell_service(&LTE),
            registration::Declared::ReportRegistration(Form::Set(_))
            | registration::Declared::ReportPacketRegistration(Form::Set(_))
            | registration::Declared::ReportLteRegistration(Form::Set(_)) => {
                self.set(call, Kept::InProfile)
            }
            registration::Declared::Attachment(Form::Read) => {
                let attached = switch(self.network.is_attached());
                self.inform_of::<Attachment>(&Attachment { attached });
                Verdict::Done
            }
            registration::Declared::Attachment(Form::Set(wanted)) => {
                self.attach(wanted.attached).into()
            }
            _ => self.parameter(call, Kept::InProfile),
        }
    }

    fn tell_service(&mut self, service: &Service) -> Verdict {
        let line = (service.answer)(self, self.seen(service));
        self.inform(&[line]);
        Verdict::Done
    }

    fn attach(&mut self, wanted: Switch) -> Result<(), Refused> {
        self.card.ready()?;
        if !self.network.is_registered() {
            return Err(Refused::NO_SERVICE);
        }
        self.network_changes(|network| network.detached = wanted == Switch::Off);
        Ok(())
    }

    /// Looks for the network, if that can be found and is wanted.
    pub(super) fn search(&mut self) {
        if self.card.ready().is_ok() && self.radio.is_searching() {
            let until = self.now + self.settings.registration;
            self.network_changes(|network| {
                network.registering = Some(until);
                network.registration = Registration::Searching;
            });
            // What takes no time is done before the next byte comes.
            if self.settings.registration == Span::ZERO {
                self.registered();
            }
        }
    }

    /// The network has taken the module in.
    pub(super) fn registered(&mut self) {
        self.network_changes(|network| {
            network.registering = None;
            network.registration = Registration::Home;
        });
    }

    /// The module has left the network.
    pub(super) fn leave_network(&mut self) {
        self.network_changes(|network| {
            network.registering = None;
            network.registration = Registration::Idle;
        });
    }

    /// Changes what the network knows. What the host wants to know of that is reported, and contexts without a network
    /// are lost (field notes B29).
    fn network_changes(&mut self, change: impl FnOnce(&mut Network)) {
        let before = SERVICES.map(|service| self.state_of(service));
        change(&mut self.network);
        if !self.network.is_attached() {
            for context in core::mem::take(&mut self.network.active) {
                self.context_lost(context);
            }
        }
        for (service, before) in SERVICES.into_iter().zip(before) {
            let seen = self.seen(service);
            if seen.state != before && seen.reporting != Reporting::Off {
                let mut line = (service.change)(self, seen);
                if self.settings.quirks.trailing_comma {
                    line.push(b',');
                }
                self.unsolicited(self.manner().unsolicited(&line));
            }
        }
    }

    fn state_of(&self, service: &Service) -> Registration {
        match service.is_packet && self.network.detached {
            true => Registration::Idle,
            false => self.network.registration,
        }
    }

    /// The registration, with the place where the module has one and the host wants to know it.
    fn seen(&self, service: &Service) -> Seen {
        let (reporting, state) = ((service.reporting)(self), self.state_of(service));
        let (area, cell, technology) = PLACE;
        let is_placed = reporting == Reporting::Cell && state.is_registered();
        Seen {
            reporting,
            state,
            area: is_placed.then_some(area),
            cell: is_placed.then_some(cell),
            technology: is_placed.then_some(technology),
        }
    }
}

pub(super) const fn switch(on: bool) -> Switch {
    if on { Switch::On } else { Switch::Off }
}
