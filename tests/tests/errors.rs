//! The error tables, held against what the documents say of them, number by number.
//!
//! In: numbers and texts of section 7 of the protocol notes. Out: judgement of the tables. The lists here are written
//! down from the notes on their own, so that a slip in a table shows.

use std::collections::BTreeMap;

use at_spec::ProfileId;
use telit_ssl::cause::{ErrorRow, number_of, row_of, rows, tables, text_of};
use telit_ssl::profile::id;
use telit_ssl::{Cause, Failure, Profile};
use tests::golden::{Source, known_sources};

/// Protocol notes 7.1 and 7.2: by their text, not by their order.
const SSL: &[(Cause, u32, Option<u32>, &str)] = &[
    (Cause::NotActivated, 1000, Some(836), "SSL not activated"),
    (
        Cause::SecurityData,
        1001,
        Some(837),
        "SSL certs and keys wrong or not stored",
    ),
    (Cause::Generic, 1002, Some(830), "SSL generic error"),
    (
        Cause::AlreadyActivated,
        1003,
        Some(835),
        "SSL already activated",
    ),
    (
        Cause::Handshake,
        1004,
        Some(839),
        "SSL error during handshake",
    ),
    (Cause::Socket, 1005, Some(832), "SSL socket error"),
    (Cause::WrongState, 1006, None, "SSL invalid state"),
    (
        Cause::CannotActivate,
        1007,
        Some(831),
        "SSL cannot activate",
    ),
    (Cause::NotConnected, 1008, Some(833), "SSL not connected"),
    (
        Cause::AlreadyConnected,
        1009,
        Some(834),
        "SSL already connected",
    ),
    (Cause::Record, 1010, Some(838), "SSL error enc/dec data"),
    (Cause::Disconnected, 1011, Some(840), "SSL disconnected"),
];

/// Protocol notes 7.3, from 550 and, in the oldest lists, from 400 on.
const IP: &[(Cause, &str)] = &[
    (Cause::Network, "generic undocumented error"),
    (Cause::WrongState, "wrong state"),
    (Cause::WrongState, "wrong mode"),
    (Cause::ContextActive, "context already activated"),
    (Cause::ContextActive, "stack already active"),
    (Cause::ActivationFailed, "activation failed"),
    (Cause::ContextInactive, "context not opened"),
    (Cause::Socket, "cannot setup socket"),
    (Cause::Name, "cannot resolve DN"),
    (Cause::Socket, "time-out in opening socket"),
    (Cause::Socket, "cannot open socket"),
    (Cause::Disconnected, "remote disconnected or time-out"),
    (Cause::Network, "connection failed"),
    (Cause::Network, "tx error"),
    (Cause::NotAllowed, "already listening"),
    (Cause::Disconnected, "socket disconnection"),
    (Cause::Network, "can not resume socket"),
];

/// Protocol notes 7.5, with what Telit adds.
const GENERAL: &[(&[u32], Cause)] = &[
    (&[0, 1, 100], Cause::Generic),
    (&[2, 3, 4, 48, 49], Cause::NotAllowed),
    (&[5, 6, 11, 17, 40, 42, 44, 46], Cause::PinNeeded),
    (&[7, 12, 18, 41, 43, 45, 47], Cause::PukNeeded),
    (&[10], Cause::NoSim),
    (&[13, 14, 15], Cause::Sim),
    (&[16], Cause::WrongPassword),
    (&[20, 23], Cause::Memory),
    (&[21, 22, 24, 25, 26, 27, 50], Cause::Parameter),
    (&[34, 35, 36, 37, 277, 278], Cause::Parameter),
    (
        &[30, 31, 32, 103, 106, 107, 111, 112, 113, 132, 133, 134, 150],
        Cause::NoService,
    ),
    (&[148], Cause::Network),
    (&[149], Cause::ActivationFailed),
];

/// Protocol notes 7.4.
const AREAS: &[(u32, u32, Cause)] = &[
    (600, 644, Cause::Ftp),
    (657, 660, Cause::Survey),
    (680, 684, Cause::Registration),
    (770, 770, Cause::Sim),
    (900, 900, Cause::NoResponse),
    (1100, 1114, Cause::Files),
];

