//! Adding a command is one struct and one golden vector: everything that is made from rows knows it then.
//!
//! In: a dialect of one command that no other file names, and its vector. Out: it is found in the table, read by
//! the module's parser, asked by the engine and judged by the laws; nothing was registered for it anywhere.
//! Not here: `telit spec`, `telit trace` and the virtual module, which have the dialect of this project alone;
//! `proof/adding-a-command` declares a command in a copy of it and looks there.

use at_spec::{
    ArgumentSpec, Dialect, Form, Name, Printable, Provenance, Quoted, Range, Seconds, Syntax,
    Writer,
};
use serde_json::Value;
use telit_ssl::profile::id::{G2, G3};
use tests::golden::{Vector, escaped};
use tests::laws;
use tests::play::{play_in, whole};
use tests::rows::{Table, recoded, shown, text_of};

/// The one struct.
#[at_spec::family]
pub mod declared {
    use super::{G2, Printable, Quoted, Seconds};
    use at_spec::Command;

    /// Waters a pot.
    ///
    /// Source: made up, for this test.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#WATER", setting = Self, test, inferred)]
    pub struct Water<'a> {
        /// Which pot.
        #[at(key)]
        pub pot: u8,
        /// How long.
        #[at(range = 1..=60, ranges(G2 => 1..=30), default = "10")]
        pub time: Option<Seconds>,
        /// What grows in it.
        pub plant: Option<Quoted<Printable<'a>>>,
    }
}
use declared::{Declared, Water};

/// Everything that is declared here.
#[derive(Dialect, Clone, Debug, PartialEq)]
pub enum Garden<'a> {
    /// The one command.
    Declared(Declared<'a>),
}

/// Its rows.
const GARDEN: Table = Table::of::<Garden<'static>>();

/// The one vector. It has no source, since the command has none, and so it is not among `golden/`.
const VECTOR: &str = r#"# a pot is watered, and asked about
provenance inferred
profile G2, echo off
? {"Water":{"pot":3,"time":5,"plant":"fern"}}
> AT#WATER=3,5,"fern"\r
~> at#water = 3 , 5 ,"fern"\r
< \r\nOK\r\n
= "Done"
? {"Read":{"command":"Water"}}
> AT#WATER?\r
< \r\n#WATER: 3,5,"fern"\r\n\r\nOK\r\n
= {"Water":{"pot":3,"time":5,"plant":"fern"}}
= "Done"
? {"Test":{"command":"Water"}}
> AT#WATER=?\r
< \r\n#WATER: (0-9),(1-30)\r\n\r\nOK\r\n
= {"TestAnswer":{"text":"(0-9),(1-30)"}}
= "Done"
"#;

fn vector() -> Vector {
    Vector::read("garden/water", VECTOR).expect("a vector")
}

#[test]
fn the_table_has_all_that_a_page_of_the_manual_needs() {
    let row = GARDEN.command(b"#water").expect("a row");
    assert_eq!(
        (row.item, row.name, row.syntax),
        ("Water", Name::new("#WATER"), Syntax::Extended)
    );
    assert_eq!(row.manual.summary, "Waters a pot.");
    assert_eq!(row.manual.provenance, Provenance::Inferred);
    assert!(row.read.is_some() && row.test.is_some());
    let [pot, time, plant] = row.subparameters else {
        panic!("three fields")
    };
    assert!(pot.key && !pot.optional && time.optional && plant.optional);
    assert_eq!(time.limits.range_of(G2), Some(Range::new(1, 30)));
    assert_eq!(time.limits.range_of(G3), Some(Range::new(1, 60)));
    assert_eq!((time.default, time.text), ("10", "How long."));
    assert!(matches!(
        time.argument,
        ArgumentSpec::Number { unit: "s", .. }
    ));
    assert_eq!(GARDEN.commands().count(), 1);
    assert_eq!(GARDEN.lines().len(), 1, "the answer of the read form");
}

#[test]
fn the_parser_of_the_module_reads_it_in_every_form() {
    let vector = vector();
    let lines = vector
        .turns
        .iter()
        .flat_map(|turn| turn.sent.all().map(move |line| (turn, line)));
    for (turn, line) in lines {
        let invocations = GARDEN
            .invocations(line)
            .expect("a command line of the dialect");
        let [(invocation, row)] = invocations.as_slice() else {
            panic!("one command")
        };
        let command = Garden::decode(invocation, G2)
            .expect("declared")
            .expect("well formed");
        let mut room = [0; 80];
        let mut writer = Writer::new(&mut room, G2);
        command.encode(&mut writer).expect("room enough");
        let again = [b"AT", writer.written(), b"\r"].concat();
        assert_eq!(escaped(&again), escaped(&turn.sent.produced));
        let value = shown(row.codec, &text_of(invocation, row), G2).ok();
        assert_eq!(value, turn.asked, "{}", escaped(line));
        assert_eq!(command.check(G2), Ok(()));
    }
}

#[test]
fn the_parser_of_the_module_gives_its_type() {
    let invocations = GARDEN
        .invocations(b"AT#WATER=3,,\"fern\"\r")
        .expect("a command line");
    let plant = Printable::new(b"fern").ok().map(Quoted);
    let water = Water {
        pot: 3,
        time: None,
        plant,
    };
    let expected = Garden::Declared(Declared::Water(Form::Set(water)));
    assert_eq!(Garden::decode(&invocations[0].0, G2), Some(Ok(expected)));
}

#[test]
fn the_engine_asks_it_and_its_answers_are_told() {
    let vector = vector();
    let told = play_in::<Garden<'static>>(&vector, &whole(&vector)).expect("as the vector says");
    for (turn, told) in vector.turns.iter().zip(told) {
        let values: Vec<Value> = told.iter().map(|told| told.value.clone()).collect();
        assert_eq!(values, turn.told);
        for (row, line) in told.into_iter().filter_map(|told| told.line) {
            assert_eq!(recoded(row.codec, &line, G2), Ok(line), "{}", row.item);
        }
    }
}

#[test]
fn the_laws_judge_it() {
    for profile in [G2, G3] {
        laws::commands_read_back(GARDEN, profile);
        laws::lines_read_back(GARDEN, profile);
        laws::lines_are_one_frame(GARDEN, profile);
        laws::unknown_fields_are_survived(GARDEN, profile);
        laws::spellings_are_accepted(GARDEN, profile);
        laws::bytes_never_panic(GARDEN, profile);
    }
    laws::names_are_whole(GARDEN);
}
