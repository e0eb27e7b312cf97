//! Disagreements about values: what they mean, how they are written, how many fit. In alphabetical order.
//!
//! In: what each side of a disagreement writes. Out: judgement. Not here: what follows in the dialogue.

use std::num::NonZeroU16;

use at_spec::{Command, Host, Information, Printable, Quoted, Writer};
use telit_module::peer::Suite;
use telit_module::{Module, Quirks};
use telit_ssl::command::context::{Context, ContextAddress};
use telit_ssl::command::session::Dial;
use telit_ssl::profile::id;
use telit_ssl::value::{Closure, ContextId, Mode, SocketId};
use telit_ssl::{Engine, Instant, Profile, RequestError};
use tests::desk::Desk;
use tests::rows;

fn written(command: &impl Command) -> String {
    let mut room = [0; 400];
    let mut writer = Writer::new(&mut room, id::G2);
    command.encode(&mut writer).unwrap();
    String::from_utf8(writer.written().to_vec()).unwrap()
}

fn dial(closure: Closure) -> Dial<'static> {
    Dial {
        socket: SocketId::ONE,
        port: NonZeroU16::new(443).unwrap(),
        host: Quoted(Host::new(b"Example.com").unwrap()),
        closure,
        mode: Some(Mode::Command),
        timeout: None,
    }
}

/// A module that can dial.
fn ready(profile: Profile) -> Desk {
    let mut desk = Desk::quiet(profile);
    for command in ["+CGDCONT=1,\"IP\",\"apn\"", "#SGACT=1,1", "#SSLEN=1,1"] {
        desk.answers(&format!("AT{command}")).unwrap();
    }
    desk
}

/// AES 256 by the guide and two drivers, AES 128 on the DE910 by an issue: the value is named after what both say, and
/// the virtual module, which is one of the guide, offers AES 256.
#[test]
fn cipher_3_aes_256_or_aes_128() {
    let row = rows::command(b"#SSLSECCFG").unwrap();
    let shown = rows::shown(row.codec, b"#SSLSECCFG=1,3,0", id::G2).unwrap();
    assert_eq!(shown["Security"]["suite"], "AesSha");

    let mut desk = ready(Profile::G2);
    desk.types("AT#SSLSECCFG=1,3,0\rAT#SSLD=1,443,\"host\",0,1\r");
    assert_eq!(desk.dialled().unwrap().suites, [Suite::Aes256Sha]);
}

/// 0 and 1 by the guide, 0 alone by the LE910 V2 reference: a profile that has 0 alone is not asked to keep a session,
/// and its module refuses to.
#[test]
fn closure_type_0_and_1_or_0_only() {
    for profile in Profile::ALL {
        let keeps = ![id::LTE_A, id::LTE_M].contains(&profile.id);
        let dial = dial(Closure::KeepSession);
        let mut engine = Engine::new(*profile, [0; 512], [0; 512]);
        let requested = engine.request(Instant::default(), &dial);
        assert_eq!(requested.is_ok(), keeps, "{}", profile.name);

        let mut desk = ready(*profile);
        desk.types("AT#SSLSECCFG=1,0,0\rAT#SSLD=1,443,\"host\",1,1\r");
        assert_eq!(desk.dialled().is_some(), keeps, "{}", profile.name);
    }
}

/// 80 bytes (UC864, HE863) or 400 (LE910 V2, ME310G1): a value of the profile, that both ends keep to. The host sends
/// nothing that the module would not execute.
#[test]
fn command_buffer_80_or_400() {
    for buffer in [80, 400] {
        let profile = Profile {
            line_length: buffer,
            ..Profile::G2
        };
        let shortest = "AT+CGDCONT=1,\"IP\",\"\",\"\"\r".len();
        for (length, fits) in [(buffer - 1, true), (buffer, true), (buffer + 1, false)] {
            // One text alone could not be that long.
            let apn = "a".repeat((length - shortest) / 2);
            let address = "b".repeat(length - shortest - apn.len());
            let line = format!("+CGDCONT=1,\"IP\",\"{apn}\",\"{address}\"");
            assert_eq!(format!("AT{line}\r").len(), length);

            let context = Context {
                context: ContextId::ONE,
                protocol: Printable::new(b"IP").ok().map(Quoted),
                apn: Printable::new(apn.as_bytes()).ok().map(Quoted),
                address: Printable::new(address.as_bytes()).ok().map(Quoted),
                data_compression: None,
                header_compression: None,
            };
            let mut engine = Engine::new(profile, [0; 512], [0; 512]);
            let requested = engine.request(Instant::default(), &context).map(|_| ());
            let room = buffer;
            let expected = match fits {
                true => Ok(()),
                false => Err(RequestError::TooLong { room }),
            };
            assert_eq!(requested, expected, "{length} bytes");

            let mut desk = Desk::quiet(profile);
            let said = desk.types(format!("AT{line}\r"));
            let defined = desk.answers("AT+CGDCONT?").unwrap();
            // Nothing of a longer line is executed, and it is an error whatever `+CMEE` says.
            let expected = match fits {
                true => (&b"\r\nOK\r\n"[..], line.replacen('=', ": ", 1) + ",0,0"),
                false => (&b"\r\nERROR\r\n"[..], String::new()),
            };
            assert_eq!((&said[..], defined), expected, "{length} bytes");
        }
    }
}

/// The guide's examples have the host bare, drivers quote it: both are read, and we quote, since `#SELINT` 0 and 1
/// fold what is bare to upper case.
#[test]
fn host_quoting_bare_or_quoted() {
    let quoted = written(&dial(Closure::Free));
    let bare = quoted.replace('"', "");
    assert_eq!(quoted, "#SSLD=1,443,\"Example.com\",0,1");
    let row = rows::command(b"#SSLD").unwrap();
    let read = |text: &str| rows::shown(row.codec, text.as_bytes(), id::G2).unwrap();
    assert_eq!(read(&quoted), read(&bare));

    for (interface, line, host) in [
        (0, &bare, "EXAMPLE.COM"),
        (1, &bare, "EXAMPLE.COM"),
        (2, &bare, "Example.com"),
        (0, &quoted, "Example.com"),
        (1, &quoted, "Example.com"),
        (2, &quoted, "Example.com"),
    ] {
        let mut desk = ready(Profile::G2);
        desk.types(format!("AT#SELINT={interface}\rAT{line}\r"));
        let dialled = &desk.dialled().unwrap().host;
        assert_eq!(dialled, host, "#SELINT={interface}, {line}");
    }
}

/// The guide has the address of a context in quotes, field traces and Telit's own library have it bare: both are
/// read, and the virtual module writes it bare unless it is told otherwise.
#[test]
fn sgact_ip_quoting_quoted_or_bare() {
    for (quoted_address, line) in [
        (true, "#SGACT: \"10.250.64.139\""),
        (false, "#SGACT: 10.250.64.139"),
    ] {
        let read = ContextAddress::read_line(line.as_bytes(), id::G2).unwrap();
        assert_eq!(read.address.0.as_str(), "10.250.64.139");

        let quirks = Quirks {
            quoted_address,
            ..Quirks::default()
        };
        let mut desk = Desk::of(Module::default().with_quirks(quirks));
        desk.types("ATE0\r");
        desk.answers("AT+CGDCONT=1,\"IP\",\"apn\"").unwrap();
        assert_eq!(desk.answers("AT#SGACT=1,1").as_deref(), Some(line));
    }
    assert!(!Quirks::default().quoted_address);
}
