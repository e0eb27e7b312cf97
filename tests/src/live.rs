//! A host on a real clock, joined to a virtual module whose peers are real: for the dialogues of the guide.
//!
//! In: procedures and requests. Out: what they find out, and every byte that went over the line. Not here: what
//! the bytes mean; the transcript reads them.

use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use telit_cli::record::{Piece, Side};
use telit_cli::transcript::Transcript;
use telit_module::runner::{Clock, HostPort, Policy, Runner, Running};
use telit_module::{Memory, Module, Settings};
use telit_ssl::procedure::{Note, Obstacle, Progress, Run, Script};
use telit_ssl::{Engine, Profile, RequestError};

/// A host and its module.
#[derive(Debug)]
pub struct Live {
    engine: Engine<[u8; 512]>,
    port: UnixStream,
    clock: Clock,
    bytes: Vec<u8>,
    pieces: Vec<Piece>,
    /// Payload that has come and nobody has taken.
    payload: Vec<u8>,
    notes: Vec<Note>,
    _module: Running<Module>,
}

impl Live {
    /// A module as it comes, at the other end of a pipe.
    #[must_use]
    pub fn start() -> Self {
        Self::of(Settings::default())
    }

    /// A module of this kind, and a host that knows its profile.
    ///
    /// # Panics
    /// If the machine that the test runs on has no pipes or threads left.
    #[must_use]
    pub fn of(settings: Settings) -> Self {
        let (host, port) = HostPort::pipe().expect("a pipe");
        port.set_read_timeout(Some(Duration::from_millis(20)))
            .expect("a time");
        let engine = Engine::new(settings.profile, [0; 512], [0; 512]);
        let module = Module::new(settings, Memory::new());
        let runner = Runner::new(module, host, Policy::default()).expect("a runner");
        Self {
            engine,
            port,
            clock: Clock::start(),
            bytes: Vec::new(),
            pieces: Vec::new(),
            payload: Vec::new(),
            notes: Vec::new(),
            _module: runner.spawn().expect("a thread"),
        }
    }

    /// Plays a script to its end.
    ///
    /// # Errors
    /// Those of the script.
    ///
    /// # Panics
    /// If the link breaks.
    pub fn play<'p, S: Script<'p>>(&mut self, script: S) -> Result<S::Output, Obstacle> {
        self.play_until(script, |_| false)
            .map(|output| output.expect("the script was not stopped"))
    }

    /// Plays a script to its end, or until the payload that has come is `enough`.
    ///
    /// # Errors
    /// Those of the script.
    ///
    /// # Panics
    /// If the link breaks.
    pub fn play_until<'p, S: Script<'p>>(
        &mut self,
        script: S,
        enough: impl Fn(&[u8]) -> bool,
    ) -> Result<Option<S::Output>, Obstacle> {
        let mut run = Run::new(script);
        loop {
            let now = self.clock.now();
            let mut input = self.bytes.as_slice();
            let progress = run.poll(now, &mut self.engine, &mut input);
            let read = self.bytes.len() - input.len();
            let mut write: Option<Vec<u8>> = None;
            match progress {
                Progress::Transmit => write = Some(self.engine.outgoing().to_vec()),
                Progress::Write(payload) => write = Some(payload.to_vec()),
                Progress::Payload(payload) => self.payload.extend_from_slice(payload),
                Progress::Done(output) => {
                    self.bytes.drain(..read);
                    return Ok(Some(output));
                }
                Progress::Failed(obstacle) => return Err(obstacle),
                Progress::Wait if enough(&self.payload) => {
                    self.bytes.drain(..read);
                    return Ok(None);
                }
                Progress::Wait => {
                    self.bytes.drain(..read);
                    self.fill();
                    continue;
                }
                Progress::Note(note) => self.notes.push(note),
                Progress::SetDtr(_) | Progress::Unsolicited(_) => {}
            }
            self.bytes.drain(..read);
            if let Some(bytes) = write {
                self.port.write_all(&bytes).expect("the module is there");
                self.engine.transmitted(self.clock.now(), bytes.len());
                self.pieces.push(Piece {
                    from: Side::Host,
                    bytes,
                    at: Some(now),
                });
            }
        }
    }

    fn fill(&mut self) {
        let mut buffer = [0; 1024];
        let count = match self.port.read(&mut buffer) {
            Ok(count) => count,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return;
            }
            Err(error) => panic!("the module is gone: {error}"),
        };
        self.bytes.extend_from_slice(&buffer[..count]);
        let bytes = buffer[..count].to_vec();
        self.pieces.push(Piece {
            from: Side::Module,
            bytes,
            at: Some(self.clock.now()),
        });
    }

    /// The payload that has come since it was asked last.
    pub fn take_payload(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.payload)
    }

    /// What procedures had to say since it was asked last.
    pub fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    /// Speaks to another generation from here on.
    ///
    /// # Errors
    /// Those of the engine.
    pub fn set_profile(&mut self, profile: Profile) -> Result<(), RequestError> {
        self.engine.set_profile(profile)
    }

    /// The command lines that the host has sent since they were forgotten.
    #[must_use]
    pub fn command_lines(&self) -> Vec<String> {
        let sent = self.pieces.iter().filter(|piece| piece.from == Side::Host);
        sent.filter(|piece| piece.bytes.starts_with(b"AT"))
            .map(|piece| String::from_utf8_lossy(&piece.bytes).trim_end().to_owned())
            .collect()
    }

    /// Forgets what went over the line so far.
    pub fn forget(&mut self) {
        self.pieces.clear();
    }

    /// What went over the line since it was forgotten, as the transcript reads it, without times.
    #[must_use]
    pub fn transcript(&self) -> String {
        let items = Transcript::read(self.engine.profile(), &self.pieces);
        let shown = items.into_iter().map(|mut item| {
            item.time = None;
            item.to_string() + "\n"
        });
        shown.collect()
    }
}
