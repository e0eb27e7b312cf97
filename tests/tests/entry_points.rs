//! The proof that no panic is reachable, held against the public functions of the core: each is in it.
//!
//! In: the sources of the core and of `proof/no-panic`. Out: what the proof does not call. A function that several types
//! have must stand there with its type. Not here: functions that macros write, and methods of traits; the proof
//! reaches those through rows, and through what is generic over them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ImplItem, Item, Type, Visibility};

/// A public function: its type, if it is of one, and its name.
type Function = (Option<String>, String);

#[test]
fn every_public_function_of_the_core_is_in_the_proof() {
    let mut functions = Vec::new();
    for folder in ["at-parse/src", "at-spec/src", "telit-ssl/src"] {
        for file in sources(&root().join(folder)) {
            functions.extend(public(&file_of(&file).items));
        }
    }
    assert!(functions.len() > 200, "the sources were not found");
    let calls = calls();
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in &functions {
        *owners.entry(name).or_default() += 1;
    }
    let is_called = |(owner, name): &Function| match owner {
        _ if owners[name.as_str()] == 1 => calls.contains(name),
        Some(owner) => calls.contains(&format!("{owner}::{name}")),
        // A path that begins with a module.
        None => calls.iter().any(|call| {
            let (module, called) = call.split_once("::").unwrap_or(("", call));
            called == name && module.starts_with(|first: char| first.is_ascii_lowercase())
        }),
    };
    let missing: Vec<&Function> = functions.iter().filter(|one| !is_called(one)).collect();
    assert!(missing.is_empty(), "the proof does not call {missing:?}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn file_of(path: &Path) -> syn::File {
    syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap()
}

fn public(items: &[Item]) -> Vec<Function> {
    let is_public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Fn(function) if is_public(&function.vis) => {
                found.push((None, function.sig.ident.to_string()));
            }
            Item::Impl(block) if block.trait_.is_none() => {
                let methods = block.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(method) if is_public(&method.vis) => Some(&method.sig.ident),
                    _ => None,
                });
                found.extend(methods.map(|name| (type_name(&block.self_ty), name.to_string())));
            }
            Item::Mod(module)
                if !module
                    .attrs
                    .iter()
                    .any(|attribute| attribute.path().is_ident("cfg")) =>
            {
                let inner = module.content.as_ref().map(|(_, items)| public(items));
                found.extend(inner.unwrap_or_default());
            }
            _ => {}
        }
    }
    found
}

fn type_name(named: &Type) -> Option<String> {
    match named {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// Every name that the proof calls, `name`, and with what stands before it, `Type::name`.
fn calls() -> Vec<String> {
    let mut calls = Vec::new();
    for file in sources(&root().join("proof/no-panic/src")) {
        for item in file_of(&file).items {
            if !matches!(item, Item::Use(_)) {
                collect(item.to_token_stream(), &mut calls);
            }
        }
    }
    calls
}

fn collect(tokens: TokenStream, calls: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (place, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect(group.stream(), calls),
            TokenTree::Ident(name) => {
                calls.push(name.to_string());
                let before = |back: usize| {
                    place
                        .checked_sub(back)
                        .map(|place| tokens[place].to_string())
                };
                if before(1).as_deref() == Some(":") && before(2).as_deref() == Some(":") {
                    calls.extend(before(3).map(|owner| format!("{owner}::{name}")));
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
