//! The engine: bytes and time in, actions out.
//!
//! In: requests of the application, bytes of the module, control lines, time. Out: [`Action`]s. Not here: IO,
//! clocks, threads, allocation, and any command by name: a declaration says what shape its exchange has.
//!
//! Inside, `step` decides and everything else serves it: the framer finds the borders that the state expects,
//! `classify` says what a line means in that state, `transmit` keeps the account of what has left.

mod action;
mod ask;
mod behind;
mod classify;
mod debug;
mod due;
mod poll;
mod state;
mod step;
mod supply;
mod timer;
mod transmit;
#[cfg(test)]
mod walk;

use at_parse::{Framer, Framing, Line, ResultCodes, TailCode};
use at_spec::{Dialect, Names, Respelling};

pub use action::{Action, ControlLine};

use crate::command::Telit;
#[cfg(doc)]
use crate::event::Event;
use crate::event::Text;
use crate::profile::Profile;
use crate::request::RequestError;
use crate::time::{Instant, Span};
use behind::Behind;
use classify::Pending;
use state::{Input, LINES, State};
use transmit::{EscapeWatch, Outgoing};

/// A dialogue with one module over one line.
///
/// `B` is the storage that the caller lends: two rooms, one for the command line that is sent, one for a line of
/// the module that arrives in pieces. Arrays, slices and vectors will do.
///
/// Every call that can change something takes the time. Between calls the engine is a value that can be moved.
#[derive(Clone)]
pub struct Engine<B> {
    profile: Profile,
    /// The names of the unsolicited result codes of the dialect.
    unsolicited: Names,
    /// The command line, from its prefix on.
    line: B,
    /// A line of the module that arrives in pieces.
    partial: B,
    framer: Framer,
    codes: ResultCodes,
    state: State,
    pending: Option<Pending>,
    /// The command that was given up last, while the module is being found.
    late: Option<Pending>,
    /// Length in `line` of the command line that was sent last, without its CR: its echo.
    sent_line: usize,
    outgoing: Outgoing,
    watch: EscapeWatch,
    /// Whether the command line that was sent last has come back.
    echoed: bool,
    /// Whether the settings of attach were confirmed, and nothing has been sent since that may change them.
    settled: bool,
    serial: u32,
    markers: u8,
    /// The command whose line has held a secret last.
    secret: Option<&'static str>,
    /// How much payload a prompt still takes.
    left: u32,
    guard: Span,
    within: Span,
    /// When the time of the answer is over at the latest.
    answer_end: Instant,
    /// The timer of the state.
    clock: Option<Instant>,
    /// When quiet makes something of bytes held back.
    quiet: Option<Instant>,
    /// Until when payload that looks like an escape sequence is held.
    held: Option<Instant>,
    /// Until when no command line may leave.
    gap: Instant,
    /// What has come behind the `OK` of an escape sequence.
    behind: Behind,
    /// When bytes came last.
    heard: Option<Instant>,
    now: Instant,
    carrier: Option<bool>,
    /// Whether online mode has ended by text and quiet alone, and nothing has been answered since.
    doubt: bool,
    has_dtr: bool,
    /// What DTR is to be set to.
    dtr: Option<bool>,
}

impl<B: AsRef<[u8]> + AsMut<[u8]>> Engine<B> {
    /// An engine that supposes the module in command mode with result codes in words, echo not known.
    ///
    /// Where that is not certain, [`attach`](Self::attach) first. `line` holds one command line
    /// ([`Profile::line_length`] bytes are enough for all that the module reads), `partial` the longest line of
    /// the module.
    pub fn new(profile: Profile, line: B, partial: B) -> Self {
        Self {
            profile,
            unsolicited: <Telit<'static> as Dialect<'static>>::UNSOLICITED_SORTED,
            line,
            partial,
            framer: Framer::new(LINES).with_inline(<Telit<'static> as Dialect<'static>>::inline),
            codes: ResultCodes::Verbose,
            state: State::Idle,
            pending: None,
            late: None,
            sent_line: 0,
            outgoing: Outgoing::NOTHING,
            watch: EscapeWatch::connected(),
            echoed: false,
            settled: false,
            serial: 0,
            markers: 0,
            secret: None,
            left: 0,
            guard: profile.guard,
            within: Span::ZERO,
            answer_end: Instant::default(),
            clock: None,
            quiet: None,
            held: None,
            gap: Instant::default(),
            behind: Behind::NOTHING,
            heard: None,
            now: Instant::default(),
            carrier: None,
            doubt: false,
            has_dtr: false,
            dtr: None,
        }
    }

