//! Generated code means what it says, whatever the names around a declaration mean.
//!
//! In: declarations among names that are taken, without a prelude, written by a `macro_rules` macro, inside a
//! function, with raw names. Out: they compile, and both directions work. Not here: another name for the crate;
//! `tests/renamed` has that.
#![allow(
    clippy::wrong_self_convention,
    dead_code,
    missing_debug_implementations,
    missing_docs,
    non_camel_case_types,
    non_upper_case_globals,
    reason = "most items do nothing but take a name"
)]

use at_spec::{
    Command, Declaration, Dialect, Exchange, Family, Information, ProfileId, Quoted, Refusal,
    Subparameters, Unsolicited, Writer,
};

const G2: ProfileId = ProfileId::new(0);
const G3: ProfileId = ProfileId::new(1);
const LTE: ProfileId = ProfileId::new(2);

/// Takes every name that generated code could mean: of the prelude, of primitive types, of crates, of traits and
/// types of this crate, of its own locals (a constant in scope makes a pattern of a binding), and of methods.
macro_rules! take_every_name {
    () => {
        take_every_name!(types: Ok Err Some None Result Option Vec Box String Infallible PhantomData);
        take_every_name!(types: u8 u16 u32 u64 i8 i16 i32 i64 usize isize bool char str);
        take_every_name!(types: Fields Writer Visitor Malformed Full Refused Name Limits Range Form Exchange);
        take_every_name!(traits: Clone Copy Debug PartialEq Eq Default From Into TryFrom TryInto Sized Iterator);
        take_every_name!(traits: Argument Subparameters Declaration Command Information Family Dialect AsRef);
        take_every_name!(modules: core std alloc at_spec at_parse);
        take_every_name!(constants: fields writer value profile form visitor invocation place part command);
        take_every_name!(constants: number signed word name least most NAME SPEC SOCKET_LIMITS TIMEOUT_LIMITS);
        take_every_name!(methods: required optional take malformed subparameter check encode visit decode number
            as_ref map ok ok_or field case bytes read write exchange outline open clone eq fmt);
    };
    (types: $($name:ident)*) => { $(
        pub struct $name;
    )* };
    (traits: $($name:ident)*) => { $(
        pub trait $name {}
    )* };
    (modules: $($name:ident)*) => { $(
        pub mod $name {}
    )* };
    (constants: $($name:ident)*) => { $(
        pub const $name: () = ();
    )* };
    // Every value has these methods, and gives itself to them: they are found before those that borrow it.
    (methods: $($name:ident)*) => {
        pub trait Everything: ::core::marker::Sized {
            $(
                fn $name(self) {}
            )*
        }

        impl<T> Everything for T {}
    };
}

/// Every derive, where nothing has its usual meaning and nothing is in the prelude.
#[allow(
    clippy::wildcard_imports,
    unused_imports,
    reason = "all of the taken names are there, and generated code uses none of them"
)]
#[no_implicit_prelude]
pub mod taken {
    take_every_name!();

    /// Commands and lines.
    #[::at_spec::family]
    pub mod declared {
        use super::super::{G2, G3};
        use super::*;

