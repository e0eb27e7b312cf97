//! Named times -> points in time.
//!
//! In: the limit that a step has set, the profile, the command's own time. Out: when it is over. Not here: what
//! happens then; that is an input of `step`.

use super::state::Limit;
use crate::profile::Profile;
use crate::time::{Instant, Span};

/// What a limit depends on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    /// The time of the command under way.
    pub(crate) answer: Span,
    /// When that time is over at the latest, however many lines start it anew.
    pub(crate) answer_end: Instant,
    /// The escape guard time in force (S12).
    pub(crate) guard: Span,
    /// When the last byte has left, if one has left since online mode began.
    pub(crate) last_sent: Option<Instant>,
}

/// When `limit`, set at `now`, is over.
pub(crate) fn end(limit: Limit, now: Instant, times: Times, profile: &Profile) -> Instant {
    let Times {
        answer,
        answer_end,
        guard,
        last_sent,
    } = times;
    match limit {
        Limit::Answer => now + answer,
        Limit::NextLine => (now + answer).min(answer_end),
        // Counted from the last byte; a fifth more, since the bytes stand in buffers on their way.
        Limit::GuardBefore => last_sent.unwrap_or(now) + guard + fifth(guard),
        Limit::GuardAfter => {
            now + Span::from_millis(guard.millis().saturating_sub(fifth(guard).millis()))
        }
        Limit::GuardAndAnswer => now + guard + ESCAPE_ANSWER,
        Limit::EscapeAnswer => now + ESCAPE_ANSWER + fifth(guard),
        Limit::LateEscape => now + LATE_ESCAPE,
        Limit::DtrDown => now + DTR_DOWN,
        Limit::Clear => now + CLEAR,
        Limit::Settings => now + SETTINGS,
        Limit::Marker => now + MARKER,
        Limit::DialOutcome => now + profile.dial_outcome,
    }
}

/// Until when an `OK` behind the escape sequence may be the peer's, whose last words come before the module's guard time is
/// over. `end`: when [`Limit::EscapeAnswer`] is over, which begins a fifth of the guard time early; this is a fifth late.
pub(crate) fn not_before(end: Instant, guard: Span) -> Instant {
    let on_time = end.millis().saturating_sub(ESCAPE_ANSWER.millis());
    Instant::from_millis(on_time) + fifth(guard)
}

/// How much longer the host waits than the module's own guard time.
pub(crate) const fn fifth(guard: Span) -> Span {
    match guard.millis().checked_div(5) {
        Some(millis) => Span::from_millis(millis),
        None => Span::ZERO,
    }
}

/// Time for the `OK` behind the guard time. Inferred.
const ESCAPE_ANSWER: Span = Span::from_millis(2_000);
/// How long behind that an `OK` is still taken for it. Inferred.
const LATE_ESCAPE: Span = Span::from_secs(30);
/// How much longer than its time an answer may take because of its lines. Inferred: the longest that modules send, 8 kB,
/// need half of it at 2,400 baud.
pub(crate) const ANSWER_GOES_ON: Span = Span::from_secs(60);
/// How long payload that was handed over may take until more of it leaves. Inferred.
pub(crate) const PAYLOAD_LEAVES: Span = Span::from_secs(60);
/// How long behind the end of a time it is waited for what bytes held back are; the longest hold is shorter.
pub(crate) const UNDECIDED: Span = Span::from_secs(5);
/// How long DTR stays down. Inferred.
const DTR_DOWN: Span = Span::from_millis(300);
/// Quiet behind ESC and CR before the next line. Inferred.
const CLEAR: Span = Span::from_millis(300);
/// One try of the settings. Inferred; eight of them outlast a start of about ten seconds.
const SETTINGS: Span = Span::from_millis(1_500);
/// One marker. Inferred.
const MARKER: Span = Span::from_millis(2_000);
