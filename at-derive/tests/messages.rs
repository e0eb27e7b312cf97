//! Every sentence that the macros can say is shown by a case of `ui`: none is there that nobody has read.
//!
//! In: the sources of the macros, as tokens, and the `.stderr` files of the cases. Out: sentences without a case.
//! A sentence is a literal of several words outside of attributes and of generated code; what a placeholder of
//! it stands for is not compared. The notations of options stand in pairs behind their names, and each is looked
//! for in the sentence that quotes it.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{LitStr, Token};

#[test]
fn every_sentence_has_a_case_that_shows_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let said: Vec<String> = files(&root.join("tests/ui"), "stderr")
        .iter()
        .flat_map(|file| complaints(file))
        .collect();
    let sentences: Vec<String> = files(&root.join("src"), "rs")
        .iter()
        .filter(|file| !is_generated_or_test(file))
        .flat_map(|file| sentences(file))
        .collect();
    assert!(sentences.len() > 80, "the sources are read");
    let unseen: Vec<&String> = sentences
        .iter()
        .filter(|sentence| said.iter().all(|line| !says(line, sentence)))
        .collect();
    assert!(unseen.is_empty(), "no case shows: {unseen:#?}");
}

#[test]
fn a_sentence_that_no_case_shows_is_found() {
    let line = "error: write `enum Telit<'a>`: commands borrow from their line";
    assert!(says(
        line,
        "write `enum {}<'a>`: commands borrow from their line"
    ));
    assert!(says(line, "write `enum {ident}<'a>`"));
    assert!(!says(line, "write `struct {}<'a>`"));
    assert!(!says(line, "their line {} commands borrow"));
}

/// Generated code has texts for those who read documentation, and tests for those who see them fail.
fn is_generated_or_test(file: &Path) -> bool {
    let mut parts = file.components().map(|part| part.as_os_str());
    parts.any(|part| part == "generate" || part == "expansion" || part == "manual.rs")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|one| one == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a case is told: the first line of each complaint.
fn complaints(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let begins = |line: &&str| line.starts_with("error");
    text.lines().filter(begins).map(str::to_owned).collect()
}

/// The sentences in the code of `file`.
fn sentences(file: &Path) -> Vec<String> {
    let tokens: TokenStream = fs::read_to_string(file).unwrap().parse().unwrap();
    let mut found = Vec::new();
    collect(tokens, &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // An attribute, doc comments among them, or the code that `quote!` writes.
            TokenTree::Punct(sharp) if sharp.as_char() == '#' => {
                tokens.next_if(
                    |next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'),
                );
                tokens.next_if(|next| is_group(next, Delimiter::Bracket));
            }
            TokenTree::Ident(quote) if quote == "quote" => {
                tokens.next();
                tokens.next_if(|next| matches!(next, TokenTree::Group(_)));
            }
            TokenTree::Group(group) => match notation(&group) {
                Some(notation) => found.push(format!("write it as `{notation}`")),
                None => collect(group.stream(), found),
            },
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<LitStr>(&literal.to_string()).map(|text| text.value());
                found.extend(text.ok().filter(|text| is_sentence(text)));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

/// The second of a pair of literals.
fn notation(pair: &Group) -> Option<String> {
    let literals = Punctuated::<LitStr, Token![,]>::parse_terminated;
    let literals = literals.parse2(pair.stream()).ok()?;
    let is_pair = pair.delimiter() == Delimiter::Parenthesis && literals.len() == 2;
    literals.last().filter(|_| is_pair).map(LitStr::value)
}

fn is_sentence(text: &str) -> bool {
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic) && !word.starts_with('{');
    text.split_whitespace().filter(is_word).count() > 1
}

/// Whether `line` says `sentence`, whatever stands in place of its placeholders.
fn says(line: &str, sentence: &str) -> bool {
    let mut rest = line;
    fixed_parts(sentence).iter().all(|part| {
        let found = rest.find(part.as_str());
        rest = found.map_or("", |at| &rest[at + part.len()..]);
        found.is_some()
    })
}

/// What stands between the placeholders of a sentence: `{}`, `{name}`.
fn fixed_parts(sentence: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = sentence;
    while let Some(one) = rest.chars().next() {
        let name_ends = rest.find('}').filter(|_| one == '{');
        let is_name = |name: &str| {
            name.chars()
                .all(|one| one.is_ascii_lowercase() || one == '_')
        };
        match name_ends.filter(|end| is_name(&rest[1..*end])) {
            Some(end) => {
                parts.push(String::new());
                rest = &rest[end + 1..];
            }
            None => {
                parts.last_mut().unwrap().push(one);
                rest = &rest[one.len_utf8()..];
            }
        }
    }
    parts
}