        /// Opens a socket.
        ///
        /// Source: made up.
        #[derive(
            ::at_spec::Command, ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
        )]
        #[at("#DIAL", exchange = Mode::shape(&self.mode), answer_within = "150 s", test, absent = [G3])]
        pub struct Dial<'line> {
            /// Socket to open.
            #[at(key, ranges(G2 => 1..=1))]
            pub socket: Socket,
            /// Name of the peer.
            pub host: ::at_spec::Quoted<::at_spec::Host<'line>>,
            /// Left out: commands.
            #[at(absent = [G2], range = 0..=0)]
            pub mode: ::core::option::Option<Mode>,
            /// Left out: no end.
            #[at(range = 10..=5000, default = "300")]
            pub timeout: ::core::option::Option<::at_spec::Tenths>,
        }

        /// A socket.
        #[derive(
            ::at_spec::Argument,
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
        )]
        #[at(range = 1..=6)]
        pub struct Socket(::core::primitive::u8);

        /// A socket of any number.
        #[derive(
            ::at_spec::Argument,
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
        )]
        pub struct AnySocket(::core::primitive::u8);

        /// What follows.
        #[derive(
            ::at_spec::Argument, ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
        )]
        pub enum Mode {
            /// Every byte is payload.
            #[at(0)]
            Some,
            /// Commands.
            #[at(-1)]
            None,
        }

        impl Mode {
            /// The shape of the exchange.
            pub const fn shape(mode: &::core::option::Option<Self>) -> ::at_spec::Exchange {
                match mode {
                    ::core::option::Option::Some(Self::Some) => ::at_spec::Exchange::Online,
                    _ => ::at_spec::Exchange::Plain,
                }
            }
        }

        /// What the module waits for.
        #[derive(
            ::at_spec::Argument, ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
        )]
        #[at(quoted)]
        pub enum Lock {
            /// Nothing.
            #[at("READY")]
            Ok,
            /// A PIN.
            #[at("SIM PIN")]
            Err,
        }

        /// A setting that is its own answer, and fields named as locals are.
        ///
        /// Source: made up.
        #[derive(
            ::at_spec::Command, ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
        )]
        #[at("+FIELDS", setting = Self, verb(G2 => "+FIELD"))]
        pub struct Ok {
            /// First.
            pub fields: ::core::primitive::u8,
            /// Second.
            pub writer: ::core::primitive::u16,
            /// Third.
            pub value: ::core::option::Option<::core::primitive::u32>,
            /// Fourth.
            #[at(range = 1..=2)]
            pub profile: ::core::option::Option<AnySocket>,
            /// Fifth.
            pub visitor: ::core::option::Option<Lock>,
        }

        /// Asks for payload.
        ///
        /// Source: made up.
        #[derive(
            ::at_spec::Command, ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
        )]
        #[at("#TAKE", answer = Result<'_>)]
        pub struct Some;

        /// How much follows.
        ///
        /// Source: made up.
        #[derive(
            ::at_spec::Information, ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
        )]
        #[at("#TAKE")]
        pub struct Result<'line> {
            /// Bytes.
            #[at(count)]
            pub value: ::core::option::Option<::at_spec::ByteCount>,
            /// A remark.
            pub text: ::core::option::Option<::at_spec::Bare<::at_spec::Printable<'line>>>,
        }

        /// The peer has gone.
        ///
        /// Source: made up.
        #[derive(
            ::at_spec::Unsolicited, ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
        )]
        #[at("GONE")]
        pub struct None;
    }

    /// Nothing but a line: a family without commands.
    #[::at_spec::family]
    pub mod lines {
        use super::*;

        /// A call.
        ///
        /// Source: made up.
        #[derive(
            ::at_spec::Unsolicited, ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
        )]
        #[at("RING")]
        pub struct Ring;
    }

    /// Everything.
    #[derive(
        ::at_spec::Dialect, ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
    )]
    pub enum All<'line> {
        /// Commands.
        Ok(declared::Declared<'line>),
        /// Lines.
        Err(lines::Declared<'line>),
    }
}

