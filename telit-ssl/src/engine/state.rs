//! The state of the dialogue, and the words of `step`.
//!
//! In: nothing. Out: [`State`], [`Input`], [`Step`]: all `Copy`, none holds a byte of the stream. Not here: the
//! framer's position, unsent bytes and running timers; they stand beside the state and never decide an outcome.

use at_parse::{Framing, ResultCodes, Tail};
use at_spec::Payload;

use crate::cause::{Cause, Failure};
use crate::event::Found;
use crate::value::SocketId;

/// Where the dialogue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Command mode; the module takes a command line.
    Idle,
    /// A command line was handed over; its answer is lines.
    Exchange(Exchange),
    /// A command that prompts for payload.
    Prompt(Prompt),
    /// A command whose answer counts a payload.
    Receive(Receive),
    /// Online mode.
    Online(Online),
    /// The state of the module is being found out.
    Recover(Recover),
    /// Nothing is known of the module; only attaching helps.
    Detached,
}

/// Phases of an exchange of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exchange {
    /// The final result code is due, and information text before it.
    Final,
    /// The same, and every line that nobody knows is part of the answer.
    Body,
    /// The same, and `NO CARRIER` is one.
    Dial,
    /// `CONNECT` is due.
    Connect,
    /// Payload was given up with ESC; whatever final result code comes ends it.
    Abort,
    /// Payload is with a module that echoes. No answer can be told from it, so none is waited for.
    Blind,
}

/// Phases of a command that prompts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prompt {
    /// The prompt is due.
    Due(Payload),
    /// The application supplies payload.
    Supply(Payload),
    /// The same, counted, to a module that echoes: what comes could be the payload, and is not read.
    Blind(Payload),
}

/// Phases of a receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receive {
    /// The header is due.
    Header {
        /// Bytes asked for at most.
        room: u32,
    },
    /// The counted payload is due.
    Payload,
    /// The line end behind the payload is due.
    End,
    /// The final result code is due.
    Final,
}

/// Phases of online mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Online {
    /// Payload flows both ways.
    Open,
    /// The host is silent before the escape sequence.
    Hush,
    /// The escape sequence leaves.
    Plus,
    /// The host is silent behind it; what comes is still payload.
    Pause,
    /// The `OK` of the escape is due.
    Listen,
    /// It did not come, and may still; payload flows both ways.
    Late,
    /// DTR is down, the other way out; the `OK` may come, and what comes before it is payload.
    DtrDown,
}

/// Finding out the state of the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recover {
    /// What is being done.
    pub(crate) phase: Phase,
    /// What the end of it is called.
    pub(crate) aim: Aim,
    /// Whether the module is online, or may well be: until it has been brought back, what it sends is payload.
    pub(crate) online: bool,
}

/// Phases of recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// A dial was given up; its outcome is waited for, and nothing is sent, since a late `CONNECT` would make
    /// payload of it.
    Outcome,
    /// DTR is down.
    DtrDown,
    /// The host is silent before the escape sequence.
    Hush,
    /// The escape sequence leaves.
    Plus,
    /// The host is silent behind it.
    Pause,
    /// ESC ends a prompt, CR a half command line.
    Clear {
        /// How often the settings have been sent before.
        tries: u8,
    },
    /// `E0Q0V1` was sent.
    Settings {
        /// How often it has been sent before.
        tries: u8,
    },
    /// A command with an answer of its own was sent; only that answer counts.
    Marker {
        /// How many markers were sent before.
        tries: u8,
        /// Whether its information text has come.
        heard: bool,
    },
}

/// What a recovery is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// The application asked to attach.
    Attach(Found),
    /// The engine lost track.
    Resynchronise,
}

