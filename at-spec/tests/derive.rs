//! The derives at work: declarations with every option, read and written from both sides.
//!
//! In: small declarations, made up for the purpose. Out: bytes and values. Not here: expansions and mistakes;
//! `at-derive` has them.
#![warn(
    missing_docs,
    unreachable_pub,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::nursery
)]
#![allow(
    clippy::missing_const_for_fn,
    clippy::must_use_candidate,
    clippy::format_push_string,
    reason = "lints beyond those of the workspace, to see that they are quiet in generated code"
)]

use core::num::NonZeroU16;

use at_spec::{
    ArgumentSpec, Command, Declaration, Dialect, Exchange, Family, Fault, Fields, Form, Host,
    Information, Malformed, Name, Printable, ProfileId, Provenance, Quoted, Range, Read, Recode,
    Refusal, Refused, Respelling, Subparameters, Syntax, Tenths, Test, Unsolicited, Visitor,
    Writer,
};
use declared::{
    Attached, Closed, Closure, Context, Count, Dial, Escape, Greeting, Header, Lock, Mode, Nothing,
    Receive, SocketId, Status, Verbose,
};

const G2: ProfileId = ProfileId::new(0);
const G3: ProfileId = ProfileId::new(1);

/// Commands and lines.
#[at_spec::family]
pub mod declared {
    use core::num::NonZeroU16;

    use super::{G2, G3};
    use at_spec::{
        Argument, Bare, ByteCount, Command, Exchange, Host, Information, Printable, Quoted,
        Register, Tenths, Unsolicited,
    };

