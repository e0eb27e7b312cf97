//! The application: asks at random, and knows what must come of it.
//!
//! In: time, events of the engine, what the peer has got. Out: requests, payload, and the first thing that does not
//! hold. Not here: line, module and peer.

use std::num::NonZeroU16;

use at_spec::{Command, Host, Information, Printable, Quoted, Read};
use telit_ssl::command::context::{Activate, Context};
use telit_ssl::command::exchange::{Receive, Send};
use telit_ssl::command::identity::{EnterPin, Model, Revision};
use telit_ssl::command::interface::{Attention, ErrorReports, Interface};
use telit_ssl::command::registration::ReportRegistration;
use telit_ssl::command::session::{Close, Dial, FastDial, GoOnline, StatusOf};
use telit_ssl::command::setup::{CertificateFormat, Enable, Security};
use telit_ssl::command::store::{SecurityData, StoreAction};
use telit_ssl::value::{Closure, ContextId, DataType, Mode, SocketId, Switch};
use telit_ssl::{Engine, Event, Instant, RequestError, Span, Violation};

use super::far_end::{FarEnd, nasty};
use super::{PATIENCE, later};
use crate::wire::Dice;

const SOCKET: SocketId = SocketId::ONE;
/// The longest way of payload to the module.
const CROSSING: Span = Span::from_millis(200);
/// Names of access points that were set and not yet seen to be in force.
const CANDIDATES: usize = 8;

/// What the application is about.
#[derive(Debug)]
pub(super) struct Application {
    dice: Dice,
    /// The line changes bytes, so that payload cannot be judged.
    noisy: bool,
    /// When it does its next thing.
    next: Option<Instant>,
    open: Option<Open>,
    attached: bool,
    /// Access points that a read may show: one that is in force, and those whose setting is not known to have failed.
    points: Vec<u32>,
    last_point: u32,
    /// The connection whose payload is judged.
    trusted: Option<u64>,
    /// How much of the peer's payload has come.
    heard: usize,
    /// Payload given for the peer.
    supplied: Vec<u8>,
    /// Payload that waits to be supplied.
    pending: Vec<u8>,
    /// When payload was given last.
    last_supply: Instant,
    /// Something that does not hold, seen where it could not be told.
    fault: Option<String>,
}

/// The request under way.
#[derive(Debug)]
struct Open {
    ask: Ask,
    since: Instant,
    /// Whether a line is of the answer that this request has.
    answers: fn(&[u8]) -> bool,
    prompted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Attach,
    Suspend,
    Plain,
    SetPoint(u32),
    ReadPoint,
    Dial,
    GoOnline,
    Close,
    Send,
    Receive,
    ReadBack,
}

impl Application {
    pub(super) fn new(seed: u64, noisy: bool) -> Self {
        Self {
            dice: Dice::new(seed),
            noisy,
            next: Some(Instant::default()),
            open: None,
            attached: false,
            points: Vec::new(),
            last_point: 0,
            trusted: None,
            heard: 0,
            supplied: Vec::new(),
            pending: Vec::new(),
            last_supply: Instant::default(),
            fault: None,
        }
    }

    /// Line or module has lost or changed something: payload of this connection is not judged any more.
    pub(super) fn distrust(&mut self) {
        self.trusted = None;
    }

    /// The peer has closed, and no control line tells the host. Payload that crosses the end of the connection is a
    /// command line to the module, and what it answers follows the text of the end: that cannot be told from data.
    pub(super) fn closed_unseen(&mut self, now: Instant) {
        if now.since(self.last_supply) < CROSSING {
            self.distrust();
        }
    }

    pub(super) const fn next(&self) -> Option<Instant> {
        self.next
    }