/// Declarations that a `macro_rules` macro writes, with every part given as a fragment.
macro_rules! declare {
    ($(#[$meta:meta])* $ident:ident, $name:literal, $within:literal, $answer:ty, $own:ty, $shape:expr;
     $field:ident: $ty:ty, $range:expr, $least:expr, $most:expr, $default:literal, $profile:path;
     $case:ident = $word:literal, $other:ident = $number:literal) => {
        #[at_spec::family]
        pub mod declared {
            use super::G2;

            $(#[$meta])*
            #[derive(at_spec::Command, Clone, Debug, PartialEq)]
            #[at($name, answer_within = $within, setting = $own, answer = $answer, exchange = $shape)]
            pub struct $ident {
                $(#[$meta])*
                #[at(range = $range, ranges($profile => $least..=$most), default = $default)]
                pub $field: $ty,
            }

            $(#[$meta])*
            #[derive(at_spec::Argument, Clone, Debug, PartialEq)]
            pub enum Word {
                $(#[$meta])*
                #[at($word)]
                $case,
            }

            $(#[$meta])*
            #[derive(at_spec::Argument, Clone, Debug, PartialEq)]
            pub enum Number {
                $(#[$meta])*
                #[at($number)]
                $other,
            }

            $(#[$meta])*
            #[derive(at_spec::Argument, Clone, Debug, PartialEq)]
            #[at(range = $range)]
            pub struct Inside(u8);
        }
    };
}

pub mod by_macro {
    use super::G2;

    declare!(
        /// Written by a macro.
        ///
        /// Source: made up.
        Plain, "#PLAIN", "7 s", Plain, Self, at_spec::Exchange::Body;
        level: Option<u8>, 1..=9, 2, 3, "1", G2;
        Ready = "READY", On = 1
    );
}

/// Names that are keywords, and constants that bear the names of generated ones.
pub mod names {
    use super::G2;

    pub const TYPE_LIMITS: u8 = 6;
    pub const LEVEL_LIMITS: u8 = 3;

    #[at_spec::family]
    pub mod declared {
        use super::{G2, LEVEL_LIMITS, TYPE_LIMITS};

        /// Fields that are keywords.
        ///
        /// Source: made up.
        #[derive(at_spec::Command, Clone, Debug, PartialEq)]
        #[at("#TYPE", setting = Self)]
        pub struct r#dyn {
            /// A keyword.
            #[at(range = 1..=TYPE_LIMITS)]
            pub r#type: u8,
            /// No keyword.
            #[at(ranges(G2 => 1..=LEVEL_LIMITS), range = 1..=9)]
            pub level: Option<u8>,
            /// A case that is one.
            pub how: Option<Way>,
        }

        /// A case that is a keyword.
        #[derive(at_spec::Argument, Clone, Debug, PartialEq)]
        pub enum Way {
            /// A keyword.
            #[at(0)]
            r#async,
            /// None.
            #[at(1)]
            Plain,
        }
    }
}

fn written(write: impl FnOnce(&mut Writer<'_>) -> Result<(), at_spec::Full>) -> String {
    let mut room = [0; 100];
    let mut writer = Writer::new(&mut room, LTE);
    write(&mut writer).unwrap();
    String::from_utf8(writer.written().to_vec()).unwrap()
}

fn invocation(text: &str) -> at_spec::Invocation<'_> {
    let line = at_parse::CommandLine::behind_prefix(text.as_bytes());
    line.into_iter().next().unwrap()
}

#[test]
fn a_command_among_taken_names_is_written_and_read_back() {
    use taken::declared::{Declared, Dial, Mode, Socket};

    let dial = Dial {
        socket: Socket::new(1).unwrap(),
        host: Quoted(at_spec::Host::new(b"h").unwrap()),
        mode: Some(Mode::Some),
        timeout: Some(at_spec::Tenths(300)),
    };
    let text = "#DIAL=1,\"h\",0,300";
    assert_eq!(written(|writer| Command::encode(&dial, writer)), text);
    assert_eq!(Command::outline(&dial).exchange, Exchange::Online);
    let read = taken::All::decode(&invocation(text), LTE);
    let expected = taken::All::Ok(Declared::Dial(at_spec::Form::Set(dial.clone())));
    assert_eq!(read, Some(Ok(expected)));
    let absent = |profile| Command::check(&dial, profile).unwrap_err();
    assert_eq!(absent(G2).name, "mode");
    assert_eq!(absent(G3).refusal, Refusal::Absent);
    assert_eq!(Command::check(&dial, LTE), Ok(()));
}

#[test]
fn lines_among_taken_names_are_written_and_read_back() {
    use taken::declared::{
        AnySocket, Lock, None as Gone, Ok as Fields, Result as Header, Some as Take,
    };

    let fields = Fields {
        fields: 1,
        writer: 2,
        value: Some(3),
        profile: Some(AnySocket::new(2)),
        visitor: Some(Lock::Err),
    };
    let line = "+FIELDS: 1,2,3,2,\"SIM PIN\"";
    assert_eq!(written(|writer| Fields::write_line(&fields, writer)), line);
    assert_eq!(Fields::read_line(line.as_bytes(), LTE), Ok(fields));
    let header = Header::read_line(b"#TAKE: 24,soon", LTE).unwrap();
    assert_eq!(Header::count(&header), Some(24));
    assert_eq!(<Take as Declaration>::SPEC.set.answer.item, "Result");
    assert_eq!(Gone::read_line(b"GONE", LTE), Ok(Gone));
    fn is_unsolicited<U: Unsolicited>() {}
    is_unsolicited::<Gone>();
}

#[test]
fn rows_among_taken_names_are_all_there() {
    let commands = <taken::All<'_> as Dialect<'_>>::COMMANDS.concat();
    let items: Vec<_> = commands.iter().map(|row| row.item).collect();
    assert_eq!(items, ["Dial", "Ok", "Some"]);
    assert_eq!(<taken::All<'_> as Dialect<'_>>::ANSWERS.concat().len(), 2);
    assert_eq!(
        <taken::All<'_> as Dialect<'_>>::UNSOLICITED_NAMES
            .concat()
            .len(),
        2
    );
    assert!(taken::lines::Declared::COMMANDS.is_empty());
}

#[test]
fn fragments_of_a_macro_are_read_as_what_they_are() {
    use by_macro::declared::{Inside, Number, Plain, Word};

    let row = <Plain as Declaration>::SPEC;
    assert_eq!(row.name.usual, "#PLAIN");
    assert_eq!(row.within, 7_000);
    assert_eq!(row.read.unwrap().answer.item, "Plain");
    assert_eq!(row.manual.source, "made up");
    let [level] = row.subparameters else {
        panic!("one field")
    };
    assert!(level.optional, "an `Option` that is a fragment is one");
    assert_eq!(level.limits.range_of(G2).unwrap().most, 3);
    assert_eq!(level.limits.range_of(G3).unwrap().most, 9);
    let plain = Plain { level: Some(4) };
    assert_eq!(
        written(|writer| Command::encode(&plain, writer)),
        "#PLAIN=4"
    );
    assert_eq!(Command::outline(&plain).exchange, Exchange::Body);
    assert_eq!(Inside::new(10), None);
    assert_eq!((Word::Ready, Number::On), (Word::Ready, Number::On));
}

#[test]
fn a_keyword_is_shown_without_its_mark() {
    let row = <names::declared::r#dyn as Declaration>::SPEC;
    assert_eq!(row.item, "dyn");
    assert_eq!(row.subparameters[0].name, "type");
    let at_spec::ArgumentSpec::Choice([case, _]) = row.subparameters[2].argument else {
        panic!("two cases")
    };
    assert_eq!(case.name, "async");
}

#[test]
fn the_constants_of_a_declaration_are_its_own() {
    let value = |r#type, level| names::declared::r#dyn {
        r#type,
        level: Some(level),
        how: None,
    };
    assert_eq!(Command::check(&value(6, 3), G2), Ok(()));
    assert_eq!(Command::check(&value(7, 3), G2).unwrap_err().name, "type");
    assert_eq!(Command::check(&value(6, 4), G2).unwrap_err().name, "level");
    assert_eq!(Command::check(&value(6, 4), G3), Ok(()));
}

#[test]
fn a_declaration_may_stand_inside_a_function() {
    const MOST: u8 = 3;

    /// Declared here.
    ///
    /// Source: made up.
    #[derive(at_spec::Command, Clone, Debug, PartialEq)]
    #[at("#HERE", setting = Self)]
    struct Here {
        /// A value.
        #[at(range = 0..=MOST)]
        value: u8,
    }

    let here = Here::read_line(b"#HERE: 3", G2).unwrap();
    assert_eq!(here, Here { value: 3 });
    assert_eq!(Subparameters::check(&here, G2), Ok(()));
}
