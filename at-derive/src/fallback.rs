//! Impls that stand beside the errors, so that one mistake gives one message and not one more at each use.
//!
//! In: what could be read. Out: impls that compile; nothing runs them. Not here: the errors.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Item, Shape, Sum, Value};
use crate::generate::{Target, block, local};

/// Impls of a command.
pub(crate) fn command(item: &Item) -> TokenStream {
    let target = Target::of_item(item);
    let Target {
        root,
        forever,
        borrowed,
        life,
        generics,
        ..
    } = &target;
    let values = subparameters(&target);
    let setting = item.at.setting.as_ref().map(|_| {
        let own = item.at.is_own_setting().then(|| line(&target));
        let setting = if own.is_some() {
            forever.clone()
        } else {
            quote!(#root::Nothing)
        };
        quote! {
            impl #root::Readable for #forever { type Setting = #setting; }
            #own
        }
    });
    let test = item
        .at
        .test
        .as_ref()
        .map(|_| quote!(impl #root::Testable for #forever {}));
    block(&quote! {
        #values
        #setting
        #test
        impl #root::Declaration for #forever {
            type Of<#life> = #borrowed;
            type Answer = #root::Nothing;
            const NAME: #root::Name = #root::Name::new("");
            const SYNTAX: #root::Syntax = #root::Syntax::Extended;
            const WITHIN: ::core::primitive::u32 = 0;
            const ABSENT: &'static [#root::ProfileId] = &[];
            const SPEC: &'static #root::CommandSpec = &#root::CommandSpec {
                item: "",
                name: <Self as #root::Declaration>::NAME,
                syntax: <Self as #root::Declaration>::SYNTAX,
                manual: <#root::Nothing as #root::Information>::SPEC.manual,
                within: 0,
                prolonged_by: ::core::option::Option::None,
                absent: &[],
                subparameters: &[],
                set: #root::FormSpec {
                    answer: <#root::Nothing as #root::Information>::SPEC,
                    provenance: #root::Provenance::Cited,
                },
                read: ::core::option::Option::None,
                test: ::core::option::Option::None,
                codec: #root::Codec::command::<Self>(),
            };
            fn exchange(_: &Self::Of<'_>) -> #root::Exchange { loop {} }
        }
        impl #generics #root::Command for #borrowed {
            type Answer = #root::Nothing;
            fn outline(&self) -> #root::Outline { loop {} }
            fn encode(&self, _: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Full> { loop {} }
            fn check(&self, _: #root::ProfileId) -> ::core::result::Result<(), #root::Refused> { loop {} }
        }
    })
}

/// Impls of an answer.
pub(crate) fn information(item: &Item) -> TokenStream {
    let target = Target::of_item(item);
    let values = subparameters(&target);
    let line = line(&target);
    block(&quote!(#values #line))
}

/// Impls of an unsolicited result code.
pub(crate) fn unsolicited(item: &Item) -> TokenStream {
    let target = Target::of_item(item);
    let Target { root, forever, .. } = &target;
    let values = subparameters(&target);
    let line = line(&target);
    block(&quote! {
        #values
        #line
        impl #root::Unsolicited for #forever {}
    })
}

/// Impls of a type that is one subparameter.
pub(crate) fn value(value: &Value) -> TokenStream {
    let target = Target::of_value(value);
    let Target {
        root,
        borrowed,
        life,
        generics,
        ..
    } = &target;
    let vis = &value.vis;
    let inner = local("value");
    // Constants may call it: it must come to an end.
    let inherent = match &value.shape {
        Shape::Cases(_) => None,
        Shape::Newtype(ty) => {
            let (new, made) = match &value.at.range {
                Some(_) => (
                    quote!(::core::option::Option<Self>),
                    quote!(::core::option::Option::Some(Self(#inner))),
                ),
                None => (quote!(Self), quote!(Self(#inner))),
            };
            Some(quote! {
                impl #generics #borrowed {
                    #[doc(hidden)]
                    #vis const fn new(#inner: #ty) -> #new { #made }
                    #[doc(hidden)]
                    #vis const fn value(self) -> #ty { self.0 }
                }
            })
        }
    };
    block(&quote! {
        #inherent
        impl<#life> #root::Argument<#life> for #borrowed {
            const SPEC: #root::ArgumentSpec = #root::ArgumentSpec::Line;
            fn read(_: &mut #root::Fields<#life>) -> ::core::result::Result<Self, #root::Malformed> { loop {} }
            fn write(&self, _: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Full> { loop {} }
            fn visit(&self, _: &mut dyn #root::Visitor) {}
        }
    })
}

/// Impls of a dialect.
pub(crate) fn dialect(sum: &Sum) -> TokenStream {
    let root = crate::ast::root(sum.at.root.as_ref());
    let target = Target::new(&sum.ident, sum.lifetime.as_ref(), root);
    let Target {
        root,
        borrowed,
        life,
        generics,
        ..
    } = &target;
    block(&quote! {
        impl<#life> #root::Dialect<#life> for #borrowed {
            const FAMILIES: &'static [#root::FamilySpec] = &[];
            const COMMANDS: &'static [&'static [&'static #root::CommandSpec]] = &[];
            const ANSWERS: &'static [&'static [&'static #root::LineSpec]] = &[];
            const UNSOLICITED: &'static [&'static [&'static #root::LineSpec]] = &[];
            const UNSOLICITED_NAMES: &'static [&'static [#root::Name]] = &[];
            const UNSOLICITED_SORTED: #root::Names = #root::Names::of(&#root::SortedNames::<0>::sorted(&[]));
            fn decode(_: &#root::Invocation<#life>, _: #root::ProfileId)
                -> ::core::option::Option<::core::result::Result<Self, #root::Malformed>> { loop {} }
            fn ask<A: #root::Asker>(&self, _: A) -> ::core::option::Option<A::Output> { loop {} }
        }
        impl #generics #borrowed {
            #[doc(hidden)]
            pub fn encode(&self, _: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Full> { loop {} }
            #[doc(hidden)]
            pub fn visit(&self, _: &mut dyn #root::Visitor) {}
            #[doc(hidden)]
            pub fn check(&self, _: #root::ProfileId) -> ::core::result::Result<(), #root::Refused> { loop {} }
        }
    })
}

fn subparameters(target: &Target) -> TokenStream {
    let Target {
        root,
        borrowed,
        life,
        ..
    } = target;
    quote! {
        impl<#life> #root::Subparameters<#life> for #borrowed {
            const ITEM: &'static ::core::primitive::str = "";
            const SPECS: &'static [#root::SubparameterSpec] = &[];
            fn read(_: &mut #root::Fields<#life>) -> ::core::result::Result<Self, #root::Malformed> { loop {} }
            fn write(&self, _: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Full> { loop {} }
            fn visit(&self, _: &mut dyn #root::Visitor) {}
            fn check(&self, _: #root::ProfileId) -> ::core::result::Result<(), #root::Refused> { loop {} }
        }
    }
}

fn line(target: &Target) -> TokenStream {
    let Target {
        root,
        forever,
        borrowed,
        life,
        ..
    } = target;
    quote! {
        impl #root::Information for #forever {
            type Of<#life> = #borrowed;
            const NAME: ::core::option::Option<#root::Name> = ::core::option::Option::None;
            const SPEC: &'static #root::LineSpec = <#root::Nothing as #root::Information>::SPEC;
        }
    }
}
