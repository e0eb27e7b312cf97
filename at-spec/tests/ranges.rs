//! Answers of test forms, and requests held against them.

use at_spec::{
    Allowed, Argument, Command, CommandSpec, Declaration, Examiner, Fault, Information, Malformed,
    Printable, ProfileId, Quoted, Ranges, Secret, TestAnswer, Visitor, Writer,
};

const OLD: ProfileId = ProfileId::new(0);
const NEW: ProfileId = ProfileId::new(1);

/// Numbers with a gap between.
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// None.
    #[at(0)]
    None,
    /// Most.
    #[at(9)]
    Most,
    /// Little.
    #[at(1)]
    Little,
    /// More.
    #[at(7)]
    More,
    /// Much.
    #[at(8)]
    Much,
}

/// Words.
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
#[at(quoted)]
pub enum Protocol {
    /// The old one.
    #[at("IP")]
    Four,
    /// The new one.
    #[at("IPV6")]
    Six,
}

/// Every kind of subparameter.
///
/// Source: protocol notes 1.3.
#[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
#[at("+CMD1", setting = Self, test)]
pub struct Every<'a> {
    /// Which of several.
    #[at(key, range = 1..=5)]
    pub place: u8,
    /// Not everywhere.
    #[at(absent = [OLD])]
    pub extra: Option<Level>,
    /// How much.
    pub level: Option<Level>,
    /// Which.
    pub protocol: Option<Protocol>,
    /// A name.
    pub name: Option<Quoted<Printable<'a>>>,
    /// A password.
    pub password: Option<Secret<Quoted<Printable<'a>>>>,
    /// At the end, and not everywhere.
    #[at(absent = [OLD])]
    pub last: Option<u16>,
}

const PLAIN: Every<'static> = Every {
    place: 1,
    extra: None,
    level: None,
    protocol: None,
    name: None,
    password: None,
    last: None,
};

fn text(text: &str) -> Quoted<Printable<'_>> {
    Quoted(Printable::new(text.as_bytes()).unwrap())
}

fn answer(line: &str) -> TestAnswer<'_> {
    Ranges::<Every<'static>>::read_line(line.as_bytes(), OLD).unwrap()
}

