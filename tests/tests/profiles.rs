//! The generations of modules: their values, which of them a module is of, and a session with each.
//!
//! In: virtual modules of every profile, and a real TLS server. Out: what the host sends to which, and what it refuses
//! to send. Not here: error tables (`errors.rs`).

use std::io::{Read as _, Write as _};

use at_spec::{Command, Host as HostName, Provenance, Tenths};
use telit_module::{Quirks, Settings, Spelling};
use telit_ssl::command::interface::Echo;
use telit_ssl::command::session::{FastDial, StatusOf};
use telit_ssl::command::setup::{Authentication, CertificateFormat, Security};
use telit_ssl::procedure::{
    BringUp, Close, Ended, Identify, Item, Network, Note, Obstacle, Open, Provision, Receive,
    ReceiveVerb, Redial, Script, Send, SetUp, Sockets, Turn, Way,
};
use telit_ssl::profile::{
    Evidence, MODELS, ModelRow, ROWS, Recognition, UnknownProfile, Unrecognised, id, recognise,
};
use telit_ssl::value::{CipherSuite, Closure, DataType, Mode, SocketId, Switch};
use telit_ssl::{Engine, Instant, Profile, RequestError};
use tests::golden::{Source, known_sources};
use tests::host::Host;
use tests::live::Live;
use tests::server::{Server, authority};

#[test]
fn a_profile_is_found_by_its_names() {
    for (name, profile) in [
        ("2G", Profile::G2),
        ("g2", Profile::G2),
        ("3g", Profile::G3),
        ("G3", Profile::G3),
        ("LTE-A", Profile::LTE_A),
        ("lte_a", Profile::LTE_A),
        ("lte-m", Profile::LTE_M),
        ("LTEM", Profile::LTE_M),
    ] {
        assert_eq!(name.parse(), Ok(profile), "{name}");
    }
    for name in ["", "-", "5G", "LTE", "2"] {
        assert_eq!(name.parse::<Profile>(), Err(UnknownProfile), "{name:?}");
    }
    assert_eq!(
        UnknownProfile.to_string(),
        "this is no profile; there are 2G, 3G, LTE-A, LTE-M"
    );
}

#[test]
fn every_value_of_a_profile_has_a_row_that_says_how_it_is_known() {
    // A new field does not compile until it is thought of here.
    let Profile {
        id: _,
        name: _,
        respelt: _,
        line_length: _,
        gap: _,
        guard: _,
        prompt_hold: _,
        tail_partial: _,
        tail_whole: _,
        dial_outcome: _,
        send_most: _,
        receive_most: _,
        security_data_most: _,
        counted_send: _,
        interface_choice: _,
        line_ends_vary: _,
    } = Profile::G2;
    assert_eq!(ROWS.len(), 13);
    let known = known_sources();
    for row in ROWS {
        for profile in Profile::ALL {
            let said = row
                .known_of(profile.id)
                .expect("it is known of every profile");
            for source in Source::read(said.source).unwrap() {
                assert!(known.contains(&source), "{}: {source}", row.name);
            }
            let _ = (row.value)(profile);
        }
    }
    let length = ROWS.iter().find(|row| row.name == "line_length").unwrap();
    assert_eq!(
        length.known_of(id::LTE_A).unwrap().provenance,
        Provenance::Cited
    );
    assert_eq!(
        length.known_of(id::G2).unwrap().provenance,
        Provenance::Inferred
    );
}

/// What the guide's applicability table lists.
const GUIDE: [&str; 13] = [
    "GC864-QUAD",
    "GC864-QUAD V2",
    "GC864-DUAL V2",
    "GE864-QUAD",
    "GE864-QUAD AUTOMOTIVE V2",
    "GE864-QUAD ATEX",
    "GE864-QUAD V2",
    "GE864-DUAL V2",
    "GE864-GPS",
    "GE865-QUAD",
    "GL865-DUAL",
    "GL865-QUAD",
    "GL868-DUAL",
];

fn row_of(model: &str, revision: &str) -> Option<&'static ModelRow> {
    match recognise(model.as_bytes(), revision.as_bytes()) {
        Recognition::Known(row) => Some(row),
        Recognition::Unknown(_) => None,
    }
}

