//! Lines that firmware writes in more than one way: what is read of each, and the one way in which it is written.
//!
//! In: small declarations, made up for the purpose. Out: bytes and values. Not here: regular lines; `derive.rs` has
//! those.

use at_spec::{
    ArgumentSpec, Counted, Dialect, Fault, Information, Inline, Malformed, ProfileId,
    Subparameters, Writer,
};
use declared::{Came, Received, SocketId};

const PROFILE: ProfileId = ProfileId::new(0);

/// Lines of the module.
#[at_spec::family]
pub mod declared {
    use super::PROFILE;
    use at_spec::{Argument, ByteCount, Counted, Information, Unsolicited};

    /// A socket.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(range = 1..=6)]
    pub struct SocketId(u8);

    /// So many bytes follow, behind the socket or without it.
    ///
    /// Source: protocol notes 5.13.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#RECEIVED")]
    pub struct Received {
        /// Socket, where it is said.
        #[at(leading)]
        pub socket: Option<SocketId>,
        /// Their number.
        #[at(count)]
        pub count: ByteCount,
    }

    /// Data have come.
    ///
    /// Source: field notes A21.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("SRING", verb(PROFILE => "SRUNG"))]
    pub struct Came<'a> {
        /// Socket.
        pub socket: SocketId,
        /// Their number.
        pub bytes: Option<ByteCount>,
        /// The data.
        #[at(counted_by = bytes)]
        pub data: Option<Counted<'a>>,
    }

    /// Something that counts nothing.
    ///
    /// Source: V.250 6.3.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("RING")]
    pub struct Ring;
}

/// All of it.
#[derive(at_spec::Dialect, Clone, Debug, PartialEq)]
pub enum All<'a> {
    /// Lines.
    Declared(declared::Declared<'a>),
}

fn written<I: Information>(value: &I::Of<'_>) -> String {
    let mut room = [0; 100];
    let mut writer = Writer::new(&mut room, PROFILE);
    I::write_line(value, &mut writer).unwrap();
    writer.written().escape_ascii().to_string()
}

fn received(line: &str) -> (Option<u8>, u32, String) {
    let received = Received::read_line(line.as_bytes(), PROFILE).unwrap();
    (
        received.socket.map(SocketId::value),
        Received::count(&received).unwrap(),
        written::<Received>(&received),
    )
}

#[test]
fn a_leading_value_is_there_if_both_can_be_read() {
    let both = (Some(1), 24, "#RECEIVED: 1,24".to_owned());
    for line in [
        "#RECEIVED: 1,24",
        "#RECEIVED:1 , 24",
        "#RECEIVED: 1,24,soon",
    ] {
        assert_eq!(received(line), both, "{line}");
    }
}

#[test]
fn a_leading_value_that_is_left_out_leaves_no_comma() {
    assert_eq!(
        received("#RECEIVED: 24"),
        (None, 24, "#RECEIVED: 24".to_owned())
    );
}

#[test]
fn a_number_behind_a_leading_value_that_is_too_large_is_an_error() {
    let line = b"#RECEIVED: 1,4294967296";
    let fault = Fault::TooLarge;
    let refused = Malformed { fault, at: 13 };
    assert_eq!(Received::read_line(line, PROFILE), Err(refused));
}

#[test]
fn what_cannot_be_both_is_the_value_that_must_be_there() {
    // Behind it stands no number.
    for line in ["#RECEIVED: 5,", "#RECEIVED: 5,soon", "#RECEIVED: 5,,7"] {
        assert_eq!(
            received(line),
            (None, 5, "#RECEIVED: 5".to_owned()),
            "{line}"
        );
    }
    // There is no socket 24.
    assert_eq!(
        received("#RECEIVED: 24,7"),
        (None, 24, "#RECEIVED: 24".to_owned())
    );
    let nothing = Received::read_line(b"#RECEIVED: ,24", PROFILE).unwrap_err();
    assert_eq!(nothing.fault, Fault::Missing);
}

fn came(line: &[u8]) -> Result<Came<'_>, Malformed> {
    Came::read_line(line, PROFILE)
}

#[test]
fn counted_data_are_read_by_their_count() {
    for (line, data) in [
        (&b"SRING: 3"[..], None),
        (b"SRING: 3,5", None),
        (b"SRING: 3,5,hello", Some(&b"hello"[..])),
        (b"SRING: 3,5,a,\r\n,", Some(b"a,\r\n,")),
        (b"SRING: 3,0,", Some(b"")),
        // The blank counts where it must, and not where it need not.
        (b"SRING: 3,5, hell", Some(b" hell")),
        (b"SRING: 3,15, stringa di test", Some(b"stringa di test")),
        // Empty fields at the end of the line.
        (b"SRING: 3,,", None),
    ] {
        let found = came(line).unwrap().data;
        assert_eq!(found, data.map(Counted), "{}", line.escape_ascii());
    }
    let spec = <Came<'_> as Subparameters<'_>>::SPECS.last().unwrap();
    assert_eq!(spec.argument, ArgumentSpec::Counted);
}

#[test]
fn data_of_another_length_than_their_count_are_a_fault_with_its_place() {
    let fault = |line: &[u8]| {
        let Malformed { fault, at } = came(line).unwrap_err();
        (fault, at)
    };
    assert_eq!(fault(b"SRING: 3,5,hell"), (Fault::Missing, 15));
    assert_eq!(fault(b"SRING: 3,5,hello!"), (Fault::Surplus, 16));
    assert_eq!(fault(b"SRING: 3,5,  hell!"), (Fault::Surplus, 16));
    assert_eq!(fault(b"SRING: 3,,x"), (Fault::Missing, 11));
}

#[test]
fn counted_data_are_written_without_the_blank_before_them() {
    let read = came(b"SRING: 3,15, stringa di test").unwrap();
    assert_eq!(
        written::<Came<'static>>(&read),
        "SRUNG: 3,15,stringa di test"
    );
    let none = came(b"SRING: 3,5").unwrap();
    assert_eq!(written::<Came<'static>>(&none), "SRUNG: 3,5");
}

#[test]
fn a_framer_is_told_where_the_data_of_a_line_are() {
    let find = <All<'static> as Dialect<'static>>::inline;
    let found = |start, count| Some(Inline { start, count });
    for (line, expected) in [
        (&b"SRING: 3,15, stringa"[..], found(12, 15)),
        (b"SRUNG:3,2,", found(10, 2)),
        (b"SRING: 3, 5 ,", found(13, 5)),
        (b"SRING: 3,5", None),
        (b"SRING: 3,,", None),
        (b"SRING: 3,x,", None),
        (b"SRING: 3,99999999999,", None),
        (b"SSLSRING: 3,5,", None),
        (b"RING", None),
        (b"", None),
    ] {
        assert_eq!(find(line), expected, "{}", line.escape_ascii());
    }
}
