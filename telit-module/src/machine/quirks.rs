//! Irregularities of firmware, each with a name: declared here once, and listed, chosen and drawn from here.
//!
//! In: names or a seed. Out: [`Quirks`], plain values that the rest of the machine looks at where it answers. Not here:
//! what a quirk does.
//! Read first: protocol notes 9, 11; field notes B.

use telit_ssl::Span;

/// An irregularity that can be turned on by its name.
#[derive(Clone, Copy, Debug)]
pub struct Quirk {
    name: &'static str,
    text: &'static str,
    turn_on: fn(&mut Quirks),
    is_on: fn(&Quirks) -> bool,
}

impl Quirk {
    /// Every quirk there is.
    pub const ALL: &[Self] = ALL;

    /// The quirk of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|quirk| quirk.name == name)
    }

    /// Its name, as a person writes it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What the module does, and where that is from.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.text.trim()
    }
}

/// Which spellings of a name the module knows, where sources differ (protocol notes 0.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spelling {
    /// All.
    #[default]
    Any,
    /// That of its profile: the guide's.
    Profile,
    /// The usual one: that of every driver.
    Usual,
}

/// What can be measured with a quirk.
trait Measure: Default + PartialEq {
    /// Whether the quirk that stands for `name` is on; one with a single name is so at any measure.
    fn is_on(&self, _name: &Self) -> bool {
        *self != Self::default()
    }
}

impl Measure for bool {}
impl Measure for u32 {}
impl Measure for i32 {}
impl Measure for Span {}
impl Measure for Spelling {
    fn is_on(&self, name: &Self) -> bool {
        self == name
    }
}