/// What can happen to a state. Unsolicited result codes and echoes change none and are no inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// All that was to be transmitted has left.
    Sent,
    /// A line of the declared answer.
    Answer,
    /// A line of the declared answer that counts a payload.
    Header {
        /// Its bytes.
        count: u32,
    },
    /// A line that is nothing known.
    Remark,
    /// `OK`.
    Ok,
    /// `CONNECT`.
    Connect,
    /// Any other final result code.
    Refused(Failure),
    /// The prompt.
    Prompt,
    /// The same, of a module that has sent the command line back.
    EchoedPrompt,
    /// The count is complete.
    PayloadEnd,
    /// The line end behind a counted body.
    BodyEnd,
    /// Something else behind a counted body.
    BodyOverrun,
    /// `NO CARRIER` stands at the end of online data, followed by quiet or confirmed by a control line.
    NoCarrier(Ending),
    /// The `OK` of an escape sequence stands at the end of online data, followed by quiet.
    Escaped,
    /// The application has payload for the peer, although the escape sequence may still be answered.
    Supply,
    /// The application has no more payload.
    Finish,
    /// The application gives the payload up.
    Abort,
    /// The application wants to leave online mode by the escape sequence.
    Suspend,
    /// The application wants to leave online mode by DTR.
    DropDtr,
    /// The time set by the last step has passed.
    Expired,
}

/// What the text behind `NO CARRIER` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ending {
    pub(crate) socket: Option<SocketId>,
    pub(crate) cause: Option<u16>,
}

/// What an input does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) state: State,
    /// What comes next in the stream, where that changes.
    pub(crate) framing: Option<Framing>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) send: Option<Send>,
    pub(crate) clock: Clock,
}

/// What the application is told. The engine adds the command and the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Information,
    Remark,
    Prompt,
    Done,
    Connected,
    Suspended,
    Closed(Ending),
    Failed(Failure),
    Attached(Found),
    Ready,
    CountAboveRoom { count: u32, room: u32 },
    CountTooSmall,
    OutOfTurn,
    PromptNotDue,
    Unanswered,
    LinkLost,
}

/// What the engine itself sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Send {
    /// `^Z`
    CtrlZ,
    /// ESC
    Escape,
    /// `+++`
    Plus,
    /// ESC, CR
    Clear,
    /// `ATE0Q0V1`
    Settings,
    /// A read form whose answer has a name, another one each time.
    Marker,
}

/// What happens to the timer of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    Keep,
    Stop,
    Start(Limit),
}

/// The named times of the states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// The time that the declaration gives the command, from when its line has left.
    Answer,
    /// The same once more, for the next line of an answer that has begun; in all it is bounded.
    NextLine,
    /// Silence before the escape sequence, from the last transmitted byte.
    GuardBefore,
    /// Silence behind it, shortened: the module may count a little faster.
    GuardAfter,
    /// Silence behind it and time for its answer, where it may not be needed at all.
    GuardAndAnswer,
    /// The answer of the escape sequence.
    EscapeAnswer,
    /// The same, where it was told already that none has come.
    LateEscape,
    /// DTR down.
    DtrDown,
    /// Quiet behind ESC and CR.
    Clear,
    /// The answer of the settings.
    Settings,
    /// The answer of a marker.
    Marker,
    /// The outcome of a dial that was given up.
    DialOutcome,
}

impl State {
    /// Whether payload of the application goes to the peer.
    pub(crate) const fn takes_online_payload(self) -> bool {
        matches!(self, Self::Online(Online::Open | Online::Late))
    }

    /// Whether DTR is held down. In every other state it is up.
    pub(crate) const fn holds_dtr_down(self) -> bool {
        match self {
            Self::Online(phase) => matches!(phase, Online::DtrDown),
            Self::Recover(recover) => matches!(recover.phase, Phase::DtrDown),
            Self::Idle
            | Self::Exchange(_)
            | Self::Prompt(_)
            | Self::Receive(_)
            | Self::Detached => false,
        }
    }

    /// Whether the host is silent before an escape sequence.
    pub(crate) const fn is_hush(self) -> bool {
        match self {
            Self::Online(phase) => matches!(phase, Online::Hush),
            Self::Recover(recover) => matches!(recover.phase, Phase::Hush),
            Self::Idle
            | Self::Exchange(_)
            | Self::Prompt(_)
            | Self::Receive(_)
            | Self::Detached => false,
        }
    }
}

