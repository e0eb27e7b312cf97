//! Derive macros that turn declared AT commands into formatters, parsers and table rows.
//!
//! They are re-exported by `at-spec`, whose traits they implement and whose front page shows them at work.
#![forbid(unsafe_code)]

mod ast;
mod attr;
mod check;
mod doc;
mod errors;
mod expand;
#[cfg(test)]
mod expansion;
mod fallback;
mod family;
mod generate;
mod place;
mod syntax;

use proc_macro::TokenStream;
use syn::{DeriveInput, ItemMod, parse_macro_input};

/// A command of the host: its set or execute form is the struct, its subparameters are the fields.
///
/// Implements `Subparameters`, `Declaration` and `Command`. The doc comment is the entry in the manual and must be
/// there: first paragraph, text, and a line `Source: ...`; fields have one as well. A field of type `Option<..>`
/// may be left out on the wire, and all behind it must be optional too.
///
/// On the struct, in one `#[at(...)]` or several:
///
/// | option | meaning |
/// |---|---|
/// | `"#SSLD"` | the name; without `+ # $ * %` before it a letter, or a register such as `S12`; `""` is a bare `AT` |
/// | `verb(profile::G2 => "#SSLRCV")` | names of single profiles |
/// | `exchange = EXPR` | the shape of the exchange, over `self`; left out: `Exchange::Plain` |
/// | `answer_within = "150 s"` | how long the module may take, in `s` or `ms`; left out: 5 s |
/// | `answer = Type` | what the set form answers; left out: `Nothing` |
/// | `setting = Self`, `setting = Type` | there is a read form, and this is what it answers |
/// | `test` | there is a test form |
/// | `absent = [profile::G2]` | profiles without the command |
/// | `cited`, `recollected`, `inferred` | how well the item is known; left out: cited |
/// | `provenance(set = inferred)` | how well a form is known: `set`, `read`, `test`; left out: as the item |
/// | `crate = path` | where the traits are; left out: `::at_spec` |
///
/// `setting = Self` implements `Information` too; the answer of a register is its value alone.
///
/// On a field:
///
/// | option | meaning |
/// |---|---|
/// | `range = 1..=6` | what profiles allow |
/// | `ranges(profile::G2 => 1..=1)` | what single profiles allow |
/// | `absent = [profile::G2]` | profiles without the field |
/// | `default = "300"` | what is in force before it is set, as it is written |
/// | `key` | it chooses which of several settings the command is about |
/// | `cited`, `recollected`, `inferred` | how well it is known; left out: as the item |
#[proc_macro_derive(Command, attributes(at))]
pub fn command(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::command(&input).into()
}

/// A line that the module answers.
///
/// Implements `Subparameters` and `Information`. Doc comments and fields are as for a command. On the struct stand
/// `"#SSLS"`, the name at the start of the line, or `bare`; `verb`, `cited`, `recollected`, `inferred` and `crate`
/// are as for a command. One field may have `count`: it says how many bytes of payload follow the line. A field with
/// `leading` stands before a required one and is there only if both can be read: `<count>` or `<socket>,<count>`.
#[proc_macro_derive(Information, attributes(at))]
pub fn information(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::information(&input).into()
}

/// A line that the module sends unasked.
///
/// The same as `Information`, and the mark `Unsolicited`; such a line always has a name. Its last field may carry what has
/// come: `#[at(counted_by = bytes)] data: Option<Counted<'a>>`, right behind the field `bytes` that counts it. The
/// framer then takes that many bytes, line ends and result codes among them.
#[proc_macro_derive(Unsolicited, attributes(at))]
pub fn unsolicited(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::unsolicited(&input).into()
}

/// A type that can be one subparameter.
///
/// - An enum of numbers: `#[at(0)]` on each case. Another number is out of range.
/// - An enum of words: `#[at("SIM PIN")]` on each case, `#[at(quoted)]` on the enum if quotes are written around
///   them; they are read with or without. Another word is unknown.
/// - A struct around one value, `struct SocketId(u8);`. With `#[at(range = 1..=6)]` on the struct `new` returns an
///   `Option`, and another number is out of range; `value` returns what is inside.
///
/// Cases have a doc comment: it is their entry in the table. All take `crate = path`.
#[proc_macro_derive(Argument, attributes(at))]
pub fn argument(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::argument(&input).into()
}

/// Everything that a crate declares, as an enum of its families.
///
/// Each variant is `Exchange(exchange::Declared<'a>)`. Implements `Dialect`, and `encode`, `visit` and `check`.
#[proc_macro_derive(Dialect, attributes(at))]
pub fn dialect(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::dialect(&input).into()
}

/// On an inline module: collects what its derives declare into `Declared`.
///
/// `pub enum Declared<'a>` has one variant for each struct with `derive(Command)`, and implements `Family`. The
/// rows of its answers are those of `derive(Information)` and of commands with `setting = Self`; those of its
/// unsolicited result codes are of `derive(Unsolicited)`. Commands must be `Clone`, `Debug` and `PartialEq`.
///
/// Only items that stand in the module itself are met, and only under `derive`, not under `cfg_attr`. The
/// attribute takes `crate = path`.
#[proc_macro_attribute]
pub fn family(options: TokenStream, module: TokenStream) -> TokenStream {
    let module = parse_macro_input!(module as ItemMod);
    expand::family(options.into(), &module).into()
}
