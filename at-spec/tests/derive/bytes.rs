//! Values and the bytes that they become, and bytes and the values that they are.
//!
//! In: values, lines. Out: judgement. Not here: what the tables say of them; `rows.rs` has that.

use at_spec::{
    Command, Declaration, Exchange, Fault, Fields, Form, Information, Malformed, Printable, Quoted,
    Range, Read, Refusal, Refused, Respelling, Subparameters, Syntax, Test, Unsolicited, Writer,
};

use crate::dialect::declared::{
    Attached, Closed, Closure, Context, Count, Dial, Escape, Greeting, Header, Lock, Mode, Nothing,
    Receive, SocketId, Status, Verbose,
};
use crate::dialect::{All, G2, G3, declared};
use crate::{decoded, dial, written, written_for};

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
