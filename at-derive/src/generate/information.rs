//! `impl Information`: a line of the module, by its own declaration or as the setting of a command.
//!
//! In: an item, and its name. Out: the impl. Not here: the values; `subparameters` has them.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Target, block, local, subparameters, table};
use crate::ast::Item;

/// Everything that `derive(Information)` writes.
pub(crate) fn information(item: &Item) -> TokenStream {
    let target = Target::of_item(item);
    let subparameters = subparameters::subparameters(&target, item);
    let line = line(&target, item, own_name(&target, item));
    block(&quote! {
        #subparameters
        #line
    })
}

/// Everything that `derive(Unsolicited)` writes.
pub(crate) fn unsolicited(item: &Item) -> TokenStream {
    let target = Target::of_item(item);
    let Target { root, forever, .. } = &target;
    let subparameters = subparameters::subparameters(&target, item);
    let line = line(&target, item, own_name(&target, item));
    block(&quote! {
        #subparameters
        #line

        impl #root::Unsolicited for #forever {}
    })
}

fn own_name(target: &Target, item: &Item) -> Option<TokenStream> {
    Some(table::name(&target.root, item.at.name()?, &item.at.verb))
}

/// The impl, for a line that begins with `name`.
pub(crate) fn line(target: &Target, item: &Item, name: Option<TokenStream>) -> TokenStream {
    let Target {
        root,
        forever,
        borrowed,
        life,
        ..
    } = target;
    let name = table::maybe(name);
    let row = table::line(target, item);
    let count = count(target, item);
    quote! {
        impl #root::Information for #forever {
            type Of<#life> = #borrowed;

            const NAME: ::core::option::Option<#root::Name> = #name;
            const SPEC: &'static #root::LineSpec = &#row;

            #count
        }
    }
}

fn count(target: &Target, item: &Item) -> Option<TokenStream> {
    let Target { root, .. } = target;
    let field = item.fields.iter().find(|field| field.at.count.is_some())?;
    let value = local("value");
    let ident = &field.ident;
    let counted = if field.optional {
        quote!(::core::option::Option::as_ref(&#value.#ident)?)
    } else {
        quote!(&#value.#ident)
    };
    Some(quote! {
        fn count(#value: &Self::Of<'_>) -> ::core::option::Option<::core::primitive::u32> {
            <::core::primitive::u32 as ::core::convert::TryFrom<::core::primitive::i64>>::try_from(
                #root::Argument::number(#counted)?,
            )
            .ok()
        }
    })
}
