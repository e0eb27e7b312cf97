//! `#[at(...)]`: reads every option of every place, on past a mistake.
//!
//! In: attributes, and the place they stand at. Out: [`Options`], with the tokens kept for their spans. Not here:
//! what options mean together; `check` judges that.

mod written;

pub(crate) use written::{Bounds, Literal};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, Ident, LitInt, LitStr, Meta, Path, Token, Type, token};

use crate::errors::Errors;
use crate::fragment;
use crate::place::{self, Place};
use written::{by_profile, flag, forms, is, list, milliseconds, skip_to_comma};

/// How well a fact is known, as it was written.
pub(crate) type Level = Ident;

/// Every option of every place; the place says which can be there.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) literal: Option<Literal>,
    pub(crate) verb: Vec<(Path, LitStr)>,
    pub(crate) exchange: Option<Expr>,
    /// Unit: milliseconds.
    pub(crate) answer_within: Option<u32>,
    pub(crate) answer: Option<Type>,
    pub(crate) setting: Option<Type>,
    pub(crate) test: Option<Ident>,
    pub(crate) absent: Vec<Path>,
    pub(crate) level: Option<Level>,
    /// Levels of single forms.
    pub(crate) provenance: Vec<(Ident, Level)>,
    pub(crate) root: Option<Path>,
    pub(crate) range: Option<Bounds>,
    pub(crate) ranges: Vec<(Path, Bounds)>,
    pub(crate) default: Option<LitStr>,
    pub(crate) key: Option<Ident>,
    pub(crate) count: Option<Ident>,
    pub(crate) unwritten: Option<Ident>,
    pub(crate) leading: Option<Ident>,
    pub(crate) blocking: Option<Ident>,
    /// The field that counts this one.
    pub(crate) counted_by: Option<Ident>,
    pub(crate) quoted: Option<Ident>,
    pub(crate) bare: Option<Ident>,
    /// Whether something was wrong with it.
    pub(crate) flawed: bool,
    /// The keys that were there.
    said: Vec<String>,
}

impl Options {
    /// Reads all `#[at(...)]` among `attributes`.
    pub(crate) fn read(attributes: &[Attribute], place: Place, errors: &Errors) -> Self {
        let mut options = Self::default();
        for attribute in attributes.iter().filter(|one| one.path().is_ident("at")) {
            match &attribute.meta {
                Meta::List(list) => options.read_tokens(list.tokens.clone(), place, errors),
                meta @ (Meta::Path(_) | Meta::NameValue(_)) => {
                    options.flawed = true;
                    errors.at(meta, "write it with brackets: `#[at(...)]`");
                }
            }
        }
        options
    }

    /// Reads what stands between the brackets.
    pub(crate) fn read_tokens(&mut self, tokens: TokenStream, place: Place, errors: &Errors) {
        let read = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = self.option(input, place, errors) {
                    self.flawed = true;
                    errors.add(error);
                    skip_to_comma(input)?;
                } else if !input.is_empty() && !input.peek(Token![,]) {
                    errors.at_span(input.span(), "write a comma between two options");
                    skip_to_comma(input)?;
                }
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(())
        };
        if let Err(error) = read.parse2(tokens) {
            errors.add(error);
        }
    }

    fn option(&mut self, input: ParseStream<'_>, place: Place, errors: &Errors) -> syn::Result<()> {
        if !input.peek(Ident::peek_any) {
            return self.literal(input, place);
        }
        let key = Ident::parse_any(input)?;
        let name = key.unraw().to_string();
        if !place.options().contains(&name.as_str()) {
            return Err(syn::Error::new(key.span(), place.refuses(&name)));
        }
        if self.said.contains(&name) {
            return Err(syn::Error::new(
                key.span(),
                format!("`{name}` is here twice; keep one"),
            ));
        }
        self.said.push(name.clone());
        let is_group = input.peek(token::Paren) || input.peek2(token::Bracket);
        self.value(&key, &name, input, errors).map_err(|error| {
            // At the end there is no token to point at, but a group has at least its closing bracket.
            let span = if input.is_empty() && !is_group {
                key.span()
            } else {
                error.span()
            };
            syn::Error::new(span, place::shape(&name))
        })
    }

    /// Reads what stands behind the key `name`.
    fn value(
        &mut self,
        key: &Ident,
        name: &str,
        input: ParseStream<'_>,
        errors: &Errors,
    ) -> syn::Result<()> {
        match name {
            "verb" => self.verb = by_profile(input)?,
            "ranges" => self.ranges = by_profile(input)?,
            "exchange" => self.exchange = Some(is(input)?),
            "answer_within" => self.answer_within = milliseconds(&is(input)?, errors),
            "answer" => self.answer = Some(is(input)?),
            "setting" => self.setting = Some(is(input)?),
            "default" => self.default = Some(is(input)?),
            "range" => self.range = Some(is(input)?),
            "crate" => {
                input.parse::<Token![=]>()?;
                self.root = Some(Path::parse_mod_style(input)?);
            }
            "absent" => self.absent = list(input)?,
            "provenance" => self.provenance = forms(input)?,
            "test" => self.test = Some(flag(key, input)?),
            "key" => self.key = Some(flag(key, input)?),
            "count" => self.count = Some(flag(key, input)?),
            "unwritten" => self.unwritten = Some(flag(key, input)?),
            "leading" => self.leading = Some(flag(key, input)?),
            "blocking" => self.blocking = Some(flag(key, input)?),
            "counted_by" => self.counted_by = Some(is(input)?),
            "quoted" => self.quoted = Some(flag(key, input)?),
            "bare" => self.bare = Some(flag(key, input)?),
            _ => {
                let key = flag(key, input)?;
                if let Some(level) = &self.level {
                    errors.at(
                        &key,
                        format!("it cannot be both `{level}` and `{key}`; keep one"),
                    );
                }
                self.level = Some(key);
            }
        }
        Ok(())
    }

    fn literal(&mut self, input: ParseStream<'_>, place: Place) -> syn::Result<()> {
        let span = input.span();
        let literal = if input.peek(LitStr) {
            Literal::Text(input.parse()?)
        } else if input.peek(LitInt) || input.peek(Token![-]) {
            let sign: Option<Token![-]> = input.parse()?;
            let digits: LitInt = input
                .parse()
                .map_err(|_| syn::Error::new(span, place.expects()))?;
            let number: i64 = digits.base10_parse().map_err(|_| {
                let message = format!("write a number from 0 to {}", u32::MAX);
                syn::Error::new_spanned(&digits, message)
            })?;
            let number = if sign.is_some() { -number } else { number };
            let mut tokens = sign.to_token_stream();
            digits.to_tokens(&mut tokens);
            Literal::Number(number, tokens)
        } else {
            return Err(syn::Error::new(span, place.expects()));
        };
        if !place.takes(&literal) {
            return Err(syn::Error::new_spanned(&literal, place.expects()));
        }
        if self.literal.is_some() {
            return Err(syn::Error::new_spanned(
                &literal,
                "there is already one here; keep one",
            ));
        }
        self.literal = Some(literal);
        Ok(())
    }

    /// The name given, if it is a text.
    pub(crate) fn name(&self) -> Option<&LitStr> {
        match &self.literal {
            Some(Literal::Text(name)) => Some(name),
            Some(Literal::Number(..)) | None => None,
        }
    }

    /// Whether the setting is `Self`.
    pub(crate) fn is_own_setting(&self) -> bool {
        matches!(self.setting.as_ref().map(fragment::ty), Some(Type::Path(path)) if path.path.is_ident("Self"))
    }
}