#[test]
fn a_model_is_recognised_by_the_name_that_sources_give() {
    for model in GUIDE {
        let row = row_of(model, "10.01.150").expect(model);
        assert_eq!(
            (row.profile, row.evidence),
            (id::G2, Evidence::GuideTable),
            "{model}"
        );
    }
    for (model, profile) in [
        ("GL865-QUAD V3", id::G3),
        ("HE910", id::G3),
        ("UE910-EUR", id::G3),
        ("DE910-DUAL", id::G3),
        ("LE910-EUG", id::LTE_A),
        ("LE910-EU V2", id::LTE_A),
        ("LE866-SV1", id::LTE_A),
        ("ME910C1-E1", id::LTE_M),
        ("me310g1-ww", id::LTE_M),
        ("LE910C1-EU", id::LTE_M),
        ("LE910C4-NF", id::LTE_M),
        ("LE910R1-EU", id::LTE_M),
    ] {
        assert_eq!(
            row_of(model, "1.2.3").expect(model).profile,
            profile,
            "{model}"
        );
    }
}

#[test]
fn a_model_that_is_only_like_a_known_one_is_not_known() {
    for (model, revision, why) in [
        // The V3 may leave that out of its name, and its firmware is not that of the guide.
        ("GL865-QUAD", "16.01.150", Unrecognised::Revision),
        ("GL865-QUAD", "", Unrecognised::Revision),
        ("GC864-QUAD V3", "10.01.150", Unrecognised::Model),
        ("GL868-DUAL V3", "10.01.150", Unrecognised::Model),
        ("LE910B", "1", Unrecognised::Model),
        ("LE910CX", "1", Unrecognised::Model),
        ("LE910 V3", "1", Unrecognised::Model),
        ("HE9100", "1", Unrecognised::Model),
        ("XHE910", "1", Unrecognised::Model),
        ("SIM800L", "10.", Unrecognised::Model),
        ("", "10.01.150", Unrecognised::Model),
    ] {
        let recognition = recognise(model.as_bytes(), revision.as_bytes());
        assert_eq!(recognition, Recognition::Unknown(why), "{model} {revision}");
    }
}

#[test]
fn disagreement_the_ge910_is_a_2g_module_by_one_word_and_a_3g_one_by_others() {
    let row = row_of("GE910-QUAD", "13.00.004").unwrap();
    assert_eq!(row.profile, id::G2);
    assert!(row.disputed);
    assert_eq!(MODELS.iter().filter(|row| row.disputed).count(), 1);
}

#[test]
fn rows_of_models_have_sources() {
    let known = known_sources();
    for row in MODELS {
        assert!(row.profile().is_some(), "{row:?}");
        for source in Source::read(row.evidence.source()).unwrap() {
            assert!(known.contains(&source), "{source}");
        }
    }
}

#[test]
fn a_module_is_identified_by_its_own_words() {
    for profile in Profile::ALL {
        // The host begins with what asks least of a module.
        let mut live = switched_on(Settings::of(*profile));
        live.set_profile(Profile::G2).unwrap();
        let found = live.play(Identify::new()).unwrap();
        assert_eq!(live.command_lines(), ["AT+CGMM", "AT+CGMR"]);
        assert_eq!(found.profile(), Some(profile), "{found}");
        assert!(found.to_string().ends_with(profile.name), "{found}");
    }
}

#[test]
fn a_module_that_nobody_knows_is_not_guessed_at() {
    let mut live = switched_on(Settings {
        model: "GL865-QUAD".to_owned(),
        revision: "16.01.150".to_owned(),
        ..Settings::default()
    });
    let found = live.play(Identify::new()).unwrap();
    assert_eq!(found.profile(), None);
    assert_eq!(
        found.to_string(),
        "the module says that it is \"GL865-QUAD\" with firmware \"16.01.150\": modules of several generations have \
         this name, and the revision of the firmware does not tell which it is"
    );
}

/// A server that answers a line, whatever it is.
fn answering(request: usize, response: &'static [u8]) -> Server {
    Server::start(move |stream| {
        stream.read_exact(&mut vec![0; request])?;
        stream.write_all(response)?;
        let _ = stream.read(&mut [0]);
        Ok(())
    })
}

/// A module that is ready to dial, brought there twice: what was sent first, and the notes of the second time.
fn ready(settings: Settings) -> (Live, Vec<String>, Vec<Note>) {
    let pem = authority();
    let items = [Item::Store(DataType::Authority, &pem)];
    let mut live = switched_on(settings);
    let prepare = |live: &mut Live| {
        live.play(BringUp::new(Network::default())).unwrap();
        live.play(SetUp::new(Sockets::default())).unwrap();
        live.play(Provision::new(&items)).unwrap();
    };
    prepare(&mut live);
    let sent = live.command_lines();
    live.take_notes();
    prepare(&mut live);
    let notes = live.take_notes();
    live.forget();
    (live, sent, notes)
}

