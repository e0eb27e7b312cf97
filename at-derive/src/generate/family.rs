//! `enum Declared`, `impl Family`: all commands of a module as one type, and its rows.
//!
//! In: a family. Out: items at the end of its module. Not here: how it was found.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, ItemMod};

use super::{Target, block, dialect, local, table};
use crate::ast;
use crate::doc::comment;
use crate::family::{Family, Member};

/// The module as it was written, with the items of the family at its end.
pub(crate) fn family(module: &ItemMod, family: &Family) -> TokenStream {
    let mut module = module.clone();
    let root = ast::root(family.at.root.as_ref());
    let generated = items(&root, family);
    if let Some((_, items)) = &mut module.content {
        items.push(syn::Item::Verbatim(generated));
    }
    module.into_token_stream()
}

fn items(root: &TokenStream, family: &Family) -> TokenStream {
    let declared = declared(root, family);
    let implementation = implementation(root, family);
    let ident = Ident::new("Declared", Span::call_site());
    let life = syn::Lifetime::new("'a", Span::mixed_site());
    let target = Target::new(&ident, Some(&life), root.clone());
    let inherent = dialect::inherent(&target, &parts(family), family.commands.is_empty());
    let block = block(&quote!(#implementation #inherent));
    quote!(#declared #block)
}

/// The variants, and the conditions under which each is there.
fn parts(family: &Family) -> Vec<(Ident, Vec<Attribute>)> {
    let commands = family.commands.iter();
    commands
        .map(|member| (member.ident.clone(), member.conditions.clone()))
        .collect()
}

fn declared(root: &TokenStream, family: &Family) -> TokenStream {
    let variants = family.commands.iter().map(|member| {
        let Member {
            ident, conditions, ..
        } = member;
        let forever = member.forever();
        let told = comment(&format!("One form of [`{ident}`]."));
        quote! {
            #told
            #(#conditions)*
            #ident(#root::Form<'a, #forever>)
        }
    });
    // Without a command nothing would hold the lifetime; no value of this variant can exist.
    let nothing = family.commands.is_empty().then(|| {
        quote! {
            #[doc(hidden)]
            Nothing(
                ::core::convert::Infallible,
                ::core::marker::PhantomData<&'a ::core::convert::Infallible>,
            )
        }
    });
    quote! {
        /// Any command of this family, in any of its forms.
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
        #[allow(
            clippy::derive_partial_eq_without_eq,
            clippy::large_enum_variant,
            reason = "a value lives for one command line, and there is no allocator to box it"
        )]
        pub enum Declared<'a> {
            #(#variants,)*
            #nothing
        }
    }
}

fn implementation(root: &TokenStream, family: &Family) -> TokenStream {
    let [invocation, profile, form] = ["invocation", "profile", "form"].map(local);
    let commands = rows(
        &family.commands,
        |item| quote!(<#item as #root::Declaration>::SPEC),
    );
    let line = |item: &TokenStream| quote!(<#item as #root::Information>::SPEC);
    let answers = rows(&family.answers, line);
    let unsolicited = rows(family.unsolicited.iter().map(|one| &one.member), line);
    let names = family.unsolicited.iter().map(|one| {
        let conditions = &one.member.conditions;
        let name = table::name(root, &one.name, &one.verb);
        quote!(#(#conditions)* #name)
    });
    let ask = dialect::ask(
        root,
        &parts(family),
        family.commands.is_empty(),
        &quote!(#root::Form),
    );
    let data = family.unsolicited.iter().filter_map(|one| {
        let conditions = &one.member.conditions;
        let name = table::name(root, &one.name, &one.verb);
        let behind = one.data_behind?;
        Some(quote!(#(#conditions)* #root::InlineData { name: #name, behind: #behind }))
    });
    let given = if family.commands.is_empty() {
        [local("_"), local("_")]
    } else {
        [invocation.clone(), profile.clone()]
    };
    let [given_invocation, given_profile] = &given;
    let decodes = family.commands.iter().map(|member| {
        let Member {
            ident, conditions, ..
        } = member;
        let forever = member.forever();
        quote! {
            #(#conditions)*
            if let ::core::option::Option::Some(#form) =
                #root::Form::<'a, #forever>::decode(#invocation, #profile)
            {
                return ::core::option::Option::Some(#form.map(Self::#ident));
            }
        }
    });
    quote! {
        impl<'a> #root::Family<'a> for Declared<'a> {
            const COMMANDS: &'static [&'static #root::CommandSpec] = #commands;
            const ANSWERS: &'static [&'static #root::LineSpec] = #answers;
            const UNSOLICITED: &'static [&'static #root::LineSpec] = #unsolicited;
            const UNSOLICITED_NAMES: &'static [#root::Name] = &[#(#names),*];
            const UNSOLICITED_DATA: &'static [#root::InlineData] = &[#(#data),*];

            fn decode(
                #given_invocation: &#root::Invocation<'a>,
                #given_profile: #root::ProfileId,
            ) -> ::core::option::Option<::core::result::Result<Self, #root::Malformed>> {
                #(#decodes)*
                ::core::option::Option::None
            }

            #ask
        }
    }
}

/// A slice with one row for each of `members`.
fn rows<'m>(
    members: impl IntoIterator<Item = &'m Member>,
    row: impl Fn(&TokenStream) -> TokenStream,
) -> TokenStream {
    let rows = members.into_iter().map(|member| {
        let conditions = &member.conditions;
        let row = row(&member.forever());
        quote!(#(#conditions)* #row)
    });
    quote!(&[#(#rows),*])
}
