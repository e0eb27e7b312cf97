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
mod fallback;
mod family;
mod generate;
mod place;
mod syntax;

use proc_macro::TokenStream;
use syn::{DeriveInput, ItemMod, parse_macro_input};

/// A command of the host: its set or execute form is the struct, its subparameters are the fields.
#[proc_macro_derive(Command, attributes(at))]
pub fn command(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::command(&input).into()
}

/// A line that the module answers.
#[proc_macro_derive(Information, attributes(at))]
pub fn information(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::information(&input).into()
}

/// A line that the module sends unasked.
#[proc_macro_derive(Unsolicited, attributes(at))]
pub fn unsolicited(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::unsolicited(&input).into()
}

/// A type that can be one subparameter.
#[proc_macro_derive(Argument, attributes(at))]
pub fn argument(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::argument(&input).into()
}

/// Everything that a crate declares, as an enum of its families.
#[proc_macro_derive(Dialect, attributes(at))]
pub fn dialect(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::dialect(&input).into()
}

/// On an inline module: collects what its derives declare into `Declared`.
#[proc_macro_attribute]
pub fn family(options: TokenStream, module: TokenStream) -> TokenStream {
    let module = parse_macro_input!(module as ItemMod);
    expand::family(options.into(), &module).into()
}
