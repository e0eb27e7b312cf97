//! Disagreements about what happens: prompts, counts, going online.
//!
//! In: modules that do as one of the sources says. Out: judgement. Not here: disagreements that a declaration settles by
//! itself.

use telit_module::Quirks;
use telit_ssl::command::exchange::{Receive, Send, SendCounted};
use telit_ssl::command::session::GoOnline;
use telit_ssl::value::SocketId;
use telit_ssl::{Profile, Span, Violation};
use tests::far::Far;
use tests::host::{Heard, Host};
use tests::pair::Pair;
use tests::scripted::{Recovered, recovers};

const G2: Profile = Profile::G2;
const GO_ONLINE: GoOnline = GoOnline {
    socket: SocketId::ONE,
};
const BREACH: Heard = Heard::Violation(Violation::OutOfTurn { command: "#SSLO" });

/// Payload with what looks like answers in it, and an unfinished line end.
const PAYLOAD: &[u8] =
    b"220 ready\r\nOK\r\n\r\nCONNECT\r\n\r\nERROR\r\n\0\xFF\r\nNO CARRIER\r\n.\r\n";

/// A host, and a module of this kind with an open connection in command mode.
fn connected(quirks: Quirks) -> Pair<Host, Far> {
    let lines: [&[u8]; 5] = [
        b"ATE0\r",
        b"AT+CGDCONT=1,\"IP\",\"apn\"\r",
        b"AT#SGACT=1,1\r",
        b"AT#SSLEN=1,1\r",
        b"AT#SSLD=1,443,\"example.com\",0,1\r",
    ];
    let mut pair = Pair::new(Host::without_echo(G2), Far::behind(quirks, &lines));
    pair.clock.pass(Span::from_secs(20));
    pair.host.clock.reach(pair.clock.now());
    pair
}

#[test]
fn sslo_final_connect_or_ok() {
    // CONNECT by the guide, OK by a vendor library. What mode the module is in behind an OK, neither says. So it is a breach, what comes is payload, and the escape
    // sequence leaves before anything else: in online mode all else would reach the peer.
    let stream = [b"\r\nOK\r\n", PAYLOAD].concat();
    for cut in 0..=stream.len() {
        let mut host = Host::without_echo(G2);
        host.request(&GO_ONLINE).unwrap();
        assert_eq!(host.take_sent(), b"AT#SSLO=1\r");
        let (head, behind) = stream.split_at(cut);
        host.hear_pieces([head, behind]);
        assert_eq!(
            host.take_sent(),
            b"",
            "nothing leaves before the guard time"
        );
        let Recovered {
            unanswered, heard, ..
        } = recovers(&mut host);
        assert_eq!(unanswered, b"+++\x1B\r", "cut at byte {cut}");
        let payload = Heard::Payload(PAYLOAD.to_vec());
        assert_eq!(heard, [BREACH, payload], "cut at byte {cut}");
        assert!(host.engine.is_idle());
    }
}

#[test]
fn going_online_with_ok_where_the_module_stays_in_command_mode_comes_to_rest() {
    let mut host = Host::without_echo(G2);
    host.request(&GO_ONLINE).unwrap();
    host.take_sent();
    host.hear(b"\r\nOK\r\n");
    let Recovered {
        unanswered, heard, ..
    } = recovers(&mut host);
    assert_eq!(unanswered, b"+++\x1B\r");
    assert_eq!(heard, [BREACH]);
}

#[test]
fn going_online_with_ok_sends_the_peer_nothing_and_keeps_the_connection() {
    let quirks = Quirks {
        ok_for_connect: true,
        ..Quirks::default()
    };
    let mut pair = connected(quirks);
    let now = pair.clock.now();
    pair.module.peer_sends(now, PAYLOAD);
    pair.host.engine.request(now, &GO_ONLINE).unwrap();
    pair.run(Span::from_millis(500));
    pair.module.peer_sends(pair.clock.now(), PAYLOAD);
    pair.run(Span::from_secs(10));
    let payload = Heard::Payload([PAYLOAD, PAYLOAD].concat());
    assert_eq!(pair.host.take_heard(), [BREACH, payload, Heard::Ready]);
    assert_eq!(pair.module.take_to_peer(), b"");
    // The connection is open, and its data are read in command mode.
    pair.module.peer_sends(pair.clock.now(), b"more");
    let receive = Receive {
        socket: SocketId::ONE,
        room: 100,
        timeout: None,
    };
    let now = pair.clock.now();
    pair.host.clock.reach(now);
    pair.host.engine.request(now, &receive).unwrap();
    pair.run(Span::from_secs(1));
    let expected = [
        Heard::Information(b"#SSLRCV: 4".to_vec()),
        Heard::Payload(b"more".to_vec()),
        Heard::Done,
    ];
    assert_eq!(pair.host.take_heard(), expected);
}

