//! Bring up: SIM, registration, packet context, behind an agreement on error reports; and the verb on which sources
//! differ.
//!
//! In: an attached module. Out: context 1 is active. A PIN is sent once, and only when the module asks for it.
//! Read first: guide 2.1; protocol notes 3, 4.

use at_spec::{Digits, Printable, Quoted, Read, Secret};

use super::receive_verb::{ReceiveVerb, Verb};
use super::{Agree, Ended, Note, Obstacle, Script, Turn, is, require};
use crate::cause::Cause;
use crate::command::context::{Activate, Context, ContextState};
use crate::command::identity::{EnterPin, Sim, SimState};
use crate::command::registration::{CircuitRegistration, Registration, ReportRegistration};
use crate::command::sim::{TriesLeft, TriesLeftOf};
use crate::engine::Engine;
use crate::event::Event;
use crate::request::Ticket;
use crate::time::{Instant, Span};
use crate::value::{ContextId, Switch};

/// What a network asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Network<'p> {
    /// Access point name; `None`: the context stays as it is defined.
    pub apn: Option<Printable<'p>>,
    /// User name and password of the access point.
    pub login: Option<(Printable<'p>, Secret<Printable<'p>>)>,
    /// PIN of the SIM.
    pub pin: Option<Secret<Digits<'p>>>,
}

/// Makes the module ready for connections.
#[derive(Clone, Copy, Debug)]
pub struct BringUp<'p> {
    network: Network<'p>,
    agree: Agree,
    step: Step,
    sim: Option<SimState>,
    /// How often a PIN can still be given, where the module says so.
    pin_tries: Option<u8>,
    registration: Option<Registration>,
    /// Whether context 1 is defined, and as it is wanted.
    defined: Defined,
    active: bool,
    tries: u8,
    verb: ReceiveVerb,
    ticket: Tickets,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Agree,
    AskSim,
    Sim,
    PinTries,
    PinGiven,
    AskRegistration,
    Registration,
    AskContext,
    Context,
    AskActive,
    Active,
    AskVerb,
    Verb,
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Defined {
    No,
    Otherwise,
    AsWanted,
}

#[derive(Clone, Copy, Debug)]
enum Tickets {
    None,
    Sim(Ticket<Sim>),
    Tries(Ticket<TriesLeft>),
    Registration(Ticket<CircuitRegistration>),
    Context(Ticket<Context<'static>>),
    Active(Ticket<ContextState>),
}

/// How often the module is asked whether it is registered, and with which pauses: a minute in all. Inferred.
const REGISTRATION_TRIES: u8 = 30;
const REGISTRATION_PAUSE: Span = Span::from_secs(2);
/// A SIM needs some time behind its PIN. Inferred.
const PIN_PAUSE: Span = Span::from_secs(2);

impl<'p> BringUp<'p> {
    /// For this network.
    #[must_use]
    pub const fn new(network: Network<'p>) -> Self {
        Self {
            network,
            agree: Agree::new(),
            step: Step::Agree,
            sim: None,
            pin_tries: None,
            registration: None,
            defined: Defined::No,
            active: false,
            tries: 0,
            verb: ReceiveVerb::new(),
            ticket: Tickets::None,
        }
    }

    fn goes_to(&mut self, step: Step) -> Turn<'p, ()> {
        self.step = step;
        Turn::Asked
    }

    /// Finds out how the module spells what sources spell in two ways. That it answers to neither is no obstacle:
    /// online mode needs no verb.
    fn verb<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        Ok(match self.verb.next(now, engine, ended)? {
            Verb::Asked => self.goes_to(Step::Verb),
            Verb::Known(verb) if engine.profile().respelt.is_some() => {
                self.notes(Step::Over, Note::Respelt(verb))
            }
            Verb::Known(_) | Verb::Unknown => Turn::Done(()),
        })
    }

    fn notes(&mut self, step: Step, note: Note) -> Turn<'p, ()> {
        self.step = step;
        Turn::Note(note)
    }
}

