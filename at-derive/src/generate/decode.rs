//! `Subparameters::read`: the fields in their order, each by the production that its type chooses.
//!
//! In: fields. Out: one method. Not here: names, forms.

use proc_macro2::{Ident, TokenStream};
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
    let behind = item.fields.iter().skip(1).map(Some).chain([None]);
    let values = item.fields.iter().zip(behind).map(|(field, behind)| {
        let ident = &field.ident;
        match (&field.at.leading, behind) {
            (Some(_), Some(Field { value, .. })) => quote!(#ident: #fields.leading::<_, #value>()),
            _ if field.at.unwritten.is_some() => {
                quote!(#ident: ::core::default::Default::default())
            }
            _ if field.at.counted_by.is_some() => quote!(#ident: ::core::option::Option::None),
            _ if field.optional => quote!(#ident: #fields.optional()?),
            _ => quote!(#ident: #fields.required()?),
        }
    });
    let value = quote!(Self { #(#values),* });
    let body = match counted(item, &fields) {
        None => quote!(::core::result::Result::Ok(#value)),
        Some((read, counted)) => quote! {
            let mut #read = #value;
            #counted
            ::core::result::Result::Ok(#read)
        },
    };
    quote! {
        fn read(
            #given: &mut #root::Fields<#life>,
        ) -> ::core::result::Result<Self, #root::Malformed> {
            #body
        }
    }
}

/// Reads the data that another field counts, when that field has been read: the value so far, and the statement.
fn counted(item: &Item, fields: &Ident) -> Option<(Ident, TokenStream)> {
    let place = item
        .fields
        .iter()
        .position(|field| field.at.counted_by.is_some())?;
    let counter = item.fields.get(place.checked_sub(1)?)?;
    let data = &item.fields.get(place)?.ident;
    let read = local("read");
    let count = &counter.ident;
    let count = if counter.optional {
        quote!(::core::option::Option::as_ref(&#read.#count))
    } else {
        quote!(::core::option::Option::Some(&#read.#count))
    };
    let statement = quote!(#read.#data = #fields.counted(#count)?;);
    Some((read, statement))
}
