//! What is told of one command or one unsolicited result code, in words: the facts that every layout shows.
//!
//! In: a row and its examples. Out: a [`Sheet`]. Not here: layout; `markdown` and `terminal` have that.

use at_parse::Asked;
use at_spec::{CommandSpec, Exchange, FormSpec, LineSpec, Manual, Payload, SubparameterSpec};

use super::errors;
use super::example::{Example, Examples};
use telit_ssl::Profile;

use super::generation::Scope;
use super::{syntax, values};

/// The facts about one row.
pub(super) struct Sheet<'e> {
    /// The name, as it is written: `AT#SSLD`, `SSLSRING`.
    pub(super) title: String,
    /// Other spellings: `AT#SSLRCV` on G2.
    pub(super) spellings: Vec<String>,
    pub(super) item: &'static str,
    pub(super) manual: Manual,
    pub(super) forms: Vec<Form>,
    /// The subparameters of the command, then the values of answers of another shape.
    pub(super) tables: Vec<Table>,
    /// Exchange, time, generations: one sentence each.
    pub(super) remarks: Vec<String>,
    /// Refusals that vectors show.
    pub(super) refusals: Vec<String>,
    pub(super) examples: Vec<&'e Example>,
}

/// One form, or the line of an unsolicited result code.
pub(super) struct Form {
    pub(super) form: &'static str,
    pub(super) line: String,
    /// What it answers before the result code.
    pub(super) answer: Option<String>,
    pub(super) known: &'static str,
}

/// A list of fields.
pub(super) struct Table {
    /// Whose they are; `None`: the command's own.
    pub(super) of: Option<Answer>,
    pub(super) rows: Vec<Field>,
}

/// An answer that has values of its own.
pub(super) struct Answer {
    pub(super) line: String,
    pub(super) summary: String,
    pub(super) source: &'static str,
}

/// One field.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) values: String,
    pub(super) default: &'static str,
    /// What it is, and what its numbers or words mean.
    pub(super) text: Vec<String>,
    pub(super) known: &'static str,
}

/// The three forms, with the names that people see.
const FORMS: [(Asked, &str); 3] = [
    (Asked::Set, "set"),
    (Asked::Read, "read"),
    (Asked::Test, "test"),
];

impl<'e> Sheet<'e> {
    /// The facts about a command.
    pub(super) fn of_command(
        row: &'static CommandSpec,
        scope: Scope,
        examples: &'e Examples,
    ) -> Self {
        let (refused, examples): (Vec<_>, Vec<_>) = examples
            .of(row.name.usual, row.item)
            .partition(|example| example.refusal.is_some());
        let others = scope.other_spellings(&row.name).into_iter();
        Self {
            title: format!("AT{}", scope.spelling(&row.name)),
            spellings: others
                .map(|(spelling, generations)| format!("`AT{spelling}` on {generations}"))
                .collect(),
            item: row.item,
            manual: row.manual,
            forms: forms(row, scope),
            tables: tables(row, scope),
            remarks: remarks(row, scope, &examples),
            refusals: refused.into_iter().filter_map(refusal).collect(),
            examples,
        }
    }

    /// The facts about an unsolicited result code.
    pub(super) fn of_line(row: &'static LineSpec, scope: Scope, examples: &'e Examples) -> Self {
        let name = row.name.unwrap_or(at_spec::Name::new(""));
        let others = scope.other_spellings(&name).into_iter();
        let counted = row.counted_by.map(counted);
        Self {
            title: scope.spelling(&name).to_owned(),
            spellings: others
                .map(|(spelling, generations)| format!("`{spelling}` on {generations}"))
                .collect(),
            item: row.item,
            manual: row.manual,
            forms: vec![Form {
                form: "unsolicited",
                line: syntax::line(row, scope).unwrap_or_default(),
                answer: None,
                known: values::known(row.manual.provenance),
            }],
            tables: table(None, row.subparameters, scope).into_iter().collect(),
            remarks: counted.into_iter().collect(),
            refusals: Vec::new(),
            examples: examples.of(name.usual, row.item).collect(),
        }
    }
}

/// The form of a row; `None`: the command does not have it.
pub(super) fn form(row: &CommandSpec, asked: Asked) -> Option<FormSpec> {
    match asked {
        Asked::Execute | Asked::Set => Some(row.set),
        Asked::Read => row.read,
        Asked::Test => row.test,
    }
}

/// The forms that a command has, with the names that people see.
pub(super) fn forms_of(row: &CommandSpec) -> impl Iterator<Item = (Asked, &'static str, FormSpec)> {
    FORMS
        .into_iter()
        .filter_map(|(asked, name)| Some((asked, name, form(row, asked)?)))
}

fn forms(row: &CommandSpec, scope: Scope) -> Vec<Form> {
    forms_of(row)
        .map(|(asked, form, spec)| Form {
            form: match asked {
                Asked::Set if row.subparameters.is_empty() => "execute",
                _ => form,
            },
            line: syntax::command_line(row, asked, scope),
            answer: syntax::line(spec.answer, scope),
            known: values::known(spec.provenance),
        })
        .collect()
}

