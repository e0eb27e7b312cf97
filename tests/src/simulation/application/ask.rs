//! Which request is next: any command of a session, with what people get wrong in it.
//!
//! In: dice. Out: one request to the engine. Not here: what comes of it.

use std::num::NonZeroU16;

use at_spec::{ByteCount, Command, Host, Information, Printable, Quoted, Read};
use telit_ssl::command::context::{Activate, Context};
use telit_ssl::command::exchange::{Receive, Send, SendCounted};
use telit_ssl::command::identity::{EnterPin, Model, Revision};
use telit_ssl::command::interface::{
    Attention, Codes, Echo, ErrorReports, Interface, Silence, Verbosity,
};
use telit_ssl::command::port::{Dtr, TerminalReady};
use telit_ssl::command::registration::ReportRegistration;
use telit_ssl::command::session::{Close, Dial, FastDial, GoOnline, StatusOf};
use telit_ssl::command::setup::{CertificateFormat, Enable, Security};
use telit_ssl::command::store::{SecurityData, StoreAction};
use telit_ssl::profile::id;
use telit_ssl::value::{Closure, ContextId, DataType, Mode, Switch};
use telit_ssl::{Engine, Instant, RequestError, ResultCodes};

use super::super::far_end::nasty;
use super::{Application, Ask, CANDIDATES, SOCKET};

