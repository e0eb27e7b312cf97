//! Syntax lines: how a form is written, how its answer looks.
//!
//! In: rows. Out: `AT#SSLD=<socket>,<port>[,<mode>]` and the like. Not here: what values may stand there.

use at_parse::Asked;
use at_spec::{CommandSpec, LineSpec, SubparameterSpec, Syntax};

use super::generation::Scope;

/// A command line of this form.
pub(super) fn command_line(row: &CommandSpec, form: Asked, scope: Scope) -> String {
    let name = scope.spelling(&row.name);
    let behind = match form {
        Asked::Read => "?".to_owned(),
        Asked::Test => "=?".to_owned(),
        Asked::Execute | Asked::Set => {
            let lead = match row.syntax {
                Syntax::Basic => "",
                Syntax::Register | Syntax::Extended => "=",
            };
            fields(row.subparameters, lead, scope)
        }
    };
    format!("AT{name}{behind}")
}

/// A line of the module; `None`: nothing comes but a result code.
pub(super) fn line(row: &LineSpec, scope: Scope) -> Option<String> {
    let name = row.name.map(|name| scope.spelling(&name));
    if row.subparameters.is_empty() {
        return name.map(str::to_owned);
    }
    let lead = if name.is_some() { ": " } else { "" };
    Some(format!(
        "{}{}",
        name.unwrap_or_default(),
        fields(row.subparameters, lead, scope)
    ))
}

/// The fields behind `lead`; brackets around what may be left out, and around all behind it.
fn fields(rows: &[SubparameterSpec], lead: &str, scope: Scope) -> String {
    let mut text = String::new();
    let mut open = 0;
    let there = rows.iter().filter(|row| scope.has(row.limits.absent));
    for (place, row) in there.enumerate() {
        if row.optional {
            text.push('[');
            open += 1;
        }
        text.push_str(if place == 0 { lead } else { "," });
        text.push('<');
        text.push_str(row.name);
        text.push('>');
    }
    text.push_str(&"]".repeat(open));
    text
}

#[cfg(test)]
mod tests {
    use at_spec::SubparameterSpec;

    use super::fields;
    use crate::spec::generation::Scope;

    const OPTIONAL: SubparameterSpec = SubparameterSpec {
        optional: true,
        ..SubparameterSpec::plain("b")
    };

    #[test]
    fn brackets_hold_all_that_is_left_out_together() {
        let rows = [SubparameterSpec::plain("a"), OPTIONAL, OPTIONAL];
        assert_eq!(fields(&rows, "=", Scope::default()), "=<a>[,<b>[,<b>]]");
        assert_eq!(fields(&[OPTIONAL], "=", Scope::default()), "[=<b>]");
        assert_eq!(fields(&[], "=", Scope::default()), "");
    }
}