const ALL: [ProfileId; 4] = [id::G2, id::G3, id::LTE_A, id::LTE_M];

#[track_caller]
fn means(profile: ProfileId, number: u32, cause: Cause) {
    let failure = Failure::numbered(number, profile);
    assert_eq!(failure.cause, cause, "{number} of profile {profile:?}");
    assert_eq!(failure.number, Some(number));
    let row = failure.row().expect("a row");
    assert!(row.has(number) && row.cause == cause, "{row:?}");
}

#[test]
fn ssl_errors_are_those_of_the_profile() {
    for (cause, newer, older, text) in SSL {
        means(id::LTE_M, *newer, *cause);
        assert_eq!(text_of(id::LTE_M, *newer), Some(*text));
        let Some(older) = older else { continue };
        for profile in [id::G2, id::G3] {
            means(profile, *older, *cause);
            assert_eq!(text_of(profile, *older), Some(*text));
            assert_eq!(Failure::numbered(*newer, profile).cause, Cause::Unlisted);
        }
        assert_eq!(Failure::numbered(*older, id::LTE_M).cause, Cause::Unlisted);
    }
}

#[test]
fn a_handshake_that_fails_is_one_cause_whatever_its_number() {
    for (number, profile) in [
        (839, id::G2),
        (839, id::LTE_A),
        (1004, id::LTE_A),
        (1004, id::LTE_M),
    ] {
        means(profile, number, Cause::Handshake);
    }
}

#[test]
fn disagreement_le910_mixes_both_blocks_of_ssl_numbers() {
    // Protocol notes 7.2: one driver lists these; the rest of both blocks is understood all the same.
    for (cause, number) in [
        (Cause::Handshake, 839),
        (Cause::NotActivated, 1000),
        (Cause::SecurityData, 1001),
        (Cause::AlreadyActivated, 1003),
        (Cause::Socket, 1005),
        (Cause::NotConnected, 1008),
    ] {
        assert_eq!(number_of(id::LTE_A, cause), Some(number), "{cause:?}");
    }
    for (cause, newer, older, _) in SSL {
        means(id::LTE_A, *newer, *cause);
        if let Some(older) = older {
            means(id::LTE_A, *older, *cause);
        }
    }
}

#[test]
fn a_number_does_not_follow_from_the_one_of_another_table() {
    let shifts = SSL
        .iter()
        .filter_map(|(_, newer, older, _)| Some(newer - (*older)?));
    let shifts: std::collections::BTreeSet<u32> = shifts.collect();
    assert!(shifts.len() > 1, "one constant would do: {shifts:?}");
}

#[test]
fn disagreement_684_is_no_ssl_error() {
    for profile in ALL {
        means(profile, 684, Cause::Registration);
        let row = row_of(profile, 684).unwrap();
        assert_eq!(row.text, "CSG Search processing");
        assert_eq!(row.disputes[0].claim, "SSL already activated");
        // The text belongs to another number.
        let told = Failure::worded(b"SSL already activated", profile);
        assert_ne!(told.number, Some(684));
    }
}

#[test]
fn ip_errors_have_one_list_on_all_profiles_and_an_older_one_on_the_oldest() {
    for ((cause, text), number) in IP.iter().zip(550..) {
        for profile in ALL {
            means(profile, number, *cause);
            assert_eq!(text_of(profile, number), Some(*text));
        }
        if number > 564 {
            continue;
        }
        // Protocol notes 7.3: 403, 406 and 410 are cited, the others follow from "the same texts in the same order".
        let oldest = number - 150;
        means(id::G2, oldest, *cause);
        assert_eq!(text_of(id::G2, oldest), Some(*text));
        for profile in [id::G3, id::LTE_A, id::LTE_M] {
            assert_eq!(Failure::numbered(oldest, profile).cause, Cause::Unlisted);
        }
    }
    for (number, cause) in [
        (570, Cause::ActivationFailed),
        (571, Cause::ActivationFailed),
        (572, Cause::Network),
        (573, Cause::NoService),
    ] {
        means(id::G2, number, cause);
    }
}