    /// Opens a secure socket
    /// to a peer.
    ///
    /// Ends with `CONNECT` in online mode.
    ///
    /// - one
    /// - two
    ///
    /// Source: guide 4.5.3 (examples);
    /// LE910 V2 reference p. 359.
    #[derive(Command, Clone, Debug, PartialEq, Eq)]
    #[at("#SSLD", exchange = Mode::exchange(self.mode), answer_within = "150 s")]
    #[at(inferred, provenance(test = recollected), test)]
    pub struct Dial<'a> {
        /// Socket to open.
        #[at(key, ranges(G2 => 1..=1))]
        pub socket: SocketId,
        /// TCP port of the peer.
        pub port: NonZeroU16,
        /// Name or address.
        pub host: Quoted<Host<'a>>,
        /// What closing does with the keys.
        #[at(absent = [G2])]
        pub closure: Option<Closure>,
        /// Left out: command mode.
        pub mode: Option<Mode>,
        /// Left out: `defTo`.
        #[at(range = 10..=5000, default = "300", recollected)]
        pub timeout: Option<Tenths>,
    }

    /// A socket.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(range = 1..=6)]
    pub struct SocketId(u8);

    /// What closing does with the keys.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Closure {
        /// Forgets them.
        #[at(0)]
        Free,
        /// Keeps them.
        #[at(1)]
        KeepSession,
    }

    /// What follows.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Mode {
        /// Every byte is payload.
        #[at(0)]
        Online,
        /// Commands.
        #[at(1)]
        Command,
    }

    impl Mode {
        /// The shape of the exchange.
        pub const fn exchange(mode: Option<Self>) -> Exchange {
            match mode {
                Some(Self::Online) => Exchange::Online,
                Some(Self::Command) | None => Exchange::Plain,
            }
        }
    }

    /// Defines a context.
    ///
    /// Source: 27.007 10.1.1.
    #[derive(at_spec::Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGDCONT", setting = Self, provenance(read = inferred))]
    pub struct Context<'a> {
        /// Number of the context.
        pub context: u8,
        /// Protocol.
        pub protocol: Option<Quoted<Printable<'a>>>,
    }

    /// Takes bytes.
    ///
    /// Source: guide 4.2.2.2.
    #[derive(Command, Clone, Debug, PartialEq, Eq)]
    #[at("#SSLRECV", verb(G2 => "#SSLRCV"), answer = Header<'_>, absent = [G3])]
    #[at(exchange = Exchange::Counted { room: self.room.0 })]
    pub struct Receive {
        /// Socket.
        pub socket: SocketId,
        /// At most so many.
        pub room: ByteCount,
    }

    /// So many bytes follow.
    ///
    /// Source: guide 4.2.2.2.
    #[derive(Information, Clone, Debug, PartialEq, Eq)]
    #[at("#SSLRECV", verb(G2 => "#SSLRCV"))]
    pub struct Header<'e> {
        /// Their number.
        #[at(count)]
        pub count: ByteCount,
        /// A remark.
        pub remark: Option<Bare<Printable<'e>>>,
    }

    /// So many bytes follow, perhaps.
    ///
    /// Source: guide 4.2.2.2.
    #[derive(Information, Clone, Debug, PartialEq, Eq)]
    #[at(bare, recollected)]
    pub struct Count {
        /// Their number.
        #[at(count)]
        pub count: Option<u32>,
    }

    /// The state of a socket.
    ///
    /// Source: guide 4.5.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLS")]
    pub struct Status {
        /// Socket.
        pub socket: SocketId,
        /// Attached or not.
        pub attached: Attached,
    }

    /// Attached or not.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Attached {
        /// Not.
        #[at(-1)]
        Never,
        /// It is.
        #[at(1)]
        Now,
    }

    /// Asks for nothing.
    ///
    /// Source: V.250 5.2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("")]
    pub struct Nothing;

    /// Texts or digits.
    ///
    /// Source: V.250 6.2.6.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("V")]
    pub struct Verbose {
        /// Texts.
        pub on: Option<Closure>,
    }

    /// The pause around the escape.
    ///
    /// Source: D-GM64.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("S12", setting = Self)]
    pub struct Escape {
        /// The pause.
        #[at(range = 20..=255)]
        pub pause: Register,
    }

    /// What the SIM waits for.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Lock {
        /// Nothing.
        #[at("READY")]
        Ready,
        /// The PIN.
        #[at("SIM PIN")]
        Pin,
    }

    /// A greeting.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(quoted)]
    pub enum Greeting {
        /// A friendly one.
        #[at("hello, you")]
        Hello,
        /// None.
        #[at("")]
        #[cfg(any())]
        None,
        /// A short one.
        #[at("hi")]
        Hi,
    }

    /// Says what the SIM waits for.
    ///
    /// Source: 27.007 8.3.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CPIN", inferred)]
    pub struct Pin {
        /// What it waits for.
        pub lock: Lock,
        /// How it says so.
        pub greeting: Option<Greeting>,
    }

    /// The peer has gone.
    ///
    /// Source: V.250 6.3.5.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("NO CARRIER")]
    pub struct Closed;

    /// A text of one kind.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Title<'a>(Quoted<Printable<'a>>);

    /// Not there.
    ///
    /// Source: none.
    #[cfg(any())]
    #[derive(Command, Clone, Debug, PartialEq, Eq)]
    #[at("#GONE")]
    pub struct Gone;
}

/// Lines alone: a family need not have commands.
#[at_spec::family]
pub mod lines {
    use at_spec::Unsolicited;

    /// A call.
    ///
    /// Source: V.250 6.3.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("RING")]
    pub struct Ring;
}

