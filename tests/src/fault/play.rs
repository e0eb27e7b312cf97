//! A story, played with one fault in it.
//!
//! In: a story, a fault. Out: what came of it, or what does not hold. Not here: whether two things heard are the same.

use at_spec::{Asker, Command, Exchange};
use telit_ssl::command::Telit;
use telit_ssl::{Instant, Profile, RequestError, Span, Violation};

use super::Fault;
use super::judge::{Difference, judge, online_holds};
use super::line::Line;
use super::story::{Step, Story};
use crate::asked::ask;
use crate::host::{Heard, Host};

/// What has come of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Everything as without it.
    Nothing,
    /// A line of text reads otherwise, and the story went on as without it: text has no count, and nobody can see it.
    Text,
    /// Online payload is otherwise, as it came: nobody can see that either.
    Online,
    /// A bit inside counted payload is another: nobody can see that either.
    Bit,
    /// An exchange ended otherwise and said so; the engine was ready again.
    Told,
    /// The application had to attach again: online mode did not end, or the link was said to be lost.
    Attached,
}

/// A story that was played to its end.
#[derive(Clone, Debug)]
pub struct Run {
    /// What came of the fault.
    pub outcome: Outcome,
    /// The longest time beyond the command's own until the engine was ready again.
    pub longest: Span,
}

/// What happened in one step.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) heard: Vec<Heard>,
    /// What the module has sent in it, as it meant it.
    pub(super) meant: Vec<u8>,
    /// The request could not be made.
    pub(super) refused: Option<RequestError>,
    /// How long it took.
    took: Span,
    /// How long the command itself may take.
    within: Span,
}

/// The search for the module: `+++` with its guard times, ESC and CR, eight settings, four markers, and the gaps.
const SEARCH: Span = Span::from_secs(26);
/// The application's own patience in online mode.
const SILENCE: Span = Span::from_secs(120);
/// What leaving online mode takes at most.
const ESCAPE: Span = Span::from_secs(6);

/// A story, and what is heard in it where nothing goes wrong.
#[derive(Clone, Debug)]
pub struct Played {
    story: &'static Story,
    expected: Vec<Record>,
    /// How many bytes the module sends.
    pub places: usize,
    /// The most that it sends at one instant.
    pub longest: usize,
}

impl Played {
    /// Plays a story without any fault.
    ///
    /// # Panics
    /// If something goes wrong all the same.
    #[must_use]
    pub fn of(story: &'static Story) -> Self {
        let mut line = Line::new(None);
        let records = story.steps.iter().map(|step| perform(&mut line, *step));
        let expected: Result<Vec<Record>, String> = records.collect();
        Self {
            story,
            expected: expected.expect("nothing goes wrong"),
            places: line.place,
            longest: line.longest,
        }
    }

    /// Its name, for people.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.story.name
    }

    /// How many steps it has.
    #[must_use]
    pub const fn steps(&self) -> usize {
        self.story.steps.len()
    }

    /// Plays it with this fault.
    ///
    /// # Errors
    /// What does not hold.
    pub fn with(&self, fault: Fault) -> Result<Run, String> {
        play(self.story, &self.expected, fault)
    }

    /// Plays it with what the module says at one instant cut at two places.
    ///
    /// # Errors
    /// What is heard otherwise.
    pub fn cut(&self, first: usize, second: usize) -> Result<(), String> {
        let mut line = Line::cut(first, second);
        for (step, expected) in self.story.steps.iter().zip(&self.expected) {
            let heard = perform(&mut line, *step)?.heard;
            if heard != expected.heard {
                return Err(format!("{heard:?} instead of {:?}", expected.heard));
            }
        }
        Ok(())
    }
}

