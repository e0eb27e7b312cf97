//! `impl Argument`: enums of numbers, enums of words, structs around one value.
//!
//! In: a value's declaration. Out: the impl, and `new` and `value` of a struct. Not here: ranges of profiles.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;
use syn::{LitByteStr, Type};

use super::{Target, block, limits, local, named, shown};
use crate::ast::{Case, Shape, Value};
use crate::attr::{Bounds, Literal};
use crate::doc::comment;

/// Everything that `derive(Argument)` writes.
pub(crate) fn argument(value: &Value) -> TokenStream {
    let target = Target::of_value(value);
    match &value.shape {
        Shape::Cases(cases) if cases.iter().all(|case| case.at.name().is_some()) => {
            words(&target, cases, value.at.quoted.is_some())
        }
        Shape::Cases(cases) => numbers(&target, cases),
        Shape::Newtype(ty) => newtype(&target, value, ty),
    }
}

fn numbers(target: &Target, cases: &[Case]) -> TokenStream {
    let root = &target.root;
    let [fields, writer, visitor, place] = ["fields", "writer", "visitor", "place"].map(local);
    let numbered: Vec<_> = cases
        .iter()
        .filter_map(|case| match &case.at.literal {
            Some(Literal::Number(number, _)) => Some((case, *number)),
            Some(Literal::Text(_)) | None => None,
        })
        .map(|(case, number)| (case, Token::i64_unsuffixed(number)))
        .collect();
    let is_signed = cases
        .iter()
        .any(|case| matches!(case.at.literal, Some(Literal::Number(..=-1, _))));
    let production = if is_signed {
        named("signed")
    } else {
        named("number")
    };
    let choices = numbered.iter().map(|(case, number)| {
        let (name, text) = (shown(&case.ident), case.doc.whole());
        quote!(#root::Choice { number: #number, name: #name, text: #text })
    });
    let reading = numbered.iter().map(
        |(Case { ident, .. }, number)| quote!(#number => ::core::result::Result::Ok(Self::#ident)),
    );
    let writing = numbered
        .iter()
        .map(|(Case { ident, .. }, number)| quote!(Self::#ident => #number));
    let written = quote!(match *self { #(#writing),* });
    let shown = numbered.iter().map(|(Case { ident, .. }, number)| {
        let name = shown(ident);
        quote!(Self::#ident => #visitor.choice(#name, #number))
    });
    let visit = visit(target, shown);
    implement(
        target,
        &quote! {
            const SPEC: #root::ArgumentSpec = #root::ArgumentSpec::Choice(&[#(#choices),*]);
        },
        &quote! {
            let #place = #root::Fields::malformed(#fields, #root::Fault::OutOfRange, 0);
            match #fields.take(#root::grammar::#production)? {
                #(#reading,)*
                _ => ::core::result::Result::Err(#place),
            }
        },
        &quote! {
            #writer.number(#written, 0)
        },
        &quote! {
            #visit

            fn number(&self) -> ::core::option::Option<::core::primitive::i64> {
                ::core::option::Option::Some(#written)
            }
        },
    )
}

fn words(target: &Target, cases: &[Case], quoted: bool) -> TokenStream {
    let root = &target.root;
    let [fields, writer, visitor, place] = ["fields", "writer", "visitor", "place"].map(local);
    let named: Vec<_> = cases
        .iter()
        .filter_map(|case| Some((case, case.at.name()?)))
        .collect();
    let rows = named.iter().map(|(case, word)| {
        let (name, text) = (shown(&case.ident), case.doc.whole());
        quote!(#root::Word { word: #word, name: #name, text: #text })
    });
    let reading = named.iter().map(|(Case { ident, .. }, word)| {
        let bytes = LitByteStr::new(word.value().as_bytes(), word.span());
        quote!(#bytes => ::core::result::Result::Ok(Self::#ident))
    });
    let writing = named.iter().map(|(Case { ident, .. }, word)| {
        let text = if quoted {
            format!("\"{}\"", word.value())
        } else {
            word.value()
        };
        let bytes = LitByteStr::new(text.as_bytes(), word.span());
        quote!(Self::#ident => #bytes)
    });
    let shown = named.iter().map(|(Case { ident, .. }, word)| {
        let name = shown(ident);
        quote!(Self::#ident => #visitor.word(#name, #word))
    });
    let visit = visit(target, shown);
    implement(
        target,
        &quote! {
            const SPEC: #root::ArgumentSpec = #root::ArgumentSpec::Words {
                words: &[#(#rows),*],
                quoted: #quoted,
            };
        },
        &quote! {
            let #place = #root::Fields::malformed(#fields, #root::Fault::UnknownWord, 0);
            match #fields.take(#root::grammar::word)? {
                #(#reading,)*
                _ => ::core::result::Result::Err(#place),
            }
        },
        &quote! {
            #writer.bytes(match *self { #(#writing),* })
        },
        &visit,
    )
}

/// Shows the name of the case, and what it is on the wire.
fn visit(target: &Target, shown: impl Iterator<Item = TokenStream>) -> TokenStream {
    let root = &target.root;
    let visitor = local("visitor");
    quote! {
        fn visit(&self, #visitor: &mut dyn #root::Visitor) {
            match *self { #(#shown),* }
        }
    }
}

fn newtype(target: &Target, value: &Value, ty: &Type) -> TokenStream {
    let Target { root, life, .. } = target;
    let [fields, writer, visitor, place, inner] =
        ["fields", "writer", "visitor", "place", "value"].map(local);
    let inherent = inherent(target, value, ty);
    let (spec, read) = match &value.at.range {
        None => (
            quote!(<#ty as #root::Argument<#life>>::SPEC),
            quote! {
                let #inner = <#ty as #root::Argument<#life>>::read(#fields)?;
                ::core::result::Result::Ok(Self(#inner))
            },
        ),
        Some(Bounds { least, most, .. }) => {
            let (least, most) = (limits::bound(least), limits::bound(most));
            (
                quote! {
                    #root::ArgumentSpec::Number {
                        least: #least,
                        most: #most,
                        unit: "",
                        width: 0,
                    }
                },
                quote! {
                    let #place = #root::Fields::malformed(#fields, #root::Fault::OutOfRange, 0);
                    let #inner = <#ty as #root::Argument<#life>>::read(#fields)?;
                    Self::new(#inner).ok_or(#place)
                },
            )
        }
    };
    let implementation = pieces(
        target,
        &quote! {
            const SPEC: #root::ArgumentSpec = #spec;
        },
        &read,
        &quote! {
            #root::Argument::write(&self.0, #writer)
        },
        &quote! {
            fn visit(&self, #visitor: &mut dyn #root::Visitor) {
                #root::Argument::visit(&self.0, #visitor);
            }

            fn number(&self) -> ::core::option::Option<::core::primitive::i64> {
                #root::Argument::number(&self.0)
            }
        },
    );
    block(&quote!(#inherent #implementation))
}

/// `new` and `value`: a value that exists is in range.
fn inherent(target: &Target, value: &Value, ty: &Type) -> TokenStream {
    let Target {
        borrowed, generics, ..
    } = target;
    let vis = &value.vis;
    let inner = local("value");
    let new = match &value.at.range {
        None => quote! {
            /// Wraps the value.
            #[must_use]
            #vis const fn new(#inner: #ty) -> Self {
                Self(#inner)
            }
        },
        Some(Bounds {
            least,
            most,
            tokens,
        }) => {
            let told = comment(&format!(
                "Wraps the value, if it is in the range `{}`.",
                quote!(#tokens)
            ));
            quote! {
                #told
                #[must_use]
                #vis const fn new(#inner: #ty) -> ::core::option::Option<Self> {
                    if #inner >= #least && #inner <= #most {
                        ::core::option::Option::Some(Self(#inner))
                    } else {
                        ::core::option::Option::None
                    }
                }
            }
        }
    };
    quote! {
        impl #generics #borrowed {
            #new

            /// The value inside.
            #[must_use]
            #vis const fn value(self) -> #ty {
                self.0
            }
        }
    }
}

fn implement(
    target: &Target,
    spec: &TokenStream,
    read: &TokenStream,
    write: &TokenStream,
    others: &TokenStream,
) -> TokenStream {
    block(&pieces(target, spec, read, write, others))
}

/// The impl, of its parts.
fn pieces(
    target: &Target,
    spec: &TokenStream,
    read: &TokenStream,
    write: &TokenStream,
    others: &TokenStream,
) -> TokenStream {
    let Target {
        root,
        life,
        borrowed,
        ..
    } = target;
    let [fields, writer] = ["fields", "writer"].map(local);
    quote! {
        impl<#life> #root::Argument<#life> for #borrowed {
            #spec

            fn read(
                #fields: &mut #root::Fields<#life>,
            ) -> ::core::result::Result<Self, #root::Malformed> {
                #read
            }

            fn write(
                &self,
                #writer: &mut #root::Writer<'_>,
            ) -> ::core::result::Result<(), #root::Full> {
                #write
            }

            #others
        }
    }
}