#[test]
fn disagreement_567_to_569_carry_what_every_source_says() {
    for (number, claims) in [
        (
            567,
            ["wrong APN", "ip version type incompatible"].as_slice(),
        ),
        (568, &["wrong PDP", "ipv6 not enabled"]),
        (569, &["service not supported"]),
    ] {
        for profile in ALL {
            let row = row_of(profile, number).unwrap();
            assert!(!row.disputes.is_empty(), "{row:?}");
            assert!(row.advice.contains("Sources differ"), "{row:?}");
            for claim in claims {
                let said =
                    row.text == *claim || row.disputes.iter().any(|other| other.claim == *claim);
                assert!(said, "{number} of {profile:?} does not carry {claim:?}");
                let told = Failure::worded(claim.as_bytes(), profile);
                assert_eq!(told.number, Some(number), "{claim}");
            }
        }
    }
    // Each generation hears its own source first.
    assert_eq!(
        text_of(id::LTE_M, 567),
        Some("ip version type incompatible")
    );
    assert_eq!(text_of(id::LTE_A, 568), Some("wrong PDP"));
    assert_eq!(text_of(id::G2, 569), Some("service not supported"));
}

#[test]
fn numbers_of_other_subjects_are_told_by_their_subject() {
    for profile in ALL {
        for (first, last, cause) in AREAS {
            (*first..=*last).for_each(|number| means(profile, number, *cause));
        }
    }
    for number in [257, 258, 259, 260] {
        means(id::G2, number, Cause::Survey);
    }
    means(id::G2, 420, Cause::Ftp);
    assert_eq!(Failure::numbered(420, id::LTE_M).cause, Cause::Unlisted);
}

#[test]
fn general_errors_are_the_same_on_all_profiles() {
    for profile in ALL {
        for (numbers, cause) in GENERAL {
            numbers
                .iter()
                .for_each(|number| means(profile, *number, *cause));
        }
    }
}

#[test]
fn disagreement_49_and_50_mean_other_things_on_some_vendors() {
    for number in [49, 50] {
        let row = row_of(id::LTE_M, number).unwrap();
        assert!(row.disputes[0].claim.contains("other vendors"), "{row:?}");
    }
}

#[test]
fn no_table_lists_more_than_the_notes_do() {
    let listed: Vec<(u32, u32)> = SSL
        .iter()
        .flat_map(|(_, newer, older, _)| [Some(*newer), *older])
        .flatten()
        .map(|number| (number, number))
        .chain([(550, 573), (400, 414), (257, 260), (420, 420)])
        .chain(AREAS.iter().map(|(first, last, _)| (*first, *last)))
        .chain(
            GENERAL
                .iter()
                .flat_map(|(numbers, _)| numbers.iter().map(|number| (*number, *number))),
        )
        .collect();
    for row in ALL.into_iter().flat_map(rows) {
        let within = |(first, last): &(u32, u32)| {
            *first <= u32::from(row.number) && u32::from(row.last) <= *last
        };
        assert!(listed.iter().any(within), "{row:?}");
    }
}

/// How a text may be spelt (protocol notes 7.3).
fn spellings(text: &str) -> [String; 8] {
    [
        text.to_owned(),
        text.to_uppercase(),
        text.to_lowercase(),
        text.replace("cannot", "can not")
            .replace("Cannot", "Can not"),
        text.replace("can not", "cannot"),
        text.replace("time-out", "timeout"),
        text.replace("time-out", "Time out"),
        format!(" {text} "),
    ]
}

#[test]
fn a_text_is_understood_in_every_spelling() {
    for profile in ALL {
        for row in rows(profile).filter(|row| !row.text.is_empty()) {
            for text in spellings(row.text) {
                let failure = Failure::worded(text.as_bytes(), profile);
                assert_eq!(failure.cause, row.cause, "{text:?}");
                // The same text may stand in two lists; either number is right.
                let mut others = rows(profile).filter(|other| other.text == row.text);
                let number = failure.number.expect("a number");
                assert!(others.any(|other| other.has(number)), "{text:?}: {number}");
            }
        }
    }
}

