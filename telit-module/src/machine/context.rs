//! Packet contexts: defined, activated, lost.
//!
//! In: commands of the family context, the time that activating takes. Out: answers, active contexts. Not here:
//! sockets; deactivating a context ends their connection.
//! Read first: guide 2.1; protocol notes 4; 27.007 10.1.1.

use at_spec::{Address, Bare, Declaration, Form, Printable, Quoted, Subparameters};
use telit_ssl::Span;
use telit_ssl::command::context::{
    self, Activate, Addresses, Context, ContextAddress, ContextState, SocketConfiguration,
    TelitAddresses,
};
use telit_ssl::value::{ContextId, Switch};

use super::Module;
use super::parameter::{Call, Kept};
use super::registration::switch;
use super::state::{Task, Verdict};
use crate::answer::Refused;

impl Module {
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
            context::Declared::Context(Form::Set(definition)) => self.define(definition, call),
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
            context::Declared::AddressesOf(Form::Set(asked)) => {
                let asked = asked.contexts.map(|asked| asked.iter().collect());
                let lines = self.addresses(asked, |module, context, address| {
                    let address = Some(address);
                    module.line_of::<Addresses<'static>>(&Addresses { context, address })
                });
                self.inform(&lines);
                Verdict::Done
            }
            context::Declared::TelitAddressesOf(Form::Set(asked)) => {
                let asked = Some(asked.contexts.iter().collect());
                let lines = self.addresses(asked, |module, context, address| {
                    module.line_of::<TelitAddresses<'static>>(&TelitAddresses { context, address })
                });
                self.inform(&lines);
                Verdict::Done
            }
            _ => self.parameter(call, Kept::Always),
        }
    }

    /// A line for each context that was asked for, or for each there is, with its address; that is empty where the
    /// context is not active (protocol notes 4.2).
    fn addresses(
        &self,
        asked: Option<Vec<ContextId>>,
        line: impl Fn(&Self, ContextId, Quoted<Printable<'_>>) -> Vec<u8>,
    ) -> Vec<Vec<u8>> {
        let of = |context| match self.network.is_active(context) {
            true => self.settings.address.as_bytes(),
            false => b"",
        };
        let contexts = asked.unwrap_or_else(|| self.defined()).into_iter();
        contexts
            .filter_map(|context| {
                let address = Printable::new(of(context)).ok()?;
                Some(line(self, context, Quoted(address)))
            })
            .collect()
    }

    /// What is left out is read back as what the network will take it for (protocol notes 3).
    fn define(&mut self, given: &Context<'_>, call: &Call) -> Verdict {
        let whole = Context {
            protocol: given.protocol.or(Printable::new(b"IP").ok().map(Quoted)),
            apn: given.apn.or(Printable::new(b"").ok().map(Quoted)),
            address: given.address.or(Printable::new(b"").ok().map(Quoted)),
            data_compression: given.data_compression.or(Some(0)),
            header_compression: given.header_compression.or(Some(0)),
            ..*given
        };
        let text = self.written(|writer| whole.write(writer));
        self.replace(call, text, Kept::Always)
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
            // What takes no time must not lose a byte that comes behind it.
            Ok(()) if self.settings.activation == Span::ZERO => self.activated(context),
            Ok(()) => self.later(Task::Activate(context), self.settings.activation),
            Err(refused) => Verdict::Refused(refused),
        }
    }

    fn may_activate(&self, context: ContextId) -> Result<(), Refused> {
        self.card.ready()?;
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
                let name = <Activate<'static> as Declaration>::NAME;
                writer.open(name.of(writer.profile()), ": ")?;
                writer.subparameter(&Quoted(address))
            }),
        };
        self.network.active.push(context);
        self.inform(&[line]);
        Verdict::Done
    }
}
