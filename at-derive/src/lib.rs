//! Derive macros that turn declared AT commands into formatters, parsers and table rows.
//!
//! They are re-exported by `at-spec`, whose traits they implement and whose front page shows them at work.
//!
//! | macro | what it is written above |
//! |---|---|
//! | [`Command`](macro@Command) | a struct: what the host asks |
//! | [`Information`](macro@Information) | a struct: a line that the module answers |
//! | [`Unsolicited`](macro@Unsolicited) | a struct: a line that it sends unasked |
//! | [`Argument`](macro@Argument) | an enum, or a struct around one value: one subparameter |
//! | [`family`](macro@family) | a module: its items as one enum, and their rows |
//! | [`Dialect`](macro@Dialect) | an enum of families: everything that a crate declares |
//!
//! All take their options in `#[at(...)]`; a mistake is said at its token, and all mistakes of an item at once.
//! Generated code means what it says whatever is in scope: its paths are absolute, primitive types included, and
//! its bindings begin with two underscores. It needs no prelude.
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
mod fragment;
mod generate;
#[cfg(test)]
mod manual;
mod place;
mod syntax;

use proc_macro::TokenStream;
use syn::{DeriveInput, ItemMod, parse_macro_input};

#[doc = include_str!("../docs/command.md")]
#[proc_macro_derive(Command, attributes(at))]
pub fn command(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::command(&input).into()
}

#[doc = include_str!("../docs/information.md")]
#[proc_macro_derive(Information, attributes(at))]
pub fn information(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::information(&input).into()
}

#[doc = include_str!("../docs/unsolicited.md")]
#[proc_macro_derive(Unsolicited, attributes(at))]
pub fn unsolicited(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::unsolicited(&input).into()
}

#[doc = include_str!("../docs/argument.md")]
#[proc_macro_derive(Argument, attributes(at))]
pub fn argument(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::argument(&input).into()
}

#[doc = include_str!("../docs/dialect.md")]
#[proc_macro_derive(Dialect, attributes(at))]
pub fn dialect(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::dialect(&input).into()
}

#[doc = include_str!("../docs/family.md")]
#[proc_macro_attribute]
pub fn family(options: TokenStream, item: TokenStream) -> TokenStream {
    match syn::parse::<ItemMod>(item.clone()) {
        Ok(module) => expand::family(options.into(), &module).into(),
        Err(_) => expand::no_module(&item.into()).into(),
    }
}
