//! What is measured, and how the numbers are written down.
//!
//! In: nothing. Out: names, and rows of a table of comma-separated values. Not here: counting, drawing.

use std::fmt;
use std::str::FromStr;

/// What the bytes are to the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// Counted payload behind `#SSLRECV`.
    Receive,
    /// Payload in online mode.
    Online,
    /// A line that nobody declared, inside an answer.
    Line,
}

/// What they are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Letters.
    Letters,
    /// The same, and each 32 bytes end with a line end.
    Lines,
    /// Line ends and nothing else.
    LineEnds,
}

/// A name on the command line and in tables.
macro_rules! named {
    ($type:ident: $($case:ident $name:literal),*) => {
        impl $type {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$case),*];
        }

        impl fmt::Display for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(match self { $(Self::$case => $name),* })
            }
        }

        impl FromStr for $type {
            type Err = String;

            fn from_str(name: &str) -> Result<Self, String> {
                let known = Self::ALL.iter().find(|one| one.to_string() == name);
                known.copied().ok_or_else(|| format!("`{name}` is none of {:?}", Self::ALL))
            }
        }
    };
}

named!(Workload: Receive "receive", Online "online", Line "line");
named!(Content: Letters "letters", Lines "lines", LineEnds "line ends");

impl Workload {
    /// How many bytes there are, from few to many.
    #[must_use]
    pub const fn sizes(self) -> &'static [usize] {
        match self {
            Self::Receive => &[64, 256, 448, 640, 832, 1024, 1216, 1408],
            Self::Online => &[1024, 9216, 17_408, 25_600, 33_792, 41_984, 50_176, 58_368],
            Self::Line => &[64, 192, 320, 448, 576, 704, 832, 960],
        }
    }

    /// What they can be made of.
    #[must_use]
    pub const fn contents(self) -> &'static [Content] {
        match self {
            Self::Receive | Self::Online => Content::ALL,
            Self::Line => &[Content::Letters],
        }
    }
}

/// How many bytes are read at once. 0: all.
pub const READS: [usize; 4] = [1, 16, 64, 0];

impl Content {
    /// So many bytes.
    #[must_use]
    pub fn bytes(self, size: usize) -> Vec<u8> {
        let letter = |place: usize| b'a' + (place % 26) as u8;
        let byte = |place: usize| match (self, place % 32, place % 2) {
            (Self::Lines, 30, _) | (Self::LineEnds, _, 0) => b'\r',
            (Self::Lines, 31, _) | (Self::LineEnds, _, _) => b'\n',
            (Self::Letters | Self::Lines, ..) => letter(place),
        };
        (0..size).map(byte).collect()
    }
}

/// A measured point.
#[derive(Clone, Debug)]
pub struct Point {
    /// What was done.
    pub workload: Workload,
    /// With what.
    pub content: Content,
    /// In pieces of so many bytes; 0: in one.
    pub read: usize,
    /// How many bytes of it there were.
    pub size: usize,
    /// How many instructions it took.
    pub instructions: u64,
}

impl FromStr for Point {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let fields: Vec<&str> = line.split(',').collect();
        let [workload, content, read, size, instructions] = fields[..] else {
            return Err(format!("`{line}` has {} fields", fields.len()));
        };
        let number = |text: &str| {
            text.parse::<u64>()
                .map_err(|error| format!("`{text}`: {error}"))
        };
        Ok(Self {
            workload: workload.parse()?,
            content: content.parse()?,
            read: number(read)? as usize,
            size: number(size)? as usize,
            instructions: number(instructions)?,
        })
    }
}
