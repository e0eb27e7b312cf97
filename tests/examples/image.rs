//! What `proof/size/measure` needs to know of the declarations, and of an image that was linked with them.
//!
//! In: `thin SOURCES USER`: the sources of the dialect and a program that uses some of its commands; or `texts
//! IMAGE`. Out: sources in which only those commands are declared; or which texts of the catalogue are in the image.
//! Not here: building and measuring.
//!
//! What is used is read from the sources, by paths through the modules of the families, so that no list is kept.
#![allow(clippy::print_stdout, reason = "a program that says what it found")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use at_spec::{ArgumentSpec, Dialect, LineSpec, Manual, SubparameterSpec};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{File, Item};
use telit_ssl::command::Telit;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["thin", sources, user] => thin(Path::new(sources), Path::new(user)),
        ["texts", image] => return texts(Path::new(image)),
        _ => panic!("image thin SOURCES USER, or image texts IMAGE"),
    }
    ExitCode::SUCCESS
}

/// Takes out of `sources` what neither `user` nor the engine names. Procedures go as a whole: they are programs of
/// their own, and use other commands.
fn thin(sources: &Path, user: &Path) {
    let command = sources.join("command");
    let families: BTreeSet<String> = files(&command)
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    let mut used = BTreeSet::new();
    for path in files(sources) {
        let is_family = path.starts_with(&command) && !path.ends_with("mod.rs");
        if !is_family && !path.starts_with(sources.join("procedure")) {
            named(read(&path).into_token_stream(), &families, &mut used);
        }
    }
    named(read(user).into_token_stream(), &families, &mut used);
    let (mut kept, mut all) = (0, 0);
    for path in files(&command) {
        let mut file = read(&path);
        let mut gone = BTreeSet::new();
        for item in &mut file.items {
            if let Some(items) = family(item) {
                all += count(items);
                gone.extend(take_out(items, &used));
                kept += count(items);
            }
        }
        file.items.retain(|item| !is_about(item, &gone));
        write(&path, &file);
    }
    let door = sources.join("lib.rs");
    let mut file = read(&door);
    file.items.retain(|item| !is_about_procedures(item));
    write(&door, &file);
    println!("{kept} of {all} commands are left");
}

/// What a module declares, if it is a family.
fn family(item: &mut Item) -> Option<&mut Vec<Item>> {
    let Item::Mod(module) = item else { return None };
    let is_family = |one: &syn::Attribute| ends_with(one.path(), "family");
    let (_, items) = module.content.as_mut()?;
    module.attrs.iter().any(is_family).then_some(items)
}

fn count(items: &[Item]) -> usize {
    items.iter().filter(|item| derives(item, "Command")).count()
}

/// Takes out what is not used, then the answers that nothing gives any more; their names.
fn take_out(items: &mut Vec<Item>, used: &BTreeSet<String>) -> BTreeSet<String> {
    let before: BTreeSet<String> = items.iter().filter_map(struct_name).collect();
    items.retain(|item| is_used(item, used));
    let told: BTreeSet<String> = items.iter().flat_map(words).collect();
    items.retain(|item| {
        let name = struct_name(item).filter(|_| derives(item, "Information"));
        name.is_none_or(|name| used.contains(&name) || told.contains(&name))
    });
    let after: BTreeSet<String> = items.iter().filter_map(struct_name).collect();
    before.difference(&after).cloned().collect()
}

fn struct_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// Whether an item beside the declarations is made for one that is gone.
fn is_about(item: &Item, gone: &BTreeSet<String>) -> bool {
    let words = match item {
        Item::Impl(item) => {
            let of = item.trait_.as_ref().map(|(path, ..)| path);
            let mut words = idents(item.self_ty.to_token_stream());
            words.extend(idents(of.to_token_stream()));
            words
        }
        Item::Fn(_) | Item::Const(_) | Item::Static(_) | Item::Type(_) => words(item),
        _ => Vec::new(),
    };
    words.iter().any(|word| gone.contains(word))
}

/// Rust files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn read(path: &Path) -> File {
    let text = fs::read_to_string(path).expect("a source can be read");
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn write(path: &Path, file: &File) {
    fs::write(path, file.to_token_stream().to_string()).expect("the copy can be written");
}

