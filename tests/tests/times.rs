//! The times that an engine waits for: which of them apply, and when it wants to be polled.
//!
//! In: a scripted module under a false clock. Out: judgement of deadlines. Not here: what happens when a time has passed
//! (`recover.rs`, `online.rs`, `slow_line.rs`).

use at_spec::Tenths;
use telit_ssl::command::exchange::Receive;
use telit_ssl::command::interface::Attention;
use telit_ssl::command::session::Dial;
use telit_ssl::profile::id;
use telit_ssl::value::{Mode, SocketId};
use telit_ssl::{Action, ControlLine, Engine, Instant, Profile, ResultCodes, Span};
use tests::host::{Heard, Host};
use tests::rows::TELIT;
use tests::scripted::{dial, online};

const G2: Profile = Profile::G2;

/// How long a host that goes online with this engine keeps silent before the escape sequence.
fn silence(engine: Engine<Vec<u8>>) -> Span {
    let mut host = Host::over(engine);
    host.request(&dial(Mode::Online)).unwrap();
    host.hear(b"\r\nCONNECT\r\n");
    assert_eq!(host.take_heard(), [Heard::Connected]);
    let asked = host.clock.now();
    host.engine.suspend(asked).unwrap();
    host.take_sent();
    while host.take_sent() != b"+++" {
        assert!(host.go_on(), "it waits for nothing");
    }
    host.clock.now().since(asked)
}

fn engine() -> Engine<Vec<u8>> {
    Engine::new(G2, vec![0; 80], vec![0; 80])
}

#[test]
fn the_guard_time_is_that_of_another_generation_unless_the_application_has_set_it() {
    let other = Profile {
        guard: Span::from_secs(5),
        ..Profile::G3
    };
    let mut follows = engine();
    follows.set_profile(other).unwrap();
    assert!(silence(follows) >= other.guard);
    let mut set = engine();
    set.set_guard(Span::from_secs(3));
    set.set_profile(other).unwrap();
    let silence = silence(set);
    assert!(Span::from_secs(3) <= silence && silence < other.guard);
}

#[test]
fn the_gap_behind_an_answer_is_a_deadline_for_a_line_that_waits_and_for_nothing_else() {
    let mut host = Host::new(G2);
    host.request(&Attention).unwrap();
    host.hear(b"\r\nOK\r\n");
    assert_eq!(host.engine.deadline(), None, "nothing waits");
    let answered = host.clock.now();
    host.engine.request(answered, &Attention).unwrap();
    assert_eq!(host.engine.poll(answered, &mut &[][..]), Action::Wait);
    let gap_ends = answered + G2.gap;
    assert_eq!(host.engine.deadline(), Some(gap_ends));
    // The line may leave, and does not yet: nothing is to be done for it but what the caller knows of.
    assert_eq!(host.engine.poll(gap_ends, &mut &[][..]), Action::Transmit);
    assert_ne!(host.engine.deadline(), Some(gap_ends));
}

#[test]
fn the_end_of_a_dial_that_was_given_up_is_not_waited_for_when_it_has_come() {
    let mut host = Host::without_echo(G2);
    host.request(&dial(Mode::Online)).unwrap();
    while !matches!(host.take_heard()[..], [Heard::Failed { .. }]) {
        assert!(host.go_on(), "it waits for nothing");
    }
    host.take_sent();
    host.hear(b"\r\nNO CARRIER\r\n");
    assert_eq!(host.take_heard(), [], "it is the answer, and comes late");
    host.pass(Span::from_secs(5));
    assert!(!host.take_sent().is_empty(), "it looks for the module");
}

#[test]
fn a_carrier_that_changes_outside_online_mode_is_nothing_to_wait_for() {
    for on in [true, false] {
        let mut engine = engine();
        engine.line_changed(Instant::default(), ControlLine::Dcd, on);
        assert_eq!(engine.deadline(), None);
    }
}

#[test]
fn a_third_plus_sign_waits_until_a_time_that_lies_ahead_and_then_for_nothing() {
    let mut host = Host::over(engine());
    host.request(&dial(Mode::Online)).unwrap();
    host.hear(b"\r\nCONNECT\r\n");
    host.pass(Span::from_secs(5));
    let mut payload = &b"+++"[..];
    let now = host.clock.now();
    let left = host.engine.supply(now, &mut payload).unwrap().len();
    host.engine.transmitted(now, left);
    assert_eq!(payload, b"+", "the third is held");
    let until = host.engine.deadline().expect("it may leave some time");
    assert!(until > now);
    host.pass(until.since(now));
    assert_eq!(host.engine.deadline(), None, "it may leave");
    let now = host.clock.now();
    assert_eq!(host.engine.supply(now, &mut payload), Ok(&b"+"[..]));
}

