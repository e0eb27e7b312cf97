//! Mistakes in a declaration, collected: everything that is wrong is said in one compilation.
//!
//! In: places and sentences. Out: `compile_error!`s, or nothing. Not here: the rules; `check` has them.

use std::cell::RefCell;
use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Errors {
    found: RefCell<Vec<syn::Error>>,
}

impl Errors {
    /// A mistake in `tokens`. The message says what to write instead.
    pub(crate) fn at(&self, tokens: impl ToTokens, message: impl Display) {
        self.add(syn::Error::new_spanned(tokens, message));
    }

    /// A mistake at `span`.
    pub(crate) fn at_span(&self, span: Span, message: impl Display) {
        self.add(syn::Error::new(span, message));
    }

    /// A mistake that the Rust parser has found.
    pub(crate) fn add(&self, error: syn::Error) {
        self.found.borrow_mut().push(error);
    }

    /// All mistakes; `None`: there are none.
    pub(crate) fn finish(self) -> Option<TokenStream> {
        let mut found = self.found.into_inner().into_iter();
        let mut all = found.next()?;
        all.extend(found);
        Some(all.into_compile_error())
    }
}
