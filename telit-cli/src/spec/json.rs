//! The rows for programs: one JSON document, of which `docs/spec-json.md` is the contract.
//!
//! In: a selection and examples. Out: JSON. Not here: words for people beyond those of the rows.
//!
//! A field that is new here is new in `docs/spec.schema.json` as well; one that goes, or means something else,
//! makes a new [`VERSION`].

use at_spec::{ArgumentSpec, CommandSpec, LineSpec, Name, Range, SubparameterSpec, Syntax};
use serde_json::{Map, Value, json};

use super::catalogue::{Selected, Selection};
use super::example::Examples;
use telit_ssl::Profile;

use super::generation::Scope;
use super::sheet::forms_of;
use super::{errors, syntax, values};

/// The version of the document.
pub const VERSION: u32 = 1;

/// The document of a selection.
#[must_use]
pub fn document(selection: &Selection, examples: &Examples) -> Value {
    let names: Vec<&str> = Profile::ALL.iter().map(|one| one.name).collect();
    let families = selection.families.iter();
    json!({
        "version": VERSION,
        "generations": names,
        "profile": selection.scope.only.map(|generation| generation.name),
        "families": families
            .map(|selected| family(selected, selection.scope, examples))
            .collect::<Value>(),
        "errors": if selection.whole { errors::json() } else { json!([]) },
    })
}

fn family(selected: &Selected, scope: Scope, examples: &Examples) -> Value {
    json!({
        "name": selected.family.name,
        "text": selected.family.text,
        "commands": selected.commands.iter().map(|row| command(row, scope, examples)).collect::<Value>(),
        "unsolicited": selected.unsolicited.iter().map(|row| unsolicited(row, scope, examples)).collect::<Value>(),
    })
}

fn command(row: &CommandSpec, scope: Scope, examples: &Examples) -> Value {
    let there = scope
        .generations()
        .filter(|generation| !row.absent.contains(&generation.id));
    let forms: Map<String, Value> = forms_of(row)
        .map(|(asked, name, spec)| {
            let form = json!({
                "line": syntax::command_line(row, asked, scope),
                "answer": answer(spec.answer, scope),
                "provenance": values::known(spec.provenance),
            });
            (name.to_owned(), form)
        })
        .collect();
    json!({
        "item": row.item,
        "name": scope.spelling(&row.name),
        "spellings": spellings(&row.name, scope),
        "syntax": match row.syntax {
            Syntax::Basic => "basic",
            Syntax::Register => "register",
            Syntax::Extended => "extended",
        },
        "summary": row.manual.summary,
        "text": row.manual.text,
        "source": row.manual.source,
        "provenance": values::known(row.manual.provenance),
        "generations": there.map(|generation| generation.name).collect::<Value>(),
        "answers_within_ms": row.within,
        "prolonged_by": row.prolonged_by,
        "subparameters": subparameters(row.subparameters, scope),
        "forms": forms,
        "examples": shown(&row.name, row.item, examples),
    })
}

fn unsolicited(row: &LineSpec, scope: Scope, examples: &Examples) -> Value {
    let mut value = line(row, scope);
    let name = row.name.unwrap_or(Name::new(""));
    value["examples"] = shown(&name, row.item, examples);
    value
}

/// The line that a form answers; null: a result code alone.
fn answer(row: &LineSpec, scope: Scope) -> Value {
    match syntax::line(row, scope) {
        Some(_) => line(row, scope),
        None => Value::Null,
    }
}

fn line(row: &LineSpec, scope: Scope) -> Value {
    json!({
        "item": row.item,
        "name": row.name.map(|name| scope.spelling(&name)),
        "spellings": row.name.map_or_else(|| json!({}), |name| spellings(&name, scope)),
        "line": syntax::line(row, scope),
        "summary": row.manual.summary,
        "text": row.manual.text,
        "source": row.manual.source,
        "provenance": values::known(row.manual.provenance),
        "subparameters": subparameters(row.subparameters, scope),
        "counted_by": row.counted_by,
    })
}

/// The generations that spell the name otherwise.
fn spellings(name: &Name, scope: Scope) -> Value {
    let here = scope.spelling(name);
    let others = scope
        .generations()
        .map(|generation| (generation.name.to_owned(), name.of(generation.id)))
        .filter(|(_, spelling)| *spelling != here);
    Value::Object(
        others
            .map(|(generation, spelling)| (generation, spelling.into()))
            .collect(),
    )
}

fn subparameters(rows: &[SubparameterSpec], scope: Scope) -> Value {
    rows.iter()
        .filter(|row| scope.has(row.limits.absent))
        .map(|row| subparameter(row, scope))
        .collect()
}

fn subparameter(row: &SubparameterSpec, scope: Scope) -> Value {
    json!({
        "name": row.name,
        "text": row.text,
        "optional": row.optional,
        "key": row.key,
        "default": Some(row.default).filter(|default| !default.is_empty()),
        "provenance": values::known(row.provenance),
        "argument": argument(row.argument),
        "generations": limits(row, scope),
    })
}

/// What each generation takes: a range, an empty object where only the argument says, null where it lacks the field.
fn limits(row: &SubparameterSpec, scope: Scope) -> Value {
    let limits = scope.generations().map(|generation| {
        let taken = if row.limits.absent.contains(&generation.id) {
            Value::Null
        } else {
            match row.limits.range_of(generation.id) {
                Some(Range { least, most }) => json!({"least": least, "most": most}),
                None => json!({}),
            }
        };
        (generation.name.to_owned(), taken)
    });
    Value::Object(limits.collect())
}

fn argument(argument: ArgumentSpec) -> Value {
    match argument {
        ArgumentSpec::Number {
            least,
            most,
            unit,
            width,
        } => json!({
            "kind": "number",
            "least": least,
            "most": most,
            "unit": Some(unit).filter(|unit| !unit.is_empty()),
            "width": width,
        }),
        ArgumentSpec::Choice(choices) => json!({
            "kind": "choice",
            "choices": choices.iter().map(|choice| json!({
                "number": choice.number,
                "name": choice.name,
                "text": choice.text,
            })).collect::<Value>(),
        }),
        ArgumentSpec::Words { words, quoted } => json!({
            "kind": "words",
            "words": words.iter().map(|word| json!({
                "word": word.word,
                "name": word.name,
                "text": word.text,
            })).collect::<Value>(),
            "quoted": quoted,
        }),
        ArgumentSpec::Hexadecimal { digits } => json!({"kind": "hexadecimal", "digits": digits}),
        ArgumentSpec::Text {
            text,
            quoted,
            secret,
        } => json!({
            "kind": "text",
            "alphabet": text.alphabet,
            "shortest": text.shortest,
            "longest": text.longest,
            "quoted": quoted,
            "secret": secret,
        }),
        ArgumentSpec::Line => json!({"kind": "line"}),
        _ => json!({"kind": "other"}),
    }
}

fn shown(name: &Name, item: &str, examples: &Examples) -> Value {
    examples
        .of(name.usual, item)
        .map(|example| serde_json::to_value(example).unwrap_or_default())
        .collect()
}
