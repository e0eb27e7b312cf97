//! Settings of the SSL socket: when they can be set, and what enabling does.
//!
//! In: commands of the family setup. Out: stored values. Not here: what a value is; the table has that, so that a
//! newly declared setting needs nothing here.
//! Read first: guide 3.2; protocol notes 5.1, 5.2, 5.5; field notes B24 to B27.

use at_parse::Asked;
use at_spec::{Form, Tenths};
use telit_ssl::Span;
use telit_ssl::command::setup::{self, Configuration, Enable};
use telit_ssl::value::{SocketId, Switch};

use super::Module;
use super::parameter::{Call, Kept, choice};
use super::state::{Connection, Verdict};
use crate::answer::Refused;

impl Module {
    pub(super) fn setup(&mut self, command: &setup::Declared<'_>, call: &Call) -> Verdict {
        let permission = match (command, call.asked) {
            (setup::Declared::Enable(Form::Set(wanted)), _) => self.may_enable(wanted),
            (setup::Declared::Enable(_), _) => Ok(()),
            (_, Asked::Set | Asked::Execute) => self.enabled().and_then(|()| self.idle()),
            (_, Asked::Read | Asked::Test) => self.enabled(),
        };
        match permission {
            Ok(()) => self.parameter(call, Kept::Always),
            Err(refused) => Verdict::Refused(refused),
        }
    }

    fn may_enable(&self, wanted: &Enable) -> Result<(), Refused> {
        match (wanted.enabled, self.enabled().is_ok()) {
            (Switch::On, true) => Err(Refused::ALREADY_ACTIVATED),
            (Switch::Off, false) => Err(Refused::NOT_ACTIVATED),
            (Switch::On, false) if self.is_context_in_the_way() => Err(Refused::CANNOT_ACTIVATE),
            (Switch::On, false) => Ok(()),
            // No source says what happens to an open connection; it is kept, as with other settings.
            (Switch::Off, true) => self.idle(),
        }
    }

    fn is_context_in_the_way(&self) -> bool {
        self.settings.quirks.enable_needs_idle_context && !self.network.active.is_empty()
    }

    /// Whether the socket is enabled.
    pub(super) fn enabled(&self) -> Result<(), Refused> {
        match self.setting_of::<Enable>(&choice(&SocketId::ONE)) {
            Some(Enable {
                enabled: Switch::On,
                ..
            }) => Ok(()),
            Some(_) | None => Err(Refused::NOT_ACTIVATED),
        }
    }

    /// Whether no connection is there; one that has ended still is, until it is closed (field notes B27, B49).
    pub(super) fn idle(&self) -> Result<(), Refused> {
        match self.socket.connection {
            Connection::Closed => Ok(()),
            Connection::Open(_) | Connection::Ended(_) => Err(Refused::ALREADY_CONNECTED),
        }
    }

    /// Sizes and times of the socket.
    pub(super) fn configuration(&self) -> Option<Configuration> {
        self.setting_of::<Configuration>(&choice(&SocketId::ONE))
    }

    /// The time of a command; the socket's own where it is left out.
    pub(super) fn within(&self, timeout: Option<Tenths>) -> Span {
        let own = || {
            self.configuration()
                .map(|configuration| configuration.timeout)
        };
        let Tenths(tenths) = timeout.or_else(own).unwrap_or(Tenths(100));
        Span::from_millis(u64::from(tenths).saturating_mul(100))
    }
}
