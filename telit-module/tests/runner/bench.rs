//! A machine that does what the host's lines say, and says in lines what it was told.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use telit_module::action::Action;
use telit_module::peer::{Dial, PeerEvent, Suite};
use telit_module::runner::{Finished, HostPort, Machine, Policy, Runner, Running};
use telit_ssl::Instant;

use crate::authority::AUTHORITY;

/// `open N` dials the N-th dial; `send TEXT` (`\n` for a line end), `flood COUNT`, `close`, `forget`, `say TEXT` do as they say;
/// from `deaf` to `listen` nothing of the peer is welcome.
pub(crate) struct Relay {
    dials: Vec<Dial>,
    line: Vec<u8>,
    actions: VecDeque<Action>,
    pub(crate) told: usize,
    is_deaf: bool,
}

impl Relay {
    pub(crate) fn new(dials: Vec<Dial>) -> Self {
        Self {
            dials,
            line: Vec::new(),
            actions: VecDeque::new(),
            told: 0,
            is_deaf: false,
        }
    }

    fn order(&mut self, line: &str) {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        self.actions.push_back(match verb {
            "open" => Action::Open(self.dials[rest.parse::<usize>().unwrap()].clone()),
            "send" => Action::ToPeer(rest.replace("\\n", "\n").into()),
            "flood" => Action::ToPeer(vec![b'x'; rest.parse().unwrap()]),
            "close" => Action::Close,
            "forget" => Action::Forget,
            "say" => Action::ToHost(format!("{rest}\n").into()),
            "deaf" | "listen" => {
                self.is_deaf = verb == "deaf";
                return;
            }
            other => panic!("no such order: {other}"),
        });
    }
}

impl Machine for Relay {
    fn host_bytes(&mut self, _: Instant, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' => {
                    let line = String::from_utf8(core::mem::take(&mut self.line)).unwrap();
                    self.order(&line);
                }
                byte => self.line.push(*byte),
            }
        }
    }

    fn peer(&mut self, _: Instant, event: PeerEvent) {
        self.told += 1;
        let line = match event {
            PeerEvent::Connected { suite, resumed } => {
                format!("connected {suite:?} resumed={resumed}")
            }
            PeerEvent::Refused(refusal) => format!("refused {refusal:?}"),
            PeerEvent::Received(bytes) => format!("received {}", String::from_utf8_lossy(&bytes)),
            PeerEvent::Sent => "sent".into(),
            PeerEvent::Closed { reason } => format!("closed {reason}"),
            PeerEvent::Garbled { reason } => format!("garbled {reason}"),
        };
        self.actions
            .push_back(Action::ToHost(format!("{line}\n").into()));
    }

    fn poll(&mut self, _: Instant) -> Option<Action> {
        self.actions.pop_front()
    }

    fn deadline(&self) -> Option<Instant> {
        None
    }

    fn has_room(&self) -> bool {
        !self.is_deaf
    }
}

/// A machine that gives the host its own bytes back.
#[derive(Default)]
pub(crate) struct Echo(VecDeque<Action>);

impl Machine for Echo {
    fn host_bytes(&mut self, _: Instant, bytes: &[u8]) {
        self.0.push_back(Action::ToHost(bytes.into()));
    }

    fn peer(&mut self, _: Instant, _: PeerEvent) {}

    fn poll(&mut self, _: Instant) -> Option<Action> {
        self.0.pop_front()
    }

    fn deadline(&self) -> Option<Instant> {
        None
    }
}

/// A relay that runs, and the host's end of its pipe.
pub(crate) struct Bench {
    running: Running<Relay>,
    pub(crate) host: BufReader<UnixStream>,
}

impl Bench {
    pub(crate) fn new(dials: Vec<Dial>) -> Self {
        Self::with(Policy::default(), dials)
    }

    pub(crate) fn with(policy: Policy, dials: Vec<Dial>) -> Self {
        let (port, host) = HostPort::pipe().unwrap();
        // Not to wait for, but so that a test that would hang fails.
        host.set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        let running = Runner::new(Relay::new(dials), port, policy)
            .unwrap()
            .spawn()
            .unwrap();
        Self {
            running,
            host: BufReader::new(host),
        }
    }

    pub(crate) fn order(&mut self, line: &str) {
        // In one write, so that the machine has all of it or nothing.
        self.host
            .get_mut()
            .write_all(format!("{line}\n").as_bytes())
            .unwrap();
    }

    pub(crate) fn hear(&mut self) -> String {
        let mut line = String::new();
        self.host.read_line(&mut line).unwrap();
        line.trim_end_matches('\n').into()
    }

    /// Gives an order and hears what comes of it.
    pub(crate) fn ask(&mut self, line: &str) -> String {
        self.order(line);
        self.hear()
    }

    pub(crate) fn finish(self) -> Finished<Relay> {
        self.running.finish().unwrap()
    }
}

/// The dial that most tests vary.
pub(crate) fn dial(port: u16) -> Dial {
    Dial {
        host: "127.0.0.1".into(),
        port,
        suites: vec![Suite::Aes256Sha],
        authority: Some(AUTHORITY.pem()),
        identity: None,
        resume: false,
        silence: 10_000,
    }
}

/// A path that no other test uses.
pub(crate) fn path(name: &str) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!(
        "telit-module-{}-{count}-{name}",
        std::process::id()
    ))
}
