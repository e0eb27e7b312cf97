//! The manual's table of commands is printed from the declarations, and is current.
//!
//! In: the rows of the dialect. Out: `docs/commands.md`, compared; with `UPDATE_DOCS=1` it is written anew.

use std::fmt::Write;
use std::path::Path;

use at_spec::{ArgumentSpec, CommandSpec, Dialect, LineSpec, Provenance, SubparameterSpec, Syntax};
use telit_ssl::command::Telit;
use telit_ssl::profile::id;

const HEAD: &str = "# Commands

Printed from the declarations in `telit-ssl/src/command`; `UPDATE_DOCS=1 cargo test -p tests --test manual` writes it anew.
Ranges are those of the 2G profile. **R** marks what was recollected, **I** what was inferred; everything else was read in a
document, a driver or pasted module output, as its source says.
";

#[test]
fn the_table_of_commands_is_that_of_the_declarations() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/commands.md");
    let now = manual();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == now,
        "docs/commands.md is not current: UPDATE_DOCS=1 cargo test -p tests --test manual"
    );
}

fn manual() -> String {
    let mut page = String::from(HEAD);
    for family in <Telit<'_> as Dialect<'_>>::COMMANDS {
        for row in *family {
            command(&mut page, row);
        }
    }
    page.push_str("\n# Unsolicited result codes\n");
    for family in <Telit<'_> as Dialect<'_>>::UNSOLICITED {
        for row in *family {
            let _ = writeln!(
                page,
                "\n## `{}`{}\n\n{}\n",
                name(row),
                mark(row.manual.provenance),
                row.manual.summary
            );
            subparameters(&mut page, row.subparameters);
            let _ = writeln!(page, "Source: {}.", row.manual.source);
        }
    }
    page
}

fn command(page: &mut String, row: &CommandSpec) {
    let spelled: Vec<String> = row
        .name
        .spellings()
        .map(|name| format!("`AT{name}`"))
        .collect();
    let _ = writeln!(
        page,
        "\n## {}{}\n\n{}\n",
        spelled.join(", "),
        mark(row.manual.provenance),
        row.manual.summary
    );
    let name = row.name.of(id::G2);
    let _ = write!(
        page,
        "- `AT{name}{}`{}",
        syntax(row),
        mark(row.set.provenance)
    );
    answer(page, row.set.answer);
    for (form, sign) in [(row.read, "?"), (row.test, "=?")] {
        if let Some(form) = form {
            let _ = write!(page, "- `AT{name}{sign}`{}", mark(form.provenance));
            answer(page, form.answer);
        }
    }
    page.push('\n');
    subparameters(page, row.subparameters);
    let _ = writeln!(
        page,
        "Answers within {} s. Source: {}.",
        f64::from(row.within) / 1000.0,
        row.manual.source
    );
}

fn syntax(row: &CommandSpec) -> String {
    let lead = match row.syntax {
        Syntax::Basic => "",
        Syntax::Register | Syntax::Extended => "=",
    };
    let fields: Vec<String> = row
        .subparameters
        .iter()
        .enumerate()
        .map(|(place, field)| {
            let comma = if place > 0 { "," } else { lead };
            if field.optional {
                format!("[{comma}<{}>]", field.name)
            } else {
                format!("{comma}<{}>", field.name)
            }
        })
        .collect();
    fields.concat()
}

fn answer(page: &mut String, line: &LineSpec) {
    if line.subparameters.is_empty() {
        page.push('\n');
        return;
    }
    let rows = line.subparameters;
    let fields: Vec<String> = rows
        .iter()
        .zip(rows.iter().skip(1).map(Some).chain([None]))
        .map(|(field, next)| match next {
            Some(next) if field.optional && !next.optional => format!("[<{}>,]", field.name),
            Some(_) => format!("<{}>,", field.name),
            None => format!("<{}>", field.name),
        })
        .collect();
    let lead = line
        .name
        .map(|name| format!("{}: ", name.of(id::G2)))
        .unwrap_or_default();
    let counted = line
        .counted_by
        .map(|field| format!(", and `{field}` bytes"))
        .unwrap_or_default();
    let _ = writeln!(
        page,
        " → `{lead}{}`{counted}{}",
        fields.concat(),
        mark(line.manual.provenance)
    );
}

fn subparameters(page: &mut String, rows: &[SubparameterSpec]) {
    if rows.is_empty() {
        return;
    }
    page.push_str("| subparameter | values | default | |\n|---|---|---|---|\n");
    for row in rows {
        let text = row.text.replace('\n', " ");
        let absent = if row.limits.absent.contains(&id::G2) {
            " Not on 2G modules."
        } else {
            ""
        };
        let _ = writeln!(
            page,
            "| {}{} | {} | {} | {text}{absent} |",
            row.name,
            mark(row.provenance),
            values(row),
            if row.default.is_empty() {
                ""
            } else {
                row.default
            }
        );
    }
    page.push('\n');
}

fn values(row: &SubparameterSpec) -> String {
    let range = row.limits.range_of(id::G2);
    match row.argument {
        ArgumentSpec::Number {
            least, most, unit, ..
        } => {
            let (least, most) = range.map_or((least, most), |range| (range.least, range.most));
            let unit = if unit.is_empty() {
                String::new()
            } else {
                format!(" × {unit}")
            };
            format!("{least}..{most}{unit}")
        }
        ArgumentSpec::Choice(choices) => {
            let within = |number: i64| {
                range.is_none_or(|range| (range.least..=range.most).contains(&number))
            };
            let told = choices.iter().filter(|choice| within(choice.number));
            told.map(|choice| format!("{} {}", choice.number, choice.name))
                .collect::<Vec<_>>()
                .join("; ")
        }
        ArgumentSpec::Words { words, .. } => words
            .iter()
            .map(|word| format!("`{}`", word.word))
            .collect::<Vec<_>>()
            .join(", "),
        ArgumentSpec::Hexadecimal { digits } => format!("{digits} hexadecimal digits in quotes"),
        ArgumentSpec::Text {
            text,
            quoted,
            secret,
        } => {
            let quoted = if quoted { ", in quotes" } else { "" };
            let secret = if secret { ", never shown" } else { "" };
            format!(
                "{} text, {}..{} bytes{quoted}{secret}",
                text.alphabet, text.shortest, text.longest
            )
        }
        ArgumentSpec::Counted => "bytes, as many as the value before says".to_owned(),
        _ => "text".to_owned(),
    }
}

fn name(row: &LineSpec) -> &'static str {
    row.name.map_or("", |name| name.of(id::G2))
}

const fn mark(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Cited => "",
        Provenance::Recollected => " **R**",
        Provenance::Inferred => " **I**",
    }
}
