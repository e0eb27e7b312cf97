//! Opening and closing the connection, and its end by others.
//!
//! In: commands of the family session, what becomes of dials, the peer's end. Out: requests to open and close,
//! `CONNECT`, `OK`, errors, `NO CARRIER`. Not here: payload.
//! Read first: guide 4.2.1, 4.5.2 to 4.5.4; protocol notes 5.6 to 5.9, 5.14; field notes B33, B49.

use at_spec::{ByteCount, Form, Tenths};
use telit_ssl::command::session::{
    self, Close, Counters, Remark, RemarkWord, SocketState, Status, StatusOf,
};
use telit_ssl::command::setup::Security;
use telit_ssl::value::{CipherSuite, Closure, ContextId, Mode, SocketId};
use telit_ssl::{Instant, Span};

use super::Module;
use super::parameter::{Call, Kept, choice};
use super::state::{Connection, State, Task, Verdict, Work, number_of, suites_of};
use crate::action::Action;
use crate::answer::{Code, Refused};
use crate::peer::{Dial, Refusal, Suite};

/// Why a connection has ended, as the third field behind `NO CARRIER` counts it. Recollected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Peer,
    Record,
    Host,
    Inactivity,
    Network,
}

impl End {
    /// What an operation that it interrupts fails with.
    const fn refusal(self) -> Refused {
        match self {
            Self::Record => Refused::RECORD,
            Self::Peer | Self::Host | Self::Inactivity | Self::Network => Refused::DISCONNECTED,
        }
    }

    /// `None`: nobody remembers one.
    const fn digit(self) -> Option<u8> {
        match self {
            Self::Peer | Self::Record => Some(b'1'),
            Self::Host => None,
            Self::Inactivity => Some(b'3'),
            Self::Network => Some(b'4'),
        }
    }
}

impl Module {
    pub(super) fn session(&mut self, command: &session::Declared<'_>, call: &Call) -> Verdict {
        if let session::Declared::StatusOf(Form::Set(asked)) = command {
            return self.status(*asked);
        }
        if let session::Declared::CountersOf(Form::Set(_)) = command {
            return self.counters();
        }
        if let Err(refused) = self.enabled() {
            return Verdict::Refused(refused);
        }
        match command {
            session::Declared::Dial(Form::Set(dial)) => self.dial(dial),
            session::Declared::FastDial(Form::Set(dial)) => self.fast_dial(dial.mode, dial.timeout),
            session::Declared::GoOnline(Form::Set(_)) => self.go_online(),
            session::Declared::Close(Form::Set(close)) => self.close(*close),
            _ => self.parameter(call, Kept::Always),
        }
    }

    fn status(&mut self, asked: StatusOf) -> Verdict {
        let fading = self.socket.fading.filter(|(until, _)| self.now < *until);
        let (state, suite) = match (self.enabled(), self.socket.connection) {
            (Err(_), _) => (SocketState::Disabled, None),
            (Ok(()), Connection::Closed) => match fading {
                Some((_, suite)) => (SocketState::Open, Some(suite)),
                None => (SocketState::Closed, None),
            },
            (Ok(()), Connection::Open(suite) | Connection::Ended(suite)) => {
                (SocketState::Open, Some(suite))
            }
        };
        let socket = asked.socket;
        self.inform_of::<Status>(&Status {
            socket,
            state,
            suite,
        });
        Verdict::Done
    }

    /// Of the one socket that there is. That they begin anew with a dial, and that what was given to the peer counts as
    /// acknowledged, is inferred.
    fn counters(&mut self) -> Verdict {
        let waiting = u32::try_from(self.socket.unread.len()).unwrap_or(u32::MAX);
        self.inform_of::<Counters>(&Counters {
            socket: SocketId::ONE,
            sent: ByteCount(self.socket.sent),
            received: ByteCount(self.socket.received),
            waiting: ByteCount(waiting),
            unacknowledged: ByteCount(0),
        });
        Verdict::Done
    }

    fn dial(&mut self, dial: &session::Dial<'_>) -> Verdict {
        let peer = (dial.host.0.as_str().to_owned(), dial.port.get());
        match self.offer(&peer, dial.timeout, false) {
            Ok(offer) => {
                self.forget();
                self.socket.peer = Some(peer);
                self.socket.closure = dial.closure;
                self.open(offer, dial.mode)
            }
            Err(refused) => Verdict::Refused(refused),
        }
    }

    fn fast_dial(&mut self, mode: Option<Mode>, timeout: Option<Tenths>) -> Verdict {
        let Some(peer) = self.socket.peer.clone().filter(|_| self.socket.kept) else {
            // The sources have no number for a session that was not kept.
            return Verdict::Refused(self.idle().err().unwrap_or(Refused::GENERIC));
        };
        match self.offer(&peer, timeout, true) {
            Ok(offer) => self.open(offer, mode),
            Err(refused) => Verdict::Refused(refused),
        }
    }