impl<'p> Script<'p> for BringUp<'p> {
    type Output = ();

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        if self.step == Step::Verb {
            return self.verb(now, engine, ended);
        }
        if self.step == Step::Agree {
            match self.agree.advance(now, engine, ended)?.output() {
                Ok(()) => self.step = Step::AskSim,
                Err(turn) => return Ok(turn),
            }
        }
        // Active already is what is wanted, and not every module knows how many tries are left.
        let is_no_obstacle = (self.step == Step::AskVerb && is(ended, Cause::ContextActive))
            || (self.step == Step::PinTries && !is(ended, Cause::Silence));
        if !is_no_obstacle {
            require(ended)?;
        }
        let request = Obstacle::Request;
        Ok(match self.step {
            Step::Agree | Step::AskSim => {
                let ticket = engine
                    .request(now, &Read::<EnterPin<'static>>::new())
                    .map_err(request)?;
                self.ticket = Tickets::Sim(ticket);
                self.goes_to(Step::Sim)
            }
            Step::Sim if self.sim == Some(SimState::Pin) && self.network.pin.is_some() => {
                let ticket = engine.request(now, &TriesLeftOf).map_err(request)?;
                self.ticket = Tickets::Tries(ticket);
                self.goes_to(Step::PinTries)
            }
            // A wrong one would lock the SIM, and nobody asked for that.
            Step::PinTries if self.pin_tries.is_some_and(|tries| tries <= 1) => {
                return Err(Obstacle::LastTry);
            }
            Step::Sim | Step::PinTries => match (self.sim, self.network.pin.take()) {
                (Some(SimState::Ready), _) => {
                    self.notes(Step::AskRegistration, Note::AlreadySo("the SIM is ready"))
                }
                // Taken, so that it is never sent twice.
                (Some(SimState::Pin), Some(Secret(pin))) => {
                    let enter = EnterPin {
                        pin: Secret(Quoted(pin)),
                        new_pin: None,
                    };
                    engine.request(now, &enter).map_err(request)?;
                    self.goes_to(Step::PinGiven)
                }
                (Some(state), _) => return Err(Obstacle::Sim(state)),
                (None, _) => return Err(Obstacle::NoAnswer("+CPIN?")),
            },
            Step::PinGiven => {
                self.step = Step::AskSim;
                self.sim = None;
                Turn::Pause(PIN_PAUSE)
            }
            Step::AskRegistration => {
                self.registration = None;
                let ticket = engine
                    .request(now, &Read::<ReportRegistration>::new())
                    .map_err(request)?;
                self.ticket = Tickets::Registration(ticket);
                self.goes_to(Step::Registration)
            }
            Step::Registration => match self.registration {
                Some(state) if state.is_registered() => self.notes(
                    Step::AskContext,
                    Note::AlreadySo("the module is registered"),
                ),
                Some(state)
                    if state == Registration::Denied || self.tries >= REGISTRATION_TRIES =>
                {
                    return Err(Obstacle::NotRegistered(state));
                }
                Some(state) if self.tries == 0 => {
                    self.tries = 1;
                    self.notes(Step::Registration, Note::Registering(state))
                }
                Some(_) => {
                    self.tries = self.tries.saturating_add(1);
                    self.step = Step::AskRegistration;
                    Turn::Pause(REGISTRATION_PAUSE)
                }
                None => return Err(Obstacle::NoAnswer("+CREG?")),
            },
            Step::AskContext => {
                let ticket = engine
                    .request(now, &Read::<Context<'static>>::new())
                    .map_err(request)?;
                self.ticket = Tickets::Context(ticket);
                self.goes_to(Step::AskActive)
            }
            Step::AskActive => {
                let ticket = engine
                    .request(now, &Read::<Activate<'static>>::new())
                    .map_err(request)?;
                self.ticket = Tickets::Active(ticket);
                self.goes_to(Step::Context)
            }
            Step::Context if self.defined == Defined::AsWanted => {
                self.notes(Step::Active, Note::AlreadySo("context 1 is defined"))
            }
            // A context that is active cannot be defined anew.
            Step::Context if self.active => {
                self.active = false;
                engine
                    .request(now, &activate(Switch::Off, None))
                    .map_err(request)?;
                self.goes_to(Step::Context)
            }
            Step::Context => {
                let empty = Printable::new(b"").ok();
                let context = Context {
                    context: ContextId::ONE,
                    protocol: Printable::new(b"IP").ok().map(Quoted),
                    apn: self.network.apn.or(empty).map(Quoted),
                    address: None,
                    data_compression: None,
                    header_compression: None,
                };
                engine.request(now, &context).map_err(request)?;
                self.goes_to(Step::Active)
            }
            Step::Active if self.active => {
                self.notes(Step::AskVerb, Note::AlreadySo("context 1 is active"))
            }
            Step::Active => {
                engine
                    .request(now, &activate(Switch::On, self.network.login))
                    .map_err(request)?;
                self.goes_to(Step::AskVerb)
            }
            Step::AskVerb if ReceiveVerb::is_doubtful(engine.profile()) => {
                return self.verb(now, engine, Ended::Nothing);
            }
            Step::AskVerb | Step::Verb | Step::Over => Turn::Done(()),
        })
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        match self.ticket {
            Tickets::None => {}
            Tickets::Sim(ticket) => {
                if let Some(Ok(sim)) = ticket.answer(engine, event) {
                    self.sim = Some(sim.state);
                }
            }
            Tickets::Tries(ticket) => {
                if let Some(Ok(left)) = ticket.answer(engine, event) {
                    self.pin_tries = Some(left.tries);
                }
            }
            Tickets::Registration(ticket) => {
                if let Some(Ok(answer)) = ticket.answer(engine, event) {
                    self.registration = Some(answer.state);
                }
            }
            Tickets::Context(ticket) => {
                if let Some(Ok(context)) = ticket.answer(engine, event)
                    && context.context == ContextId::ONE
                {
                    self.defined = match (self.network.apn, context.apn) {
                        (None, _) => Defined::AsWanted,
                        (Some(wanted), Some(Quoted(apn))) if wanted == apn => Defined::AsWanted,
                        (Some(_), _) => Defined::Otherwise,
                    };
                }
            }
            Tickets::Active(ticket) => {
                if let Some(Ok(state)) = ticket.answer(engine, event)
                    && state.context == ContextId::ONE
                {
                    self.active = state.active == Switch::On;
                }
            }
        }
    }
}

fn activate<'p>(
    active: Switch,
    login: Option<(Printable<'p>, Secret<Printable<'p>>)>,
) -> Activate<'p> {
    Activate {
        context: ContextId::ONE,
        active,
        user: login.map(|(user, _)| Quoted(user)),
        password: login.map(|(_, Secret(password))| Secret(Quoted(password))),
    }
}
