//! SIM, registration, and packet contexts.
//!
//! In: commands of those families, the time that the network takes. Out: answers, reports of registration, active
//! contexts. Not here: sockets; deactivating a context ends their connection.
//! Read first: guide 2.1; protocol notes 3, 4; field notes A18.

use at_spec::{Address, Argument, Bare, Cell, Form, Quoted};
use telit_ssl::Instant;
use telit_ssl::command::context::{
    self, Activate, Context, ContextAddress, ContextState, SocketConfiguration,
};
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
use super::state::{State, Task, Verdict, Work};
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
    active: Vec<ContextId>,
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

    fn ready(&self) -> Result<(), Refused> {
        match self.sim {
            Lock::Open => Ok(()),
            Lock::Absent => Err(Refused::NO_SIM),
            Lock::Pin { .. } => Err(Refused::PIN_NEEDED),
            Lock::Puk => Err(Refused::PUK_NEEDED),
        }
    }

    const fn is_attached(&self) -> bool {
        self.registration.is_registered() && !self.detached
    }

    pub(super) fn is_active(&self, context: ContextId) -> bool {
        self.active.contains(&context)
    }

    /// The place, where the module has one.
    fn place(&self) -> (Option<Cell>, Option<Cell>, Option<u8>) {
        let (area, cell, technology) = PLACE;
        match self.registration.is_registered() {
            true => (Some(area), Some(cell), Some(technology)),
            false => (None, None, None),
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
        let (area, cell, technology) = self.network.place();
        let (circuit, packet) = (self.circuit_reporting(), self.packet_reporting());
        if circuit != Reporting::Off {
            let value = match circuit {
                Reporting::Cell => CircuitRegistrationChanged {
                    state,
                    area,
                    cell,
                    technology,
                },
                Reporting::Off | Reporting::State => CircuitRegistrationChanged {
                    state,
                    area: None,
                    cell: None,
                    technology: None,
                },
            };
            self.report(self.line_of::<CircuitRegistrationChanged>(&value));
        }
        if packet != Reporting::Off {
            let value = match packet {
                Reporting::Cell => PacketRegistrationChanged {
                    state,
                    area,
                    cell,
                    technology,
                },
                Reporting::Off | Reporting::State => PacketRegistrationChanged {
                    state,
                    area: None,
                    cell: None,
                    technology: None,
                },
            };
            self.report(self.line_of::<PacketRegistrationChanged>(&value));
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
        let (area, cell, technology) = self.network.place();
        match command {
            registration::Declared::ReportRegistration(Form::Read) => {
                let reporting = self.circuit_reporting();
                let value = match reporting {
                    Reporting::Cell => CircuitRegistration {
                        reporting,
                        state,
                        area,
                        cell,
                        technology,
                    },
                    Reporting::Off | Reporting::State => CircuitRegistration {
                        reporting,
                        state,
                        area: None,
                        cell: None,
                        technology: None,
                    },
                };
                self.inform_of::<CircuitRegistration>(&value);
                Verdict::Done
            }
            registration::Declared::ReportPacketRegistration(Form::Read) => {
                let reporting = self.packet_reporting();
                let value = match reporting {
                    Reporting::Cell => PacketRegistration {
                        reporting,
                        state,
                        area,
                        cell,
                        technology,
                    },
                    Reporting::Off | Reporting::State => PacketRegistration {
                        reporting,
                        state,
                        area: None,
                        cell: None,
                        technology: None,
                    },
                };
                self.inform_of::<PacketRegistration>(&value);
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

    pub(super) fn context(&mut self, command: &context::Declared<'_>, call: &Call) -> Verdict {
        match command {
            // 27.007 10.1.1: the number alone takes the definition away, and what is left out is not kept.
            context::Declared::Context(Form::Set(Context {
                context: _,
                protocol: None,
                apn: None,
                address: None,
                data_compression: None,
                header_compression: None,
            })) => self.clear(call, Kept::Always),
            context::Declared::Context(Form::Set(_)) => self.replace(call, Kept::Always),
            context::Declared::Activate(Form::Set(wanted)) => self.activate(wanted),
            context::Declared::Activate(Form::Read) => {
                let state = |context: ContextId| ContextState {
                    context,
                    active: switch(self.network.is_active(context)),
                };
                let defined = self.defined().into_iter();
                let lines: Vec<Vec<u8>> = defined
                    .map(|context| self.line_of::<ContextState>(&state(context)))
                    .collect();
                self.inform(&lines);
                Verdict::Done
            }
            _ => self.parameter(call, Kept::Always),
        }
    }

    fn defined(&self) -> Vec<ContextId> {
        let definitions = self.settings_of::<Context<'static>>().into_iter();
        definitions.map(|definition| definition.context).collect()
    }

    fn activate(&mut self, wanted: &Activate<'_>) -> Verdict {
        let context = wanted.context;
        if wanted.active == Switch::Off {
            if self.network.is_active(context) {
                self.network.active.retain(|active| *active != context);
                self.context_lost(context);
            }
            return Verdict::Done;
        }
        match self.may_activate(context) {
            Ok(()) => Verdict::Later(State::Working(Work {
                task: Task::Activate(context),
                until: self.now + self.settings.activation,
            })),
            Err(refused) => Verdict::Refused(refused),
        }
    }

    fn may_activate(&self, context: ContextId) -> Result<(), Refused> {
        self.network.ready()?;
        if self.network.is_active(context) {
            return Err(Refused::CONTEXT_ACTIVE);
        }
        // MultiTech HSPA+ guide p. 218: an error when no socket is tied to the context.
        let sockets = self.settings_of::<SocketConfiguration>();
        if !sockets.iter().any(|socket| socket.context == context) {
            return Err(Refused::NOT_ALLOWED);
        }
        if !self.defined().contains(&context) || !self.network.is_attached() {
            return Err(Refused::ACTIVATION_FAILED);
        }
        Ok(())
    }

    /// The network has activated the context.
    pub(super) fn activated(&mut self, context: ContextId) -> Verdict {
        let Ok(address) = Address::new(self.settings.address.as_bytes()) else {
            return Verdict::Refused(Refused::ACTIVATION_FAILED);
        };
        let line = match self.settings.quirks.quoted_address {
            false => self.line_of::<ContextAddress<'static>>(&ContextAddress {
                address: Bare(address),
            }),
            true => self.written(|writer| {
                let name = <Activate<'static> as at_spec::Declaration>::NAME;
                writer.open(name.of(writer.profile()), ": ")?;
                writer.subparameter(&Quoted(address))
            }),
        };
        self.network.active.push(context);
        self.inform(&[line]);
        Verdict::Done
    }
}

const fn switch(on: bool) -> Switch {
    if on { Switch::On } else { Switch::Off }
}
