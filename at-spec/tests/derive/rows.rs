//! What the tables say of the declarations, and what a value shows of itself.
//!
//! In: declarations. Out: rows, names and values. Not here: bytes of the wire; `bytes.rs` has those.

use at_spec::{
    ArgumentSpec, Declaration, Dialect, Family, Form, Name, Provenance, Range, Recode, Visitor,
    Writer,
};

use crate::dialect::declared::{Closure, Context, Dial};
use crate::dialect::{All, G3, declared};
use crate::{dial, written};

/// Writes what it is shown.
#[derive(Default)]
struct Shown(String);

impl Visitor for Shown {
    fn begin(&mut self, item: &str) {
        self.0 += item;
        self.0 += "{";
    }
    fn field(&mut self, name: &str) {
        self.0 += name;
        self.0 += "=";
    }
    fn end(&mut self) {
        self.0 += "}";
    }
    fn number(&mut self, number: i64) {
        self.0 += &format!("{number};");
    }
    fn text(&mut self, text: &[u8]) {
        self.0 += &format!("{:?};", text.escape_ascii().to_string());
    }
    fn case(&mut self, name: &str) {
        self.0 += name;
        self.0 += ";";
    }
    fn list(&mut self) {
        self.0 += "[";
    }
    fn end_list(&mut self) {
        self.0 += "];";
    }
    fn hidden(&mut self) {
        self.0 += "***;";
    }
}

#[test]
fn the_row_says_what_the_declaration_says() {
    let row = <Dial<'_> as Declaration>::SPEC;
    assert_eq!(row.item, "Dial");
    assert_eq!(row.name, Name::new("#SSLD"));
    assert_eq!(row.manual.summary, "Opens a secure socket to a peer.");
    assert_eq!(
        row.manual.text,
        "Ends with `CONNECT` in online mode.\n\n- one\n- two"
    );
    assert_eq!(
        row.manual.source,
        "guide 4.5.3 (examples); LE910 V2 reference p. 359"
    );
    assert_eq!(row.manual.provenance, Provenance::Inferred);
    assert_eq!(row.set.provenance, Provenance::Inferred);
    assert_eq!(row.test.unwrap().provenance, Provenance::Recollected);
    assert!(row.read.is_none());

    let [socket, port, .., timeout] = row.subparameters else {
        panic!("too few rows")
    };
    assert!(socket.key && !port.key && !socket.optional && timeout.optional);
    assert_eq!(socket.text, "Socket to open.");
    assert_eq!(timeout.default, "300");
    assert_eq!(timeout.limits.range, Some(Range::new(10, 5000)));
    assert_eq!(timeout.provenance, Provenance::Recollected);
    assert_eq!(
        socket.argument,
        ArgumentSpec::Number {
            least: 1,
            most: 6,
            unit: "",
            width: 0
        }
    );
    let context = <Context<'_> as Declaration>::SPEC;
    assert_eq!(context.read.unwrap().provenance, Provenance::Inferred);
    assert_eq!(context.set.provenance, Provenance::Cited);
}

#[test]
fn a_family_has_all_rows_of_its_module_and_no_other() {
    type All = declared::Declared<'static>;
    let commands: Vec<_> = All::COMMANDS.iter().map(|row| row.item).collect();
    let answers: Vec<_> = All::ANSWERS.iter().map(|row| row.item).collect();
    let unsolicited: Vec<_> = All::UNSOLICITED.iter().map(|row| row.item).collect();
    assert_eq!(
        commands,
        ["Dial", "Context", "Receive", "Nothing", "Verbose", "Escape"]
    );
    assert_eq!(answers, ["Context", "Header", "Count", "Status", "Escape"]);
    assert_eq!(unsolicited, ["Pin", "Closed"]);
    assert_eq!(
        All::UNSOLICITED_NAMES,
        [Name::new("+CPIN"), Name::new("NO CARRIER")]
    );
}

#[test]
fn a_dialect_names_its_families_and_says_what_they_are_about() {
    let families: Vec<_> = All::FAMILIES
        .iter()
        .map(|family| (family.name, family.text, family.commands.len()))
        .collect();
    assert_eq!(
        families,
        [("Declared", "Commands.", 6), ("Lines", "Lines alone.", 0)]
    );
    assert_eq!(All::FAMILIES[1].unsolicited.len(), 1);
}

#[test]
fn a_dialect_has_the_rows_of_its_families() {
    assert_eq!(All::COMMANDS.len(), 2);
    assert_eq!(All::ANSWERS.concat().len(), 5);
    assert_eq!(All::UNSOLICITED.concat().len(), 3);
    assert_eq!(
        All::UNSOLICITED_NAMES.concat().last(),
        Some(&Name::new("RING"))
    );
}

#[test]
fn the_codec_of_a_row_writes_what_it_reads() {
    let codec = <Dial<'_> as Declaration>::SPEC.codec;
    let again = written(|writer| {
        (codec.recode)(b"#sslD= 1,443,example.com,,", writer).unwrap();
        Ok(())
    });
    assert_eq!(again, "#SSLD=1,443,\"example.com\"");
    let mut room = [0; 4];
    assert_eq!(
        (codec.recode)(b"#SSLD=1,443,example.com", &mut Writer::new(&mut room, G3)),
        Err(Recode::Full)
    );
}

#[test]
fn a_value_is_shown_by_names() {
    let mut shown = Shown::default();
    let form = Form::Set(dial(Some(Closure::Free), None, Some(300)));
    All::Declared(declared::Declared::Dial(form)).visit(&mut shown);
    assert_eq!(
        shown.0,
        "Dial{socket=1;port=443;host=\"example.com\";closure=Free;timeout=300;}"
    );
}