impl Step {
    /// Goes to `state` and does nothing else.
    pub(crate) const fn to(state: State) -> Self {
        Self {
            state,
            framing: None,
            outcome: None,
            send: None,
            clock: Clock::Keep,
        }
    }

    /// The exchange is over, and the next command may come.
    pub(crate) const fn end(outcome: Outcome) -> Self {
        Self::to(State::Idle)
            .framed(LINES)
            .telling(outcome)
            .timed(Clock::Stop)
    }

    /// The engine has lost track and finds out where the module is.
    pub(crate) const fn lost(outcome: Outcome, phase: Phase) -> Self {
        Self::recover(Recover {
            phase,
            aim: Aim::Resynchronise,
            online: false,
        })
        .telling(outcome)
    }

    /// The same, and the module is online although nobody wanted it, or may well be.
    pub(crate) const fn lost_online(outcome: Outcome) -> Self {
        Self::recover(Recover {
            phase: Phase::Hush,
            aim: Aim::Resynchronise,
            online: true,
        })
        .telling(outcome)
    }

    /// Begins a phase of recovery, with what it sends or waits for.
    pub(crate) const fn recover(recover: Recover) -> Self {
        let framing = match (recover.online, recover.phase) {
            (true, Phase::Hush | Phase::Plus) => DATA,
            (true, Phase::Pause) => ESCAPED,
            _ => LINES,
        };
        let step = Self::to(State::Recover(recover))
            .framed(framing)
            .timed(Clock::Stop);
        match recover.phase {
            Phase::Outcome => step.timed(Clock::Start(Limit::DialOutcome)),
            Phase::DtrDown => step.timed(Clock::Start(Limit::DtrDown)),
            Phase::Hush => step.timed(Clock::Start(Limit::GuardBefore)),
            Phase::Plus => step.sending(Send::Plus),
            Phase::Pause => step.timed(Clock::Start(Limit::GuardAndAnswer)),
            Phase::Clear { .. } => step.sending(Send::Clear),
            Phase::Settings { .. } => step.sending(Send::Settings),
            Phase::Marker { .. } => step.sending(Send::Marker),
        }
    }

    /// Where it would begin a recovery with the settings, the escape sequence comes first: the module may be online
    /// after all, and they would reach the peer.
    #[cold]
    pub(crate) const fn escape_first(&mut self) {
        if let State::Recover(Recover {
            phase: Phase::Settings { .. },
            aim,
            online,
        }) = self.state
        {
            let outcome = self.outcome;
            *self = Self::recover(Recover {
                phase: Phase::Hush,
                aim,
                online,
            });
            self.outcome = outcome;
        }
    }

    pub(crate) const fn framed(mut self, framing: Framing) -> Self {
        self.framing = Some(framing);
        self
    }

    pub(crate) const fn telling(mut self, outcome: Outcome) -> Self {
        self.outcome = Some(outcome);
        self
    }

    pub(crate) const fn sending(mut self, send: Send) -> Self {
        self.send = Some(send);
        self
    }

    pub(crate) const fn timed(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The module fell silent where the exchange can end.
    pub(crate) const fn silence(phase: Phase) -> Self {
        Self::lost(Outcome::Failed(Failure::of(Cause::Silence)), phase)
    }
}

/// Lines; the engine turns them into those of its own result-code mode.
pub(crate) const LINES: Framing = Framing::Lines(ResultCodes::Verbose);
/// Online data that only `NO CARRIER` ends.
pub(crate) const DATA: Framing = Framing::Online(Tail::NoCarrier, ResultCodes::Verbose);
/// Online data that the `OK` of an escape sequence may end too.
pub(crate) const ESCAPED: Framing = Framing::Online(Tail::NoCarrierOrOk, ResultCodes::Verbose);
/// What comes is not read.
pub(crate) const DEAF: Framing = Framing::Discard(u32::MAX);
/// The first phase of finding out where a module in command mode is.
pub(crate) const ASK: Phase = Phase::Settings { tries: 0 };
/// The same, where the module may wait for payload.
pub(crate) const CLEAR: Phase = Phase::Clear { tries: 0 };
