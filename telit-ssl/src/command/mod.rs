//! Every command, declared once: the dialect, as a list of its families.
//!
//! In: nothing. Out: one struct for each command, and [`Telit`], which is any of them. Not here: behaviour. A
//! verb is written in these declarations, in golden vectors and in texts for people, and nowhere else.

pub mod context;
pub mod exchange;
pub mod identity;
pub mod interface;
pub mod registration;
pub mod session;
pub mod setup;
pub mod store;

use at_spec::Dialect;

/// Any command of the dialect, in any of its forms.
#[derive(Dialect, Clone, Debug, PartialEq)]
pub enum Telit<'a> {
    /// How module and host talk.
    Interface(interface::Declared<'a>),
    /// What the module is, and its SIM.
    Identity(identity::Declared<'a>),
    /// The network.
    Registration(registration::Declared<'a>),
    /// Packet contexts.
    Context(context::Declared<'a>),
    /// Settings of SSL sockets.
    Setup(setup::Declared<'a>),
    /// Certificates and keys.
    Store(store::Declared<'a>),
    /// Opening and closing.
    Session(session::Declared<'a>),
    /// Payload in command mode.
    Exchange(exchange::Declared<'a>),
}

/// What attach sets: no echo, result codes on, in words.
pub(crate) const ATTACHED: (interface::Echo, interface::Silence, interface::Verbosity) = (
    interface::Echo {
        on: crate::value::Switch::Off,
    },
    interface::Silence {
        mode: interface::Codes::On,
    },
    interface::Verbosity {
        words: crate::value::Switch::On,
    },
);