fn tables(row: &CommandSpec, scope: Scope) -> Vec<Table> {
    let own = table(None, row.subparameters, scope);
    let mut told = vec![row.subparameters];
    let answers = forms_of(row).filter_map(|(asked, _, spec)| {
        // What a test form answers is a list of ranges, whatever the command.
        if asked == Asked::Test || told.contains(&spec.answer.subparameters) {
            return None;
        }
        told.push(spec.answer.subparameters);
        let line = syntax::line(spec.answer, scope)?;
        let of = Answer {
            line,
            summary: paragraphs(&spec.answer.manual).join(" "),
            source: spec.answer.manual.source,
        };
        table(Some(of), spec.answer.subparameters, scope)
    });
    own.into_iter().chain(answers).collect()
}

fn table(of: Option<Answer>, rows: &'static [SubparameterSpec], scope: Scope) -> Option<Table> {
    let rows: Vec<Field> = rows
        .iter()
        .filter(|row| scope.has(row.limits.absent))
        .map(|row| field(row, scope))
        .collect();
    (!rows.is_empty()).then_some(Table { of, rows })
}

fn field(row: &'static SubparameterSpec, scope: Scope) -> Field {
    let key = row
        .key
        .then(|| "It chooses which setting the command is about.".to_owned());
    Field {
        name: row.name,
        values: values::allowed(row, scope),
        default: row.default,
        text: std::iter::once(row.text.replace('\n', " "))
            .filter(|text| !text.is_empty())
            .chain(key)
            .chain(values::cases(row))
            .collect(),
        known: values::known(row.provenance),
    }
}

/// Summary and text, one paragraph each.
pub(super) fn paragraphs(manual: &Manual) -> Vec<String> {
    std::iter::once(manual.summary)
        .chain(manual.text.split("\n\n"))
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| paragraph.replace('\n', " "))
        .collect()
}

fn remarks(row: &CommandSpec, scope: Scope, examples: &[&Example]) -> Vec<String> {
    let mut remarks = Vec::new();
    for (_, _, spec) in forms_of(row) {
        remarks.extend(spec.answer.counted_by.map(counted));
    }
    let mut shapes: Vec<String> = examples
        .iter()
        .filter_map(|example| exchange(row, example))
        .collect();
    shapes.sort();
    shapes.dedup();
    remarks.extend(shapes);
    let longer = row
        .prolonged_by
        .map(|name| format!(", and `{name}` beside that"));
    remarks.push(format!(
        "The module may take {}{}.",
        seconds(row.within),
        longer.unwrap_or_default()
    ));
    let lacking = scope.lacking(row.absent);
    if !lacking.is_empty() {
        remarks.push(format!("Not on {}.", lacking.join(", ")));
    }
    remarks
}

fn counted(field: &'static str) -> String {
    format!("As many bytes as `{field}` says follow the line, whatever they are.")
}

/// The exchange that an example begins, where it is more than an answer and a result code.
fn exchange(row: &CommandSpec, example: &Example) -> Option<String> {
    let profile = Profile::named(&example.generation)?.id;
    let text = example.dialogue.first()?.strip_prefix("> AT")?;
    let text = text.strip_suffix("\\r")?;
    let shape = match (row.codec.exchange)(text.as_bytes(), profile).ok()?? {
        Exchange::Plain => return None,
        Exchange::Prompt(Payload::UntilCtrlZ) => {
            "a prompt, then payload of the host up to `^Z`".to_owned()
        }
        Exchange::Prompt(Payload::Counted(count)) => {
            format!("a prompt, then {count} bytes of payload of the host")
        }
        Exchange::Prompt(Payload::CountedThenCtrlZ(count)) => {
            format!("a prompt, then {count} bytes of payload of the host and `^Z`")
        }
        Exchange::Counted { room } => format!("a count of at most {room}, then as many bytes"),
        Exchange::Dial => {
            "`OK`, and the module stays in command mode; `NO CARRIER` is a refusal too".to_owned()
        }
        Exchange::Body => "a line, then lines without a count".to_owned(),
        Exchange::Online => "`CONNECT`, from where every byte is payload".to_owned(),
        other => format!("{other:?}"),
    };
    Some(format!("After `AT{text}`: {shape}."))
}

fn seconds(milliseconds: u32) -> String {
    if milliseconds.is_multiple_of(1000) {
        format!("{} s", milliseconds / 1000)
    } else {
        format!("{milliseconds} ms")
    }
}

/// A refusal that a vector shows, with what it means.
fn refusal(example: &Example) -> Option<String> {
    let refusal = example.refusal.as_ref()?;
    let profile = Profile::named(&example.generation)?.id;
    let told = refusal
        .number
        .and_then(|number| Some((number, errors::told(number, profile)?)));
    Some(match told {
        Some((number, told)) => format!(
            "{number}, {}: {}. {} (`{}`)",
            told.text,
            told.cause.meaning(),
            told.advice,
            example.vector
        ),
        None => format!(
            "`{}`: {} (`{}`)",
            answer_line(example),
            example.title,
            example.vector
        ),
    })
}

/// The result code at the end of an example.
fn answer_line(example: &Example) -> String {
    let last = example.dialogue.last().map_or("", String::as_str);
    last.trim_start_matches("< ")
        .replace("\\r\\n", " ")
        .trim()
        .to_owned()
}