/// The names behind `family::`, alone or in braces.
fn named(tokens: TokenStream, families: &BTreeSet<String>, used: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (place, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            named(group.stream(), families, used);
        }
        let [
            TokenTree::Ident(family),
            TokenTree::Punct(_),
            TokenTree::Punct(colon),
            behind,
        ] = &tokens[place..(place + 4).min(tokens.len())]
        else {
            continue;
        };
        if colon.as_char() != ':' || !families.contains(&family.to_string()) {
            continue;
        }
        match behind {
            TokenTree::Ident(name) => {
                used.insert(name.to_string());
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                used.extend(idents(group.stream()));
            }
            _ => {}
        }
    }
}

fn idents(tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Ident(ident) => vec![ident.to_string()],
            TokenTree::Group(group) => idents(group.stream()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
        })
        .collect()
}

/// Every identifier of an item but its own name.
fn words(item: &Item) -> Vec<String> {
    let mut words = idents(item.to_token_stream());
    if let Item::Struct(item) = item {
        words.retain(|word| item.ident != word);
    }
    words
}

fn derives(item: &Item, what: &str) -> bool {
    let Item::Struct(item) = item else {
        return false;
    };
    item.attrs.iter().any(|attribute| {
        attribute.path().is_ident("derive")
            && idents(attribute.meta.to_token_stream())
                .iter()
                .any(|one| one == what)
    })
}

fn is_used(item: &Item, used: &BTreeSet<String>) -> bool {
    match item {
        Item::Struct(inside) if derives(item, "Command") || derives(item, "Unsolicited") => {
            used.contains(&inside.ident.to_string())
        }
        _ => true,
    }
}

fn ends_with(path: &syn::Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

fn is_about_procedures(item: &Item) -> bool {
    match item {
        Item::Mod(module) => module.ident == "procedure",
        Item::Use(one) => idents(one.to_token_stream())
            .iter()
            .any(|word| word == "procedure"),
        _ => false,
    }
}

/// The shortest text that is looked for: shorter ones may be in any image by chance. Unit: bytes.
const SHORTEST: usize = 12;

fn texts(image: &Path) -> ExitCode {
    let image = fs::read(image).expect("the image can be read");
    let texts: BTreeSet<&str> = catalogue()
        .into_iter()
        .filter(|text| text.len() >= SHORTEST)
        .collect();
    let found: Vec<&str> = texts
        .iter()
        .copied()
        .filter(|text| memchr::memmem::find(&image, text.as_bytes()).is_some())
        .collect();
    println!(
        "{} of {} texts of the catalogue are in the image",
        found.len(),
        texts.len()
    );
    for text in found.iter().take(5) {
        println!("  {text:?}");
    }
    if found.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Every text for people of every row.
fn catalogue() -> Vec<&'static str> {
    let mut texts = Vec::new();
    for family in <Telit<'static> as Dialect<'static>>::FAMILIES {
        texts.push(family.text);
        for row in family.commands {
            manual(&row.manual, &mut texts);
            fields(row.subparameters, &mut texts);
            for form in [Some(row.set), row.read, row.test].into_iter().flatten() {
                line(form.answer, &mut texts);
            }
        }
        for row in family.answers.iter().chain(family.unsolicited) {
            line(row, &mut texts);
        }
    }
    texts
}

fn line(row: &LineSpec, texts: &mut Vec<&'static str>) {
    manual(&row.manual, texts);
    fields(row.subparameters, texts);
}

fn manual(manual: &Manual, texts: &mut Vec<&'static str>) {
    texts.extend([manual.summary, manual.text, manual.source]);
}

fn fields(rows: &[SubparameterSpec], texts: &mut Vec<&'static str>) {
    for row in rows {
        texts.push(row.text);
        match row.argument {
            ArgumentSpec::Choice(choices) => texts.extend(choices.iter().map(|one| one.text)),
            ArgumentSpec::Words { words, .. } => texts.extend(words.iter().map(|one| one.text)),
            _ => {}
        }
    }
}
