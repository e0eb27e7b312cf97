//! The module of a script: what it says for a session in online mode to begin, and for a lost engine to find it again.
//!
//! In: hosts. Out: hosts that are online, or ready. Not here: a module that decides anything; `far.rs` has that.

use std::num::NonZeroU16;

use at_spec::{Host as HostName, Quoted};
use telit_ssl::command::session::Dial;
use telit_ssl::value::{Closure, Mode, SocketId};
use telit_ssl::{Profile, ResultCodes};

use crate::host::{Heard, Host};

/// The settings, which a recovery begins with once the module is in command mode.
pub const SETTINGS: &[u8] = b"ATE0Q0V1\r";

/// More questions than any recovery asks.
const QUESTIONS: usize = 20;

/// A dial of the usual peer.
///
/// # Panics
/// Never: its name is one.
#[must_use]
pub fn dial(mode: Mode) -> Dial<'static> {
    Dial {
        socket: SocketId::ONE,
        port: NonZeroU16::new(443).expect("it is not zero"),
        host: Quoted(HostName::new(b"example.com").expect("it is a name")),
        closure: Closure::Free,
        mode: Some(mode),
        timeout: None,
    }
}

/// A host in online mode, whose module writes result codes so; what was sent and said on the way is forgotten.
///
/// # Panics
/// Where the engine does not come there.
#[must_use]
pub fn online(codes: ResultCodes) -> Host {
    let mut host = Host::without_echo(Profile::G2);
    host.engine.set_result_codes(codes);
    host.request(&dial(Mode::Online))
        .expect("the engine is idle");
    host.hear(match codes {
        ResultCodes::Verbose => b"\r\nCONNECT\r\n",
        ResultCodes::Numeric => b"1\r",
    });
    assert_eq!(host.take_heard(), [Heard::Connected]);
    host.take_sent();
    host
}

/// What a module answers to a marker at the end of what was sent: a line with its name. `None`: there is none.
#[must_use]
pub fn marker_answer(sent: &[u8]) -> Option<Vec<u8>> {
    let lines = sent.strip_suffix(b"\r")?;
    let line = lines.rsplit(|byte| *byte == b'\r').next()?;
    let name = match line.strip_prefix(b"AT")? {
        signal @ b"+CSQ" => signal,
        read => read.strip_suffix(b"?")?,
    };
    Some([b"\r\n", name, b": 1\r\n\r\nOK\r\n"].concat())
}

/// How an engine came to be ready.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// All that was sent.
    pub sent: Vec<u8>,
    /// That of it which was no question: what is for a module in another mode.
    pub unanswered: Vec<u8>,
    /// What was told before the engine was ready.
    pub heard: Vec<Heard>,
}

/// Answers the settings and any marker until the engine is ready.
///
/// # Panics
/// Where it does not come to be.
pub fn recovers(host: &mut Host) -> Recovered {
    let (mut all, mut unanswered) = (Vec::new(), Vec::new());
    for _ in 0..QUESTIONS {
        let sent = host.take_sent();
        let answer = match sent.as_slice() {
            sent if sent.ends_with(SETTINGS) => b"\r\nOK\r\n".to_vec(),
            sent => marker_answer(sent).unwrap_or_else(|| {
                unanswered.extend_from_slice(sent);
                Vec::new()
            }),
        };
        all.extend(sent);
        host.hear(&answer);
        if host.heard().last() == Some(&Heard::Ready) {
            let mut heard = host.take_heard();
            heard.pop();
            return Recovered {
                sent: all,
                unanswered,
                heard,
            };
        }
        host.go_on();
    }
    panic!("not ready: {:?}", host.take_heard());
}
