//! Payload in command mode: sent behind a prompt, received by count, announced by `SSLSRING`.
//!
//! In: commands of the family exchange, bytes of the peer. Out: bytes for the peer, headers and counted bodies.
//! Not here: the prompt, online mode.
//! Read first: guide 4.2.2; protocol notes 5.10, 5.11, 5.13, 5.16.

use at_spec::{ByteCount, Counted, Form, Payload, Subparameters, Tenths};
use telit_ssl::Span;
use telit_ssl::command::exchange::{self, Received};
use telit_ssl::command::session::{DataWaiting, Remark, RemarkWord};
use telit_ssl::value::SocketId;

use super::Module;
use super::parameter::{Call, Kept};
use super::prompt::NOTHING;
use super::state::{Connection, Purpose, Receive, State, Task, Verdict, Work};
use crate::action::Action;
use crate::answer::Refused;

/// Most bytes that one data-carrying `SSLSRING` shows (Easy GPRS guide p. 55, of its plain sibling).
const RING_VIEW: usize = 64;

impl Module {
    pub(super) fn exchange(&mut self, command: &exchange::Declared<'_>, call: &Call) -> Verdict {
        if let Err(refused) = self.enabled() {
            return Verdict::Refused(refused);
        }
        match command {
            exchange::Declared::Send(Form::Set(send)) => {
                self.send(send.timeout, Payload::UntilCtrlZ)
            }
            exchange::Declared::SendCounted(Form::Set(send)) => {
                self.send(send.timeout, Payload::Counted(u32::from(send.count)))
            }
            exchange::Declared::Receive(Form::Set(asked)) => {
                let receive = Receive {
                    room: usize::from(asked.room),
                    verb: call.verb,
                };
                self.receive(receive, self.within(asked.timeout))
            }
            _ => self.parameter(call, Kept::Always),
        }
    }

    fn send(&mut self, timeout: Option<Tenths>, ending: Payload) -> Verdict {
        let within = self.within(timeout);
        match self.may_send() {
            Ok(()) => self.prompt(Purpose::Send { within }, ending),
            Err(refused) => Verdict::Refused(refused),
        }
    }

    const fn may_send(&self) -> Result<(), Refused> {
        match self.socket.connection {
            Connection::Open(_) => Ok(()),
            Connection::Closed => Err(Refused::NOT_CONNECTED),
            Connection::Ended(_) => Err(Refused::DISCONNECTED),
        }
    }

    /// Gives the peer what was entered; the command lasts until it has left.
    pub(super) fn send_payload(&mut self, payload: Vec<u8>, within: Span) -> Verdict {
        match self.may_send() {
            Ok(()) if payload == NOTHING => Verdict::Done,
            Ok(()) => {
                self.socket.count_sent(payload.len());
                self.actions.push_back(Action::ToPeer(payload));
                self.socket.moved = self.now;
                let until = self.now + within;
                Verdict::Later(State::Working(Work {
                    task: Task::Send,
                    until,
                }))
            }
            Err(refused) => Verdict::Refused(refused),
        }
    }

    /// Everything has left.
    pub(super) fn sent(&mut self) {
        if let State::Working(Work {
            task: Task::Send, ..
        }) = self.state
        {
            self.resume(Verdict::Done);
        }
    }

    /// The peer does not take what was sent; how much of it has left is not known.
    pub(super) fn send_stuck(&self) -> Verdict {
        Verdict::Refused(Refused::GENERIC)
    }

    fn receive(&mut self, receive: Receive, within: Span) -> Verdict {
        match self.socket.connection {
            Connection::Closed => Verdict::Refused(Refused::NOT_CONNECTED),
            Connection::Open(_) | Connection::Ended(_) if !self.socket.unread.is_empty() => {
                self.deliver(receive)
            }
            Connection::Ended(_) => self.disconnected(receive),
            Connection::Open(_) => Verdict::Later(State::Working(Work {
                task: Task::Receive(receive),
                until: self.now + within,
            })),
        }
    }

    /// Takes bytes of the peer.
    pub(super) fn received(&mut self, bytes: &[u8]) {
        if !matches!(self.socket.connection, Connection::Open(_)) || bytes.is_empty() {
            return;
        }
        self.socket.moved = self.now;
        self.socket.count_received(bytes.len());
        if let State::Online(_) = &self.state {
            return self.tell(bytes);
        }
        self.socket.unread.extend_from_slice(bytes);
        self.ring_due = true;
        if let State::Working(Work {
            task: Task::Receive(receive),
            ..
        }) = self.state
        {
            let verdict = self.deliver(receive);
            return self.resume(verdict);
        }
        if self.may_tell() {
            self.ring();
        }
    }

    fn deliver(&mut self, receive: Receive) -> Verdict {
        let count = self.socket.unread.len().min(receive.room);
        let left = self.socket.unread.split_off(count);
        let payload = core::mem::replace(&mut self.socket.unread, left);
        let told = i64::try_from(count).unwrap_or(i64::MAX);
        let told = told
            .saturating_add(i64::from(self.settings.quirks.miscount))
            .max(0);
        let header = self.header(receive, u32::try_from(told).unwrap_or(u32::MAX));
        self.inform(&[header]);
        self.tell(&payload);
        self.tell(&self.manner().line_end);
        if self.settings.quirks.untimely_codes {
            self.ring();
        }
        Verdict::Done
    }

    /// Nothing came in time.
    pub(super) fn nothing_received(&mut self, receive: Receive) -> Verdict {
        self.deliver_nothing(receive, RemarkWord::Timeout)
    }

    /// Nothing will come any more.
    pub(super) fn disconnected(&mut self, receive: Receive) -> Verdict {
        self.deliver_nothing(receive, RemarkWord::Disconnected)
    }

    fn deliver_nothing(&mut self, receive: Receive, word: RemarkWord) -> Verdict {
        let mut lines = vec![self.header(receive, 0)];
        if !self.settings.quirks.wordless {
            lines.push(self.line_of::<Remark>(&Remark { word }));
        }
        self.inform(&lines);
        Verdict::Done
    }

    /// The header, with the verb as it was issued (protocol notes 5.13).
    fn header(&self, receive: Receive, count: u32) -> Vec<u8> {
        let header = Received {
            socket: (self.settings.quirks.two_field_header).then_some(SocketId::ONE),
            count: ByteCount(count),
        };
        self.written(|writer| {
            writer.open(receive.verb, ": ")?;
            header.write(writer)
        })
    }

    /// Announces what has come and was not read, as field 7 of the configuration wants it.
    pub(super) fn ring(&mut self) {
        // What was delivered meanwhile need not be announced.
        if !core::mem::take(&mut self.ring_due) || self.socket.unread.is_empty() {
            return;
        }
        match self.configuration().and_then(|found| found.ring_mode) {
            None | Some(0) => {}
            Some(1) => self.say_ring(self.socket.unread.len(), None),
            Some(_) => {
                let unread = core::mem::take(&mut self.socket.unread);
                for view in unread.chunks(RING_VIEW) {
                    self.say_ring(view.len(), Some(Counted(view)));
                }
            }
        }
    }

    fn say_ring(&mut self, bytes: usize, data: Option<Counted<'_>>) {
        let line = self.line_of::<DataWaiting<'static>>(&DataWaiting {
            socket: SocketId::ONE,
            bytes: u32::try_from(bytes).ok().map(ByteCount),
            data,
        });
        self.tell(&self.manner().unsolicited(&line));
    }
}