fn open(server: &Server, closure: Closure, mode: Mode) -> Open<'static> {
    let host = HostName::new(b"localhost").unwrap();
    Open::new(host, server.port, closure, mode)
}

/// A session in command mode with a module of this profile.
fn session(profile: Profile) -> Vec<String> {
    let server = answering(5, b"world");
    let (mut live, mut lines, notes) = ready(Settings::of(profile));
    for what in [
        "SSL socket 1 is enabled",
        "suite and authentication are set",
        "sizes and times are set",
        "this CA certificate is stored",
    ] {
        assert!(notes.contains(&Note::AlreadySo(what)), "{what}: {notes:?}");
    }
    live.play(open(&server, Closure::Free, Mode::Command))
        .unwrap();
    assert_eq!(live.play(Send::new(b"hello")).unwrap(), Way::Command);
    live.play(Receive::new(Some(Tenths(10)))).unwrap();
    assert_eq!(live.take_payload(), b"world");
    live.play(Close::new(None)).unwrap();
    lines.extend(live.command_lines());
    lines
}

#[track_caller]
fn has(lines: &[String], line: &str) {
    assert!(lines.iter().any(|sent| sent == line), "{line}: {lines:#?}");
}

#[test]
fn a_2g_module_is_given_three_values_of_security_and_no_size() {
    let lines = session(Profile::G2);
    has(&lines, "AT#SSLSECCFG=1,0,1");
    has(&lines, "AT#SSLSECDATA=1,1,1");
    has(&lines, "AT#SSLRCV=1,1000,10");
}

#[test]
fn a_3g_module_is_given_the_format_and_the_size() {
    newer(Profile::G3);
}

#[test]
fn an_lte_a_module_is_given_the_format_and_the_size() {
    newer(Profile::LTE_A);
}

#[test]
fn an_lte_m_module_is_given_the_format_and_the_size() {
    newer(Profile::LTE_M);
}

fn newer(profile: Profile) {
    let lines = session(profile);
    has(&lines, "AT#SSLSECCFG=1,0,1,1");
    has(
        &lines,
        &format!("AT#SSLSECDATA=1,1,1,{}", authority().len()),
    );
    has(&lines, "AT#SSLRECV=1,1000,10");
    // Nobody spells it otherwise there, so nobody is asked.
    assert!(!lines.iter().any(|line| line.ends_with("=?")), "{lines:#?}");
}

#[test]
fn certificates_in_another_format_from_before_are_set_right() {
    let leftover = Security {
        socket: SocketId::ONE,
        suite: CipherSuite::PeersChoice,
        authentication: Authentication::Peer,
        format: Some(CertificateFormat::Der),
    };
    let mut live = switched_on(Settings::of(Profile::G3));
    live.play(BringUp::new(Network::default())).unwrap();
    live.play(SetUp::new(Sockets::default())).unwrap();
    live.forget();
    live.take_notes();
    live.play(Ask::new(leftover)).unwrap();
    live.play(SetUp::new(Sockets::default())).unwrap();
    has(&live.command_lines(), "AT#SSLSECCFG=1,0,1,1");
    let set = Note::AlreadySo("suite and authentication are set");
    assert!(!live.take_notes().contains(&set));
}

#[test]
fn a_session_is_not_kept_where_modules_cannot() {
    let server = answering(5, b"world");
    for profile in [Profile::LTE_A, Profile::LTE_M] {
        let (mut live, ..) = ready(Settings::of(profile));
        let refused = live.play(open(&server, Closure::KeepSession, Mode::Command));
        assert!(
            matches!(refused, Err(Obstacle::Request(RequestError::Refused(refused))) if refused.name == "closure"),
            "{refused:?}"
        );
        live.forget();
        let refused = live.play(Redial::new(Mode::Command)).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!(
                "`#SSLFASTD`: modules of the {} profile do not have it",
                profile.name
            )
        );
        assert!(live.command_lines().is_empty(), "nothing was sent");
    }
}

