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
    let given = if item.fields.is_empty() {
        local("_")
    } else {
        fields.clone()
    };
    let behind = item.fields.iter().skip(1).map(Some).chain([None]);
    let values = item.fields.iter().zip(behind).map(|(field, behind)| {
        let Field {
            ident, optional, ..
        } = field;
        match (&field.at.leading, behind) {
            (Some(_), Some(Field { value, .. })) => quote!(#ident: #fields.leading::<_, #value>()),
            _ if *optional => quote!(#ident: #fields.optional()?),
            _ => quote!(#ident: #fields.required()?),
        }
    });
    quote! {
        fn read(
            #given: &mut #root::Fields<#life>,
        ) -> ::core::result::Result<Self, #root::Malformed> {
            ::core::result::Result::Ok(Self { #(#values),* })
        }
    }
}
