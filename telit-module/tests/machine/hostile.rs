//! Hosts and peers that do anything at any time: the module neither panics nor grows nor stops answering.

use at_spec::Secret;
use proptest::prelude::*;
use telit_module::peer::{PeerEvent, Refusal, Suite};
use telit_module::{Action, Machine, Memory, Module, Quirk, Quirks, Settings, Sim};
use telit_ssl::profile::id;
use telit_ssl::{Instant, Profile};

use crate::bench::Bench;

const MEGABYTE: usize = 1024 * 1024;

/// Something that happens to the module.
#[derive(Clone, Debug)]
enum Event {
    Host(Vec<u8>),
    Peer(PeerEvent),
    Wait(u64),
    Restart,
}

/// Pieces of dialogues, so that a random walk comes to places where there is something to break.
const PIECES: &[&str] = &[
    "AT",
    "at",
    "A/",
    "\r",
    "\r\n",
    ";",
    "=?",
    "?",
    "\"",
    "\x1a",
    "\x1b",
    "\x08",
    "+++",
    "ATE0V1Q0\r",
    "ATV0\r",
    "ATQ1\r",
    "ATS12=20\r",
    "AT+CMEE=1;#SELINT=2\r",
    "AT+CREG=2;+CGREG=2\r",
    "AT#SSLEN=1,1\r",
    "AT#SSLEN=1,0\r",
    "AT+CGDCONT=1,\"IP\",\"internet\"\r",
    "AT+CGDCONT=1\r",
    "AT#SGACT=1,1\r",
    "AT#SGACT=1,0\r",
    "AT+CGATT=0\r",
    "AT+CGATT=1\r",
    "AT+CFUN=4\r",
    "AT+CFUN=1\r",
    "AT+CFUN=1,1\r",
    "AT+COPS=2\r",
    "AT+COPS=0;+COPS?\r",
    "AT+CPIN=\"1234\"\r",
    "AT#QSS=2;+CSQ\r",
    "ATZ\r",
    "AT&F1\r",
    "AT&W\r",
    "AT#SSLSECCFG=1,0,0\r",
    "AT#SSLSECCFG=1,0,0,0\r",
    "AT#SSLCFG=1,1,300,1,10,1,1,2\r",
    "AT#SSLCFG=1,1,0,90,100,0,2,1\r",
    "AT#SSLSECDATA=1,1,1\r",
    "AT#SSLSECDATA=1,1,1,5\r",
    "AT#SSLSECDATA=1,2,1;#SSLS=1\r",
    "AT#SSLD=1,443,\"host\",1,0\r",
    "AT#SSLD=1,443,\"host\",0,1;#SSLSEND=1\r",
    "AT#SSLFASTD=1,0\r",
    "AT#SSLO=1\r",
    "AT#SSLH=1\r",
    "AT#SSLSEND=1\r",
    "AT#SSLRECV=1,1000\r",
    "AT#SSLRCV=1,1,10\r",
];

fn event() -> impl Strategy<Value = Event> {
    let host = prop_oneof![
        6 => proptest::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        2 => proptest::collection::vec(any::<u8>(), 0..100),
    ];
    let suites = vec![Suite::Aes256Sha, Suite::Rc4Md5];
    let peer = prop_oneof![
        3 => proptest::sample::select(suites)
            .prop_map(|suite| PeerEvent::Connected { suite, resumed: false }),
        1 => Just(PeerEvent::Refused(Refusal::Socket(String::new()))),
        3 => proptest::collection::vec(any::<u8>(), 0..300).prop_map(PeerEvent::Received),
        2 => Just(PeerEvent::Sent),
        1 => Just(PeerEvent::Closed { reason: String::new() }),
        1 => Just(PeerEvent::Garbled { reason: String::new() }),
    ];
    let wait = prop_oneof![0..50_u64, Just(1_000), Just(10_000), 0..200_000_u64];
    prop_oneof![
        8 => host.prop_map(Event::Host),
        5 => peer.prop_map(Event::Peer),
        3 => wait.prop_map(Event::Wait),
        1 => Just(Event::Restart),
    ]
}

