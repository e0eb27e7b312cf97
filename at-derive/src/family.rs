//! The attribute on a module: finds what its derives declare, so that nothing is registered by hand.
//!
//! In: an inline module, as it was written. Out: [`Family`]. Not here: what the items say of themselves; their
//! own derives read and judge that.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, GenericParam, Ident, Item, ItemMod, ItemStruct, Lifetime, LitStr, Path, Token,
    Visibility,
};

use crate::attr::Options;
use crate::errors::Errors;
use crate::place::Place;

/// What a module declares.
#[derive(Default)]
pub(crate) struct Family {
    pub(crate) at: Options,
    pub(crate) commands: Vec<Member>,
    pub(crate) answers: Vec<Member>,
    pub(crate) unsolicited: Vec<Unasked>,
    /// Items with several of the derives, of which each has one.
    pub(crate) crowded: Vec<Member>,
}

/// One declared item.
pub(crate) struct Member {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    /// Its name on the wire, in every spelling.
    pub(crate) names: Vec<LitStr>,
    /// The item has a lifetime.
    pub(crate) borrows: bool,
    /// Its `#[cfg(...)]`: what is not there has no row either.
    pub(crate) conditions: Vec<Attribute>,
}

/// One unsolicited result code, with its name.
pub(crate) struct Unasked {
    pub(crate) member: Member,
    pub(crate) name: LitStr,
    pub(crate) verb: Vec<(Path, LitStr)>,
    /// How many values stand before its counted data.
    pub(crate) data_behind: Option<usize>,
}

impl Family {
    /// Reads the module; `options` are those of the attribute.
    pub(crate) fn read(options: TokenStream, module: &ItemMod, errors: &Errors) -> Self {
        let mut family = Self::default();
        family.at.read_tokens(options, Place::Family, errors);
        let Some((_, items)) = &module.content else {
            errors.at(
                module,
                "write the module inline, `mod declared { ... }`: the attribute must see its items",
            );
            return family;
        };
        for item in items {
            if let Item::Struct(item) = item {
                family.add(item);
            }
        }
        family
    }

    fn add(&mut self, item: &ItemStruct) {
        let derives = derives(&item.attrs);
        let has = |name: &str| derives.iter().any(|derive| derive == name);
        if has("Command") {
            let options = options(item, Place::Command);
            if options.is_own_setting() {
                self.answers.push(Member::of(item, &options));
            }
            self.commands.push(Member::of(item, &options));
        }
        if has("Information") {
            let options = options(item, Place::Information);
            self.answers.push(Member::of(item, &options));
        }
        if has("Unsolicited") {
            let options = options(item, Place::Unsolicited);
            let member = Member::of(item, &options);
            if let Some(name) = options.name() {
                self.unsolicited.push(Unasked {
                    member,
                    name: name.clone(),
                    verb: options.verb,
                    data_behind: item.fields.iter().position(is_counted),
                });
            }
        }
        let kinds = ["Command", "Information", "Unsolicited"];
        if kinds.into_iter().filter(|kind| has(kind)).count() > 1 {
            self.crowded.push(Member::of(item, &Options::default()));
        }
    }
}

impl Member {
    fn of(item: &ItemStruct, options: &Options) -> Self {
        let is_lifetime = |param: &GenericParam| matches!(param, GenericParam::Lifetime(_));
        let conditions = item.attrs.iter().filter(|one| one.path().is_ident("cfg"));
        let elsewhere = options.verb.iter().map(|(_, name)| name);
        let names = options.name().into_iter().chain(elsewhere);
        Self {
            ident: item.ident.clone(),
            vis: item.vis.clone(),
            names: names.cloned().collect(),
            borrows: item.generics.params.iter().any(is_lifetime),
            conditions: conditions.cloned().collect(),
        }
    }

    /// The type, with `'static` where it has a lifetime.
    pub(crate) fn forever(&self) -> TokenStream {
        let mut ty = self.ident.to_token_stream();
        if self.borrows {
            let lifetime = Lifetime::new("'static", self.ident.span());
            ty.extend(quote::quote!(<#lifetime>));
        }
        ty
    }
}

/// Whether another field counts this one.
fn is_counted(field: &syn::Field) -> bool {
    let options = Options::read(&field.attrs, Place::InformationField, &Errors::default());
    options.counted_by.is_some()
}

/// What the item says of itself; its own derive reports what is wrong with it.
fn options(item: &ItemStruct, place: Place) -> Options {
    Options::read(&item.attrs, place, &Errors::default())
}

/// The last segments of all paths in `#[derive(...)]`.
fn derives(attributes: &[Attribute]) -> Vec<Ident> {
    let lists = attributes
        .iter()
        .filter(|one| one.path().is_ident("derive"));
    lists
        .filter_map(|list| {
            let paths = Punctuated::<Path, Token![,]>::parse_terminated;
            list.parse_args_with(paths).ok()
        })
        .flatten()
        .filter_map(|path| Some(path.segments.last()?.ident.clone()))
        .collect()
}