impl Application {
    fn request<C: Command, B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ask: Ask,
        command: &C,
    ) -> Result<(), String> {
        match engine.request(now, command) {
            // Not every generation has everything.
            Err(RequestError::Absent { .. } | RequestError::Refused(_)) => {
                self.think(now);
                return Ok(());
            }
            asked => asked.map_err(|error| format!("{ask:?}: {error}"))?,
        };
        self.begin(now, ask, |line| match C::Answer::NAME {
            Some(name) => name.strip(line).is_some(),
            None => true,
        });
        Ok(())
    }

    pub(super) fn ask<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<(), String> {
        let socket = SOCKET;
        let mode = Some([Mode::Online, Mode::Command][self.dice.below(2)]);
        match self.dice.below(34) {
            0 => self.request(now, engine, Ask::Plain, &Attention),
            1 => self.request(now, engine, Ask::Plain, &StatusOf { socket }),
            2 => self.request(now, engine, Ask::Plain, &Model),
            3 => self.request(now, engine, Ask::Plain, &Revision),
            4 => self.request(now, engine, Ask::Plain, &Read::<ErrorReports>::new()),
            5 => self.request(now, engine, Ask::Plain, &Read::<Interface>::new()),
            6 => self.request(now, engine, Ask::Plain, &Read::<EnterPin<'_>>::new()),
            7 => self.request(now, engine, Ask::Plain, &Read::<ReportRegistration>::new()),
            8 => self.set_point(now, engine),
            9 => self.request(now, engine, Ask::ReadPoint, &Read::<Context<'_>>::new()),
            10 => {
                let enabled = if self.dice.below(6) == 0 {
                    Switch::Off
                } else {
                    Switch::On
                };
                self.request(now, engine, Ask::Plain, &Enable { socket, enabled })
            }
            11 => self.request(now, engine, Ask::Plain, &Read::<Security>::new()),
            12 => {
                let active = if self.dice.below(6) == 0 {
                    Switch::Off
                } else {
                    Switch::On
                };
                let activate = Activate {
                    context: ContextId::ONE,
                    active,
                    user: None,
                    password: None,
                };
                self.request(now, engine, Ask::Plain, &activate)
            }
            13 | 14 => {
                let host = Host::new(b"peer.example").map_err(|error| error.to_string())?;
                let dial = Dial {
                    socket,
                    port: NonZeroU16::MIN,
                    host: Quoted(host),
                    closure: if engine.profile().interface_choice {
                        Closure::KeepSession
                    } else {
                        Closure::Free
                    },
                    mode,
                    timeout: None,
                };
                self.request(now, engine, Ask::Dial, &dial)
            }
            15 => {
                let dial = FastDial {
                    socket,
                    mode,
                    timeout: None,
                };
                self.request(now, engine, Ask::Dial, &dial)
            }
            16 => self.request(now, engine, Ask::GoOnline, &GoOnline { socket }),
            17 => {
                let closure = None;
                self.request(now, engine, Ask::Close, &Close { socket, closure })
            }
            18 | 19 => {
                let timeout = None;
                self.entry = None;
                self.request(now, engine, Ask::Send, &Send { socket, timeout })
            }
            20..=23 => {
                let room = [1, 10, 1000][self.dice.below(3)];
                // Now and then longer than any answer is waited for otherwise.
                let tenths = if self.dice.below(10) == 0 { 900 } else { 10 };
                let receive = Receive {
                    socket,
                    room,
                    timeout: Some(at_spec::Tenths(tenths)),
                };
                self.request(now, engine, Ask::Receive, &receive)
            }
            24 => {
                let on = [Switch::On, Switch::Off][self.dice.below(2)];
                self.request(now, engine, Ask::Plain, &Echo { on })
            }
            25 => {
                let words = [Switch::On, Switch::Off][self.dice.below(2)];
                self.request(now, engine, Ask::Plain, &Verbosity { words })?;
                // The code that answers is in the new form already.
                engine.set_result_codes(match words {
                    Switch::On => ResultCodes::Verbose,
                    Switch::Off => ResultCodes::Numeric,
                });
                Ok(())
            }
            26 => {
                let mode = [Codes::On, Codes::Off][usize::from(self.dice.below(8) == 0)];
                self.request(now, engine, Ask::Plain, &Silence { mode })
            }
            27 | 28 => self.send_counted(now, engine),
            29 => self.security_data(now, engine, StoreAction::Store),
            30 => self.security_data(now, engine, StoreAction::Delete),
            31 => self.request(now, engine, Ask::Plain, &Read::<SecurityData>::new()),
            32 => {
                let modes = [
                    TerminalReady::Ignored,
                    TerminalReady::Suspends,
                    TerminalReady::Closes,
                ];
                let mode = modes[self.dice.below(modes.len())];
                self.dtr_suspends = false;
                self.request(now, engine, Ask::SetDtr(mode), &Dtr { mode })
            }
            _ => self.security_data(now, engine, StoreAction::Read),
        }
    }

    /// Stores a certificate, deletes it, or reads it back.
    fn security_data<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        action: StoreAction,
    ) -> Result<(), String> {
        let lines = 1 + self.dice.below(20);
        let body = "MIIB0zCCAX2gAwIBAgIJAI\n".repeat(lines);
        let pem = format!("-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n");
        let is_stored = action == StoreAction::Store;
        let size = u32::try_from(pem.len()).ok().map(ByteCount);
        let command = SecurityData {
            socket: SOCKET,
            action,
            data: DataType::Authority,
            size: size.filter(|_| is_stored && engine.profile().id != id::G2),
            format: CertificateFormat::Pem,
        };
        self.entry = is_stored.then(|| pem.into_bytes());
        let ask = match action {
            StoreAction::Store => Ask::Store,
            StoreAction::Read => Ask::ReadBack,
            StoreAction::Delete => Ask::Plain,
        };
        self.request(now, engine, ask, &command)
    }

    /// Sends by count, where the generation can.
    fn send_counted<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<(), String> {
        let payload = nasty(&mut self.dice, true);
        let command = SendCounted {
            socket: SOCKET,
            count: u16::try_from(payload.len()).unwrap_or(u16::MAX),
            timeout: None,
        };
        self.entry = Some(payload);
        self.request(now, engine, Ask::Send, &command)
    }

    fn set_point<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<(), String> {
        self.last_point += 1;
        let point = self.last_point;
        self.points.push(point);
        let surplus = self.points.len().saturating_sub(CANDIDATES);
        self.points.drain(..surplus);
        let apn = format!("apn{point}");
        let text = |text| {
            Printable::new(text)
                .map(Quoted)
                .map_err(|error| error.to_string())
        };
        let context = Context {
            context: ContextId::ONE,
            protocol: Some(text(b"IP")?),
            apn: Some(text(apn.as_bytes())?),
            address: None,
            data_compression: None,
            header_compression: None,
        };
        self.request(now, engine, Ask::SetPoint(point), &context)
    }
}