/// The usual way to a connection, in this mode; a walk begins somewhere on it.
fn way(mode: u8) -> Vec<Event> {
    let lines = [
        "ATE0;+CMEE=1;#SELINT=2".to_owned(),
        "AT#SSLEN=1,1".to_owned(),
        "AT#SSLCFG=1,1,300,90,100,50,1".to_owned(),
        "AT+CGDCONT=1,\"IP\",\"internet\"".to_owned(),
        "AT#SGACT=1,1".to_owned(),
        format!("AT#SSLD=1,443,\"host\",1,{mode}"),
    ];
    let suite = Suite::Aes256Sha;
    let resumed = false;
    let mut events = vec![Event::Wait(5_000)];
    events.extend(lines.map(|line| Event::Host(format!("{line}\r").into_bytes())));
    events.push(Event::Peer(PeerEvent::Connected { suite, resumed }));
    events.push(Event::Wait(40_000));
    events.push(Event::Peer(PeerEvent::Received(b"hello".to_vec())));
    events
}

/// A way to somewhere, and whatever happens then.
fn walk() -> impl Strategy<Value = Vec<Event>> {
    let start = (0..2_u8).prop_flat_map(|mode| {
        let way = way(mode);
        (0..=way.len()).prop_map(move |steps| way[..steps].to_vec())
    });
    let rest = proptest::collection::vec(event(), 0..60);
    (start, rest).prop_map(|(start, rest)| [start, rest].concat())
}

fn module(is_next: bool, quirks: Quirks) -> Module {
    let id = if is_next { id::G3 } else { id::G2 };
    let profile = Profile { id, ..Profile::G2 };
    let settings = Settings {
        profile,
        quirks,
        ..Settings::default()
    };
    Module::new(settings, Memory::new())
}

/// How many bytes the module holds, as it says itself.
fn held(bench: &Bench) -> usize {
    let shown = format!("{:?}", bench.module);
    let (_, number) = shown.split_once("bytes_held: ").unwrap();
    let end = number.find(|mark: char| !mark.is_ascii_digit()).unwrap();
    number[..end].parse().unwrap()
}

fn happen(bench: &mut Bench, events: &[Event]) -> String {
    let mut said = String::new();
    for event in events {
        said += &match event {
            Event::Host(bytes) => bench.types(bytes),
            Event::Peer(event) => bench.peer(event.clone()),
            Event::Wait(millis) => bench.waits(*millis),
            Event::Restart => bench.restarts(),
        };
    }
    said
}

proptest! {
    #[test]
    fn whatever_happens_the_module_can_be_switched_off_and_on(
        events in walk(),
        is_next in any::<bool>(),
    ) {
        let mut bench = Bench::of(module(is_next, Quirks::default()));
        happen(&mut bench, &events);
        bench.restarts();
        // What was written down of the manner of answers is in force again.
        bench.types("ATE0Q0V1\r");
        prop_assert_eq!(bench.types("AT\r"), "\r\nOK\r\n");
    }

    #[test]
    fn whatever_happens_with_whatever_quirks_nothing_breaks(
        events in walk(),
        is_next in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let mut bench = Bench::of(module(is_next, Quirks::seeded(seed)));
        happen(&mut bench, &events);
        bench.restarts();
        // The first time it may be about to restart.
        let answers = (0..2).any(|_| {
            bench.waits(10_000);
            let said = bench.types("\rATE0Q0V1\r") + &bench.waits(1_000);
            said.ends_with("OK\r\n")
        });
        prop_assert!(answers);
    }

    /// The host's own way back, without the power switch: quiet, the escape sequence, ESC and `^Z`, a new line.
    #[test]
    fn whatever_happens_a_host_that_waits_finds_command_mode_again(
        events in walk(),
    ) {
        let mut bench = Bench::of(module(false, Quirks::default()));
        happen(&mut bench, &events);
        bench.waits(600_000);
        bench.types("+++");
        bench.waits(6_000);
        bench.types("\x1b\r");
        bench.types("ATE0Q0V1\r");
        prop_assert_eq!(bench.types("AT\r"), "\r\nOK\r\n");
    }

    #[test]
    fn answers_do_not_depend_on_how_the_hosts_bytes_are_cut(
        bytes in proptest::collection::vec(proptest::sample::select(PIECES), 0..20),
        cut in any::<proptest::sample::Index>(),
    ) {
        let bytes = bytes.concat().into_bytes();
        let whole = {
            let mut bench = Bench::new();
            (bench.types(&bytes), bench.asks())
        };
        let (head, tail) = bytes.split_at(cut.index(bytes.len() + 1));
        let mut bench = Bench::new();
        let said = [bench.types(head), bench.types(tail)].concat();
        prop_assert_eq!((said, bench.asks()), whole);
    }
}