#[test]
fn a_beginning_of_no_carrier_does_not_put_off_the_escape_sequence() {
    let mut host = online(ResultCodes::Verbose);
    host.engine.suspend(host.clock.now()).unwrap();
    let due = host.engine.deadline().expect("the silence ends");
    let shortly_before = due.since(host.clock.now()).millis() - 1;
    host.pass(Span::from_millis(shortly_before));
    host.hear(b"\r\nNO CARR");
    host.pass(Span::from_millis(1));
    assert_eq!(host.take_sent(), b"+++");
}

#[test]
fn no_carrier_behind_a_carrier_that_has_gone_ends_the_session_without_a_wait() {
    let mut host = online(ResultCodes::Verbose);
    host.engine
        .line_changed(host.clock.now(), ControlLine::Dcd, false);
    host.hear(b"\r\nNO CARRIER\r\n");
    host.pass(Span::from_millis(1));
    assert!(matches!(
        host.take_heard()[..],
        [Heard::Closed { certain: true, .. }]
    ));
}

#[test]
fn the_ok_of_an_escape_sequence_is_one_behind_a_quiet_that_is_longer_for_a_digit() {
    for (codes, ok, quiet) in [
        (ResultCodes::Verbose, &b"\r\nOK\r\n"[..], G2.prompt_hold),
        (ResultCodes::Numeric, b"0\r", G2.tail_partial),
    ] {
        let mut host = online(codes);
        host.suspend().unwrap();
        host.pass(G2.guard);
        host.hear(ok);
        host.pass(Span::from_millis(quiet.millis() - 1));
        assert_eq!(host.take_heard(), [], "{codes:?}");
        host.pass(Span::from_millis(1));
        assert_eq!(host.take_heard(), [Heard::Suspended], "{codes:?}");
    }
}

#[test]
fn a_line_behind_that_ok_may_take_longer_to_be_whole() {
    let mut host = online(ResultCodes::Verbose);
    host.suspend().unwrap();
    host.pass(G2.guard);
    host.hear(b"\r\nOK\r\n\r\nSSLSRING:");
    host.pass(Span::from_millis(G2.tail_partial.millis() - 1));
    assert_eq!(host.take_heard(), []);
    host.hear(b" 1,5\r\n");
    host.pass(G2.prompt_hold);
    let ring = Heard::Unsolicited(b"SSLSRING: 1,5".to_vec());
    assert_eq!(host.take_heard(), [Heard::Suspended, ring]);
}

/// The time that a command is told to block for is the module's to take.
#[test]
fn a_command_is_not_given_up_before_the_time_that_it_gives_the_module() {
    let longest = Some(Tenths(5_000));
    let mut host = Host::without_echo(G2);
    host.request(&Receive {
        socket: SocketId::ONE,
        room: 100,
        timeout: longest,
    })
    .unwrap();
    host.pass(Span::from_secs(499));
    host.hear(b"\r\n#SSLRCV: 5\r\nhello\r\n\r\nOK\r\n");
    let expected = [
        Heard::Information(b"#SSLRCV: 5".to_vec()),
        Heard::Payload(b"hello".to_vec()),
        Heard::Done,
    ];
    assert_eq!(host.take_heard(), expected);
    host.pass(G2.gap);
    host.request(&Dial {
        timeout: longest,
        ..dial(Mode::Online)
    })
    .unwrap();
    host.pass(Span::from_secs(499));
    host.hear(b"\r\nCONNECT\r\n");
    assert_eq!(host.take_heard(), [Heard::Connected]);
}

#[test]
fn the_row_of_a_command_says_so_of_a_line_that_somebody_types() {
    let row = |name: &str| {
        let mut rows = TELIT.commands();
        rows.find(|row| row.name.usual == name)
            .expect("it is declared")
    };
    let blocks = |name, text: &str| (row(name).codec.blocks)(text.as_bytes(), id::LTE_M).unwrap();
    assert_eq!(blocks("#SSLRECV", "#SSLRECV=1,100,5000"), 500_000);
    assert_eq!(blocks("#SSLRECV", "#SSLRECV=1,100"), 0, "the socket's own");
    assert_eq!(blocks("#SSLRECV", "#SSLRECV=?"), 0);
    assert_eq!(blocks("#SSLD", "#SSLD=1,443,\"host\",0,1,600"), 60_000);
    assert_eq!(blocks("#SSLS", "#SSLS=1"), 0);
    let prolonged = TELIT.commands().filter(|row| row.prolonged_by.is_some());
    let names: Vec<&str> = prolonged.map(|row| row.name.usual).collect();
    let expected = ["#SSLD", "#SSLFASTD", "#SSLSEND", "#SSLSENDEXT", "#SSLRECV"];
    assert_eq!(names, expected);
}
