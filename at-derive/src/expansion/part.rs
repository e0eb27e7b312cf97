//! One part of an expansion, by its name.
//!
//! In: an expansion. Out: an impl with nothing in it but the items asked for. Not here: which parts a feature has.

use syn::punctuated::Punctuated;
use syn::{Expr, File, ImplItem, Item, ItemImpl};

/// The part that `name` names, as `shown` explains.
pub(super) fn named(file: &File, name: &str) -> Item {
    let (name, fields) = match name.split_once('.') {
        Some((name, fields)) => (name, fields.split('+').collect()),
        None => (name, Vec::new()),
    };
    let (owner, member) = name.split_once("::").unwrap_or((name, ""));
    let found = items(file).into_iter().find_map(|item| match item {
        Item::Impl(mut block) if owner_of(&block) == owner => {
            block
                .items
                .retain(|item| member.is_empty() || name_of(item) == member);
            block.items.iter_mut().for_each(|item| keep(item, &fields));
            let is_there = member.is_empty() || !block.items.is_empty();
            is_there.then_some(Item::Impl(block))
        }
        Item::Const(item) if item.ident == name => Some(Item::Const(item)),
        Item::Enum(item) if item.ident == name => Some(Item::Enum(item)),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("the expansion has no part `{name}`"))
}

/// Whether the expansion says that something is wrong.
pub(super) fn is_complaint(file: &File) -> bool {
    file.items.iter().any(|item| matches!(item, Item::Macro(_)))
}

/// All items: those at the top, those of a family's module, and those inside the block around the impls.
fn items(file: &File) -> Vec<Item> {
    let mut found = Vec::new();
    for item in &file.items {
        match item {
            Item::Mod(module) => found.extend(items(&super::inside(module.clone()))),
            Item::Const(item) if item.ident == "_" => found.extend(inside(&item.expr)),
            _ => found.push(item.clone()),
        }
    }
    found
}

fn inside(block: &Expr) -> Vec<Item> {
    let Expr::Block(block) = block else {
        return Vec::new();
    };
    let statements = block.block.stmts.iter();
    statements
        .filter_map(|statement| match statement {
            syn::Stmt::Item(item) => Some(item.clone()),
            _ => None,
        })
        .collect()
}

/// The trait that it implements, without its path, or `Self`.
fn owner_of(block: &ItemImpl) -> String {
    let path = block.trait_.as_ref().map(|(path, _)| path);
    path.and_then(|path| path.segments.last())
        .map_or_else(|| "Self".to_owned(), |last| last.ident.to_string())
}

fn name_of(item: &ImplItem) -> String {
    match item {
        ImplItem::Const(item) => item.ident.to_string(),
        ImplItem::Fn(item) => item.sig.ident.to_string(),
        ImplItem::Type(item) => item.ident.to_string(),
        _ => String::new(),
    }
}

/// Leaves of a row, or of each of several, the `fields` alone.
fn keep(item: &mut ImplItem, fields: &[&str]) {
    if let (ImplItem::Const(item), false) = (item, fields.is_empty()) {
        keep_fields(&mut item.expr, fields);
    }
}

fn keep_fields(expr: &mut Expr, fields: &[&str]) {
    match expr {
        Expr::Reference(reference) => keep_fields(&mut reference.expr, fields),
        Expr::Array(array) => array
            .elems
            .iter_mut()
            .for_each(|row| keep_fields(row, fields)),
        Expr::Struct(row) => {
            let kept = row.fields.clone().into_iter().filter(|field| {
                matches!(&field.member, syn::Member::Named(name) if fields.iter().any(|one| name == one))
            });
            row.fields = kept.collect::<Punctuated<_, _>>();
        }
        _ => {}
    }
}
