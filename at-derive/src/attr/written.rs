//! How the values of options are written: one function for each notation.
//!
//! In: tokens. Out: values, or the place that does not fit. Not here: which option it is, and what to say about it.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, LitStr, Path, RangeLimits, Token, bracketed, parenthesized};

use super::Level;
use crate::errors::Errors;
use crate::fragment;
use crate::place;

/// What stands first in the attribute, without a key.
pub(crate) enum Literal {
    /// A name, or a word.
    Text(LitStr),
    /// A number, and the tokens of it.
    Number(i64, TokenStream),
}

/// An inclusive range.
#[derive(Clone)]
pub(crate) struct Bounds {
    pub(crate) least: Expr,
    pub(crate) most: Expr,
    /// The range as it was written.
    pub(crate) tokens: Expr,
}

impl ToTokens for Literal {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Text(text) => text.to_tokens(tokens),
            Self::Number(_, number) => number.to_tokens(tokens),
        }
    }
}

impl Parse for Bounds {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let tokens: Expr = input.parse()?;
        let bounds = match fragment::expr(&tokens) {
            Expr::Range(range) => match (&range.start, &range.limits, &range.end) {
                (Some(least), RangeLimits::Closed(_), Some(most)) => {
                    Some((Expr::clone(least), Expr::clone(most)))
                }
                _ => None,
            },
            _ => None,
        };
        let (least, most) = bounds.ok_or_else(|| syn::Error::new_spanned(&tokens, ""))?;
        Ok(Self {
            least,
            most,
            tokens,
        })
    }
}

pub(super) fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}

/// A key alone; whatever else stands behind it is a mistake.
pub(super) fn flag(key: &Ident, input: ParseStream<'_>) -> syn::Result<Ident> {
    if input.is_empty() || input.peek(Token![,]) {
        Ok(key.clone())
    } else {
        Err(input.error(""))
    }
}

/// `= value`
pub(super) fn is<T: Parse>(input: ParseStream<'_>) -> syn::Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

/// `= [path, path]`
pub(super) fn list(input: ParseStream<'_>) -> syn::Result<Vec<Path>> {
    input.parse::<Token![=]>()?;
    let inside;
    bracketed!(inside in input);
    all(&inside, Path::parse_mod_style)
}

/// `(path => value, ...)`
pub(super) fn by_profile<T: Parse>(input: ParseStream<'_>) -> syn::Result<Vec<(Path, T)>> {
    let inside;
    parenthesized!(inside in input);
    let pair = |input: ParseStream<'_>| {
        let profile = Path::parse_mod_style(input)?;
        input.parse::<Token![=>]>()?;
        Ok((profile, input.parse()?))
    };
    all(&inside, pair)
}

/// `(set = recollected, ...)`
pub(super) fn forms(input: ParseStream<'_>) -> syn::Result<Vec<(Ident, Level)>> {
    let inside;
    parenthesized!(inside in input);
    let pair = |input: ParseStream<'_>| {
        let form: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        let level: Ident = input.parse()?;
        if form != "set" && form != "read" && form != "test" {
            return Err(syn::Error::new(form.span(), ""));
        }
        if level != "cited" && level != "recollected" && level != "inferred" {
            return Err(syn::Error::new(level.span(), ""));
        }
        Ok((form, level))
    };
    all(&inside, pair)
}

/// Everything between two brackets.
fn all<T>(
    inside: ParseStream<'_>,
    one: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<Vec<T>> {
    let all = Punctuated::<_, Token![,]>::parse_terminated_with(inside, one);
    // What is left unread would be a second mistake.
    while all.is_err() && inside.parse::<proc_macro2::TokenTree>().is_ok() {}
    Ok(all?.into_iter().collect())
}

pub(super) fn milliseconds(text: &LitStr, errors: &Errors) -> Option<u32> {
    let value = text.value();
    let read = value.split_once(' ').and_then(|(number, unit)| {
        let number: u32 = number.parse().ok()?;
        match unit {
            "s" => number.checked_mul(1000),
            "ms" => Some(number),
            _ => None,
        }
    });
    if read.is_none() {
        errors.at(text, place::shape("answer_within"));
    }
    read
}