#[test]
fn one_text_has_one_cause_on_a_profile() {
    for profile in ALL {
        let mut causes: BTreeMap<String, Cause> = BTreeMap::new();
        for row in rows(profile).filter(|row| !row.text.is_empty()) {
            let folded: String = row.text.to_lowercase().replace([' ', '-', '/'], "");
            let cause = *causes.entry(folded).or_insert(row.cause);
            assert_eq!(cause, row.cause, "{}", row.text);
        }
    }
}

#[test]
fn a_number_that_no_table_has_is_kept() {
    for number in [999, 65_535, 65_536, 1_000_000] {
        let failure = Failure::numbered(number, id::G2);
        assert_eq!(
            (failure.cause, failure.number),
            (Cause::Unlisted, Some(number))
        );
        assert!(failure.to_string().contains(&number.to_string()));
    }
    let unheard = Failure::worded(b"flux capacitor missing", id::G2);
    assert_eq!((unheard.cause, unheard.number), (Cause::Unlisted, None));
    // An area without texts is not what an empty text means.
    assert_eq!(Failure::worded(b"", id::G2).cause, Cause::Unlisted);
}

#[test]
fn a_number_of_another_generation_says_so() {
    let failure = Failure::numbered(1004, id::G2);
    assert_eq!(failure.cause, Cause::Unlisted);
    assert_eq!(
        failure.elsewhere().map(|profile| profile.id),
        Some(id::LTE_A)
    );
    assert!(failure.advice().contains("check the profile"));
    assert_eq!(Failure::numbered(839, id::G2).elsewhere(), None);
    assert_eq!(Failure::numbered(999, id::G2).elsewhere(), None);
}

#[test]
fn what_can_give_an_error_is_named_as_the_profile_spells_it() {
    let commands = |number, profile| {
        Failure::numbered(number, profile)
            .commands()
            .collect::<Vec<_>>()
    };
    assert_eq!(commands(839, id::G2), ["#SSLD", "#SSLFASTD"]);
    assert_eq!(commands(835, id::G2), ["#SSLEN"]);
    assert!(commands(833, id::G2).contains(&"#SSLRCV"));
    assert!(commands(1008, id::LTE_M).contains(&"#SSLRECV"));
    assert_eq!(commands(553, id::G2), ["#SGACT"]);
    assert_eq!(commands(830, id::G2), [""; 0], "any command may");
}

#[test]
fn every_row_says_what_to_do_in_one_sentence_and_where_it_is_from() {
    let known = known_sources();
    let places = |source: &str| {
        // Standards are cited by name, and are no part of the list.
        let cited: Vec<&str> = source
            .split(';')
            .map(str::trim)
            .filter(|one| !one.starts_with("3GPP"))
            .collect();
        Source::read(&cited.join(";")).unwrap()
    };
    let complete = |row: &ErrorRow| {
        assert!(
            row.advice.ends_with('.') && !row.advice.contains(". "),
            "{row:?}"
        );
        assert!(row.advice.len() > 10, "{row:?}");
    };
    for profile in ALL {
        for listed in tables(profile) {
            for source in places(listed.source) {
                assert!(known.contains(&source), "{source}");
            }
            let (codes, rows) = (listed.table.codes, listed.table.rows);
            assert_eq!(codes.len(), rows.len());
            for (code, row) in codes.iter().zip(rows) {
                complete(row);
                assert_eq!(
                    (code.number, code.last, code.text, code.cause),
                    (row.number, row.last, row.text, row.cause)
                );
                for source in places(row.source) {
                    assert!(known.contains(&source), "{source}");
                }
            }
        }
    }
}

#[test]
fn the_engine_reads_errors_by_its_profile() {
    use telit_ssl::command::interface::Attention;
    use tests::host::{Heard, Host};

    for profile in Profile::ALL {
        let mut host = Host::without_echo(*profile);
        host.request(&Attention).unwrap();
        host.hear(b"\r\n+CME ERROR: 1003\r\n");
        let [Heard::Failed { failure, .. }] = host.take_heard()[..] else {
            panic!("the command failed");
        };
        let expected = match profile.id {
            id::G2 | id::G3 => Cause::Unlisted,
            _ => Cause::AlreadyActivated,
        };
        assert_eq!((failure.cause, failure.number), (expected, Some(1003)));
    }
}
