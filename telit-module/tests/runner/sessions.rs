//! Sessions that are kept for a second dial.

use telit_module::peer::Dial;

use crate::authority::STRANGER;
use crate::bench::{Bench, dial};
use crate::peer::{Accepted, context, serve};

/// Waits for the module to close, answers, and says whether the session was an old one.
fn take_leave(stream: Accepted) -> bool {
    let mut stream = stream.unwrap();
    let _ = stream.ssl_read(&mut [0; 16]);
    let _ = stream.shutdown();
    stream.ssl().session_reused()
}

#[test]
fn a_session_is_taken_up_again_and_both_sides_say_so() {
    let (port, peer) = serve(context(), 3, take_leave);
    let mut bench = Bench::new(vec![
        dial(port),
        Dial {
            resume: true,
            silence: 9_000,
            ..dial(port)
        },
    ]);
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=false");
    bench.order("close");
    assert_eq!(bench.ask("open 1"), "connected Aes256Sha resumed=true");
    bench.order("close");
    assert_eq!(bench.ask("open 1"), "connected Aes256Sha resumed=true");
    bench.order("close");
    assert_eq!(peer.join().unwrap(), [false, true, true]);
}

#[test]
fn a_session_with_a_ticket_is_taken_up_as_well() {
    let mut builder = context();
    builder.clear_options(openssl::ssl::SslOptions::NO_TICKET);
    let (port, peer) = serve(builder, 2, take_leave);
    let mut bench = Bench::new(vec![
        dial(port),
        Dial {
            resume: true,
            ..dial(port)
        },
    ]);
    bench.ask("open 0");
    bench.order("close");
    assert_eq!(bench.ask("open 1"), "connected Aes256Sha resumed=true");
    bench.order("close");
    assert_eq!(peer.join().unwrap(), [false, true]);
}

#[test]
fn a_session_outlives_the_peers_orderly_close_but_not_a_cut() {
    let (port, peer) = serve(context(), 3, |stream| {
        let mut stream = stream.unwrap();
        let old = stream.ssl().session_reused();
        if !old {
            let _ = stream.shutdown();
        }
        old
    });
    let mut bench = Bench::new(vec![Dial {
        resume: true,
        ..dial(port)
    }]);
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=false");
    assert!(bench.hear().contains("close_notify)"));
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=true");
    assert!(bench.hear().starts_with("closed cut: "));
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=false");
    assert_eq!(peer.join().unwrap(), [false, true, false]);
}

#[test]
fn a_session_that_was_forgotten_or_not_asked_for_is_not_offered() {
    let (port, peer) = serve(context(), 3, take_leave);
    let mut bench = Bench::new(vec![
        dial(port),
        Dial {
            resume: true,
            ..dial(port)
        },
    ]);
    for order in ["open 0", "open 0", "open 1"] {
        assert_eq!(bench.ask(order), "connected Aes256Sha resumed=false");
        bench.order("close");
        bench.order("forget");
    }
    assert_eq!(peer.join().unwrap(), [false, false, false]);
}

#[test]
fn a_session_made_without_a_check_does_not_save_the_check() {
    let (port, _peer) = serve(context(), 2, |stream| {
        stream.map(|stream| take_leave(Ok(stream))).is_ok()
    });
    let unchecked = Dial {
        authority: None,
        ..dial(port)
    };
    let checked = Dial {
        authority: Some(STRANGER.pem()),
        resume: true,
        ..dial(port)
    };
    let mut bench = Bench::new(vec![unchecked, checked]);
    assert_eq!(bench.ask("open 0"), "connected Aes256Sha resumed=false");
    bench.order("close");
    assert!(bench.ask("open 1").contains("certificate verify failed"));
}
