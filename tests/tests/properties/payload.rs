//! Payload is what the peer has sent, whatever it looks like.

use telit_ssl::{Profile, ResultCodes};
use tests::host::Heard;
use tests::scripted::online;

use super::{RECEIVE, SEND, STATUS, asked, hears, information, payload_of, received};

/// What ends an answer, or begins another one, elsewhere.
const CODES: [&[u8]; 9] = [
    b"\r\nOK\r\n",
    b"\r\n\r\nOK\r\n",
    b"\r\nERROR\r\n",
    b"\r\n+CME ERROR: 833\r\n",
    b"\r\nCONNECT\r\n",
    b"\r\nNO CARRIER\r\nmore",
    b"\r\nBUSY\r\n",
    b"0\r4\r3\r\n",
    b"\r\nSSLSRING: 1,5\r\n",
];

/// atat 0.25 ends the answer at the first `OK` line; at-commands 0.5.8 has no field that is counted, and its texts end at
/// the first control character.
#[test]
fn payload_containing_final_codes() {
    for profile in Profile::ALL {
        for code in CODES {
            let payload = [b"before", code, b"behind"].concat();
            let heard = hears(&asked(*profile, &RECEIVE), &received(&payload));
            let header = format!("#SSLRCV: {}", payload.len());
            let expected = [
                information(header.as_bytes()),
                Heard::Payload(payload.clone()),
                Heard::Done,
            ];
            assert_eq!(heard, expected, "{}", profile.name);
            assert_eq!(
                hears(&online(ResultCodes::Verbose), &payload),
                [Heard::Payload(payload)]
            );
        }
    }
}

/// atat 0.25 takes a `>` for a prompt wherever a read ends behind one.
#[test]
fn prompt_characters_in_data() {
    for payload in [
        &b">"[..],
        b"> ",
        b"\r\n> ",
        b"\r\n>>>",
        b"<a><b> </b></a>\r\n>",
    ] {
        let heard = hears(&asked(Profile::G2, &RECEIVE), &received(payload));
        assert_eq!(payload_of(&heard), payload);
        assert_eq!(heard.last(), Some(&Heard::Done));
        let heard = hears(&online(ResultCodes::Verbose), payload);
        assert_eq!(heard, [Heard::Payload(payload.to_vec())]);
    }
    // In a line, also in one that begins so, and before the prompt that is due.
    let heard = hears(
        &asked(Profile::G2, &STATUS),
        b"\r\n> no prompt\r\n\r\nOK\r\n",
    );
    assert_eq!(heard, [Heard::Remark(b"> no prompt".to_vec()), Heard::Done]);
    let heard = hears(&asked(Profile::G2, &SEND), b"\r\na > b\r\n\r\n> ");
    assert_eq!(heard, [Heard::Remark(b"a > b".to_vec()), Heard::Prompt]);
}

/// atat 0.25 strips blanks and line ends around an answer; at-commands 0.5.8 strips blanks behind each field.
#[test]
fn whitespace_in_payload_kept() {
    for payload in [
        &b" "[..],
        b"  both ends  ",
        b"\t\r\n\r\n",
        b"\r",
        b"\n\n",
        b" \r\n \0 \r\n\r\n ",
    ] {
        let heard = hears(&asked(Profile::G2, &RECEIVE), &received(payload));
        assert_eq!(payload_of(&heard), payload);
        assert_eq!(heard.last(), Some(&Heard::Done));
        let heard = hears(&online(ResultCodes::Verbose), payload);
        assert_eq!(heard, [Heard::Payload(payload.to_vec())]);
    }
}
