//! DTR as the way out of online mode: no byte of it can be taken for payload, and nobody has to be silent.
//!
//! In: a scripted module. Out: judgement of events and of what leaves. Not here: the escape sequence (`online.rs`); attaching by
//! DTR (`attach.rs`); what a virtual module does (`telit-module/tests/machine/online.rs`).

use telit_ssl::command::interface::Attention;
use telit_ssl::value::Mode;
use telit_ssl::{Cause, ControlLine, Engine, Profile, RequestError, Span};
use tests::host::{Heard, Host};
use tests::scripted::{SETTINGS, dial, marker_answer};

const G2: Profile = Profile::G2;
/// Longer than any time of the way out.
const LONG: Span = Span::from_secs(10);

/// A host with DTR, online.
fn online() -> Host {
    let engine = Engine::new(G2, vec![0; 400], vec![0; 400]).with_dtr();
    let mut host = Host::over(engine);
    host.request(&dial(Mode::Online)).unwrap();
    host.hear(b"\r\nCONNECT\r\n");
    assert_eq!(host.take_heard(), [Heard::Connected]);
    host.take_sent();
    host
}

fn suspend(host: &mut Host) -> Result<(), RequestError> {
    let now = host.clock.now();
    host.engine.suspend_by_dtr(now)?;
    host.leave();
    Ok(())
}

#[test]
fn the_ok_of_dtr_suspends_wherever_it_is_cut_and_no_byte_leaves() {
    let stream = b"last\r\nOK\r\n";
    for cut in 0..=stream.len() {
        let mut host = online();
        suspend(&mut host).unwrap();
        assert_eq!(host.take_heard(), [Heard::Dtr(false)]);
        let (head, behind) = stream.split_at(cut);
        host.hear_pieces([head, behind]);
        host.pass(LONG);
        let expected = [
            Heard::Payload(b"last".to_vec()),
            Heard::Suspended,
            Heard::Dtr(true),
        ];
        assert_eq!(host.take_heard(), expected, "cut at byte {cut}");
        assert_eq!(host.take_sent(), b"");
        assert!(host.engine.is_idle());
    }
}

#[test]
fn an_ok_that_comes_when_dtr_is_up_again_suspends_too() {
    let mut host = online();
    suspend(&mut host).unwrap();
    host.pass(Span::from_millis(1_000));
    assert_eq!(host.take_heard(), [Heard::Dtr(false), Heard::Dtr(true)]);
    host.hear(b"\r\nOK\r\n");
    host.pass(LONG);
    assert_eq!(host.take_heard(), [Heard::Suspended]);
}

#[test]
fn silence_of_a_module_that_ignores_dtr_is_told_and_it_is_online_still() {
    let mut host = online();
    suspend(&mut host).unwrap();
    host.hear(b"more");
    host.pass(LONG);
    let heard = host.take_heard();
    let [
        Heard::Dtr(false),
        Heard::Payload(more),
        Heard::Dtr(true),
        Heard::Failed { failure, .. },
    ] = &heard[..]
    else {
        panic!("{heard:?}");
    };
    assert_eq!(
        (more.as_slice(), failure.cause),
        (&b"more"[..], Cause::Silence)
    );
    assert!(host.engine.is_online());
    host.hear(b"and more");
    assert_eq!(host.take_heard(), [Heard::Payload(b"and more".to_vec())]);
}

#[test]
fn the_peer_may_end_the_connection_while_dtr_is_down() {
    let mut host = online();
    let now = host.clock.now();
    host.engine.line_changed(now, ControlLine::Dcd, true);
    suspend(&mut host).unwrap();
    host.hear(b"bye\r\nNO CARRIER\r\n");
    let now = host.clock.now();
    host.engine.line_changed(now, ControlLine::Dcd, false);
    host.pass(LONG);
    let heard = host.take_heard();
    let told = [
        Heard::Payload(b"bye".to_vec()),
        Heard::Closed {
            certain: true,
            socket: None,
            cause: None,
            text: b"\r\nNO CARRIER\r\n".to_vec(),
        },
    ];
    assert!(heard.windows(2).any(|two| two == told), "{heard:?}");
    // Whatever ends online mode, DTR is up again: with `&D2` no connection would hold otherwise.
    let dtr = |heard: &&Heard| matches!(heard, Heard::Dtr(_));
    assert_eq!(heard.iter().rfind(dtr), Some(&Heard::Dtr(true)));
}

