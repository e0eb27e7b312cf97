//! What an engine shows of itself to `Debug`: all but the rooms, since what is or was in them may be a secret.
//!
//! In: an engine. Out: text for those who look for a fault. Not here: texts for people.

use core::fmt;

use super::Engine;

impl<B> fmt::Debug for Engine<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            profile,
            unsolicited: _,
            line: _,
            partial: _,
            framer,
            codes,
            state,
            pending,
            late,
            sent_line,
            outgoing,
            watch,
            echoed,
            settled,
            serial,
            markers,
            secret,
            left,
            guard,
            within,
            answer_end,
            clock,
            quiet,
            held,
            gap,
            behind,
            heard,
            now,
            carrier,
            doubt,
            has_dtr,
            dtr,
        } = self;
        formatter
            .debug_struct("Engine")
            .field("profile", &profile.name)
            .field("framer", framer)
            .field("codes", codes)
            .field("state", state)
            .field("pending", pending)
            .field("late", late)
            .field("sent_line", sent_line)
            .field("outgoing", outgoing)
            .field("watch", watch)
            .field("echoed", echoed)
            .field("settled", settled)
            .field("serial", serial)
            .field("markers", markers)
            .field("secret", secret)
            .field("left", left)
            .field("guard", guard)
            .field("within", within)
            .field("answer_end", answer_end)
            .field("clock", clock)
            .field("quiet", quiet)
            .field("held", held)
            .field("gap", gap)
            .field("behind", behind)
            .field("heard", heard)
            .field("now", now)
            .field("carrier", carrier)
            .field("doubt", doubt)
            .field("has_dtr", has_dtr)
            .field("dtr", dtr)
            .finish_non_exhaustive()
    }
}