#[test]
fn what_a_peer_sends_behind_a_connect_that_came_too_late_is_payload() {
    let mut host = Host::without_echo(G2);
    host.request(&GO_ONLINE).unwrap();
    host.pass(Span::from_secs(40));
    assert!(matches!(host.take_heard()[..], [Heard::Failed { .. }]));
    host.hear(b"\r\nCONNECT\r\n220 ready\r\n");
    host.pass(Span::from_millis(500));
    assert_eq!(
        host.take_heard(),
        [Heard::Payload(b"220 ready\r\n".to_vec())]
    );
    assert!(recovers(&mut host).unanswered.ends_with(b"+++\x1B\r"));
}

#[test]
fn prompt_one_sign_with_a_space_or_without_or_three() {
    const SEND: Send = Send {
        socket: SocketId::ONE,
        timeout: None,
    };
    for prompt in [&b"\r\n> "[..], b"\r\n>", b"\r\n>>>", b"\r\n>>> "] {
        for cut in 0..=prompt.len() {
            let mut host = Host::without_echo(G2);
            host.request(&SEND).unwrap();
            host.take_sent();
            let (head, behind) = prompt.split_at(cut);
            host.hear_pieces([head, behind]);
            host.pass(G2.prompt_hold);
            assert_eq!(host.take_heard(), [Heard::Prompt]);
            host.supply(b"Test").unwrap();
            host.finish().unwrap();
            assert_eq!(host.take_sent(), b"Test\x1A");
            host.hear(b"\r\nOK\r\n");
            assert_eq!(host.take_heard(), [Heard::Done]);
        }
    }
    let mut pair = connected(Quirks {
        narrow_prompt: true,
        ..Quirks::default()
    });
    pair.host.engine.request(pair.clock.now(), &SEND).unwrap();
    pair.run(Span::from_secs(1));
    assert_eq!(pair.host.take_heard(), [Heard::Prompt]);
    pair.host.supply(b"Test").unwrap();
    pair.host.finish().unwrap();
    pair.run(Span::from_secs(1));
    assert_eq!(pair.host.take_heard(), [Heard::Done]);
    assert_eq!(pair.module.take_to_peer(), b"Test");
}

/// Three drivers send `^Z` behind a counted send, two do not: we do not, since the count ends it and the module would
/// read the rest as a command line.
#[test]
fn sslsendext_tail_ctrl_z_sent_or_not() {
    for profile in Profile::ALL.iter().filter(|one| one.id != G2.id) {
        let mut host = Host::without_echo(*profile);
        let send = SendCounted {
            socket: SocketId::ONE,
            count: 4,
            timeout: None,
        };
        host.request(&send).unwrap();
        assert_eq!(host.take_sent(), b"AT#SSLSENDEXT=1,4\r");
        host.hear(b"\r\n> ");
        host.supply(b"a\x08\x1A\x1B").unwrap();
        host.finish().unwrap();
        assert_eq!(host.take_sent(), b"a\x08\x1A\x1B", "{}", profile.name);
        host.hear(b"\r\nOK\r\n");
        assert_eq!(host.take_heard(), [Heard::Prompt, Heard::Done]);
    }
}

#[test]
fn a_prompt_at_the_last_moment_is_one() {
    let mut host = Host::without_echo(G2);
    host.request(&Send {
        socket: SocketId::ONE,
        timeout: None,
    })
    .unwrap();
    // The time of the command is over within the quiet behind the sign.
    host.pass(Span::from_millis(59_950));
    host.hear(b"\r\n>");
    host.pass(Span::from_secs(5));
    assert_eq!(host.take_heard(), [Heard::Prompt]);
}