    /// Whether the request under way takes too long, or something was seen that does not hold.
    pub(super) fn judge_time(&mut self, now: Instant) -> Result<(), String> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        match &self.open {
            Some(open) if now.since(open.since) > PATIENCE => {
                Err(format!("{:?} has not ended in {PATIENCE:?}", open.ask))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// All that the peer has got on its connection.
    pub(super) fn at_peer(&mut self, far: &FarEnd) {
        let whole = far.received();
        if self.trusted == Some(far.connection()) && !self.supplied.starts_with(whole) {
            let at = common(&self.supplied, whole);
            self.fault = Some(format!(
                "the peer got `{}` at byte {at}, where `{}` was given",
                shown(whole, at),
                shown(&self.supplied, at)
            ));
        }
    }

    /// Hears an event.
    pub(super) fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &Engine<B>,
        event: Event<'_>,
        far: &FarEnd,
    ) -> Result<(), String> {
        match event {
            Event::Information(text) => self.information(engine.text(text)),
            Event::Payload(bytes) => self.payload(bytes, far),
            Event::Prompt => match &mut self.open {
                Some(open) if open.ask == Ask::Send => {
                    open.prompted = true;
                    self.next = Some(now);
                    Ok(())
                }
                open => Err(format!("a prompt, and not for a send: {open:?}")),
            },
            Event::Done => self.done(now, far),
            Event::Connected => {
                let ask = self.end(now, "Connected")?;
                match ask {
                    Ask::Dial => self.connect(far),
                    Ask::GoOnline => {}
                    _ => return Err(format!("connected by {ask:?}")),
                }
                Ok(())
            }
            Event::Suspended => match self.end(now, "Suspended")? {
                Ask::Suspend => Ok(()),
                ask => Err(format!("suspended by {ask:?}")),
            },
            Event::Closed { certain, .. } => self.closed(now, certain, far),
            Event::Failed { .. } => self.end(now, "Failed").map(|_| ()),
            Event::Attached(_) => match self.end(now, "Attached")? {
                Ask::Attach => {
                    self.attached = true;
                    Ok(())
                }
                ask => Err(format!("attached by {ask:?}")),
            },
            Event::Ready => {
                self.next = Some(now);
                Ok(())
            }
            Event::Violation(Violation::LineTooLong { .. }) => Ok(()),
            Event::Violation(violation) => {
                self.distrust();
                if violation == Violation::LinkLost {
                    self.attached = false;
                }
                self.open = None;
                self.pending.clear();
                self.think(now);
                Ok(())
            }
            Event::Remark(_) | Event::Unsolicited(_) | Event::SettingsLost => Ok(()),
            other => Err(format!(
                "an event that the simulation does not know: {other:?}"
            )),
        }
    }

    fn information(&mut self, line: &[u8]) -> Result<(), String> {
        let Some(open) = &self.open else {
            return Err(format!("`{}` answers nothing", line.escape_ascii()));
        };
        if !(open.answers)(line) {
            return Err(format!("`{}` answers {:?}", line.escape_ascii(), open.ask));
        }
        if open.ask == Ask::ReadPoint
            && let Some(point) = point_of(line)
        {
            if !self.points.contains(&point) && self.trusts_settings() {
                return Err(format!(
                    "access point {point} was read; it may be {:?}",
                    self.points
                ));
            }
            self.points = vec![point];
        }
        Ok(())
    }

    /// Whether answers that were read can be held against what was set: not once the line has changed bytes.
    const fn trusts_settings(&self) -> bool {
        self.trusted.is_some()
    }

    fn payload(&mut self, bytes: &[u8], far: &FarEnd) -> Result<(), String> {
        let from = self.heard;
        self.heard += bytes.len();
        if self.trusted != Some(far.connection()) {
            return Ok(());
        }
        let expected = far.sent().get(from..self.heard);
        if expected == Some(bytes) {
            return Ok(());
        }
        let expected = far.sent().get(from..).unwrap_or(&[]);
        Err(format!(
            "payload `{}` at byte {from}, where the peer sent `{}`",
            shown(bytes, 0),
            shown(expected, 0)
        ))
    }

    fn done(&mut self, now: Instant, far: &FarEnd) -> Result<(), String> {
        match self.end(now, "Done")? {
            Ask::Dial => self.connect(far),
            Ask::SetPoint(point) => self.points = vec![point],
            Ask::Close => self.trusted = None,
            Ask::Attach | Ask::Suspend | Ask::GoOnline => {
                return Err("done, where something else ends it".to_owned());
            }
            Ask::Plain | Ask::ReadPoint | Ask::Send | Ask::Receive | Ask::ReadBack => {}
        }
        Ok(())
    }

    fn closed(&mut self, now: Instant, certain: bool, far: &FarEnd) -> Result<(), String> {
        let trusted = self.trusted == Some(far.connection());
        self.pending.clear();
        // A wish to suspend that met the end of the connection ends with it.
        if self.open.is_some() {
            self.end(now, "Closed")?;
        }
        self.think(now);
        if !trusted {
            return Ok(());
        }
        self.trusted = None;
        if far.is_open() {
            return Err(format!(
                "the connection is open and was said to be closed, certain: {certain}"
            ));
        }
        let lost = far.sent().len() - self.heard.min(far.sent().len());
        if lost > 0 {
            return Err(format!("{lost} bytes of the peer were lost at its end"));
        }
        Ok(())
    }

    fn connect(&mut self, far: &FarEnd) {
        self.trusted = (!self.noisy).then_some(far.connection());
        self.heard = 0;
        self.supplied.clear();
        self.pending.clear();
    }

    /// The request under way has ended.
    fn end(&mut self, now: Instant, how: &str) -> Result<Ask, String> {
        let open = self
            .open
            .take()
            .ok_or_else(|| format!("{how}, and nothing was asked"))?;
        if open.ask == Ask::Send || open.ask == Ask::Attach {
            self.pending.clear();
        }
        self.think(now);
        Ok(open.ask)
    }

    fn think(&mut self, now: Instant) {
        let millis = match self.dice.below(8) {
            0 => self.dice.roll() % 5_000,
            1..4 => self.dice.roll() % 200,
            _ => 0,
        };
        self.next = Some(later(now, millis));
    }

    /// Does the next thing, if it is time; the payload that it wants to have written.
    pub(super) fn act<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<Option<Vec<u8>>, String> {
        if self.next.is_none_or(|next| next > now) {
            return Ok(None);
        }
        self.next = None;
        let prompted = self.open.as_ref().is_some_and(|open| open.prompted);
        if prompted {
            return self.supply_send(now, engine).map(Some);
        }
        if self.open.is_some() {
            return Ok(None);
        }
        if engine.is_online() {
            return self.act_online(now, engine).map(Some);
        }
        if !self.attached || self.dice.below(400) == 0 {
            self.begin(now, Ask::Attach, |_| true);
            self.distrust();
            engine
                .attach(now)
                .map_err(|error| format!("attach: {error}"))?;
            return Ok(Some(Vec::new()));
        }
        if engine.is_idle() {
            self.ask(now, engine)?;
            return Ok(Some(Vec::new()));
        }
        Ok(None)
    }

    fn begin(&mut self, now: Instant, ask: Ask, answers: fn(&[u8]) -> bool) {
        self.open = Some(Open {
            ask,
            since: now,
            answers,
            prompted: false,
        });
    }

    fn act_online<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<Vec<u8>, String> {
        if self.pending.is_empty() {
            match self.dice.below(6) {
                0 => {
                    self.begin(now, Ask::Suspend, |_| false);
                    // What follows the `OK` of the escape at once, a report of data say, is still taken for data of the
                    // peer: the connection is not judged behind it.
                    self.distrust();
                    engine
                        .suspend(now)
                        .map_err(|error| format!("suspend: {error}"))?;
                    return Ok(Vec::new());
                }
                1 => {
                    self.think(now);
                    return Ok(Vec::new());
                }
                _ => self.pending = nasty(&mut self.dice, true),
            }
        }
        let mut rest = self.pending.as_slice();
        let piece = engine
            .supply(now, &mut rest)
            .map_err(|error| format!("supply: {error}"))?
            .to_vec();
        self.pending = rest.to_vec();
        self.supplied.extend_from_slice(&piece);
        if !piece.is_empty() {
            self.last_supply = now;
        }
        if self.pending.is_empty() {
            self.think(now);
        } else {
            // Held: what follows, or the passing of time, lets it go.
            self.next = engine
                .deadline()
                .map(|deadline| deadline.max(later(now, 1)));
        }
        Ok(piece)
    }

    fn supply_send<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<Vec<u8>, String> {
        if let Some(open) = &mut self.open {
            open.prompted = false;
        }
        let payload = nasty(&mut self.dice, true);
        let mut rest = payload.as_slice();
        match engine.supply(now, &mut rest) {
            Ok(piece) => {
                let piece = piece.to_vec();
                self.supplied.extend_from_slice(&piece);
                engine
                    .finish(now)
                    .map_err(|error| format!("finish: {error}"))?;
                Ok(piece)
            }
            Err(RequestError::Forbidden { .. } | RequestError::Echo) => {
                engine
                    .abort(now)
                    .map_err(|error| format!("abort: {error}"))?;
                Ok(Vec::new())
            }
            Err(error) => Err(format!("supply: {error}")),
        }
    }

    fn request<C: Command, B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ask: Ask,
        command: &C,
    ) -> Result<(), String> {
        engine
            .request(now, command)
            .map_err(|error| format!("{ask:?}: {error}"))?;
        self.begin(now, ask, |line| match C::Answer::NAME {
            Some(name) => name.strip(line).is_some(),
            None => true,
        });
        Ok(())
    }

