//! The line to a module: port, clock, engine, and the loop that plays procedures over them.
//!
//! In: scripts. Out: what they find out, and payload. Not here: protocol; the engine has it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use telit_module::runner::Clock;
use telit_ssl::procedure::{Attach, Identify, Obstacle, Progress, Run, Script};
use telit_ssl::{Engine, Found, Instant, Profile, Span};

use crate::port::Port;
use crate::record::Side;
use crate::show::Show;
use crate::trouble::{Exit, Trouble};

/// How long the answer of a command is waited for behind Ctrl-C, where it can be given up.
const PATIENCE: Span = Span::from_secs(2);

/// How long a module is sought, or left as it should be. A silent one is given up after 17 s, one with the longest guard
/// time found after 30.
const BOUND: Span = Span::from_secs(60);

/// How far the module's clock may be ahead when it ends a connection for its silence.
const WATCH: Span = Span::from_millis(500);

/// How often somebody is asked whether to stop.
const TICK: Duration = Duration::from_millis(100);

/// A module, and all that is needed to talk to it.
pub(crate) struct Line {
    engine: Engine<[u8; 512]>,
    port: Port,
    clock: Clock,
    pub(crate) show: Show,
    /// Bytes of the module, and how many of them have been read.
    bytes: Vec<u8>,
    read: usize,
    /// When payload of the peer came last, or of ours went.
    carried: Instant,
    /// When bytes went over the line last, either way, and how long none may in online mode.
    moved: Instant,
    silence: Option<Span>,
    /// Ctrl-C was pressed.
    stop: Arc<AtomicBool>,
    /// When that was seen, and how long an answer may still take then; `None`: as long as it takes.
    stopped: Option<Instant>,
    patience: Option<Span>,
    /// When what is played must be over.
    bound: Option<Instant>,
}

/// What is done with payload: whether more is wanted.
pub(crate) enum Wish {
    More,
    /// It is complete; the peer has so long to end the connection itself.
    Enough(Span),
}

impl Line {
    pub(crate) fn new(profile: Profile, mut port: Port, show: Show, stop: Arc<AtomicBool>) -> Self {
        let has_dtr = port.has_dtr();
        let mut line = Self::gentle(profile, port, show, stop);
        line.patience = None;
        if has_dtr {
            line.engine = line.engine.with_dtr();
        }
        line
    }

    /// A line on which DTR stays as it is, since a module may close a connection when it goes off, and on which a
    /// command is given up soon behind Ctrl-C.
    pub(crate) fn gentle(profile: Profile, port: Port, show: Show, stop: Arc<AtomicBool>) -> Self {
        Self {
            engine: Engine::new(profile, [0; 512], [0; 512]),
            port,
            clock: Clock::start(),
            show,
            bytes: Vec::new(),
            read: 0,
            carried: Instant::default(),
            moved: Instant::default(),
            silence: None,
            stop,
            stopped: None,
            patience: Some(PATIENCE),
            bound: None,
        }
    }

    /// Asks the module what it is, and speaks to it as to a module of that generation.
    pub(crate) fn identify(&mut self) -> Result<(), Trouble> {
        let found = self.play(Identify::new())?;
        let Some(profile) = found.profile() else {
            let message = format!("{found}; give its generation with --profile");
            return Err(Trouble::new(Exit::Usage, message));
        };
        self.show.say(&found.to_string());
        self.show.set_profile(profile);
        let set = self.engine.set_profile(*profile);
        set.map_err(|error| Trouble::of(Obstacle::Request(error)))
    }

    /// Finds the module, in bounded time; Ctrl-C is obeyed soon, since nothing is known that could be left tidy.
    pub(crate) fn attach(&mut self) -> Result<Found, Trouble> {
        let patience = self.patience.replace(PATIENCE);
        let found = self.play_bounded(Attach);
        self.patience = patience;
        found
    }

    /// Plays a script that could go on for ever with a module that answers anything at all.
    fn play_bounded<'p, S: Script<'p>>(&mut self, script: S) -> Result<S::Output, Trouble> {
        self.bound = Some(self.clock.now() + BOUND);
        let done = self.play(script);
        self.bound = None;
        done
    }

    /// Plays a script that has nothing to do with payload of the peer.
    pub(crate) fn play<'p, S: Script<'p>>(&mut self, script: S) -> Result<S::Output, Trouble> {
        self.play_with(script, &mut |_| Wish::More)?
            .ok_or_else(|| Trouble::new(Exit::Interrupted, "interrupted"))
    }