/// The name of the field that a module with this answer does not take; empty: it takes all.
fn refused(value: &Every<'_>, text: &str) -> &'static str {
    let text = text.as_bytes();
    let answer = TestAnswer { text };
    answer.takes(value).map_or_else(|not| not.name, |()| "")
}

fn written(spec: &CommandSpec, profile: ProfileId) -> String {
    let mut room = [0; 80];
    let mut writer = Writer::new(&mut room, profile);
    spec.write_ranges(&mut writer).unwrap();
    String::from_utf8(writer.written().to_vec()).unwrap()
}

#[test]
fn the_name_of_a_test_answer_may_lack_its_colon_or_be_missing() {
    // Field notes A27, from the manuals of several modules; A20 has no name at all.
    for line in [
        "+CMD1: (0-2),(0,1),(0-15)",
        "+CMD1:(0-2),(0,1),(0-15)",
        "+CMD1(0-2),(0,1),(0-15)",
        "(0-2),(0,1),(0-15)",
    ] {
        let answer = answer(line);
        assert_eq!(answer.text, b"(0-2),(0,1),(0-15)", "{line}");
        assert!(answer.allowed(2).allows(15) && !answer.allowed(2).allows(16));
        assert_eq!(answer.allowed(3), Allowed::Unsaid);
    }
    // Nothing would tell this from any other line.
    let bare = Ranges::<Every<'static>>::read_line(b"1,(0,1)", OLD);
    let fault = Fault::Name;
    assert_eq!(bare, Err(Malformed { fault, at: 0 }));
}

#[test]
fn a_test_answer_keeps_its_text_and_tells_its_faults() {
    let answer = answer("+CMD1: (0-2),(0,1");
    assert_eq!(answer.text, b"(0-2),(0,1");
    let fault = Fault::Unterminated;
    assert_eq!(answer.check_shape(), Err(Malformed { fault, at: 6 }));
    assert!(answer.takes(&PLAIN).is_ok());
}

#[test]
fn each_field_is_held_against_the_element_at_its_place() {
    let value = Every {
        level: Some(Level::More),
        protocol: Some(Protocol::Six),
        name: Some(text("name")),
        ..PLAIN
    };
    assert_eq!(refused(&value, "(1-5),,(0,1,7-9),(\"IP\",\"IPV6\"),4"), "");
    assert_eq!(refused(&value, "(2-5),,(0),(\"IP\"),3"), "place");
    assert_eq!(refused(&value, "(1),,(0,1,8),(\"IP\"),3"), "level");
    assert_eq!(refused(&value, "(1),,(7),(\"IP\"),3"), "protocol");
    assert_eq!(refused(&value, "(1),,(7),(IPV6),3"), "name");
}

#[test]
fn what_is_left_out_or_unsaid_or_secret_is_not_held_against_anything() {
    let value = Every {
        name: Some(text("name")),
        password: Some(Secret(text("secret"))),
        last: Some(7),
        ..PLAIN
    };
    assert_eq!(refused(&value, "(1),(5),(6),(\"IP\"),4,2,(7)"), "");
    assert_eq!(refused(&value, "(1),,,,,,"), "");
    assert_eq!(refused(&value, "(1)"), "");
    assert_eq!(refused(&value, ""), "");
    assert_eq!(refused(&value, "(1),,,,,,(6)"), "last");
}

#[test]
fn an_answer_of_several_lines_takes_what_one_of_them_takes() {
    // 27.007 10.1.1 has a line for each kind.
    let value = Every {
        protocol: Some(Protocol::Six),
        ..PLAIN
    };
    let lines = ["+CMD1: (1-5),,,\"IP\"", "+CMD1: (1-5),,,\"IPV6\""];
    assert!(lines.iter().any(|line| answer(line).takes(&value).is_ok()));
    assert!(answer(lines[0]).takes(&value).is_err());
}

#[test]
fn a_refusal_says_what_was_given_and_what_the_module_takes() {
    let long = "x".repeat(40);
    let value = Every {
        level: Some(Level::Most),
        protocol: Some(Protocol::Six),
        name: Some(text(&long)),
        ..PLAIN
    };
    for (text, told) in [
        ("(2,3)", "`place` is 1; this module takes (2,3)"),
        ("2", "`place` is 1; this module takes 2"),
        (",,(0-8)", "`level` is 9; this module takes (0-8)"),
        (
            ",,,(\"IP\",\"PPP\")",
            "`protocol` is \"IPV6\"; this module takes (\"IP\",\"PPP\")",
        ),
        (
            ",,,,32",
            "`name` has 40 bytes; this module takes 32 at most",
        ),
        (
            ",,,,(\"a\")",
            "`name` is \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\"; this module takes (\"a\")",
        ),
    ] {
        let text = text.as_bytes();
        let refused = TestAnswer { text }.takes(&value).unwrap_err();
        assert_eq!(refused.to_string(), told);
    }
}

#[test]
fn what_a_row_reads_can_be_held_against_an_answer_too() {
    let spec = <Every<'static> as Declaration>::SPEC;
    let answer = answer("(1-3),,(0)");
    let verdict = |text: &[u8]| {
        let mut examiner = Examiner::new(answer);
        (spec.codec.render)(text, OLD, &mut examiner).unwrap();
        examiner.verdict().map_err(|not| not.name)
    };
    assert_eq!(verdict(b"+CMD1=3,,0"), Ok(()));
    assert_eq!(verdict(b"+CMD1=4"), Err("place"));
    assert_eq!(verdict(b"+CMD1=3,,1"), Err("level"));
    assert_eq!(verdict(b"+CMD1?"), Ok(()));
}

#[test]
fn a_row_is_written_as_what_its_test_form_answers() {
    let spec = <Every<'static> as Declaration>::SPEC;
    let all = "(1-5),(0,1,7-9),(0,1,7-9),(\"IP\",\"IPV6\"),255,255,(0-65535)";
    assert_eq!(written(spec, NEW), all);
    // One that is missing at the end has no element, one in the middle an empty one.
    assert_eq!(
        written(spec, OLD),
        "(1-5),,(0,1,7-9),(\"IP\",\"IPV6\"),255,255"
    );
}

#[test]
fn a_visitor_is_shown_what_is_left_out_and_what_cases_are_on_the_wire() {
    #[derive(Default)]
    struct Told(Vec<String>);

    impl Visitor for Told {
        fn begin(&mut self, _: &str) {}
        fn field(&mut self, name: &'static str) {
            self.0.push(name.into());
        }
        fn left_out(&mut self, name: &'static str) {
            self.0.push(format!("no {name}"));
        }
        fn end(&mut self) {}
        fn number(&mut self, number: i64) {
            self.0.push(number.to_string());
        }
        fn text(&mut self, _: &[u8]) {}
        fn case(&mut self, _: &str) {}
        fn choice(&mut self, name: &str, number: i64) {
            self.0.push(format!("{name} is {number}"));
        }
        fn word(&mut self, name: &str, word: &str) {
            self.0.push(format!("{name} is {word}"));
        }
        fn list(&mut self) {}
        fn end_list(&mut self) {}
        fn hidden(&mut self) {}
    }

    let value = Every {
        level: Some(Level::Most),
        protocol: Some(Protocol::Four),
        ..PLAIN
    };
    let mut told = Told::default();
    at_spec::Subparameters::visit(&value, &mut told);
    assert_eq!(
        told.0,
        [
            "place",
            "1",
            "no extra",
            "level",
            "Most is 9",
            "protocol",
            "Four is IP",
            "no name",
            "no password",
            "no last"
        ]
    );
}
