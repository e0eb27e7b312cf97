//! One declaration from its tokens to its impls: read, judge, then generate or report.
//!
//! In: what was written. Out: impls, or every mistake and the impls that keep others quiet. Not here: how.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{DeriveInput, ItemMod};

use crate::ast::{Item, Sum, Value};
use crate::errors::Errors;
use crate::family::Family;
use crate::place::Place;
use crate::{check, fallback, generate};

/// `derive(Command)`
pub(crate) fn command(input: &DeriveInput) -> TokenStream {
    let errors = Errors::default();
    let item = Item::read(input, Place::Command, Place::CommandField, &errors);
    check::command(&item, &errors);
    match errors.finish() {
        None => generate::command::command(&item),
        Some(mistakes) => beside(&mistakes, input, fallback::command(&item)),
    }
}

/// `derive(Information)`
pub(crate) fn information(input: &DeriveInput) -> TokenStream {
    let errors = Errors::default();
    let item = Item::read(input, Place::Information, Place::InformationField, &errors);
    check::information(&item, &errors);
    match errors.finish() {
        None => generate::information::information(&item),
        Some(mistakes) => beside(&mistakes, input, fallback::information(&item)),
    }
}

/// `derive(Unsolicited)`
pub(crate) fn unsolicited(input: &DeriveInput) -> TokenStream {
    let errors = Errors::default();
    let item = Item::read(input, Place::Unsolicited, Place::InformationField, &errors);
    check::unsolicited(&item, &errors);
    match errors.finish() {
        None => generate::information::unsolicited(&item),
        Some(mistakes) => beside(&mistakes, input, fallback::unsolicited(&item)),
    }
}

/// `derive(Argument)`
pub(crate) fn argument(input: &DeriveInput) -> TokenStream {
    let errors = Errors::default();
    let value = Value::read(input, &errors);
    check::value(&value, &errors);
    match errors.finish() {
        None => generate::argument::argument(&value),
        Some(mistakes) => beside(&mistakes, input, fallback::value(&value)),
    }
}

/// `derive(Dialect)`
pub(crate) fn dialect(input: &DeriveInput) -> TokenStream {
    let errors = Errors::default();
    let sum = Sum::read(input, &errors);
    check::dialect(&sum, &errors);
    match errors.finish() {
        None => generate::dialect::dialect(&sum),
        Some(mistakes) => beside(&mistakes, input, fallback::dialect(&sum)),
    }
}

/// The attribute `family`
pub(crate) fn family(options: TokenStream, module: &ItemMod) -> TokenStream {
    let errors = Errors::default();
    let family = Family::read(options, module, &errors);
    check::family(&family, &errors);
    let generated = generate::family::family(module, &family);
    match errors.finish() {
        None => generated,
        Some(mistakes) => quote!(#mistakes #generated),
    }
}

/// The attribute `family` above something else: it stays as it is.
pub(crate) fn no_module(item: &TokenStream) -> TokenStream {
    let errors = Errors::default();
    errors.at_span(
        Span::call_site(),
        "write it above a module, `#[at_spec::family] mod declared { ... }`: its items are the family",
    );
    let mistake = errors.finish();
    quote!(#mistake #item)
}

/// The mistakes, and the impls that stand in. Generics beyond one lifetime have none: they would not compile.
fn beside(mistakes: &TokenStream, input: &DeriveInput, fallback: TokenStream) -> TokenStream {
    let is_plain = input.generics.params.len() <= 1
        && input.generics.type_params().next().is_none()
        && input.generics.const_params().next().is_none();
    let fallback = is_plain.then_some(fallback);
    quote!(#mistakes #fallback)
}