    /// Plays a script; `None`: the payload was enough before it ended.
    pub(crate) fn play_with<'p, S: Script<'p>>(
        &mut self,
        script: S,
        payload: &mut dyn FnMut(&[u8]) -> Wish,
    ) -> Result<Option<S::Output>, Trouble> {
        let mut run = Run::new(script);
        let mut enough = None;
        loop {
            let now = self.clock.now();
            // Also where bytes come without end.
            if self.stop.load(Ordering::Relaxed) && self.may_stop(now) {
                return Err(Trouble::new(Exit::Interrupted, "interrupted"));
            }
            if self.bound.is_some_and(|bound| now >= bound) {
                return Err(Trouble::new(
                    Exit::Timeout,
                    format!(
                        "the module cannot be brought to command mode within {} s, whatever it says; restart it, \
                         and see whether something else uses the port",
                        BOUND.millis() / 1000
                    ),
                ));
            }
            let mut input = self.bytes.get(self.read..).unwrap_or_default();
            let progress = run.poll(now, &mut self.engine, &mut input);
            self.read = self.bytes.len() - input.len();
            match progress {
                Progress::Transmit => {
                    let bytes = self.engine.outgoing();
                    let count = bytes.len();
                    self.port.write(bytes).map_err(link)?;
                    self.show.heard(now, Side::Host, bytes).map_err(record)?;
                    self.moved = self.clock.now();
                    self.engine.transmitted(self.moved, count);
                }
                Progress::Write(bytes) => {
                    self.port.write(bytes).map_err(link)?;
                    self.show.heard(now, Side::Host, bytes).map_err(record)?;
                    self.moved = self.clock.now();
                    self.carried = self.moved;
                    self.engine.transmitted(self.moved, bytes.len());
                }
                Progress::SetDtr(on) => self.port.set_dtr(on),
                Progress::Payload(bytes) => {
                    self.carried = now;
                    if let Wish::Enough(span) = payload(bytes) {
                        enough = enough.or(Some(now + span));
                    }
                }
                // The transcript has shown it.
                Progress::Unsolicited(_) => {}
                Progress::Note(note) => self.show.note(note),
                Progress::Done(output) => return Ok(Some(output)),
                Progress::Failed(obstacle) => return Err(Trouble::of(obstacle)),
                Progress::Wait => {
                    if enough.is_some_and(|end| now >= end) {
                        return Ok(None);
                    }
                    self.check_silence(now)?;
                    let deadline = run
                        .deadline(&self.engine)
                        .map(|end| Duration::from_millis(end.since(now).millis()));
                    self.fill(deadline.map_or(TICK, |left| left.min(TICK)))?;
                }
            }
        }
    }

    /// The line with an end to its patience: a module that has died in online mode never says that it is over.
    pub(crate) fn with_silence(mut self, silence: Span) -> Self {
        self.silence = Some(silence);
        self
    }

    fn check_silence(&self, now: Instant) -> Result<(), Trouble> {
        let is_over = |silence: Span| self.engine.is_online() && now >= self.moved + silence;
        match self.silence {
            Some(silence) if is_over(silence) => Err(silent(silence)),
            _ => Ok(()),
        }
    }

    /// The trouble if no payload has gone either way for `silence`: the module ends such a connection as the peer would.
    pub(crate) fn check_carried(&self, silence: Span) -> Result<(), Trouble> {
        match self.clock.now() + WATCH >= self.carried + silence {
            true => Err(silent(silence)),
            false => Ok(()),
        }
    }

    /// Whether Ctrl-C can be obeyed: where an answer is due, it is waited for.
    fn may_stop(&mut self, now: Instant) -> bool {
        let stopped = *self.stopped.get_or_insert(now);
        let is_over = |patience: Span| now >= stopped + patience;
        self.can_leave() || self.patience.is_some_and(is_over)
    }

    /// Reads what the module has sent, or waits for `within`.
    fn fill(&mut self, within: Duration) -> Result<(), Trouble> {
        let mut buffer = [0; 4096];
        let count = self.port.read(&mut buffer, within).map_err(link)?;
        self.bytes.clear();
        self.read = 0;
        if let Some(bytes) = buffer.get(..count).filter(|bytes| !bytes.is_empty()) {
            self.bytes.extend_from_slice(bytes);
            self.moved = self.clock.now();
            self.show
                .heard(self.clock.now(), Side::Module, bytes)
                .map_err(record)?;
        }
        Ok(())
    }

    /// At the end, also behind a trouble: plays what leaves the module as a person would want to find it, as far as
    /// the link allows. A Ctrl-C that has been obeyed does not count any more.
    pub(crate) fn leave<'p, S: Script<'p>>(&mut self, what: &str, script: S) {
        self.stop.store(false, Ordering::Relaxed);
        self.stopped = None;
        self.silence = None;
        self.show.say(what);
        if let Err(trouble) = self.play_bounded(script) {
            self.show.say(&format!("that did not work: {trouble}"));
        }
    }

    /// Whether the module is known to be in command mode, with nothing under way.
    pub(crate) fn is_idle(&self) -> bool {
        self.engine.is_idle()
    }

    /// Whether something is open or may be, so that leaving makes sense.
    pub(crate) fn can_leave(&self) -> bool {
        self.engine.is_idle() || self.engine.is_online()
    }
}

/// The server has said nothing for so long, and has not ended the connection.
fn silent(silence: Span) -> Trouble {
    Trouble::new(
        Exit::Timeout,
        format!(
            "nothing came from the server, nor the end of the connection, for {} s; --silence gives it longer",
            silence.millis() / 1000
        ),
    )
}

fn link(error: std::io::Error) -> Trouble {
    Trouble::new(
        Exit::Link,
        format!("the port to the module is lost: {error}"),
    )
}

fn record(error: std::io::Error) -> Trouble {
    Trouble::new(Exit::File, format!("the record cannot be written: {error}"))
}