#[test]
fn the_next_request_may_be_made_as_soon_as_it_is_suspended() {
    let mut host = online();
    suspend(&mut host).unwrap();
    host.hear(b"\r\nOK\r\n");
    while !host.heard().contains(&Heard::Suspended) {
        assert!(host.go_on(), "{:?}", host.heard());
    }
    host.request(&Attention).unwrap();
    host.pass(G2.gap);
    assert_eq!(host.take_sent(), b"AT\r");
    assert!(host.heard().contains(&Heard::Dtr(true)));
}

#[test]
fn dtr_is_refused_where_it_cannot_do_what_it_is_for() {
    let mut host = online();
    let now = host.clock.now();
    let mut payload = &b"on its way"[..];
    host.engine.supply(now, &mut payload).unwrap();
    assert_eq!(
        host.engine.suspend_by_dtr(now),
        Err(RequestError::PayloadLeaves)
    );
    let mut idle = Host::new(G2);
    assert_eq!(suspend(&mut idle), Err(RequestError::NotOnline));
    let mut without = tests::scripted::online(telit_ssl::ResultCodes::Verbose);
    assert_eq!(suspend(&mut without), Err(RequestError::NoDtr));
}

/// A module in command mode answers what is asked, and `OK` to an escape sequence, until nothing more is waited for.
fn answers(host: &mut Host) {
    loop {
        let sent = host.take_sent();
        let answer = match sent.as_slice() {
            sent if sent.ends_with(SETTINGS) => b"\r\nOK\r\n".to_vec(),
            sent if sent.ends_with(b"+++") => {
                host.pass(G2.guard);
                b"\r\nOK\r\n".to_vec()
            }
            sent => marker_answer(sent).unwrap_or_default(),
        };
        host.hear(&answer);
        if !host.go_on() {
            return;
        }
    }
}

/// Something that ends the time in which DTR is down.
type Interruption = fn(&mut Host);

#[test]
fn whatever_ends_the_time_in_which_it_is_down_it_comes_up_again() {
    let attached: fn() -> Host = || {
        let engine = Engine::new(G2, vec![0; 400], vec![0; 400]).with_dtr();
        let mut host = Host::over(engine);
        host.engine.attach(host.clock.now()).unwrap();
        host
    };
    let suspended: fn() -> Host = || {
        let mut host = online();
        suspend(&mut host).unwrap();
        host
    };
    let interruptions: [(&str, Interruption); 7] = [
        ("nothing", |_| {}),
        ("CONNECT, late or of a peer that streams", |host| {
            host.hear(b"\r\nCONNECT\r\n")
        }),
        ("NO CARRIER", |host| host.hear(b"\r\nNO CARRIER\r\n")),
        ("OK", |host| host.hear(b"\r\nOK\r\n")),
        ("a prompt", |host| host.hear(b"\r\n> ")),
        ("more is said to have left than was there", |host| {
            host.engine.transmitted(host.clock.now(), 1);
        }),
        ("attach, once more", |host| {
            host.engine.attach(host.clock.now()).unwrap()
        }),
    ];
    for (what, interrupt) in interruptions {
        for (begins, start) in [("attach", attached), ("suspend", suspended)] {
            for spoken in [false, true] {
                let mut host = start();
                // Whether the caller has heard of it before it is over.
                if spoken {
                    host.pass(Span::from_millis(100));
                }
                interrupt(&mut host);
                host.pass(Span::from_millis(100));
                answers(&mut host);
                let dtr: Vec<bool> = host
                    .heard()
                    .iter()
                    .filter_map(|heard| match heard {
                        Heard::Dtr(on) => Some(*on),
                        _ => None,
                    })
                    .collect();
                assert_eq!(
                    dtr.last(),
                    Some(&true),
                    "{begins}: {what}: {:?}",
                    host.heard()
                );
            }
        }
    }
}
