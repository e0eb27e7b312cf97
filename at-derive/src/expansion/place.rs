//! Every option of every place is shown by a snapshot.
//!
//! In: the snapshots, as files. Out: options that none of them shows. Not here: what the options do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, Item, Meta, Token};

use super::BECOMES;
use crate::place::Place;

/// The derives.
const MACROS: [&str; 5] = [
    "Command",
    "Information",
    "Unsolicited",
    "Argument",
    "Dialect",
];

/// What a person reviews at a glance. Unit: lines.
const LONGEST: usize = 40;

/// The places of options, and what the coverage calls them.
pub(crate) const PLACES: [(Place, &str); 10] = [
    (Place::Command, "command"),
    (Place::CommandField, "field of a command"),
    (Place::Information, "answer"),
    (Place::InformationField, "field of an answer"),
    (Place::Unsolicited, "unsolicited result code"),
    (Place::Enum, "enum"),
    (Place::Case, "case"),
    (Place::Newtype, "struct around one value"),
    (Place::Dialect, "dialect"),
    (Place::Family, "family"),
];

#[test]
fn every_option_of_every_place_is_shown() {
    let shown: BTreeSet<(String, String)> = snapshots()
        .iter()
        .flat_map(|text| options(&declaration(text)))
        .collect();
    let due = PLACES.iter().flat_map(|(place, called)| {
        let options = place.options().iter();
        options.map(|option| ((*called).to_owned(), (*option).to_owned()))
    });
    let missing: Vec<_> = due.filter(|one| !shown.contains(one)).collect();
    assert!(missing.is_empty(), "no snapshot shows: {missing:#?}");
}

#[test]
fn a_snapshot_shows_one_feature() {
    let lines = |text: &String| Some(text.split_once(BECOMES)?.1.trim().lines().count());
    let lines: Vec<usize> = snapshots().iter().filter_map(lines).collect();
    let long: Vec<&usize> = lines.iter().filter(|lines| **lines > LONGEST).collect();
    assert_eq!(long.len(), 1, "one expansion is shown whole: {long:?}");
}

/// The macro that an item is given to.
pub(super) fn derive_of(item: &Item) -> Option<String> {
    let attributes: &[Attribute] = match item {
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Mod(_) => return Some("family".to_owned()),
        _ => return None,
    };
    let ours = |name: &String| MACROS.contains(&name.as_str());
    let derives = attributes
        .iter()
        .filter(|one| one.path().is_ident("derive"));
    derives.flat_map(names).find(ours)
}

/// The last segments of the paths in `#[derive(...)]`.
fn names(derive: &Attribute) -> Vec<String> {
    let paths = derive.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
    let paths = paths.expect("a derive lists paths");
    paths
        .iter()
        .filter_map(|path| Some(path.segments.last()?.ident.to_string()))
        .collect()
}

fn snapshots() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/expansion/snapshots");
    let files = fs::read_dir(folder).expect("the snapshots are there");
    files
        .map(|file| fs::read_to_string(file.expect("a snapshot").path()).expect("it is text"))
        .collect()
}

/// What was written, of a snapshot.
fn declaration(snapshot: &str) -> Item {
    let behind_head = snapshot.splitn(3, "---\n").nth(2).expect("a head");
    let (written, _) = behind_head.split_once(BECOMES).expect("two halves");
    syn::parse_str(written).expect("a declaration")
}

/// The options in `item`, each with its place.
pub(crate) fn options(item: &Item) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |place: &str, attributes: &[Attribute]| {
        let options = attributes.iter().flat_map(keys);
        found.extend(options.map(|option| (place.to_owned(), option)));
    };
    match (item, derive_of(item).as_deref()) {
        (Item::Mod(item), _) => add("family", &item.attrs),
        (Item::Enum(item), Some("Dialect")) => add("dialect", &item.attrs),
        (Item::Enum(item), _) => {
            add("enum", &item.attrs);
            item.variants
                .iter()
                .for_each(|case| add("case", &case.attrs));
        }
        (Item::Struct(item), Some(derive)) => {
            let (on_item, on_field) = match derive {
                "Command" => ("command", "field of a command"),
                "Information" => ("answer", "field of an answer"),
                "Unsolicited" => ("unsolicited result code", "field of an answer"),
                _ => ("struct around one value", ""),
            };
            add(on_item, &item.attrs);
            if let Fields::Named(fields) = &item.fields {
                fields
                    .named
                    .iter()
                    .for_each(|field| add(on_field, &field.attrs));
            }
        }
        _ => {}
    }
    found
}

/// The keys in `#[at(...)]`, or in the brackets of the attribute `family`.
fn keys(attribute: &Attribute) -> Vec<String> {
    match &attribute.meta {
        Meta::List(list) if !attribute.path().is_ident("derive") => {
            let options: Vec<TokenTree> = list.tokens.clone().into_iter().collect();
            options
                .split(|token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ','))
                .filter_map(|option| option.first().cloned())
                .map(|key| TokenStream::from(key).to_string())
                .collect()
        }
        _ => Vec::new(),
    }
}
