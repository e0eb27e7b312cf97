//! Set up: the SSL socket enabled, with its suite, authentication, sizes and times.
//!
//! In: a module that is brought up. Out: socket 1 as wanted. What is so already is not set again, since settings
//! go to the module's flash.
//! Read first: guide 3.2; protocol notes 5.2, 5.5; field notes B24.

use at_spec::{Command, Read, Seconds, Tenths};

use super::{Enable, Ended, Note, Obstacle, Script, Turn, Vacate, require};
use crate::command::setup::{Authentication, CertificateFormat, Configuration, Security};
use crate::engine::Engine;
use crate::event::Event;
use crate::profile::Profile;
use crate::request::Ticket;
use crate::time::Instant;
use crate::value::{CipherSuite, ContextId, SocketId, Switch};

/// What is wanted of socket 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sockets {
    /// The suite to offer.
    pub suite: CipherSuite,
    /// Who proves to be who.
    pub authentication: Authentication,
    /// Inactivity after which the connection closes; 0: never.
    pub inactivity: Seconds,
    /// The time that stands in where a command leaves its own out.
    pub timeout: Tenths,
    /// What is reported when data come in command mode.
    pub ring_mode: Option<u8>,
}

impl Default for Sockets {
    fn default() -> Self {
        Self {
            suite: CipherSuite::PeersChoice,
            authentication: Authentication::Peer,
            inactivity: Seconds(90),
            timeout: Tenths(100),
            ring_mode: None,
        }
    }
}

/// Enables and configures socket 1.
#[derive(Clone, Copy, Debug)]
pub struct SetUp {
    wanted: Sockets,
    step: Step,
    enable: Enable,
    vacate: Vacate,
    security: Option<Security>,
    configuration: Option<Configuration>,
    ticket: Tickets,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Enable,
    Vacate,
    AskSecurity,
    Security,
    AskConfiguration,
    Configuration,
    Over,
}

#[derive(Clone, Copy, Debug)]
enum Tickets {
    None,
    Security(Ticket<Security>),
    Configuration(Ticket<Configuration>),
}

impl SetUp {
    /// With these settings.
    #[must_use]
    pub const fn new(wanted: Sockets) -> Self {
        Self {
            wanted,
            step: Step::Enable,
            enable: Enable::new(Switch::On),
            vacate: Vacate::new(),
            security: None,
            configuration: None,
            ticket: Tickets::None,
        }
    }

    /// With the format of certificates where modules of `profile` are told it: another one may be left from before.
    fn security(&self, profile: &Profile) -> Security {
        let Sockets {
            suite,
            authentication,
            ..
        } = self.wanted;
        let plain = Security {
            socket: SocketId::ONE,
            suite,
            authentication,
            format: None,
        };
        let whole = Security {
            format: Some(CertificateFormat::Pem),
            ..plain
        };
        whole.check(profile.id).map_or(plain, |()| whole)
    }

    fn configuration(&self) -> Configuration {
        Configuration {
            socket: SocketId::ONE,
            context: ContextId::ONE,
            packet_size: 300,
            inactivity: self.wanted.inactivity,
            timeout: self.wanted.timeout,
            flush_delay: Tenths(1),
            ring_mode: self.wanted.ring_mode,
            no_carrier_mode: None,
            skip_host_mismatch: None,
            equalize: None,
            eleventh: None,
            twelfth: None,
        }
    }

    fn is_configured(&self) -> bool {
        let wanted = self.configuration();
        self.configuration.is_some_and(|found| {
            let ring_mode = wanted.ring_mode.or(found.ring_mode);
            (
                found.packet_size,
                found.inactivity,
                found.timeout,
                found.flush_delay,
                found.ring_mode,
            ) == (
                wanted.packet_size,
                wanted.inactivity,
                wanted.timeout,
                wanted.flush_delay,
                ring_mode,
            )
        })
    }
}

impl<'p> Script<'p> for SetUp {
    type Output = ();

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        let mut ended = ended;
        if self.step == Step::Enable {
            match self.enable.advance(now, engine, ended)?.output() {
                Ok(_) => (self.step, ended) = (Step::Vacate, Ended::Nothing),
                Err(turn) => return Ok(turn),
            }
        }
        if self.step == Step::Vacate {
            match self.vacate.advance(now, engine, ended)?.output() {
                Ok(()) => self.step = Step::AskSecurity,
                Err(turn) => return Ok(turn),
            }
        }
        require(ended)?;
        let request = Obstacle::Request;
        let (turn, step) = match self.step {
            Step::Enable | Step::Vacate | Step::AskSecurity => {
                let ticket = engine
                    .request(now, &Read::<Security>::new())
                    .map_err(request)?;
                self.ticket = Tickets::Security(ticket);
                (Turn::Asked, Step::Security)
            }
            Step::Security if self.security == Some(self.security(engine.profile())) => (
                Turn::Note(Note::AlreadySo("suite and authentication are set")),
                Step::AskConfiguration,
            ),
            Step::Security => {
                let security = self.security(engine.profile());
                engine.request(now, &security).map_err(request)?;
                (Turn::Asked, Step::AskConfiguration)
            }
            Step::AskConfiguration => {
                let ticket = engine
                    .request(now, &Read::<Configuration>::new())
                    .map_err(request)?;
                self.ticket = Tickets::Configuration(ticket);
                (Turn::Asked, Step::Configuration)
            }
            Step::Configuration if self.is_configured() => (
                Turn::Note(Note::AlreadySo("sizes and times are set")),
                Step::Over,
            ),
            Step::Configuration => {
                engine
                    .request(now, &self.configuration())
                    .map_err(request)?;
                (Turn::Asked, Step::Over)
            }
            Step::Over => (Turn::Done(()), Step::Over),
        };
        self.step = step;
        Ok(turn)
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        self.enable.hear(engine, event);
        self.vacate.hear(engine, event);
        match self.ticket {
            Tickets::None => {}
            Tickets::Security(ticket) => {
                if let Some(Ok(found)) = ticket.answer(engine, event)
                    && found.socket == SocketId::ONE
                {
                    self.security = Some(found);
                }
            }
            Tickets::Configuration(ticket) => {
                if let Some(Ok(found)) = ticket.answer(engine, event)
                    && found.socket == SocketId::ONE
                {
                    self.configuration = Some(found);
                }
            }
        }
    }
}