fn play(story: &Story, expected: &[Record], fault: Fault) -> Result<Run, String> {
    let mut line = Line::new(Some(fault));
    let mut outcome = Outcome::Nothing;
    let mut longest = Span::ZERO;
    for (number, (step, expected)) in story.steps.iter().zip(expected).enumerate() {
        if fault == Fault::RestartBetween(number) {
            line.restart();
            line.settle();
        }
        let record = perform(&mut line, *step)?;
        longest = longest.max(beyond(&record)?);
        online_holds(&mut line, &record)?;
        match judge(expected, &record, fault, &line.came)? {
            Difference::None => {}
            Difference::Text => outcome = outcome.max(Outcome::Text),
            Difference::Online => outcome = outcome.max(Outcome::Online),
            Difference::Bit => outcome = outcome.max(Outcome::Bit),
            Difference::End => {
                outcome = ready_again(&mut line)?;
                break;
            }
        }
    }
    probe(&mut line)?;
    reached(story, &line)?;
    Ok(Run { outcome, longest })
}

/// How much longer than its command a step took; never longer than the search for the module.
fn beyond(record: &Record) -> Result<Span, String> {
    let beyond = Span::from_millis(record.took.millis().saturating_sub(record.within.millis()));
    match beyond <= SEARCH {
        true => Ok(beyond),
        false => Err(format!("not ready within its time: {record:?}")),
    }
}

/// Nothing has reached the peer that the application did not give.
fn reached(story: &Story, line: &Line) -> Result<(), String> {
    let given: Vec<&[u8]> = story
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Send(command, payload) if command.starts_with("#SSLSEND") => Some(*payload),
            Step::Supply(payload) => Some(*payload),
            _ => None,
        })
        .collect();
    match given.concat().starts_with(&line.to_peer) {
        true => Ok(()),
        false => Err(format!("the peer got `{}`", line.to_peer.escape_ascii())),
    }
}

/// After an end that was told: the engine is ready, or the application makes it so.
fn ready_again(line: &mut Line) -> Result<Outcome, String> {
    if line.host.engine.is_idle() {
        return Ok(Outcome::Told);
    }
    if line.host.engine.is_online() {
        let record = perform(line, Step::Suspend)?;
        beyond(&record)?;
        online_holds(line, &record)?;
        if line.host.engine.is_idle() {
            return Ok(Outcome::Told);
        }
    }
    let record = perform(line, Step::Attach)?;
    beyond(&record)?;
    match record.heard.last() {
        Some(Heard::Attached(_)) => Ok(Outcome::Attached),
        _ => Err(format!("not attached: {record:?}")),
    }
}

/// Two questions get their own answers; the rest of a line that was changed may stand before the first.
fn probe(line: &mut Line) -> Result<(), String> {
    if line.host.engine.is_online() {
        ready_again(line)?;
    }
    for (question, answer) in [("#SSLS=1", &b"#SSLS: 1,"[..]), ("+CMEE?", b"+CMEE: ")] {
        let record = perform(line, Step::Ask(question))?;
        let besides = |heard: &&Heard| {
            matches!(
                heard,
                Heard::Unsolicited(_) | Heard::Remark(_) | Heard::SettingsLost
            )
        };
        let told = record.heard.iter().filter(|heard| !besides(heard));
        match told.collect::<Vec<_>>()[..] {
            [Heard::Information(text), Heard::Done] if text.starts_with(answer) => {}
            _ => return Err(format!("{question} was answered so: {record:?}")),
        }
    }
    Ok(())
}

