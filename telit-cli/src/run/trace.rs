//! `telit trace`: what recorded bytes mean.
//!
//! In: raw bytes of a module, logs of both sides, batches. Out: items, on standard output. Not here: the meaning; the
//! transcript says it. Nothing is read whole: memory does not grow with the input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;

use serde_json::{Value, json};

use crate::args::{Format, Trace};
use crate::record::{LineEnds, Lines, Log, LogFault, Piece, Request, Side, Stream};
use crate::transcript::{Breach, Host, Item, Kind, Listening, Members, Shapes, Transcript};
use crate::trouble::{Exit, Trouble};

/// Bytes that are read at once.
const CHUNK: usize = 1 << 16;

pub(super) fn run(arguments: &Trace) -> Result<(), Trouble> {
    check(arguments)?;
    let source = Source::of(arguments);
    let mut tracing = Tracing::new(arguments);
    let read = if arguments.batch {
        tracing.batch(&source)
    } else if source.is_log {
        tracing.log(&source)
    } else {
        tracing.module(&source)
    };
    match read.and_then(|()| tracing.out.flush().map_err(Stop::Write)) {
        Ok(()) => Ok(()),
        // Whoever reads has had enough.
        Err(Stop::Write(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(stop) => {
            // What was understood before the trouble is worth something.
            let _ = tracing.out.flush();
            Err(stop.trouble(&source))
        }
    }
}

/// What clap cannot know.
fn check(arguments: &Trace) -> Result<(), Trouble> {
    let usage = |text: &str| Err(Trouble::new(Exit::Usage, text));
    let is_log = arguments.file.is_some() && !arguments.batch && !arguments.lines;
    if arguments.batch && arguments.format == Some(Format::Text) {
        return usage("--batch answers in JSON: leave --format out, or write --format json");
    }
    if is_log && !arguments.command.is_empty() {
        return usage(
            "--command is for bytes of the module alone; in a log of both sides the host's bytes are there",
        );
    }
    for line in &arguments.command {
        let is_line = line == "+++"
            || line
                .get(..2)
                .is_some_and(|prefix| prefix.eq_ignore_ascii_case("AT"));
        if !is_line {
            return usage(&format!(
                "--command {line:?}: a command line begins with AT (an escape is written +++)"
            ));
        }
    }
    Ok(())
}

/// Where bytes are read from.
struct Source {
    /// `None`: standard input.
    path: Option<std::path::PathBuf>,
    is_log: bool,
}

impl Source {
    fn of(arguments: &Trace) -> Self {
        let file = arguments.file.as_deref();
        Self {
            path: file.filter(|path| *path != Path::new("-")).map(Into::into),
            is_log: file.is_some() && !arguments.lines,
        }
    }

    fn open(&self) -> Result<Box<dyn BufRead>, Stop> {
        let Some(path) = &self.path else {
            if io::stdin().is_terminal() {
                note("reading from the terminal; end with Ctrl-D");
            }
            return Ok(Box::new(io::stdin().lock()));
        };
        let file = File::open(path).map_err(Stop::Read)?;
        Ok(Box::new(BufReader::with_capacity(CHUNK, file)))
    }

    fn name(&self) -> String {
        self.path.as_ref().map_or_else(
            || "standard input".into(),
            |path| path.display().to_string(),
        )
    }
}

/// Why reading does not go on.
enum Stop {
    Read(io::Error),
    Write(io::Error),
    Log(LogFault),
    /// Not even the first piece of a log can be understood: this may be something else.
    NoLog(LogFault),
}

impl Stop {
    fn trouble(self, source: &Source) -> Trouble {
        let name = source.name();
        let text = match self {
            Self::Read(error)
            | Self::Log(LogFault::Read(error))
            | Self::NoLog(LogFault::Read(error)) => format!("{name}: {error}"),
            Self::Write(error) => format!("standard output: {error}"),
            Self::Log(fault) => format!("{name}, {fault}"),
            Self::NoLog(fault) => format!(
                "{name}, {fault}; a log has one JSON object a line, or is what `socat -x -v` writes; raw bytes of a \
                 module are read from standard input, terminal logs with --lines"
            ),
        };
        Trouble::new(Exit::File, text)
    }
}

/// Reads one input and prints what it says.
struct Tracing<'t> {
    arguments: &'t Trace,
    out: BufWriter<io::Stdout>,
    members: Members,
}

impl<'t> Tracing<'t> {
    fn new(arguments: &'t Trace) -> Self {
        Self {
            arguments,
            out: BufWriter::with_capacity(CHUNK, io::stdout()),
            members: Members::Promised,
        }
    }

    fn listening(&self, host: Host) -> Transcript {
        Transcript::of(Listening {
            shapes: self
                .arguments
                .profile
                .map_or(Shapes::Any, |profile| Shapes::Of(profile.id)),
            host,
            reveals: self.arguments.show_secrets,
        })
    }

    fn members(&self, one_sided: bool) -> Members {
        match (self.arguments.details, one_sided) {
            (true, _) => Members::All,
            (false, true) => Members::OneSided,
            (false, false) => Members::Promised,
        }
    }

    /// Bytes of the module alone.
    fn module(&mut self, source: &Source) -> Result<(), Stop> {
        self.members = self.members(true);
        let mut reader = source.open()?;
        let commands = self
            .arguments
            .command
            .iter()
            .map(|line| command(line.as_bytes()));
        let commands: Vec<_> = commands.collect();
        let mut transcript = self.listening(if commands.is_empty() {
            Host::Unknown
        } else {
            Host::Told(commands)
        });
        let mut line_ends = self.arguments.lines.then(LineEnds::default);
        let mut buffer = vec![0; CHUNK];
        let mut is_empty = true;
        loop {
            let count = match reader.read(&mut buffer) {
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(Stop::Read(error)),
            };
            let bytes = buffer.get(..count).unwrap_or(&[]);
            if bytes.is_empty() {
                break;
            }
            if std::mem::take(&mut is_empty) {
                warn_of_log(bytes);
            }
            let items = match &mut line_ends {
                Some(line_ends) => transcript.hear_module(&line_ends.restore(bytes)),
                None => transcript.hear_module(bytes),
            };
            transcript.forget_settled();
            self.print(items, &mut line_ends)?;
            // Somebody may be watching.
            self.out.flush().map_err(Stop::Write)?;
        }
        if is_empty {
            note(&format!(
                "{} is empty: there is nothing to say",
                source.name()
            ));
        }
        let end = line_ends.as_ref().map_or(&[][..], LineEnds::end);
        let mut items = transcript.hear_module(end);
        items.extend(transcript.finish());
        self.print(items, &mut line_ends)
    }

    /// A log of both sides.
    fn log(&mut self, source: &Source) -> Result<(), Stop> {
        self.members = self.members(false);
        let mut transcript = self.listening(Host::Heard);
        let mut log = Log::new(source.open()?, self.arguments.module_first);
        let mut is_empty = true;
        let stop = |is_first| if is_first { Stop::NoLog } else { Stop::Log };
        while let Some(piece) = log.next().map_err(stop(is_empty))? {
            is_empty = false;
            let items = transcript.hear(&piece);
            transcript.forget_settled();
            self.print(items, &mut None)?;
        }
        if is_empty {
            note(&format!(
                "{} is empty: there is nothing to say",
                source.name()
            ));
        }
        self.print(transcript.finish(), &mut None)
    }

    /// Requests, one a line.
    fn batch(&mut self, source: &Source) -> Result<(), Stop> {
        let mut lines = Lines::new(source.open()?);
        while let Some(line) = lines.next().map_err(Stop::Log)? {
            let request = Request::read(line);
            let request =
                request.map_err(|fault| Stop::Log(LogFault::batch(fault, lines.number())))?;
            let answer = self.answer(request);
            writeln!(self.out, "{answer}").map_err(Stop::Write)?;
        }
        Ok(())
    }

    fn answer(&self, request: Request) -> Value {
        let Request { id, stream, chunk } = request;
        let one_sided = matches!(stream, Stream::Module { .. });
        let (mut host_ends, mut module_ends) = (None, self.arguments.lines.then(LineEnds::default));
        let items = match stream {
            Stream::Module {
                command: line,
                bytes,
            } => {
                let host = match line {
                    Some(line) => Host::Told(vec![command(&line)]),
                    None => Host::Unknown,
                };
                let piece = Piece {
                    from: Side::Module,
                    bytes,
                    at: None,
                };
                hear(self.listening(host), [piece], chunk, &mut module_ends)
            }
            Stream::Dialogue(pieces) => {
                hear(self.listening(Host::Heard), pieces, chunk, &mut module_ends)
            }
        };
        let members = self.members(one_sided);
        let objects: Vec<Value> = (items.into_iter())
            .flat_map(|item| {
                let ends = match item.from {
                    Side::Host => &mut host_ends,
                    Side::Module => &mut module_ends,
                };
                placed(item, ends).objects(members)
            })
            .collect();
        json!({"id": id, "items": objects})
    }

    fn print(&mut self, items: Vec<Item>, line_ends: &mut Option<LineEnds>) -> Result<(), Stop> {
        for item in items {
            let item = placed(item, line_ends);
            warn_of_cut(&item);
            self.print_item(&item).map_err(Stop::Write)?;
        }
        Ok(())
    }

    fn print_item(&mut self, item: &Item) -> io::Result<()> {
        if self.arguments.format != Some(Format::Json) {
            return writeln!(self.out, "{item}");
        }
        for object in item.objects(self.members) {
            serde_json::to_writer(&mut self.out, &object)?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// Hears a stream of its own.
fn hear(
    mut transcript: Transcript,
    pieces: impl IntoIterator<Item = Piece>,
    chunk: usize,
    line_ends: &mut Option<LineEnds>,
) -> Vec<Item> {
    let mut items = Vec::new();
    for mut piece in pieces {
        if let Some(line_ends) = line_ends {
            match piece.from {
                Side::Module => piece.bytes = line_ends.restore(&piece.bytes),
                Side::Host => restore_ending(&mut piece.bytes),
            }
        }
        items.extend(transcript.hear_in_parts(&piece, chunk));
    }
    if let Some(line_ends) = line_ends {
        items.extend(transcript.hear_module(line_ends.end()));
    }
    items.extend(transcript.finish());
    items
}

/// A command line without its line end.
fn command(line: &[u8]) -> Vec<u8> {
    line.trim_ascii_end().to_vec()
}

/// A command line ends with CR, which a terminal log shows as a line end.
fn restore_ending(bytes: &mut [u8]) {
    for place in 0..bytes.len() {
        let behind_cr = place > 0 && bytes.get(place - 1) == Some(&b'\r');
        if let Some(byte @ b'\n') = bytes.get_mut(place)
            && !behind_cr
        {
            *byte = b'\r';
        }
    }
}

/// The item with its place in the log, where line ends had to be put back.
fn placed(mut item: Item, line_ends: &mut Option<LineEnds>) -> Item {
    if let Some(line_ends) = line_ends {
        let end = item.at + item.length;
        item.at = line_ends.place(item.at);
        item.length = line_ends.place(end) - item.at;
    }
    item
}

fn warn_of_cut(item: &Item) {
    if let Kind::Violation(Breach::PayloadCut { .. }) = item.kind {
        note(
            "the input ends inside a payload: if the capture was stopped too early, repeat it and wait for the final result code",
        );
    }
}

fn warn_of_log(bytes: &[u8]) {
    if bytes.starts_with(b"{\"from\"") {
        note(
            "this looks like a log of both sides: give it as FILE (`-` for standard input) to have it read as one",
        );
    }
}

/// A word to the person who runs this; where nobody reads it there is nothing to be done.
fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "telit: {text}");
}
