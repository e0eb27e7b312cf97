//! Raw: commands, answers and unsolicited result codes that nobody has declared, against bytes.
//!
//! In: command lines given at run time, scripted modules, a false clock. Out: judgement of what leaves and of what
//! is told. What the modules say here is made up: it is about shapes, and no evidence for any command.

use at_spec::{Exchange, Information, Payload, Writer};
use telit_ssl::{Cause, Failure, Profile, Raw, RawLine, RequestError, Span, Token, Violation};
use tests::host::{Heard, Host};

const G2: Profile = Profile::G2;

fn raw(body: &[u8]) -> Raw<'_> {
    Raw::new(body).unwrap()
}

fn asked(raw: Raw<'_>) -> Host {
    let mut host = Host::without_echo(G2);
    host.request(&raw).unwrap();
    host.take_sent();
    host
}

fn line(bytes: &[u8]) -> RawLine<'_> {
    RawLine::read_line(bytes, G2.id).unwrap()
}

#[test]
fn a_command_line_leaves_as_it_stands_and_every_line_of_its_answer_comes_back() {
    let mut host = Host::without_echo(G2);
    host.request(&raw(b"$GPSACP;#MONI=7")).unwrap();
    assert_eq!(host.take_sent(), b"AT$GPSACP;#MONI=7\r");
    host.hear(b"\r\n$GPSACP: 1,,\"x\"\r\nno name\r\n> list\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [
            Heard::Information(b"$GPSACP: 1,,\"x\"".to_vec()),
            Heard::Information(b"no name".to_vec()),
            Heard::Information(b"> list".to_vec()),
            Heard::Done,
        ]
    );
}

#[test]
fn events_do_not_depend_on_where_an_answer_is_cut() {
    let answer = b"\r\n#X: (1-2),512\r\nSSLSRING: 1,5\r\ntext\r\n\r\n+CME ERROR: 4\r\n";
    let told = |cut: usize| {
        let mut host = asked(raw(b"#X=?"));
        let (head, tail) = answer.split_at(cut);
        host.hear_pieces([head, tail]);
        host.take_heard()
    };
    for cut in 0..=answer.len() {
        assert_eq!(told(cut), told(0), "cut at byte {cut}");
    }
    assert_eq!(told(0).len(), 4);
}

#[test]
fn a_line_has_a_name_if_it_looks_like_one_and_values() {
    let values = |text: &'static [u8]| line(text).values().collect::<Vec<_>>();
    assert_eq!(line(b"#X: 1,2").name(), Some(&b"#X"[..]));
    assert_eq!(line(b"SRING: 1").name(), Some(&b"SRING"[..]));
    assert_eq!(line(b"+CMD1(0-2)").name(), Some(&b"+CMD1"[..]));
    assert_eq!(line(b"GL865-QUAD").name(), None);
    assert_eq!(line(b"http://x").name(), None);
    assert_eq!(line(b"10.01.150").name(), None);
    assert_eq!(
        values(b"#X: 1,,\"a,b\",(0-2),READY"),
        [
            Token::Number(1),
            Token::Empty,
            Token::Quoted(b"a,b"),
            Token::Group(b"0-2"),
            Token::Bare(b"READY"),
        ]
    );
    assert_eq!(values(b"GL865-QUAD"), [Token::Bare(b"GL865-QUAD")]);
}

#[test]
fn what_could_end_the_line_or_begin_another_one_is_refused_with_its_place() {
    for (body, expected) in [
        (
            &b"+X=1\r"[..],
            RequestError::Unsendable { byte: b'\r', at: 4 },
        ),
        (b"+X\n", RequestError::Unsendable { byte: b'\n', at: 2 }),
        (b"+X=\x1a", RequestError::Unsendable { byte: 0x1A, at: 3 }),
        (b"\x00", RequestError::Unsendable { byte: 0, at: 0 }),
        (b"+X=\x7f", RequestError::Unsendable { byte: 0x7F, at: 3 }),
        (
            b"+X=\"\xe9\"",
            RequestError::Unsendable { byte: 0xE9, at: 4 },
        ),
        (b"+X=\"a", RequestError::UnclosedQuote { at: 3 }),
        (
            b"+X=\"a\";+Y=\"\"\"",
            RequestError::UnclosedQuote { at: 12 },
        ),
        (b"AT+X", RequestError::Prefix),
        (b"at", RequestError::Prefix),
    ] {
        assert_eq!(Raw::new(body), Err(expected), "{}", body.escape_ascii());
    }
}

