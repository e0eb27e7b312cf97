//! What kind of world a seed makes: how the line behaves, what the firmware does otherwise, who fails and how often.
//!
//! In: dice. Out: [`Weather`]. Not here: doing any of it.

use telit_module::Quirks;

use crate::wire::Dice;

/// How the world of a seed is.
#[derive(Clone, Copy, Debug)]
pub struct Weather {
    /// The line cuts what is sent into pieces of at most so many bytes.
    pub longest_piece: usize,
    /// Each piece arrives up to so many milliseconds later than the one before.
    pub longest_delay: u64,
    /// One byte in so many is dropped, doubled or has a bit flipped; 0: none.
    pub faults: usize,
    /// The module restarts once in so many instants; 0: never.
    pub restarts: usize,
    /// Nothing of the module is heard for a while once in so many instants; 0: never.
    pub silences: usize,
    /// DCD reaches the host.
    pub control_lines: bool,
    /// The peer closes by itself now and then.
    pub peer_closes: bool,
    /// What the firmware does otherwise.
    pub quirks: Quirks,
}

impl Weather {
    /// One of the kinds.
    pub fn of(dice: &mut Dice) -> Self {
        let kind = dice.below(6);
        let mut coin = || dice.below(2) == 0;
        let quirks = Quirks {
            quoted_address: coin(),
            extra_line_end: coin(),
            bare_line_feeds: coin(),
            wordless: coin(),
            narrow_prompt: coin(),
            escape_refused: coin(),
            delete_absent_refused: coin(),
            trailing_comma: coin(),
            ..Quirks::default()
        };
        let (control_lines, peer_closes) = (coin(), coin());
        Self {
            longest_piece: [usize::MAX, 1, 3, 16, 64][dice.below(5)],
            longest_delay: [0, 1, 5, 40][dice.below(4)],
            faults: if kind == 3 {
                [300, 3_000][dice.below(2)]
            } else {
                0
            },
            restarts: if kind == 4 { 2_000 } else { 0 },
            silences: if kind == 5 { 2_000 } else { 0 },
            control_lines,
            peer_closes,
            quirks,
        }
    }
}
