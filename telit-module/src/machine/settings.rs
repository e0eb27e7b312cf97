//! What kind of module this is: its SIM, its network, and the irregularities that are turned on.
//!
//! In: nothing. Out: plain values that are given to a machine once. Not here: what the host sets.

use at_spec::Secret;
use telit_ssl::{Profile, Span};

/// The world around the module, and its firmware.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The generation of the module; only [`Profile::G2`] has been written down so far.
    pub profile: Profile,
    /// What the module says its model is.
    pub model: String,
    /// What the module says its firmware is.
    pub revision: String,
    /// The SIM.
    pub sim: Sim,
    /// How long registering takes once the SIM is ready.
    pub registration: Span,
    /// How long activating a context takes.
    pub activation: Span,
    /// The address that the network gives, dotted.
    pub address: String,
    /// After which time a dial that nobody has answered fails; plain sockets are documented with 140 s.
    pub dial_limit: Span,
    /// What this firmware does otherwise than most.
    pub quirks: Quirks,
}

impl Default for Settings {
    /// A GL865 with a SIM that needs no PIN, registered at once.
    fn default() -> Self {
        Self {
            profile: Profile::G2,
            model: String::from("GL865-QUAD"),
            revision: String::from("10.01.150"),
            sim: Sim::Ready,
            registration: Span::ZERO,
            activation: Span::ZERO,
            address: String::from("10.250.64.139"),
            dial_limit: Span::from_secs(140),
            quirks: Quirks::default(),
        }
    }
}

/// The SIM in the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sim {
    /// There is none.
    Absent,
    /// It needs no PIN.
    Ready,
    /// It needs this PIN, and blocks after three wrong ones.
    Locked {
        /// The PIN.
        pin: Secret<String>,
    },
}

/// Irregularities that some firmware has; all are off by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quirks {
    /// The address of a context stands in quotes (guide 2.1; field traces have none).
    pub quoted_address: bool,
    /// The header of a receive has the socket before the count (protocol notes 5.13).
    pub two_field_header: bool,
    /// One line end more stands before a final result code (ME310G1 guide).
    pub extra_line_end: bool,
    /// Lines of a list are separated by LF alone (ME310G1 guide; field notes A26).
    pub bare_line_feeds: bool,
    /// `TIMEOUT` and `DISCONNECTED` are left out (protocol notes 5.8, 5.13).
    pub wordless: bool,
    /// The prompt has no space (field notes A25).
    pub narrow_prompt: bool,
    /// Going back to online mode says `OK` instead of `CONNECT` (protocol notes 5.7: a library of the vendor waits for it).
    pub ok_for_connect: bool,
    /// ESC at a prompt is answered with an error instead of `OK`; sources do not say which is right.
    pub escape_refused: bool,
    /// Deleting what is not stored is an error (field notes B44).
    pub delete_absent_refused: bool,
    /// Unsolicited registration ends with a comma (field notes A18).
    pub trailing_comma: bool,
    /// Which spellings of a name the module knows.
    pub spelling: Spelling,
    /// How long the module is deaf when it starts (field notes B51).
    pub silent_boot: Span,
    /// What the header of a receive counts too much, or too little: a module that lies.
    pub miscount: i32,
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
