//! An answer belongs to its own question, however late it comes.

use at_spec::Read;
use telit_ssl::command::interface::{Attention, ErrorReports, Interface};
use telit_ssl::{Cause, Found, Profile, Span, Violation};
use tests::host::{Heard, Host};
use tests::scripted::{SETTINGS, marker_answer, recovers};

use super::{RECEIVE, STATUS, asked, information};

/// Lets time pass until the command under way has failed for silence, and no further.
fn fails(host: &mut Host) {
    host.take_sent();
    while host.heard().is_empty() {
        assert!(host.go_on(), "nothing is waited for");
    }
    let heard = host.take_heard();
    let silence = |heard: &Heard| matches!(heard, Heard::Failed { failure, .. } if failure.cause == Cause::Silence);
    assert!(matches!(&heard[..], [one] if silence(one)), "{heard:?}");
}

/// atat 0.25 gives it to the next command.
#[test]
fn late_answer_after_timeout() {
    let questions: [(Host, &[u8]); 4] = [
        (
            asked(Profile::G2, &STATUS),
            b"\r\n#SSLS: 1,2,3\r\n\r\nOK\r\n",
        ),
        (
            asked(Profile::G2, &RECEIVE),
            b"\r\n#SSLRCV: 16\r\n\r\nOK\r\n#SSLS: 1\r\n\r\n\r\nOK\r\n",
        ),
        // These are what the engine itself asks to find the module again.
        (
            asked(Profile::G2, &Read::<ErrorReports>::new()),
            b"\r\n+CMEE: 1\r\n\r\nOK\r\n",
        ),
        (
            asked(Profile::G2, &Read::<Interface>::new()),
            b"\r\n#SELINT: 2\r\n\r\nOK\r\n",
        ),
    ];
    for (host, late) in questions {
        // While the module is searched for, and when all is well again; cut anywhere.
        for cut in 0..=late.len() {
            let mut host = host.clone();
            fails(&mut host);
            host.hear(&late[..cut]);
            host.leave();
            host.hear(&late[cut..]);
            recovers(&mut host);
            host.request(&Attention).unwrap();
            host.hear(b"\r\nOK\r\n");
            assert_eq!(host.take_heard(), [Heard::Done], "cut at {cut}");
            host.pass(Span::from_secs(1));
            host.request(&STATUS).unwrap();
            host.hear(b"\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
            let expected = [information(b"#SSLS: 1,1"), Heard::Done];
            assert_eq!(host.take_heard(), expected, "cut at {cut}");
        }
    }
}

/// The same of the engine's own questions: the answer of the one before does not end the search.
#[test]
fn late_answer_after_timeout_twice_in_a_row() {
    let mut host = asked(Profile::G2, &STATUS);
    fails(&mut host);
    assert!(next_sent(&mut host).ends_with(SETTINGS));
    host.hear(b"\r\nOK\r\n");
    let mut marker = next_sent(&mut host);
    for _ in 0..2 {
        let next = next_sent(&mut host);
        assert_ne!(next, marker);
        host.hear(&answer_of(&marker));
        assert_eq!(host.take_heard(), []);
        marker = next;
    }
    host.hear(&answer_of(&marker));
    assert_eq!(host.take_heard(), [Heard::Ready]);
}

/// Nor do all those before it, from a search that was given up as well.
#[test]
fn late_answer_after_timeout_of_every_marker_of_two_searches() {
    let mut host = asked(Profile::LTE_M, &STATUS);
    fails(&mut host);
    let mut markers = Vec::new();
    for search in 1..=2 {
        while !next_sent(&mut host).ends_with(SETTINGS) {}
        host.hear(b"\r\nOK\r\n");
        markers.extend([0; 4].map(|_| next_sent(&mut host)));
        if search == 1 {
            while !host
                .heard()
                .contains(&Heard::Violation(Violation::LinkLost))
            {
                assert!(host.go_on(), "it is searched for without end");
            }
            host.take_heard();
            host.engine.attach(host.clock.now()).unwrap();
        }
    }
    let (last, late) = markers.split_last().expect("there are eight");
    for marker in late {
        host.hear(&answer_of(marker));
        assert_eq!(host.take_heard(), [], "{}", marker.escape_ascii());
    }
    host.hear(&answer_of(last));
    assert_eq!(host.take_heard(), [Heard::Attached(Found::CommandMode)]);
    host.request(&STATUS).unwrap();
    host.hear(b"\r\n#SSLS: 1,1\r\n\r\nOK\r\n");
    assert_eq!(host.take_heard(), [information(b"#SSLS: 1,1"), Heard::Done]);
}

/// What leaves next, however long that takes.
fn next_sent(host: &mut Host) -> Vec<u8> {
    loop {
        assert!(host.go_on(), "nothing is waited for");
        let sent = host.take_sent();
        if !sent.is_empty() {
            return sent;
        }
    }
}

fn answer_of(marker: &[u8]) -> Vec<u8> {
    let answer = marker_answer(marker);
    answer.unwrap_or_else(|| panic!("`{}` is no marker", marker.escape_ascii()))
}