    /// What the peer would be offered, if a connection could be opened now.
    fn offer(
        &self,
        (host, port): &(String, u16),
        timeout: Option<Tenths>,
        resume: bool,
    ) -> Result<Dial, Refused> {
        self.idle()?;
        let configuration = self.configuration();
        let context = configuration.map_or(ContextId::ONE, |configuration| configuration.context);
        if !self.network.is_active(context) {
            return Err(Refused::CONTEXT_INACTIVE);
        }
        let proof = self.proof()?;
        let security = self.setting_of::<Security>(&choice(&SocketId::ONE));
        let suite = security.map_or(CipherSuite::PeersChoice, |security| security.suite);
        Ok(Dial {
            host: host.clone(),
            port: *port,
            suites: suites_of(suite),
            authority: proof.authority,
            identity: proof.identity,
            resume,
            silence: self.within(timeout).millis(),
        })
    }

    fn open(&mut self, dial: Dial, mode: Option<Mode>) -> Verdict {
        self.socket.fading = None;
        self.socket.sent = 0;
        self.socket.received = 0;
        self.actions.push_back(Action::Open(dial));
        Verdict::Later(State::Working(Work {
            task: Task::Dial(mode.unwrap_or(Mode::Command)),
            until: self.now + self.settings.dial_limit,
        }))
    }

    /// The handshake is done.
    pub(super) fn connected(&mut self, suite: Suite) {
        let State::Working(Work {
            task: Task::Dial(mode),
            ..
        }) = self.state
        else {
            // Nobody waits for it any more.
            self.actions.push_back(Action::Close);
            return;
        };
        self.socket.connection = Connection::Open(number_of(suite));
        self.socket.unread.clear();
        self.socket.moved = self.now;
        let verdict = match self.settings.quirks.slow_handshake {
            Span::ZERO => self.greeted(mode),
            slow => self.later(Task::Greet(mode), slow),
        };
        self.resume(verdict);
    }

    /// The module is ready to say that there is a connection; meanwhile it may have ended.
    pub(super) fn greeted(&mut self, mode: Mode) -> Verdict {
        match mode {
            Mode::Command => Verdict::Done,
            Mode::Online => self.connect(Code::Connect),
        }
    }

    /// There will be no connection.
    pub(super) fn dial_refused(&mut self, refusal: &Refusal) {
        if !self.is_dialling() {
            return;
        }
        let refused = match refusal {
            Refusal::Name(_) | Refusal::Socket(_) => Refused::SOCKET,
            Refusal::SecurityData(_) => Refused::SECURITY_DATA,
            Refusal::Handshake(_) => Refused::HANDSHAKE,
        };
        let verdict = match self.settings.quirks.slow_handshake {
            Span::ZERO => self.dial_failed(refused),
            slow => self.later(Task::Fail(refused), slow),
        };
        self.resume(verdict);
    }

    /// Nobody has answered the dial.
    pub(super) fn dial_unanswered(&mut self) -> Verdict {
        self.actions.push_back(Action::Close);
        self.dial_failed(Refused::SOCKET)
    }

    pub(super) fn dial_failed(&mut self, refused: Refused) -> Verdict {
        if !self.settings.quirks.no_carrier_dial {
            return Verdict::Refused(refused);
        }
        let code = self.manner().code(Code::NoCarrier);
        self.tell(&code);
        Verdict::Over
    }

    const fn is_dialling(&self) -> bool {
        matches!(
            self.state,
            State::Working(Work {
                task: Task::Dial(_),
                ..
            })
        )
    }

    fn go_online(&mut self) -> Verdict {
        match self.socket.connection {
            Connection::Closed => return Verdict::Refused(Refused::NOT_CONNECTED),
            Connection::Ended(_) if self.socket.unread.is_empty() => {
                self.say_no_carrier(End::Peer);
                return Verdict::Over;
            }
            Connection::Open(_) | Connection::Ended(_) => {}
        }
        self.connect(match self.settings.quirks.ok_for_connect {
            true => Code::Ok,
            false => Code::Connect,
        })
    }

    /// Says `CONNECT`, or what this firmware says instead, and what the peer has sent before it; if that was all, the
    /// end follows.
    fn connect(&mut self, code: Code) -> Verdict {
        self.carrier(true);
        let code = self.manner().code(code);
        self.tell(&code);
        let unread = core::mem::take(&mut self.socket.unread);
        self.tell(&unread);
        if let Connection::Ended(_) = self.socket.connection {
            self.say_no_carrier(End::Peer);
            return Verdict::Over;
        }
        Verdict::Online
    }

