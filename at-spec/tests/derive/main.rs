//! The derives at work: declarations with every option, read and written from both sides.
//!
//! In: small declarations, made up for the purpose. Out: bytes, values and rows. Not here: expansions and mistakes;
//! `at-derive` has them.
#![warn(
    missing_docs,
    unreachable_pub,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::nursery
)]
#![allow(
    clippy::missing_const_for_fn,
    clippy::must_use_candidate,
    clippy::format_push_string,
    reason = "lints beyond those of the workspace, to see that they are quiet in generated code"
)]

mod bytes;
pub mod dialect;
mod rows;

use core::num::NonZeroU16;

use at_spec::{Dialect, Host, Malformed, ProfileId, Quoted, Tenths, Writer};
use dialect::declared::{Closure, Dial, Mode, SocketId};
use dialect::{All, G3};

fn written(write: impl FnOnce(&mut Writer<'_>) -> Result<(), at_spec::Full>) -> String {
    written_for(G3, write)
}

fn written_for(
    profile: ProfileId,
    write: impl FnOnce(&mut Writer<'_>) -> Result<(), at_spec::Full>,
) -> String {
    let mut room = [0; 100];
    let mut writer = Writer::new(&mut room, profile);
    write(&mut writer).unwrap();
    String::from_utf8(writer.written().to_vec()).unwrap()
}

fn decoded(text: &str) -> Option<Result<All<'_>, Malformed>> {
    let line = at_spec_command_line(text);
    All::decode(&line, G3)
}

fn at_spec_command_line(text: &str) -> at_spec::Invocation<'_> {
    at_parse::CommandLine::behind_prefix(text.as_bytes())
        .into_iter()
        .next()
        .unwrap()
}

fn dial(closure: Option<Closure>, mode: Option<Mode>, timeout: Option<u16>) -> Dial<'static> {
    Dial {
        socket: SocketId::new(1).unwrap(),
        port: NonZeroU16::new(443).unwrap(),
        host: Quoted(Host::new(b"example.com").unwrap()),
        closure,
        mode,
        timeout: timeout.map(Tenths),
    }
}
