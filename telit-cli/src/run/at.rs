//! `telit at`: command lines by hand.
//!
//! In: command lines, perhaps payload. Out: information text on standard output, the dialogue on standard error. Not
//! here: what a command line may be; `by_hand` says that.

use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::path::Path;

use serde_json::json;
use telit_ssl::procedure::{Attach, Ended, Obstacle, Script, Turn};
use telit_ssl::{Engine, Event, Found, Instant, Span};

use super::{finish, or_virtual, port, stop_flag};
use crate::args::{At, ProfileChoice, Tls};
use crate::by_hand::{self, ByHand};
use crate::line::{Line, Wish};
use crate::show::Show;
use crate::trouble::{Exit, Trouble};

pub(super) fn run(arguments: &At) -> Result<(), Trouble> {
    let profile = arguments.module.profile.first();
    // Everything that can be refused is refused before a port is opened.
    let payload = arguments.payload.as_deref().map(payload).transpose()?;
    let timeout = arguments
        .timeout
        .map(|seconds| Span::from_secs(seconds.into()));
    let lines = by_hand::read(&arguments.lines, payload.as_deref(), timeout, &profile)?;
    let show = Show::new(&profile, &arguments.show)?;
    let stop = stop_flag()?;
    let (port, _module) = or_virtual(port(&arguments.module)?, Tls::Tls10, profile, &show)?;

    let mut line = Line::gentle(profile, port, show, stop);
    let choice = arguments.module.profile;
    let done = ask_all(&mut line, choice, &lines, payload.as_deref());
    if done
        .as_ref()
        .is_err_and(|trouble| trouble.exit() != Exit::Link)
        && !line.is_idle()
    {
        line.leave("the module is brought back to command mode", Attach);
    }
    finish(&mut line, done, |()| json!({}))
}

fn payload(path: &Path) -> Result<Vec<u8>, Trouble> {
    if path != Path::new("-") {
        return std::fs::read(path).map_err(|error| Trouble::file(path, &error));
    }
    let mut payload = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut payload);
    read.map_err(|error| Trouble::new(Exit::File, format!("standard input: {error}")))?;
    Ok(payload)
}

fn ask_all(
    line: &mut Line,
    profile: ProfileChoice,
    lines: &[ByHand<'_>],
    payload: Option<&[u8]>,
) -> Result<(), Trouble> {
    line.show.say("attach");
    if line.attach()? == Found::Online {
        line.show.say(
            "the module was left in online mode; the escape sequence has ended that, and the connection is still open",
        );
    }
    // Errors mean what the tables of the profile say.
    if profile == ProfileChoice::Auto {
        line.identify()?;
    }
    let mut left = lines.iter();
    while let Some(by_hand) = left.next() {
        for remark in &by_hand.remarks {
            line.show.say(remark);
        }
        let payload = payload.filter(|_| by_hand.prompt.is_some());
        if let Err(trouble) = ask(line, by_hand, payload) {
            if left.len() > 0 {
                line.show
                    .say(&format!("command lines that were not sent: {}", left.len()));
            }
            return Err(trouble);
        }
    }
    Ok(())
}

fn ask(line: &mut Line, by_hand: &ByHand<'_>, payload: Option<&[u8]>) -> Result<(), Trouble> {
    let answer = RefCell::new(Answer::default());
    let script = Ask {
        by_hand,
        payload,
        is_asked: false,
        answer: &answer,
    };
    let done = line.play_with(script, &mut |bytes| {
        answer.borrow_mut().payload(bytes);
        Wish::More
    });
    answer.into_inner().end()?;
    done.map(|_| ())
        .map_err(|trouble| trouble.in_command(&by_hand.name))
}

/// One command line, as a script.
struct Ask<'p> {
    by_hand: &'p ByHand<'p>,
    payload: Option<&'p [u8]>,
    is_asked: bool,
    answer: &'p RefCell<Answer>,
}

impl<'p> Script<'p> for Ask<'p> {
    type Output = ();

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        if let Ended::Failed { command, failure } = ended {
            return Err(Obstacle::Refused { command, failure });
        }
        if self.is_asked {
            return Ok(Turn::Done(()));
        }
        self.is_asked = true;
        engine
            .request(now, &self.by_hand.raw)
            .map_err(Obstacle::Request)?;
        Ok(self.payload.map_or(Turn::Asked, Turn::AskedToSend))
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        if let Event::Information(text) | Event::Remark(text) = event {
            self.answer.borrow_mut().line(engine.text(text));
        }
    }
}

/// The answer on standard output, as it comes.
#[derive(Debug, Default)]
struct Answer {
    /// Whether payload was written last, which no line end follows.
    in_payload: bool,
    failed: Option<io::Error>,
}

impl Answer {
    fn line(&mut self, line: &[u8]) {
        self.end_payload();
        self.write(&[line, b"\n"].concat());
    }

    fn payload(&mut self, payload: &[u8]) {
        self.in_payload = true;
        self.write(payload);
    }

    fn end_payload(&mut self) {
        if std::mem::take(&mut self.in_payload) {
            self.write(b"\n");
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut out = io::stdout().lock();
        if let Err(error) = out.write_all(bytes).and_then(|()| out.flush()) {
            self.failed.get_or_insert(error);
        }
    }

    fn end(mut self) -> Result<(), Trouble> {
        self.end_payload();
        match self.failed {
            None => Ok(()),
            Some(error) => Err(Trouble::new(
                Exit::File,
                format!("standard output: {error}"),
            )),
        }
    }
}
