//! `impl Declaration` and `impl Command`, and the read and test forms.
//!
//! In: an item. Out: the impls. Not here: the values; `subparameters` has them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{Target, block, information, limits, local, named, subparameters, table, tokens};
use crate::ast::Item;
use crate::syntax::Syntax;

/// How long a module may take where nothing is said. Unit: milliseconds.
const USUALLY_WITHIN: u32 = 5_000;

/// Everything that `derive(Command)` writes.
pub(crate) fn command(item: &Item) -> TokenStream {
    let target = Target::of_item(item);
    let subparameters = subparameters::subparameters(&target, item);
    let declaration = declaration(&target, item);
    let command = delegating(&target);
    let forms = forms(&target, item);
    let setting = own_setting(&target, item);
    block(&quote! {
        #subparameters
        #declaration
        #command
        #forms
        #setting
    })
}

fn declaration(target: &Target, item: &Item) -> Option<TokenStream> {
    let Target {
        root,
        forever,
        borrowed,
        life,
        ..
    } = target;
    let usual = item.at.name()?;
    let name = table::name(root, usual, &item.at.verb);
    let syntax = table::syntax(root, usual);
    let within = item.at.answer_within.unwrap_or(USUALLY_WITHIN);
    let absent = limits::paths(&item.at.absent);
    let answer = match &item.at.answer {
        Some(answer) => tokens::forever(answer.to_token_stream()),
        None => quote!(#root::Nothing),
    };
    let row = table::command(target, item);
    let exchange = exchange(target, item);
    let blocks = blocks(target, item);
    let asked = asked(target, item);
    Some(quote! {
        impl #root::Declaration for #forever {
            type Of<#life> = #borrowed;
            type Answer = #answer;

            const NAME: #root::Name = #name;
            const SYNTAX: #root::Syntax = #syntax;
            const WITHIN: ::core::primitive::u32 = #within;
            const ABSENT: &'static [#root::ProfileId] = #absent;
            const SPEC: &'static #root::CommandSpec = &#row;

            #exchange
            #blocks
            #asked
        }
    })
}

/// The read and test forms as commands, for who holds the command without its type.
fn asked(target: &Target, item: &Item) -> TokenStream {
    let root = &target.root;
    let asker = local("asker");
    let kind = named("A");
    let form = |method: &str, form: &str| {
        let [method, form] = [method, form].map(named);
        quote! {
            fn #method<#kind: #root::Asker>(
                #asker: #kind,
            ) -> ::core::option::Option<<#kind as #root::Asker>::Output> {
                ::core::option::Option::Some(
                    #root::Asker::ask(#asker, &#root::#form::<Self>::new()),
                )
            }
        }
    };
    let setting = item.at.setting.as_ref();
    let read = setting.map(|_| form("ask_read", "Read"));
    let test = item.at.test.as_ref().map(|_| form("ask_test", "Test"));
    quote!(#read #test)
}

/// The time of the field that lets the module block.
fn blocks(target: &Target, item: &Item) -> Option<TokenStream> {
    let root = &target.root;
    let field = item
        .fields
        .iter()
        .find(|field| field.at.blocking.is_some())?;
    let (value, ident) = (local("value"), &field.ident);
    Some(quote! {
        fn blocks(#value: &Self::Of<'_>) -> ::core::primitive::u32 {
            #root::Lasts::lasts(&#value.#ident)
        }
    })
}

fn exchange(target: &Target, item: &Item) -> TokenStream {
    let root = &target.root;
    let shape = match &item.at.exchange {
        None => quote!(#root::Exchange::Plain),
        Some(shape) => shape.to_token_stream(),
    };
    let name = if tokens::mention_self(shape.clone()) {
        "value"
    } else {
        "_"
    };
    let given = local(name);
    let shape = tokens::without_self(shape, &given);
    quote! {
        fn exchange(#given: &Self::Of<'_>) -> #root::Exchange {
            #shape
        }
    }
}

/// The command as a value: what the declaration says, for any lifetime.
fn delegating(target: &Target) -> TokenStream {
    let Target {
        root,
        forever,
        borrowed,
        generics,
        ..
    } = target;
    let [writer, profile] = ["writer", "profile"].map(local);
    quote! {
        impl #generics #root::Command for #borrowed {
            type Answer = <#forever as #root::Declaration>::Answer;

            fn outline(&self) -> #root::Outline {
                <#forever as #root::Declaration>::outline(self)
            }

            fn encode(
                &self,
                #writer: &mut #root::Writer<'_>,
            ) -> ::core::result::Result<(), #root::Full> {
                <#forever as #root::Declaration>::encode(self, #writer)
            }

            fn check(
                &self,
                #profile: #root::ProfileId,
            ) -> ::core::result::Result<(), #root::Refused> {
                <#forever as #root::Declaration>::check(self, #profile)
            }
        }
    }
}

fn forms(target: &Target, item: &Item) -> TokenStream {
    let Target { root, forever, .. } = target;
    let readable = item.at.setting.as_ref().map(|setting| {
        let setting = if item.at.is_own_setting() {
            quote!(#forever)
        } else {
            tokens::forever(setting.to_token_stream())
        };
        quote! {
            impl #root::Readable for #forever {
                type Setting = #setting;
            }
        }
    });
    let testable = item
        .at
        .test
        .as_ref()
        .map(|_| quote!(impl #root::Testable for #forever {}));
    quote!(#readable #testable)
}

/// The answer of the read form, where it has the values of the set form.
fn own_setting(target: &Target, item: &Item) -> Option<TokenStream> {
    if !item.at.is_own_setting() {
        return None;
    }
    let Target { root, .. } = target;
    let name = match Syntax::of(&item.at.name()?.value()) {
        // Modules answer a register with its value alone (protocol notes 1.3).
        Syntax::Register => None,
        Syntax::Basic | Syntax::Extended => Some(quote!(<Self as #root::Declaration>::NAME)),
    };
    Some(information::line(target, item, name))
}
