//! What the macros write, as a person reviews it.
//!
//! In: declarations, one small item for each feature. Out: snapshots: what was written, and the parts of its
//! expansion that the feature makes. One snapshot shows a whole expansion. A decoder is to be seen as a
//! composition: `required` and `optional` hand over to the type asked for, which takes one of the productions of
//! `at-parse`. Not here: whether it works; `at-spec/tests` has that.

mod argument;
mod collection;
mod command;
mod field;
mod line;
mod part;
pub(crate) mod place;

use proc_macro2::TokenStream;
use syn::{DeriveInput, File, Item, ItemMod, parse_quote};

use crate::expand;

/// What stands between the declaration and its expansion in a snapshot.
const BECOMES: &str = "// becomes, among other things:";

/// `written`, and the named parts of its expansion: `Trait::item`, `Trait` for the whole impl, `Self::item` for
/// an inherent one, the name of an item beside the impls. `.field` behind it keeps these fields of a row alone.
fn shown(written: TokenStream, parts: &[&str]) -> String {
    let file = expansion(written.clone());
    let parts: Vec<Item> = parts.iter().map(|part| part::named(&file, part)).collect();
    let parts = prettyplease::unparse(&parse_quote!(#(#parts)*));
    format!("{}\n{BECOMES}\n\n{parts}", pretty(written))
}

/// `written`, and its whole expansion.
fn shown_whole(written: TokenStream) -> String {
    let file = prettyplease::unparse(&expansion(written.clone()));
    format!("{}\n{BECOMES}\n\n{file}", pretty(written))
}

fn expansion(written: TokenStream) -> File {
    let item: Item = syn::parse2(written.clone()).expect("the declaration is an item");
    let tokens = match place::derive_of(&item).as_deref() {
        Some("Command") => expand::command(&derived(written)),
        Some("Information") => expand::information(&derived(written)),
        Some("Unsolicited") => expand::unsolicited(&derived(written)),
        Some("Argument") => expand::argument(&derived(written)),
        Some("Dialect") => expand::dialect(&derived(written)),
        Some("family") => family(item),
        other => panic!("{other:?} is none of the macros"),
    };
    let file = syn::parse2(tokens).expect("the expansion is a file");
    assert!(!part::is_complaint(&file), "the declaration has a mistake");
    file
}

fn derived(written: TokenStream) -> DeriveInput {
    syn::parse2(written).expect("the declaration is one")
}

fn family(item: Item) -> TokenStream {
    let Item::Mod(mut module) = item else {
        panic!("a family is a module")
    };
    let attribute = module.attrs.remove(0);
    let options = match attribute.meta {
        syn::Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    expand::family(options, &module)
}

fn pretty(written: TokenStream) -> String {
    let text = prettyplease::unparse(&syn::parse2(written).expect("the declaration is a file"));
    // Attributes are printed token by token.
    text.replace("= >", "=> ").replace("..= ", "..=")
}

/// The items of a family's module, as a file.
fn inside(module: ItemMod) -> File {
    let items = module.content.map(|(_, items)| items).unwrap_or_default();
    parse_quote!(#(#items)*)
}