#[test]
fn a_line_of_a_megabyte_is_one_error_and_nothing_is_kept_of_it() {
    let mut bench = Bench::new().enabled();
    let line = ["AT+CMEE=0", &";+CMEE=0".repeat(MEGABYTE / 8), "\r"].concat();
    assert_eq!(bench.types(&line), "\r\nERROR\r\n");
    assert_eq!(bench.types("AT+CMEE?\r"), "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    // Before a prefix there is no line at all, and what `A/` repeats is the last one that was not too long.
    assert_eq!(bench.types("x".repeat(MEGABYTE)), "");
    assert_eq!(bench.types("A/"), "\r\n+CMEE: 1\r\n\r\nOK\r\n");
    assert!(held(&bench) < 4_000);
}

#[test]
fn ten_thousand_commands_on_a_line_are_executed_where_there_is_room_for_them() {
    let line = ["AT", &"E0".repeat(10_000), "+CMEE=7;+CMEE=1\r"].concat();
    let mut bench = Bench::new().enabled();
    assert_eq!(bench.types(&line), "\r\nERROR\r\n");
    let profile = Profile {
        line_length: 64 * 1024,
        ..Profile::G2
    };
    let mut bench = Bench::with(Settings {
        profile,
        ..Settings::default()
    })
    .enabled();
    // The error is that of the last but one.
    assert_eq!(bench.types(&line), "\r\n+CME ERROR: 50\r\n");
    let line = ["AT", &"E0".repeat(10_000), "+CMEE=0;+CMEE?\r"].concat();
    assert_eq!(bench.types(&line), "\r\n+CMEE: 0\r\n\r\nOK\r\n");
}

#[test]
fn a_megabyte_at_a_prompt_is_no_more_than_its_room() {
    let mut bench = Bench::new().connected();
    bench.types("AT#SSLSEND=1\r");
    bench.asks();
    bench.types("x".repeat(MEGABYTE));
    assert!(held(&bench) < 4_000);
    bench.types("\x1a");
    assert_eq!(bench.sends().len(), 1024);
    bench.takes();
    bench.does("AT#SSLH=1");
    bench.types("AT#SSLSECDATA=1,1,1\r");
    bench.types("x".repeat(MEGABYTE / 16));
    assert!(held(&bench) < 4_000);
    assert_eq!(bench.types("\x1a"), "\r\n+CME ERROR: 837\r\n");
}

#[test]
fn a_peer_whose_bytes_nobody_reads_is_not_welcome_for_long() {
    let mut bench = Bench::new().connected();
    let mut taken = 0;
    while bench.has_room() {
        bench.peer_sends("x".repeat(1000));
        taken += 1000;
    }
    assert_eq!(taken, 17_000);
    // Each receive makes room again.
    bench.types("AT#SSLRCV=1,1000\r");
    assert!(bench.has_room());
    // Online everything is passed on.
    bench.types("AT#SSLO=1\r");
    for _ in 0..100 {
        bench.peer_sends("x".repeat(1000));
        assert!(bench.has_room());
    }
}

#[test]
fn announcements_do_not_pile_up_at_a_prompt() {
    for mode in [1, 2] {
        let mut bench = Bench::new().ready();
        bench.does(&format!("AT#SSLCFG=1,1,300,90,100,50,{mode}"));
        bench.types("AT#SSLD=1,443,\"host\",0,1\r");
        bench.answers();
        bench.types("AT#SSLSEND=1\r");
        for _ in 0..1_000 {
            assert_eq!(bench.peer_sends("x"), "");
        }
        let said = bench.types("\x1b");
        match mode {
            1 => assert_eq!(said, "\r\nSSLSRING: 1,1000\r\n\r\nOK\r\n"),
            // 64 bytes a piece.
            _ => assert_eq!(said.matches("SSLSRING: 1,").count(), 16),
        }
    }
}

#[test]
fn the_end_of_time_is_no_end_of_work() {
    let mut module = Module::default();
    let end = Instant::from_millis(u64::MAX);
    for line in [
        "ATE0;+CGDCONT=1,\"IP\",\"internet\";#SSLEN=1,1\r",
        "AT#SGACT=1,1\r",
        "AT#SSLD=1,443,\"host\",0,0\r",
    ] {
        module.host_bytes(end, line.as_bytes());
        while module.poll(end).is_some() {}
    }
    module.host_bytes(end, b"AT\r");
    let said = std::iter::from_fn(|| module.poll(end));
    let told = said.filter(|action| matches!(action, Action::ToHost(_)));
    assert_eq!(told.last(), Some(Action::ToHost(b"\r\nOK\r\n".to_vec())));
}

#[test]
fn a_module_that_speaks_haltingly_stops_its_peer_and_not_its_host() {
    let quirks = Quirks::default().with(Quirk::named("piecemeal").unwrap());
    let mut bench = Bench::quirky(quirks);
    for line in [
        "ATE0;#SSLEN=1,1",
        "AT+CGDCONT=1,\"IP\",\"internet\"",
        "AT#SGACT=1,1",
        "AT#SSLD=1,443,\"host\",0,0",
    ] {
        bench.types(format!("{line}\r"));
        bench.waits(1_000);
    }
    bench.answers();
    let mut sent = 0;
    while bench.has_room() {
        bench.peer_sends("x".repeat(1000));
        sent += 1000;
    }
    assert!((16_000..18_000).contains(&sent));
    let said = bench.waits(20_000);
    assert_eq!(said.matches('x').count(), sent);
    assert!(bench.has_room());
}

#[test]
fn what_is_shown_of_a_module_has_no_secret_in_it() {
    let pin = Secret(String::from("1234"));
    let mut bench = Bench::with(Settings {
        sim: Sim::Locked { pin },
        ..Settings::default()
    });
    let is_silent = |bench: &Bench| {
        let shown = format!("{:?}", bench.module);
        let bytes = |text: &str| format!("{:?}", text.as_bytes()).replace(['[', ']'], "");
        let secrets = ["1234", "secret", "KEY"];
        let found = |secret: &&str| shown.contains(*secret) || shown.contains(&bytes(secret));
        assert_eq!(secrets.iter().find(|secret| found(secret)), None, "{shown}");
    };
    bench.types("ATE1;+CPIN=\"1234\"");
    is_silent(&bench);
    bench.types("\r");
    bench.does("AT#SSLEN=1,1;+CGDCONT=1,\"IP\",\"internet\"");
    bench.types("AT#SGACT=1,1,\"user\",\"secret\"");
    is_silent(&bench);
    bench.types("\rAT#SSLSECDATA=1,1,2\rKEY");
    is_silent(&bench);
    bench.types("\x1a");
    is_silent(&bench);
}
