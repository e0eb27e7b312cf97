//! Generations of modules as values: times, lengths and limits that differ.
//!
//! In: nothing. Out: [`Profile`]. Not here: what a declaration says itself (ranges, verbs, presence by
//! [`ProfileId`]), behaviour.

use at_spec::ProfileId;

use crate::time::Span;

/// A generation of modules (protocol notes 0.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The key of its rows in declarations.
    pub id: ProfileId,
    /// Its name, for people.
    pub name: &'static str,
    /// Longest command line, `AT` and the terminator included. Unit: bytes (protocol notes 1.1).
    pub line_length: usize,
    /// Least time between a final result code and the next command line (LE910 V2 reference p. 26).
    pub gap: Span,
    /// The escape guard time before anybody sets it: S12 = 50 (GM862 reference p. 64).
    pub guard: Span,
    /// How long `>` without its space is held before it is a prompt. Inferred.
    pub prompt_hold: Span,
    /// How long a beginning of a result code in online data is held before it is data. Inferred.
    pub tail_partial: Span,
    /// How long a whole `NO CARRIER` in online data is held before it is the end. Inferred.
    pub tail_whole: Span,
    /// How long the host waits for the outcome of a dial that it has given up. Inferred from the 150 s of
    /// `#SGACT`, the longest time that any source states.
    pub dial_outcome: Span,
    /// Most payload bytes of one `#SSLSEND` (protocol notes 5.10: stay at or below 1000).
    pub send_most: usize,
    /// Most payload bytes of one receive (protocol notes 5.13).
    pub receive_most: u16,
    /// Largest certificate or key. Unit: bytes (guide 2.2.2).
    pub security_data_most: usize,
    /// Whether the commands that take counted payload exist; without them binary data needs online mode.
    pub counted_send: bool,
}

impl Profile {
    /// The modules of the guide: GC864, GE864, GE865, GL865, GL868 (guide, applicability table).
    pub const G2: Self = Self {
        id: id::G2,
        name: "2G",
        line_length: 80,
        gap: Span::from_millis(20),
        guard: Span::from_millis(1000),
        prompt_hold: Span::from_millis(100),
        tail_partial: Span::from_millis(200),
        tail_whole: Span::from_millis(1000),
        dial_outcome: Span::from_secs(150),
        send_most: 1000,
        receive_most: 1000,
        security_data_most: 2047,
        counted_send: false,
    };
}

impl Profile {
    /// How long a whole `3` in online data is held before it is the end. Two bytes are weak evidence, so it is thrice
    /// the time of the words. Inferred.
    #[must_use]
    pub const fn tail_digit(&self) -> Span {
        Span::from_millis(self.tail_whole.millis().saturating_mul(3))
    }
}

/// The keys of the generations in declarations (protocol notes 0.1).
pub mod id {
    use at_spec::ProfileId;

    /// The modules of the guide.
    pub const G2: ProfileId = ProfileId::new(0);
    /// HE910, UE910, DE910, GL865 V3.
    pub const G3: ProfileId = ProfileId::new(1);
    /// LE910, LE910 V2, LE866.
    pub const LTE_A: ProfileId = ProfileId::new(2);
    /// ME910C1, ME310G1, LE910C1.
    pub const LTE_M: ProfileId = ProfileId::new(3);
}
