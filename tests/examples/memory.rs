//! How many bytes of memory the engine takes on this processor, and what of them its larger parts are.
//!
//! In: nothing. Out: a row for each. `bench/count` prints it. Not here: stack, flash; `proof/size` has the latter.

use std::io::Write;

use at_parse::Framer;
use at_spec::Names;
use telit_ssl::{Engine, Profile};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for (what, bytes) in [
        (
            "engine, without its two rooms",
            size_of::<Engine<[u8; 0]>>(),
        ),
        ("of it: profile", size_of::<Profile>()),
        ("of it: framer", size_of::<Framer>()),
        ("of it: names of unsolicited codes", size_of::<Names>()),
    ] {
        writeln!(out, "{what:<60} {bytes:>8} bytes")?;
    }
    Ok(())
}
