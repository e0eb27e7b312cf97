//! The limits of fields, as constants of their own: the check touches no row of the table, whose texts would
//! follow it into firmware.
//!
//! In: fields. Out: constants, and `Subparameters::check`. Not here: presence of a whole command.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Expr, Ident, Path};

use super::{Target, local};
use crate::ast::{Field, Item};
use crate::attr::Bounds;

/// One constant for each field that profiles limit.
pub(crate) fn constants(target: &Target, item: &Item) -> TokenStream {
    let root = &target.root;
    let limited = item.fields.iter().filter(|field| field.has_limits());
    let constants = limited.map(|field| {
        let constant = constant(field);
        let name = field.name();
        let range = match &field.at.range {
            Some(bounds) => {
                let range = as_range(root, bounds);
                quote!(::core::option::Option::Some(#range))
            }
            None => quote!(::core::option::Option::None),
        };
        let ranges = field.at.ranges.iter().map(|(profile, bounds)| {
            let range = as_range(root, bounds);
            quote!((#profile, #range))
        });
        let absent = paths(&field.at.absent);
        quote! {
            const #constant: #root::Limits = #root::Limits {
                name: #name,
                range: #range,
                ranges: &[#(#ranges),*],
                absent: #absent,
            };
        }
    });
    quote!(#(#constants)*)
}

/// The limits of `field`, as an expression.
pub(crate) fn of(target: &Target, field: &Field) -> TokenStream {
    if field.has_limits() {
        let constant = constant(field);
        quote!(#constant)
    } else {
        let root = &target.root;
        let name = field.name();
        quote!(#root::Limits::none(#name))
    }
}

/// `Subparameters::check`.
pub(crate) fn check(target: &Target, item: &Item) -> TokenStream {
    let root = &target.root;
    let [profile, value] = ["profile", "value"].map(local);
    let limited: Vec<_> = item
        .fields
        .iter()
        .filter(|field| field.has_limits())
        .collect();
    let given = if limited.is_empty() {
        local("_")
    } else {
        profile.clone()
    };
    let checks = limited.iter().map(|field| {
        let Field {
            ident, optional, ..
        } = field;
        let constant = constant(field);
        if *optional {
            quote! {
                if let ::core::option::Option::Some(#value) = &self.#ident {
                    #root::Limits::check(&#constant, #profile, #root::Argument::number(#value))?;
                }
            }
        } else {
            quote! {
                #root::Limits::check(&#constant, #profile, #root::Argument::number(&self.#ident))?;
            }
        }
    });
    quote! {
        fn check(&self, #given: #root::ProfileId) -> ::core::result::Result<(), #root::Refused> {
            #(#checks)*
            ::core::result::Result::Ok(())
        }
    }
}

/// `&[path, path]`
pub(crate) fn paths(paths: &[Path]) -> TokenStream {
    quote!(&[#(#paths),*])
}

/// A bound as a number of the table, whatever its type is in the declaration.
pub(crate) fn bound(expr: &Expr) -> TokenStream {
    if crate::check::number(expr).is_some() {
        quote!(#expr)
    } else {
        quote!((#expr) as ::core::primitive::i64)
    }
}

fn as_range(root: &TokenStream, bounds: &Bounds) -> TokenStream {
    let (least, most) = (bound(&bounds.least), bound(&bounds.most));
    quote!(#root::Range::new(#least, #most))
}

fn constant(field: &Field) -> Ident {
    format_ident!("__{}_LIMITS", field.name().to_uppercase())
}