    fn ask<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
    ) -> Result<(), String> {
        let socket = SOCKET;
        let mode = Some([Mode::Online, Mode::Command][self.dice.below(2)]);
        match self.dice.below(24) {
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
                    closure: Closure::KeepSession,
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
                self.request(now, engine, Ask::Send, &Send { socket, timeout })
            }
            20..23 => {
                let room = [1, 10, 1000][self.dice.below(3)];
                let receive = Receive {
                    socket,
                    room,
                    timeout: Some(at_spec::Tenths(10)),
                };
                self.request(now, engine, Ask::Receive, &receive)
            }
            _ => {
                let read = SecurityData {
                    socket,
                    action: StoreAction::Read,
                    data: DataType::Authority,
                    size: None,
                    format: CertificateFormat::Pem,
                };
                self.request(now, engine, Ask::ReadBack, &read)
            }
        }
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

/// The number of the access point in a line.
fn point_of(line: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(line).ok()?;
    let (_, behind) = text.split_once("\"apn")?;
    behind.split('"').next()?.parse().ok()
}

/// How many bytes two texts begin with in common.
fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// Some bytes around `at`, for people.
fn shown(bytes: &[u8], at: usize) -> String {
    let from = at.saturating_sub(8).min(bytes.len());
    let to = (at + 24).min(bytes.len());
    bytes[from..to].escape_ascii().to_string()
}
