//! The rows of the tables: names, texts, limits, forms.
//!
//! In: items and fields. Out: constant expressions. Not here: code; nothing that runs reads a row.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{LitStr, Path};

use super::{Target, limits, shown};
use crate::ast::{Field, Item};
use crate::syntax::Syntax;

/// A `Name`.
pub(crate) fn name(root: &TokenStream, usual: &LitStr, verbs: &[(Path, LitStr)]) -> TokenStream {
    if verbs.is_empty() {
        return quote!(#root::Name::new(#usual));
    }
    let elsewhere = verbs
        .iter()
        .map(|(profile, verb)| quote!((#profile, #verb)));
    quote! {
        #root::Name {
            usual: #usual,
            elsewhere: &[#(#elsewhere),*],
        }
    }
}

/// A `Syntax`.
pub(crate) fn syntax(root: &TokenStream, name: &LitStr) -> TokenStream {
    match Syntax::of(&name.value()) {
        Syntax::Basic => quote!(#root::Syntax::Basic),
        Syntax::Register => quote!(#root::Syntax::Register),
        Syntax::Extended => quote!(#root::Syntax::Extended),
    }
}

/// A `Provenance`; nothing said means cited.
pub(crate) fn provenance(root: &TokenStream, level: Option<&Ident>) -> TokenStream {
    match level {
        Some(level) if *level == "recollected" => quote!(#root::Provenance::Recollected),
        Some(level) if *level == "inferred" => quote!(#root::Provenance::Inferred),
        _ => quote!(#root::Provenance::Cited),
    }
}

/// How well `form` is known: what is said of it, else of the item.
pub(crate) fn form_provenance(target: &Target, item: &Item, form: &str) -> TokenStream {
    let said = item.at.provenance.iter().find(|(of, _)| of == form);
    let level = said.map(|(_, level)| level).or(item.at.level.as_ref());
    provenance(&target.root, level)
}

/// A `Manual`.
fn manual(target: &Target, item: &Item, provenance: &TokenStream) -> TokenStream {
    let root = &target.root;
    let crate::doc::Doc {
        summary,
        text,
        source,
    } = &item.doc;
    quote! {
        #root::Manual {
            summary: #summary,
            text: #text,
            source: #source,
            provenance: #provenance,
        }
    }
}

/// A `SubparameterSpec`.
pub(crate) fn subparameter(target: &Target, item: &Item, field: &Field) -> TokenStream {
    let Target { root, life, .. } = target;
    let Field {
        value, optional, ..
    } = field;
    let name = field.name();
    let text = field.doc.whole();
    let limits = limits::of(target, field);
    let default = field
        .at
        .default
        .as_ref()
        .map(LitStr::value)
        .unwrap_or_default();
    let key = field.at.key.is_some();
    let provenance = provenance(root, field.at.level.as_ref().or(item.at.level.as_ref()));
    quote! {
        #root::SubparameterSpec {
            name: #name,
            text: #text,
            optional: #optional,
            argument: <#value as #root::Argument<#life>>::SPEC,
            limits: #limits,
            default: #default,
            key: #key,
            provenance: #provenance,
        }
    }
}

/// A `CommandSpec`, inside the impl of `Declaration`.
pub(crate) fn command(target: &Target, item: &Item) -> TokenStream {
    let Target { root, forever, .. } = target;
    let name = shown(&target.ident);
    let level = provenance(root, item.at.level.as_ref());
    let manual = manual(target, item, &level);
    let form = |which: &str, answer: TokenStream| {
        let provenance = form_provenance(target, item, which);
        quote! {
            #root::FormSpec {
                answer: <#answer as #root::Information>::SPEC,
                provenance: #provenance,
            }
        }
    };
    let set = form("set", quote!(<Self as #root::Declaration>::Answer));
    let read = maybe(
        item.at
            .setting
            .as_ref()
            .map(|_| form("read", quote!(<Self as #root::Readable>::Setting))),
    );
    let test = maybe(
        item.at
            .test
            .as_ref()
            .map(|_| form("test", quote!(#root::Ranges<Self>))),
    );
    let blocking = item.fields.iter().find(|field| field.at.blocking.is_some());
    let prolonged_by = maybe(blocking.map(|field| {
        let name = field.name();
        quote!(#name)
    }));
    quote! {
        #root::CommandSpec {
            item: #name,
            name: <Self as #root::Declaration>::NAME,
            syntax: <Self as #root::Declaration>::SYNTAX,
            manual: #manual,
            within: <Self as #root::Declaration>::WITHIN,
            prolonged_by: #prolonged_by,
            absent: <Self as #root::Declaration>::ABSENT,
            subparameters: <#forever as #root::Subparameters<'static>>::SPECS,
            set: #set,
            read: #read,
            test: #test,
            codec: #root::Codec::command::<Self>(),
        }
    }
}

/// A `LineSpec`, inside the impl of `Information`.
pub(crate) fn line(target: &Target, item: &Item) -> TokenStream {
    let Target { root, forever, .. } = target;
    let name = shown(&target.ident);
    // The setting of a command is as well known as the form that answers it.
    let level = form_provenance(target, item, "read");
    let manual = manual(target, item, &level);
    let counted = item.fields.iter().find(|field| field.at.count.is_some());
    let counted_by = maybe(counted.map(|field| {
        let name = field.name();
        quote!(#name)
    }));
    quote! {
        #root::LineSpec {
            item: #name,
            name: <Self as #root::Information>::NAME,
            manual: #manual,
            subparameters: <#forever as #root::Subparameters<'static>>::SPECS,
            counted_by: #counted_by,
            codec: #root::Codec::line::<Self>(),
        }
    }
}

/// An `Option` of what there is.
pub(crate) fn maybe(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
