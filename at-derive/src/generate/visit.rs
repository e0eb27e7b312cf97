//! `Subparameters::visit`: name and value of each field that is there, name of each that is left out.
//!
//! In: fields. Out: one method. Not here: any rendering.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Target, local};
use crate::ast::{Field, Item};

/// The method.
pub(crate) fn visit(target: &Target, item: &Item) -> TokenStream {
    let root = &target.root;
    let [visitor, value] = ["visitor", "value"].map(local);
    let given = if item.written().next().is_none() {
        local("_")
    } else {
        visitor.clone()
    };
    let values = item.written().map(|field| {
        let Field {
            ident, optional, ..
        } = field;
        let name = field.name();
        if *optional {
            quote! {
                if let ::core::option::Option::Some(#value) = &self.#ident {
                    #visitor.field(#name);
                    #root::Argument::visit(#value, #visitor);
                } else {
                    #visitor.left_out(#name);
                }
            }
        } else {
            quote! {
                #visitor.field(#name);
                #root::Argument::visit(&self.#ident, #visitor);
            }
        }
    });
    quote! {
        fn visit(&self, #given: &mut dyn #root::Visitor) {
            #(#values)*
        }
    }
}