    fn close(&mut self, close: Close) -> Verdict {
        let (was_open, suite) = match self.socket.connection {
            Connection::Closed => return Verdict::Refused(Refused::NOT_CONNECTED),
            Connection::Open(suite) => (true, suite),
            Connection::Ended(suite) => (false, suite),
        };
        let slow = self.settings.quirks.slow_close;
        self.socket.fading = (slow > Span::ZERO).then(|| (self.now + slow, suite));
        if was_open {
            self.actions.push_back(Action::Close);
            self.carrier(false);
        } else if !self.settings.quirks.wordless {
            // Guide, tail of 4.5.2.
            let word = RemarkWord::Disconnected;
            self.inform_of::<Remark>(&Remark { word });
        }
        match close.closure.unwrap_or(self.socket.closure) {
            Closure::KeepSession => self.socket.kept = true,
            Closure::Free => {
                self.socket.kept = true;
                self.forget();
            }
        }
        self.socket.connection = Connection::Closed;
        self.socket.unread.clear();
        Verdict::Done
    }

    fn forget(&mut self) {
        if core::mem::take(&mut self.socket.kept) {
            self.actions.push_back(Action::Forget);
        }
    }

    /// The peer has ended the connection, or the line to it broke.
    pub(super) fn peer_gone(&mut self, end: End) {
        if self.is_dialling() {
            let verdict = self.dial_failed(Refused::HANDSHAKE);
            return self.resume(verdict);
        }
        self.ended(end);
    }

    /// No data for too long: the module ends the connection. In command mode inferred (protocol notes 5.13).
    pub(super) fn idle_for_too_long(&mut self) {
        self.actions.push_back(Action::Close);
        self.ended(End::Inactivity);
    }

    /// The host leaves online mode, and ends the connection with it.
    pub(super) fn hang_up(&mut self) {
        self.flush_all();
        self.actions.push_back(Action::Close);
        self.ended(End::Host);
    }

    /// The connection has ended, and no command has closed it.
    fn ended(&mut self, end: End) {
        let Connection::Open(suite) = self.socket.connection else {
            return;
        };
        self.socket.connection = Connection::Ended(suite);
        match self.state {
            State::Online(_) => self.leave_online(end),
            // The end is said behind the `CONNECT` that is still to come.
            State::Working(Work {
                task: Task::Greet(Mode::Online),
                ..
            }) => {}
            State::Working(Work {
                task: Task::Greet(Mode::Command),
                ..
            }) => {
                let code = self.no_carrier(end);
                self.held.push(code);
            }
            State::Working(Work {
                task: Task::Receive(receive),
                ..
            }) => {
                self.carrier(false);
                let verdict = match end {
                    End::Record => Verdict::Refused(end.refusal()),
                    End::Peer | End::Host | End::Inactivity | End::Network => {
                        self.disconnected(receive)
                    }
                };
                self.resume(verdict);
            }
            State::Working(Work {
                task: Task::Send, ..
            }) => {
                let code = self.no_carrier(end);
                self.held.push(code);
                self.carrier(false);
                self.resume(Verdict::Refused(end.refusal()));
            }
            _ => self.report_no_carrier(end),
        }
    }

    /// A context has been deactivated; a connection that used it has ended.
    pub(super) fn context_lost(&mut self, context: ContextId) {
        let used = self
            .configuration()
            .map_or(ContextId::ONE, |found| found.context);
        if let Connection::Open(suite) = self.socket.connection
            && used == context
        {
            self.actions.push_back(Action::Close);
            self.socket.connection = Connection::Ended(suite);
            let code = self.no_carrier(End::Network);
            self.held.push(code);
            self.carrier(false);
        }
    }

    /// Ends online mode from this side of the host, and says so.
    fn leave_online(&mut self, end: End) {
        self.state = State::Command;
        self.say_no_carrier(end);
        self.release();
    }

    fn say_no_carrier(&mut self, end: End) {
        let code = self.no_carrier(end);
        self.tell(&code);
        self.carrier(false);
    }

    fn report_no_carrier(&mut self, end: End) {
        let code = self.no_carrier(end);
        self.unsolicited(code);
        self.carrier(false);
    }

    /// `NO CARRIER`, with what field 8 of the configuration puts behind it. Recollected.
    fn no_carrier(&self, end: End) -> Vec<u8> {
        let mode = self.configuration().and_then(|found| found.no_carrier_mode);
        let mut tail = b":SSL,1".to_vec();
        match (mode, end.digit()) {
            (None | Some(0), _) => return self.manner().code(Code::NoCarrier),
            (Some(1), _) | (Some(_), None) => {}
            (Some(_), Some(digit)) => tail.extend([b',', digit]),
        }
        self.manner().code_with(Code::NoCarrier, &tail)
    }

    fn carrier(&mut self, on: bool) {
        if self.socket.carrier != on {
            self.socket.carrier = on;
            self.actions.push_back(Action::Carrier(on));
        }
    }

    /// When the connection will have been without data for too long.
    pub(super) fn idle_due(&self) -> Option<Instant> {
        let Connection::Open(_) = self.socket.connection else {
            return None;
        };
        let seconds = self.configuration().map_or(0, |found| found.inactivity.0);
        (seconds > 0).then(|| self.socket.moved + Span::from_secs(u64::from(seconds)))
    }
}
