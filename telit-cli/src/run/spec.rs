//! `telit spec`: the reference on standard output, or as files.
//!
//! In: names, a format, a generation. Out: text, or pages in a folder. Not here: what is in them.

use std::fs;
use std::io::{self, Write};

use telit_ssl::Profile;

use crate::args::Spec;
use crate::spec::{Examples, Scope, Selection, document, list, pages, sections, sheets};
use crate::trouble::{Exit, Trouble};

pub(super) fn run(arguments: &Spec) -> Result<(), Trouble> {
    let scope = Scope {
        only: arguments.profile.as_deref().map(generation).transpose()?,
    };
    let selection = if arguments.names.is_empty() {
        Selection::everything(scope)
    } else {
        Selection::named(&arguments.names, scope)
            .map_err(|message| Trouble::new(Exit::Usage, message))?
    };
    let examples = Examples::collected();
    if let Some(folder) = &arguments.output {
        fs::create_dir_all(folder).map_err(|error| Trouble::file(folder, &error))?;
        for page in pages(&selection, examples) {
            let path = folder.join(&page.file);
            fs::write(&path, &page.text).map_err(|error| Trouble::file(&path, &error))?;
        }
        return Ok(());
    }
    print(&if arguments.json {
        format!("{:#}\n", document(&selection, examples))
    } else if arguments.md {
        sections(&selection, examples)
    } else if arguments.names.is_empty() {
        list(&selection)
    } else {
        sheets(&selection, examples)
    })
}

fn generation(name: &str) -> Result<&'static Profile, Trouble> {
    Profile::named(name).ok_or_else(|| {
        let known: Vec<&str> = Profile::ALL.iter().map(|one| one.name).collect();
        Trouble::new(
            Exit::Usage,
            format!(
                "`{name}` is no generation of modules; there are {}",
                known.join(", ")
            ),
        )
    })
}

/// Prints; a reader that has gone away, as `head` does, is no trouble.
fn print(text: &str) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Trouble::new(
            Exit::File,
            format!("standard output: {error}"),
        )),
        _ => Ok(()),
    }
}