/// Does one step, until the engine has nothing more to do for it.
fn perform(line: &mut Line, step: Step) -> Result<Record, String> {
    line.host.take_heard();
    line.meant.clear();
    let begun = line.now();
    let mut within = Span::ZERO;
    let mut refused = None;
    match step {
        Step::Attach => refused = line.host.engine.attach(begun).err(),
        Step::Ask(body) | Step::Send(body, _) => match request(&mut line.host, body) {
            Ok(span) => within = span,
            Err(error) => refused = Some(error),
        },
        Step::Supply(payload) => refused = supply(line, payload).err(),
        Step::Hear(payload) => {
            within = SILENCE;
            line.peer_sends(payload);
        }
        Step::ListenToEnd => within = SILENCE,
        Step::Suspend => {
            within = ESCAPE;
            refused = line.host.engine.suspend(begun).err();
        }
        Step::PeerSends(bytes) => line.peer_sends(bytes),
        Step::PeerCloses => line.peer_closes(),
    }
    line.settle();
    let end = begun + within + SEARCH + SEARCH;
    let listens = matches!(step, Step::Hear(_) | Step::ListenToEnd);
    while refused.is_none() && !is_over(line, step, begun + within) && line.now() < end {
        line.pass(if listens { begun + within } else { end });
        if let Step::Send(_, payload) = step
            && line.host.heard().last() == Some(&Heard::Prompt)
            && let Err(error) = send(line, payload)
        {
            refused = Some(error);
        }
    }
    Ok(Record {
        heard: line.host.take_heard(),
        meant: std::mem::take(&mut line.meant),
        refused,
        took: line.now().since(begun),
        within,
    })
}

/// Whether a step has ended: the engine is where it can be asked again, or the application is out of patience.
fn is_over(line: &Line, step: Step, patience: Instant) -> bool {
    let engine = &line.host.engine;
    let lost = Heard::Violation(Violation::LinkLost);
    let settled = engine.is_idle() || line.host.heard().contains(&lost);
    match step {
        Step::Hear(bytes) => {
            let come = payload(line.host.heard()).len();
            settled || come >= bytes.len() || line.now() >= patience
        }
        Step::ListenToEnd => settled || line.now() >= patience,
        Step::Suspend => {
            settled
                || line
                    .host
                    .heard()
                    .iter()
                    .any(|heard| matches!(heard, Heard::Failed { .. }))
        }
        Step::Supply(_) | Step::PeerSends(_) | Step::PeerCloses => true,
        Step::Attach | Step::Ask(_) | Step::Send(..) => settled || engine.is_online(),
    }
}

/// All payload that was heard.
pub(super) fn payload(heard: &[Heard]) -> Vec<u8> {
    let pieces = heard.iter().filter_map(|heard| match heard {
        Heard::Payload(bytes) => Some(bytes.as_slice()),
        _ => None,
    });
    pieces.collect::<Vec<_>>().concat()
}

/// Asks the engine for the command of `body`; how long it may take until the module has to be searched for.
fn request(host: &mut Host, body: &str) -> Result<Span, RequestError> {
    let text = format!("AT{body}\r");
    let asked = ask::<Telit<'static>, _>(text.as_bytes(), Profile::G2.id, Asking(host));
    asked.expect("it is declared")
}

struct Asking<'h>(&'h mut Host);

impl Asker for Asking<'_> {
    type Output = Result<Span, RequestError>;

    fn ask<C: Command>(self, command: &C) -> Self::Output {
        let now = self.0.clock.now();
        self.0.engine.request(now, command)?;
        let outline = command.outline();
        let once = Span::from_millis(u64::from(outline.within));
        Ok(match outline.exchange {
            // The outcome of a dial that was given up is waited for.
            Exchange::Online => once + self.0.engine.profile().dial_outcome,
            // The time counts for the prompt, and again for what follows the payload.
            Exchange::Prompt(_) => once + once,
            _ => once,
        })
    }
}

/// Gives payload in online mode. What is held goes when the engine lets it, and what is no whole packet when the module
/// has waited for more.
fn supply(line: &mut Line, payload: &[u8]) -> Result<(), RequestError> {
    let end = line.now() + Span::from_secs(10);
    let mut rest = payload;
    while line.now() < end {
        if !rest.is_empty() {
            rest = line.host.supply(rest)?;
        }
        line.settle();
        line.pass(end);
    }
    Ok(())
}

/// Gives payload behind a prompt; where it would come back, it is given up.
fn send(line: &mut Line, payload: &[u8]) -> Result<(), RequestError> {
    let now = line.now();
    let given = match line.host.supply(payload) {
        Ok(_) => line.host.finish(),
        Err(RequestError::Echo) => line.host.engine.abort(now),
        Err(error) => Err(error),
    };
    line.settle();
    given
}