#[test]
fn what_a_profile_lacks_is_refused_by_name_before_anything_is_sent() {
    let dial = FastDial {
        socket: SocketId::ONE,
        mode: None,
        timeout: None,
    };
    let mut host = Host::without_echo(Profile::LTE_A);
    assert_eq!(
        host.request(&dial).unwrap_err(),
        RequestError::Absent {
            name: "#SSLFASTD",
            profile: "LTE-A"
        }
    );
    assert!(host.take_sent().is_empty());
    assert!(host.engine.is_idle(), "the engine takes the next request");
    let with_format = Security {
        socket: SocketId::ONE,
        suite: CipherSuite::PeersChoice,
        authentication: Authentication::Peer,
        format: Some(CertificateFormat::Pem),
    };
    let mut host = Host::without_echo(Profile::G2);
    assert_eq!(
        host.request(&with_format).unwrap_err().to_string(),
        "`format`: modules of the 2G profile do not have it"
    );
    assert!(host.take_sent().is_empty());
}

#[test]
fn there_is_one_ssl_socket_but_on_lte_m_modules() {
    let socket = SocketId::new(2).unwrap();
    for profile in Profile::ALL {
        let taken = Host::without_echo(*profile)
            .request(&StatusOf { socket })
            .is_ok();
        assert_eq!(taken, profile.id == id::LTE_M, "{}", profile.name);
    }
}

fn spelling(spelling: Spelling) -> Settings {
    Settings {
        quirks: Quirks {
            spelling,
            ..Quirks::default()
        },
        ..Settings::default()
    }
}

/// Protocol notes 0.1, 11: the guide has one verb, and all drivers have another.
#[test]
fn disagreement_the_receive_verb_is_asked_for_and_then_used() {
    for (known, lines, respelt) in [
        (Spelling::Profile, ["AT#SSLRCV=?"].as_slice(), None),
        (Spelling::Any, &["AT#SSLRCV=?"], None),
        (
            Spelling::Usual,
            &["AT#SSLRCV=?", "AT#SSLRECV=?"],
            Some("#SSLRECV"),
        ),
    ] {
        let server = answering(5, b"world");
        let mut live = switched_on(spelling(known));
        live.play(BringUp::new(Network::default())).unwrap();
        let sent = live.command_lines();
        let tests: Vec<&str> = sent
            .iter()
            .map(String::as_str)
            .filter(|line| line.ends_with("=?"))
            .collect();
        assert_eq!(tests, lines, "{known:?}");
        let noted = live.take_notes().into_iter().find_map(|note| match note {
            Note::Respelt(verb) => Some(verb),
            _ => None,
        });
        assert_eq!(noted, respelt);

        let pem = authority();
        live.play(SetUp::new(Sockets::default())).unwrap();
        live.play(Provision::new(&[Item::Store(DataType::Authority, &pem)]))
            .unwrap();
        live.play(open(&server, Closure::Free, Mode::Command))
            .unwrap();
        live.play(Send::new(b"hello")).unwrap();
        live.play(Receive::new(Some(Tenths(10)))).unwrap();
        assert_eq!(live.take_payload(), b"world", "{known:?}");
        let verb = respelt.unwrap_or("#SSLRCV");
        has(&live.command_lines(), &format!("AT{verb}=1,1000,10"));
    }
}

#[test]
fn a_verb_that_was_found_is_not_asked_for_again() {
    let mut live = switched_on(spelling(Spelling::Usual));
    assert_eq!(live.play(ReceiveVerb::new()).unwrap(), Some("#SSLRECV"));
    live.forget();
    live.play(BringUp::new(Network::default())).unwrap();
    assert!(!live.command_lines().iter().any(|line| line.ends_with("=?")));
}

/// One request as a procedure.
struct Ask<C> {
    command: C,
    asked: bool,
}

impl<C> Ask<C> {
    const fn new(command: C) -> Self {
        Self {
            command,
            asked: false,
        }
    }
}

impl<'p, C: Command> Script<'p> for Ask<C> {
    type Output = ();

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        _: Ended,
    ) -> Result<Turn<'p, ()>, Obstacle> {
        if std::mem::replace(&mut self.asked, true) {
            return Ok(Turn::Done(()));
        }
        engine
            .request(now, &self.command)
            .map_err(Obstacle::Request)?;
        Ok(Turn::Asked)
    }
}

/// A module that is switched on and does not echo; attaching to one that anything may have happened to takes longer.
fn switched_on(settings: Settings) -> Live {
    let mut live = Live::of(settings);
    live.play(Ask::new(Echo { on: Switch::Off })).unwrap();
    live.forget();
    live
}
