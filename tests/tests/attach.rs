//! Attach, from the states in which a module is really found: engine and machine on one false clock.
//!
//! In: a module that somebody has left behind. Out: whether the engine brings it to command mode, and whether a
//! byte reached the server that nobody gave.

use telit_module::peer::{PeerEvent, Suite};
use telit_module::{Action, Machine, Memory, Module, Settings};
use telit_ssl::command::interface::Attention;
use telit_ssl::{Found, Profile, Span};
use tests::host::{Heard, Host};

/// A module, and what it has sent to its peer.
struct Left {
    module: Module,
    host: Host,
    to_peer: Vec<u8>,
}

impl Left {
    /// Behind these lines of a host that is no more.
    fn behind(lines: &[&[u8]]) -> Self {
        let module = Module::new(Settings::default(), Memory::new());
        let mut left = Self {
            module,
            host: Host::new(Profile::G2),
            to_peer: Vec::new(),
        };
        for line in lines {
            left.host.pass(Span::from_secs(2));
            let now = left.host.clock.now();
            left.module.host_bytes(now, line);
            left.exchange();
            left.host.take_heard();
        }
        left.host = Host::new(Profile::G2);
        left.host.pass(Span::from_secs(10));
        left.host.take_heard();
        left.to_peer.clear();
        left
    }

    /// What the module wants done, and its bytes to the host. True: something happened.
    fn exchange(&mut self) -> bool {
        let now = self.host.clock.now();
        let mut happened = false;
        while let Some(action) = self.module.poll(now) {
            happened = true;
            match action {
                Action::ToHost(bytes) => self.host.hear(&bytes),
                Action::ToPeer(bytes) => {
                    self.to_peer.extend_from_slice(&bytes);
                    self.module.peer(now, PeerEvent::Sent);
                }
                Action::Open(_) => {
                    let suite = Suite::Aes256Sha;
                    self.module.peer(
                        now,
                        PeerEvent::Connected {
                            suite,
                            resumed: false,
                        },
                    );
                }
                _ => {}
            }
        }
        happened
    }

    /// Attaches; what was said at the end of it.
    fn attach(&mut self) -> Vec<Heard> {
        let now = self.host.clock.now();
        self.host.engine.attach(now).unwrap();
        for _ in 0..400 {
            self.host.leave();
            let sent = self.host.take_sent();
            let now = self.host.clock.now();
            if !sent.is_empty() {
                self.module.host_bytes(now, &sent);
            }
            let happened = self.exchange();
            if self.host.engine.is_idle() {
                break;
            }
            if sent.is_empty() && !happened {
                self.host.pass(Span::from_millis(50));
            }
        }
        self.host.take_heard()
    }

    /// A module that is attached answers the next command.
    fn answers(&mut self) {
        self.host.pass(Span::from_millis(50));
        self.host.request(&Attention).unwrap();
        for _ in 0..20 {
            self.host.leave();
            let sent = self.host.take_sent();
            self.module.host_bytes(self.host.clock.now(), &sent);
            self.exchange();
            if self.host.heard().contains(&Heard::Done) {
                return;
            }
            self.host.pass(Span::from_millis(50));
        }
        panic!("no answer: {:?}", self.host.take_heard());
    }
}

/// What brings a module to an open connection in online mode.
const ONLINE: &[&[u8]] = &[
    b"AT+CGDCONT=1,\"IP\",\"apn\"\r",
    b"AT#SGACT=1,1\r",
    b"AT#SSLEN=1,1\r",
    b"AT#SSLD=1,443,\"example.com\",0,0\r",
];

fn succeeds(lines: &[&[u8]], found: Found) {
    let mut left = Left::behind(lines);
    let heard = left.attach();
    assert_eq!(heard.last(), Some(&Heard::Attached(found)), "{heard:?}");
    left.answers();
    assert_eq!(
        left.to_peer.escape_ascii().to_string(),
        "",
        "bytes that nobody gave reached the peer"
    );
}

#[test]
fn from_a_fresh_boot() {
    succeeds(&[], Found::CommandMode);
}

#[test]
fn from_echo_digits_and_silence() {
    succeeds(&[b"ATE1V0Q1\r"], Found::CommandMode);
}

#[test]
fn from_a_socket_that_was_left_open() {
    let mut lines = ONLINE.to_vec();
    lines.extend_from_slice(&[b"+++", b"AT\r"]);
    succeeds(&lines, Found::CommandMode);
}

#[test]
fn from_online_mode() {
    succeeds(ONLINE, Found::Online);
}

#[test]
fn from_a_prompt_that_waits() {
    succeeds(
        &[
            b"AT#SSLEN=1,1\r",
            b"AT#SSLSECDATA=1,1,1\r",
            b"-----BEGIN CERT",
        ],
        Found::CommandMode,
    );
}

#[test]
fn from_half_a_command_line() {
    succeeds(&[b"AT#SGACT=1,"], Found::CommandMode);
    let mut closing = ONLINE.to_vec();
    closing.extend_from_slice(&[b"+++", b"AT#SSLH=1"]);
    let mut left = Left::behind(&closing);
    let heard = left.attach();
    assert_eq!(
        heard.last(),
        Some(&Heard::Attached(Found::CommandMode)),
        "{heard:?}"
    );
}
