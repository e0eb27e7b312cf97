//! Doc comments as data: summary, text, source.
//!
//! In: the attributes of an item. Out: [`Doc`]. Not here: whether it must be there; `check` says so.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::fragment;

/// What the doc comment of an item says.
#[derive(Default)]
pub(crate) struct Doc {
    /// The first paragraph, in one line.
    pub(crate) summary: String,
    /// The paragraphs behind it, without the source.
    pub(crate) text: String,
    /// What stands behind `Source:`.
    pub(crate) source: String,
}

impl Doc {
    /// Reads the doc comment among `attributes`.
    pub(crate) fn read(attributes: &[Attribute]) -> Self {
        let lines: Vec<String> = attributes.iter().flat_map(lines).collect();
        let mut doc = Self::default();
        let mut paragraphs = Vec::new();
        for paragraph in lines.split(|line| line.is_empty()) {
            let begins = paragraph
                .iter()
                .position(|line| line.starts_with("Source:"))
                .unwrap_or(paragraph.len());
            let (told, source) = paragraph.split_at(begins);
            if !told.is_empty() {
                paragraphs.push(told);
            }
            if !source.is_empty() {
                let source = source.join(" ");
                doc.source = source
                    .trim_start_matches("Source:")
                    .trim()
                    .trim_end_matches('.')
                    .to_owned();
            }
        }
        if let Some((first, others)) = paragraphs.split_first() {
            doc.summary = first.join(" ");
            doc.text = others
                .iter()
                .map(|paragraph| paragraph.join("\n"))
                .collect::<Vec<_>>()
                .join("\n\n");
        }
        doc
    }

    /// Whether there is none.
    pub(crate) fn is_missing(&self) -> bool {
        self.summary.is_empty()
    }

    /// Summary and text as one, for the rows of fields and cases.
    pub(crate) fn whole(&self) -> String {
        if self.text.is_empty() {
            self.summary.clone()
        } else {
            format!("{}\n\n{}", self.summary, self.text)
        }
    }
}

/// The lines of one `#[doc = "..."]`, each without the space that follows `///` and without spaces at its end.
fn lines(attribute: &Attribute) -> Vec<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match fragment::expr(&pair.value) {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => text.value().split('\n').map(line).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn line(text: &str) -> String {
    text.strip_prefix(' ').unwrap_or(text).trim_end().to_owned()
}

/// A doc comment of generated code.
pub(crate) fn comment(text: &str) -> TokenStream {
    let text = format!(" {text}");
    quote!(#[doc = #text])
}
