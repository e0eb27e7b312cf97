//! `impl Subparameters`: what all derives of structs share.
//!
//! In: an item. Out: the impl, and the constants of its limits. Not here: names and forms.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Target, decode, encode, limits, shown, table, visit};
use crate::ast::Item;

/// The impl and its constants.
pub(crate) fn subparameters(target: &Target, item: &Item) -> TokenStream {
    let Target {
        root,
        life,
        borrowed,
        ident,
        ..
    } = target;
    let name = shown(ident);
    let constants = limits::constants(target, item);
    let rows = item
        .written()
        .map(|field| table::subparameter(target, item, field));
    let read = decode::read(target, item);
    let write = encode::write(target, item);
    let visit = visit::visit(target, item);
    let check = limits::check(target, item);
    quote! {
        #constants

        impl<#life> #root::Subparameters<#life> for #borrowed {
            const ITEM: &'static ::core::primitive::str = #name;
            const SPECS: &'static [#root::SubparameterSpec] = &[#(#rows),*];

            #read
            #write
            #visit
            #check
        }
    }
}
