//! The state of the module: what the next byte of the host means, and what the socket is in.
//!
//! In: nothing. Out: the words of the machine's files. Not here: transitions; each phase has a file for its own.

use at_spec::Payload;
use telit_ssl::value::{CipherSuite, Closure, ContextId, DataType, Mode};
use telit_ssl::{Instant, Span};

use super::escape::Escape;
use crate::answer::Refused;
use crate::peer::Suite;

/// What the next byte of the host means.
#[derive(Debug)]
pub(crate) enum State {
    /// The power is off.
    Off,
    /// The module starts; it is deaf.
    Starting { until: Instant },
    /// It belongs to a command line.
    Command,
    /// It is payload that a command takes.
    Prompt(Prompt),
    /// Nothing: a command is in progress. On the real module a byte may even abort it (LE910 V2 reference p. 26).
    Working(Work),
    /// It is payload for the peer, or the escape sequence.
    Online(Online),
}

/// Payload that is being entered.
#[derive(Debug)]
pub(crate) struct Prompt {
    pub(crate) purpose: Purpose,
    /// What ends it.
    pub(crate) ending: Payload,
    pub(crate) payload: Vec<u8>,
    /// More was entered than there is room for.
    pub(crate) surplus: bool,
}

/// What payload is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    /// For the peer; it must have left after this time.
    Send { within: Span },
    /// For the memory.
    Store(DataType),
}

/// A command in progress.
#[derive(Debug)]
pub(crate) struct Work {
    pub(crate) task: Task,
    pub(crate) until: Instant,
}

/// What a command in progress waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// The network activates a context.
    Activate(ContextId),
    /// The peer answers.
    Dial(Mode),
    /// The peer has answered, and the module is slow to say so.
    Greet(Mode),
    /// There will be no connection, and the module is slow to say so.
    Fail(Refused),
    /// What was entered is stored.
    Store,
    /// The memory is written down.
    Remember,
    /// The payload leaves.
    Send,
    /// The peer sends.
    Receive(Receive),
}

/// What a receive has asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Receive {
    pub(crate) room: usize,
    /// The verb as it was issued.
    pub(crate) verb: &'static str,
}

/// Online mode.
#[derive(Debug)]
pub(crate) struct Online {
    pub(crate) escape: Escape,
    /// Payload of the host that is no packet yet.
    pub(crate) waiting: Vec<u8>,
    /// Since when it waits.
    pub(crate) since: Instant,
}

/// The SSL socket.
#[derive(Debug)]
pub(crate) struct Socket {
    pub(crate) connection: Connection,
    /// What the peer has sent and the host has not read.
    pub(crate) unread: Vec<u8>,
    /// What closing does with the session, as it was dialled.
    pub(crate) closure: Closure,
    /// The peer dialled last.
    pub(crate) peer: Option<(String, u16)>,
    /// Whether its session was kept.
    pub(crate) kept: bool,
    /// The line DCD.
    pub(crate) carrier: bool,
    /// When data last moved, either way.
    pub(crate) moved: Instant,
    /// Until when its status is still that of the connection that was closed.
    pub(crate) fading: Option<(Instant, CipherSuite)>,
    /// Bytes given to the peer since the last dial, as far as the width of the counter goes.
    pub(crate) sent: u32,
    /// Bytes that the peer has sent since then.
    pub(crate) received: u32,
}

/// What the socket is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Connection {
    Closed,
    Open(CipherSuite),
    /// It ended without the host's doing; until it is closed, what came can be read (field notes B49, B50).
    Ended(CipherSuite),
}

impl Socket {
    pub(crate) const fn new() -> Self {
        Self {
            connection: Connection::Closed,
            unread: Vec::new(),
            closure: Closure::Free,
            peer: None,
            kept: false,
            carrier: false,
            moved: Instant::from_millis(0),
            fading: None,
            sent: 0,
            received: 0,
        }
    }

    pub(crate) fn count_sent(&mut self, bytes: usize) {
        self.sent = add(self.sent, bytes);
    }

    pub(crate) fn count_received(&mut self, bytes: usize) {
        self.received = add(self.received, bytes);
    }
}

fn add(count: u32, bytes: usize) -> u32 {
    count.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX))
}

/// What came of a command.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// It is done; the line goes on.
    Done,
    /// It failed, and the line with it.
    Refused(Refused),
    /// It goes on in another state, and the line behind it.
    Later(State),
    /// `CONNECT` is said: what is left of the line is forgotten, and every byte is payload.
    Online,
    /// The line is over, and its result code is said.
    Over,
}

impl From<Result<(), Refused>> for Verdict {
    fn from(result: Result<(), Refused>) -> Self {
        match result {
            Ok(()) => Self::Done,
            Err(refused) => Self::Refused(refused),
        }
    }
}

/// The number of a suite in `#SSLSECCFG` and `#SSLS`.
pub(crate) const fn number_of(suite: Suite) -> CipherSuite {
    match suite {
        Suite::Rc4Md5 => CipherSuite::Rc4Md5,
        Suite::Rc4Sha => CipherSuite::Rc4Sha,
        Suite::Aes256Sha => CipherSuite::AesSha,
    }
}

/// The suites behind a number, best first.
pub(crate) fn suites_of(number: CipherSuite) -> Vec<Suite> {
    match number {
        CipherSuite::PeersChoice => vec![Suite::Aes256Sha, Suite::Rc4Sha, Suite::Rc4Md5],
        CipherSuite::Rc4Md5 => vec![Suite::Rc4Md5],
        CipherSuite::Rc4Sha => vec![Suite::Rc4Sha],
        CipherSuite::AesSha => vec![Suite::Aes256Sha],
    }
}
