//! `Subparameters::write`: the fields in their order.
//!
//! In: fields. Out: one method. Not here: commas, names; the writer and the declaration have them.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Target, local};
use crate::ast::{Field, Item};

/// The method.
pub(crate) fn write(target: &Target, item: &Item) -> TokenStream {
    let root = &target.root;
    let writer = local("writer");
    let given = if item.written().next().is_none() {
        local("_")
    } else {
        writer.clone()
    };
    let values = item.written().map(|field| {
        let Field {
            ident, optional, ..
        } = field;
        if field.at.leading.is_some() {
            quote!(#writer.leading(::core::option::Option::as_ref(&self.#ident))?;)
        } else if *optional {
            quote!(#writer.optional(::core::option::Option::as_ref(&self.#ident))?;)
        } else {
            quote!(#writer.subparameter(&self.#ident)?;)
        }
    });
    quote! {
        fn write(
            &self,
            #given: &mut #root::Writer<'_>,
        ) -> ::core::result::Result<(), #root::Full> {
            #(#values)*
            ::core::result::Result::Ok(())
        }
    }
}
