//! What application and peer do, as a script.
//!
//! In: any bytes. Out: a [`Story`]. Not here: how it goes.

use arbitrary::{Arbitrary, Unstructured};
use at_parse::CommandLine;
use telit_module::Quirks;
use telit_ssl::{Profile, Span};

use super::super::script::{Script, read_bytes, write_bytes};

/// A module, a line, and what happens.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    /// Which module it is.
    pub profile: Profile,
    /// How far a connection is brought before anything else happens.
    pub stage: Stage,
    /// Seed of its irregularities; 0: none.
    pub irregular: u8,
    /// Seed of the line.
    pub line: u8,
    /// What happens.
    pub deeds: Vec<Deed<'a>>,
}

/// How far a connection has been brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was asked yet; the module echoes.
    Start,
    /// The socket is enabled and a context active.
    Up,
    /// It is open in command mode.
    Open,
    /// It is online.
    Online,
}

/// What application or peer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed<'a> {
    /// A command line, and the payload for its prompt.
    Ask {
        /// The line, without its terminator.
        line: &'a [u8],
        /// The payload.
        payload: &'a [u8],
    },
    /// Payload, online.
    Supply(&'a [u8]),
    /// Out of online mode.
    Suspend,
    /// The peer sends.
    PeerSends(&'a [u8]),
    /// The peer closes the connection.
    PeerCloses,
    /// Whether the peer takes calls from here on.
    TakesCalls(bool),
    /// Time passes: so many times 10 ms.
    Pass(u8),
}

const STAGES: [Stage; 4] = [Stage::Start, Stage::Up, Stage::Open, Stage::Online];

impl Stage {
    /// The command lines that bring it so far.
    pub(super) fn lines(self) -> &'static [&'static [u8]] {
        const LINES: &[&[u8]] = &[
            b"ATE0",
            b"AT#SSLEN=1,1",
            b"AT+CGDCONT=1,\"IP\",\"internet\"",
            b"AT#SGACT=1,1",
            b"AT#SSLD=1,443,\"host\",0,1",
        ];
        const ONLINE: &[&[u8]] = &[
            LINES[0],
            LINES[1],
            LINES[2],
            LINES[3],
            b"AT#SSLD=1,443,\"host\",0,0",
        ];
        match self {
            Self::Start => &[],
            Self::Up => &LINES[..4],
            Self::Open => LINES,
            Self::Online => ONLINE,
        }
    }
}

impl<'a> Story<'a> {
    /// The story that a script tells.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Self {
        let mut script = Script::new(bytes);
        let kind = script.byte();
        Self {
            profile: Profile::ALL[usize::from(kind & 3)],
            stage: STAGES[usize::from(kind >> 2 & 3)],
            irregular: script.byte(),
            line: script.byte(),
            deeds: core::iter::from_fn(|| script.next()).collect(),
        }
    }

    /// The script of this story.
    #[must_use]
    pub fn script(&self) -> Vec<u8> {
        let profile = Profile::ALL
            .iter()
            .position(|one| one.id == self.profile.id);
        let stage = STAGES.iter().position(|one| *one == self.stage);
        let kind = profile.unwrap_or_default() | stage.unwrap_or_default() << 2;
        let mut script = vec![
            u8::try_from(kind).unwrap_or_default(),
            self.irregular,
            self.line,
        ];
        for deed in &self.deeds {
            deed.write(&mut script);
        }
        script
    }

    /// The irregularities that change bytes or times, but nothing of what is meant.
    pub(super) fn quirks(&self) -> Quirks {
        if self.irregular == 0 {
            return Quirks::default();
        }
        let quirks = Quirks::seeded(self.irregular.into());
        Quirks {
            ok_for_connect: false,
            escape_ignored: false,
            reset: 0,
            silent_boot: Span::ZERO,
            // Elsewhere a line end too many or too few shows a wrong count.
            extra_line_end: quirks.extra_line_end && self.profile.line_ends_vary,
            missing_line_end: quirks.missing_line_end && self.profile.line_ends_vary,
            ..quirks
        }
    }
}

/// Whether what comes of the line can be judged: it does not change how module and host talk.
pub(super) fn is_judged(line: &[u8]) -> bool {
    let mut commands = CommandLine::find(line).into_iter().flatten();
    commands.all(|command| {
        let name = command.name.to_ascii_uppercase();
        !matches!(
            name.as_slice(),
            b"V" | b"Q"
                | b"Z"
                | b"O"
                | b"&F"
                | b"&C"
                | b"&D"
                | b"S2"
                | b"S3"
                | b"S4"
                | b"S5"
                | b"S12"
        )
    })
}

/// Whether the module may report things unasked behind it.
pub(super) fn may_report(line: &[u8]) -> bool {
    let mut commands = CommandLine::find(line).into_iter().flatten();
    commands.any(|command| {
        let name = command.name.to_ascii_uppercase();
        name == b"#SSLCFG" || name.ends_with(b"REG") || name.ends_with(b"EREP")
    })
}

impl Deed<'_> {
    fn write(&self, script: &mut Vec<u8>) {
        match *self {
            Self::Ask { line, payload } => {
                script.push(0);
                write_bytes(script, line);
                write_bytes(script, payload);
            }
            Self::Supply(payload) => {
                script.push(2);
                write_bytes(script, payload);
            }
            Self::Suspend => script.push(3),
            Self::PeerSends(bytes) => {
                script.push(4);
                write_bytes(script, bytes);
            }
            Self::PeerCloses => script.push(5),
            Self::TakesCalls(takes) => script.extend([6, u8::from(takes)]),
            Self::Pass(steps) => script.extend([7, steps]),
        }
    }
}

impl<'a> Arbitrary<'a> for Deed<'a> {
    fn arbitrary(script: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(match script.arbitrary::<u8>()? & 7 {
            2 => Self::Supply(read_bytes(script)?),
            3 => Self::Suspend,
            4 => Self::PeerSends(read_bytes(script)?),
            5 => Self::PeerCloses,
            6 => Self::TakesCalls(script.arbitrary::<u8>()? & 1 == 1),
            7 => Self::Pass(script.arbitrary()?),
            _ => Self::Ask {
                line: read_bytes(script)?,
                payload: read_bytes(script)?,
            },
        })
    }
}
