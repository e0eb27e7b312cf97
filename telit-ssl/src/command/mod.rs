//! Every command, declared once: the dialect, as a list of its families.
//!
//! In: nothing. Out: one struct for each command, and [`Telit`], which is any of them. Not here: behaviour. A
//! verb is written in these declarations, in golden vectors and in texts for people, and nowhere else.

pub mod call;
pub mod context;
pub mod exchange;
pub mod identity;
pub mod interface;
pub mod network;
pub mod port;
pub mod registration;
pub mod session;
pub mod setup;
pub mod sim;
pub mod socket;
pub mod store;
pub mod stored;

use at_parse::CommandLine;
use at_spec::{Declaration, Dialect};

/// Any command of the dialect, in any of its forms.
#[derive(Dialect, Clone, Debug, PartialEq)]
pub enum Telit<'a> {
    /// How module and host talk.
    Interface(interface::Declared<'a>),
    /// The serial line.
    Port(port::Declared<'a>),
    /// The settings as a whole.
    Stored(stored::Declared<'a>),
    /// What the module is, and the PIN of its SIM.
    Identity(identity::Declared<'a>),
    /// The SIM.
    Sim(sim::Declared<'a>),
    /// The radio.
    Network(network::Declared<'a>),
    /// Whether the network serves the module.
    Registration(registration::Declared<'a>),
    /// Data calls.
    Call(call::Declared<'a>),
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
    /// Plain sockets.
    Socket(socket::Declared<'a>),
}

/// Whether a command line may change what attach has set, other than by a restart: by its own command, or with all
/// settings at once.
pub(crate) fn may_unset(line: &[u8]) -> bool {
    // Nearly every line has one command, and that is none of these.
    let is_alone = !line.contains(&b';');
    if is_alone && !line.get(PREFIX).is_some_and(is_basic) {
        return false;
    }
    let names = [
        <interface::Echo as Declaration>::NAME,
        <stored::Reset as Declaration>::NAME,
        <stored::Factory as Declaration>::NAME,
    ];
    let mut commands = CommandLine::find(line).into_iter().flatten();
    commands.any(|command| names.iter().any(|name| name.is(command.name)))
}

/// Where the body of a command line begins.
const PREFIX: usize = 2;

/// Whether a body that begins so begins with a basic command.
const fn is_basic(first: &u8) -> bool {
    matches!(first, b'&' | b'A'..=b'Z' | b'a'..=b'z')
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
