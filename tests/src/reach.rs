//! Every state that an engine comes to by a set of moves: calls of an application, words of a module, passing time.
//!
//! In: nothing. Out: one host for each state, as far as the moves tell states apart. Not here: what is done there;
//! `proof/model` joins the engine with a module and judges it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use at_spec::{Exchange, Payload, Read};
use telit_ssl::command::exchange::Receive;
use telit_ssl::command::registration::ReportRegistration;
use telit_ssl::command::session::StatusOf;
use telit_ssl::value::{Mode, SocketId};
use telit_ssl::{ControlLine, Engine, Profile, Raw, ResultCodes};

use crate::host::Host;
use crate::scripted::dial;

/// Something that changes a host. What the engine refuses changes nothing.
type Move = fn(&mut Host);

/// What a module says; the rest of an unfinished line comes with the next move.
const WORDS: &[&[u8]] = &[
    b"\r\nOK\r\n",
    b"\r\nERROR\r\n",
    b"\r\nCONNECT\r\n",
    b"\r\n> ",
    b">",
    b"\r\nNO CARRIER\r\n",
    b"\r\nNO CARRIER:SSL",
    b"\r\n#SSLRECV: 0\r\n",
    b"\r\n#SSLRECV: 20\r\n",
    b"\r\n#SSLRECV: 2000\r\n",
    b"\r\n#SSLS: 1,2\r\n",
    b"\r\n+CMEE: 1\r\n",
    b"\r\n#SELINT: 2\r\n",
    b"\r\nSSLSRING: 1,99,",
    b"\r\nabc\r\n",
    b"AT+X=1\r",
    b"abc",
    b"twenty bytes of data",
    b"\r",
    b"\r\n",
    b"0\r",
    b"3\r",
];

/// The shapes of exchanges, asked for by commands that nobody has declared.
const SHAPES: [Exchange; 8] = [
    Exchange::Plain,
    Exchange::Body,
    Exchange::Dial,
    Exchange::Counted { room: 100 },
    Exchange::Prompt(Payload::UntilCtrlZ),
    Exchange::Prompt(Payload::Counted(20)),
    Exchange::Prompt(Payload::CountedThenCtrlZ(20)),
    Exchange::Online,
];

const CALLS: &[Move] = &[
    |host| {
        let _ = host.request(&Receive {
            socket: SocketId::ONE,
            room: 100,
            timeout: None,
        });
    },
    |host| {
        let _ = host.request(&StatusOf {
            socket: SocketId::ONE,
        });
    },
    |host| {
        let _ = host.request(&Read::<ReportRegistration>::new());
    },
    |host| {
        let _ = host.request(&dial(Mode::Online));
    },
    |host| {
        let _ = host.supply(b"+++");
    },
    |host| {
        let _ = host.supply(b"twenty bytes and more");
    },
    |host| {
        let _ = host.finish();
    },
    |host| {
        let _ = host.engine.abort(host.clock.now());
        host.leave();
    },
    |host| {
        let _ = host.engine.suspend(host.clock.now());
        host.leave();
    },
    |host| {
        let _ = host.engine.suspend_by_dtr(host.clock.now());
        host.leave();
    },
    |host| {
        let _ = host.engine.attach(host.clock.now());
        host.leave();
    },
    |host| host.engine.set_result_codes(ResultCodes::Numeric),
    |host| carrier(host, true),
    |host| carrier(host, false),
    |host| {
        host.go_on();
    },
];

fn carrier(host: &mut Host, on: bool) {
    let now = host.clock.now();
    host.engine.line_changed(now, ControlLine::Dcd, on);
    host.hear(&[]);
}

/// A state that is reached.
#[derive(Clone, Debug)]
pub struct Reached {
    /// A host in it.
    pub host: Host,
    /// The moves that lead there, by number: the first says with which engine.
    pub path: Vec<usize>,
}

/// One host for each state that is reached, by what tells states apart.
#[must_use]
pub fn reachable() -> BTreeMap<String, Reached> {
    let mut reached: BTreeMap<String, Reached> = BTreeMap::new();
    let mut fresh: VecDeque<Vec<usize>> = VecDeque::from([vec![0], vec![1]]);
    while let Some(path) = fresh.pop_front() {
        let host = led_along(&path);
        if let Entry::Vacant(place) = reached.entry(place(&host)) {
            let moves = (0..moves()).map(|number| [path.as_slice(), &[number]].concat());
            fresh.extend(moves);
            place.insert(Reached { host, path });
        }
    }
    reached
}

/// The host behind these moves.
#[must_use]
pub fn led_along(path: &[usize]) -> Host {
    let engine = Engine::new(Profile::LTE_A, vec![0; 400], vec![0; 400]);
    let mut host = Host::over(match path.first() {
        Some(1) => engine.with_dtr(),
        _ => engine,
    });
    for number in path.iter().skip(1) {
        go(&mut host, *number);
    }
    host.take_sent();
    host.take_heard();
    host
}

const fn moves() -> usize {
    WORDS.len() + SHAPES.len() + CALLS.len()
}

/// Makes a move.
fn go(host: &mut Host, number: usize) {
    let calls = number.saturating_sub(WORDS.len());
    if let Some(word) = WORDS.get(number) {
        host.hear(word);
    } else if let Some(shape) = SHAPES.get(calls) {
        let command = Raw::new(b"+X=1").map(|raw| raw.with_exchange(*shape));
        let _ = command.map(|command| host.request(&command));
    } else if let Some(call) = CALLS.get(calls.saturating_sub(SHAPES.len())) {
        call(host);
    }
}

/// What tells states apart: the state itself, what the framer expects and holds, which command is under way, whether one
/// was given up, whether its line has come back, whether payload is left, whether there is DTR, whether a command line waits to leave and whether bytes behind an `OK` are held.
fn place(host: &Host) -> String {
    let engine = format!("{:?}", host.engine);
    let words = [
        "framing: ",
        "awaits: ",
        "pending: Some(Pending { command: ",
        "late: ",
        "echoed: ",
        "has_dtr: ",
    ];
    let words = words.map(|name| word_behind(&engine, name));
    let is_supplied = engine.contains(" left: 0,");
    let waits = !host.engine.outgoing().is_empty();
    let holds = !engine.contains("behind: Behind { come: 0,");
    format!(
        "{} {} {is_supplied} {waits} {holds}",
        state(host),
        words.join(" ")
    )
}

/// The state, as the engine shows it.
#[must_use]
pub fn state(host: &Host) -> String {
    let engine = format!("{:?}", host.engine);
    let Some((_, behind)) = engine.split_once(" state: ") else {
        return engine;
    };
    let state = behind.split_once(", pending: ");
    state.map_or(behind, |(state, _)| state).to_string()
}

fn word_behind<'t>(text: &'t str, name: &str) -> &'t str {
    let behind = text.split_once(name).map_or("", |(_, behind)| behind);
    let end = behind.find([' ', ',', '(', '{', '}']);
    end.map_or(behind, |end| &behind[..end])
}
