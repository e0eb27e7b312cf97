//! What kind of world a seed makes: how the line behaves, what the firmware does otherwise, who fails and how often.
//!
//! In: dice. Out: [`Weather`]. Not here: doing any of it.

use telit_module::{Quirk, Quirks};
use telit_ssl::Profile;

use crate::wire::Dice;

/// How the world of a seed is.
#[derive(Clone, Copy, Debug)]
pub struct Weather {
    /// Which generation of modules.
    pub profile: Profile,
    /// Bytes of the host's room for a line of the module.
    pub room: usize,
    /// The line cuts what is sent into pieces of at most so many bytes.
    pub longest_piece: usize,
    /// What arrives at one instant is one piece.
    pub merges: bool,
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
    /// Whether what the host is told cannot be held against what was sent: bytes are lost or changed and nobody says when, or
    /// an `OK` of the peer answers an escape sequence that the firmware does not know.
    pub const fn is_faulty(&self) -> bool {
        self.faults > 0 || self.quirks.reset > 0 || self.quirks.escape_ignored
    }

    /// One of the kinds.
    pub fn of(dice: &mut Dice) -> Self {
        let kind = dice.below(6);
        let mut profile = Profile::ALL[dice.below(Profile::ALL.len())];
        let room = [40, 400][dice.below(2)];
        let quirks = quirks(dice);
        // Whoever has such a module must know it: elsewhere they tell a wrong count.
        profile.line_ends_vary |= quirks.extra_line_end || quirks.missing_line_end;
        let mut coin = || dice.below(2) == 0;
        let (merges, control_lines, peer_closes) = (coin(), coin(), coin());
        Self {
            profile,
            room,
            longest_piece: [usize::MAX, 1, 3, 16, 64][dice.below(5)],
            merges,
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

/// Any quirks of the virtual module together; rarely those that keep an application from what it wants.
fn quirks(dice: &mut Dice) -> Quirks {
    let mut quirks = Quirks::default();
    for quirk in Quirk::ALL {
        let one_in = match quirk.name() {
            // A header that lies by a byte cannot be told from one that does not: `tests/engine.rs` says what can be seen.
            "miscount" => continue,
            "usual-spelling" | "guide-spelling" | "escape-ignored" | "memory-failure" => 10,
            "enable-needs-idle-context" | "reset" => 10,
            "ok-for-connect" | "piecemeal" => 4,
            _ => 2,
        };
        if dice.below(one_in) == 0 {
            quirks = quirks.with(quirk);
        }
    }
    // With both, neither would be seen.
    quirks.missing_line_end &= !quirks.extra_line_end;
    quirks
}
