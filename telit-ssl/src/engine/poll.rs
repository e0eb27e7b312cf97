//! The loop: frames to inputs, inputs to steps, steps to actions.
//!
//! In: bytes and time. Out: one action at a time. Not here: any decision; `classify` and `step` have those.

use at_parse::{CommandLine, Frame, Framing, Line, ResultCodes};
use at_spec::Payload;

use super::classify::{Meaning, Place, classify};
use super::state::{
    Clock, Ending, Input, LINES, Limit, Outcome, Phase, Prompt, Receive, Recover, Send, State, Step,
};
use super::timer::{ANSWER_GOES_ON, Times, end};
use super::{Action, Engine, step};
use crate::byte::{CR, CTRL_Z, ESCAPE, PLUS, PROMPT};
use crate::command::{ATTACHED, MARKERS};
use crate::event::{Event, Text, Violation};
use crate::time::Instant;

impl<B: AsRef<[u8]> + AsMut<[u8]>> Engine<B> {
    /// Takes bytes of the module, from the front of `input`, and time; says what to do.
    ///
    /// Poll until [`Action::Wait`]. A deadline that has passed is met by polling with an empty input; bytes that
    /// come with it are heard first, since they may be the answer.
    // Small enough to stand in the loop of a driver.
    #[inline]
    pub fn poll<'i>(&mut self, now: Instant, input: &mut &'i [u8]) -> Action<'i> {
        // What most polls are, before what any poll can be: nothing new, or a piece of a counted payload.
        if self.outgoing.is_empty() && self.dtr.is_none() {
            if input.is_empty() {
                if self.has_nothing_due(now) {
                    self.now = now;
                    return Action::Wait;
                }
            } else if matches!(self.state, State::Receive(Receive::Payload))
                && let Some(payload) = self.framer.counted_piece(input)
            {
                self.now = now;
                self.heard = Some(now);
                self.start_line(now);
                return Action::Event(Event::Payload(payload));
            }
        }
        self.poll_any(now, input)
    }

    #[inline(never)]
    fn poll_any<'i>(&mut self, now: Instant, input: &mut &'i [u8]) -> Action<'i> {
        if self.reads_behind() {
            return self.poll_behind(now, input);
        }
        self.poll_input(now, input)
    }

    /// The same, where nothing stands between the input and the framer.
    pub(super) fn poll_input<'i>(&mut self, now: Instant, input: &mut &'i [u8]) -> Action<'i> {
        self.now = now;
        loop {
            if let Some(on) = self.dtr.take() {
                return Action::SetDtr(on);
            }
            if self.outgoing.owes() && self.payload_stalls().is_some_and(|end| now >= end) {
                self.payload_dropped(now);
            }
            // The question leaves before its answer is read.
            if self.transmit_is_due(now) {
                return Action::Transmit;
            }
            if self.quiet.is_some_and(|quiet| now >= quiet)
                && let Some(event) = self.quiet_has_passed(now)
            {
                return Action::Event(event);
            }
            if self.is_over_for_bytes(now) {
                if let Some(event) = self.expire(now) {
                    return Action::Event(event);
                }
                continue;
            }
            let before = input.len();
            let frame = self.framer.next(self.partial.as_mut(), input);
            if input.len() < before {
                self.heard = Some(now);
                self.watch_quiet(now);
            }
            match frame {
                // The hot path: payload changes no state.
                Some(Frame::Payload(payload)) => {
                    if matches!(self.state, State::Receive(_)) {
                        self.start_line(now);
                    }
                    return Action::Event(Event::Payload(payload));
                }
                Some(frame) => {
                    if let Some(event) = self.frame(now, frame) {
                        return Action::Event(event);
                    }
                }
                None if self.clock_has_passed(now) => {
                    if let Some(event) = self.expire(now) {
                        return Action::Event(event);
                    }
                }
                None => return Action::Wait,
            }
        }
    }

    fn expire<'i>(&mut self, now: Instant) -> Option<Event<'i>> {
        self.clock = None;
        let input = self.silence();
        self.input(now, input, None)
    }

    /// What it was that the time has passed in: a prompt where none is due is a line that does not end, and only
    /// silence tells it from a line.
    fn silence(&mut self) -> Input {
        let begun = self.framer.begun(self.partial.as_ref());
        let hears_lines = match self.state {
            State::Exchange(_) => true,
            State::Recover(recover) => matches!(recover.phase, Phase::Settings { .. }),
            State::Idle
            | State::Prompt(_)
            | State::Receive(_)
            | State::Online(_)
            | State::Detached => false,
        };
        if hears_lines && begun.first() == Some(&PROMPT) {
            self.framer.drop_line();
            return Input::Prompt;
        }
        Input::Expired
    }

    fn transmit_is_due(&self, now: Instant) -> bool {
        !self.outgoing.is_empty() && !self.outgoing.owes() && now >= self.gap
    }

    // Apart from the loop, which payload runs through.
    #[inline(never)]
    fn frame<'i>(&mut self, now: Instant, frame: Frame<'i>) -> Option<Event<'i>> {
        let input = match frame {
            Frame::Line(line) => return self.line(now, line),
            Frame::Payload(payload) => return Some(Event::Payload(payload)),
            Frame::LineTooLong { length } => {
                let room = self.partial.as_ref().len();
                return Some(Event::Violation(Violation::LineTooLong { length, room }));
            }
            Frame::Prompt => self.prompt(),
            Frame::PayloadEnd => Input::PayloadEnd,
            Frame::BodyEnd => Input::BodyEnd,
            // A frame that this engine does not know yet is out of turn wherever it comes.
            Frame::BodyOverrun | _ => Input::BodyOverrun,
        };
        self.input(now, input, None)
    }

    pub(super) const fn prompt(&self) -> Input {
        if self.echoed {
            Input::EchoedPrompt
        } else {
            Input::Prompt
        }
    }

    fn line<'i>(&mut self, now: Instant, line: Line<'i>) -> Option<Event<'i>> {
        // Before a command line has left, nothing can answer it.
        let answers = self.outgoing.is_empty();
        let place = Place {
            state: self.state,
            pending: self.pending.as_ref().filter(|_| answers),
            answers,
            late: self.late.as_ref(),
            sent: self.line.as_ref().get(..self.sent_line).unwrap_or(&[]),
            codes: self.codes,
            profile: self.profile.id,
            unsolicited: self.unsolicited,
        };
        match classify(place, line.bytes(self.partial.as_ref())) {
            Meaning::Echo => {
                self.echoed = true;
                core::mem::take(&mut self.settled).then_some(Event::SettingsLost)
            }
            Meaning::Unsolicited if matches!(self.state, State::Detached) => None,
            Meaning::Unsolicited if self.is_secret(line) => None,
            Meaning::Unsolicited => Some(Event::Unsolicited(Self::lent(line))),
            Meaning::Input(input) => {
                // What comes although nothing was asked may be payload, if the connection has not ended after all.
                self.doubt &= matches!(input, Input::Remark) || matches!(self.state, State::Idle);
                // A command line that has come back spoilt: payload would come back too.
                if matches!((self.state, input), (State::Prompt(_), Input::Remark)) {
                    let bytes = line.bytes(self.partial.as_ref());
                    self.echoed |= CommandLine::find(bytes).is_some();
                }
                let text = Some(Self::lent(line));
                let is_told = !matches!(input, Input::Remark) || !self.is_secret(line);
                self.input(now, input, text.filter(|_| is_told))
            }
        }
    }

    /// Whether the line may be a command line that held a secret, come back spoilt or late. As long as the command is under way
    /// it is known what that would look like; later it is known by what it sets.
    fn is_secret(&self, line: Line<'_>) -> bool {
        let Some(name) = self.secret else {
            return false;
        };
        let is_under_way = matches!(self.state, State::Exchange(_))
            && self.pending.is_some_and(|pending| pending.command == name);
        let text = line.bytes(self.partial.as_ref());
        let sets = |(place, _): (usize, &u8)| {
            let rest = text
                .get(place..)
                .and_then(|rest| rest.strip_prefix(name.as_bytes()));
            rest.is_some_and(|rest| rest.trim_ascii_start().starts_with(b"="))
        };
        if text.iter().enumerate().any(sets) {
            return true;
        }
        let sent = self.line.as_ref().get(..self.sent_line).unwrap_or(&[]);
        let values = sent.iter().position(|byte| *byte == b'=');
        let values = values.and_then(|place| sent.get(place..)).unwrap_or(&[]);
        let mut pairs = values.windows(2);
        is_under_way
            && !self.unsolicited.begin(text)
            && pairs.any(|pair| text.windows(2).any(|other| other == pair))
    }

    pub(super) fn input<'i>(
        &mut self,
        now: Instant,
        input: Input,
        text: Option<Text<'i>>,
    ) -> Option<Event<'i>> {
        self.apply(now, step::step(self.state, input), text)
    }

    /// Carries a step out; the event is what the application is told of it.
    pub(super) fn apply<'i>(
        &mut self,
        now: Instant,
        mut step: Step,
        text: Option<Text<'i>>,
    ) -> Option<Event<'i>> {
        let before = self.state;
        if self.doubt && !matches!(before, State::Recover(_)) {
            step.escape_first();
        }
        self.state = step.state;
        let is_lost = |state| matches!(state, State::Recover(_) | State::Detached);
        if is_lost(step.state) && !is_lost(before) {
            self.late = self.pending;
        }
        // Whatever leads out of the states that hold it down, DTR comes up again.
        if self.has_dtr && before.holds_dtr_down() != step.state.holds_dtr_down() {
            self.dtr = Some(before.holds_dtr_down());
        }
        // Nothing leaves before the escape sequence.
        if step.state.is_hush() {
            self.outgoing.forget();
        }
        // From here on something waits until payload has left.
        if self.outgoing.owes() && (before.is_hush() != step.state.is_hush() || step.send.is_some())
        {
            self.watch.left(now);
        }
        if let Some(framing) = step.framing
            && !self.goes_on_discarding(framing)
        {
            self.expect(framing);
        }
        match step.clock {
            Clock::Keep => {}
            Clock::Stop => self.clock = None,
            Clock::Start(limit) => {
                if limit == Limit::Answer {
                    self.answer_end = now + self.within + ANSWER_GOES_ON;
                }
                let times = Times {
                    answer: self.within,
                    answer_end: self.answer_end,
                    guard: self.guard,
                    last_sent: self.watch.last(),
                };
                self.clock = Some(end(limit, now, times, &self.profile));
            }
        }
        let command = self.pending.map_or("", |pending| pending.command);
        if let Some(send) = step.send {
            self.send(now, send);
        }
        step.outcome
            .and_then(|outcome| self.tell(now, before, outcome, command, text))
    }

    /// Whether the payload of a count goes on, although the state would hear lines: until the settings leave, it is not known
    /// to have ended.
    fn goes_on_discarding(&self, framing: Framing) -> bool {
        let hears = |recover: Recover| {
            matches!(
                recover.phase,
                Phase::Clear { .. } | Phase::Settings { .. } | Phase::Marker { .. }
            )
        };
        matches!(self.framer.framing(), Framing::Discard(1..))
            && framing == LINES
            && matches!(self.state, State::Recover(recover) if !hears(recover))
    }

    fn tell<'i>(
        &mut self,
        now: Instant,
        before: State,
        outcome: Outcome,
        command: &'static str,
        text: Option<Text<'i>>,
    ) -> Option<Event<'i>> {
        if matches!(self.state, State::Idle) {
            self.gap = now + self.profile.gap;
            self.quiet = None;
            self.held = None;
        }
        Some(match outcome {
            Outcome::Information => Event::Information(text?),
            Outcome::Remark => Event::Remark(text?),
            Outcome::Prompt => {
                if let State::Prompt(Prompt::Supply(payload) | Prompt::Blind(payload)) = self.state
                    && let Payload::Counted(count) | Payload::CountedThenCtrlZ(count) = payload
                {
                    self.left = count;
                }
                Event::Prompt
            }
            Outcome::Done => Event::Done,
            Outcome::Connected => {
                self.watch = super::transmit::EscapeWatch::connected();
                // A carrier that is off must come now, or it was no connection.
                self.watch_held(now);
                Event::Connected
            }
            Outcome::Suspended => Event::Suspended,
            Outcome::Closed(Ending { socket, cause }) => {
                let certain = self.carrier == Some(false);
                self.doubt = !certain;
                Event::Closed {
                    certain,
                    socket,
                    cause,
                }
            }
            Outcome::Failed(failure) => {
                let command = if matches!(before, State::Online(_)) {
                    // The carrier may have gone meanwhile.
                    self.watch_held(now);
                    ESCAPE_SEQUENCE_NAME
                } else {
                    command
                };
                Event::Failed { command, failure }
            }
            Outcome::Attached(found) => {
                self.settled = true;
                Event::Attached(found)
            }
            Outcome::Ready => {
                self.settled = true;
                Event::Ready
            }
            Outcome::CountAboveRoom { count, room } => {
                Event::Violation(Violation::CountAboveRoom { count, room })
            }
            Outcome::CountTooSmall => Event::Violation(Violation::CountTooSmall),
            Outcome::OutOfTurn => Event::Violation(Violation::OutOfTurn { command }),
            Outcome::PromptNotDue => Event::Violation(Violation::PromptNotDue { command }),
            Outcome::Unanswered => Event::Violation(Violation::Unanswered { command }),
            Outcome::LinkLost => Event::Violation(Violation::LinkLost),
        })
    }

    fn send(&mut self, now: Instant, send: Send) {
        match send {
            Send::CtrlZ => self.send_fixed(&[CTRL_Z]),
            Send::Escape => self.send_fixed(&[ESCAPE]),
            Send::Plus => self.send_fixed(&[PLUS; 3]),
            Send::Clear => self.send_fixed(&[ESCAPE, CR]),
            Send::Settings => {
                // Their answer is in the new form already.
                self.set_result_codes(ResultCodes::Verbose);
                self.ask(now, &ATTACHED);
            }
            Send::Marker => {
                let marker = MARKERS.get(usize::from(self.markers & 7));
                self.markers = self.markers.wrapping_add(1);
                if let Some(marker) = marker {
                    self.ask_marker(now, *marker);
                }
            }
        }
    }
}

/// How the escape sequence is called in events.
const ESCAPE_SEQUENCE_NAME: &str = "+++";
