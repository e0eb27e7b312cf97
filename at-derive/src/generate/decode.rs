//! `Subparameters::read`: the fields in their order, each by the production that its type chooses.
//!
//! In: fields. Out: one method. Not here: names, forms.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Target, local};
use crate::ast::{Field, Item};

/// The method.
pub(crate) fn read(target: &Target, item: &Item) -> TokenStream {
    let Target { root, life, .. } = target;
    let fields = local("fields");
    let given = if item.written().next().is_none() {
        local("_")
    } else {
        fields.clone()
    };
    let values = item.fields.iter().map(
        |Field {
             ident,
             optional,
             at,
             ..
         }| {
            if at.unwritten.is_some() {
                quote!(#ident: ::core::default::Default::default())
            } else if *optional {
                quote!(#ident: #fields.optional()?)
            } else {
                quote!(#ident: #fields.required()?)
            }
        },
    );
    quote! {
        fn read(
            #given: &mut #root::Fields<#life>,
        ) -> ::core::result::Result<Self, #root::Malformed> {
            ::core::result::Result::Ok(Self { #(#values),* })
        }
    }
}