    /// The same, for modules whose unsolicited result codes are those of another dialect than [`Telit`].
    ///
    /// The dialect decides which lines inside an exchange are nobody's answer; the commands are whatever is
    /// requested. Where a dialect adds to this crate's commands, it has this crate's families among its own.
    #[must_use]
    pub fn with_dialect<D: Dialect<'static>>(mut self) -> Self {
        self.unsolicited = D::UNSOLICITED_SORTED;
        self.framer = self.framer.with_inline(D::inline);
        self
    }

    /// The same, on a line whose DTR the caller can set: attach uses it before it sends anything.
    #[must_use]
    pub fn with_dtr(mut self) -> Self {
        self.has_dtr = true;
        self
    }

    /// Gives the storage back: the room for command lines and the one for lines of the module.
    #[must_use]
    pub fn into_rooms(self) -> (B, B) {
        (self.line, self.partial)
    }

    /// The generation of modules that it speaks to.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Speaks to modules of another generation from here on, such as the one that was found out meanwhile.
    ///
    /// # Errors
    /// As for a request: only between commands.
    pub fn set_profile(&mut self, profile: Profile) -> Result<(), RequestError> {
        self.ready_for_line()?;
        // A guard time that the application has set stays.
        if self.guard == self.profile.guard {
            self.guard = profile.guard;
        }
        self.profile = profile;
        Ok(())
    }

    /// Spells a verb as this very module was found to spell it; `None`: as its generation does.
    pub fn respell(&mut self, respelt: Option<Respelling>) {
        self.profile.respelt = respelt;
    }

    /// Whether the next request can be made.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.state == State::Idle
    }

    /// Whether the module is in online mode, as far as the engine knows.
    #[must_use]
    pub const fn is_online(&self) -> bool {
        matches!(self.state, State::Online(_))
    }

    /// The guard time of the escape sequence, where S12 was set to something else than the profile says.
    pub fn set_guard(&mut self, guard: Span) {
        self.guard = guard;
    }

    /// How the module writes result codes, where the application has changed it with `ATV`. Attaching and finding the
    /// module again set words.
    pub fn set_result_codes(&mut self, codes: ResultCodes) {
        self.codes = codes;
        self.expect(self.framer.framing());
    }

    /// Finds the module, whatever state it was left in, and brings it to command mode with echo off and result
    /// codes in words ([`Event::Attached`]), or says that nothing answers ([`Event::Violation`]).
    ///
    /// Where the line has no DTR, the escape sequence, ESC and CR are sent before anything is known; should the
    /// module be online with another guard time than the profile's, they reach the peer.
    ///
    /// What is under way may have to come to its end first: a dial (up to [`Profile::dial_outcome`]), since its `CONNECT` would make
    /// payload of what is sent, and payload that is leaving; where that was dropped, say so with
    /// [`payload_dropped`](Self::payload_dropped).
    ///
    /// # Errors
    /// None today; it may be asked for in any state, and gives up whatever was under way.
    pub fn attach(&mut self, now: Instant) -> Result<(), RequestError> {
        self.now = now;
        // A line that has not left asks for nothing.
        let state = if self.outgoing.is_empty() {
            self.state
        } else {
            State::Idle
        };
        self.outgoing.forget();
        self.quiet = None;
        self.held = None;
        self.doubt = false;
        self.framer.drop_line();
        if let Framing::Counted(left) = self.framer.framing() {
            self.framer.expect(Framing::Discard(left));
        }
        let _ = self.apply(now, step::attach(state, self.has_dtr), None);
        self.pending = None;
        Ok(())
    }

    /// Leaves online mode with the escape sequence; [`Event::Suspended`] says that it worked.
    ///
    /// # Errors
    /// [`RequestError::NotOnline`].
    pub fn suspend(&mut self, now: Instant) -> Result<(), RequestError> {
        if !self.state.takes_online_payload() {
            return Err(RequestError::NotOnline);
        }
        self.now = now;
        let _ = self.apply(now, step::step(self.state, Input::Suspend), None);
        Ok(())
    }

    /// Leaves online mode by DTR: nothing can be taken for payload, and nobody has to be silent. [`Event::Suspended`] says that
    /// it worked; [`Event::Failed`] that no `OK` came, and that the module is online still as far as can be told.
    ///
    /// The module must have been told that DTR suspends (`&D1`): as it comes it ignores DTR (`&D0`), and with `&D2` it
    /// closes the connection; an `OK` of the peer would then be taken for its answer. That it answers `OK` is recollected of
    /// V.250 6.3; sources at hand do not say.
    ///
    /// # Errors
    /// [`RequestError::NotOnline`]; [`RequestError::NoDtr`] where the caller cannot set DTR;
    /// [`RequestError::PayloadLeaves`] while payload that was supplied has not left, since it would become a command line.
    pub fn suspend_by_dtr(&mut self, now: Instant) -> Result<(), RequestError> {
        if !self.state.takes_online_payload() {
            return Err(RequestError::NotOnline);
        }
        if !self.has_dtr {
            return Err(RequestError::NoDtr);
        }
        if !self.outgoing.settled() {
            return Err(RequestError::PayloadLeaves);
        }
        self.now = now;
        let _ = self.apply(now, step::step(self.state, Input::DropDtr), None);
        Ok(())
    }

    /// What is to be transmitted now.
    #[must_use]
    pub fn outgoing(&self) -> &[u8] {
        self.outgoing.bytes(self.line.as_ref())
    }

    /// `n` bytes have left, of [`outgoing`](Self::outgoing) or of payload: deadlines and guard times start here.
    pub fn transmitted(&mut self, now: Instant, n: usize) {
        self.now = now;
        if n == 0 {
            return;
        }
        self.watch.left(now);
        if self.outgoing.left(n) {
            let _ = self.apply(now, step::step(self.state, Input::Sent), None);
        }
    }

    /// A control line has changed.
    pub fn line_changed(&mut self, now: Instant, line: ControlLine, on: bool) {
        self.now = now;
        match line {
            ControlLine::Dcd => self.carrier = Some(on),
        }
        if !on && self.is_online() {
            // The text may be there already, and now it is certain. It may also still be on its way; quiet then ends
            // the session all the same.
            let is_there = self.framer.tail_code() == Some(TailCode::NoCarrier);
            self.quiet = Some(if is_there {
                now
            } else {
                now + self.profile.tail_whole
            });
        }
    }

    /// The bytes of a line; valid until the next poll.
    #[must_use]
    pub fn text<'e, 'i: 'e>(&'e self, text: Text<'i>) -> &'e [u8] {
        text.0.bytes(self.partial.as_ref())
    }

    /// The bytes that were taken for the end of online mode, as they came, in three pieces, some of them empty. They are
    /// there behind an [`Event::Closed`] until the next poll. Where that is not certain, the peer may have sent
    /// them: an application that knows how long its data are can tell.
    ///
    /// ```
    /// # use telit_ssl::{Action, Engine, Event, Instant, Profile};
    /// # fn page(engine: &Engine<[u8; 200]>, mut keep: impl FnMut(&[u8])) {
    /// // A page ends in the middle of a word, and these bytes make it whole.
    /// for piece in engine.ended_by() {
    ///     keep(piece);
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn ended_by(&self) -> [&[u8]; 3] {
        self.framer.taken_tail()
    }

    /// Whether `serial` is that of the command under way, or of the last one.
    pub(crate) const fn is_about(&self, serial: u32) -> bool {
        self.serial == serial
    }

    /// Tells the framer what comes next, in the result-code mode of this module.
    fn expect(&mut self, framing: Framing) {
        let framing = match framing {
            Framing::Lines(_) => Framing::Lines(self.codes),
            Framing::Prompt(_) => Framing::Prompt(self.codes),
            Framing::Online(tail, _) => Framing::Online(tail, self.codes),
            Framing::BodyEnd => self.body_end(),
            Framing::Counted(_) | Framing::Discard(_) | _ => framing,
        };
        self.framer.expect(framing);
    }

    /// What stands behind a counted body: its own line end, and the one before a result code in words. Where line ends do
    /// not vary, one more or one less shows that the count was wrong.
    const fn body_end(&self) -> Framing {
        match (self.profile.line_ends_vary, self.codes) {
            (true, _) => Framing::BodyEnd,
            (false, ResultCodes::Verbose) => Framing::BodyEndExactly(4),
            (false, ResultCodes::Numeric) => Framing::BodyEndExactly(2),
        }
    }

    /// The line that is in a frame, as an event's text.
    const fn lent(line: Line<'_>) -> Text<'_> {
        Text(line)
    }
}
