//! Tokens of the user put into another place: one token for another, at any depth.
//!
//! In: tokens. Out: tokens, with the spans that they had. Not here: what they mean.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};

/// `tokens` with the binding `local` in place of `self`.
pub(crate) fn without_self(tokens: TokenStream, local: &Ident) -> TokenStream {
    replace(tokens, &|_, token| match token {
        TokenTree::Ident(ident) if *ident == "self" => {
            let mut local = local.clone();
            local.set_span(local.span().located_at(ident.span()));
            Some(local.into())
        }
        _ => None,
    })
}

/// `tokens` with `'static` in place of every lifetime.
pub(crate) fn forever(tokens: TokenStream) -> TokenStream {
    replace(tokens, &|before, token| match token {
        TokenTree::Ident(ident) if is_quote(before) => {
            Some(Ident::new("static", ident.span()).into())
        }
        _ => None,
    })
}

/// Whether `self` is among `tokens`, at any depth.
pub(crate) fn mention_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mention_self(group.stream()),
        TokenTree::Ident(ident) => ident == "self",
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn is_quote(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == '\'')
}

type Replacement<'r> = dyn Fn(Option<&TokenTree>, &TokenTree) -> Option<TokenTree> + 'r;

fn replace(tokens: TokenStream, with: &Replacement<'_>) -> TokenStream {
    let mut before: Option<TokenTree> = None;
    let mut replaced = TokenStream::new();
    for token in tokens {
        let new = match &token {
            TokenTree::Group(group) => {
                let mut inside = Group::new(group.delimiter(), replace(group.stream(), with));
                inside.set_span(group.span());
                inside.into()
            }
            _ => with(before.as_ref(), &token).unwrap_or_else(|| token.clone()),
        };
        replaced.extend([new]);
        before = Some(token);
    }
    replaced
}