/// All of it.
#[derive(at_spec::Dialect, Clone, Debug, PartialEq)]
pub enum All<'a> {
    /// Commands.
    Declared(declared::Declared<'a>),
    /// Lines alone.
    Lines(lines::Declared<'a>),
}

fn written(write: impl FnOnce(&mut Writer<'_>) -> Result<(), at_spec::Full>) -> String {
    written_for(G3, write)
}

fn written_for(
    profile: ProfileId,
    write: impl FnOnce(&mut Writer<'_>) -> Result<(), at_spec::Full>,
) -> String {
    let mut room = [0; 100];
    let mut writer = Writer::new(&mut room, profile);
    write(&mut writer).unwrap();
    String::from_utf8(writer.written().to_vec()).unwrap()
}

fn decoded(text: &str) -> Option<Result<All<'_>, Malformed>> {
    let line = at_spec_command_line(text);
    All::decode(&line, G3)
}

fn at_spec_command_line(text: &str) -> at_spec::Invocation<'_> {
    at_parse::CommandLine::behind_prefix(text.as_bytes())
        .into_iter()
        .next()
        .unwrap()
}

fn dial(closure: Option<Closure>, mode: Option<Mode>, timeout: Option<u16>) -> Dial<'static> {
    Dial {
        socket: SocketId::new(1).unwrap(),
        port: NonZeroU16::new(443).unwrap(),
        host: Quoted(Host::new(b"example.com").unwrap()),
        closure,
        mode,
        timeout: timeout.map(Tenths),
    }
}

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
fn a_command_line_reads_back_as_it_was_written() {
    for (text, value) in [
        ("#SSLD=1,443,\"example.com\"", dial(None, None, None)),
        (
            "#SSLD=1,443,\"example.com\",0,1,300",
            dial(Some(Closure::Free), Some(Mode::Command), Some(300)),
        ),
        (
            "#SSLD=1,443,\"example.com\",,,300",
            dial(None, None, Some(300)),
        ),
        (
            "#SSLD=1,443,\"example.com\",1",
            dial(Some(Closure::KeepSession), None, None),
        ),
    ] {
        let form: Form<'_, Dial<'static>> = Form::Set(value.clone());
        let all = All::Declared(declared::Declared::Dial(form.clone()));
        assert_eq!(written(|writer| value.encode(writer)), text);
        assert_eq!(written(|writer| form.encode(writer)), text);
        assert_eq!(written(|writer| all.encode(writer)), text);
        assert_eq!(decoded(text), Some(Ok(all)));
    }
}