macro_rules! quirks {
    ($($(#[doc = $doc:literal])+ $field:ident: $kind:ty { $($name:literal = $on:expr),+ })+) => {
        /// Irregularities that some firmware has; all are off by default.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Quirks {
            $($(#[doc = $doc])+ pub $field: $kind,)+
        }

        const ALL: &[Quirk] = quirks!(@rows [] $([$($doc)+] $field { $($name = $on),+ })+);
    };
    (@rows [$($rows:tt)*]) => { &[$($rows)*] };
    (@rows [$($rows:tt)*] $text:tt $field:ident {} $($rest:tt)*) => {
        quirks!(@rows [$($rows)*] $($rest)*)
    };
    (@rows [$($rows:tt)*] [$($doc:literal)+] $field:ident { $name:literal = $on:expr $(, $($more:tt)+)? } $($rest:tt)*) => {
        quirks!(@rows [$($rows)* Quirk {
            name: $name,
            text: concat!($($doc),+),
            turn_on: |quirks| quirks.$field = $on,
            is_on: |quirks| quirks.$field.is_on(&$on),
        },] [$($doc)+] $field { $($($more)+)? } $($rest)*)
    };
}

quirks! {
    /// The address of a context stands in quotes (guide 2.1; field traces have none).
    quoted_address: bool { "quoted-address" = true }
    /// The header of a receive has the socket before the count (protocol notes 5.13).
    two_field_header: bool { "two-field-header" = true }
    /// One line end more stands before a final result code (ME310G1 guide).
    extra_line_end: bool { "extra-line-end" = true }
    /// One line end less stands before a final result code (ME310G1 guide).
    missing_line_end: bool { "missing-line-end" = true }
    /// Lines of a list are separated by LF alone (ME310G1 guide; field notes A26).
    bare_line_feeds: bool { "bare-line-feeds" = true }
    /// Bytes for the host come one at a time, a millisecond apart (protocol notes 9).
    piecemeal: bool { "piecemeal" = true }
    /// `TIMEOUT` and `DISCONNECTED` are left out (protocol notes 5.8, 5.13).
    wordless: bool { "wordless" = true }
    /// The prompt has no space (field notes A25).
    narrow_prompt: bool { "narrow-prompt" = true }
    /// Going back to online mode says `OK` instead of `CONNECT` (protocol notes 5.7).
    ok_for_connect: bool { "ok-for-connect" = true }
    /// Unsolicited registration ends with a comma (field notes A18).
    trailing_comma: bool { "trailing-comma" = true }
    /// Unsolicited result codes come at the worst moment: inside a line or payload that is being entered, and between
    /// received payload and its final result code (protocol notes 9).
    untimely_codes: bool { "untimely-codes" = true }
    /// ESC at a prompt is answered with an error instead of `OK`; sources do not say which is right.
    escape_refused: bool { "escape-refused" = true }
    /// Deleting what is not stored is an error (field notes B44).
    delete_absent_refused: bool { "delete-absent-refused" = true }
    /// A socket cannot be enabled while a context is active: 831 (protocol notes 5). Inferred; no seed chooses it.
    enable_needs_idle_context: bool { "enable-needs-idle-context" = true }
    /// Payload above the most that a send takes is an error, instead of being lost (field notes B19).
    surplus_refused: bool { "surplus-refused" = true }
    /// The memory cannot be written, and what should be kept is refused with 23. A fault, inferred; no seed chooses it.
    memory_failure: bool { "memory-failure" = true }
    /// Which spellings of a name are known, where sources differ: only those of every driver (`usual`), or only those of
    /// the guide (protocol notes 0.1).
    spelling: Spelling { "usual-spelling" = Spelling::Usual, "guide-spelling" = Spelling::Profile }
    /// The escape sequence is payload like everything else (field notes B47).
    escape_ignored: bool { "escape-ignored" = true }
    /// A dial that fails ends with `NO CARRIER` and tells no error (protocol notes 9).
    no_carrier_dial: bool { "no-carrier-dial" = true }
    /// How long a dial takes longer than it must; turned on by name, 30 s (protocol notes 5.6; field notes B43).
    slow_handshake: Span { "slow-handshake" = Span::from_secs(30) }
    /// How long a closed socket still has the status of an open one; by name, 5 s (field notes B33).
    slow_close: Span { "slow-close" = Span::from_secs(5) }
    /// How long storing a certificate or key takes; by name, 5 s (protocol notes 5.4).
    slow_store: Span { "slow-store" = Span::from_secs(5) }
    /// How long the module is deaf when it starts; by name, 3 s (field notes B51).
    silent_boot: Span { "silent-boot" = Span::from_secs(3) }
    /// The module says what the SIM waits for when it has started. Inferred.
    boot_report: bool { "boot-report" = true }
    /// Which command line the module does not live through: in the middle of its answer it restarts, once; by name, the
    /// tenth (field notes B53).
    reset: u32 { "reset" = 10 }
    /// What the header of a receive counts too much, or too little; by name, one byte too much. A lie: no module is known
    /// to do so, and no seed chooses it.
    miscount: i32 { "miscount" = 1 }
}

impl Quirks {
    /// The same with one more, to the measure that its name stands for.
    #[must_use]
    pub fn with(mut self, quirk: &Quirk) -> Self {
        (quirk.turn_on)(&mut self);
        self
    }

    /// The quirks that this seed draws, a quarter of all; always the same ones.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut quirks = Self::default();
        for quirk in Quirk::ALL {
            if dice.below(4) == 0 {
                quirks = quirks.with(quirk);
            }
        }
        if quirks.reset > 0 {
            quirks.reset = dice.below(20).saturating_add(1);
        }
        // With both, neither would be seen.
        quirks.missing_line_end &= !quirks.extra_line_end;
        // What a host can do nothing about is turned on by name only.
        quirks.enable_needs_idle_context = false;
        quirks.memory_failure = false;
        quirks.miscount = 0;
        quirks
    }

    /// Those that are on.
    pub fn on(&self) -> impl Iterator<Item = &'static Quirk> {
        Quirk::ALL.iter().filter(|quirk| (quirk.is_on)(self))
    }
}

/// Numbers that a seed decides (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let number = (mixed ^ (mixed >> 31)) % u64::from(end.max(1));
        u32::try_from(number).unwrap_or_default()
    }
}
