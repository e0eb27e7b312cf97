//! What a declaration turns into: a few impls, in one block, by absolute paths.
//!
//! In: a declaration without mistakes. Out: tokens. Not here: rules. One room for each generated item; what they
//! share is below.
//!
//! A method is called behind a dot only where it takes its receiver as the local holds it, whole or as a `&mut`:
//! where it had to be borrowed for the call, a method of any trait in scope that takes it whole would come first.

pub(crate) mod argument;
pub(crate) mod command;
pub(crate) mod decode;
pub(crate) mod dialect;
pub(crate) mod encode;
pub(crate) mod family;
pub(crate) mod information;
pub(crate) mod limits;
pub(crate) mod subparameters;
pub(crate) mod table;
pub(crate) mod tokens;
pub(crate) mod visit;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Lifetime;
use syn::ext::IdentExt;

use crate::ast;
use crate::ast::{Item, Value};

/// The type that impls are for, in each of the ways that they name it.
pub(crate) struct Target {
    /// The struct or enum.
    pub(crate) ident: Ident,
    /// Its lifetime, or one of the impl's own.
    pub(crate) life: Lifetime,
    /// The generics of an impl that names the type and nothing else.
    pub(crate) generics: Option<TokenStream>,
    /// Its name inside an impl over `life`.
    pub(crate) borrowed: TokenStream,
    /// Its name without a lifetime of the impl.
    pub(crate) forever: TokenStream,
    /// The crate of the traits.
    pub(crate) root: TokenStream,
}

impl Target {
    /// The target that `item` is.
    pub(crate) fn of_item(item: &Item) -> Self {
        Self::new(
            &item.ident,
            item.lifetime.as_ref(),
            ast::root(item.at.root.as_ref()),
        )
    }

    /// The target that `value` is.
    pub(crate) fn of_value(value: &Value) -> Self {
        Self::new(
            &value.ident,
            value.lifetime.as_ref(),
            ast::root(value.at.root.as_ref()),
        )
    }

    /// The target `ident`, with the lifetime that it has.
    pub(crate) fn new(ident: &Ident, lifetime: Option<&Lifetime>, root: TokenStream) -> Self {
        let ident = ident.clone();
        match lifetime {
            Some(life) => Self {
                life: life.clone(),
                borrowed: quote!(#ident<#life>),
                forever: quote!(#ident<'static>),
                generics: Some(quote!(<#life>)),
                ident,
                root,
            },
            None => Self {
                life: Lifetime::new("'__line", Span::mixed_site()),
                borrowed: quote!(#ident),
                forever: quote!(#ident),
                generics: None,
                ident,
                root,
            },
        }
    }
}

/// A binding of generated code, or `_`.
///
/// Hygiene keeps bindings apart, but not from constants: where `value` is one, `value` is no binding but a pattern
/// that it must match. No constant is called `__value`.
pub(crate) fn local(name: &str) -> Ident {
    match name {
        "_" => named(name),
        _ => named(&format!("__{name}")),
    }
}

/// A name of the crate of the traits, behind a path.
pub(crate) fn named(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// A name of the declaration as tables and traces show it: without the mark of a raw one.
pub(crate) fn shown(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The one block around generated impls, with the one list of lints that they need not meet.
pub(crate) fn block(impls: &TokenStream) -> TokenStream {
    quote! {
        #[allow(
            dead_code,
            unreachable_pub,
            unused_comparisons,
            unused_lifetimes,
            unused_qualifications,
            clippy::absurd_extreme_comparisons,
            clippy::elidable_lifetime_names,
            clippy::manual_range_contains,
            clippy::needless_lifetimes,
            clippy::too_many_lines,
            clippy::use_self,
            reason = "the code is written by a macro, in one shape for all declarations"
        )]
        const _: () = {
            #impls
        };
    }
}