#[test]
fn a_line_that_modules_of_the_profile_do_not_read_is_refused_and_nothing_leaves() {
    let longest = vec![b'1'; G2.line_length - 3];
    let mut host = Host::without_echo(G2);
    host.request(&raw(&longest)).unwrap();
    assert_eq!(host.take_sent().len(), G2.line_length);
    assert_eq!(raw(&longest).fits(&G2), Ok(()));

    let longer = [longest.as_slice(), b"1"].concat();
    let expected = RequestError::TooLong {
        room: G2.line_length,
    };
    let mut host = Host::without_echo(G2);
    assert_eq!(host.request(&raw(&longer)).map(|_| ()), Err(expected));
    assert_eq!(raw(&longer).fits(&G2), Err(expected));
    assert_eq!(host.take_sent(), b"");
    assert!(host.engine.is_idle());
}

#[test]
fn the_values_of_a_command_line_are_shown_to_nobody() {
    let secret = raw(b"+CPIN=\"1234\"");
    assert!(!format!("{secret:?}").contains("1234"), "{secret:?}");
    let mut room = [0; 80];
    let mut writer = Writer::masked(&mut room, G2.id);
    at_spec::Command::encode(&secret, &mut writer).unwrap();
    assert_eq!(writer.written(), b"+CPIN***");
}

#[test]
fn a_refusal_has_its_cause() {
    let mut host = asked(raw(b"#X=1"));
    host.hear(b"\r\n+CME ERROR: 836\r\n");
    let failure = Failure::numbered(836, G2.id);
    assert_eq!(failure.cause, Cause::NotActivated);
    let command = "";
    assert_eq!(host.take_heard(), [Heard::Failed { command, failure }]);
}

#[test]
fn a_declared_unsolicited_code_stays_one_unless_the_command_has_its_name() {
    let mut host = asked(raw(b"#X"));
    host.hear(b"\r\n+CREG: 1\r\n\r\n#X: 1\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [
            Heard::Unsolicited(b"+CREG: 1".to_vec()),
            Heard::Information(b"#X: 1".to_vec()),
            Heard::Done,
        ]
    );
    let mut host = asked(raw(b"+creg?"));
    host.hear(b"\r\n+CREG: 0,1\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [Heard::Information(b"+CREG: 0,1".to_vec()), Heard::Done]
    );
    // To be told of changes is no question: what comes is a change.
    let mut host = asked(raw(b"+CREG=1"));
    host.hear(b"\r\n+CREG: 1\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [Heard::Unsolicited(b"+CREG: 1".to_vec()), Heard::Done]
    );
}

#[test]
fn an_unsolicited_code_that_nobody_has_declared_is_never_lost() {
    let mut host = Host::without_echo(G2);
    host.hear(b"\r\n#NEW: 7\r\n");
    assert_eq!(host.take_heard(), [Heard::Unsolicited(b"#NEW: 7".to_vec())]);
    let status = telit_ssl::command::session::StatusOf {
        socket: telit_ssl::value::SocketId::ONE,
    };
    host.request(&status).unwrap();
    host.hear(b"\r\n#NEW: 7\r\n\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [
            Heard::Remark(b"#NEW: 7".to_vec()),
            Heard::Information(b"#SSLS: 1,1".to_vec()),
            Heard::Done,
        ]
    );
}