#[test]
fn read_and_test_forms_are_told_apart_by_their_marks() {
    for (text, form) in [("#SSLD?", Form::Read), ("#SSLD=?", Form::Test)] {
        let all = All::Declared(declared::Declared::Dial(form));
        assert_eq!(written(|writer| all.encode(writer)), text);
        assert_eq!(decoded(text), Some(Ok(all)));
    }
    assert_eq!(
        written(|writer| Read::<Context<'_>>::new().encode(writer)),
        "+CGDCONT?"
    );
    assert_eq!(
        written(|writer| Test::<Dial<'_>>::new().encode(writer)),
        "#SSLD=?"
    );
}

#[test]
fn empty_fields_at_the_end_are_values_left_out() {
    let all = All::Declared(declared::Declared::Dial(Form::Set(dial(None, None, None))));
    assert_eq!(decoded("#SSLD=1,443,\"example.com\",,,"), Some(Ok(all)));
}

#[test]
fn fields_that_nobody_asks_for_do_not_fail() {
    let text = b"1,1,new,\"fields\"";
    let mut fields = Fields::new(text, text.len(), G3);
    let status = Status::read(&mut fields).unwrap();
    assert_eq!(status.attached, Attached::Now);
    assert_eq!(fields.unknown(), b"new,\"fields\"");
}

#[test]
fn a_fault_has_its_place_in_the_line() {
    for (text, fault, at) in [
        ("#SSLD=7,443,\"h\"", Fault::OutOfRange, 6),
        ("#SSLD=1, 443,\"h\",2", Fault::OutOfRange, 17),
        ("#SSLD=1,,\"h\"", Fault::Missing, 9),
        ("#SSLD=1,x,\"h\"", Fault::NotANumber, 8),
        ("#SSLD", Fault::Missing, 5),
        ("#SSLD = 1, x", Fault::NotANumber, 11),
        ("#SSLD?1", Fault::Surplus, 6),
    ] {
        assert_eq!(decoded(text), Some(Err(Malformed { fault, at })), "{text}");
    }
    assert_eq!(decoded("#SSLX=1"), None);
}

#[test]
fn words_are_read_quoted_or_bare_and_written_in_one_way() {
    for (line, again) in [
        ("+CPIN: SIM PIN", "+CPIN: SIM PIN"),
        ("+CPIN:\"SIM PIN\", hi", "+CPIN: SIM PIN,\"hi\""),
        ("+CPIN: READY,\"hello, you\"", "+CPIN: READY,\"hello, you\""),
    ] {
        let value = declared::Pin::read_line(line.as_bytes(), G3).unwrap();
        assert_eq!(
            written(|writer| declared::Pin::write_line(&value, writer)),
            again
        );
    }
    assert_eq!(
        declared::Pin::read_line(b"+CPIN: \"PUK\"", G3),
        Err(Malformed {
            fault: Fault::UnknownWord,
            at: 7
        })
    );
}

#[test]
fn ranges_are_those_of_the_profile() {
    let socket = |number| {
        let mut dial = dial(None, None, None);
        dial.socket = SocketId::new(number).unwrap();
        dial
    };
    let refused = Refused {
        name: "socket",
        refusal: Refusal::OutOfRange {
            given: 2,
            allowed: Range::new(1, 1),
        },
    };
    assert_eq!(Command::check(&socket(2), G3), Ok(()));
    assert_eq!(Command::check(&socket(2), G2), Err(refused));
    assert_eq!(Command::check(&socket(1), G2), Ok(()));
    let form = declared::Declared::Dial(Form::Set(socket(2)));
    assert_eq!(form.check(G2), Err(refused));
    assert_eq!(All::Declared(form).check(G2), Err(refused));

    let late = Command::check(&dial(None, None, Some(9)), G3);
    assert!(matches!(
        late,
        Err(Refused {
            name: "timeout",
            ..
        })
    ));
}

#[test]
fn what_a_profile_does_not_have_is_refused() {
    let absent = |name| {
        Err(Refused {
            name,
            refusal: Refusal::Absent,
        })
    };
    let keeping = dial(Some(Closure::KeepSession), None, None);
    assert_eq!(Command::check(&keeping, G2), absent("closure"));
    assert_eq!(
        Command::check(&dial(None, None, None), G2),
        Ok(()),
        "a field left out"
    );
    let receive = Receive {
        socket: SocketId::new(1).unwrap(),
        room: at_spec::ByteCount(100),
    };
    assert_eq!(Command::check(&receive, G3), absent("#SSLRECV"));
}

#[test]
fn a_verb_is_that_of_the_profile_and_all_are_read() {
    let receive = Receive {
        socket: SocketId::new(1).unwrap(),
        room: at_spec::ByteCount(100),
    };
    assert_eq!(
        written_for(G2, |writer| receive.encode(writer)),
        "#SSLRCV=1,100"
    );
    assert_eq!(
        written_for(G3, |writer| receive.encode(writer)),
        "#SSLRECV=1,100"
    );
    for text in ["#SSLRCV=1,100", "#sslrecv=1,100"] {
        let all = All::Declared(declared::Declared::Receive(Form::Set(receive.clone())));
        assert_eq!(decoded(text), Some(Ok(all)));
    }
}

#[test]
fn a_module_that_spells_a_verb_otherwise_than_its_profile_is_written_to_so() {
    let receive = Receive {
        socket: SocketId::new(1).unwrap(),
        room: at_spec::ByteCount(100),
    };
    let respelt = Respelling {
        usual: Receive::NAME.usual,
        spelling: "#SSLRECV",
    };
    let mut room = [0; 100];
    let mut writer = Writer::new(&mut room, G2).respelt(Some(respelt));
    receive.encode(&mut writer).unwrap();
    assert_eq!(writer.written(), b"#SSLRECV=1,100");
    // Other names stay those of the profile.
    let mut writer = Writer::new(&mut room, G2).respelt(Some(respelt));
    Command::encode(&dial(None, None, None), &mut writer).unwrap();
    assert!(writer.written().starts_with(b"#SSLD="));
}

#[test]
fn a_count_is_the_field_that_says_so() {
    let header = Header::read_line(b"#SSLRCV: 24,soon", G2).unwrap();
    assert_eq!(Header::count(&header), Some(24));
    assert_eq!(Header::SPEC.counted_by, Some("count"));
    assert_eq!(Count::count(&Count { count: None }), None);
    assert_eq!(Count::count(&Count { count: Some(3) }), Some(3));
    assert_eq!(
        written(|writer| Count::write_line(&Count { count: Some(3) }, writer)),
        "3"
    );
}

#[test]
fn the_exchange_looks_at_the_values() {
    let shape = |mode| dial(None, mode, None).outline().exchange;
    assert_eq!(shape(Some(Mode::Online)), Exchange::Online);
    assert_eq!(shape(None), Exchange::Plain);
    let receive = Receive {
        socket: SocketId::new(1).unwrap(),
        room: at_spec::ByteCount(100),
    };
    assert_eq!(receive.outline().exchange, Exchange::Counted { room: 100 });
    assert_eq!(receive.outline().within, 5_000);
    assert_eq!(dial(None, None, None).outline().within, 150_000);
}

#[test]
fn syntax_follows_from_the_name() {
    assert_eq!(<Nothing as Declaration>::SYNTAX, Syntax::Basic);
    assert_eq!(<Verbose as Declaration>::SYNTAX, Syntax::Basic);
    assert_eq!(<Escape as Declaration>::SYNTAX, Syntax::Register);
    assert_eq!(<Dial<'_> as Declaration>::SYNTAX, Syntax::Extended);
    assert_eq!(written(|writer| Nothing.encode(writer)), "");
    let verbose = Verbose {
        on: Some(Closure::KeepSession),
    };
    assert_eq!(written(|writer| verbose.encode(writer)), "V1");
    assert_eq!(
        decoded("V"),
        Some(Ok(All::Declared(declared::Declared::Verbose(Form::Set(
            Verbose {
                on: Some(Closure::Free)
            }
        )))))
    );
}

#[test]
fn a_register_answers_its_value_alone() {
    assert_eq!(<Escape as Information>::NAME, None);
    let escape = Escape::read_line(b"050", G3).unwrap();
    assert_eq!(written(|writer| Escape::write_line(&escape, writer)), "050");
}

#[test]
fn a_setting_is_read_as_the_values_of_its_command() {
    let context = Context::read_line(b"+CGDCONT: 1,\"IP\",\"apn\"", G3).unwrap();
    assert_eq!(context.protocol, Printable::new(b"IP").ok().map(Quoted));
    assert_eq!(
        written(|writer| Context::write_line(&context, writer)),
        "+CGDCONT: 1,\"IP\""
    );
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

#[test]
fn a_value_that_exists_is_in_range() {
    const FIRST: Option<SocketId> = SocketId::new(1);
    assert_eq!(FIRST.map(SocketId::value), Some(1));
    assert_eq!(SocketId::new(0), None);
    assert_eq!(SocketId::new(7), None);
    let title = declared::Title::new(Quoted(Printable::new(b"Dr").unwrap()));
    assert_eq!(title.value().0.bytes(), b"Dr");
}

#[test]
fn an_unsolicited_code_without_values_is_its_name() {
    fn is_unsolicited<U: Unsolicited>() {}
    is_unsolicited::<Closed>();
    assert_eq!(Closed::read_line(b"NO CARRIER", G3), Ok(Closed));
    assert_eq!(
        written(|writer| Closed::write_line(&Closed, writer)),
        "NO CARRIER"
    );
    assert_eq!(Lock::Ready, Lock::Ready);
    assert_ne!(Greeting::Hi, Greeting::Hello);
}
