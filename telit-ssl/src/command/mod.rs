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
use at_spec::{Declaration, Dialect, Name};

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

/// Eight questions whose answers have names of their own, and always one line at least: a late answer would have to lie more
/// than eight of them back to be taken for another. What stands behind a name is the mark of the form. Modules of other vendors
/// know the first too.
pub(crate) const MARKERS: [(Name, &[u8]); 8] = [
    (<interface::ErrorReports as Declaration>::NAME, b"?"),
    (<interface::Interface as Declaration>::NAME, b"?"),
    (<port::Rate as Declaration>::NAME, b"?"),
    (<network::SetFunctions as Declaration>::NAME, b"?"),
    (<network::SignalOf as Declaration>::NAME, b""),
    (<setup::Enable as Declaration>::NAME, b"?"),
    (<network::Clock<'static> as Declaration>::NAME, b"?"),
    (<registration::Attachment as Declaration>::NAME, b"?"),
];

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

#[cfg(test)]
mod tests {
    use at_spec::Dialect;

    use super::{MARKERS, Telit};

    #[test]
    fn a_marker_is_known_to_every_generation_and_answered_by_a_line_that_is_nothing_else() {
        for (place, (name, mark)) in MARKERS.iter().enumerate() {
            let spelling = name.usual;
            let mut commands = Telit::FAMILIES
                .iter()
                .flat_map(|family| family.commands.iter());
            let row = commands
                .find(|row| row.name == *name)
                .expect("it is declared");
            assert!(row.absent.is_empty(), "{spelling}");
            let form = if mark.is_empty() {
                Some(row.set)
            } else {
                row.read
            };
            let answer = form.expect("it has the form").answer;
            assert_eq!(answer.name, Some(*name), "{spelling}");
            assert!(
                !Telit::UNSOLICITED_SORTED.has(spelling.as_bytes()),
                "{spelling}"
            );
            let names = MARKERS.iter().filter(|(other, _)| other == name);
            assert_eq!(names.count(), 1, "{place}: {spelling}");
        }
    }
}