#[test]
fn payload_is_counted_by_the_line_that_has_the_name_of_the_command() {
    let counted = raw(b"#READ=1,20").with_exchange(Exchange::Counted { room: 20 });
    let mut host = asked(counted);
    host.hear(b"\r\n#OTHER: 3\r\nSSLSRING: 1,5\r\n#READ: 1,8\r\n\r\nOK\r\n\r\n\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [
            Heard::Remark(b"#OTHER: 3".to_vec()),
            Heard::Unsolicited(b"SSLSRING: 1,5".to_vec()),
            Heard::Information(b"#READ: 1,8".to_vec()),
            Heard::Payload(b"\r\nOK\r\n\r\n".to_vec()),
            Heard::Done,
        ]
    );
    let mut host = asked(counted);
    host.hear(b"\r\n#READ: 21\r\n");
    assert_eq!(
        host.take_heard(),
        [Heard::Violation(Violation::CountAboveRoom {
            count: 21,
            room: 20
        })]
    );
}

#[test]
fn a_prompt_takes_payload_where_the_caller_knows_of_it() {
    let prompts = raw(b"#WRITE=1").with_exchange(Exchange::Prompt(Payload::UntilCtrlZ));
    let mut host = asked(prompts);
    host.hear(b"\r\n> ");
    assert_eq!(host.take_heard(), [Heard::Prompt]);
    host.supply(b"payload").unwrap();
    host.finish().unwrap();
    assert_eq!(host.take_sent(), b"payload\x1a");
    host.hear(b"\r\n#WRITE: 7\r\n\r\nOK\r\n");
    assert_eq!(
        host.take_heard(),
        [Heard::Information(b"#WRITE: 7".to_vec()), Heard::Done]
    );
}

#[test]
fn a_prompt_that_nobody_knew_of_is_given_up_before_anything_becomes_its_payload() {
    for prompt in [&b"\r\n> "[..], b"\r\n>", b"\r\n>>>"] {
        let mut host = asked(raw(b"#WRITE=1").answered_within(Span::from_secs(9)));
        host.hear(prompt);
        host.pass(Span::from_secs(8));
        assert_eq!(host.take_heard(), []);
        host.pass(Span::from_millis(1_100));
        let command = "";
        assert_eq!(
            host.take_heard(),
            [Heard::Violation(Violation::PromptNotDue { command })]
        );
        assert_eq!(host.take_sent(), b"\x1b\r");
        host.hear(b"\r\nOK\r\n");
        host.pass(Span::from_millis(400));
        assert_eq!(host.take_sent(), b"ATE0Q0V1\r");
        host.hear(b"\r\nOK\r\n");
        host.pass(Span::from_millis(100));
        let marker = host.take_sent();
        let name = marker.strip_prefix(b"AT").unwrap();
        let name = name.strip_suffix(b"?\r").unwrap();
        host.hear(&[b"\r\n", name, b": 0\r\n\r\nOK\r\n"].concat());
        assert_eq!(host.take_heard(), [Heard::Ready]);
    }
}

#[test]
fn a_connection_that_nobody_asked_for_is_left_by_the_escape_sequence() {
    let mut host = asked(raw(b"#X"));
    host.hear(b"\r\nCONNECT\r\n");
    let command = "";
    assert_eq!(
        host.take_heard(),
        [Heard::Violation(Violation::OutOfTurn { command })]
    );
    host.pass(Span::from_secs(2));
    assert_eq!(host.take_sent(), b"+++");
}

#[test]
fn online_mode_is_entered_where_the_caller_says_so() {
    let mut host = asked(raw(b"#X").with_exchange(Exchange::Online));
    host.hear(b"\r\nCONNECT\r\ndata");
    assert_eq!(
        host.take_heard(),
        [Heard::Connected, Heard::Payload(b"data".to_vec())]
    );
    assert!(host.engine.is_online());
}

#[test]
fn a_silent_module_is_told_after_the_time_that_the_caller_gave() {
    let mut host = asked(raw(b"#X").answered_within(Span::from_secs(180)));
    host.pass(Span::from_secs(179));
    assert_eq!(host.take_heard(), []);
    host.pass(Span::from_secs(2));
    let (command, failure) = ("", Failure::of(Cause::Silence));
    assert_eq!(host.take_heard(), [Heard::Failed { command, failure }]);
}
