//! `impl Dialect`, and the methods that an enum of commands has: any command, written, shown, checked.
//!
//! In: an enum of families, or the parts of one family. Out: impls. Not here: rows; families have them.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Attribute;
use syn::ext::IdentExt;

use super::{Target, block, local, named, tokens};
use crate::ast;
use crate::ast::{Part, Sum};

/// Everything that `derive(Dialect)` writes.
pub(crate) fn dialect(sum: &Sum) -> TokenStream {
    let root = ast::root(sum.at.root.as_ref());
    let target = Target::new(&sum.ident, sum.lifetime.as_ref(), root);
    let implementation = implementation(&target, sum);
    let parts: Vec<_> = sum
        .families
        .iter()
        .map(|part| (part.ident.clone(), Vec::new()))
        .collect();
    let inherent = inherent(&target, &parts, false);
    block(&quote!(#implementation #inherent))
}

fn implementation(target: &Target, sum: &Sum) -> TokenStream {
    let Target {
        root,
        borrowed,
        life,
        ..
    } = target;
    let [invocation, profile, command] = ["invocation", "profile", "command"].map(local);
    let slices = |constant: &str| {
        let constant = named(constant);
        let slices = sum.families.iter().map(|part| {
            let forever = tokens::forever(part.ty.to_token_stream());
            quote!(<#forever as #root::Family<'static>>::#constant)
        });
        quote!(&[#(#slices),*])
    };
    let [commands, answers, unsolicited, names] =
        ["COMMANDS", "ANSWERS", "UNSOLICITED", "UNSOLICITED_NAMES"].map(slices);
    let inline = inline(target, sum);
    let decodes = sum.families.iter().map(|Part { ident, ty, .. }| {
        quote! {
            if let ::core::option::Option::Some(#command) =
                <#ty as #root::Family<#life>>::decode(#invocation, #profile)
            {
                return ::core::option::Option::Some(#command.map(Self::#ident));
            }
        }
    });
    let parts: Vec<_> = sum
        .families
        .iter()
        .map(|part| (part.ident.clone(), Vec::new()))
        .collect();
    let ask = ask(root, &parts, false, &quote!(#root::Family));
    let families = sum.families.iter().map(|part| family(root, part));
    let given = if sum.families.is_empty() {
        [local("_"), local("_")]
    } else {
        [invocation.clone(), profile.clone()]
    };
    let [given_invocation, given_profile] = &given;
    quote! {
        impl<#life> #root::Dialect<#life> for #borrowed {
            const FAMILIES: &'static [#root::FamilySpec] = &[#(#families),*];
            const COMMANDS: &'static [&'static [&'static #root::CommandSpec]] = #commands;
            const ANSWERS: &'static [&'static [&'static #root::LineSpec]] = #answers;
            const UNSOLICITED: &'static [&'static [&'static #root::LineSpec]] = #unsolicited;
            const UNSOLICITED_NAMES: &'static [&'static [#root::Name]] = #names;
            const UNSOLICITED_SORTED: #root::Names = {
                const LISTED: &'static [&'static [#root::Name]] = #names;
                const SORTED: #root::SortedNames<{ #root::SortedNames::count(LISTED) }> =
                    #root::SortedNames::sorted(LISTED);
                #root::Names::of(&SORTED)
            };

            fn decode(
                #given_invocation: &#root::Invocation<#life>,
                #given_profile: #root::ProfileId,
            ) -> ::core::option::Option<::core::result::Result<Self, #root::Malformed>> {
                #(#decodes)*
                ::core::option::Option::None
            }

            #ask
            #inline
        }
    }
}

/// `call` with the `part` of each variant; `is_empty`: no value can exist.
fn each(parts: &[(Ident, Vec<Attribute>)], is_empty: bool, call: &TokenStream) -> TokenStream {
    let part = local("part");
    let arms = parts
        .iter()
        .map(|(ident, conditions)| quote!(#(#conditions)* Self::#ident(#part) => #call));
    let nothing = is_empty.then(|| quote!(Self::Nothing(#part, _) => match *#part {}));
    quote!(match self { #(#arms,)* #nothing })
}

/// The `ask` of a family or a dialect; `path` is where that of a part is.
pub(crate) fn ask(
    root: &TokenStream,
    parts: &[(Ident, Vec<Attribute>)],
    is_empty: bool,
    path: &TokenStream,
) -> TokenStream {
    let [part, asker] = ["part", "asker"].map(local);
    let kind = named("A");
    let asked = each(parts, is_empty, &quote!(#path::ask(#part, #asker)));
    let unused = (parts.is_empty())
        .then(|| quote!(#[allow(unused_variables, reason = "nothing is declared")]));
    quote! {
        #unused
        fn ask<#kind: #root::Asker>(
            &self,
            #asker: #kind,
        ) -> ::core::option::Option<<#kind as #root::Asker>::Output> {
            #asked
        }
    }
}

/// A `FamilySpec`; the variant names it.
fn family(root: &TokenStream, part: &Part) -> TokenStream {
    let name = part.ident.unraw().to_string();
    let text = part.doc.whole();
    let forever = tokens::forever(part.ty.to_token_stream());
    quote! {
        #root::FamilySpec {
            name: #name,
            text: #text,
            commands: <#forever as #root::Family<'static>>::COMMANDS,
            answers: <#forever as #root::Family<'static>>::ANSWERS,
            unsolicited: <#forever as #root::Family<'static>>::UNSOLICITED,
        }
    }
}

/// `Dialect::inline`: each family in turn. It is asked of every line, and most families have nothing to look for.
fn inline(target: &Target, sum: &Sum) -> TokenStream {
    let root = &target.root;
    let [line, data] = ["line", "data"].map(local);
    let given = if sum.families.is_empty() {
        local("_")
    } else {
        line.clone()
    };
    let families = sum.families.iter().map(|part| {
        let forever = tokens::forever(part.ty.to_token_stream());
        quote! {
            let #data = <#forever as #root::Family<'static>>::inline(#line);
            if ::core::option::Option::is_some(&#data) {
                return #data;
            }
        }
    });
    quote! {
        fn inline(
            #given: &[::core::primitive::u8],
        ) -> ::core::option::Option<#root::Inline> {
            #(#families)*
            ::core::option::Option::None
        }
    }
}

/// `encode`, `visit` and `check`, each handed to the variant; `is_empty`: no value can exist.
pub(crate) fn inherent(
    target: &Target,
    parts: &[(Ident, Vec<Attribute>)],
    is_empty: bool,
) -> TokenStream {
    let Target {
        root,
        borrowed,
        generics,
        ..
    } = target;
    let [writer, visitor, profile, part] = ["writer", "visitor", "profile", "part"].map(local);
    let each = |call: TokenStream| each(parts, is_empty, &quote!(#part.#call));
    // A match without arms uses nothing that it is given.
    let unused = (parts.is_empty())
        .then(|| quote!(#[allow(unused_variables, reason = "nothing is declared")]));
    let encode = each(quote!(encode(#writer)));
    let visit = each(quote!(visit(#visitor)));
    let check = each(quote!(check(#profile)));
    quote! {
        #unused
        impl #generics #borrowed {
            /// Writes the command as a command line has it, without `AT`.
            ///
            /// # Errors
            /// The room is too small.
            pub fn encode(
                &self,
                #writer: &mut #root::Writer<'_>,
            ) -> ::core::result::Result<(), #root::Full> {
                #encode
            }

            /// Shows the command: its item and the fields of it.
            pub fn visit(&self, #visitor: &mut dyn #root::Visitor) {
                #visit
            }

            /// Whether modules of `profile` take the command.
            ///
            /// # Errors
            /// The first field that is out of range, or what such modules do not have.
            pub fn check(
                &self,
                #profile: #root::ProfileId,
            ) -> ::core::result::Result<(), #root::Refused> {
                #check
            }
        }
    }
}
